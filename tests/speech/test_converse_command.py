import io
import json
from pathlib import Path
from typing import Any

import pytest

from speech.converse_command import run
from speech.session import Conversation
from tests.speech.bike_shop import BikeShop, asks, shows


def converse(conversation: Conversation, *lines: Any) -> list[dict[str, Any]]:
    out = io.StringIO()
    run([line if isinstance(line, str) else json.dumps(line) for line in lines], out, conversation)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_line_is_answered_with_one_but_a_new_session(conversation: Conversation, shop: BikeShop) -> None:
    lines = [{"say": "open pedal works"}, {"silence": True}, {"touch": ["x"]}, {"new_session": True}, {"say": "help"}]
    shop.answer = lambda _: asks("What noise?", directives=[shows()])
    answers = converse(conversation, *lines)
    intents = [answer["intent"] for answer in answers]
    assert intents == ["LaunchRequest", None, "Alexa.Presentation.APL.UserEvent", "AMAZON.HelpIntent"]
    assert shop.types[2] == "SessionEndedRequest"
    assert shop.requests[2]["request"]["reason"] == "USER_INITIATED"
    assert shop.requests[3]["session"]["new"] is True


def test_a_new_session_without_a_session_sends_nothing(conversation: Conversation, shop: BikeShop) -> None:
    assert converse(conversation, {"new_session": True}, {"new_session": True}) == []
    assert shop.requests == []


@pytest.mark.parametrize(
    "line",
    [
        "",
        "help",
        "[1]",
        '"say"',
        "{}",
        '{"say": 1}',
        '{"say": "  "}',
        '{"silence": false}',
        '{"touch": "x"}',
        '{"say": "help", "silence": true}',
        '{"shout": "help"}',
        '{"new_session": 0}',
        "[" * 100_000,
    ],
)
def test_a_bad_line_is_one_error_and_the_next_is_read(conversation: Conversation, line: str) -> None:
    answers = converse(conversation, line, {"say": "help"})
    assert list(answers[0]) == ["error"]
    assert answers[1]["intent"] == "AMAZON.HelpIntent"


def test_a_recording_that_is_not_there_is_an_error(conversation: Conversation, tmp_path: Path) -> None:
    answers = converse(conversation, {"hear": str(tmp_path / "no.wav")}, {"say": "help"})
    assert list(answers[0]) == ["error"]
    assert answers[1]["speech"]
