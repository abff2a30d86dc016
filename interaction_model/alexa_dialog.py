"""Amazon's rules for the dialog model and its prompts (platform notes 2.1, 2.6)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from interaction_model.build import Model, slots_in
from interaction_model.judging import Found, language_model

_STRATEGIES = {"ALWAYS", "SKILL_RESPONSE"}
_PROMPT_TYPES = {"PlainText", "SSML"}
#: What each kind of validation must say beside its type and its prompt; of several fields one is enough.
_VALIDATIONS: dict[str, tuple[str, ...]] = {
    "hasEntityResolutionMatch": (),
    "isInSet": ("values",),
    "isNotInSet": ("values",),
    "isGreaterThan": ("value",),
    "isGreaterThanOrEqualTo": ("value",),
    "isLessThan": ("value",),
    "isLessThanOrEqualTo": ("value",),
    "isInDuration": ("start", "end"),
    "isNotInDuration": ("start", "end"),
}
_TIMED = {"AMAZON.DATE", "AMAZON.TIME"}


def dialog_faults(model: Model) -> Iterator[Found]:
    """A dialog model whose intents, slots, validations or prompts are not there or say too little."""
    whole = model.get("interactionModel", {})
    dialog = whole.get("dialog", {})
    entries = dialog.get("intents", [])
    for strategy in (dialog.get("delegationStrategy"), *(each.get("delegationStrategy") for each in entries)):
        if strategy is not None and strategy not in _STRATEGIES:
            yield ("dialog",), f"'{strategy}' is no delegation strategy: {', '.join(sorted(_STRATEGIES))}"
    yield from _twice(("dialog",), [entry["name"] for entry in entries], "dialog model")
    intents = {intent["name"]: intent for intent in language_model(model).get("intents", [])}
    listed = {slot_type["name"] for slot_type in language_model(model).get("types", [])}
    users: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        name = entry["name"]
        if name not in intents:
            yield ("dialog", name), f"the dialog model has the intent '{name}', which does not exist"
            continue
        yield from _intent_faults(entry, intents[name], listed)
        for prompt_id in _prompts_of(entry):
            users[prompt_id].add(name)
    slots = {name: {slot["name"] for slot in intent.get("slots", [])} for name, intent in intents.items()}
    yield from _prompt_faults(whole.get("prompts", []), users, slots)


def _intent_faults(entry: dict[str, Any], intent: dict[str, Any], listed: set[str]) -> Iterator[Found]:
    name = entry["name"]
    types = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
    there = [slot["name"] for slot in entry.get("slots", [])]
    yield from _twice(("dialog", name), there, f"dialog model of {name}")
    if entry.get("confirmationRequired") and "confirmation" not in entry.get("prompts", {}):
        yield ("dialog", name), f"{name} is to be confirmed but has no confirmation prompt"
    for slot in entry.get("slots", []):
        place = ("dialog", name, slot["name"])
        if slot["name"] not in types:
            yield place, f"the dialog model has the slot '{slot['name']}', which {name} does not have"
        elif slot.get("type") != types[slot["name"]]:
            told = f"is {slot.get('type')} in the dialog model, {types[slot['name']]} in {name}"
            yield place, f"the slot '{slot['name']}' {told}"
        for need, kind in (("elicitationRequired", "elicitation"), ("confirmationRequired", "confirmation")):
            if slot.get(need) and kind not in slot.get("prompts", {}):
                yield place, f"the slot '{slot['name']}' is required but has no {kind} prompt"
        for validation in slot.get("validations", []):
            for message in _validation(validation, slot.get("type", ""), listed):
                yield place, f"a validation of the slot '{slot['name']}' {message}"
    for missing in sorted(types.keys() - {*there}):
        yield ("dialog", name), f"the slot '{missing}' of {name} is not in the dialog model"


def _validation(validation: dict[str, Any], slot_type: str, listed: set[str]) -> Iterator[str]:
    kind = validation.get("type", "")
    if not validation.get("prompt"):
        yield "has no prompt"
    if kind not in _VALIDATIONS:
        yield f"has the type '{kind}', which is none: {', '.join(sorted(_VALIDATIONS))}"
        return
    if _VALIDATIONS[kind] and not any(validation.get(field) for field in _VALIDATIONS[kind]):
        yield f"of type {kind} has no {' and no '.join(map(repr, _VALIDATIONS[kind]))}"
    if kind.endswith("Duration") and slot_type not in _TIMED:
        yield f"of type {kind} is for {' and '.join(sorted(_TIMED))} only"
    if kind == "hasEntityResolutionMatch" and slot_type not in listed:
        yield f"of type {kind} is for types with listed values only"


def _prompts_of(entry: dict[str, Any]) -> Iterator[str]:
    yield from entry.get("prompts", {}).values()
    for slot in entry.get("slots", []):
        yield from slot.get("prompts", {}).values()
        yield from (each["prompt"] for each in slot.get("validations", []) if each.get("prompt"))


def _prompt_faults(
    prompts: list[dict[str, Any]], users: dict[str, set[str]], slots: dict[str, set[str]]
) -> Iterator[Found]:
    for prompt_id in sorted(users.keys() - {prompt["id"] for prompt in prompts}):
        yield ("prompts", prompt_id), f"the prompt '{prompt_id}' does not exist"
    yield from _twice(("prompts",), [prompt["id"] for prompt in prompts], "list of prompts")
    for prompt in prompts:
        prompt_id, place = prompt["id"], ("prompts", prompt["id"])
        variations = prompt.get("variations", [])
        if prompt_id not in users:
            yield place, f"nothing uses the prompt '{prompt_id}'"
        if not any(each.get("value", "").strip() for each in variations):
            yield place, f"the prompt '{prompt_id}' says nothing"
        for kind in sorted({each.get("type", "PlainText") for each in variations} - _PROMPT_TYPES):
            yield place, f"the prompt '{prompt_id}' is '{kind}', not {' or '.join(sorted(_PROMPT_TYPES))}"
        named = {slot for each in variations for slot in slots_in(each.get("value", ""))}
        for intent in sorted(users.get(prompt_id, ())):
            for slot in sorted(named - slots[intent]):
                yield place, f"the prompt '{prompt_id}' names the slot '{slot}', which {intent} does not have"


def _twice(place: tuple[str, ...], names: list[str], where: str) -> Iterator[Found]:
    for name, count in Counter(names).items():
        if count > 1:
            yield (*place, name), f"'{name}' stands {count} times in the {where}"
