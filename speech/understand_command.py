"""`python -m speech understand`: a line of JSON in, a line of JSON out, for as long as there are lines."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from speech.slots import contract_shape
from speech.understanding import Eliciting, Understanding, Understood


class LineError(Exception):
    """An input line that can't be used; the message says why."""


def run(lines_in: Iterable[str], out: TextIO, understanding: Understanding) -> None:
    """Answer every line at once: what was understood, or `{"error": ...}` for a line that can't be used.

    In: `{"text", "eliciting": null | "slot" | {"intent", "slot"}}`. Out: `{"text", "intent", "slots", "confidence",
    "runner_up"}`.
    """
    for line in lines_in:
        try:
            answer = _answer(line, understanding)
        except LineError as fault:
            answer = {"error": str(fault)}
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        out.flush()


def as_json(understood: Understood) -> dict[str, Any]:
    """What was understood, in the shape that `understand` prints."""
    rival = understood.runner_up
    return {
        "text": understood.text,
        "intent": understood.intent,
        "slots": contract_shape(understood.slots),
        "confidence": understood.confidence,
        "runner_up": None if rival is None else {"intent": rival[0], "confidence": rival[1]},
    }


def _answer(line: str, understanding: Understanding) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise LineError(f"not JSON: {fault}") from fault
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise LineError('expected an object with "text", as in {"text": "help", "eliciting": null}')
    return as_json(understanding.understand(asked["text"], _eliciting(asked.get("eliciting"), understanding)))


def _eliciting(asked: object, understanding: Understanding) -> Eliciting | None:
    model = understanding.model
    if asked is None:
        return None
    if isinstance(asked, str):
        intent = model.intent_eliciting(asked)
        if intent is None:
            raise LineError(f'"eliciting": no intent of the dialog model has a slot {asked}')
        return Eliciting(intent, asked)
    if isinstance(asked, dict) and isinstance(asked.get("intent"), str) and isinstance(asked.get("slot"), str):
        intent, slot = asked["intent"], asked["slot"]
        if intent not in model.intents or slot not in model.intents[intent].slots:
            raise LineError(f'"eliciting": the model has no slot {slot} in an intent {intent}')
        return Eliciting(intent, slot)
    raise LineError('"eliciting" is null, a slot name, or {"intent", "slot"}')
