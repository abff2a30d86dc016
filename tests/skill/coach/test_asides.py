"""What is asked in passing, and what happens when nothing is understood."""

import pytest

from tests.skill.coach.openings import after_the_answer, mid_interview, start
from tests.skill.conversation import CALF, NIGHT, NO, Conversation, matched, raw


@pytest.mark.parametrize("kind", ["help", "repeat", "explain", "list_causes", "see_doctor", "diary", "relief"])
def test_an_aside_answers_and_keeps_the_question_open(kind: str) -> None:
    talk = mid_interview()
    before = talk.asked
    talk.hear(kind)
    assert talk.asked == before
    assert talk.reply.elicit == "timing"
    assert talk.words.count("?") == 1


def test_words_that_mean_nothing_are_met_with_one_thing_to_say_and_the_same_question() -> None:
    talk = mid_interview()
    words = talk.answer(raw("timing", "xyzzy plugh"))
    assert words.startswith(("You can say things like in bed", "Say when", "A time is enough"))
    assert talk.asked == "timing"


def test_two_unusable_answers_in_a_row_count_as_not_known() -> None:
    talk = mid_interview()
    talk.answer(raw("timing", "xyzzy"))
    talk.answer(raw("timing", "plugh"))
    assert talk.asked not in ("timing", None)
    assert any(left in talk.words for left in ("leave that one", "skip that one", "mind that one"))


def test_two_fallbacks_in_a_row_skip_the_question() -> None:
    talk = mid_interview()
    talk.hear("fallback")
    assert talk.asked == "timing"
    talk.hear("fallback")
    assert talk.asked != "timing"


def test_the_first_fallback_says_how_to_start_and_what_cannot_wait() -> None:
    words = Conversation().hear("fallback")
    assert "my foot cramps in bed" in words
    assert "sudden, severe, or about your chest or breathing" in words
    assert words.endswith("?")


def test_going_back_asks_the_question_before_again() -> None:
    talk = mid_interview()
    talk.answer(NIGHT)
    talk.hear("previous")
    assert talk.asked == "timing"
    assert "timing" not in talk.attributes["memory"]["findings"]


def test_more_gives_another_tip_and_next_the_next_cause() -> None:
    talk = after_the_answer()
    tip = talk.hear("more")
    assert "loosening the covers" in tip
    assert "possible:" in talk.hear("next")


def test_the_tips_run_out_politely() -> None:
    talk = after_the_answer()
    said = [talk.hear("more") for _ in range(5)]
    assert any("That's all I have for ordinary night cramps" in words for words in said)


def test_quinine_is_never_advised() -> None:
    words = Conversation().hear("cause_detail", matched("cause", "tonic water", "quinine"))
    assert "not advised" in words
    assert "serious blood and heart problems" in words


def test_period_cramps_are_not_for_us_and_still_say_when_to_call_someone() -> None:
    words = Conversation().describe("period cramps are really bad")
    assert "muscle cramps" in words
    assert "call a doctor" in words


def test_the_ranking_is_there_as_soon_as_an_answer_counts_in_an_aside_too() -> None:
    talk = Conversation()
    talk.hear("relief", CALF)
    assert len(talk.attributes["ranking"]) == 12


def test_a_question_answered_by_the_way_is_not_asked_again() -> None:
    talk = start()
    talk.answer(NO)
    talk.hear("relief", CALF)
    assert talk.asked == "timing"


def test_help_between_two_unusable_answers_starts_the_patience_anew() -> None:
    talk = mid_interview()
    talk.hear("fallback")
    talk.hear("help")
    talk.hear("fallback")
    assert talk.asked == "timing"


@pytest.mark.parametrize("kind", ["help", "repeat", "explain", "see_doctor"])
def test_an_open_question_survives_an_aside_even_where_nothing_is_known_yet(kind: str) -> None:
    talk = Conversation(attributes={"asked": "stressed", "triage": "none", "memory": {}})
    talk.hear("launch")
    talk.attributes["asked"] = "stressed"
    talk.attributes["memory"]["screened"] = True
    talk.hear(kind)
    assert talk.asked == "stressed"


def test_restless_legs_are_told_apart_from_cramps() -> None:
    words = Conversation().describe("restless legs keep me up at night")
    assert "not a cramp" in words
    assert "Ask a doctor" in words


def test_what_a_spasm_is_comes_before_what_causes_it() -> None:
    words = Conversation().hear("list_causes")
    assert "tightens by itself" in words
    assert "tired muscles" in words
    assert len(words.split()) <= 75
