"""What is genuinely Alexa's and new to ask-sdk-model is left out where it stands; what was said is heard."""

from __future__ import annotations

import copy
import json
import threading
from typing import Any

import pytest
from ask_sdk_core.exceptions import SerializationException
from ask_sdk_model import IntentRequest, Request, RequestEnvelope
from hypothesis import given, settings

from skill.alexa.handlers import build_skill
from skill.alexa.request import heard_from_intent
from skill.alexa.tolerance import TolerantSerializer
from skill.coach import Slot
from tests.skill.alexa.every_field import TYPES, envelope_of
from tests.skill.alexa.odd_requests import Path, bent, places_of
from tests.skill.alexa.signer import envelope, intent, match

SKILL = build_skill()
READER = TolerantSerializer()
DANGER = "my chest is tight and my arm hurts"
SPOKEN_TO = {"LaunchRequest", "IntentRequest", "SessionResumedRequest", "Alexa.Presentation.APL.UserEvent"}


def in_danger() -> dict[str, Any]:
    """A sentence of somebody in danger, in an envelope with most of what Alexa sends."""
    whole = envelope(intent("DescribeSymptomIntent", description={"value": DANGER}, body_part=match("leg", "leg")))
    whole["request"] |= {"dialogState": "STARTED", "locale": "en-US"}
    whole["request"]["intent"]["slots"]["condition"] = {
        "name": "condition",
        "slotValue": {"type": "List", "values": [{"type": "Simple", **match("diabetes", "diabetes")}]},
    }
    whole["context"] |= {
        "Viewport": {"shape": "ROUND", "mode": "HUB", "dpi": 160, "experiences": [{"canRotate": False}]},
        "Viewports": [{"type": "APL", "id": "main", "configuration": {"current": {"mode": "HUB"}}}],
        "AudioPlayer": {"playerActivity": "IDLE", "offsetInMilliseconds": 0},
        "Alexa.Presentation.APL": {"token": "t", "version": "2023.3", "componentsVisibleOnScreen": []},
    }
    whole["context"]["System"]["device"]["supportedInterfaces"] = {
        "Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}},
        "AudioPlayer": {},
        "Geolocation": {},
    }
    whole["context"]["System"]["user"]["permissions"] = {"scopes": {"alexa::profile": {"status": "GRANTED"}}}
    return whole


SAID: Path = ("request", "intent", "slots", "description", "value")
TYPE: Path = ("request", "type")
PLACES = [place for place in places_of(in_danger()) if place and SAID[: len(place)] != place and place != TYPE]


def changed(place: Path, value: Any, whole: dict[str, Any] | None = None) -> dict[str, Any]:
    whole = copy.deepcopy(whole or in_danger())
    *way, last = place
    holder: Any = whole
    for step in way:
        holder = holder[step]
    holder[last] = value
    return whole


def heard(whole: dict[str, Any]) -> tuple[Slot, ...]:
    """The slots that are heard in an envelope which is still taken for an IntentRequest."""
    request = READER.envelope(whole).request
    assert isinstance(request, IntentRequest)
    return heard_from_intent(request.intent).slots


def speech(whole: dict[str, Any]) -> str:
    said = SKILL.answer(whole)["response"].get("outputSpeech")
    return str(said["ssml"]) if said else ""


@pytest.mark.parametrize("value", [None, "NEW_VALUE", 7, [], {}, [None], {"new": {"deep": [1]}}], ids=repr)
def test_words_are_read_whatever_any_other_place_of_the_request_holds(value: Any) -> None:
    for place in PLACES:
        assert Slot("description", DANGER) in heard(changed(place, value)), place


def test_words_are_read_whatever_any_other_place_of_the_request_lacks() -> None:
    for place in PLACES:
        whole = in_danger()
        *way, last = place
        holder: Any = whole
        for step in way:
            holder = holder[step]
        del holder[last]
        assert Slot("description", DANGER) in heard(whole), place


def test_words_of_danger_are_answered_whatever_the_intent_is_called_and_however_little_else_there_is() -> None:
    for place in [
        *(place for place in PLACES if len(place) == 1),
        ("request", "intent", "name"),
        ("request", "locale"),
    ]:
        assert 'Call <say-as interpret-as="telephone">911</say-as>' in speech(changed(place, "NEW_VALUE")), place


