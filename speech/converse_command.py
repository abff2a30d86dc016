"""`python -m speech converse --json`: a conversation in JSON lines, one in and one out."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from speech.household import Household
from speech.input_lines import LineError, take
from speech.session import Conversation


def run(lines_in: Iterable[str], out: TextIO, conversation: Conversation) -> None:
    """Answers every line at once with one line, but `{"new_session": true}`, which writes none.

    In: one action of speech.input_lines, with `user`, `device` and `person` where several speak. Those who are named
    have conversations beside `conversation`, which end with the last line.
    Out: Turn.shown(), or `{"error": ...}` for a line that can't be used.
    """
    household = Household(conversation)
    try:
        for line in lines_in:
            try:
                turn = take(_parsed(line), household)
                shown = turn.shown() if turn is not None else None
            except LineError as fault:
                shown = {"error": str(fault)}
            if shown is not None:
                out.write(json.dumps(shown, ensure_ascii=False) + "\n")
                out.flush()
    finally:
        household.close_others()


def _parsed(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise LineError(f"not JSON: {fault}") from fault
    return asked if isinstance(asked, dict) else {}
