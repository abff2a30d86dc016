import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from speech import envelope as requests_of
from speech.envelope import Device, SessionView, envelope

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


INTENT = requests_of.intent_request(DEVICE, {"name": "X", "confirmationStatus": "NONE"}, None)
ENDED = requests_of.ended_request(DEVICE, "ERROR", ("INVALID_RESPONSE", "x"))
TOUCH = requests_of.touch_request(DEVICE, "t", [])


@pytest.mark.skipif(not SHARED.is_dir(), reason="Amazon's recorded requests are not on this machine")
@pytest.mark.parametrize(
    ("recorded", "made"),
    [
        ("IntentRequest__jovo4_IntentRequest.json", INTENT),
        ("SessionEndedRequest__real_ERROR_invalid_ssml.json", ENDED),
        ("Alexa_Presentation_APL_UserEvent__php_aplUserEvent.json", TOUCH),
    ],
)
def test_requests_have_the_fields_of_recorded_ones(recorded: str, made: dict[str, Any]) -> None:
    seen = json.loads((SHARED / recorded).read_text("utf-8-sig"))
    sent = whole(made)
    assert set(seen["session"]) <= set(sent["session"])
    assert set(made) <= set(seen["request"])
    assert set(seen["context"]["System"]) <= set(sent["context"]["System"])
