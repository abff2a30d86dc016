"""AMAZON.DATE: everyday English wordings as Alexa's dates, counted from a given day.

Days are 2026-11-22, with a part of the day behind (2026-11-22TMO) where one is said; weeks 2026-W48, weekends
2026-W48-WE, months 2026-11, years 2026, decades 202X, seasons 2026-WI, and "now" is PRESENT_REF. Amazon's pages and its
skill kit for Java name these forms, but for the part of the day (unverified). Without a year a date lies ahead.
Takes normal words (`speech.words`), gives None for what is no date.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from speech.amazon_durations import DURATION_STARTS, DURATION_WORDS, span, without_lead
from speech.amazon_numbers import ORDINAL_WORDS, cardinal, four_digits, ordinal
from speech.amazon_times import DAY_PARTS

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = "january february march april may june july august september october november december".split()
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
# Each season with the month it begins in; a winter is called after the year of its December.
_SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "fall": ("FA", 9), "autumn": ("FA", 9), "winter": ("WI", 12)}
_NEAR = {
    "today": 0, "now": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2,
}  # fmt: skip
_BEFORE_WEEKDAYS = {"", "this", "coming", "next", "last"}
_SAME_AS = {"past": "last", "following": "next"}
_SHIFTS = {"this": 0, "next": 1, "last": -1}
_FARTHER = {"after next": 2, "before last": -2}
# Who counts in these means a day: "in ten minutes" is no date.
_DAY_UNITS = ("year", "month", "week", "day")
_YEARS = range(1000, 3000)

_NAMES = (
    ORDINAL_WORDS | frozenset([*WEEKDAYS, *MONTHS, *_DECADES, *_SEASONS, *_SHIFTS])
    | frozenset("today tomorrow yesterday tonight now right the coming past following".split())
    | frozenset("day week weekend year".split())
)  # fmt: skip
DATE_STARTS = _NAMES | DURATION_STARTS
DATE_WORDS = _NAMES | DURATION_WORDS | frozenset([*DAY_PARTS, *"on after before from ago time".split()])


def day(words: Sequence[str], today: date) -> str | None:
    """ "tomorrow", "june third", "a week from friday", "next week", "this weekend", "the nineties", "right now"."""
    said = _plainly([word for word in without_lead(words) if word not in ("the", "of")])
    if said in (["now"], ["right", "now"]):
        return "PRESENT_REF"
    said, part = _part_of_the_day(said)
    if not said:
        return None
    exact = _day_of_month(said, today) if "the" in words else None
    if words[0] == "in":  # "in two weeks", "in two days' time"
        exact = _counted(said[:-1] if said[-1] == "time" else said, today)
    exact = exact or _exact(said, today)
    if exact is not None:
        return exact.isoformat() + part
    return None if part else _period(said, today)


def _plainly(said: list[str]) -> list[str]:
    """With "this", "next" and "last" for what means the same: "this past friday", "the following week"."""
    if said[:2] in (["this", "coming"], ["this", "past"]):
        said = said[1:]
    return [_SAME_AS.get(said[0], said[0]), *said[1:]] if said else said


def _part_of_the_day(said: list[str]) -> tuple[list[str], str]:
    """The words without the "morning" behind a day, and Alexa's sign for it."""
    if said in (["tonight"], ["last", "night"]):
        return (["today"] if said == ["tonight"] else ["yesterday"]), "TNI"
    if len(said) < 2 or said[-1] not in DAY_PARTS or said[-2] in ("next", "last", "in"):
        return said, ""
    before = said[:-1]
    return (["today"] if before == ["this"] else before), "T" + DAY_PARTS[said[-1]]


def _exact(said: Sequence[str], today: date) -> date | None:
    """A single day."""
    near = _NEAR.get(" ".join(said))
    if near is not None:
        return today + timedelta(days=near)
    if said[-1] == "ago":
        return _counted(said[:-1], today, -1)
    for link in ("from", "on"):
        if link in said[1:-1]:
            at = said.index(link)
            base = _exact(said[at + 1 :], today)
            return None if base is None else _counted(said[:at], base)
    if said[-1] in ("today", "tomorrow"):  # "a week tomorrow"
        return _counted(said[:-1], today + timedelta(days=_NEAR[said[-1]]))
    return _weekday(said, today) or _month_day(said, today)


def _counted(words: Sequence[str], base: date, sign: int = 1) -> date | None:
    """So many days, weeks, months or years from `base` on (back for a `sign` of -1)."""
    amounts = span(words)
    if not amounts or not set(amounts) <= set(_DAY_UNITS):
        return None
    years, months, weeks, days = (sign * amounts.get(unit, 0) for unit in _DAY_UNITS)
    try:
        return base + relativedelta(years=years, months=months, weeks=weeks, days=days)
    except (ValueError, OverflowError):  # before the year 1 or after 9999
        return None


