"""The transcripts of tests/conversations, held with the real skill: typed words, signed requests, a real server."""

from __future__ import annotations

from pathlib import Path

import pytest

from speech.script_files import Script, read_scripts
from speech.scripts import run_script

from .conftest import OpenIn
from .sampling import by_locale

SCRIPTS = [
    (folder.name, script)
    for folder in sorted((Path(__file__).parent / "conversations").iterdir())
    for script in read_scripts(folder)
]


@pytest.mark.parametrize(
    ("locale", "script"), by_locale(SCRIPTS), ids=[f"{locale}: {script.name}" for locale, script in SCRIPTS]
)
def test_a_transcript_holds(locale: str, script: Script, conversation_in: OpenIn) -> None:
    assert run_script(script, conversation_in(locale)) == []
