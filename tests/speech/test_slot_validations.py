from datetime import UTC, datetime
from typing import Any

import pytest

from speech.model import DialogSlot, Validation
from speech.slot_validations import broken_rule
from speech.slots import Resolution, ResolvedValue, SlotValue

# A Saturday, half past eight in the evening.
NOW = datetime(2026, 11, 28, 20, 30, tzinfo=UTC)


def keeps(type_name: str, said: str, rule: str, names: tuple[str, ...] = (), **details: Any) -> bool:
    slot = DialogSlot("slot", type_name, validations=(Validation(rule, "Prompt", details),))
    resolutions = (Resolution(type_name, tuple(map(ResolvedValue, names))),)
    return broken_rule(slot, SlotValue(said, resolutions), NOW) is None


def test_a_value_must_be_listed_where_the_model_wants_a_match() -> None:
    assert keeps("PORT", "kingston upon hull", "hasEntityResolutionMatch", names=("Hull",))
    assert not keeps("PORT", "atlantis", "hasEntityResolutionMatch")


@pytest.mark.parametrize(("rule", "kept"), [("isInSet", True), ("isNotInSet", False)])
def test_a_set_holds_a_value_by_what_was_said_or_by_the_name_it_stands_for(rule: str, kept: bool) -> None:
    assert keeps("PORT", "kingston upon hull", rule, names=("Hull",), values=["hull", "Kiel"]) is kept
    assert keeps("PORT", "HULL", rule, values=["hull"]) is kept
    assert keeps("PORT", "oslo", rule, names=("Oslo",), values=["hull"]) is not kept


@pytest.mark.parametrize(
    ("type_name", "said", "values"),
    [
        ("AMAZON.NUMBER", "4", ["2", "4.0"]),
        ("AMAZON.TIME", "09:00", ["9:00"]),
        ("AMAZON.DURATION", "PT60M", ["PT1H"]),
        ("AMAZON.DATE", "2026-11-29", ["P1D"]),
    ],
)
def test_a_set_of_numbers_times_or_lengths_holds_a_value_however_it_is_written(
    type_name: str, said: str, values: list[str]
) -> None:
    assert keeps(type_name, said, "isInSet", values=values)
    assert not keeps(type_name, said, "isNotInSet", values=values)
    assert not keeps(type_name, "banana", "isInSet", values=["apple"])


@pytest.mark.parametrize(
    ("type_name", "bound", "below", "above"),
    [
        ("AMAZON.NUMBER", "9", "8", "10"),
        ("AMAZON.NUMBER", "2.5", "2", "3"),
        ("AMAZON.FOUR_DIGIT_NUMBER", "2000", "0999", "2026"),
        ("AMAZON.Ordinal", "3", "2", "11"),
        ("AMAZON.DATE", "2026-12-24", "2026-12-23", "2027-01-01"),
        ("AMAZON.DATE", "P7D", "2026-12-04", "2026-12-06"),
        ("AMAZON.DATE", "2026-12-01", "2026-11", "2027"),
        ("AMAZON.DATE", "2026-11-30", "2026-W48-WE", "2026-WI"),
        ("AMAZON.TIME", "12:00", "09:15", "EV"),
        ("AMAZON.TIME", "06:30", "MO", "10:00"),
        ("AMAZON.DURATION", "PT90M", "PT1H", "P1D"),
        ("AMAZON.DURATION", "P1M", "P3W", "P1Y"),
    ],
)
def test_values_compare_in_the_measure_of_their_type(type_name: str, bound: str, below: str, above: str) -> None:
    assert keeps(type_name, below, "isLessThan", value=bound)
    assert not keeps(type_name, below, "isGreaterThanOrEqualTo", value=bound)
    assert keeps(type_name, above, "isGreaterThan", value=bound)
    assert not keeps(type_name, above, "isLessThanOrEqualTo", value=bound)


@pytest.mark.parametrize(("rule", "kept"), [("isLessThan", False), ("isLessThanOrEqualTo", True)])
def test_the_bound_itself_counts_only_where_the_rule_says_so(rule: str, kept: bool) -> None:
    assert keeps("AMAZON.NUMBER", "9", rule, value="9") is kept
    assert keeps("AMAZON.TIME", "22:00", rule, value="22:00") is kept


@pytest.mark.parametrize("type_name", ["AMAZON.NUMBER", "AMAZON.DATE", "AMAZON.TIME", "AMAZON.DURATION"])
def test_words_that_are_no_value_of_the_type_break_every_comparison(type_name: str) -> None:
    bound = {"AMAZON.NUMBER": "1", "AMAZON.DATE": "P0D", "AMAZON.TIME": "06:00", "AMAZON.DURATION": "PT1H"}[type_name]
    assert not keeps(type_name, "banana", "isGreaterThan", value=bound)
    assert not keeps(type_name, "banana", "isLessThan", value=bound)


@pytest.mark.parametrize(
    ("type_name", "start", "end", "inside", "outside"),
    [
        ("AMAZON.DATE", "P0D", "P14D", "2026-12-12", "2026-12-13"),
        ("AMAZON.DATE", "-P1D", "P0D", "2026-11-27", "2026-11-26"),
        ("AMAZON.DATE", "2026-12-01", "2026-12-31", "2026-12-31", "2027-01-01"),
        ("AMAZON.DATE", "P1D", "", "2028", "PRESENT_REF"),
        ("AMAZON.TIME", "PT1H", "PT6H", "02:00", "21:00"),
        ("AMAZON.TIME", "09:00", "17:00", "AF", "EV"),
        ("AMAZON.DURATION", "PT1H", "P2D", "PT90M", "PT30M"),
        ("AMAZON.NUMBER", "2", "6", "6", "7"),
    ],
)
def test_a_value_lies_in_a_stretch_counted_from_now_or_between_two_of_its_kind(
    type_name: str, start: str, end: str, inside: str, outside: str
) -> None:
    for rule, kept in (("isInDuration", True), ("isNotInDuration", False)):
        assert keeps(type_name, inside, rule, start=start, end=end) is kept
        assert keeps(type_name, outside, rule, start=start, end=end) is not kept


def test_a_rule_that_says_nothing_of_a_value_is_kept() -> None:
    assert keeps("PORT", "oslo", "isGreaterThan", value="kiel")
    assert keeps("AMAZON.NUMBER", "4", "isGreaterThan", value="many")
    assert keeps("AMAZON.NUMBER", "4", "isInDuration", start="P0D", end="P1D")
    assert keeps("AMAZON.DATE", "2026-11-28", "isInDuration")
    assert keeps("AMAZON.NUMBER", "4", "isRatherNice")


def test_one_bad_value_of_several_breaks_the_rule() -> None:
    slot = DialogSlot("gear", "GEAR", validations=(Validation("isInSet", "Unknown", {"values": ["chair"]}),))
    assert broken_rule(slot, (SlotValue("chair"), SlotValue("piano")), NOW) is slot.validations[0]
    assert broken_rule(slot, (SlotValue("chair"),), NOW) is None


def test_the_first_rule_that_is_broken_is_told() -> None:
    rules = (Validation("isGreaterThan", "Few", {"value": "0"}), Validation("isLessThan", "Many", {"value": "0"}))
    slot = DialogSlot("count", "AMAZON.NUMBER", validations=rules)
    assert broken_rule(slot, SlotValue("0"), NOW) is rules[0]
