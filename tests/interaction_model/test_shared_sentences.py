from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interaction_model.build import Model
from interaction_model.judging import language_model
from interaction_model.sentence_tree import Sample, sentence_tree, spoken, wordings
from interaction_model.shared_sentences import shared_sentences

from .small_models import model_of

PARTS = {"part": {"calf": ["calf", "calf muscle", "back of my leg"], "leg": ["leg"]}}
PAINS = {"pain": {"cramp": ["cramp", "leg cramp"], "tight": ["muscle tight", "tight"]}}


def every_sentence(model: Model) -> dict[Sample, set[str]]:
    """All sentences of each sample, written out one by one."""
    language = language_model(model)
    said = {
        each["name"]: [
            text for value in each["values"] for text in (value["name"]["value"], *value["name"]["synonyms"])
        ]
        for each in language["types"]
    }
    made = {}
    for intent in language["intents"]:
        for sample in intent["samples"]:
            choices = [said[word[1:-1].capitalize()] if word.startswith("{") else [word] for word in spoken(sample)]
            made[(intent["name"], sample)] = {" ".join(words) for words in product(*choices)}
    return made


def shared_by_writing_out(model: Model) -> set[tuple[Sample, Sample]]:
    made = sorted(every_sentence(model).items())
    return {(one, other) for one, first in made for other, second in made if one[0] < other[0] and first & second}


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ("my calf hurts", "my {part} hurts", "my calf hurts"),
        ("my back of my leg hurts", "my {part} hurts", "my back of my leg hurts"),
        ("{part} hurts", "{part} hurts", "calf hurts"),
        ("back of my {part}", "{part}", "back of my leg"),
        ("my {pain}", "my {part} cramp", "my leg cramp"),
        ("{part} tight", "calf {pain}", "calf tight"),
        ("{part} {pain}", "calf {pain}", "calf cramp"),
        ("{part} {part}", "{part} leg", "calf leg"),
        ("My Calf", "my {part}", "my calf"),
        ("m. s.", "m s", "m s"),
        ("for {duration}", "for {duration}", "for <AMAZON.DURATION>"),
    ],
)
def test_a_sentence_of_two_intents_is_found(one: str, other: str, sentence: str) -> None:
    model = model_of({"OneIntent": [one], "OtherIntent": [other]}, PARTS | PAINS)
    assert shared_sentences(sentence_tree(model)) == {(("OneIntent", one), ("OtherIntent", other)): sentence}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("my calf", "my {pain}"),
        ("{part}", "{pain}"),
        ("{part} hurts", "{part} hurts now"),
        ("calf muscle", "calf {part}"),
        ("for {duration}", "for {part}"),
        ("my {description}", "my calf"),
    ],
)
def test_samples_that_share_no_sentence_are_left_alone(one: str, other: str) -> None:
    model = model_of({"OneIntent": [one], "OtherIntent": [other]}, PARTS | PAINS)
    assert shared_sentences(sentence_tree(model)) == {}


def test_samples_of_one_intent_are_not_compared() -> None:
    assert shared_sentences(sentence_tree(model_of({"OneIntent": ["my calf", "my {part}"]}, PARTS))) == {}


def test_a_sample_with_a_slot_that_its_intent_lacks_is_left_to_another_rule() -> None:
    model = model_of({"OneIntent": ["my {part}"], "OtherIntent": ["my calf"]}, PARTS)
    language_model(model)["intents"][0]["slots"] = []
    assert shared_sentences(sentence_tree(model)) == {}


_WORDS = st.sampled_from(["a", "b", "c"])
_VALUES = st.lists(st.lists(_WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4, unique=True)
_SAMPLES = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", "{one}", "{two}"]), min_size=1, max_size=4).map(" ".join),
    min_size=1,
    max_size=4,
    unique=True,
)


@given(_VALUES, _VALUES, _SAMPLES, _SAMPLES)
def test_what_is_found_is_what_writing_out_every_sentence_finds(
    one: list[str], two: list[str], first: list[str], second: list[str]
) -> None:
    model = model_of({"FirstIntent": first, "SecondIntent": second}, {"one": {"x": one}, "two": {"y": two}})
    found = shared_sentences(sentence_tree(model))
    assert set(found) == shared_by_writing_out(model)
    made = every_sentence(model)
    assert all(sentence in made[one] & made[other] for (one, other), sentence in found.items())


def test_wordings_share_their_endings() -> None:
    graph = wordings([["left", "calf", "muscle"], ["right", "calf", "muscle"]])
    assert graph.following["left"] is graph.following["right"]
    assert not graph.may_end