@settings(max_examples=75, deadline=None)
@given(bent([in_danger()], spared=lambda place: place == TYPE or SAID[: len(place)] == place))
def test_words_of_danger_are_heard_however_the_rest_is_bent(whole: Any) -> None:
    assert "911" in speech(whole)


ODD = [
    (("request", "dialogState"), "SUSPENDED"),
    (("request", "intent", "confirmationStatus"), "HALF"),
    (("request", "intent", "slots", "body_part", "confirmationStatus"), "HALF"),
    (("request", "intent", "slots", "symptom"), None),
    (("request", "intent", "slots", "symptom"), {"name": "symptom", "source": {"new": 1}}),
    (("request", "timestamp"), 1517335235000),
    (("request", "timestamp"), "now"),
    (("context", "Viewport"), {"mode": "GLASSES", "shape": "OVAL", "presentationType": "HOLOGRAM"}),
    (("context", "System", "device", "supportedInterfaces"), {"Alexa.New": {"version": 2}, "AudioPlayer": 7}),
    (("context", "System", "unit"), {"unitId": "u"}),
    (("context", "System", "object_type"), "hidden"),
    (("session", "user", "permissions"), {"scopes": {"new": {"status": "SOMETIMES"}}}),
    (("context",), None),
    (("version",), 2),
]


@pytest.mark.parametrize(("place", "value"), ODD, ids=[".".join(map(str, place)) for place, _ in ODD])
def test_one_odd_field_costs_nothing_but_itself(place: Path, value: Any) -> None:
    plain = envelope(intent("AnswerIntent", body_part=match("calf", "calf")))
    odd = READER.envelope(changed(place, value, plain))
    assert heard(changed(place, value, plain)) == (Slot("body_part", "calf", ("calf",)),)
    assert odd.session.application.application_id == plain["session"]["application"]["applicationId"]


def slots(**fields: Any) -> tuple[Slot, ...]:
    whole = envelope(intent("AnswerIntent"))
    whole["request"]["intent"]["slots"] = {"body_part": {"name": "body_part", **fields}}
    return heard(whole)


def test_a_new_status_of_resolution_leaves_the_words_and_the_other_authorities() -> None:
    fields = match("my calf", "calf")
    known = fields["resolutions"]["resolutionsPerAuthority"][0]
    fields["resolutions"]["resolutionsPerAuthority"] = [{**known, "status": {"code": "ER_SUCCESS_NEARLY"}}, None, known]
    assert slots(**fields) == (Slot("body_part", "my calf", ("calf",)),)
    del fields["resolutions"]["resolutionsPerAuthority"][2]
    assert slots(**fields) == (Slot("body_part", "my calf", ()),)


@pytest.mark.parametrize(
    "odd",
    [
        {"values": [7], "resolutions": 7},
        {"slotValue": {"type": "List", "values": [7, None], "value": 7, "resolutions": {}}},
        {"slotValue": {"type": "Simple", "value": None}},
        {"slotValue": 7, "slot_value": {"values": [1]}},
    ],
)
def test_what_is_odd_in_a_slot_never_hides_the_words_beside_it(odd: dict[str, Any]) -> None:
    assert slots(value="my calf", **odd) == (Slot("body_part", "my calf", ()),)


@pytest.mark.parametrize("values", [[None], [{"value": None}], [7], [{"value": {"name": "calf"}}], None, "x", {}])
def test_resolved_values_without_an_id_leave_the_words(values: Any) -> None:
    fields = match("calf", "calf")
    fields["resolutions"]["resolutionsPerAuthority"][0]["values"] = values
    assert slots(**fields) == (Slot("body_part", "calf", ()),)


@pytest.mark.parametrize("type_", ["Simple", "Composite", None, 7])
def test_a_slot_value_of_a_new_type_is_read_for_its_shape(type_: Any) -> None:
    calf, foot = match("calf", "calf"), match("foot", "foot")
    both = (Slot("body_part", "calf", ("calf",)), Slot("body_part", "foot", ("foot",)))
    assert slots(slotValue={"type": type_, **calf}) == both[:1]
    if type_ != "Simple":
        assert slots(slotValue={"type": type_, "values": [{"type": type_, **calf}, None, foot]}) == both


