"""A fault of ours: said aloud where speech may be answered, logged by a reference that is on the card, never shown."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Mapping
from typing import Any

from ask_sdk_model import Response, ResponseEnvelope
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech

from skill.alexa.model_writer import ModelWriter, Ready
from skill.alexa.response import ssml
from skill.coach import Line
from skill.coach.memory import forget, from_attributes, to_attributes
from skill.library import load
from skill.request_log import NAME, place_of

log = logging.getLogger(NAME)
DEFAULT_LOCALE = "en-US"
TOUCH = "Alexa.Presentation.APL.UserEvent"
SPOKEN_TO = frozenset({"LaunchRequest", "IntentRequest", "SessionResumedRequest", TOUCH})
"""The types of request that speech may answer; all others are told (`skill.alexa.told`)."""
_LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")


def locale_or_default(locale: Any) -> str:
    """`locale` where it is one, else en-US."""
    return locale if isinstance(locale, str) and _LOCALE.fullmatch(locale) else DEFAULT_LOCALE


def log_fault(error: BaseException) -> str:
    """Log what failed and where, and give the reference: eight hexadecimal digits, new for each fault.

    The error's own message is never logged: it may hold what somebody said.
    """
    reference = secrets.token_hex(4)
    log.error("fault %s: %s at %s", reference, type(error).__name__, place_of(error))
    return reference


def apology(reference: str, kind: Any, locale: Any, in_session: bool = True) -> Response:
    """What is said for a fault of ours in answer to a request of type `kind`; nothing where nothing may be said.

    After a touch no microphone is opened, and where there is no session there is none to go on with.
    """
    if not isinstance(kind, str) or kind not in SPOKEN_TO:
        return Response()
    wording = load(locale_or_default(locale)).wording
    card = SimpleCard(
        title=wording.line(Line("apology-card-title")),
        content=wording.line(Line("apology-card", {"reference": reference})),
    )
    response = Response(output_speech=SsmlOutputSpeech(ssml=ssml(wording.line(Line("apology")))), card=card)
    if in_session and kind != TOUCH:
        again = SsmlOutputSpeech(ssml=ssml(wording.line(Line("apology-again"))))
        response.reprompt, response.should_end_session = Reprompt(output_speech=again), False
    return response


def kept(attributes: Any, locale: Any) -> dict[str, Any]:
    """The session attributes after a fault: no question is open, what was said last is not said again, all else stays.

    Two faults in a row may be what is remembered: then the danger signs stay, and the person starts afresh.
    """
    memory = attributes.get("memory") if isinstance(attributes, dict) else None
    if not isinstance(memory, dict):
        return {"asked": None}
    if memory.get("apologised"):
        knowledge = load(locale_or_default(locale)).knowledge
        return Ready(to_attributes(forget(from_attributes(attributes, knowledge)), knowledge))
    return {**attributes, "asked": None, "memory": {**memory, "last": [], "apologised": True}}


def sorry(parsed: Mapping[str, Any], error: BaseException) -> dict[str, Any]:
    """The whole answer to a parsed request that failed outside the skill, as `json.dumps` takes it.

    It loses nothing of the session, and is in the request's own locale. The fault is logged.
    """
    request, session = parsed.get("request"), parsed.get("session")
    request = request if isinstance(request, dict) else {}
    in_session = isinstance(session, dict)
    envelope = ResponseEnvelope(
        version="1.0",
        session_attributes=kept(session.get("attributes"), request.get("locale"))
        if isinstance(session, dict)
        else None,
        response=apology(log_fault(error), request.get("type"), request.get("locale"), in_session),
    )
    answer: dict[str, Any] = ModelWriter().write(envelope)
    return answer
