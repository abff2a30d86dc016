from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from interaction_model.build import Built
from interaction_model.content_ids import read_ids
from interaction_model.coverage import CONTRACT_INTENTS, coverage_faults
from interaction_model.sources import read_sources

from .changes import Change, in_type, intent
from .conftest import House


def unsaid(house: House, change: Change = lambda whole: None) -> list[str]:
    """What nobody can say once the model was changed."""
    built = house.build()
    model = copy.deepcopy(built.model)
    change(model["interactionModel"])
    sources = read_sources("en-US", house.model, house.content)
    faults = coverage_faults(sources, Built("en-US", model, built.places), read_ids(house.content, []))
    return [f"{fault.place.file.rsplit('/', 1)[-1]}:{fault.place.line}: {fault.message}" for fault in faults]


def without(slot: str) -> Change:
    """A change that takes all samples with the slot away."""

    def change(whole: dict[str, Any]) -> None:
        for each in whole["languageModel"]["intents"]:
            each["samples"] = [sample for sample in each["samples"] if f"{{{slot}}}" not in sample]

    return change


def test_in_the_small_house_all_can_be_said(house: House) -> None:
    assert unsaid(house) == []


@pytest.mark.parametrize("name", CONTRACT_INTENTS)
def test_an_intent_of_the_contract_that_is_missing_is_told(house: House, name: str) -> None:
    def drop(whole: dict[str, Any]) -> None:
        whole["languageModel"]["intents"].remove(intent(whole["languageModel"], name))

    assert f"en-US.json:0: {name} of the contract is missing" in unsaid(house, drop)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (without("timing"), "model.yaml:7: no sample of any intent has the slot 'timing'"),
        (without("description"), "model.yaml:14: no sample of any intent has the slot 'description'"),
        (
            in_type("Symptom", lambda each: each["values"].pop(2)),
            "findings.yaml:6: 'stressed' can't be said: no value that a sample's 'symptom' takes has it",
        ),
        (
            in_type("BodyPart", lambda each: each.update(values=each["values"][:1])),
            "findings.yaml:2: 'calf' can't be said: no value that a sample's 'body_part' takes has it",
        ),
    ],
)
def test_what_no_sample_or_value_says_is_told(
    house: House, change: Callable[[dict[str, Any]], None], told: str
) -> None:
    assert unsaid(house, change) == [told]


def test_a_place_that_can_be_eased_must_be_sayable(house: House) -> None:
    house.change("content/relief.yaml", "calf: {}", "wrist: {}")
    (fault,) = [fault for fault in house.faults() if "wrist" in fault.message]
    assert (fault.place.file.endswith("relief.yaml"), fault.place.line) == (True, 2)
    assert fault.message.startswith("'wrist' can't be said")
