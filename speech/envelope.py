"""The requests Alexa sends, shaped as Amazon shapes them.

A skill sees intent names and slot values, never the sentence: nothing here takes the words that were heard.
"""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

APL_INTERFACE = "Alexa.Presentation.APL"
USER_EVENT = "Alexa.Presentation.APL.UserEvent"
APL_VERSION = "2024.3"
API_ENDPOINT = "https://api.amazonalexa.com"


def _new_id(kind: str) -> str:
    return f"amzn1.{kind}.{uuid.uuid4()}"


@dataclass(frozen=True)
class Device:
    """The device and person that speak: the same on every run, as with a real speaker; with a screen, or without."""

    locale: str = "en-US"
    screen: bool = True
    device_id: str = "amzn1.ask.device.OFFLINESPEAKER"
    user_id: str = "amzn1.ask.account.OFFLINESPEAKER"

    def interfaces(self) -> Json:
        """`supportedInterfaces`, as the device declares them."""
        return {APL_INTERFACE: {"runtime": {"maxVersion": APL_VERSION}}} if self.screen else {}


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


def touch_request(device: Device, token: str, arguments: list[Any]) -> Json:
    """The `request` part of a touch on the screen that `token` shows."""
    source = {"type": "TouchWrapper", "handler": "Press", "id": ""}
    return _request(USER_EVENT, device, {"token": token, "arguments": arguments, "source": source, "components": {}})


def intent_object(name: str, slots: Mapping[str, Json], confirmation: str = "NONE") -> Json:
    """An intent as requests carry it, with every slot of the model listed; `slots` only when there are any."""
    intent: Json = {"name": name, "confirmationStatus": confirmation}
    return intent | ({"slots": dict(slots)} if slots else {})


def envelope(request: Json, device: Device, skill_id: str, session: SessionView) -> Json:
    """The whole request: version, session, context and `request`."""
    application, user = {"applicationId": skill_id}, {"userId": device.user_id}
    system = {
        "application": application,
        "user": user,
        "device": {"deviceId": device.device_id, "supportedInterfaces": device.interfaces()},
        "apiEndpoint": API_ENDPOINT,
        # Opaque to skills, and of no use here: nothing offline answers at apiEndpoint.
        "apiAccessToken": "offline",
    }
    return {
        "version": "1.0",
        "session": {
            "new": session.new,
            "sessionId": session.session_id,
            "application": application,
            "attributes": dict(session.attributes),
            "user": user,
        },
        "context": {"System": system},
        "request": request,
    }


def _request(kind: str, device: Device, rest: Json) -> Json:
    # Alexa's clock reads whole seconds, in UTC.
    timestamp = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "type": kind,
        "requestId": _new_id("echo-api.request"),
        "timestamp": timestamp,
        "locale": device.locale,
    } | rest
