from __future__ import annotations

import pytest

from interaction_model.build import Built
from interaction_model.covered import covered_faults
from interaction_model.sentence_tree import sentence_tree

from .conftest import House
from .small_models import model_of

VALUES = {
    "answer": {"unknown": ["maybe", "not sure"]},
    "person": {"self": ["i", "me"], "adult": ["my wife"]},
    "pain": {"cramp": ["cramp", "charley horse"]},
}


def covered(*samples: str) -> list[str]:
    model = model_of({"AnswerIntent": samples}, VALUES)
    return [fault.message for fault in covered_faults(Built("en-US", model, {}), sentence_tree(model))]


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
    assert [*covered_faults(Built("en-US", model, {}), sentence_tree(model))] == []


def test_covered_samples_are_told_once_with_the_line_of_their_template(house: House) -> None:
    house.change("model/en/AnswerIntent.yaml", '"{person} {cause}"', '"{person} {cause}"\n  - (not sure|yes) {symptom}')
    built = house.build()
    (fault,) = covered_faults(built, sentence_tree(built.model))
    assert fault.place.line == 7
    assert fault.message.startswith("'not sure {symptom}': 'not sure' is a value of Answer in '{answer} {symptom}'")
    assert fault.message.endswith(" and 1 more like it")
