"""Danger told as ideas that meet, in words no phrase foresees; and what turns them."""

from __future__ import annotations

import pytest

from skill.coach.danger import DangerSigns, sign_from
from skill.coach.heard import Heard, Kind, Slot
from skill.coach.reading import read
from skill.library import load

KNOWLEDGE = load("en-US").knowledge
WORDS = {
    "leg": ["leg", "calf"],
    "swollen": ["swell", "blown up"],
    "red": ["red"],
    "cannot": ["can't"],
    "breathe": ["breathe"],
    "pregnant": ["pregnant"],
    "sport": ["gym"],
    "runs": ["the runs"],
    "it": ["leg", "calf"],
}


def found(sign: str, words: str) -> bool:
    """Whether `sign` is in `words`, whatever may turn it."""
    return any(True for _ in DangerSigns(WORDS, [sign_from("rf_heart", sign)]).find(words, KNOWLEDGE.phrases))


def flags(words: str) -> set[str]:
    return set(read(Heard(Kind.DESCRIBE, (Slot("description", words),)), KNOWLEDGE).flags)


def test_two_ideas_meet_in_either_order_in_any_ending() -> None:
    assert found("leg + swollen", "my leg keeps swelling")
    assert found("leg + swollen", "swelling all down the calf")
    assert not found("leg + swollen", "my leg is sore")


def test_what_follows_closely_keeps_its_order() -> None:
    assert found("cannot > breathe", "i can't seem to breathe")
    assert not found("cannot > breathe", "i breathe but can't sleep")


def test_ideas_far_apart_meet_only_where_the_sign_says_so() -> None:
    assert found("pregnant & leg + red", "i'm pregnant and my mother says this leg is red")
    assert not found("pregnant + red", "i'm pregnant and my leg is red")


def test_a_word_behind_without_keeps_a_sign_silent_in_its_own_statement_only() -> None:
    assert not found("leg + red without sport", "my leg is red from the gym")
    assert found("leg + red without sport", "i was at the gym and my leg is red")


def test_it_stands_for_what_was_spoken_of_last() -> None:
    assert found("leg + swollen", "something is wrong with my calf and now it's blown up")
    assert not found("leg + swollen", "it's blown up")


def test_a_member_of_one_telling_word_is_heard_as_it_is_written() -> None:
    assert found("runs", "i've got the runs")
    assert not found("runs", "after my run")


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("there's a noose around my breastbone", "rf_heart"),
        ("my lungs won't fill", "rf_breathing_pe"),
        ("his smile has slid down on one side", "rf_stroke"),
        ("the toes are like ice and dusky and i can't feel them", "rf_cold_limb"),
        ("i have no sensation around my privates", "rf_cauda_equina"),
        ("peeing something like stout", "rf_rhabdo"),
        ("nothing stays down not even sips", "rf_severe_dehydration"),
        ("i don't see the point of carrying on living", "rf_self_harm"),
        ("my heart's turning cartwheels", "ur_palpitations"),
        ("my head keeps turning left since that anti sickness jab", "ur_dystonia"),
    ],
)
def test_new_wordings_of_an_old_danger_are_heard(words: str, flag: str) -> None:
    assert flag in flags(words)


@pytest.mark.parametrize(
    "words",
    [
        "no tightness in my chest or jaw",
        "my chest doesn't hurt and i can breathe fine",
        "my grandfather had a stroke and his face drooped years ago",
        "i had a swollen red leg when i was a kid",
        "my hands go white outside in winter",
        "had a coughing fit laughing at the telly",
        "my legs cramp if i don't walk enough",
        "my pee is dark yellow in the morning",
        "i've taken a statin for ten years",
    ],
)
def test_denials_histories_and_harmless_states_raise_no_alarm(words: str) -> None:
    assert flags(words) == set()


def test_a_denial_ends_where_a_new_statement_begins() -> None:
    assert "rf_cold_limb" in flags("my foot is not swollen it's gone pale and ice cold")
    assert "rf_cauda_equina" in flags("no numbness but i can't pass water")


def test_what_is_over_counts_again_once_it_comes_back() -> None:
    assert flags("i had chest pain years ago") == set()
    assert "rf_heart" in flags("i had chest pain years ago and this feels just like it")
    assert "ur_dvt" in flags("had a clot last year and now it's my leg that is puffed up")


def test_a_relative_s_history_is_not_their_present() -> None:
    assert flags("my mother had a stroke") == set()
    assert "rf_stroke" in flags("my mother had a stroke years ago and now her speech is slurring")
    assert "ur_fluid_loss" in flags("my husband's had the runs for days")


def test_a_relative_s_history_that_alexa_cut_in_two_is_still_theirs() -> None:
    slots = (Slot("person", "my dad", ("adult",)), Slot("symptom", "had a heart attack", ("rf_heart",)))
    assert read(Heard(Kind.ANSWER, slots), KNOWLEDGE).flags == frozenset()


@pytest.mark.parametrize(("symptom", "same_day"), [("locked solid", True), ("cramping", True), ("cramps", False)])
def test_minutes_beside_a_cramp_that_has_hold_of_one_are_same_day(symptom: str, same_day: bool) -> None:
    slots = (Slot("symptom", symptom, ("cramp",)), Slot("duration", "PT30M"))
    assert ("ur_cramp_over_10_min" in read(Heard(Kind.ANSWER, slots), KNOWLEDGE).flags) is same_day


def test_a_no_that_was_cut_off_denies_only_what_stands_right_behind_it() -> None:
    def heard(symptom: str) -> frozenset[str]:
        slots = (Slot("answer", "no", ("no",)), Slot("symptom", symptom))
        return read(Heard(Kind.ANSWER, slots), KNOWLEDGE).flags

    assert heard("crushing pain in my chest") == frozenset()
    assert "rf_severe_dehydration" in heard("cramps i keep passing out")


def test_a_no_in_the_middle_may_open_a_statement() -> None:
    assert "rf_heart" in flags("actually no there's a crushing pain in my chest")
    assert "rf_heart" in flags("since the accident last year there is a crushing pain in my chest")
