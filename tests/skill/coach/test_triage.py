"""Danger is heard in every state, and what follows it."""

from collections.abc import Callable

import pytest

from skill.coach.heard import Kind
from tests.skill.coach.openings import CHEST, SCREEN, after_the_answer, mid_interview, start
from tests.skill.conversation import NO, YES, Conversation, matched, raw


@pytest.mark.parametrize("state", [Conversation, start, mid_interview, after_the_answer])
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.STOP])
def test_a_tight_chest_and_a_hurting_arm_end_in_the_emergency_advice_whenever_they_are_said(
    state: Callable[[], Conversation], kind: Kind
) -> None:
    talk = state()
    talk.hear(kind.value, CHEST)
    assert "Call 911, or your local emergency number, from your phone now." in talk.words
    assert talk.words.endswith("Shall I say that again?")
    assert talk.asked is None
    assert talk.triage == "emergency"
    assert not talk.reply.ends
    assert talk.reply.elicit is None


def test_after_an_emergency_yes_repeats_it_and_no_closes_with_a_reminder() -> None:
    talk = mid_interview()
    first = talk.describe("i can't breathe")
    assert talk.hear("yes") == first
    assert talk.hear("no") == "Please make that call now. Take care."
    assert talk.reply.ends


def test_after_an_emergency_the_coach_does_not_chat_about_tips() -> None:
    talk = Conversation()
    talk.describe("my face is drooping")
    assert "911" in talk.hear("prevention")


def test_an_emergency_that_is_taken_back_lets_the_interview_go_on() -> None:
    talk = mid_interview()
    talk.describe("my chest hurts")
    words = talk.answer(NO, matched("symptom", "chest pain", "rf_heart"))
    assert words.startswith("Good to hear.")
    assert talk.triage == "none"
    assert talk.asked is not None


def test_a_bare_yes_to_the_safety_screen_is_an_emergency() -> None:
    talk = start()
    assert "911" in talk.answer(YES)
    assert talk.triage == "emergency"


def test_no_chest_pain_passes_the_screen_without_alarm() -> None:
    talk = start()
    talk.answer(NO, matched("symptom", "chest pain", "rf_heart"))
    assert talk.triage == "none"
    assert talk.asked == "body_part"


def test_a_swollen_calf_is_same_day_advice_before_the_causes_which_still_follow() -> None:
    talk = Conversation()
    talk.describe("my calf is swollen and it cramps at night")
    assert talk.words.index("seen today") < talk.words.index("First, any chest pain")
    assert talk.triage == "same_day"
    words = talk.until_answer({})
    assert "Have it looked at today" in words
    assert "Don't stretch or rub" in words


def test_a_cramp_in_the_chest_brings_the_heart_question_even_late() -> None:
    talk = mid_interview()
    talk.answer(matched("body_part", "chest", "chest"))
    assert talk.asked == ["rf_heart", "rf_breathing_pe"]
    talk.answer(NO)
    assert talk.triage == "same_day"


def test_words_about_wanting_to_die_get_the_crisis_line() -> None:
    talk = Conversation()
    assert "988" in talk.describe("this pain makes me want to die")


def test_what_may_be_a_clot_is_neither_rubbed_nor_explained_away() -> None:
    talk = Conversation()
    talk.describe("my calf is swollen and red and it cramps at night")
    assert talk.asked == SCREEN
    words = talk.answer(NO)
    assert "Until a clot is ruled out, I won't look for other causes." in words
    assert "Stretching" not in words
    for kind in ("relief", "prevention", "more"):
        assert "toes" not in talk.hear(kind)


def test_danger_to_the_body_is_spoken_of_before_the_crisis_line() -> None:
    talk = Conversation()
    words = talk.describe("i took too many pills and i want to die")
    assert words.index("Call 911") < words.index("988")


def test_a_cramp_that_has_gone_on_for_more_than_ten_minutes_is_same_day() -> None:
    for words in ("my calf has been cramping for two hours", "my foot has been locked up for forty minutes"):
        talk = Conversation()
        talk.describe(words)
        assert talk.triage == "same_day", words
    talk = Conversation()
    talk.describe("my calf cramps for two minutes")
    assert talk.triage == "none"


def test_a_statin_and_growing_weakness_are_same_day_also_when_said_apart() -> None:
    talk = Conversation()
    talk.describe("my calf cramps since i take lipitor")
    assert talk.triage == "none"
    talk.describe("and it is getting weaker")
    assert talk.triage == "same_day"


def test_asking_for_an_ambulance_is_an_emergency() -> None:
    assert "Call 911" in Conversation().hear("red_flag")


def test_one_word_names_the_danger_that_was_just_asked_for() -> None:
    for words in ("weakness", "some swelling", "my breathing"):
        talk = Conversation()
        talk.hear("launch")
        talk.answer(raw("answer", words))
        assert talk.triage in ("emergency", "same_day"), words
    talk = Conversation()
    talk.hear("launch")
    talk.answer(raw("answer", "i can breathe fine"))
    assert talk.triage == "none"
