"""What must be true of a body whose signature is right: it is a request, of this minute, and for this skill."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import orjson

from skill.alexa.refusal import Reason, Refused

DEEPEST = 128
"""Alexa's requests are a dozen levels deep; readers that call themselves bear some 300 (Python allows 1000 calls)."""
TOLERANCE = timedelta(seconds=150)
EVENT_TOLERANCE = timedelta(hours=1)
EVENTS = ("AlexaSkillEvent.", "AlexaHouseholdListEvent.", "Reminders.")
"""Whole families: Amazon adds kinds (ProactiveSubscriptionChanged is missing in the list of its own verifier), all of a
family are delivered alike, and nothing but events is named so."""

_APPLICATIONS = (("context", "System"), ("session",))
# As Alexa writes them: with seconds, now and then a fraction, and always the zone. Python alone would read more forms:
# weeks, a blank for the T, no hyphens.
_TIMESTAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
)


def parse(body: bytes) -> dict[str, Any]:
    """The request in `body`: UTF-8 without a mark, JSON as RFC 8259 has it. Raises Refused.

    orjson refuses what Python's own reader would let through and what could break us later: NaN, Infinity and numbers
    that become so, halves of surrogate pairs, a thousand levels. Of a key that stands twice the last value counts;
    a whole number of more than 64 bits is read as the nearest that fits a float.
    """
    try:
        request = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Refused(Reason.BODY) from None
    if not isinstance(request, dict) or not isinstance(request.get("request"), dict) or _is_too_deep(body, request):
        raise Refused(Reason.BODY)
    return request


def _is_too_deep(body: bytes, request: dict[str, Any]) -> bool:
    if body.count(b"{") + body.count(b"[") <= DEEPEST:  # the quick way out: fewer brackets can't be deeper
        return False
    level: list[Any] = [request]
    for _ in range(DEEPEST):
        inner = [value for part in level for value in (part.values() if isinstance(part, dict) else part)]
        level = [value for value in inner if isinstance(value, dict | list)]
        if not level:
            return False
    return True


def check_timestamp(request: Mapping[str, Any], now: datetime) -> None:
    """Not too far from now, before or after. Raises Refused.

    Sources: Amazon, "Host a Custom Skill as a Web Service", section "Check request timestamp" (150 seconds); "Skill
    events in Alexa skills", section "Delivery of events to the skill" (an hour, with the first timestamp). Amazon's own
    verifiers look both ways.
    """
    stamp, kind = request.get("timestamp"), request.get("type")
    if not isinstance(stamp, str) or _TIMESTAMP.fullmatch(stamp) is None:
        raise Refused(Reason.TIMESTAMP_FORM)
    try:
        sent = datetime.fromisoformat(stamp)
    except ValueError:  # the thirteenth month
        raise Refused(Reason.TIMESTAMP_FORM) from None
    allowed = EVENT_TOLERANCE if isinstance(kind, str) and kind.startswith(EVENTS) else TOLERANCE
    if abs(now - sent) > allowed:
        raise Refused(Reason.TIMESTAMP_AGE)


def check_application(request: Mapping[str, Any], skill_id: str) -> None:
    """Ours in every place it stands, and it stands in one. Raises Refused.

    Source: Amazon, "Handle Requests Sent by Alexa", section on verifying that the request is for your skill.
    """
    found = False
    for place in _APPLICATIONS:
        part: Any = request
        for key in (*place, "application", "applicationId"):
            part = part.get(key) if isinstance(part, dict) else None
        if part is None:
            continue
        if part != skill_id:
            raise Refused(Reason.APPLICATION)
        found = True
    if not found:
        raise Refused(Reason.APPLICATION)
