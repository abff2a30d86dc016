"""Each contestant reads a small model; those whose packages are not installed are skipped."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.contestants import CONTESTANTS, Contestant, Guess, Reading
from benchmarks.contestants.filled_samples import filled_answers, filled_samples
from benchmarks.contestants.phrase_carriers import PhraseCarriers
from speech.model import InteractionModel

NEEDS = {"rapidfuzz": "rapidfuzz", "TF-IDF + LR": "sklearn"}
Loaded = Callable[[str], Contestant]


@pytest.fixture
def loaded(model_file: Path) -> Loaded:
    def load(name: str) -> Contestant:
        if name in NEEDS:
            pytest.importorskip(NEEDS[name])
        module = importlib.import_module(f"benchmarks.contestants.{CONTESTANTS[name]}")
        contestant: Contestant = module.load(model_file)
        return contestant

    return load


@pytest.mark.parametrize("name", CONTESTANTS)
def test_a_sample_with_a_listed_value_is_its_intent_in_every_variant(name: str, loaded: Loaded) -> None:
    contestant = loaded(name)
    for variant in contestant.variants:
        reading = contestant.read("how do i relax my calf", None, variant)
        assert reading.best.intent == "ReliefIntent"
        if name != "TF-IDF + LR":
            assert reading.best.slots == {"place": ("calf",)}


@pytest.mark.parametrize("name", CONTESTANTS)
def test_an_answer_is_taken_for_the_intent_that_asked(name: str, loaded: Loaded) -> None:
    contestant = loaded(name)
    for variant in contestant.variants:
        reading = contestant.read("mostly my toes", "place", variant)
        assert reading.otherwise.intent == "AnswerIntent"
        if name != "TF-IDF + LR":
            assert reading.best == Guess("AnswerIntent", {"place": ("foot",)})


@pytest.mark.parametrize("name", [name for name in CONTESTANTS if name != "ours"])
def test_a_sentence_it_is_not_sure_of_goes_where_its_first_words_lead(name: str, loaded: Loaded) -> None:
    contestant = loaded(name)
    variant = contestant.variants[0]
    assert contestant.read("my hat is green", None, variant).otherwise == Guess("DescribeSymptomIntent")
    assert contestant.read("the hat is green", None, variant).otherwise == Guess(None)


def test_hassil_reads_a_sample_among_other_words_and_says_how_much_of_the_sentence_it_is(loaded: Loaded) -> None:
    hassil = loaded("hassil")
    plain, loose = hassil.variants
    said = "tell me what helps against a stiff back at night"
    assert hassil.read(said, None, plain) == Reading(Guess(None), 0.0, Guess(None))
    reading = hassil.read(said, None, loose)
    assert reading.best == Guess("ReliefIntent", {"place": ("back",)})
    assert reading.score == pytest.approx(1 - len("tell me") / len(said), abs=0.03)


def test_hassil_finds_an_answer_inside_a_longer_one(loaded: Loaded) -> None:
    hassil = loaded("hassil")
    reading = hassil.read("it was down in the toes if you ask me", "place", hassil.variants[0])
    assert reading.best == Guess("AnswerIntent", {"place": ("foot",)})


def test_hassil_counts_in_durations(loaded: Loaded) -> None:
    hassil = loaded("hassil")
    reading = hassil.read("calf for about twenty minutes", "place", hassil.variants[0])
    assert reading.best == Guess("AnswerIntent", {"place": ("calf",), "since": ("duration",)})


def test_filled_samples_use_every_id_and_leave_no_brace(model: InteractionModel) -> None:
    filled = filled_samples(model, 1000)
    relief = [each for each in filled if each.intent == "ReliefIntent"]
    assert {id_ for each in relief for id_ in each.slots["place"]} == {"calf", "foot", "back"}
    assert not [each.text for each in filled if "{" in each.text]
    assert all(each.carrier == (each.intent == "DescribeSymptomIntent") for each in filled)
    assert {each.text for each in filled if each.carrier} == {"my", "again"}


def test_filled_samples_keep_to_the_number_asked_for_and_never_change(model: InteractionModel) -> None:
    few = filled_samples(model, 5)
    assert len(few) == 5
    assert few == filled_samples(model, 5)


def test_filled_answers_hold_every_wording_alone_and_the_slots_own_samples(model: InteractionModel) -> None:
    answers = filled_answers(model, model.intents["AnswerIntent"], 100)
    by_text = {each.text: each.slots for each in answers}
    assert by_text["lower leg"] == {"place": ("calf",)}
    assert any(text.startswith("mostly my ") for text in by_text)


@pytest.mark.parametrize(
    ("say", "asked", "intent"),
    [
        ("my knee", None, "DescribeSymptomIntent"),
        ("hiccups again", None, "DescribeSymptomIntent"),
        ("myself", None, None),
        ("my", None, None),
        ("my knee", "place", "AnswerIntent"),
    ],
)
def test_a_carrier_needs_words_in_its_phrase_slot(
    say: str, asked: str | None, intent: str | None, model: InteractionModel
) -> None:
    assert PhraseCarriers(model).otherwise(say, asked).intent == intent
