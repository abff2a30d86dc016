import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from speech.converse_command import run
from speech.session import Conversation
from tests.speech.bike_shop import BikeShop, Json, asks, shows, speaks


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


def test_all_that_was_found_is_told_at_the_end(conversation: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: speaks("Hello.", ends=False)
    lines = ['{"say": "open pedal works"}', "no line", '{"new_session": true}']
    found = run(lines, io.StringIO(), conversation)
    assert [finding.rule for finding in found] == [
        "open_session_asks",
        *["answer_to_session_end"] * 2,
    ]


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


def test_two_people_take_turns_in_one_run(conversation: Conversation, shop: BikeShop) -> None:
    answers = converse(
        conversation,
        {"user": "anna", "device": "kitchen", "say": "open pedal works"},
        {"user": "ben", "device": "hall", "say": "rent a mountain bike"},
        {"user": "anna", "device": "kitchen", "say": "squeak"},
        {"user": "ben", "device": "hall", "new_session": True},
    )
    assert [answer["intent"] for answer in answers] == ["LaunchRequest", "RentBikeIntent", "ReplyIntent"]
    # Ben's first words were answered by Alexa alone; Anna's session ends with the last line.
    assert shop.types[-1] == "SessionEndedRequest"
    assert shop.requests[0]["session"]["sessionId"] == shop.requests[-1]["session"]["sessionId"]


def test_the_sessions_of_all_who_are_named_end_when_the_run_is_stopped(
    conversation: Conversation, shop: BikeShop
) -> None:
    def stopped() -> Iterator[str]:
        yield '{"user": "anna", "say": "open pedal works"}'
        yield '{"user": "ben", "say": "open pedal works"}'
        raise SystemExit(143)

    with pytest.raises(SystemExit):
        run(stopped(), io.StringIO(), conversation)
    assert shop.types == [*["LaunchRequest"] * 2, *["SessionEndedRequest"] * 2]


def test_a_skill_that_hangs_is_not_waited_for_as_long_at_the_end_as_for_an_answer(
    conversation: Conversation, shop: BikeShop
) -> None:
    late = threading.Event()

    def answer(envelope: Json) -> Json:
        if envelope["request"]["type"] == "SessionEndedRequest":
            late.wait(30)
        return asks("What noise?")

    shop.answer = answer
    found = run(['{"user": "anna", "say": "open pedal works"}'], io.StringIO(), conversation)
    late.set()
    assert [(finding.rule, "within 2 s" in finding.effect) for finding in found] == [("answer_in_time", True)]


def test_what_is_answered_to_a_sessions_end_is_shown_as_received(conversation: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: asks("What noise?", directives=[{"type": "AudioPlayer.Stop"}])
    _, left = converse(conversation, {"say": "open pedal works"}, {"say": "exit"})
    assert (left["intent"], left["directives"]) == ("SessionEndedRequest", [{"type": "AudioPlayer.Stop"}])


def test_the_clock_is_set_and_time_passes_by_line(conversation: Conversation, shop: BikeShop) -> None:
    now, launched, waited = converse(
        conversation, {"now": "2026-03-01T07:00:00+01:00"}, {"say": "open pedal works"}, {"wait": 40}
    )
    assert (now["intent"], now["ended"]) == (None, True)
    assert shop.requests[0]["request"]["timestamp"] == "2026-03-01T06:00:00Z"
    assert (launched["ended"], waited["ended"], waited["intent"]) == (False, True, "SessionEndedRequest")


def test_everything_else_that_can_happen_is_a_line_too(conversation: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: {"version": "1.0", "response": {"canFulfillIntent": {"canFulfill": "NO"}}}
    lines: list[dict[str, Any]] = [
        {"event": "SkillPermissionAccepted", "permissions": ["alexa::household:lists:read"]},
        {"event": "SkillDisabled", "body": {"userInformationPersistenceStatus": "PERSISTED"}},
        {"can_fulfill": "opening hours"},
        {"connection": "Buy", "token": "t", "payload": {"purchaseResult": "ACCEPTED"}},
        {"fault": "DEVICE_COMMUNICATION_ERROR"},
        {"audio": "finished"},
        {"button": "next"},
        {"touch": ["x"], "component": "button"},
        {"person": "ben", "silence": True},
    ]
    answers = converse(conversation, *lines)
    assert [answer["intent"] for answer in answers] == [
        "AlexaSkillEvent.SkillPermissionAccepted",
        "AlexaSkillEvent.SkillDisabled",
        "CanFulfillIntentRequest",
        "Connections.Response",
        *[None] * 5,
    ]
    assert [answer["problems"][0]["rule"] for answer in answers[5:8]] == [
        "nothing_plays",
        "nothing_played",
        "nothing_to_touch",
    ]
    scopes = shop.requests[0]["request"]["body"]
    assert scopes == {"acceptedPermissions": [{"scope": "alexa::household:lists:read"}]}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"say": "help", "loud": True}, "loud"),
        ({"say": "help", "component": "x"}, "component"),
        ({"user": 7, "say": "help"}, "user"),
        ({"user": "anna"}, "expected one of"),
        ({"wait": "long"}, "wait"),
        ({"wait": True}, "wait"),
        ({"wait": -1}, "seconds"),
        ({"wait": 1e99}, "seconds"),
        ({"now": "soon"}, "soon"),
        ({"event": "SkillForgotten"}, "SkillDisabled"),
        ({"event": "SkillEnabled", "body": []}, "body"),
        ({"audio": "louder"}, "finished"),
        ({"audio": "failed", "error": "LOUD"}, "error"),
        ({"button": "red"}, "previous"),
        ({"fault": "MINE"}, "fault"),
        ({"touch": ["x"], "component": ["y"]}, "component"),
        ({"connection": "Buy", "payload": 3}, "payload"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(
    conversation: Conversation, shop: BikeShop, line: dict[str, Any], said: str
) -> None:
    (answer,) = converse(conversation, line)
    assert list(answer) == ["error"]
    assert said in answer["error"]
    assert "\n" not in answer["error"]
    assert shop.requests == []
