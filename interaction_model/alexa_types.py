"""Amazon's rules for slot types and for the sensitivity of Fallback (platform notes 2.1, 2.2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from interaction_model.alexa_samples import unspeakable
from interaction_model.build import Model
from interaction_model.judging import Found, language_model
from interaction_model.sentence_tree import spoken

LONGEST_VALUE = 140
MOST_VALUES = 50_000
_DIGITS = re.compile(r"\b\d+\b")
_LEVELS = {"LOW", "MEDIUM", "HIGH"}


def type_faults(model: Model) -> Iterator[Found]:
    """Types that are missing, unused or empty, and values that two ids of a type share."""
    spoken = language_model(model)
    types = {slot_type["name"]: slot_type.get("values", []) for slot_type in spoken.get("types", [])}
    named: dict[str, str] = {}
    for intent in spoken.get("intents", []):
        for slot in intent.get("slots", []):
            first = named.setdefault(slot["name"], slot["type"])
            if first != slot["type"]:
                yield (intent["name"],), f"the slot '{slot['name']}' is {slot['type']} here and {first} elsewhere"
            if not slot["type"].startswith("AMAZON.") and slot["type"] not in types:
                yield (
                    (intent["name"],),
                    f"the slot '{slot['name']}' has the type '{slot['type']}', which is not defined",
                )
    for name, values in types.items():
        if name not in named.values():
            yield (name,), f"no slot has the type '{name}'"
        if not values:
            yield (name,), f"the type '{name}' has no values"
        if len(values) > MOST_VALUES:
            yield (name,), f"the type '{name}' has {len(values)} values; Amazon takes {MOST_VALUES}"
        yield from _value_faults(name, values)


def _value_faults(name: str, values: list[dict[str, Any]]) -> Iterator[Found]:
    owners: dict[str, str] = {}
    for value_id, count in Counter(value.get("id", "") for value in values).items():
        if not value_id:
            yield (name,), f"a value of '{name}' has no id"
        elif count > 1:
            yield (name, value_id), f"the id '{value_id}' stands {count} times in '{name}'"
    for value in values:
        value_id = value.get("id", "")
        for text in (value["name"]["value"], *value["name"].get("synonyms", [])):
            if not text.strip() or len(text) > LONGEST_VALUE:
                yield (name, value_id), f"'{text}' of '{value_id}' must have 1 to {LONGEST_VALUE} characters"
            # Amazon warns of digits in samples only; a value may keep the "103" that people type.
            elif (refused := unspeakable(_DIGITS.sub("", text) or "digits")) is not None:
                yield (name, value_id), f"'{text}' of '{value_id}': {refused}"
            owner = owners.setdefault(" ".join(spoken(text)), value_id)
            if owner != value_id:
                yield (name, value_id), f"'{text}' stands for '{owner}' and for '{value_id}' in '{name}'"


def sensitivity_faults(model: Model) -> Iterator[Found]:
    """A fallback sensitivity that Amazon does not know."""
    level = language_model(model).get("modelConfiguration", {}).get("fallbackIntentSensitivity", {}).get("level", "LOW")
    if level not in _LEVELS:
        yield ("fallbackIntentSensitivity",), f"'{level}' is no sensitivity: {', '.join(sorted(_LEVELS))}"
