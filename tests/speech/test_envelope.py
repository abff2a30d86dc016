import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from speech import envelope as requests_of
from speech.clock import Clock
from speech.device import Device, User
from speech.envelope import SessionView, envelope, event_envelope

SHARED = Path(__file__).parents[3] / "shared" / "requests"
DEVICE = Device(locale="en-GB")


def whole(request: dict[str, Any], device: Device = DEVICE) -> dict[str, Any]:
    return envelope(request, device, "amzn1.ask.skill.x", SessionView("amzn1.echo-api.session.1", True, {"a": 1}))


def test_an_envelope_has_amazons_parts() -> None:
    sent = whole(requests_of.launch_request(DEVICE))
    assert set(sent) == {"version", "session", "context", "request"}
    assert sent["session"] == {
        "new": True,
        "sessionId": "amzn1.echo-api.session.1",
        "application": {"applicationId": "amzn1.ask.skill.x"},
        "attributes": {"a": 1},
        "user": {"userId": DEVICE.user_id},
    }
    system = sent["context"]["System"]
    assert system["application"] == sent["session"]["application"]
    assert system["user"] == sent["session"]["user"]
    assert set(system) == {"application", "user", "device", "apiEndpoint", "apiAccessToken"}


def test_the_clock_reads_whole_seconds_in_utc() -> None:
    stamp = requests_of.launch_request(DEVICE)["timestamp"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp)
    age = datetime.datetime.now(datetime.UTC) - datetime.datetime.fromisoformat(stamp)
    assert abs(age) < datetime.timedelta(seconds=10)


def test_every_request_has_an_id_of_its_own_and_the_devices_locale() -> None:
    first, second = requests_of.launch_request(DEVICE), requests_of.launch_request(DEVICE)
    assert first["requestId"] != second["requestId"]
    assert first["locale"] == "en-GB"


@pytest.mark.parametrize("state", ["STARTED", None])
def test_the_dialog_state_is_there_only_with_a_dialog_model(state: str | None) -> None:
    request = requests_of.intent_request(DEVICE, requests_of.intent_object("X", {}), state)
    assert request.get("dialogState") == state
    assert ("dialogState" in request) == (state is not None)


def test_a_session_end_carries_its_error_only_when_it_is_one() -> None:
    assert "error" not in requests_of.ended_request(DEVICE, "USER_INITIATED")
    ended = requests_of.ended_request(DEVICE, "ERROR", ("INVALID_RESPONSE", "why"))
    assert ended["error"] == {"type": "INVALID_RESPONSE", "message": "why"}


def test_a_touch_says_where_and_what() -> None:
    touch = requests_of.touch_request(DEVICE, "card", ["more", 2])
    assert (touch["type"], touch["token"], touch["arguments"]) == (
        "Alexa.Presentation.APL.UserEvent",
        "card",
        ["more", 2],
    )


def test_a_device_without_a_screen_declares_none() -> None:
    with_screen, without = (
        whole(requests_of.launch_request(device), device)["context"]["System"]["device"]["supportedInterfaces"]
        for device in (DEVICE, Device(screen=False))
    )
    assert "Alexa.Presentation.APL" in with_screen
    assert without == {}


def test_the_clock_of_the_device_stamps_a_request() -> None:
    clock = Clock()
    clock.set("2026-03-01T07:00:00+01:00")
    assert requests_of.launch_request(Device(clock=clock))["timestamp"] == "2026-03-01T06:00:00Z"


def test_what_belongs_to_no_session_has_none() -> None:
    sent = envelope(requests_of.launch_request(DEVICE), DEVICE, "amzn1.ask.skill.x", None)
    assert set(sent) == {"version", "context", "request"}


def test_a_linked_account_and_a_known_voice_are_told() -> None:
    device = Device(user=User("amzn1.ask.account.A", "linked", "given"))
    view = SessionView("amzn1.echo-api.session.1", True, {})
    sent = envelope(requests_of.launch_request(device), device, "x", view, person_id="amzn1.ask.person.P")
    user = {
        "userId": "amzn1.ask.account.A",
        "accessToken": "linked",
        "permissions": {"consentToken": "given"},
    }
    assert sent["session"]["user"] == sent["context"]["System"]["user"] == user
    assert sent["context"]["System"]["person"] == {"personId": "amzn1.ask.person.P"}


