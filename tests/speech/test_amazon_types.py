"""Each file in `wordings/` is a table for one of Amazon's types: what is said, and the value Alexa sends for it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unicode_rbnf import RbnfEngine

from speech import amazon_types
from speech.amazon_types import read
from speech.words import words

SUNDAY = date(2026, 11, 22)
WORDINGS = Path(__file__).parent / "wordings"
SPELLER = RbnfEngine.for_language("en")
READ = sorted(path.stem for path in WORDINGS.glob("*.txt"))


def table(path: Path) -> list[tuple[str, str | None]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" -> ") for line in lines if line and not line.startswith("#")]
    return [(said, None if expected == "-" else expected) for said, expected in rows]


def value(type_name: str, said: str, today: date = SUNDAY) -> str | None:
    reading = read(f"AMAZON.{type_name}", words(said), today)
    return None if reading is None else reading.value


def loose(type_name: str, said: str) -> bool:
    reading = read(f"AMAZON.{type_name}", words(said), SUNDAY)
    assert reading is not None
    return reading.loose


@pytest.mark.parametrize(
    ("type_name", "said", "expected"),
    [(path.stem, *row) for path in sorted(WORDINGS.glob("*.txt")) for row in table(path)],
)
def test_a_wording_becomes_alexas_form(type_name: str, said: str, expected: str | None) -> None:
    assert value(type_name, said) == expected


@pytest.mark.parametrize("type_name", READ)
def test_every_table_has_values_and_wordings_that_are_none(type_name: str) -> None:
    rows = table(WORDINGS / f"{type_name}.txt")
    assert len({said for said, _ in rows}) == len(rows) > 30
    assert sum(expected is None for _, expected in rows) > 5


@pytest.mark.parametrize(
    ("said", "today", "expected"),
    [
        ("monday", date(2026, 11, 23), "2026-11-30"),
        ("last monday", date(2026, 11, 23), "2026-11-16"),
        ("november twenty second", date(2026, 11, 23), "2027-11-22"),
        ("next november", SUNDAY, "2027-11"),
        ("november", SUNDAY, "2026-11"),
        ("last november", SUNDAY, "2025-11"),
        ("the march after next", date(2026, 1, 5), "2027-03"),
        ("next month", date(2026, 12, 31), "2027-01"),
        ("last month", date(2027, 1, 1), "2026-12"),
        ("in a month", date(2027, 1, 31), "2027-02-28"),
        ("this week", date(2027, 1, 1), "2026-W53"),
        ("next week", date(2027, 1, 1), "2027-W01"),
        ("tomorrow", date(2026, 12, 31), "2027-01-01"),
        ("the thirty first", date(2026, 11, 30), "2026-12-31"),
        ("the thirtieth", date(2027, 1, 31), "2027-03-30"),
        ("this winter", date(2027, 1, 15), "2026-WI"),
        ("next winter", date(2027, 1, 15), "2027-WI"),
        ("last winter", date(2027, 1, 15), "2025-WI"),
        ("this summer", date(2027, 3, 1), "2027-SU"),
        ("summer", date(2027, 7, 1), "2027-SU"),
        ("the summer before last", date(2027, 3, 1), "2025-SU"),
        ("the thirties", date(2026, 1, 1), "193X"),
        ("the twenties", date(2026, 1, 1), "202X"),
        ("in nine thousand years", SUNDAY, None),
    ],
)
def test_dates_count_from_the_day_they_are_heard(said: str, today: date, expected: str | None) -> None:
    assert value("DATE", said, today) == expected


@pytest.mark.parametrize(
    ("type_name", "said", "expected"),
    [
        ("NUMBER", "three", True), ("ORDINAL", "third", True), ("TIME", "three thirty", True),
        ("TIME", "three to five", True), ("TIME", "at three", False), ("TIME", "half past three", False),
        ("TIME", "three p m", False), ("DATE", "may", True), ("DATE", "in may", False), ("DATE", "now", True),
        ("DATE", "fall", True), ("DATE", "twenty twenty", True), ("DATE", "the third", True),
        ("DATE", "on the third", False), ("DATE", "may third", False), ("DURATION", "the week", True),
        ("DURATION", "a week", False), ("PhoneNumber", "nine one one", True),
        ("PhoneNumber", "five five five one two one two", False), ("FOUR_DIGIT_NUMBER", "twelve thirty four", False),
    ],
)  # fmt: skip
def test_what_says_a_value_only_to_who_expects_one_is_loose(type_name: str, said: str, expected: bool) -> None:
    assert loose(type_name, said) == expected


def test_both_names_of_the_ordinal_type_are_read() -> None:
    assert value("Ordinal", "third") == value("ORDINAL", "third") == "3"


@pytest.mark.parametrize("name", ["US_CITY", "FirstName", "Color", "DayOfWeek", "Month", "Artist", "Whatever_Is_New"])
def test_every_other_type_of_amazons_takes_free_words(name: str) -> None:
    assert amazon_types.is_free(f"AMAZON.{name}")
    assert not amazon_types.is_read(f"AMAZON.{name}")


def test_phrases_and_types_with_a_form_take_no_free_words() -> None:
    assert not amazon_types.is_free("AMAZON.SearchQuery")
    assert not any(amazon_types.is_free(f"AMAZON.{name}") for name in READ)
    assert not amazon_types.is_free("BIKE")


@pytest.mark.parametrize("type_name", READ)
def test_a_value_is_never_longer_than_its_types_words_reach(type_name: str) -> None:
    for said, expected in table(WORDINGS / f"{type_name}.txt"):
        if expected is not None:
            heard = (*words(said), "zebra")
            assert amazon_types.reach(f"AMAZON.{type_name}", heard, 0) == len(heard) - 1, said


NINES = "9" * 5000
ODD_WORDS = (NINES, f"{NINES}th", f"{NINES}.5", "12:99", "²", "٣٤", "000", ":", "1:2:3", "7:x")
ODD = st.text(min_size=1) | st.sampled_from(ODD_WORDS)


@given(st.lists(st.sampled_from(sorted(amazon_types.LEXICON)) | ODD, min_size=1, max_size=9))
def test_no_words_at_all_are_too_odd_to_be_looked_at(said: list[str]) -> None:
    for type_name in READ:
        reading = read(f"AMAZON.{type_name}", said, SUNDAY)
        assert reading is None or reading.value


@given(st.integers(0, 9_999_999))
def test_every_number_is_read_as_unicode_spells_it(number: int) -> None:
    assert value("NUMBER", SPELLER.format_number(number).text) == str(number)
    spelled = SPELLER.format_number(number or 1, ruleset_names=["spellout-ordinal"]).text
    assert value("ORDINAL", spelled) == str(number or 1)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_date_is_found_again_by_what_people_call_it(day: date) -> None:
    assert value("DATE", f"{day:%B} {day.day} {day.year}") == day.isoformat()