def test_lists_in_lists_are_all_heard_and_read_in_one_go() -> None:
    held: Any = {"type": "Simple", "value": "calf"}
    for _ in range(25):  # each level holds what is odd: read twice a level, this would take for ever
        held = {"type": "List", "values": [held, 7], "new": 1}
    assert slots(slotValue=held) == (Slot("body_part", "calf", ()),)


@pytest.mark.parametrize("kind", TYPES)
def test_a_request_of_every_type_is_answered_with_speech_only_where_amazon_allows_it(kind: str) -> None:
    assert bool(speech(envelope_of(kind))) == (kind in SPOKEN_TO)


@pytest.mark.parametrize(
    "request_", [{"type": kind} for kind in ("Alexa.New", 7, ["a"], None)] + [{}, [], "x", None, 7]
)
def test_a_request_of_no_known_type_is_met_with_silence(request_: Any) -> None:
    whole = {**envelope(), "request": request_}
    assert type(READER.envelope(whole).request) is Request
    assert SKILL.answer(whole)["response"] == {}


def test_what_was_left_out_is_named_in_the_debug_log_without_its_value(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "cramp_coach")
    READER.envelope(changed(("request", "dialogState"), "MY SECRET"))
    assert "IntentRequest.dialogState" in caplog.text
    assert "SECRET" not in caplog.text


def test_an_envelope_can_be_read_from_text_and_from_what_was_parsed() -> None:
    whole = in_danger()
    assert READER.deserialize(json.dumps(whole), RequestEnvelope) == READER.envelope(whole)
    assert READER.deserialize("[]", RequestEnvelope).request.object_type == "Unknown"
    assert READER.deserialize('{"name": "x", "confirmationStatus": "?"}', "ask_sdk_model.slot.Slot").name == "x"
    with pytest.raises(SerializationException):
        READER.deserialize("{", RequestEnvelope)


def test_what_was_handed_over_is_taken_in_this_thread_until_the_end_even_of_a_failure() -> None:
    handed, sent = in_danger(), json.dumps(envelope())

    def kind() -> Any:
        return type(READER.deserialize(sent, RequestEnvelope).request)

    def handle_badly() -> None:
        with READER.parsed_already(handed):
            thread = threading.Thread(target=lambda: seen.append(kind()))
            thread.start()
            thread.join()
            seen.append(kind())
            raise RuntimeError("a fault")

    seen: list[Any] = []
    with pytest.raises(RuntimeError, match="a fault"):
        handle_badly()
    seen.append(kind())
    assert [found is IntentRequest for found in seen] == [False, True, False]


@pytest.mark.parametrize(
    "attributes",
    [
        [],
        "x",
        {"memory": {"version": 99}},
        {"memory": {"version": 2, "findings": {"body_part": "calf"}}},
        {"memory": [], "asked": 7},
        {"asked": {"a": 1}, "ranking": 5, "triage": []},
    ],
)
def test_session_attributes_of_another_version_or_of_nobody_are_a_fresh_start(attributes: Any) -> None:
    whole = envelope({"type": "LaunchRequest"})
    assert speech(changed(("session", "attributes"), attributes, whole)) == speech(whole)


def attributes_in_mid_interview() -> dict[str, Any]:
    whole = envelope({"type": "LaunchRequest"})
    for request in (intent("AMAZON.NoIntent"), intent("AnswerIntent", body_part=match("calf", "calf"))):
        answer = SKILL.answer(whole)
        whole = envelope(request)
        whole["session"]["attributes"] = answer["sessionAttributes"]
    attributes: dict[str, Any] = answer["sessionAttributes"]
    return attributes


@settings(max_examples=60, deadline=None)
@given(bent([attributes_in_mid_interview()]))
def test_forged_session_attributes_never_become_an_apology(attributes: Any) -> None:
    whole = envelope(intent("AnswerIntent", body_part=match("calf", "calf")))
    said = speech(changed(("session", "attributes"), attributes, whole))
    assert said
    assert "went wrong" not in said