INTENT = requests_of.intent_request(DEVICE, {"name": "X", "confirmationStatus": "NONE"}, None)
ENDED = requests_of.ended_request(DEVICE, "ERROR", ("INVALID_RESPONSE", "x"))
TOUCH = requests_of.touch_request(DEVICE, "t", [])


STARTED = requests_of.device_request("AudioPlayer.PlaybackStarted", DEVICE, {"token": "t", "offsetInMilliseconds": 0})
BUTTON = requests_of.device_request("PlaybackController.PlayCommandIssued", DEVICE, {})
CONNECTED = requests_of.connection_request(DEVICE, "Buy", "t", {}, {"code": "200", "message": "OK"})
CAN_FULFILL = requests_of.can_fulfill_request(DEVICE, {"name": "X", "slots": {}})
DISABLED = requests_of.event_request("AlexaSkillEvent.SkillDisabled", DEVICE, {"userInformationPersistenceStatus": "X"})

RECORDED = pytest.mark.skipif(not SHARED.is_dir(), reason="Amazon's recorded requests are not on this machine")


def recording(name: str) -> dict[str, Any]:
    seen: dict[str, Any] = json.loads((SHARED / name).read_text("utf-8-sig"))
    return seen


@RECORDED
@pytest.mark.parametrize(
    ("recorded", "made"),
    [
        ("IntentRequest__jovo4_IntentRequest.json", INTENT),
        ("SessionEndedRequest__real_ERROR_invalid_ssml.json", ENDED),
        ("Alexa_Presentation_APL_UserEvent__php_aplUserEvent.json", TOUCH),
        ("Connections_Response__jovo3_Connections.Response.json", CONNECTED),
        ("CanFulfillIntentRequest__real2018_kotlin.json", CAN_FULFILL),
    ],
)
def test_requests_have_the_fields_of_recorded_ones(recorded: str, made: dict[str, Any]) -> None:
    seen = recording(recorded)
    sent = whole(made)
    assert set(seen["session"]) <= set(sent["session"])
    assert set(made) <= set(seen["request"])
    assert set(seen["context"]["System"]) <= set(sent["context"]["System"])


@RECORDED
@pytest.mark.parametrize(
    ("recorded", "made"),
    [
        ("AudioPlayer_PlaybackStarted__jovo3_AudioPlayer.PlaybackStarted.json", STARTED),
        ("PlaybackController_PlayCommandIssued__jovo3_PlaybackController.PlayCommandIssued.json", BUTTON),
    ],
)
def test_what_a_player_tells_has_exactly_the_fields_of_recorded_requests(recorded: str, made: dict[str, Any]) -> None:
    seen = recording(recorded)
    assert set(made) == set(seen["request"])
    assert set(seen) == set(envelope(made, DEVICE, "x", None))


@RECORDED
def test_a_skill_event_has_exactly_the_fields_of_a_recorded_one() -> None:
    seen = recording("AlexaSkillEvent_SkillDisabled__real2020.json")
    sent = event_envelope(DISABLED, DEVICE, "x")
    assert [set(part) for part in (sent, sent["context"], sent["context"]["System"], sent["request"])] == [
        set(part) for part in (seen, seen["context"], seen["context"]["System"], seen["request"])
    ]


@RECORDED
def test_a_viewport_has_the_fields_of_a_recorded_one() -> None:
    seen = recording("LaunchRequest__viewports_1280x800.json")["context"]
    sent = Device().viewport()
    assert set(sent["Viewport"]) == set(seen["Viewport"])
    assert set(sent["Viewports"][0]) == set(seen["Viewports"][0])
    assert sent["Viewports"][0]["configuration"] == seen["Viewports"][0]["configuration"]
