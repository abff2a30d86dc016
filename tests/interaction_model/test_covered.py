from __future__ import annotations

import pytest

from interaction_model.covered import covered_faults
from interaction_model.judging import fault

from .conftest import House
from .small_models import model_of

VALUES = {
    "answer": {"unknown": ["maybe", "not sure"]},
    "person": {"self": ["i", "me"], "adult": ["my wife"]},
    "pain": {"cramp": ["cramp", "charley horse"]},
}


def covered(*samples: str) -> list[str]:
    return [message for _, message in covered_faults(model_of({"AnswerIntent": samples}, VALUES))]


@pytest.mark.parametrize(
    ("sample", "other", "word", "type_name"),
    [
        ("maybe {pain}", "{answer} {pain}", "maybe", "Answer"),
        ("why do i get a charley horse", "why do i get a {pain}", "charley horse", "Pain"),
        ("not sure my wife has it", "{answer} {person} has it", "not sure", "Answer"),
    ],
)
def test_a_word_that_is_a_slots_value_elsewhere_in_the_intent_is_told(
    sample: str, other: str, word: str, type_name: str
) -> None:
    told = f"'{sample}': '{word}' is a value of {type_name} in '{other}', but never arrives from here"
    assert covered(sample, other) == [told]


@pytest.mark.parametrize(
    "samples",
    [
        pytest.param(["why do i get {pain}", "why do {person} get {pain}"], id="taken for granted"),
        pytest.param(["maybe {pain}", "well {answer} {pain}"], id="another sentence"),
        pytest.param(["maybe so {pain}", "{answer} {pain}"], id="not the whole words"),
        pytest.param(["{answer} {pain}", "{answer} {pain} {person}"], id="no words in place of a slot"),
    ],
)
def test_samples_that_lose_nothing_are_not_told(samples: list[str]) -> None:
    assert covered(*samples) == []


def test_samples_of_another_intent_cover_nothing() -> None:
    model = model_of({"MoreIntent": ["maybe {pain}"], "AnswerIntent": ["{answer} {pain}"]}, VALUES)
    assert [*covered_faults(model)] == []


def test_a_covered_sample_is_told_with_its_line(house: House) -> None:
    house.change("model/en/AnswerIntent.yaml", '"{person} {cause}"', '"{person} {cause}"\n  - "not sure {symptom}"')
    built = house.build()
    (found,) = covered_faults(built.model)
    assert fault(built, found).place.line == 7
