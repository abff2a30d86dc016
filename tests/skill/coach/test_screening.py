"""Questions for danger: the safety screen and what a bare yes to it means."""

import pytest

from tests.skill.coach.openings import SCREEN, start
from tests.skill.conversation import NO, YES


def test_a_bare_yes_to_the_safety_screen_gets_the_emergency_line_and_asks_if_it_is_only_the_leg() -> None:
    talk = start()
    words = talk.answer(YES)
    assert "Call 911" in words
    assert words.endswith("Or is it only the leg?")
    assert talk.triage == "emergency"
    talk.answer(YES)
    assert talk.triage == "same_day"
    assert "blood clot" in talk.words


def test_when_it_is_not_only_the_leg_it_stays_an_emergency() -> None:
    talk = start()
    talk.answer(YES)
    talk.answer(NO)
    assert talk.triage == "emergency"
    assert talk.asked is None
    assert "Call 911" in talk.words


@pytest.mark.parametrize("words", ["it's my left calf", "i smoke", "at night"])
def test_other_news_never_passes_the_safety_screen(words: str) -> None:
    talk = start()
    talk.describe(words)
    assert talk.asked == SCREEN


def test_a_screen_left_on_dont_know_is_not_left_without_a_word() -> None:
    talk = start()
    assert talk.hear("dont_know").startswith("If any of those is there, call 911.")
