"""Alexa's dates, times and durations as moments and lengths that can be compared.

A stretch of time counts by its beginning: "next week" by its Monday, "the morning" by six o'clock. Where Amazon draws
these lines is nowhere written (unverified).
"""

import re
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta

_DURATION = re.compile(
    r"(?P<sign>-?)P(?=.)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d{1,2})(-WE)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-XX)?")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_YEAR = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-XX-XX)?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_PART_HOURS = {"MO": 6, "AF": 12, "EV": 18, "NI": 21}
# Months and years have no length of their own; beside one another these will do.
_SECONDS = {
    "years": 365 * 86_400, "months": 30 * 86_400, "weeks": 7 * 86_400, "days": 86_400,
    "hours": 3_600, "minutes": 60, "seconds": 1,
}  # fmt: skip


def length(value: str) -> int | None:
    """The seconds of an ISO 8601 duration ("PT1H30M"), less than nothing behind a minus; None for anything else."""
    parts = _parts(value)
    return sum(_SECONDS[unit] * count for unit, count in parts.items()) if parts is not None else None


def later(now: datetime, duration: str) -> datetime | None:
    """The moment that lies an ISO 8601 duration after `now`; None for what is no duration, or beyond the calendar."""
    parts = _parts(duration)
    if parts is None:
        return None
    shift = relativedelta(
        years=parts["years"],
        months=parts["months"],
        weeks=parts["weeks"],
        days=parts["days"],
        hours=parts["hours"],
        minutes=parts["minutes"],
        seconds=parts["seconds"],
    )
    try:
        return now + shift
    except (OverflowError, ValueError):
        return None


def day(value: str, today: date) -> date | None:
    """The first day of an AMAZON.DATE ("2026-W48" begins on a Monday); None for what is none."""
    if value == "PRESENT_REF":
        return today
    try:
        if found := _DAY.fullmatch(value):
            return date.fromisoformat(found[1])
        if found := _WEEK.fullmatch(value):
            return date.fromisocalendar(int(found[1]), int(found[2]), 6 if found[3] else 1)
        if found := _SEASON.fullmatch(value):
            return date(int(found[1]), _SEASON_MONTHS[found[2]], 1)
        if found := _MONTH.fullmatch(value):
            return date(int(found[1]), int(found[2]), 1)
        if found := _YEAR.fullmatch(value):
            return date(int(found[1].replace("X", "0")), 1, 1)
    except ValueError:
        return None
    return None


def clock(value: str) -> time | None:
    """An AMAZON.TIME ("15:30", "EV") as a time of the clock; None for what is none."""
    if value in _PART_HOURS:
        return time(_PART_HOURS[value])
    found = _CLOCK.fullmatch(value)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    if (hour, minute) == (24, 0):
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _parts(value: str) -> dict[str, int] | None:
    found = _DURATION.fullmatch(value)
    if found is None:
        return None
    sign = -1 if found["sign"] else 1
    return {unit: sign * int(found[unit] or 0) for unit in _SECONDS}
