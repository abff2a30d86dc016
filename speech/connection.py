"""Puts the parts together: a conversation with the skill the settings name, for as long as a block runs."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from speech.authority import open_authority
from speech.model import InteractionModel
from speech.session import Conversation, NotHeardError
from speech.settings import Settings
from speech.skill_client import SkillClient
from speech.skill_process import running_skill
from speech.understanding import Understanding


@contextlib.contextmanager
def conversation_with(settings: Settings) -> Iterator[Conversation]:
    """A conversation with the skill, which is started and stopped where the settings say so.

    Raises ModelError, AuthorityError or SkillProcessError. An open session is ended with the block.
    """
    model = InteractionModel.load(settings.model)
    device = replace(settings.device, locale=settings.locale)
    understanding = Understanding(model, device.clock.today)
    authority = open_authority()
    with running_skill(settings, authority) as endpoint:
        client = SkillClient(endpoint, authority)
        conversation = Conversation(understanding, client, settings.skill_id, device, _ears_for(model))
        try:
            yield conversation
        finally:
            conversation.close()
            client.close()


def _ears_for(model: InteractionModel) -> Callable[[Path], str]:
    """Ears that are made when they are first needed: they may be missing, and take their time."""
    made: list[Callable[[Path], str]] = []

    def hear(wav: Path) -> str:
        if not wav.is_file():  # said at once, before the ears are made
            raise NotHeardError(f"{wav}: there is no such file")
        from speech.hearing import Ears, EarsMissingError, HearingError

        try:
            if not made:
                made.append(Ears(model).hear)
            return made[0](wav)
        except (EarsMissingError, HearingError) as error:
            raise NotHeardError(str(error)) from error

    return hear
