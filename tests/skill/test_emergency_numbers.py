"""Whom each locale says to call: one table, each number with its source; where there is none, none is named."""

from __future__ import annotations

import re

import pytest

from skill.coach.reply import Line
from skill.library import load, locales_with_numbers
from tests.sampling import sampled

CALL = "Call {}, or your local emergency number, from your phone now."
CRISIS = "Call or text {} from your phone now, or {} if you're in danger."
NO_CRISIS_LINE = "Call your local crisis line from your phone now, or {} if you're in danger."
NUMBERS = {
    "en-US": ("911", "988", "1-800-222-1222"),
    "en-CA": ("911", "988", None),
    "en-GB": ("999", None, None),
    "en-AU": ("000", None, None),
    "en-IN": ("112", None, None),
}


def said(locale: str, advice: str) -> str:
    return load(locale).wording.line(Line(f"advice-{advice}"))


def test_every_locale_with_numbers_is_tested_here() -> None:
    assert locales_with_numbers() == sorted(NUMBERS)


@pytest.mark.parametrize("locale", NUMBERS)
def test_each_locale_names_its_own_emergency_number_and_the_local_one(locale: str) -> None:
    number = NUMBERS[locale][0]
    assert said(locale, "call") == CALL.format(number)
    assert number in said(locale, "hospital")
    assert number in said(locale, "cool")


@pytest.mark.parametrize("locale", NUMBERS)
def test_a_crisis_line_is_named_only_where_there_is_a_source_for_one(locale: str) -> None:
    number, crisis, _ = NUMBERS[locale]
    expected = CRISIS.format(crisis, number) if crisis else NO_CRISIS_LINE.format(number)
    assert said(locale, "crisis") == expected


@pytest.mark.parametrize("locale", NUMBERS)
def test_poison_control_is_named_in_the_united_states_only(locale: str) -> None:
    poison = NUMBERS[locale][2]
    assert ("Poison Control" in said(locale, "poison")) is (poison is not None)
    assert poison is None or poison in said(locale, "poison")


@pytest.mark.parametrize("locale", sampled(["en-ZA", "en-NZ", "en"]))
@pytest.mark.parametrize("advice", ["call", "hospital", "cool", "poison", "crisis"])
def test_any_other_locale_names_no_number(locale: str, advice: str) -> None:
    words = said(locale, advice)
    assert "emergency number" in words
    assert re.search(r"\d", words) is None
