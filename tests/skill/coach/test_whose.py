"""Whose an illness is, and what only danger taken back may lower."""

import pytest

from tests.skill.coach.openings import mid_interview
from tests.skill.conversation import CALF, CRAMP, FOOT, NIGHT, NO, Conversation, matched


@pytest.mark.parametrize(
    "words",
    [
        "my mum has parkinson's and i get cramps in bed",
        "my sister has m s and my calf cramps at night",
        "my calf cramps at night, could it be parkinson's",
        "i'm scared it's m s because my leg twitches",
    ],
)
def test_an_illness_of_a_relative_or_one_only_asked_about_is_not_one_s_own(words: str) -> None:
    talk = Conversation()
    talk.describe(words)
    assert "known_neuro_diagnosis" not in talk.reply.memory.findings
    assert talk.reply.memory.person == "self"


@pytest.mark.parametrize(
    "words", ["i have parkinson's and my foot cramps", "is it because i have parkinson's that my foot cramps"]
)
def test_an_illness_of_one_s_own_is_kept(words: str) -> None:
    talk = Conversation()
    talk.describe(words)
    assert talk.reply.memory.findings["known_neuro_diagnosis"] == ("yes",)


def test_somebody_else_s_illness_and_cramps_are_both_theirs() -> None:
    talk = Conversation()
    talk.describe("my mum has parkinson's and gets cramps in bed")
    assert talk.reply.memory.person == "adult"
    assert talk.reply.memory.findings["known_neuro_diagnosis"] == ("yes",)


def test_a_relative_s_illness_beside_an_answer_is_not_one_s_own() -> None:
    talk = mid_interview()
    talk.answer(matched("person", "my mum", "adult"), matched("condition", "parkinson's", "neuro"), CRAMP)
    assert "known_neuro_diagnosis" not in talk.reply.memory.findings


@pytest.mark.parametrize(
    "words", ["ow it's happening again right now", "make it stop it hurts so much", "my foot is cramping right now"]
)
def test_relief_asked_for_in_mid_interview_is_given_and_the_question_stays_open(words: str) -> None:
    talk = mid_interview()
    asked = talk.asked
    assert "toes" in talk.describe(words)
    assert talk.asked == asked


def test_the_answer_nothing_at_the_moment_asks_for_no_relief() -> None:
    talk = mid_interview()
    assert "toes" not in talk.describe("nothing at the moment")


def test_another_place_lowers_no_level() -> None:
    talk = Conversation()
    talk.describe("i've been vomiting all night and my calf cramps")
    talk.answer(NO)
    talk.answer(NO, FOOT)
    assert talk.triage == "same_day"


def test_only_the_answer_that_raised_the_level_lowers_it() -> None:
    talk = Conversation()
    talk.hear("ask_cause", CRAMP, CALF, NIGHT)
    talk.answer(NO)
    talk.answer(matched("condition", "diabetes", "diabetes"))
    before = talk.triage
    talk.answer(NO, FOOT)
    assert talk.triage == before == "routine"


@pytest.mark.parametrize("words", ["no, just a bit of swelling in one calf", "no nothing, only a little chest pain"])
def test_what_a_no_lets_stand_is_danger(words: str) -> None:
    talk = Conversation()
    talk.hear("ask_cause", CRAMP, CALF)
    talk.describe(words)
    assert talk.triage in ("same_day", "emergency")
