"""Each locale from end to end: its own model understands its people, and the skill answers in its words."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from interaction_model.sources import locales
from skill.library import locales_with_numbers
from speech.model import InteractionModel
from speech.slots import SlotValue
from speech.understanding import Eliciting, Understanding
from tests.sampling import by_locale

from .conftest import OpenIn

HOUSE = Path(__file__).parents[1]
BUILT = HOUSE / "interaction_model" / "built"
NUMBERS = {"en-US": "911", "en-CA": "911", "en-GB": "999", "en-AU": "000", "en-IN": "112"}
OWN_WORDS = sorted(set(NUMBERS) - {"en-US"})
SENTENCES = [
    (locale, line)
    for locale in OWN_WORDS
    for line in yaml.safe_load((HOUSE / f"tests/utterances/{locale}.yaml").read_text(encoding="utf-8"))
]


@cache
def understanding(locale: str) -> Understanding:
    return Understanding(InteractionModel.load(BUILT / f"{locale}.json"))


@cache
def types_of(locale: str) -> list[dict[str, Any]]:
    model = json.loads((BUILT / f"{locale}.json").read_text(encoding="utf-8"))
    types: list[dict[str, Any]] = model["interactionModel"]["languageModel"]["types"]
    return types


def name_of(locale: str, type_name: str, value_id: str) -> str:
    """The name of a slot value, which is what a card would show."""
    (values,) = [each["values"] for each in types_of(locale) if each["name"] == type_name]
    (name,) = [value["name"]["value"] for value in values if value["id"] == value_id]
    return str(name)


def test_models_numbers_and_the_manifest_are_of_the_same_locales() -> None:
    manifest = json.loads((HOUSE / "infra/skill.json").read_text(encoding="utf-8"))["manifest"]
    assert sorted(locales()) == locales_with_numbers() == sorted(NUMBERS)
    assert sorted(manifest["publishingInformation"]["locales"]) == sorted(NUMBERS)
    assert sorted(manifest["privacyAndCompliance"]["locales"]) == sorted(NUMBERS)
    assert {f"{locale.split('-')[1]}" for locale in NUMBERS} == {
        *manifest["publishingInformation"]["distributionCountries"]
    }


@pytest.mark.parametrize("locale", by_locale(OWN_WORDS))
def test_the_store_text_of_a_locale_names_its_number_and_phrases_that_are_understood(locale: str) -> None:
    manifest = json.loads((HOUSE / "infra/skill.json").read_text(encoding="utf-8"))["manifest"]
    text = manifest["publishingInformation"]["locales"][locale]
    assert {*re.findall(r"\b\d{3}\b", text["description"])} == {NUMBERS[locale]}
    spoken = [phrase.lower().removeprefix("alexa, ") for phrase in text["examplePhrases"]]
    heard = [understanding(locale).understand(phrase).intent for phrase in spoken]
    assert heard == ["LaunchRequest", "AskCauseIntent", "ReliefIntent"]


@pytest.mark.parametrize(
    ("locale", "line"), by_locale(SENTENCES), ids=[f"{locale}: {line['say']}" for locale, line in SENTENCES]
)
def test_what_people_say_there_is_understood(locale: str, line: dict[str, Any]) -> None:
    eliciting = Eliciting("AnswerIntent", line["asked"]) if "asked" in line else None
    understood = understanding(locale).understand(line["say"], eliciting)
    ids = {name: value.ids[:1] for name, value in understood.slots.items() if isinstance(value, SlotValue)}
    assert understood.intent == line["intent"], understood
    assert {name: ids.get(name) for name in line.get("slots", {})} == {
        name: (value,) for name, value in line.get("slots", {}).items()
    }


@pytest.mark.parametrize("locale", by_locale(NUMBERS))
@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("my pee is tea coloured", "rf_rhabdo"),
        ("my pee is tea colored", "rf_rhabdo"),
        ("i am paralysed", "rf_rapid_weakness"),
    ],
)
def test_either_spelling_is_understood_everywhere(locale: str, words: str, flag: str) -> None:
    symptom = understanding(locale).understand(words).slots["symptom"]
    assert isinstance(symptom, SlotValue)
    assert symptom.ids == (flag,)


@pytest.mark.parametrize(
    ("locale", "type_name", "value_id", "name"),
    [
        ("en-US", "Medicine", "water_pill", "water pill"),
        ("en-CA", "Medicine", "water_pill", "water pill"),
        ("en-GB", "Medicine", "water_pill", "water tablet"),
        ("en-AU", "Medicine", "water_pill", "water tablet"),
        ("en-IN", "Cause", "water_pills", "water tablets"),
        ("en-GB", "Cause", "nerve_compression", "trapped nerve"),
        ("en-AU", "Cause", "nerve_compression", "pinched nerve"),
    ],
)
def test_a_value_is_named_in_the_locale_s_own_words(locale: str, type_name: str, value_id: str, name: str) -> None:
    assert name_of(locale, type_name, value_id) == name


def test_an_english_without_a_model_or_a_number_is_answered_in_world_english(conversation_in: OpenIn) -> None:
    conversation = conversation_in("en-ZA", BUILT / "en-GB.json")
    conversation.new_session()
    said = conversation.say("my pee is brown").shown()
    assert "Go to an emergency department now, or call your local emergency number" in said["speech"]
    assert re.findall(r"\d", said["speech"]) == []
    assert said["problems"] == []


def test_the_command_reads_the_model_of_its_locale() -> None:
    command = [sys.executable, "-m", "speech", "understand", "--locale", "en-GB"]
    line = '{"text": "my wee is dark brown"}\n'
    done = subprocess.run(command, input=line, capture_output=True, text=True, check=True, cwd=HOUSE)
    said = json.loads(done.stdout)
    assert (said["intent"], said["slots"]["symptom"]["id"]) == ("RedFlagIntent", "rf_rhabdo")
    assert understanding("en-US").understand("my wee is dark brown").intent == "DescribeSymptomIntent"


def test_a_locale_without_a_model_is_one_line_that_says_what_to_do() -> None:
    command = [sys.executable, "-m", "speech", "say", "hello", "--mute", "--locale", "en-ZA"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOUSE)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert "en-ZA.json" in line
    assert "--model" in line
