"""The words of a place: every phrase and sample in each of their forms, a value's name in the locale's own spelling."""

from __future__ import annotations

import pytest

from interaction_model.build import build
from interaction_model.faults import ModelError
from interaction_model.regional_words import RegionalWords
from interaction_model.sources import read_sources

from .conftest import House

REGIONAL = """\
groups:
  spelling:
    places: [en-GB]
    heard: everywhere
    instead_of:
      tumor: [tumour]
      pill: [tablet]
  words:
    places: [en-GB]
    heard: there
    instead_of:
      pee: [wee]
"""


@pytest.fixture
def regional(house: House) -> House:
    """The small house with regional words, and phrases and a sample that hold some."""
    (house.content / "locales/en/regional.yaml").write_text(REGIONAL, encoding="utf-8")
    house.change("content/locales/en/words.yaml", "[chest pain]", "[chest tumor, brown pee]")
    house.change("model/en/AskCauseIntent.yaml", '"{record} {symptom}"', '"{record} {symptom} with a pill"')
    return house


def said(house: House, locale: str) -> tuple[list[str], dict[str, object]]:
    """The samples of AskCauseIntent, and the name and synonyms of rf_heart."""
    model = build(read_sources(locale, house.model, house.content)).model["interactionModel"]["languageModel"]
    (ask,) = [each for each in model["intents"] if each["name"] == "AskCauseIntent"]
    (symptom,) = [each for each in model["types"] if each["name"] == "Symptom"]
    (heart,) = [value["name"] for value in symptom["values"] if value["id"] == "rf_heart"]
    return ask["samples"], heart


def test_spellings_are_heard_everywhere_and_name_a_value_where_they_are_written(regional: House) -> None:
    samples, name = said(regional, "en-US")
    assert {"{record} {symptom} with a pill", "{record} {symptom} with a tablet"} <= {*samples}
    assert name == {"value": "chest tumor", "synonyms": ["brown pee", "chest tumour"]}
    assert said(regional, "en-GB")[0] == samples


def test_words_of_a_place_are_heard_there_alone(regional: House) -> None:
    _, name = said(regional, "en-GB")
    assert name == {"value": "chest tumour", "synonyms": ["brown pee", "brown wee", "chest tumor"]}


def test_a_fault_in_a_sample_is_told_at_the_line_of_its_template(regional: House) -> None:
    built = build(read_sources("en-GB", regional.model, regional.content))
    other, written = (
        built.places["AskCauseIntent", f"{{record}} {{symptom}} with a {word}"] for word in ("tablet", "pill")
    )
    assert other == written


def test_a_form_that_is_the_phrase_of_another_id_is_left_to_it(regional: House) -> None:
    regional.change("content/locales/en/words.yaml", "[twitch]", "[twitch, chest tumour]")
    assert said(regional, "en-GB")[1] == {"value": "chest tumor", "synonyms": ["brown pee", "brown wee"]}


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("pee: [wee]", "pee: wee", 12, "a list is wanted"),
        ("pill: [tablet]", "pill: [yes]", 7, "put it in quotes"),
        ("  spelling:\n    places: [en-GB]", "  spelling:\n    places: en-GB", 3, "a list is wanted"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_line(
    regional: House, old: str, new: str, line: int, reason: str
) -> None:
    regional.change("content/locales/en/regional.yaml", old, new)
    with pytest.raises(ModelError) as refused:
        read_sources("en-GB", regional.model, regional.content)
    assert any(fault.place.line == line and reason in fault.message for fault in refused.value.faults)


def test_the_name_of_a_slot_is_no_word() -> None:
    regional = RegionalWords([["pill", "tablet"]], {"pill": "tablet"})
    assert regional.others("is {pill} a pill") == ["is {pill} a tablet"]
    assert regional.own("is {pill} a pill") == "is {pill} a tablet"
    assert regional.others("pillow") == []
    assert (RegionalWords([], {}).others("pill"), RegionalWords([], {}).own("pill")) == ([], "pill")
