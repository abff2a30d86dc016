"""Is this request Alexa's? Judges the raw bytes before anything in them is parsed.

Each rule stands once, with its source: Amazon's page "Host a Custom Skill as a Web Service" and the verifier of
ask-sdk-webservice-support 1.3.3. The development authority of the speaker takes the very same path; only which roots
are trusted and where chains come from can be set.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256

from skill.alexa.chains import Chains, Refused
from skill.settings import Settings

CHAIN_URL_HEADER = "SignatureCertChainUrl"
SIGNATURE_HEADER = "Signature-256"
"""SHA-256; the older `Signature` (SHA-1) is not accepted (ask-sdk-webservice-support 1.3.3)."""
TOLERANCE = timedelta(seconds=150)
EVENT_TOLERANCE = timedelta(hours=1)
"""Events are delivered again for up to an hour with their first timestamp (Amazon, "Skill events in Alexa skills")."""
EVENTS = ("AlexaSkillEvent.", "AlexaHouseholdListEvent.", "Reminders.")
LONGEST_HEADER = 2048
DEEPEST = 64
"""Alexa's requests are a dozen levels deep; what is nested deeper only wears out a reader."""

__all__ = ["Refused", "Verifier"]


class Verifier:
    """Judges requests for one skill. Thread-safe."""

    def __init__(self, settings: Settings) -> None:
        self._skill_id = settings.skill_id
        self._chains = Chains(settings.trusted_roots, settings.chain_source)

    def check(self, headers: Mapping[str, str], body: bytes, now: datetime | None = None) -> Mapping[str, Any]:
        """The parsed request when it is Alexa's and ours. Raises Refused with the reason."""
        now = now or datetime.now(UTC)
        given = {name.lower(): value for name, value in headers.items()}
        url, signature = given.get(CHAIN_URL_HEADER.lower()), given.get(SIGNATURE_HEADER.lower())
        if not url or not signature or max(len(url), len(signature)) > LONGEST_HEADER:
            raise Refused("not signed")
        signature_bytes = _decode(signature)
        key = self._chains.public_key(url, now)
        try:
            key.verify(signature_bytes, body, padding.PKCS1v15(), SHA256())
        except InvalidSignature:
            raise Refused("the signature does not match the body") from None
        request = _parse(body)
        _check_timestamp(request["request"], now)
        _check_application(request, self._skill_id)
        return request


def _decode(signature: str) -> bytes:
    try:
        return base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        raise Refused("the signature is not base64") from None


def _parse(body: bytes) -> Mapping[str, Any]:
    if _depth(body) > DEEPEST:
        raise Refused("the body is nested too deep")
    try:
        request = json.loads(body.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Refused("the body is not JSON") from None
    if not isinstance(request, dict) or not isinstance(request.get("request"), dict):
        raise Refused("the body is not an Alexa request")
    return request


def _depth(body: bytes) -> int:
    """How deep brackets are nested, at most; those in texts count too, so it is never too low."""
    deepest = depth = 0
    for byte in body:
        if byte in b"{[":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"}]":
            depth -= 1
    return deepest


def _check_timestamp(request: Mapping[str, Any], now: datetime) -> None:
    """Within 150 seconds either way, an hour for events (Amazon, "Check request timestamp")."""
    stamp = request.get("timestamp")
    if not isinstance(stamp, str):
        raise Refused("no timestamp in ISO 8601")
    try:
        sent = datetime.fromisoformat(stamp)
    except ValueError:
        raise Refused("no timestamp in ISO 8601") from None
    if sent.tzinfo is None:
        raise Refused("the timestamp names no time zone")
    allowed = EVENT_TOLERANCE if str(request.get("type", "")).startswith(EVENTS) else TOLERANCE
    if abs(now - sent) > allowed:
        raise Refused("the timestamp is too old or in the future")


def _check_application(request: Mapping[str, Any], skill_id: str) -> None:
    """Ours in every place it stands, and in one at least (Amazon, "Handle requests sent by Alexa")."""
    ids = [found for path in _APPLICATIONS if (found := _at(request, path)) is not None]
    if not ids or any(found != skill_id for found in ids):
        raise Refused("the request is for another skill")


_APPLICATIONS = (
    ("context", "System", "application", "applicationId"),
    ("session", "application", "applicationId"),
)


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
