"""AMAZON.DURATION: everyday English wordings as ISO 8601, in the units that were said ("ninety minutes" is PT90M).

Takes normal words (`speech.words`), gives None for what is no duration.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from speech.amazon_numbers import NUMBER_WORDS, cardinal, decimal

# Each unit as ISO writes it, days and longer before the T; years first, as ISO wants them.
_ISO = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_FINER = {
    "year": (12, "month"), "month": (30, "day"), "week": (7, "day"), "day": (24, "hour"), "hour": (60, "minute"),
    "minute": (60, "second"),
}  # fmt: skip
_NAMES = {unit: (1, unit) for unit in _ISO} | {
    "fortnight": (2, "week"), "decade": (10, "year"), "hr": (1, "hour"), "min": (1, "minute"), "sec": (1, "second"),
}  # fmt: skip
_UNITS = {name + plural: amount for name, amount in _NAMES.items() for plural in ("", "s")}
_PARTS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}
_PARTS |= {"three quarter": Fraction(3, 4), "three quarters": Fraction(3, 4)}
# They lead to an amount of anything, the others to a time.
NEARLY = frozenset("about around roughly nearly almost only just exactly".split())
LEADING = NEARLY | frozenset("on at in for".split())
_COUNTS = frozenset("a an the half quarter couple pair another".split())

# They change nothing: "ten more minutes", "a whole week".
_EMPTY = frozenset({"more", "whole", "full", "entire", "good", "solid"})

UNIT_WORDS = frozenset(_UNITS)
DURATION_STARTS = (NUMBER_WORDS | LEADING | _COUNTS) - {"and"}
DURATION_WORDS = NUMBER_WORDS | _COUNTS | UNIT_WORDS | _EMPTY | {"of", "quarters"}


def without_lead(words: Sequence[str]) -> Sequence[str]:
    """The words without the little ones that lead to a time: "on", "at", "for about"."""
    at = 0
    while at < len(words) - 1 and words[at] in LEADING:
        at += 1
    return words[at:]


def duration(words: Sequence[str]) -> str | None:
    """ "an hour and a half" is PT1H30M, "a couple of weeks" is P2W; None for anything else."""
    amounts = span(without_lead(words))
    return _iso(amounts) if amounts else None


def span(words: Sequence[str]) -> dict[str, int]:
    """The units of a stretch of time with how many of each: "a year and a half" is {"year": 1, "month": 6}; else {}."""
    rest = [word for word in words if word not in _EMPTY]
    if rest[:1] == ["another"]:
        rest = rest[1:] if rest[1:2] and rest[1] not in UNIT_WORDS else ["one", *rest[1:]]
    amounts: dict[str, int] = {}
    while rest:
        at = next((place for place, word in enumerate(rest) if word in _UNITS), None)
        if at is None:
            return _with_rest(amounts, rest)
        scale, unit = _UNITS[rest[at]]
        count = _count(rest[:at])
        if count is None:
            return {}
        part, rest = _part_behind(rest[at + 1 :])
        _add(amounts, unit, (count + part) * scale)
        if rest[:1] == ["and"]:
            rest = rest[1:] or ["and"]
    return amounts


def _with_rest(amounts: dict[str, int], rest: list[str]) -> dict[str, int]:
    """A number behind the last unit counts the next finer one: "one hour fifteen"."""
    finer = _FINER.get(next(reversed(amounts), ""))
    number = cardinal(rest)
    if finer is None or finer[0] != 60 or number is None or not 10 <= number < 60:
        return {}
    return amounts | {finer[1]: number}


def _count(words: Sequence[str]) -> Fraction | None:
    """How many, before the unit: "a", "two and a half", "three quarters of an", "a couple of"."""
    if tuple(words) in (("a",), ("an",), ("one",), ("the",)):
        return Fraction(1)
    if "and" in words:
        at = len(words) - 1 - list(reversed(words)).index("and")
        part = _part(words[at + 1 :])
        if part is not None:
            whole = cardinal(words[:at])
            return None if whole is None else whole + part
    part = _part(words)
    if part is not None:
        return part
    if [word for word in words if word not in ("a", "of")] in (["couple"], ["pair"]):
        return Fraction(2)
    number = decimal(words)
    return None if number is None else Fraction(number)


def _part(words: Sequence[str]) -> Fraction | None:
    return _PARTS.get(" ".join(word for word in words if word not in ("a", "an", "of")))


def _part_behind(words: list[str]) -> tuple[Fraction, list[str]]:
    """The "and a half" behind a unit, and what follows it."""
    part = _part(words[1:3]) if words[:1] == ["and"] else None
    if part is None or (words[3:] and words[3] in {"of", "an", *_UNITS}):
        return Fraction(0), words
    return part, words[3:]


def _add(amounts: dict[str, int], unit: str, amount: Fraction) -> None:
    whole, part = divmod(amount, 1)
    if whole:
        amounts[unit] = amounts.get(unit, 0) + whole
    if part and unit in _FINER:
        size, finer = _FINER[unit]
        _add(amounts, finer, part * size)


def _iso(amounts: Mapping[str, int]) -> str:
    found = dict(amounts)
    if "week" in found and len(found) > 1:  # ISO 8601 lets weeks stand only alone
        found["day"] = found.get("day", 0) + 7 * found.pop("week")
    written = {unit: f"{found[unit]}{sign}" for unit, sign in _ISO.items() if unit in found}
    days = "".join(written.get(unit, "") for unit in ("year", "month", "week", "day"))
    clock = "".join(written.get(unit, "") for unit in ("hour", "minute", "second"))
    return f"P{days}" + (f"T{clock}" if clock else "")
