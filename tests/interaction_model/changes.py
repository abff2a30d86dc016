"""Changes to a model, each of which breaks one rule, and what the check says of the changed model."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from interaction_model.build import Built
from interaction_model.check import judge

from .conftest import House

Change = Callable[[dict[str, Any]], None]


def told(house: House, *changes: Change) -> list[str]:
    """The faults of the small house's model after the changes, told without the places of its sources."""
    built = house.build()
    model = copy.deepcopy(built.model)
    for change in changes:
        change(model["interactionModel"])
    assert judge(built) == []
    return [str(fault) for fault in judge(Built("en-US", model, {}))]


def assert_told(house: House, change: Change, reason: str) -> None:
    """A fault says `reason`, and each names its place in the built file."""
    faults = told(house, change)
    assert any(reason in each for each in faults), faults
    assert all(each.startswith("en-US.json") for each in faults)


def intent(spoken: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in spoken["intents"] if each["name"] == name)
    return found


def sample(text: str, name: str = "AskCauseIntent") -> Change:
    """A change that adds a sample to an intent of the model."""
    return lambda whole: intent(whole["languageModel"], name)["samples"].append(text)


def slot_sample(slot: str, text: str) -> Change:
    """A change that adds a sample to a slot of AnswerIntent."""

    def change(whole: dict[str, Any]) -> None:
        slots = intent(whole["languageModel"], "AnswerIntent")["slots"]
        next(each for each in slots if each["name"] == slot)["samples"].append(text)

    return change


def invocation(name: str) -> Change:
    return lambda whole: whole["languageModel"].update(invocationName=name)


def rename_intent(old: str, new: str) -> Change:
    return lambda whole: intent(whole["languageModel"], old).update(name=new)


def add_slot(name: str, type_name: str) -> Change:
    return lambda whole: intent(whole["languageModel"], "AskCauseIntent")["slots"].append(
        {"name": name, "type": type_name}
    )


def in_type(name: str, change: Callable[[dict[str, Any]], None]) -> Change:
    return lambda whole: change(next(each for each in whole["languageModel"]["types"] if each["name"] == name))


def add_type(name: str, *values: dict[str, Any]) -> Change:
    return lambda whole: whole["languageModel"]["types"].append({"name": name, "values": [*values]})


def sensitivity(level: str) -> Change:
    configured = {"fallbackIntentSensitivity": {"level": level}}
    return lambda whole: whole["languageModel"].update(modelConfiguration=configured)


def prompt(prompt_id: str) -> Change:
    said = {"type": "PlainText", "value": "Which?"}
    return lambda whole: whole["prompts"].append({"id": prompt_id, "variations": [said]})


def more_values(*values: dict[str, Any]) -> Change:
    return in_type("Cause", lambda each: each["values"].extend(values))


def more_intents(count: int) -> Change:
    return lambda whole: whole["languageModel"]["intents"].extend({"name": "I" * number} for number in range(1, count))


def in_dialog(change: Callable[[dict[str, Any]], None]) -> Change:
    return lambda whole: change(whole["dialog"]["intents"][0])


def value(value_id: str, *said: str) -> dict[str, Any]:
    return {"id": value_id, "name": {"value": said[0], "synonyms": [*said[1:]]}}
