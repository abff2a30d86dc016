from datetime import date

import pytest

from speech.amazon_types import read
from speech.words import words

SUNDAY = date(2026, 11, 22)


def value(type_name: str, said: str) -> str | None:
    reading = read(f"AMAZON.{type_name}", words(said), SUNDAY)
    return None if reading is None else reading.value


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("seven", "7"), ("25", "25"), ("a hundred and five", "105"), ("two thousand twenty six", "2026"),
        ("five five one two", "5512"), ("minus three", "-3"), ("a", None), ("wheel", None),
        ("three four hundred", None),
    ],
)  # fmt: skip
def test_numbers_are_sent_in_digits(said: str, expected: str | None) -> None:
    assert value("NUMBER", said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [("one two three four", "1234"), ("twelve thirty four", "1234"), ("nineteen oh five", "1905"), ("twelve", None)],
)
def test_four_digit_numbers_have_four_digits(said: str, expected: str | None) -> None:
    assert value("FOUR_DIGIT_NUMBER", said) == expected


@pytest.mark.parametrize(
    ("said", "expected"), [("third", "3"), ("21st", "21"), ("twenty first", "21"), ("three", None)]
)
def test_ordinals_are_sent_in_digits(said: str, expected: str | None) -> None:
    assert value("ORDINAL", said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ten minutes", "PT10M"), ("an hour and a half", "PT1H30M"), ("two and a half hours", "PT2H30M"),
        ("half an hour", "PT30M"), ("three quarters of an hour", "PT45M"), ("a couple of days", "P2D"),
        ("2 weeks", "P2W"), ("a fortnight", "P2W"), ("two hours and ten minutes", "PT2H10M"),
        ("a year and a half", "P1Y6M"), ("a week and two days", "P9D"), ("minutes", None), ("ten", None),
    ],
)  # fmt: skip
def test_durations_are_iso_8601(said: str, expected: str | None) -> None:
    assert value("DURATION", said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("three", "03:00"), ("half past three", "03:30"), ("quarter to four", "03:45"), ("3:30 pm", "15:30"),
        ("three thirty a.m.", "03:30"), ("ten at night", "22:00"), ("three at night", "03:00"), ("noon", "12:00"),
        ("at night", "NI"), ("in the evening", "EV"), ("seven oh five", "07:05"), ("twenty to one", "12:40"),
        ("twelve am", "00:00"), ("fifty", None),
    ],
)  # fmt: skip
def test_times_are_of_the_clock_or_of_the_day(said: str, expected: str | None) -> None:
    assert value("TIME", said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("today", "2026-11-22"), ("tomorrow morning", "2026-11-23TMO"), ("on friday", "2026-11-27"),
        ("sunday", "2026-11-29"), ("last sunday", "2026-11-15"), ("june third", "2027-06-03"),
        ("the third of june", "2027-06-03"), ("february 29th", "2028-02-29"), ("in two weeks", "2026-12-06"),
        ("three days ago", "2026-11-19"), ("next week", "2026-W48"), ("this weekend", "2026-W47-WE"),
        ("next month", "2026-12"), ("last year", "2025"), ("now", "PRESENT_REF"), ("last night", "2026-11-21TNI"),
        ("june thirty fifth", None), ("soon", None), ("two weeks", None),
    ],
)  # fmt: skip
def test_dates_count_from_the_day_given(said: str, expected: str | None) -> None:
    assert value("DATE", said) == expected
