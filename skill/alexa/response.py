"""The coach's reply -> an Alexa response: speech, reprompt, session attributes and, for a question, one directive."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from ask_sdk_model import Intent, IntentConfirmationStatus, Response, Slot, SlotConfirmationStatus
from ask_sdk_model.dialog import ElicitSlotDirective
from ask_sdk_model.ui import Reprompt, SsmlOutputSpeech

from skill.alexa.model_writer import ModelWriter, Ready
from skill.coach import Reply
from skill.wording import Wording

ANSWER_INTENT = "AnswerIntent"
ANSWER_SLOTS = (
    "answer",
    "body_part",
    "cause",
    "condition",
    "duration",
    "medicine",
    "person",
    "symptom",
    "timing",
)
_DIGIT = re.compile(r"\d")
_CALLED = re.compile(r"(?<![\d-])(\d{3}|\d(?:-\d{3}){2}-\d{4})(?![\d-])")
"""Numbers to call, which are read digit by digit."""


def response_for(reply: Reply, wording: Wording, touched: bool = False) -> Response:
    """The response that says `reply`. After a touch the session is left as it was and no slot is elicited."""
    who = "self" if reply.memory.person == "self" else "other"
    turn = reply.memory.turns
    response = Response(output_speech=SsmlOutputSpeech(ssml=ssml(wording.say(reply.lines, who, turn))))
    if reply.reprompt and not reply.ends:
        response.reprompt = Reprompt(output_speech=SsmlOutputSpeech(ssml=ssml(wording.say(reply.reprompt, who, turn))))
    if not touched:
        response.should_end_session = reply.ends
    if reply.elicit is not None and not touched:
        response.directives = [_elicit(reply.elicit)]
    return response


def ssml(text: str) -> str:
    """`text` as SSML: escaped, with numbers to call read digit by digit."""
    spoken = escape(text)
    if _DIGIT.search(spoken):  # few texts have one, and to look for one is far quicker than to look for a number
        spoken = _CALLED.sub(r'<say-as interpret-as="telephone">\1</say-as>', spoken)
    return f"<speak>{spoken}</speak>"


def _elicit(slot: str) -> Any:
    """Ask for `slot` of AnswerIntent with every slot present and empty: nothing of an earlier answer comes back."""
    return ElicitSlotDirective(slot_to_elicit=slot, updated_intent=_EMPTY_ANSWER)


_EMPTY_ANSWER: Any = Ready(
    ModelWriter().write(
        Intent(
            name=ANSWER_INTENT,
            confirmation_status=IntentConfirmationStatus.NONE,
            slots={name: Slot(name=name, confirmation_status=SlotConfirmationStatus.NONE) for name in ANSWER_SLOTS},
        )
    )
)
"""The same in every question, and never written to."""
