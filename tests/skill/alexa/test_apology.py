"""A fault of ours over the wire: an apology that loses nothing, with a reference that the log has too."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import pytest

from skill.alexa.apology import sorry
from tests.skill.alexa.conftest import Endpoint
from tests.skill.alexa.signer import envelope, intent, match
from tests.skill.alexa.test_handlers import Session, session, why_do_my_legs_cramp

__all__ = ["session"]
TOUCH = {"type": "Alexa.Presentation.APL.UserEvent", "arguments": ["AskCauseIntent"], "source": {}, "token": "t"}
CALF = intent("AnswerIntent", body_part=match("calf", "calf"))
AT_NIGHT = intent("AnswerIntent", timing=match("at night", "night_in_bed"))


def fail(*_: object) -> None:
    raise RuntimeError("a secret")


def reference_in(text: str) -> str:
    (found,) = re.findall(r"\b[0-9a-f]{8}\b", text)
    return str(found)


def test_a_fault_is_said_aloud_and_loses_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    session.send(why_do_my_legs_cramp())
    session.send(intent("AnswerIntent", answer=match("no", "no")))
    with monkeypatch.context() as broken:
        broken.setattr("skill.alexa.handlers.respond", fail)
        answer = session.send(CALF)
    assert "something went wrong on my side" in answer["response"]["outputSpeech"]["ssml"]
    assert answer["response"]["shouldEndSession"] is False
    assert answer["response"]["reprompt"]["outputSpeech"]["ssml"].startswith("<speak>")
    assert answer["sessionAttributes"]["asked"] is None
    after = session.send(intent("AMAZON.YesIntent"))
    assert after["sessionAttributes"]["asked"] == "body_part"
    assert after["sessionAttributes"]["triage"] == "none"
    assert "a secret" not in caplog.text


def test_the_card_gives_the_reference_that_is_in_the_log(
    session: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("skill.alexa.handlers.respond", fail)
    cards = [session.send(CALF)["response"]["card"] for _ in range(2)]
    assert {card["type"] for card in cards} == {"Simple"}
    faults = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert [reference_in(fault) for fault in faults] == [reference_in(card["content"]) for card in cards]
    assert len({card["content"] for card in cards}) == 2
    assert all("RuntimeError at " in fault and "secret" not in fault for fault in faults)


@pytest.mark.parametrize(
    ("then", "said"),
    [("AMAZON.YesIntent", "Call 911"), ("AMAZON.NoIntent", "make that call"), ("AMAZON.RepeatIntent", "Call 911")],
)
def test_two_faults_in_a_row_are_a_fresh_start_that_forgets_no_danger(
    session: Session, monkeypatch: pytest.MonkeyPatch, then: str, said: str
) -> None:
    session.send(intent("DescribeSymptomIntent", description={"value": "my chest is tight and my arm hurts"}))
    with monkeypatch.context() as broken:
        broken.setattr("skill.alexa.handlers.respond", fail)
        for _ in range(2):
            after = session.send(CALF)["sessionAttributes"]
            assert after["memory"]["flags"] == ["rf_heart"]
            assert after["triage"] == "emergency"
    answer = session.send(intent(then))
    assert said in re.sub("<[^>]*>", "", answer["response"]["outputSpeech"]["ssml"])
    assert answer["sessionAttributes"]["triage"] == "emergency"


@pytest.mark.parametrize(
    "name", ["AMAZON.RepeatIntent", "AMAZON.PreviousIntent", "AMAZON.HelpIntent", "AMAZON.YesIntent"]
)
def test_whatever_question_was_open_the_talk_goes_on_after_an_apology(
    session: Session, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    session.send(why_do_my_legs_cramp())
    for answer in (intent("AnswerIntent", answer=match("no", "no")), CALF, AT_NIGHT):
        session.send(answer)
    assert isinstance(session.attributes["asked"], list)  # several things in one breath, worded with their values
    with monkeypatch.context() as broken:
        broken.setattr("skill.alexa.handlers.respond", fail)
        session.send(CALF)
    after = session.send(intent(name))
    assert "went wrong" not in after["response"]["outputSpeech"]["ssml"]
    assert after["sessionAttributes"]["memory"]["findings"]["body_part"] == ["calf"]


def test_after_a_touch_an_apology_opens_no_microphone(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skill.alexa.handlers.respond", fail)
    response = session.send(TOUCH)["response"]
    assert "went wrong" in response["outputSpeech"]["ssml"]
    assert response.keys() == {"outputSpeech", "card"}


def test_where_there_is_no_session_there_is_none_to_go_on_with(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.alexa.handlers.respond", fail)
    answer = endpoint.alexa(envelope(CALF, session=None)).json
    assert answer["response"].keys() == {"outputSpeech", "card"}
    assert "sessionAttributes" not in answer


@pytest.mark.parametrize("kind", ["SessionEndedRequest", "System.ExceptionEncountered", "AudioPlayer.PlaybackStopped"])
def test_a_fault_where_nothing_may_be_said_is_met_with_silence(
    session: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    monkeypatch.setattr("skill.alexa.handlers.is_fault", fail)
    assert session.send({"type": kind})["response"] == {}
    assert "fault" in caplog.text


def test_a_fault_outside_the_skill_is_an_apology_in_the_request_s_locale(
    session: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    session.send(why_do_my_legs_cramp())
    monkeypatch.setattr("skill.alexa.tolerance.TolerantSerializer.deserialize", fail)
    answer = session.send({**CALF, "locale": "en-GB"})
    assert ">999<" in answer["response"]["outputSpeech"]["ssml"]
    assert "999" in answer["response"]["card"]["content"]
    assert answer["sessionAttributes"]["asked"] is None
    assert answer["sessionAttributes"]["memory"]["turns"] == 1
    assert reference_in(answer["response"]["card"]["content"]) in caplog.text
    assert "secret" not in caplog.text


ODD: list[dict[str, Any]] = [
    {},
    {"request": None, "session": None},
    {"request": {"type": "IntentRequest", "locale": 7}, "session": {"attributes": []}},
    {"request": {"type": ["IntentRequest"]}, "session": "x"},
]


@pytest.mark.parametrize("parsed", ODD)
def test_the_apology_itself_takes_any_request(parsed: dict[str, Any]) -> None:
    answer = sorry(parsed, RuntimeError("a secret"))
    assert answer["version"] == "1.0"
    assert "secret" not in json.dumps(answer)
    is_intent = isinstance(parsed.get("request"), dict) and parsed["request"]["type"] == "IntentRequest"
    assert ("outputSpeech" in answer["response"]) == is_intent
