"""An Alexa request -> what was heard. The only place that knows intent names on the way in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
MATCHED = "ER_SUCCESS_MATCH"
LONGEST_SAID = 500
"""Characters of a value that are read: more than anyone says in one breath."""


def heard_from_intent(intent: Any) -> Heard:
    """What was heard in an ask-sdk `Intent`; one we don't know is words we did not understand."""
    kind = KINDS.get(intent.name, Kind.FALLBACK)
    slots = tuple(
        value for name, slot in sorted((intent.slots or {}).items()) for value in _values(name, slot) if value.said
    )
    return Heard(kind, slots)


def heard_from_touch(arguments: Any) -> Heard:
    """What a touch asks for: its first argument is the name of an intent."""
    name = arguments[0] if isinstance(arguments, list) and arguments else None
    kind = KINDS.get(name, Kind.HELP) if isinstance(name, str) else Kind.HELP
    return Heard(kind, touched=True)


def _values(name: str, slot: Any) -> list[Slot]:
    """The values of one slot; a list where the slot takes several."""
    several = getattr(slot.slot_value, "values", None) if slot.slot_value is not None else None
    if several:
        return [Slot(name, str(one.value or "")[:LONGEST_SAID], _ids(one.resolutions)) for one in several]
    return [Slot(name, str(slot.value or "")[:LONGEST_SAID], _ids(slot.resolutions))]


def _ids(resolutions: Any) -> tuple[str, ...]:
    """The ids a value was matched to, the static and the dynamic ones."""
    found: list[str] = []
    for authority in getattr(resolutions, "resolutions_per_authority", None) or ():
        code = getattr(authority.status, "code", None)
        if str(getattr(code, "value", code)) == MATCHED:
            found += [wrapper.value.id for wrapper in authority.values or () if wrapper.value and wrapper.value.id]
    return tuple(dict.fromkeys(found))
