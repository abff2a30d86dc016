"""The words: filled, fallen back, and fit to be heard."""

from __future__ import annotations

import re

import pytest

from skill.coach import Line
from skill.library import load
from skill.wording import WordingError

WORDING = load("en-US").wording


def test_a_line_may_be_filled_with_another_line() -> None:
    words = WORDING.line(Line("also-possible", {"cause": Line("cause-pregnancy")}))
    assert words == "Also possible: pregnancy."


def test_a_line_about_somebody_else_says_they_wherever_it_said_you() -> None:
    line = Line("most-likely-1", {"cause": Line("cause-muscle_fatigue"), "fact1": Line("fact-body_part-calf")})
    assert WORDING.say([line]).endswith("because it's in your calf.")
    assert WORDING.say([line, Line("see-muscle_fatigue")], who="other").endswith(
        "because it's in their calf. They should see someone if it swells, grows weak, or their pee turns dark."
    )


def test_no_line_about_somebody_else_speaks_of_the_listener_s_own_body() -> None:
    for key in WORDING.keys:
        if key.startswith(("fact-", "tip-", "about-", "see-", "cause-")) and key != "tip-general":
            words = WORDING.line(Line(key), who="other")
            assert not re.search(r"\byou(r|'re|'ve)?\b", words, re.IGNORECASE), key


def test_a_line_that_repeats_takes_turns_among_three_wordings() -> None:
    said = [WORDING.line(Line("noted"), turn=turn) for turn in range(6)]
    assert len(set(said[:3])) == 3
    assert said[3:] == said[:3]


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


def worded(key: str) -> str:
    """The line `key`, each of its values filled with an x."""
    return WORDING.line(Line(key, dict.fromkeys(WORDING.values_of(key), "x")))


def test_nothing_is_called_private() -> None:
    assert [key for key in WORDING.keys if "private" in worded(key).lower()] == []


def test_no_one_is_told_to_stop_a_medicine() -> None:
    for key in WORDING.keys:
        words = worded(key).lower()
        assert not re.search(r"(?<!don't )(?<!never )\bstop (taking|your|the) (statin|medicine|pill)", words), key
