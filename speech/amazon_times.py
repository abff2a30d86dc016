"""AMAZON.DATE, TIME and DURATION: everyday English wordings as the ISO-8601 forms Alexa sends.

All take normal words (`speech.words`) and give None for what they can't read.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from speech.amazon_numbers import cardinal, ordinal

_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]  # fmt: skip
_DAY_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "mo", "year": "Y", "fortnight": "W",
    "sec": "S", "min": "M",
}  # fmt: skip
# Half a unit, in the next smaller one.
_HALVES = {
    "S": (0, "S"),
    "M": (30, "S"),
    "H": (30, "M"),
    "D": (12, "H"),
    "W": (84, "H"),
    "mo": (15, "D"),
    "Y": (6, "mo"),
}
_COUNTED = ("day", "days", "week", "weeks")
_IGNORED_STARTS = frozenset({"on", "at", "in", "for", "about", "around", "roughly", "nearly", "almost", "only", "just"})


def strip_start(words: Sequence[str]) -> Sequence[str]:
    """The words without the little ones that lead to a time: "on", "at", "for about"."""
    at = 0
    while at < len(words) - 1 and words[at] in _IGNORED_STARTS:
        at += 1
    return words[at:]


def duration(words: Sequence[str]) -> str | None:
    """AMAZON.DURATION: "ten minutes" PT10M, "an hour and a half" PT1H30M, "a couple of weeks" P2W."""
    amounts: dict[str, int] = {}
    rest = list(words)
    if rest[:1] == ["another"]:
        rest[0] = "one"
    while rest:
        step = _amount(rest)
        if step is None:
            return None
        found, rest = step
        for unit, count in found:
            amounts[unit] = amounts.get(unit, 0) + count
        if rest[:1] == ["and"] and len(rest) > 1:
            rest = rest[1:]
    return _iso_duration(amounts) if amounts else None


def _amount(words: list[str]) -> tuple[list[tuple[str, int]], list[str]] | None:
    """The first "number unit" of `words` in ISO units, and what follows it."""
    for cut, word in enumerate(words):
        unit = _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))
        if unit is None:
            continue
        count = _count(words[:cut])
        if count is None:
            return None
        whole, half = count
        if words[cut + 1 : cut + 4] == ["and", "a", "half"]:
            half, cut = True, cut + 3
        if word.startswith("fortnight"):
            whole *= 2
        found = [(unit, whole)] if whole else []
        if half:
            size, smaller = _HALVES[unit]
            found.append((smaller, size))
        quarter = _quarters(words[:cut])
        if quarter and unit == "H":
            found = [("M", 15 * quarter)]
        return found, words[cut + 1 :]
    return None


def _count(words: list[str]) -> tuple[int, bool] | None:
    """How many, and whether a half comes on top; `words` is all before the unit."""
    if words in (["a"], ["an"], ["one"], ["the"]):
        return 1, False
    if words in (["half", "a"], ["half", "an"], ["a", "half"], ["half"]):
        return 0, True
    if words in (["a", "couple", "of"], ["couple", "of"], ["a", "couple"], ["a", "pair", "of"]):
        return 2, False
    if _quarters(words):
        return 0, False
    if words[-3:] == ["and", "a", "half"]:
        whole = cardinal(words[:-3])
        return None if whole is None else (whole, True)
    whole = cardinal(words)
    return None if whole is None else (whole, False)


def _quarters(words: list[str]) -> int:
    if words[-2:] not in (["of", "an"], ["of", "a"]) and words[-1:] != ["of"]:
        return 0
    head = [word for word in words if word not in ("of", "an", "a")]
    return {("quarter",): 1, ("three", "quarters"): 3, ("three", "quarter"): 3}.get(tuple(head), 0)


def _iso_duration(amounts: dict[str, int]) -> str:
    if "W" in amounts and len(amounts) > 1:  # ISO 8601 lets weeks stand only alone
        amounts["D"] = amounts.get("D", 0) + 7 * amounts.pop("W")
    if amounts.get("H", 0) >= 24 and "D" in amounts:
        amounts["D"] += amounts["H"] // 24
        amounts["H"] %= 24
    days = "".join(f"{amounts[unit]}{unit[0].upper()}" for unit in ("Y", "mo", "W", "D") if amounts.get(unit))
    clock = "".join(f"{amounts[unit]}{unit}" for unit in ("H", "M", "S") if amounts.get(unit))
    return f"P{days}" + (f"T{clock}" if clock else "") if days or clock else "PT0S"


def time(words: Sequence[str]) -> str | None:
    """AMAZON.TIME: "half past three" 03:30, "three p.m." 15:00, "noon" 12:00, "in the evening" EV."""
    said = [word for word in strip_start(words) if word not in ("the", "oclock")]
    if len(said) == 1 and said[0] in _DAY_PARTS:
        return _DAY_PARTS[said[0]]
    named = {"noon": "12:00", "midday": "12:00", "midnight": "00:00", "tonight": "NI"}
    if len(said) == 1 and said[0] in named:
        return named[said[0]]
    half: str | None = None
    if said and said[-1] in ("am", "pm"):
        half = said.pop()
    elif len(said) > 2 and said[-2] in ("in", "at") and said[-1] in _DAY_PARTS:
        # Three at night is the small hours, ten at night is not.
        evening = said[-1] != "morning"
        said = said[:-2]
        small_hours = words[-1] == "night" and (clock := _clock(said)) is not None and clock[0] in (12, 1, 2, 3, 4, 5)
        half = "pm" if evening and not small_hours else "am"
    reading = _clock(said)
    if reading is None:
        return None
    hour, minute = reading
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}"


def _clock(words: Sequence[str]) -> tuple[int, int] | None:
    if len(words) == 1 and ":" in words[0]:
        hour, _, minute = words[0].partition(":")
        return _valid(int(hour), int(minute))
    for link, sign in (("past", 1), ("after", 1), ("to", -1), ("till", -1)):
        if link in words:
            at = list(words).index(link)
            count = {("half",): 30, ("quarter",): 15, ("a", "quarter"): 15}.get(tuple(words[:at]))
            minutes = count or cardinal([word for word in words[:at] if word not in ("minute", "minutes")])
            hour_only = cardinal(words[at + 1 :])
            if minutes is None or hour_only is None or not 1 <= minutes <= 59:
                return None
            if sign > 0:
                return _valid(hour_only, minutes)
            return _valid((hour_only - 1) % 12 or 12, 60 - minutes)
    for cut in range(len(words), 0, -1):
        hour_said, minute_said = cardinal(words[:cut]), words[cut:]
        if hour_said is None or hour_said > 24:
            continue
        if not minute_said:
            return _valid(hour_said, 0)
        minute_read = cardinal(minute_said[1:]) if minute_said[0] in ("oh", "zero") else cardinal(minute_said)
        if minute_read is not None and (minute_read > 9 or minute_said[0] in ("oh", "zero")):
            return _valid(hour_said, minute_read)
    return None


def _valid(hour: int, minute: int) -> tuple[int, int] | None:
    return (hour % 24, minute) if 0 <= hour <= 24 and 0 <= minute < 60 else None


def day(words: Sequence[str], today: date) -> str | None:
    """AMAZON.DATE: "tomorrow", "on friday", "june third", "next week" 2026-W48, "this weekend" 2026-W47-WE, "now"."""
    said = [word for word in strip_start(words) if word not in ("the", "of")]
    if said in (["now"], ["right", "now"]):
        return "PRESENT_REF"
    part = ""
    if len(said) > 1 and said[-1] in _DAY_PARTS and said[-2] not in ("this", "next", "last"):
        part, said = "T" + _DAY_PARTS[said[-1]], said[:-1]
    elif len(said) == 2 and said[0] == "this" and said[1] in _DAY_PARTS:
        part, said = "T" + _DAY_PARTS[said[1]], ["today"]
    elif said in (["tonight"], ["last", "night"]):
        part, said = "TNI", ["today" if said == ["tonight"] else "yesterday"]
    if said and said[-1] in _COUNTED and words[0] != "in" and said[0] not in ("this", "next", "last"):
        return None  # "two weeks" is how long, "in two weeks" is when
    exact = _exact_day(said, today)
    if exact is not None:
        return exact.isoformat() + part
    return None if part else _period(said, today)


def _exact_day(said: Sequence[str], today: date) -> date | None:
    near = {"today": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2}
    offset = near.get(" ".join(said))
    if offset is not None:
        return today + timedelta(days=offset)
    if said and said[-1] in (*_COUNTED, "ago") and len(said) > 1 and said[0] not in ("this", "next", "last"):
        return _counted_day(said, today)
    *before, name = said or [""]
    if name in _WEEKDAYS and before in ([], ["this"], ["coming"], ["next"], ["last"]):
        ahead = (_WEEKDAYS.index(name) - today.weekday() - 1) % 7 + 1  # "monday" on a monday is the one to come
        if before == ["last"]:
            return today + timedelta(days=ahead - 7 if ahead < 7 else -7)
        return today + timedelta(days=ahead)
    return _month_day(said, today)


def _counted_day(said: Sequence[str], today: date) -> date | None:
    back = said[-1] == "ago"
    count_words, unit = (said[:-2], said[-2]) if back else (said[:-1], said[-1])
    count = {"a": 1, "a couple": 2, "couple": 2}.get(" ".join(count_words)) or cardinal(count_words)
    scale = {"day": 1, "week": 7}.get(unit.removesuffix("s"))
    if not count or scale is None or count > 5000:
        return None
    return today + timedelta(days=count * scale * (-1 if back else 1))


def _month_day(said: Sequence[str], today: date) -> date | None:
    months = [word for word in said if word in _MONTHS]
    if len(months) != 1:
        return None
    rest = [word for word in said if word not in _MONTHS]
    year: int | None = None
    if rest and rest[-1].isdecimal() and len(rest[-1]) == 4:
        year = int(rest.pop())
    number = ordinal(rest) or cardinal(rest)
    month = _MONTHS.index(months[0]) + 1
    for candidate in [year] if year else range(today.year, today.year + 9):
        try:
            found = date(candidate, month, number or 0)
        except ValueError:  # no such day, or not in this year
            continue
        if year or found >= today:
            return found
    return None


def _period(said: Sequence[str], today: date) -> str | None:
    """Weeks, weekends, months and years."""
    if len(said) == 1 and said[0] in _MONTHS:
        month = _MONTHS.index(said[0]) + 1
        return f"{today.year + (month < today.month)}-{month:02d}"
    shift = {"this": 0, "next": 1, "last": -1}.get(said[0]) if len(said) == 2 else None
    if shift is None:
        return None
    if said[1] in ("week", "weekend"):
        year, week, _ = (today + timedelta(weeks=shift)).isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if said[1] == "weekend" else "")
    if said[1] == "month":
        month = today.year * 12 + today.month - 1 + shift
        return f"{month // 12}-{month % 12 + 1:02d}"
    return str(today.year + shift) if said[1] == "year" else None


TIME_STARTS = frozenset({"noon", "midday", "midnight", "tonight", "half", "quarter", "the"}) | frozenset(_DAY_PARTS)
DATE_STARTS = frozenset(_WEEKDAYS) | frozenset(_MONTHS) | frozenset(
    ["today", "tomorrow", "yesterday", "tonight", "now", "right", "this", "next", "last", "the", "day", "coming", "a"]
)  # fmt: skip
DURATION_STARTS = frozenset({"a", "an", "half", "quarter", "couple", "another", "the"})
STARTS = _IGNORED_STARTS
UNIT_WORDS = frozenset(_UNITS)
