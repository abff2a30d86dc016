"""An Alexa request -> what was heard. The only place that knows intent names on the way in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ask_sdk_model import ListSlotValue
from ask_sdk_model import Slot as AlexaSlot
from ask_sdk_model.slu.entityresolution import Resolutions, StatusCode

from skill.coach import Heard, Kind, Slot

KINDS: Mapping[str, Kind] = {
    "AskCauseIntent": Kind.ASK_CAUSE,
    "ListCausesIntent": Kind.LIST_CAUSES,
    "CauseDetailIntent": Kind.CAUSE_DETAIL,
    "PreventionIntent": Kind.PREVENTION,
    "ReliefIntent": Kind.RELIEF,
    "SeeDoctorIntent": Kind.SEE_DOCTOR,
    "RedFlagIntent": Kind.RED_FLAG,
    "DescribeSymptomIntent": Kind.DESCRIBE,
    "AnswerIntent": Kind.ANSWER,
    "DontKnowIntent": Kind.DONT_KNOW,
    "ExplainIntent": Kind.EXPLAIN,
    "MoreIntent": Kind.MORE,
    "LogCrampIntent": Kind.LOG_CRAMP,
    "DiaryIntent": Kind.DIARY,
    "ForgetMeIntent": Kind.FORGET_ME,
    "AMAZON.HelpIntent": Kind.HELP,
    "AMAZON.StopIntent": Kind.STOP,
    "AMAZON.CancelIntent": Kind.STOP,
    "AMAZON.NavigateHomeIntent": Kind.STOP,
    "AMAZON.FallbackIntent": Kind.FALLBACK,
    "AMAZON.YesIntent": Kind.YES,
    "AMAZON.NoIntent": Kind.NO,
    "AMAZON.RepeatIntent": Kind.REPEAT,
    "AMAZON.StartOverIntent": Kind.START_OVER,
    "AMAZON.PreviousIntent": Kind.PREVIOUS,
    "AMAZON.NextIntent": Kind.NEXT,
}
LONGEST_SAID = 500
"""Characters of a value that are read: more than anyone says in one breath."""


def heard_from_intent(intent: Any) -> Heard:
    """What was heard in an ask-sdk `Intent`; one we don't know, or none, is words we did not understand."""
    kind = KINDS.get(getattr(intent, "name", None) or "", Kind.FALLBACK)
    slots = getattr(intent, "slots", None) or {}
    return Heard(kind, tuple([value for name in sorted(slots) for value in _values(name, slots[name])]))


def heard_from_touch(arguments: Any) -> Heard:
    """What a touch asks for: its first argument is the name of an intent."""
    name = arguments[0] if isinstance(arguments, list) and arguments else None
    kind = KINDS.get(name, Kind.HELP) if isinstance(name, str) else Kind.HELP
    return Heard(kind, touched=True)


def _values(name: str, slot: Any) -> list[Slot]:
    """The values of one slot; several where it takes a list, in which there may be lists again."""
    held = slot.slot_value if isinstance(slot, AlexaSlot) else slot
    if isinstance(held, ListSlotValue):
        several = [value for one in held.values or () for value in _values(name, one)]
        if several:
            return several
    said = slot if getattr(slot, "value", None) else held
    words = getattr(said, "value", None)
    return [Slot(name, str(words)[:LONGEST_SAID], _ids(getattr(said, "resolutions", None)))] if words else []


def _ids(resolutions: Any) -> tuple[str, ...]:
    """The ids a value was matched to, the static and the dynamic ones."""
    if not isinstance(resolutions, Resolutions):
        return ()
    found: list[str] = []
    for authority in resolutions.resolutions_per_authority or ():
        code = getattr(getattr(authority, "status", None), "code", None)
        if code is StatusCode.ER_SUCCESS_MATCH:
            values: list[Any] = [getattr(wrapper, "value", None) for wrapper in authority.values or ()]
            found += [value.id for value in values if getattr(value, "id", None)]
    return tuple(dict.fromkeys(found))
