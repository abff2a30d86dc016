from __future__ import annotations

import pytest

from interaction_model.alexa_types import type_faults

from .changes import Change, add_slot, add_type, assert_told, in_type, more_values, sensitivity, told, value
from .conftest import House
from .small_models import model_of

BROKEN: list[tuple[str, Change, str]] = [
    ("a type that is not there", add_slot("site", "Site"), "'Site', which is not defined"),
    ("a slot of two types", add_slot("timing", "BodyPart"), "is BodyPart here and Timing elsewhere"),
    ("a type without a slot", add_type("Odd", value("a", "a")), "'Odd'"),
    ("a type without values", in_type("Cause", lambda each: each.update(values=[])), "has no values"),
    ("an id twice", more_values(value("overuse", "strain")), "stands 2 times"),
    ("a value of two ids", more_values(value("age", "Statins")), "for 'statins' and for 'age'"),
    ("a synonym of two ids", more_values(value("age", "old age", "statins")), "for 'statins' and for 'age'"),
    ("a spelled value of two ids", more_values(value("a", "a. l. s."), value("b", "a l s")), "for 'a' and for 'b'"),
    ("a value without an id", more_values({"name": {"value": "x"}}), "has no id"),
    ("a value too long", more_values(value("age", "a" * 141)), "140 characters"),
    ("a value of nothing", more_values(value("age", " ")), "1 to 140 characters"),
    ("a comma in a value", more_values(value("age", "old, very")), "'old,' will not do"),
    ("an unknown sensitivity", sensitivity("BIG"), "no sensitivity"),
]


@pytest.mark.parametrize(("change", "reason"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_type_amazon_would_refuse_is_a_fault(house: House, change: Change, reason: str) -> None:
    assert_told(house, change, reason)


def test_more_values_than_amazon_takes_are_a_fault() -> None:
    model = model_of({"MoreIntent": ["{part}"]}, {"part": {f"id{count}": ["calf"] for count in range(50_001)}})
    assert any("has 50001 values; Amazon takes 50000" in message for _, message in type_faults(model))


def test_values_may_hold_digits_and_spelled_letters(house: House) -> None:
    assert told(house, more_values(value("age", "over 60", "60", "a. g. e."))) == []


def test_a_value_of_two_ids_is_told_with_the_line_it_was_written_on(house: House) -> None:
    house.change("model/en/model.yaml", "dialog:", "states: [tight]\ndialog:")
    house.change("content/locales/en/words.yaml", "stressed: [stressed]", "stressed: [chest is a. b.]")
    house.change("content/locales/en/words.yaml", "rf_heart: [chest pain]", "rf_heart: [chest is a b]")
    told_of = [fault for fault in house.faults() if "stands for 'rf_heart' and for 'stressed'" in fault.message]
    assert {(fault.place.file.rsplit("/", 1)[-1], fault.place.line) for fault in told_of} == {("words.yaml", 25)}
