"""Reads requests that ask-sdk's own serializer chokes on: new request types, enum values and context parts.

Alexa adds to its requests over time. Only what the skill looks at is handed to ask-sdk-model; a request of a type it
does not know becomes one that is answered with nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import Request, RequestEnvelope

UNKNOWN = "Unknown"
_SESSION = ("new", "sessionId", "application", "attributes", "user")
_SYSTEM = ("application", "user", "device", "apiEndpoint", "apiAccessToken")
_ENUMS: Mapping[str, frozenset[str]] = {
    "dialogState": frozenset({"STARTED", "IN_PROGRESS", "COMPLETED"}),
    "reason": frozenset({"USER_INITIATED", "ERROR", "EXCEEDED_MAX_REPROMPTS"}),
}


class UnknownRequest(Request):
    """A request of a type we do not know, or one that can't be read."""

    def __init__(self) -> None:
        self.object_type = UNKNOWN
        self.request_id = UNKNOWN
        self.timestamp = datetime.now(UTC)
        self.locale = None


class TolerantSerializer(DefaultSerializer):
    """A drop-in for DefaultSerializer that never fails on a request."""

    def deserialize(self, payload: str | None, obj_type: Any) -> Any:
        """`payload` as `obj_type`; an envelope that can't be read is one of an unknown request."""
        if obj_type is not RequestEnvelope:
            return super().deserialize(payload, obj_type)
        try:
            return super().deserialize(json.dumps(_reduced(json.loads(payload or ""))), obj_type)
        except (SerializationException, AttributeError, KeyError, TypeError, ValueError):
            return RequestEnvelope(version="1.0", request=UnknownRequest())


def _reduced(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of an envelope the skill looks at."""
    reduced: dict[str, Any] = {"version": envelope.get("version", "1.0"), "request": _request(envelope["request"])}
    session = envelope.get("session")
    if isinstance(session, dict):
        reduced["session"] = {key: session[key] for key in _SESSION if session.get(key) is not None}
        if not isinstance(reduced["session"].get("attributes", {}), dict):
            del reduced["session"]["attributes"]
        reduced["session"].pop("user", None)
    system = (envelope.get("context") or {}).get("System") or {}
    reduced["context"] = {"System": {key: system[key] for key in _SYSTEM if isinstance(system.get(key), dict | str)}}
    reduced["context"]["System"].pop("user", None)
    device = reduced["context"]["System"].get("device")
    if isinstance(device, dict):
        device.pop("supportedInterfaces", None)
    return reduced


def _request(request: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in request.items() if value is not None}
    for key, known in _ENUMS.items():
        if key in kept and kept[key] not in known:
            del kept[key]
    error = kept.get("error")
    if isinstance(error, dict):
        kept["error"] = {"message": str(error.get("message", ""))}
    return kept
