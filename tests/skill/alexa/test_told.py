"""What the log keeps of all that is told: Amazon's names and ids of requests, and never a message."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from ask_sdk_model import Request

from skill.alexa.handlers import build_skill
from skill.alexa.told import SILENT, rule_for
from tests.skill.alexa.every_field import TYPES
from tests.skill.alexa.signer import envelope

SKILL = build_skill()
CAUSE = "amzn1.echo-api.request.7"
MESSAGE = "she said my secret"


def logged(request: dict[str, Any], caplog: pytest.LogCaptureFixture) -> tuple[int, str]:
    """The level and the text of the one line that a request makes."""
    caplog.set_level(logging.DEBUG, "cramp_coach")
    assert SKILL.answer(envelope(request))["response"] == {}
    (record,) = [record for record in caplog.records if "left out" not in record.getMessage()]
    assert "secret" not in caplog.text
    return record.levelno, record.getMessage()


def error(kind: str) -> dict[str, str]:
    return {"type": kind, "message": MESSAGE}


def runtime_error(kind: str, reason: str) -> dict[str, Any]:
    errors = [{"type": kind, "reason": reason, **error(kind)}]
    return {"type": "Alexa.Presentation.APL.RuntimeError", "token": "t", "errors": errors}


def session_end(reason: str, kind: str = "") -> dict[str, Any]:
    return {"type": "SessionEndedRequest", "reason": reason, **({"error": error(kind)} if kind else {})}


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (
            {"type": "System.ExceptionEncountered", "error": error("INVALID_RESPONSE"), "cause": {"requestId": CAUSE}},
            f"System.ExceptionEncountered error=INVALID_RESPONSE cause={CAUSE}",
        ),
        (
            {"type": "System.ExceptionEncountered", "error": error("A_NEW_ONE"), "cause": {"requestId": MESSAGE}},
            "System.ExceptionEncountered cause=other",
        ),
        (session_end("ERROR", "INVALID_RESPONSE"), "SessionEndedRequest reason=ERROR error=INVALID_RESPONSE"),
        (session_end("ERROR", "A_NEW_ONE"), "SessionEndedRequest reason=ERROR"),
        (
            runtime_error("LIST_ERROR", "LIST_INDEX_OUT_OF_RANGE"),
            "Alexa.Presentation.APL.RuntimeError error=LIST_ERROR/LIST_INDEX_OUT_OF_RANGE",
        ),
        (runtime_error("LIST_ERROR", "NEW"), "Alexa.Presentation.APL.RuntimeError error=LIST_ERROR/other"),
        (runtime_error("NEW_ERROR", "NEW"), "Alexa.Presentation.APL.RuntimeError error=NEW_ERROR/NEW"),
    ],
)
def test_a_fault_that_alexa_tells_of_is_a_warning_without_its_message(
    request_: dict[str, Any], words: str, caplog: pytest.LogCaptureFixture
) -> None:
    level, text = logged(request_, caplog)
    assert level == logging.WARNING
    assert text.endswith(f": {words}")


@pytest.mark.parametrize(
    "request_",
    [
        session_end("USER_INITIATED"),
        session_end("EXCEEDED_MAX_REPROMPTS"),
        session_end("A_NEW_ONE"),
        {"type": "AlexaSkillEvent.SkillDisabled"},
        {"type": "AudioPlayer.PlaybackFailed", "token": MESSAGE},
    ],
)
def test_what_is_no_fault_is_no_warning(request_: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    assert logged(request_, caplog)[0] == logging.DEBUG


@pytest.mark.parametrize(("kind", "name"), [("Alexa.New.Event", "Alexa.New.Event"), (MESSAGE, "other"), (7, "7")])
def test_a_type_that_is_new_to_us_is_a_warning(kind: Any, name: str, caplog: pytest.LogCaptureFixture) -> None:
    level, text = logged({"type": kind}, caplog)
    assert level == logging.WARNING
    assert text.endswith(f"new to us was met with silence: {name}")


def test_every_rule_is_for_a_type_that_there_is() -> None:
    for name in SILENT:
        assert any(rule_for(kind) == SILENT[name] for kind in TYPES), name
    assert rule_for("AudioPlayerX") is None
    assert set(TYPES) == set(Request.discriminator_value_class_map)
