"""ask-sdk-core handlers: each takes a kind of request, lets the coach answer, and keeps the session attributes."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import Response
from ask_sdk_model.canfulfill import (
    CanFulfillIntent,
    CanFulfillIntentValues,
    CanFulfillSlot,
    CanFulfillSlotValues,
    CanUnderstandSlotValues,
)

from skill.alexa.apology import TOUCH, apology, kept, locale_or_default, log_fault
from skill.alexa.model_writer import Ready
from skill.alexa.request import heard_from_intent, heard_from_touch
from skill.alexa.response import response_for
from skill.alexa.told import is_fault, rule_for, summary
from skill.alexa.tolerance import TolerantSerializer
from skill.coach import Heard, Kind, respond
from skill.coach.memory import from_attributes, to_attributes
from skill.library import load
from skill.request_log import NAME

log = logging.getLogger(NAME)


class LaunchHandler(AbstractRequestHandler):
    """LaunchRequest, with a task or without, and a session that another skill has given back."""

    def can_handle(self, handler_input: Any) -> bool:
        """Whether this is a launch."""
        return _type(handler_input) in ("LaunchRequest", "SessionResumedRequest")

    def handle(self, handler_input: Any) -> Response:
        """Welcome and go on."""
        return _converse(handler_input, Heard(Kind.LAUNCH))


class IntentHandler(AbstractRequestHandler):
    """IntentRequest: every intent, ours and Amazon's."""

    def can_handle(self, handler_input: Any) -> bool:
        """Whether this is an intent."""
        return _type(handler_input) == "IntentRequest"

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
        """No, nor any slot (Amazon, "Implement CanFulfillIntentRequest": an answer for each slot that was sent)."""
        intent = handler_input.request_envelope.request.intent
        no = CanFulfillSlot(can_understand=CanUnderstandSlotValues.NO, can_fulfill=CanFulfillSlotValues.NO)
        slots = dict.fromkeys(getattr(intent, "slots", None) or (), no)
        return Response(can_fulfill_intent=CanFulfillIntent(can_fulfill=CanFulfillIntentValues.NO, slots=slots or None))


class ToldHandler(AbstractRequestHandler):
    """Everything that may not or need not be answered: session end, errors, events, and what is new to us."""

    def can_handle(self, handler_input: Any) -> bool:
        """Whatever no other handler took."""
        return True

    def handle(self, handler_input: Any) -> Response:
        """Say nothing; the log is told what an operator should know."""
        request = handler_input.request_envelope.request
        if is_fault(request):
            log.warning("Alexa tells of a fault: %s", summary(request))
        elif rule_for(str(request.object_type)) is None:
            log.warning("a request of a type that is new to us was met with silence: %s", summary(request))
        else:
            log.debug("Alexa tells: %s", summary(request))
        return Response()


class ApologyHandler(AbstractExceptionHandler):
    """A fault of ours: said aloud, logged, and never shown."""

    def can_handle(self, handler_input: Any, exception: Exception) -> bool:
        """Every fault."""
        return True

    def handle(self, handler_input: Any, exception: Exception) -> Response:
        """Apologise, say what to do if it can't wait, and keep what is known; a yes then goes on."""
        reference, envelope = log_fault(exception), handler_input.request_envelope
        in_session = envelope.session is not None
        if in_session:
            attributes = handler_input.attributes_manager
            attributes.session_attributes = kept(attributes.session_attributes, envelope.request.locale)
        return apology(reference, _type(handler_input), envelope.request.locale, in_session)


def _type(handler_input: Any) -> str:
    return str(handler_input.request_envelope.request.object_type)


class CoachSkill(CustomSkill):
    """ask-sdk-core's skill with our handlers and our serializer."""

    serializer: TolerantSerializer

    def answer(self, parsed: Mapping[str, Any], context: object = None) -> dict[str, Any]:
        """The answer to a parsed request, as `json.dumps` takes it. Raises nothing that a request could bring about."""
        answer: dict[str, Any] = self.serializer.serialize(self.invoke(self.serializer.envelope(parsed), context))
        return answer


def build_skill() -> CoachSkill:
    """The skill: handlers in the order they are asked."""
    builder = SkillBuilder()
    for handler in (IntentHandler(), LaunchHandler(), TouchHandler(), CanFulfillHandler(), ToldHandler()):
        builder.add_request_handler(handler)
    builder.add_exception_handler(ApologyHandler())
    skill = CoachSkill(builder.skill_configuration)
    skill.serializer = TolerantSerializer()
    return skill


def _converse(handler_input: Any, heard: Heard) -> Response:
    """One turn: memory from the session attributes, the coach's reply, memory into the session attributes."""
    envelope = handler_input.request_envelope
    library = load(locale_or_default(envelope.request.locale))
    attributes = handler_input.attributes_manager
    held = attributes.session_attributes if envelope.session is not None else None
    memory = from_attributes(held or {}, library.knowledge)
    reply = respond(heard, memory, library.knowledge)
    if envelope.session is not None:
        attributes.session_attributes = Ready(to_attributes(reply.memory, library.knowledge))
    return response_for(reply, library.wording, heard.touched)
