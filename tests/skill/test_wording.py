"""The words: filled, fallen back, and fit to be heard."""

from __future__ import annotations

import re

import pytest

from skill.coach import Line
from skill.library import load
from skill.spoken_keys import VALUES
from skill.wording import WordingError

WORDING = load("en-US").wording
QUESTIONS = sorted(key for key in WORDING.keys if key.startswith("question-"))
TIPS = sorted(key for key in WORDING.keys if key.startswith("tip-"))


def test_a_line_may_be_filled_with_another_line() -> None:
    words = WORDING.line(Line("also-possible", {"cause": Line("cause-pregnancy")}))
    assert words == "Also possible: pregnancy."


def test_an_unknown_key_and_a_missing_value_are_told() -> None:
    with pytest.raises(WordingError, match="nonsense: no such line"):
        WORDING.line(Line("nonsense"))
    with pytest.raises(WordingError, match="also-possible"):
        WORDING.line(Line("also-possible"))


@pytest.mark.parametrize(
    ("locale", "number"), [("en-US", "911"), ("en-CA", "911"), ("en-GB", "999"), ("en-AU", "000"), ("en-IN", "112")]
)
def test_the_emergency_number_comes_with_the_locale(locale: str, number: str) -> None:
    words = load(locale).wording.line(Line("advice-call"))
    assert words == f"Call {number}, or your local emergency number, from your phone now."


def test_a_locale_without_numbers_names_none() -> None:
    assert load("de-DE").wording.line(Line("advice-call")) == "Call your local emergency number from your phone now."
    assert "crisis line" in load("en-GB").wording.line(Line("advice-crisis"))
    assert "Poison Control" not in load("en-GB").wording.line(Line("advice-poison"))


@pytest.mark.parametrize("key", QUESTIONS)
def test_a_question_has_at_most_twenty_words_and_one_question_mark(key: str) -> None:
    words = WORDING.line(Line(key))
    assert len(words.split()) <= 20
    assert words.count("?") == 1
    assert words.endswith("?")


@pytest.mark.parametrize("key", TIPS)
def test_a_tip_is_one_breath(key: str) -> None:
    assert len(WORDING.line(Line(key)).split()) <= 18


def test_nothing_is_diagnosed_promised_or_called_private() -> None:
    for key in WORDING.keys:
        filled = dict.fromkeys(VALUES, "x")
        words = WORDING.line(Line(key, filled)).lower()
        assert not re.search(
            r"\byou have (a |an )?(pinched|disease|als|m s)\b|diagnos|\bcure\b|percent|%|private", words
        )


def test_no_one_is_told_to_stop_a_medicine() -> None:
    for key in WORDING.keys:
        words = WORDING.line(Line(key, dict.fromkeys(VALUES, "x"))).lower()
        assert not re.search(r"(?<!don't )(?<!never )\bstop (taking|your|the) (statin|medicine|pill)", words), key
