"""The JSON form of an annotation set.

`{"data": [{"inputs": {"utterance", "referenceTimestamp"?}, "expected": [{"intent": {"name", "slots": {NAME:
{"slotValue": {"type": "Simple", "value"}}}}}]}]}`. A slot with several values has `{"type": "List", "values": [...]}`.
The older form `{NAME: {"value"}}` is read as well. Several entries of `expected` are alternatives: any is right.
Source: SMAPI's reference of annotation sets.

Ours, for Amazon's tool to pass over: `"inputs": {"eliciting": {"intent", "slot"}}`, the question the sentence answers.
"""

import json
from collections.abc import Iterable
from typing import Any

from speech.annotations import Annotation, AnnotationError, Expected, ExpectedValue, checked_timestamp
from speech.model import FALLBACK
from speech.understanding import Eliciting


def parse_json(text: str) -> list[Annotation]:
    """The annotations in `text`. Raises AnnotationError, which names the row."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise AnnotationError(f"not JSON: {fault}") from fault
    rows = _object(data, "top level").get("data")
    if not isinstance(rows, list):
        raise AnnotationError('expected {"data": [...]}')
    return [_annotation(row, f"data[{index}]") for index, row in enumerate(rows)]


def _annotation(row: object, place: str) -> Annotation:
    entry = _object(row, place)
    inputs = _object(entry.get("inputs"), f"{place}.inputs")
    expected = entry.get("expected")
    if not isinstance(expected, list) or not expected:
        raise AnnotationError(f"{place}.expected: expected a list with at least one intent")
    return Annotation(
        _text(inputs.get("utterance"), f"{place}.inputs.utterance"),
        tuple(_expected(choice, f"{place}.expected[{index}]") for index, choice in enumerate(expected)),
        _timestamp(inputs.get("referenceTimestamp"), f"{place}.inputs.referenceTimestamp"),
        _eliciting(inputs.get("eliciting"), f"{place}.inputs.eliciting"),
        place,
    )


def _timestamp(value: object, place: str) -> str | None:
    return None if value is None or value == "" else checked_timestamp(_text(value, place), place)


def _eliciting(value: object, place: str) -> Eliciting | None:
    if value is None:
        return None
    asked = _object(value, place)
    return Eliciting(_text(asked.get("intent"), f"{place}.intent"), _text(asked.get("slot"), f"{place}.slot"))


def _expected(choice: object, place: str) -> Expected:
    intent = _object(_object(choice, place).get("intent"), f"{place}.intent")
    name = intent.get("name")
    # Nothing in scope is AMAZON.FallbackIntent, for a skill that has none as well.
    slots = {} if intent.get("slots") is None else _object(intent["slots"], f"{place}.intent.slots")
    values = {slot: _value(value, f"{place}.intent.slots.{slot}") for slot, value in slots.items()}
    return Expected(
        FALLBACK if name is None and "name" in intent else _text(name, f"{place}.intent.name"),
        {slot: value for slot, value in values.items() if value is not None},
    )


def _value(slot: object, place: str) -> ExpectedValue | None:
    """The value expected of a slot, None for a slot that is named without one."""
    entry = _object(slot, place)
    value = entry if entry.get("slotValue") is None else _object(entry["slotValue"], f"{place}.slotValue")
    if value.get("type") == "List" or "values" in value:
        values = value.get("values")
        if not isinstance(values, list):
            raise AnnotationError(f"{place}: a List has a list of values")
        found = [_object(each, f"{place}.values[{index}]").get("value") for index, each in enumerate(values)]
        return tuple(_text(each, f"{place}.values[{index}]") for index, each in enumerate(found)) or None
    return None if value.get("value") in (None, "") else _text(value["value"], place)


def _object(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise AnnotationError(f"{place}: expected an object")
    return value


def _text(value: object, place: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise AnnotationError(f"{place}: expected some text")
    return value


def as_json(annotations: Iterable[Annotation]) -> str:
    """The annotations as JSON."""
    data = [
        {"inputs": _inputs(annotation), "expected": [{"intent": _intent(choice)} for choice in annotation.expected]}
        for annotation in annotations
    ]
    return json.dumps({"data": data}, ensure_ascii=False, indent=2) + "\n"


def _inputs(annotation: Annotation) -> dict[str, Any]:
    inputs: dict[str, Any] = {"utterance": annotation.utterance}
    if annotation.timestamp is not None:
        inputs["referenceTimestamp"] = annotation.timestamp
    if annotation.eliciting is not None:
        inputs["eliciting"] = {"intent": annotation.eliciting.intent, "slot": annotation.eliciting.slot}
    return inputs


def _intent(expected: Expected) -> dict[str, Any]:
    slots = {name: {"slotValue": _slot_value(value)} for name, value in expected.slots.items()}
    return {"name": expected.intent, "slots": slots}


def _slot_value(value: ExpectedValue) -> dict[str, Any]:
    if isinstance(value, tuple):
        return {"type": "List", "values": [_slot_value(each) for each in value]}
    return {"type": "Simple", "value": value}
