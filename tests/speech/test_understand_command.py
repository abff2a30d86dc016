import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from speech.model import InteractionModel
from speech.understand_command import run
from speech.understanding import Understanding

UNDERSTANDING = Understanding(
    InteractionModel.load(Path(__file__).parent / "models" / "bike_shop.json"), lambda: date(2026, 11, 22)
)


def answers(*lines: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    run((line + "\n" for line in lines), out, UNDERSTANDING)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_line_gets_one_line_with_the_contracts_keys() -> None:
    first, second = answers('{"text": "book a brake adjustment for tomorrow"}', '{"text": "open pedal works"}')
    assert list(first) == ["text", "intent", "slots", "confidence", "runner_up"]
    assert first["intent"] == "BookRepairIntent"
    assert first["slots"] == {
        "repair": {"value": "brake adjustment", "id": "brakes", "ids": ["brakes"]},
        "day": {"value": "2026-11-23", "id": None, "ids": []},
    }
    assert set(first["runner_up"]) == {"intent", "confidence"}
    assert (second["intent"], second["slots"], second["runner_up"]) == ("LaunchRequest", {}, None)


def test_several_values_are_a_list() -> None:
    (hire,) = answers('{"text": "i\'d like to hire a racer with a helmet and a trailer", "eliciting": null}')
    assert [value["id"] for value in hire["slots"]["extras"]] == ["helmet", None]


def test_a_bare_slot_is_that_of_the_first_dialog_intent_that_has_it() -> None:
    bare, named = answers(
        '{"text": "the racer", "eliciting": "bike"}',
        '{"text": "the racer", "eliciting": {"intent": "RentBikeIntent", "slot": "bike"}}',
    )
    assert (bare["intent"], named["intent"]) == ("BookRepairIntent", "RentBikeIntent")


@pytest.mark.parametrize(
    "line",
    [
        "", "help", "[]", "{}", '{"text": 7}', '{"text": "hi", "eliciting": "wings"}', '{"text": "hi", "eliciting": 3}',
        '{"text": "hi", "eliciting": {"intent": "NoIntent", "slot": "bike"}}',
    ],
)  # fmt: skip
def test_a_bad_line_gets_an_error_and_the_next_is_read(line: str) -> None:
    bad, good = answers(line, '{"text": "help"}')
    assert list(bad) == ["error"]
    assert good["intent"] == "AMAZON.HelpIntent"
