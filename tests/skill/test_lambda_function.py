"""The skill on AWS Lambda: the same answers as over HTTP, and none to another skill's events."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from skill.alexa.refusal import Refused
from skill.settings import SettingsError
from tests.skill.alexa.conftest import Endpoint, endpoint, settings, signer
from tests.skill.alexa.signer import SKILL_ID, envelope, intent, match
from tests.skill.written_lines import written_lines

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]
__all__ = ["endpoint", "settings", "signer"]
ANOTHER = {"application": {"applicationId": "amzn1.ask.skill.another"}}
REQUESTS: list[dict[str, Any]] = [
    {"type": "LaunchRequest"},
    intent("AskCauseIntent", body_part=match("legs", "leg"), symptom=match("cramp", "cramp")),
    intent("AMAZON.NoIntent"),
    intent("AnswerIntent", body_part=match("calf", "calf")),
    {**intent("AnswerIntent", timing=match("at night", "night_in_bed")), "dialogState": "NEW"},
    {**intent("DescribeSymptomIntent", description={"value": "my chest is tight"}), "locale": "en-GB"},
    {"type": "CanFulfillIntentRequest"},
    {"type": "Alexa.Quite.New"},
    {"type": "SessionEndedRequest", "reason": "ERROR", "error": {"type": "INVALID_RESPONSE", "message": "x"}},
]


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> Iterator[Handler]:
    """The handler as AWS would find it: by its name, in a module that is imported anew."""
    monkeypatch.setenv("CRAMP_COACH_SKILL_ID", SKILL_ID)
    with written_lines():  # it sets up the log of its process, which is ours
        yield importlib.reload(importlib.import_module("skill.lambda_function")).handler


def test_a_conversation_is_the_same_on_lambda_and_over_http(endpoint: Endpoint, handler: Handler) -> None:
    attributes: dict[str, Any] = {}
    for request in REQUESTS:
        whole = envelope(request)
        whole["session"]["attributes"] = attributes
        over_http = endpoint.alexa(whole).json
        assert handler(whole, None) == over_http
        attributes = over_http["sessionAttributes"]


def test_an_event_without_a_session_and_an_epoch_for_a_time_are_no_matter(handler: Handler) -> None:
    event = envelope({"type": "AlexaSkillEvent.SkillEnabled", "timestamp": 1517335235000}, session=None)
    assert handler(event, None)["response"] == {}


@pytest.mark.parametrize(
    "changes",
    [{"context": {"System": ANOTHER}}, {"session": ANOTHER}, {"context": None, "session": None}, {"context": 7}],
)
def test_an_event_of_another_skill_s_is_an_error_and_no_answer(handler: Handler, changes: dict[str, Any]) -> None:
    event = {**envelope(session=None), **changes}
    with pytest.raises(Refused, match="the request is for another skill"):
        handler(event, None)


@pytest.mark.parametrize("event", [{}, {"request": 7}])
def test_an_event_that_is_no_request_is_an_error(handler: Handler, event: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        handler(event, None)


def test_a_fault_of_ours_is_an_apology_on_lambda_too(handler: Handler, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr("skill.alexa.tolerance.TolerantSerializer.envelope", fail)
    answer = handler(envelope(), None)
    assert "something went wrong on my side" in answer["response"]["outputSpeech"]["ssml"]
    assert "secret" not in str(answer)


def test_an_event_is_one_json_line_without_words() -> None:
    code = """
from skill.lambda_function import handler
from tests.skill.alexa.signer import envelope, intent
handler(envelope(intent("DescribeSymptomIntent", description={"value": "my secret knee cramps"})), None)
"""
    environment = {**os.environ, "CRAMP_COACH_SKILL_ID": SKILL_ID}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    (line,) = map(json.loads, ran.stdout.splitlines())
    assert (line["event"], line["intent"], line["outcome"]) == ("request", "DescribeSymptomIntent", "answered")
    assert "secret" not in ran.stdout + ran.stderr


def test_without_a_skill_id_it_does_not_start(monkeypatch: pytest.MonkeyPatch, handler: Handler) -> None:
    monkeypatch.delenv("CRAMP_COACH_SKILL_ID")
    module = importlib.import_module("skill.lambda_function")
    with pytest.raises(SettingsError, match="CRAMP_COACH_SKILL_ID is not set"):
        importlib.reload(module)


def test_content_and_readers_are_there_before_the_first_event() -> None:
    """In a process of its own: the import opens what there is to open, and an answer imports nothing more."""
    code = """
import sys
from skill.lambda_function import handler
from tests.skill.alexa.signer import envelope
event = envelope()
opened = []
sys.addaudithook(lambda name, given: opened.append(given[0]) if name in ("open", "import") else None)
answer = handler(event, None)
assert "Welcome" in answer["response"]["outputSpeech"]["ssml"]
assert opened == [], opened
"""
    ran = subprocess.run(  # our own interpreter
        [sys.executable, "-c", code],
        env={**os.environ, "CRAMP_COACH_SKILL_ID": SKILL_ID},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
