"""Our readers of Amazon's slot types beside libraries for the same, on the tables in tests/speech/wordings.

For each: how many values come out in Alexa's form, how many wordings that are none are left alone, and the mean time of
one. Libraries give dates, clock times and lengths; they are put into Alexa's form here, as kindly as possible. Those
that are not installed are named and passed over: none but text2num and ours is needed by the project.
"""

from __future__ import annotations

import importlib
import logging
import re
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from speech import amazon_types
from speech.words import words

NOON = datetime(2026, 11, 22, 12, 0)
TABLES = Path(__file__).parents[1] / "tests" / "speech" / "wordings"
ROUNDS = 5
Read = Callable[[str], str | None]


def main() -> None:
    """Measure and print."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    missing: set[str] = set()
    for path in sorted(TABLES.glob("*.txt")):
        for name, read in ({"ours": _ours(path.stem)} | _libraries(path.stem, missing)).items():
            sys.stdout.write(f"{path.stem:<18} {name:<20} {_judged(_rows(path), read)}\n")
    if missing:
        sys.stdout.write(f"not installed: {', '.join(sorted(missing))}\n")


def _rows(path: Path) -> list[tuple[str, str | None]]:
    rows = [line.split(" -> ") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return [(said, None if value == "-" else value) for said, value in rows]


def _judged(rows: list[tuple[str, str | None]], read: Read) -> str:
    got = [_safely(read, said) for said, _ in rows]
    started = time.perf_counter()
    for _ in range(ROUNDS):
        for said, _ in rows:
            _safely(read, said)
    micros = (time.perf_counter() - started) / len(rows) / ROUNDS * 1e6
    right = sum(value is not None and value == found for (_, value), found in zip(rows, got, strict=True))
    left = sum(value is None and found is None for (_, value), found in zip(rows, got, strict=True))
    values = sum(value is not None for _, value in rows)
    return f"values {right:>3}/{values:<3} left alone {left:>2}/{len(rows) - values:<2} {micros:8.1f} us"


def _safely(read: Read, said: str) -> str | None:
    try:
        return read(said)
    except Exception:  # whatever a library raises for what it can't read
        return None


def _ours(type_name: str) -> Read:
    split = cache(words)  # a sentence is split once, whatever is looked for in it

    def read(said: str) -> str | None:
        reading = amazon_types.read(f"AMAZON.{type_name}", split(said), date(2026, 11, 22))
        return None if reading is None else reading.value

    return read


def _libraries(type_name: str, missing: set[str]) -> dict[str, Read]:
    found: dict[str, Read] = {}
    for name, (module, makers) in _TRIED.items():
        if type_name not in makers:
            continue
        try:
            found[name] = makers[type_name](importlib.import_module(module))
        except ImportError:
            missing.add(name)
    return found


def _digits(value: Any) -> str | None:
    if value is None or value is False:
        return None
    return str(int(value)) if float(value).is_integer() else str(value)


def _day(value: Any) -> str | None:
    return value.strftime("%Y-%m-%d") if hasattr(value, "strftime") else None


def _clock(value: Any) -> str | None:
    return value.strftime("%H:%M") if hasattr(value, "hour") else None


def _length(value: Any) -> str | None:
    """A length in Alexa's form: the plainest one that means as long."""
    if not isinstance(value, timedelta):
        return None
    for unit, size in (("W", timedelta(weeks=1)), ("D", timedelta(days=1))):
        if value and value % size == timedelta():
            return f"P{value // size}{unit}"
    hours, rest = divmod(value, timedelta(hours=1))
    minutes, rest = divmod(rest, timedelta(minutes=1))
    amounts = zip((hours, minutes, rest.seconds), "HMS", strict=True)
    return "PT" + "".join(f"{amount}{unit}" for amount, unit in amounts if amount)


def _dates(parse: Callable[[Any, str], Any]) -> dict[str, Callable[[Any], Read]]:
    return {
        "DATE": lambda module: lambda said: _day(parse(module, said)),
        "TIME": lambda module: lambda said: _clock(parse(module, said)),
    }


def _dateparser(module: Any, said: str) -> Any:
    settings = {"RELATIVE_BASE": NOON, "PREFER_DATES_FROM": "future"}
    return module.parse(said, languages=["en"], settings=settings)


@cache
def _calendar(module: Any) -> Any:
    return module.Calendar()


def _parsedatetime(module: Any, said: str) -> Any:
    found, status = _calendar(module).parseDT(said, NOON)
    return found if status else None


def _timefhuman(module: Any, said: str) -> Any:
    return next(iter(module.timefhuman(said, module.tfhConfig(now=NOON))), None)


def _ordinal(module: Any) -> Read:
    def read(said: str) -> str | None:
        found = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", module.alpha2digit(said, "en", 0.0))
        return found[1] if found else None

    return read


def _number(module: Any) -> Read:
    return lambda said: str(module.text2num(said, "en"))


# The libraries by name: their module, and for each type what makes a reader of it.
_TRIED: dict[str, tuple[str, dict[str, Callable[[Any], Read]]]] = {
    "text2num": ("text_to_num", {"NUMBER": _number, "FOUR_DIGIT_NUMBER": _number, "ORDINAL": _ordinal}),
    "number-parser": (
        "number_parser",
        {
            "NUMBER": lambda module: lambda said: _digits(module.parse_number(said, "en")),
            "ORDINAL": lambda module: lambda said: _digits(module.parse_ordinal(said, "en")),
        },
    ),
    "ovos-number-parser": (
        "ovos_number_parser",
        {
            "NUMBER": lambda module: lambda said: _digits(module.extract_number(said, "en")),
            "ORDINAL": lambda module: lambda said: _digits(module.extract_number(said, "en", ordinals=True)),
        },
    ),
    "phonenumbers": (
        "phonenumbers",
        {"PhoneNumber": lambda module: lambda said: str(module.parse(said, "US").national_number)},
    ),
    "dateparser": ("dateparser", _dates(_dateparser)),
    "parsedatetime": ("parsedatetime", _dates(_parsedatetime)),
    "ctparse": ("ctparse", _dates(lambda module, said: module.ctparse(said, ts=NOON).resolution.dt)),
    "timefhuman": ("timefhuman", _dates(_timefhuman)),
    "ovos-date-parser": (
        "ovos_date_parser",
        _dates(lambda module, said: module.extract_datetime(said, lang="en", anchorDate=NOON)[0])
        | {"DURATION": lambda module: lambda said: _length(module.extract_duration(said, lang="en")[0])},
    ),
}

if __name__ == "__main__":
    main()
