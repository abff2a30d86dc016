"""Whether a slot's value keeps the validation rules of the dialog model.

A rule that can't be applied (a comparison of words, a bound that is no number or date) is taken as kept: Amazon's build
would have refused it. A value that should be a number or a date and is none breaks every comparison.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from operator import ge, gt, le, lt
from typing import Any

from speech import slot_moments
from speech.model import DialogSlot, Validation
from speech.slots import Filling, SlotValue

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "isGreaterThan": gt,
    "isGreaterThanOrEqualTo": ge,
    "isLessThan": lt,
    "isLessThanOrEqualTo": le,
}
_NUMBERS = ("AMAZON.NUMBER", "AMAZON.FOUR_DIGIT_NUMBER", "AMAZON.ORDINAL", "AMAZON.Ordinal")


def broken_rule(slot: DialogSlot, filling: Filling, now: datetime) -> Validation | None:
    """The first rule of `slot` that a value of `filling` breaks at the moment `now`; None where all are kept."""
    values = filling if isinstance(filling, tuple) else (filling,)
    return next((rule for rule in slot.validations for value in values if not _kept(rule, slot.type, value, now)), None)


def _kept(rule: Validation, type_name: str, value: SlotValue, now: datetime) -> bool:
    match rule.type:
        case "hasEntityResolutionMatch":
            return value.matched
        case "isInSet" | "isNotInSet":
            return _in_set(rule, type_name, value, now) == (rule.type == "isInSet")
        case "isInDuration" | "isNotInDuration":
            within = _in_duration(rule, type_name, value.value, now)
            return within is None or within == (rule.type == "isInDuration")
        case kind if kind in _COMPARISONS:
            return _compares(_COMPARISONS[kind], type_name, value.value, str(rule.details.get("value", "")), now)
    return True


def _in_set(rule: Validation, type_name: str, value: SlotValue, now: datetime) -> bool:
    """Whether the value or a name that it resolves to is listed: in upper or lower case, "PT60M" as good as "PT1H"."""
    listed = rule.details.get("values")
    wanted = [str(one) for one in listed] if isinstance(listed, list) else []
    names = [found.name for resolution in value.resolutions for found in resolution.values]
    if any(name.casefold() == one.casefold() for name in (value.value, *names) for one in wanted):
        return True
    measured = _measure(type_name, value.value, now)
    return measured is not None and any(measured == _measure(type_name, one, now) for one in wanted)


def _compares(holds: Callable[[Any, Any], bool], type_name: str, said: str, bound: str, now: datetime) -> bool:
    """Whether the comparison holds between two values of a type, both read in that type's own measure."""
    limit = _measure(type_name, bound, now)
    if limit is None:
        return True
    value = _measure(type_name, said, now)
    return value is not None and holds(value, limit)


def _measure(type_name: str, value: str, now: datetime) -> Any:
    """A number, a date, a time or a length in seconds, so that two of one type compare; None for anything else."""
    if type_name in _NUMBERS:
        try:
            return float(value)
        except ValueError:
            return None
    if type_name == "AMAZON.DATE":
        ahead = slot_moments.later(now, value)
        return ahead.date() if ahead is not None else slot_moments.day(value, now.date())
    if type_name == "AMAZON.TIME":
        ahead = slot_moments.later(now, value)
        return ahead.time() if ahead is not None else slot_moments.clock(value)
    return slot_moments.length(value) if type_name == "AMAZON.DURATION" else None


def _in_duration(rule: Validation, type_name: str, said: str, now: datetime) -> bool | None:
    """Whether a value lies from `start` to `end`; None where the rule says nothing of such a value.

    The bounds are durations counted from now, or values of the slot's own type; a missing one leaves that side open. A
    time beside a duration is the next one to come: at eleven in the evening, two o'clock is three hours away. Amazon
    names dates and times alone; a length or a number lies between two of its kind (unverified).
    """
    start, end = (str(rule.details.get(bound) or "") for bound in ("start", "end"))
    counted = [slot_moments.later(now, bound) for bound in (start, end)]
    if type_name == "AMAZON.TIME" and counted != [None, None]:
        at = slot_moments.clock(said)
        return _between(counted[0], _next(at, now) if at is not None else None, counted[1])
    return _between(*(_measure(type_name, one, now) for one in (start, said, end)))


def _between(start: Any, value: Any, end: Any) -> bool | None:
    if start is None and end is None:
        return None
    return value is not None and (start is None or start <= value) and (end is None or value <= end)


def _next(at: time, now: datetime) -> datetime:
    today = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return today if today >= now.replace(second=0, microsecond=0) else today + timedelta(days=1)
