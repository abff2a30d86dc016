"""Requests in, responses out, over a real socket: what Alexa would see."""

from __future__ import annotations

from typing import Any

import pytest

from skill.alexa.response import ANSWER_SLOTS
from tests.skill.alexa.conftest import Endpoint
from tests.skill.alexa.signer import SKILL_ID, envelope, intent, match


class Session:
    """Carries the session attributes from turn to turn, as Alexa does."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.attributes: dict[str, Any] = {}
        self.new = True

    def send(self, request: dict[str, Any]) -> dict[str, Any]:
        session = {**envelope()["session"], "new": self.new, "attributes": self.attributes}
        answer = self.endpoint.alexa(envelope(request, session=session))
        assert answer.status == 200
        self.attributes = answer.json.get("sessionAttributes", {})
        self.new = False
        return answer.json


@pytest.fixture
def session(endpoint: Endpoint) -> Session:
    return Session(endpoint)


def why_do_my_legs_cramp() -> dict[str, Any]:
    return intent("AskCauseIntent", body_part=match("legs", "leg"), symptom=match("cramp", "cramp"))


def test_a_question_elicits_a_slot_of_answer_intent_with_every_slot_present_and_empty(session: Session) -> None:
    answer = session.send(why_do_my_legs_cramp())
    (directive,) = answer["response"]["directives"]
    assert directive["type"] == "Dialog.ElicitSlot"
    assert directive["slotToElicit"] == "answer"
    assert directive["updatedIntent"]["name"] == "AnswerIntent"
    assert set(directive["updatedIntent"]["slots"]) == set(ANSWER_SLOTS)
    assert all("value" not in slot for slot in directive["updatedIntent"]["slots"].values())
    assert answer["response"]["shouldEndSession"] is False
    assert answer["response"]["reprompt"]["outputSpeech"]["ssml"].startswith("<speak>")


def test_the_session_attributes_are_the_contract_s(session: Session) -> None:
    first = session.send(why_do_my_legs_cramp())["sessionAttributes"]
    assert first["asked"] == ["rf_heart", "rf_breathing_pe", "rf_stroke", "ur_dvt"]
    assert first["triage"] == "none"
    assert "ranking" not in first
    session.send(intent("AnswerIntent", answer=match("no", "no")))
    third = session.send(intent("AnswerIntent", body_part=match("calf", "calf")))["sessionAttributes"]
    assert third["asked"] == "timing"
    assert len(third["ranking"]) == 12
    assert third["memory"]["version"] == 2


@pytest.mark.parametrize(
    ("finding", "slot"),
    [("body_part", "body_part"), ("timing", "timing"), ("med_class", "medicine")],
)
def test_the_slot_elicited_is_that_of_the_finding_asked(session: Session, finding: str, slot: str) -> None:
    answer = session.send({"type": "LaunchRequest"})
    for _ in range(8):
        if finding in session.attributes["asked"]:
            break
        answer = session.send(intent("DontKnowIntent"))
    assert finding in session.attributes["asked"]
    assert answer["response"]["directives"][0]["slotToElicit"] == slot


def test_an_emergency_turn_keeps_the_session_open_without_a_directive(session: Session) -> None:
    words = {"value": "chest is tight and my arm hurts"}
    answer = session.send(intent("DescribeSymptomIntent", description=words))
    assert 'Call <say-as interpret-as="telephone">911</say-as>' in answer["response"]["outputSpeech"]["ssml"]
    assert "directives" not in answer["response"]
    assert answer["response"]["shouldEndSession"] is False
    assert answer["sessionAttributes"]["asked"] is None
    assert answer["sessionAttributes"]["triage"] == "emergency"


@pytest.mark.parametrize("name", ["AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"])
def test_stop_cancel_and_home_end_the_session_with_a_word_and_no_reprompt(session: Session, name: str) -> None:
    session.send(why_do_my_legs_cramp())
    answer = session.send(intent(name))
    assert answer["response"]["shouldEndSession"] is True
    assert "reprompt" not in answer["response"]


def test_an_intent_that_is_new_to_us_is_taken_for_words_not_understood(session: Session) -> None:
    answer = session.send(intent("SomethingIntent"))
    assert "my foot cramps in bed" in answer["response"]["outputSpeech"]["ssml"]


def test_several_values_of_one_slot_are_all_heard(session: Session) -> None:
    several = {
        "slotValue": {
            "type": "List",
            "values": [
                {"type": "Simple", **match("kidney disease", "kidney_or_dialysis")},
                {"type": "Simple", **match("diabetes", "diabetes")},
            ],
        }
    }
    session.send(why_do_my_legs_cramp())
    session.send(intent("AnswerIntent", condition=several))
    found = session.attributes["memory"]["findings"]["kidney_liver_thyroid_diabetes"]
    assert found == ["kidney_or_dialysis", "diabetes"]


def test_a_touch_gets_no_directive_and_leaves_the_session_as_it_was(session: Session) -> None:
    touch = {"type": "Alexa.Presentation.APL.UserEvent", "arguments": ["AskCauseIntent"], "source": {}, "token": "t"}
    answer = session.send(touch)
    assert answer["response"]["outputSpeech"]
    assert "directives" not in answer["response"]
    assert "shouldEndSession" not in answer["response"]


@pytest.mark.parametrize(
    "request_",
    [
        {"type": "SessionEndedRequest", "reason": "USER_INITIATED"},
        {"type": "SessionEndedRequest", "reason": "SOMETHING_NEW"},
        {"type": "SessionEndedRequest", "reason": "ERROR", "error": {"type": "NEW_ERROR", "message": "x"}},
        {"type": "System.ExceptionEncountered", "error": {"type": "INVALID_RESPONSE", "message": "x"}, "cause": {}},
        {"type": "AlexaSkillEvent.SkillDisabled"},
        {"type": "AudioPlayer.PlaybackStopped", "token": "t"},
        {"type": "Alexa.Something.Quite.New"},
        {"type": 7},
    ],
)
def test_what_may_not_or_need_not_be_answered_is_met_with_silence(session: Session, request_: dict[str, Any]) -> None:
    answer = session.send(request_)
    assert "outputSpeech" not in answer["response"]
    assert "shouldEndSession" not in answer["response"]


def test_events_without_a_session_are_met_with_silence(endpoint: Endpoint) -> None:
    answer = endpoint.alexa(envelope({"type": "AlexaSkillEvent.SkillEnabled"}, session=None))
    assert (answer.status, answer.json["response"]) == (200, {})


@pytest.mark.parametrize("change", [{"intent": None}, {"intent": "x"}, {"intent": {}}])
def test_an_intent_that_cannot_be_read_is_words_not_understood_and_never_silence(
    session: Session, change: dict[str, Any]
) -> None:
    answer = session.send({"type": "IntentRequest", **change})
    assert "my foot cramps in bed" in answer["response"]["outputSpeech"]["ssml"]


@pytest.mark.parametrize("task", [{}, {"task": {"name": "AMAZON.PrintPDF", "version": "1", "input": {}}}])
@pytest.mark.parametrize("kind", ["LaunchRequest", "SessionResumedRequest"])
def test_a_launch_for_a_task_and_a_session_given_back_are_a_launch(session: Session, kind: str, task: Any) -> None:
    session.send(why_do_my_legs_cramp())
    answer = session.send({"type": kind, **task, "cause": {"type": "ConnectionCompleted", "token": "t"}})
    assert "Welcome" in answer["response"]["outputSpeech"]["ssml"]
    assert answer["sessionAttributes"]["asked"] == session.attributes["asked"] != None  # noqa: E711


@pytest.mark.parametrize("named", [{}, {"slots": None}, {"name": None}])
def test_nothing_personal_is_offered_for_name_free_requests(endpoint: Endpoint, named: dict[str, Any]) -> None:
    request = {**why_do_my_legs_cramp(), "type": "CanFulfillIntentRequest"}
    request["intent"] |= named
    answer = endpoint.alexa(envelope(request, session=None))
    no = {"canUnderstand": "NO", "canFulfill": "NO"}
    slots = {} if "slots" in named else {"slots": {"body_part": no, "symptom": no}}
    assert answer.json["response"] == {"canFulfillIntent": {"canFulfill": "NO", **slots}}


@pytest.mark.parametrize(
    "change",
    [
        {"dialogState": "SOMETHING_NEW"},
        {"locale": None},
        {"locale": "xx"},
        {"locale": "../../etc"},
        {"unheardOf": {"deep": [1, 2]}},
    ],
)
def test_what_is_new_in_a_request_is_tolerated(session: Session, change: dict[str, Any]) -> None:
    answer = session.send({**why_do_my_legs_cramp(), **change})
    assert "First, any chest pain" in answer["response"]["outputSpeech"]["ssml"]


def test_a_context_of_bare_necessity_is_enough(endpoint: Endpoint) -> None:
    context = {"System": {"application": {"applicationId": SKILL_ID}}, "Viewport": {"mode": "NEW"}, "New": 1}
    assert endpoint.alexa(envelope(why_do_my_legs_cramp(), context=context)).status == 200


def test_the_locale_decides_the_number_to_call(session: Session) -> None:
    words = {"value": "can't breathe"}
    answer = session.send({**intent("DescribeSymptomIntent", description=words), "locale": "en-GB"})
    assert ">999<" in answer["response"]["outputSpeech"]["ssml"]
