"""`python -m speech talk`, `say` and `listen`: opens the conversation, the voice and the player, and sums up."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console

from speech.connection import conversation_with
from speech.player import Player
from speech.session import Conversation
from speech.settings import Settings, SettingsError
from speech.talk import Mouth, Talk, save
from speech.turn import Turn
from speech.voice import Voice


def talk(settings: Settings, *, say: str | None, wav: Path | None, mute: bool, strict: bool = False) -> int:
    """Holds a conversation. Asked with `say`, the exit code is 0 only when the skill gave an answer without a fault.

    When `strict`, what the skill answers to the session's end counts too.
    """
    with _talking(settings, wav, mute) as (_, talker, saved):
        if say is None:
            talker.by_keyboard()
        else:
            talker.without_keyboard(say)
        if strict:
            talker.leave()
    return 0 if saved() and not talker.problems and (talker.got_answer or say is None) else 1


def one_turn(
    settings: Settings, turn_of: Callable[[Conversation], Turn], *, wav: Path | None, mute: bool, strict: bool = False
) -> int:
    """Shows and speaks one turn; the exit code is 0 when the skill gave an answer that Alexa takes.

    When `strict`, it is 0 only when nothing at all was found, in the answer and in that to the session's end.
    """
    with _talking(settings, wav, mute) as (conversation, talker, saved):
        turn = talker.take(turn_of(conversation))
        if strict:
            talker.leave()
    return 0 if saved() and turn.answered and not (talker.problems if strict else talker.refusals) else 1


@contextlib.contextmanager
def _talking(
    settings: Settings, wav: Path | None, mute: bool
) -> Iterator[tuple[Conversation, Talk, Callable[[], bool]]]:
    """The conversation, its talk, and whether the WAV that was wanted is written, known when the block has ended."""
    if wav is not None and not wav.resolve().parent.is_dir():
        raise SettingsError(f"--wav can't be written: there is no folder {wav.resolve().parent}")
    console = Console(soft_wrap=True)
    written = wav is None
    with Voice(settings.locale) as voice, conversation_with(settings) as conversation:
        mouth = Mouth(voice, Player(muted=mute), console, keep=wav is not None)
        try:
            yield conversation, Talk(conversation, mouth, console), lambda: written
        finally:
            if wav is not None:
                written = save(mouth, wav)
                if not written:
                    console.print(f"Nothing was spoken, so {wav} is not written.", style="yellow", highlight=False)
