"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from speech.connection import conversation_with
from speech.session import Conversation
from speech.settings import read_settings

# Speed is measured in benchmarks, never asserted here: a slow machine must not fail an example.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="module")
def conversation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversation]:
    """The speaker, with the real skill started behind it and an authority of its own."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        skill = read_settings(endpoint=None, model=None, locale=None, skill_id=None)
        with conversation_with(skill) as open_conversation:
            yield open_conversation
