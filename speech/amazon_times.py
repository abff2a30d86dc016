"""AMAZON.TIME: everyday English wordings as 24 hours of the clock ("15:30") or a part of the day (MO, AF, EV, NI).

Takes normal words (`speech.words`), gives None for what is no time. An hour without "a.m." or "p.m." is taken as said.
"""

import re
from collections.abc import Sequence

from speech.amazon_durations import LEADING, without_lead
from speech.amazon_numbers import DIGIT_WORDS, cardinal, digits

DAY_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_WRITTEN = re.compile(r"(\d{1,2}):(\d{2})")
_NAMED = {"noon": "1200", "twelve noon": "1200", "midday": "1200", "midnight": "0000", "twelve midnight": "0000"}
_LINKS = {"past": 1, "after": 1, "to": -1, "till": -1, "of": -1}
_MINUTES = {"half": 30, "quarter": 15, "a quarter": 15}

_NAMES = DIGIT_WORDS | frozenset(DAY_PARTS) | frozenset("a half quarter noon midday midnight tonight this the".split())
TIME_STARTS = _NAMES | LEADING
TIME_WORDS = _NAMES | frozenset(_LINKS) | frozenset("am pm oclock sharp minutes hours in at".split())


def time(words: Sequence[str]) -> str | None:
    """ "half past three" 03:30, "three p.m." 15:00, "noon" 12:00, "in the evening" EV."""
    said = [word for word in without_lead(words) if word not in ("the", "oclock", "sharp")]
    said, half = _half_of_the_day(said)
    if not said:
        return half
    reading = _clock(said)
    if reading is None:
        return None
    hour, minute = reading
    # Three at night is the small hours, ten at night is not.
    after_noon = half in ("pm", "AF", "EV") or (half == "NI" and 5 < hour < 12)
    if half in ("am", "pm") and not 1 <= hour <= 12:
        return None
    if after_noon and hour < 12:
        hour += 12
    elif half is not None and not after_noon and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}"


def _half_of_the_day(words: list[str]) -> tuple[list[str], str | None]:
    """The words without "a.m." or "in the morning", and what that was: "am", "pm" or a part of the day."""
    part: str | None = None
    if words[-1:] == ["tonight"]:
        words, part = words[:-1], "NI"
    elif words and words[-1] in DAY_PARTS and (len(words) == 1 or words[-2] in ("in", "at", "this")):
        words, part = words[:-2], DAY_PARTS[words[-1]]
    if len(words) > 1 and words[-1] in ("am", "pm"):  # "eight p.m. tonight"
        words, part = words[:-1], words[-1]
    return words, part


def _clock(words: list[str]) -> tuple[int, int] | None:
    if len(words) == 1 and (written := _WRITTEN.fullmatch(words[0])):
        return _valid(int(written[1]), int(written[2]))
    link = next((place for place, word in enumerate(words) if word in _LINKS), None)
    if link is not None:
        return _linked(words[:link], _LINKS[words[link]], words[link + 1 :])
    if words[0] == "half":  # "half three" is half past three
        return _linked(["half"], 1, words[1:])
    named = _NAMED.get(" ".join(words))
    in_hundreds = words[-1:] == ["hours"]
    said = named or digits(words[:-1] if in_hundreds else words)
    if said is None:
        return None
    if len(said) > 2:
        # "three thirty" and "oh six hundred" are times, "three hundred" and "one two three" are none.
        whole = cardinal(words) is not None and len(said) == 3
        return None if whole or len(said) > 4 else _valid(int(said[:-2]), int(said[-2:]))
    return _valid(int(said), 0) if cardinal(words) is not None else None


def _linked(minutes_said: list[str], sign: int, hour_said: list[str]) -> tuple[int, int] | None:
    """ "Ten past two", "quarter to one"."""
    counted = [word for word in minutes_said if word != "minutes"]
    minutes = _MINUTES.get(" ".join(counted)) or cardinal(counted)
    named = _NAMED.get(" ".join(hour_said))
    hour = int(named[:2]) if named else cardinal(hour_said)
    if minutes is None or hour is None or not 1 <= minutes <= 59 or _valid(hour, 0) is None:
        return None
    if sign > 0:
        return hour, minutes
    return (12 if hour == 1 else (hour - 1) % 24), 60 - minutes


def _valid(hour: int, minute: int) -> tuple[int, int] | None:
    return (hour % 24, minute) if 0 <= hour <= 24 and 0 <= minute < 60 else None