def _weekday(said: Sequence[str], today: date) -> date | None:
    """ "friday", "last friday", "friday week", "friday next week", "friday december fourth"."""
    at = next((place for place, word in enumerate(said) if word in WEEKDAYS), None)
    if at is None:
        return None
    before, rest = said[:at], said[at + 1 :]
    week = (before or rest) if not (before and rest) else []
    if len(week) == 2 and week[0] in _SHIFTS and week[1] == "week":
        return today + timedelta(weeks=_SHIFTS[week[0]], days=WEEKDAYS.index(said[at]) - today.weekday())
    if " ".join(before) not in _BEFORE_WEEKDAYS:
        return None
    ahead = (WEEKDAYS.index(said[at]) - today.weekday() - 1) % 7 + 1  # "monday" on a monday is the one to come
    if not rest:
        return today + timedelta(days=(ahead - 7 if ahead < 7 else -7) if said[0] == "last" else ahead)
    if rest == ["week"]:
        return today + timedelta(days=ahead + 7)
    return _month_day(rest, today) or _day_of_month(rest, today)


def _month_day(said: Sequence[str], today: date) -> date | None:
    """A month and a day of it, in either order, with or without a year."""
    at = next((place for place, word in enumerate(said) if word in MONTHS), None)
    if at is None:
        return None
    month = MONTHS.index(said[at]) + 1
    before, after = said[:at], said[at + 1 :]
    # "the third of may 2027" has its day before the month; else what follows may be cut anywhere.
    cuts = [(before, after)] if before else [(after[:cut], after[cut:]) for cut in range(1, len(after) + 1)]
    for number_said, year_said in cuts:
        number = ordinal(number_said) or cardinal(number_said)
        year = _year(year_said)
        if number is None or (year_said and year is None):
            continue
        years = [year] if year else range(today.year, today.year + 9)
        return _first(((candidate, month, number) for candidate in years), date.min if year else today)
    return None


def _day_of_month(said: Sequence[str], today: date) -> date | None:
    """ "the fifteenth": the next one."""
    number = ordinal(said)
    if number is None:
        return None
    months = (today.replace(day=1) + relativedelta(months=ahead) for ahead in range(3))
    return _first(((month.year, month.month, number) for month in months), today)


def _first(candidates: Iterable[tuple[int, int, int]], since: date) -> date | None:
    """The first of the candidates (year, month, day) that is in the calendar and not before `since`."""
    for candidate in candidates:
        try:
            found = date(*candidate)
        except (ValueError, OverflowError):
            continue
        if found >= since:
            return found
    return None


def _year(words: Sequence[str]) -> int | None:
    said = four_digits(words) if words else None
    return int(said) if said is not None and int(said) in _YEARS else None


def _period(said: Sequence[str], today: date) -> str | None:
    """Weeks, weekends, months, seasons, years and decades."""
    name, rest = said[0], said[1:]
    if name == "weekend" and not rest:
        return _shifted("weekend", 0, today)
    if name == "coming" and len(rest) == 1:  # the next to begin, and on a weekday that is this weekend
        return _shifted(rest[0], int(rest != ["weekend"] or today.weekday() > 4), today)
    if name == "year" and _year(rest):
        return str(_year(rest))
    if " ".join(rest) in _FARTHER:
        return _shifted(name, _FARTHER[" ".join(rest)], today)
    if name in _SHIFTS and len(rest) == 1:
        return _shifted(rest[0], _SHIFTS[name], today)
    year = _year(rest)
    if name in MONTHS and (year or not rest):
        return f"{year}-{MONTHS.index(name) + 1:02d}" if year else _month(name, 0, today)
    if name in _SEASONS and (year or not rest):
        return f"{year}-{_SEASONS[name][0]}" if year else _season(name, None, today)
    if said[-1] in _DECADES:
        return _decade(said, today)
    year = _year(said)
    return None if year is None else str(year)


def _shifted(unit: str, shift: int, today: date) -> str | None:
    """The `unit` that lies `shift` units from today's."""
    if unit in ("week", "weekend"):
        year, week, _ = (today + timedelta(weeks=shift)).isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return (today.replace(day=1) + relativedelta(months=shift)).strftime("%Y-%m")
    if unit == "year":
        return str(today.year + shift)
    if unit == "decade":
        return f"{today.year // 10 + shift}X"
    if unit in MONTHS:
        return _month(unit, shift, today)
    return _season(unit, shift, today) if unit in _SEASONS else None


def _month(name: str, shift: int, today: date) -> str:
    """The month of that name to come (this one counts, but for "next"), or the last one gone by."""
    month = MONTHS.index(name) + 1
    ahead = today.year + (month < today.month or (shift > 0 and month == today.month)) + max(0, shift - 1)
    back = today.year - (month >= today.month) + min(0, shift + 1)
    return f"{back if shift < 0 else ahead}-{month:02d}"


def _season(name: str, shift: int | None, today: date) -> str:
    """The season of that name: this year's, the next to begin, the last that ended, or (None) the one on or ahead."""
    sign, month = _SEASONS[name]
    year = today.year - (today.month < month)  # of the last one that began
    on = date(year, month, 1) + relativedelta(months=3) > today
    if shift is None:
        shift = 0 if on else 1
    elif shift < 0:
        shift += 0 if on else 1
    elif shift == 0:
        shift = 0 if on or year == today.year else 1
    return f"{year + shift}-{sign}"


def _decade(said: Sequence[str], today: date) -> str | None:
    """ "the nineties" (the last ones that have begun), "the nineteen eighties"."""
    tens = _DECADES.index(said[-1]) + 2
    if len(said) == 1:
        century = today.year // 100 - (tens > today.year % 100 // 10)
    else:
        said_century = cardinal(said[:-1])
        if said_century is None or not 10 <= said_century < 30:
            return None
        century = said_century
    return f"{century}{tens}X"
