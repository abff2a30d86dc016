"""The transcripts of tests/conversations, held with the real skill: typed words, signed requests, a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from speech.connection import conversation_with
from speech.script_files import Script, read_scripts
from speech.scripts import run_script
from speech.session import Conversation
from speech.settings import read_settings

SCRIPTS = read_scripts(Path(__file__).parent / "conversations" / "en-US")


@pytest.fixture(scope="module")
def conversation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversation]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        settings = read_settings(endpoint=None, model=None, locale=None, skill_id=None)
        with conversation_with(settings) as open_conversation:
            yield open_conversation


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_transcript_holds(script: Script, conversation: Conversation) -> None:
    assert run_script(script, conversation) == []
