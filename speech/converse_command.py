"""`python -m speech converse --json`: a conversation in JSON lines, one in and one out."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from speech.findings import Finding
from speech.household import Household
from speech.input_lines import NEW_SESSION, LineError, take
from speech.session import Conversation


def run(lines_in: Iterable[str], out: TextIO, conversation: Conversation) -> list[Finding]:
    """Answers every line at once with one line, but `{"new_session": true}`, which writes none.

    In: one action of speech.input_lines, with `user`, `device` and `person` where several speak. Those who are named
    have conversations beside `conversation`, which end with the last line, or when the run is stopped.
    Out: Turn.shown(), or `{"error": ...}` for a line that can't be used.
    Returns all that was found wrong, also what no line tells: in the answers to `new_session`.
    """
    household, found = Household(conversation), []
    try:
        for line in lines_in:
            try:
                asked = _parsed(line)
                turn = take(asked, household)
                found += turn.problems
                shown = turn.shown() if NEW_SESSION not in asked else None
            except LineError as fault:
                shown = {"error": str(fault)}
            if shown is not None:
                out.write(json.dumps(shown, ensure_ascii=False) + "\n")
                out.flush()
    finally:  # also when the run is stopped from outside
        found += household.end_others()
    return found


def _parsed(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise LineError(f"not JSON: {fault}") from fault
    return asked if isinstance(asked, dict) else {}
