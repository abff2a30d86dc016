"""The transcripts of tests/conversations, held with the real skill: typed words, signed requests, a real server."""

from __future__ import annotations

from pathlib import Path

import pytest

from speech.script_files import Script, read_scripts
from speech.scripts import run_script
from speech.session import Conversation

SCRIPTS = read_scripts(Path(__file__).parent / "conversations" / "en-US")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_transcript_holds(script: Script, conversation: Conversation) -> None:
    assert run_script(script, conversation) == []
