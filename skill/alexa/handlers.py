"""ask-sdk-core handlers: each takes a kind of request, lets the coach answer, and keeps the session attributes."""

from __future__ import annotations

import logging
import re
import traceback
from typing import Any

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import Response
from ask_sdk_model.canfulfill import CanFulfillIntent, CanFulfillIntentValues
from ask_sdk_model.ui import Reprompt, SsmlOutputSpeech

from skill.alexa.request import heard_from_intent, heard_from_touch
from skill.alexa.response import response_for, ssml
from skill.alexa.serializer import TolerantSerializer
from skill.coach import Heard, Kind, Line, respond
from skill.coach.memory import from_attributes, to_attributes
from skill.library import load

log = logging.getLogger("cramp_coach")
DEFAULT_LOCALE = "en-US"
_LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")
TOUCH = "Alexa.Presentation.APL.UserEvent"


class LaunchHandler(AbstractRequestHandler):
    """LaunchRequest."""

    def can_handle(self, handler_input: Any) -> bool:
        """Whether this is a launch."""
        return _type(handler_input) == "LaunchRequest"

    def handle(self, handler_input: Any) -> Response:
        """Welcome and go on."""
        return _converse(handler_input, Heard(Kind.LAUNCH))


class IntentHandler(AbstractRequestHandler):
    """IntentRequest: every intent, ours and Amazon's."""

    def can_handle(self, handler_input: Any) -> bool:
        """Whether this is an intent."""
        return _type(handler_input) == "IntentRequest" and handler_input.request_envelope.request.intent is not None

    def handle(self, handler_input: Any) -> Response:
        """Let the coach answer."""
        return _converse(handler_input, heard_from_intent(handler_input.request_envelope.request.intent))


class TouchHandler(AbstractRequestHandler):
    """A touch on a screen."""

    def can_handle(self, handler_input: Any) -> bool:
        """Whether something was touched."""
        return _type(handler_input) == TOUCH

    def handle(self, handler_input: Any) -> Response:
        """Answer without a directive and without opening the microphone."""
        return _converse(handler_input, heard_from_touch(handler_input.request_envelope.request.arguments))


class CanFulfillHandler(AbstractRequestHandler):
    """CanFulfillIntentRequest: health words are personal, so no unasked routing is invited."""

    def can_handle(self, handler_input: Any) -> bool:
        """Whether Alexa asks if we could."""
        return _type(handler_input) == "CanFulfillIntentRequest"

    def handle(self, handler_input: Any) -> Response:
        """No."""
        return Response(can_fulfill_intent=CanFulfillIntent(can_fulfill=CanFulfillIntentValues.NO))


class SilentHandler(AbstractRequestHandler):
    """Everything that may not or need not be answered: session end, errors, events, and what is new to us."""

    def can_handle(self, handler_input: Any) -> bool:
        """Whatever no other handler took."""
        return True

    def handle(self, handler_input: Any) -> Response:
        """Say nothing."""
        return Response()


class Apology(AbstractExceptionHandler):
    """A fault of ours: said aloud, logged, and never shown."""

    def can_handle(self, handler_input: Any, exception: Exception) -> bool:
        """Every fault."""
        return True

    def handle(self, handler_input: Any, exception: Exception) -> Response:
        """Apologise, say what to do if it can't wait, and keep what is known; a yes then goes on."""
        log_fault(exception)
        envelope = handler_input.request_envelope
        if envelope.session is not None:
            attributes = handler_input.attributes_manager
            attributes.session_attributes = {**(attributes.session_attributes or {}), "asked": None}
        return apology(locale_of(handler_input), touched=_type(handler_input) == TOUCH)


def apology(locale: str = DEFAULT_LOCALE, touched: bool = False) -> Response:
    """What is said when the fault is ours. After a touch no microphone is opened."""
    wording = load(locale if _LOCALE.fullmatch(locale) else DEFAULT_LOCALE).wording
    words = SsmlOutputSpeech(ssml=ssml(wording.line(Line("apology"))))
    if touched:
        return Response(output_speech=words)
    again = SsmlOutputSpeech(ssml=ssml(wording.line(Line("apology-again"))))
    return Response(output_speech=words, reprompt=Reprompt(output_speech=again), should_end_session=False)


def log_fault(exception: BaseException) -> None:
    """Log what failed and where; never the message, which may hold what somebody said."""
    frames = traceback.extract_tb(exception.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "nowhere"
    log.error("fault: %s at %s", type(exception).__name__, where)


def locale_of(handler_input: Any) -> str:
    """The locale of the request; en-US where it names none."""
    locale = handler_input.request_envelope.request.locale
    return locale if isinstance(locale, str) and _LOCALE.fullmatch(locale) else DEFAULT_LOCALE


def _type(handler_input: Any) -> str:
    return str(handler_input.request_envelope.request.object_type)


def build_skill() -> CustomSkill:
    """The skill: handlers in the order they are asked."""
    builder = SkillBuilder()
    for handler in (LaunchHandler(), IntentHandler(), TouchHandler(), CanFulfillHandler(), SilentHandler()):
        builder.add_request_handler(handler)
    builder.add_exception_handler(Apology())
    skill = builder.create()
    skill.serializer = TolerantSerializer()
    return skill


def _converse(handler_input: Any, heard: Heard) -> Response:
    """One turn: memory from the session attributes, the coach's reply, memory into the session attributes."""
    library = load(locale_of(handler_input))
    attributes = handler_input.attributes_manager
    kept = attributes.session_attributes if handler_input.request_envelope.session is not None else None
    memory = from_attributes(kept or {}, library.knowledge)
    reply = respond(heard, memory, library.knowledge)
    if handler_input.request_envelope.session is not None:
        attributes.session_attributes = to_attributes(reply.memory, library.knowledge)
    return response_for(reply, library.wording, heard.touched)
