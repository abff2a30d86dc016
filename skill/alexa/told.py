"""What Alexa tells a skill without anybody having spoken, and what a skill may answer to it: nothing.

Each rule of Amazon's stands here once, with the page it is from. A request of a type that stands nowhere is new to us,
and an empty answer is right for it too: it can't be refused, and nobody waits for speech.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

SILENT: Mapping[str, str] = {
    "SessionEndedRequest": "no response can be returned (Request Types Reference, SessionEndedRequest)",
    "System.ExceptionEncountered": "no response can be returned (Request Types Reference, System.ExceptionEncountered)",
    "AudioPlayer.": "neither speech nor card nor reprompt (AudioPlayer Interface Reference)",
    "PlaybackController.": "AudioPlayer directives alone; we play nothing (Playback Controller Interface Reference)",
    "Alexa.Presentation.": "errors of a document and requests for list data; we send neither (APL Interface Reference)",
    "Display.": "we show no template (Display Interface Reference)",
    "GameEngine.": "we start no input handler (Game Engine Interface Reference)",
    "CustomInterfaceController.": "we know no gadget (Custom Interface Controller Reference)",
    "Connections.": "we begin no connection and offer no task (Skill Connections)",
    "AlexaSkillEvent.": "an event, outside any session (Skill Events in Alexa Skills)",
    "AlexaHouseholdListEvent.": "an event, outside any session (List Events)",
    "Reminders.": "an event, outside any session (Reminders API, events)",
    "Messaging.": "a message of our own, which we never send (Skill Messaging API)",
}
"""The types that may not, or need not, be answered: whole, or by how they begin."""
FAULTS = frozenset({"System.ExceptionEncountered", "Alexa.Presentation.APL.RuntimeError"})
_NAME = re.compile(r"[\w.-]{1,100}", re.ASCII)


def rule_for(kind: str) -> str | None:
    """Why a request of this type is met with silence; None where it is new to us."""
    for name, rule in SILENT.items():
        if kind == name or (name.endswith(".") and kind.startswith(name)):
            return rule
    return None


def is_fault(request: Any) -> bool:
    """Whether Alexa tells of something that we, or it, did wrong."""
    return request.object_type in FAULTS or _name(getattr(request, "reason", None)) == "ERROR"


def summary(request: Any) -> str:
    """What the log may hold of it: names of Amazon's and ids of requests, never a message, which may hold words."""
    error, cause = getattr(request, "error", None), getattr(request, "cause", None)
    found = {
        "reason": getattr(request, "reason", None),
        "error": getattr(error, "object_type", None),
        "cause": getattr(cause, "request_id", None),
    }
    parts = [f"{key}={_name(value)}" for key, value in found.items() if value is not None]
    errors = getattr(request, "errors", None)
    for one in errors if isinstance(errors, list) else ():
        parts.append(f"error={_name(getattr(one, 'object_type', None))}/{_name(getattr(one, 'reason', None))}")
    return " ".join([_name(request.object_type), *parts])


def _name(value: Any) -> str:
    """A name of Amazon's, or an enum's; "other" for what is none."""
    text = getattr(value, "value", value)
    return text if isinstance(text, str) and _NAME.fullmatch(text) else "other"
