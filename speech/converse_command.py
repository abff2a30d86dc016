"""`python -m speech converse --json`: a conversation in JSON lines, one in and one out."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from speech.findings import Finding
from speech.session import Conversation, NotHeardError
from speech.turn import Turn


class LineError(Exception):
    """An input line that can't be used; the message says why."""


def run(lines_in: Iterable[str], out: TextIO, conversation: Conversation) -> list[Finding]:
    """Answers every line at once with one line, but `{"new_session": true}`, which writes none.

    In: `{"say": text}`, `{"hear": path}`, `{"silence": true}`, `{"touch": [arguments]}`, `{"new_session": true}`.
    Out: Turn.shown(), or `{"error": ...}` for a line that can't be used.
    Returns all that was found wrong, also what no line tells: in the answers to `new_session`.
    """
    found: list[Finding] = []
    for line in lines_in:
        try:
            turn = _take(line, conversation, found)
            shown = turn.shown() if turn is not None else None
        except LineError as fault:
            turn, shown = None, {"error": str(fault)}
        found += turn.problems if turn is not None else []
        if shown is not None:
            out.write(json.dumps(shown, ensure_ascii=False) + "\n")
            out.flush()
    return found


def _take(line: str, conversation: Conversation, found: list[Finding]) -> Turn | None:
    match _parsed(line):
        case {"say": str(text)} if text.strip():
            return conversation.say(text)
        case {"hear": str(path)} if path:
            try:
                return conversation.hear(Path(path))
            except NotHeardError as fault:
                raise LineError(str(fault)) from fault
        case {"silence": True}:
            return conversation.silence()
        case {"touch": list(arguments)}:
            return conversation.touch(arguments)
        case {"new_session": True}:
            found += conversation.new_session()
            return None
    raise LineError(
        'expected one of {"say": "words"}, {"hear": "file.wav"}, {"silence": true}, {"touch": [arguments]}, '
        '{"new_session": true}'
    )


def _parsed(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise LineError(f"not JSON: {fault}") from fault
    return asked if isinstance(asked, dict) and len(asked) == 1 else {}
