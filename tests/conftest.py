"""What all tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from speech.authority import open_authority
from speech.connection import conversation_with
from speech.session import Conversation
from speech.settings import read_settings
from speech.skill_process import running_skill

# Speed is measured in benchmarks, never asserted here: a slow machine must not fail an example.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

OpenIn = Callable[..., Conversation]


@pytest.fixture(scope="session")
def conversation_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenIn]:
    """Opens the speaker in a locale, with the real skill behind it, started once, and an authority of its own.

    `model`: another locale's interaction model, for a locale that has none.
    """
    folder = str(tmp_path_factory.mktemp("cache"))
    with ExitStack() as open_ones:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("XDG_CACHE_HOME", folder)
            endpoint = open_ones.enter_context(running_skill(read_settings(), open_authority()))

        @cache
        def open_in(locale: str, model: Path | None = None) -> Conversation:
            with pytest.MonkeyPatch.context() as environment:
                environment.setenv("XDG_CACHE_HOME", folder)
                with_skill = read_settings(endpoint=endpoint, locale=locale, model=model)
                return open_ones.enter_context(conversation_with(with_skill))

        yield open_in


@pytest.fixture(scope="session")
def conversation(conversation_in: OpenIn) -> Conversation:
    """The speaker as it is without options."""
    return conversation_in("en-US")
