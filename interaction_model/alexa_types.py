"""Amazon's rules for slot types, the dialog model and its prompts (platform notes 2.1, 2.2, 2.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from interaction_model.build import Model
from interaction_model.judging import Found, language_model

LONGEST_VALUE = 140
MOST_VALUES = 50_000
_STRATEGIES = {"ALWAYS", "SKILL_RESPONSE"}
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
            owner = owners.setdefault(text.lower(), value_id)
            if owner != value_id:
                yield (name, value_id), f"'{text}' stands for '{owner}' and for '{value_id}' in '{name}'"


def dialog_faults(model: Model) -> Iterator[Found]:
    """A dialog model whose intents, slots or prompts are not there, and a fallback sensitivity Amazon does not know."""
    level = language_model(model).get("modelConfiguration", {}).get("fallbackIntentSensitivity", {}).get("level", "LOW")
    if level not in _LEVELS:
        yield ("fallbackIntentSensitivity",), f"'{level}' is no sensitivity: {', '.join(sorted(_LEVELS))}"
    whole = model.get("interactionModel", {})
    intents = {intent["name"]: intent for intent in language_model(model).get("intents", [])}
    dialog = whole.get("dialog", {})
    prompts = {prompt["id"]: prompt for prompt in whole.get("prompts", [])}
    asked: set[str] = set()
    for strategy in (
        dialog.get("delegationStrategy"),
        *(each.get("delegationStrategy") for each in dialog.get("intents", [])),
    ):
        if strategy is not None and strategy not in _STRATEGIES:
            yield ("dialog",), f"'{strategy}' is no delegation strategy: {', '.join(sorted(_STRATEGIES))}"
    for entry in dialog.get("intents", []):
        name = entry["name"]
        if name not in intents:
            yield ("dialog", name), f"the dialog model has the intent '{name}', which does not exist"
            continue
        types = {slot["name"]: slot["type"] for slot in intents[name].get("slots", [])}
        for slot in entry.get("slots", []):
            asked |= {*slot.get("prompts", {}).values()}
            yield from _dialog_slot_faults(name, slot, types)
        for missing in sorted(types.keys() - {slot["name"] for slot in entry.get("slots", [])}):
            yield ("dialog", name), f"the slot '{missing}' of {name} is not in the dialog model"
    for prompt_id in sorted(asked - prompts.keys()):
        yield ("prompts", prompt_id), f"the prompt '{prompt_id}' does not exist"
    for prompt_id, prompt in prompts.items():
        if prompt_id not in asked:
            yield ("prompts", prompt_id), f"nothing uses the prompt '{prompt_id}'"
        if not [each for each in prompt.get("variations", []) if each.get("value", "").strip()]:
            yield ("prompts", prompt_id), f"the prompt '{prompt_id}' says nothing"


def _dialog_slot_faults(intent: str, slot: dict[str, Any], types: dict[str, str]) -> Iterator[Found]:
    name = slot["name"]
    if name not in types:
        yield ("dialog", intent, name), f"the dialog model has the slot '{name}', which {intent} does not have"
    elif slot.get("type") != types[name]:
        yield (
            ("dialog", intent, name),
            f"the slot '{name}' is {slot.get('type')} in the dialog model, {types[name]} in {intent}",
        )
    if slot.get("elicitationRequired") and "elicitation" not in slot.get("prompts", {}):
        yield ("dialog", intent, name), f"the slot '{name}' is required but has no elicitation prompt"
