"""What is said differently elsewhere is understood: spellings everywhere, words where they are used."""

from __future__ import annotations

import pytest

from skill.coach import Heard, Kind, Slot
from skill.coach.reading import Reading, read
from skill.content_files import Node
from skill.library import load
from skill.regional_words import RegionalWords, read_regional_words, with_regional_forms


def heard(locale: str, words: str) -> Reading:
    """What the reader makes of free words in a locale."""
    return read(Heard(Kind.DESCRIBE, (Slot("description", words),)), load(locale).knowledge)


@pytest.mark.parametrize("locale", ["en-US", "en-CA", "en-GB", "en-AU", "en-IN", "en-ZA"])
@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("my pee is the colour of cola", "rf_rhabdo"),
        ("my pee is the color of cola", "rf_rhabdo"),
        ("i've had diarrhoea for days", "ur_fluid_loss"),
        ("i've had diarrhea for days", "ur_fluid_loss"),
        ("i think i'm paralysed", "rf_rapid_weakness"),
        ("i'm not able to breathe", "rf_breathing_pe"),
        ("i am unable to breathe", "rf_breathing_pe"),
    ],
)
def test_danger_is_heard_in_either_spelling_everywhere(locale: str, words: str, flag: str) -> None:
    assert heard(locale, words).flags == {flag}


@pytest.mark.parametrize(
    ("locale", "words", "flags"),
    [
        ("en-GB", "my wee is dark brown", {"rf_rhabdo"}),
        ("en-AU", "i haven't had a wee all day", {"ur_fluid_loss"}),
        ("en-ZA", "i can't wee", {"rf_cauda_equina"}),
        ("en-US", "i can't get a wee bit of sleep", set()),
        ("en-GB", "i can't get a wee bit of sleep", set()),
        ("en-IN", "my chest is paining", {"rf_heart"}),
        ("en-IN", "i have no pain my chest is not paining", set()),
        ("en-IN", "loose motions for days", {"ur_fluid_loss"}),
        ("en-IN", "my urine is dark brown", {"rf_rhabdo"}),
    ],
)
def test_words_of_a_place_are_heard_there(locale: str, words: str, flags: set[str]) -> None:
    assert heard(locale, words).flags == flags


def test_a_denial_in_words_of_a_place_still_denies() -> None:
    assert heard("en-IN", "no loose motions").findings == {"vomiting_or_diarrhea": ("no",)}


def test_every_form_of_every_word_is_made_and_no_part_of_a_word_is_changed() -> None:
    regional = RegionalWords([["pee", "wee"], ["color", "colour"]])
    assert regional.others("pee the color of tea") == [
        "pee the colour of tea",
        "wee the color of tea",
        "wee the colour of tea",
    ]
    assert regional.others("wee") == ["pee"]
    assert regional.others("peel discolored") == []
    assert RegionalWords([]).others("pee") == []


def test_a_form_that_another_id_has_in_words_of_its_own_stays_there() -> None:
    sections = {"cause": {"drugs": ["pills"], "tablets": ["tablets"]}}
    with_regional_forms(sections, RegionalWords([["pills", "tablets"]]))
    assert sections == {"cause": {"drugs": ["pills"], "tablets": ["tablets"]}}


def test_groups_add_up_and_words_of_another_place_are_left_out() -> None:
    groups = {
        "one": {"places": ["en-GB"], "heard": "everywhere", "instead_of": {"diarrhea": ["diarrhoea"]}},
        "two": {"places": ["en-IN"], "heard": "there", "instead_of": {"diarrhea": ["loose motions"]}},
    }
    root = Node("regional.yaml", "", {"groups": groups}, [])
    assert read_regional_words(root, "en-US").others("diarrhea") == ["diarrhoea"]
    assert read_regional_words(root, "en-IN").others("diarrhea") == ["diarrhoea", "loose motions"]
    assert root.faults == []
