"""The requests Alexa sends, shaped as Amazon shapes them.

A skill sees intent names and slot values, never the sentence: nothing here takes the words that were heard.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from speech.device import APL_INTERFACE, APL_VERSION, Device, Json

__all__ = ["APL_INTERFACE", "APL_VERSION", "Device", "Json"]  # parts of every request, asked for here too

USER_EVENT = f"{APL_INTERFACE}.UserEvent"
CAN_FULFILL = "CanFulfillIntentRequest"
CONNECTIONS_RESPONSE = "Connections.Response"
API_ENDPOINT = "https://api.amazonalexa.com"


def _new_id(kind: str) -> str:
    return f"amzn1.{kind}.{uuid.uuid4()}"


@dataclass(frozen=True)
class SessionView:
    """What a request says of the session it belongs to."""

    session_id: str
    new: bool
    attributes: Mapping[str, Any]


def new_session_id() -> str:
    """A session id like Amazon's."""
    return _new_id("echo-api.session")


def launch_request(device: Device) -> Json:
    """The `request` part of "open <name>"."""
    return _request("LaunchRequest", device, {"shouldLinkResultBeReturned": False})


def intent_request(device: Device, intent: Json, dialog_state: str | None) -> Json:
    """The `request` part of a sentence; `dialog_state` only where the intent has a dialog model."""
    return _request(
        "IntentRequest", device, {"intent": intent} | ({"dialogState": dialog_state} if dialog_state else {})
    )


def ended_request(device: Device, reason: str, error: tuple[str, str] | None = None) -> Json:
    """The `request` part of a session's end; `error` is the (type, message) of the reason ERROR."""
    fault = {"error": {"type": error[0], "message": error[1]}} if error else {}
    return _request("SessionEndedRequest", device, {"reason": reason} | fault)


def touch_request(device: Device, token: str, arguments: list[Any], source: Json | None = None) -> Json:
    """The `request` part of a touch on `source`, a component of the screen that `token` shows."""
    source = source or {"type": "TouchWrapper", "handler": "Press", "id": ""}
    # Components are those whose values the command asked for; a touch as such asks for none.
    return _request(USER_EVENT, device, {"token": token, "arguments": arguments, "source": source, "components": {}})


def can_fulfill_request(device: Device, intent: Json) -> Json:
    """The `request` part of the question whether a skill could answer, asked before anybody has named it."""
    return _request(CAN_FULFILL, device, {"intent": intent})


def connection_request(device: Device, name: str, token: str, payload: Json, status: Json) -> Json:
    """The `request` part of what a task ends with that the skill handed to Alexa, like buying or asking for leave."""
    done = {"name": name, "status": status, "payload": payload, "token": token}
    return _request(CONNECTIONS_RESPONSE, device, done)


def device_request(kind: str, device: Device, rest: Json) -> Json:
    """The `request` part of something the device tells by itself, of the type `kind`, with the fields of `rest`."""
    return _request(kind, device, rest)


def event_request(kind: str, device: Device, body: Json | None) -> Json:
    """The `request` part of a skill event: of an account, so without a locale; `body` where the event has one."""
    at = device.clock.stamp()
    event = {"type": kind, "requestId": str(uuid.uuid4()), "timestamp": at}
    event |= {"eventCreationTime": at, "eventPublishingTime": at}
    return event | ({"body": body} if body is not None else {})


def intent_object(name: str, slots: Mapping[str, Json], confirmation: str = "NONE") -> Json:
    """An intent as requests carry it, with every slot of the model listed; `slots` only when there are any."""
    intent: Json = {"name": name, "confirmationStatus": confirmation}
    return intent | ({"slots": dict(slots)} if slots else {})


def envelope(
    request: Json,
    device: Device,
    skill_id: str,
    session: SessionView | None,
    *,
    person_id: str | None = None,
    context: Json | None = None,
) -> Json:
    """The whole request: version, session, context and `request`.

    `session` is None for what belongs to none, `person_id` the voice that was recognised, `context` what the device
    tells of screen and player.
    """
    application, user = {"applicationId": skill_id}, device.user.shown()
    system = _system(application, device) | {
        "device": {"deviceId": device.device_id, "supportedInterfaces": device.interfaces()}
    }
    if person_id is not None:
        system["person"] = {"personId": person_id}
    told = {"context": device.viewport() | (context or {}) | {"System": system}, "request": request}
    if session is None:
        return {"version": "1.0"} | told
    return {
        "version": "1.0",
        "session": {
            "new": session.new,
            "sessionId": session.session_id,
            "application": application,
            "attributes": dict(session.attributes),
            "user": user,
        },
    } | told


def event_envelope(request: Json, device: Device, skill_id: str) -> Json:
    """The whole request of a skill event: there is no session and no device, only the account."""
    return {"version": "1.0", "context": {"System": _system({"applicationId": skill_id}, device)}, "request": request}


def _system(application: Json, device: Device) -> Json:
    return {
        "application": application,
        "user": device.user.shown(),
        "apiEndpoint": API_ENDPOINT,
        # Opaque to skills, and of no use here: nothing offline answers at apiEndpoint.
        "apiAccessToken": "offline",
    }


def _request(kind: str, device: Device, rest: Json) -> Json:
    return {
        "type": kind,
        "requestId": _new_id("echo-api.request"),
        "timestamp": device.clock.stamp(),
        "locale": device.locale,
    } | rest
