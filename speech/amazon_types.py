"""Amazon's own slot types: which there are, and how words become the value Alexa sends for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from speech import amazon_numbers, amazon_times
from speech.model import PHRASE_TYPE

_NUMBER, _ORDINAL, _FOUR_DIGITS = "AMAZON.NUMBER", "AMAZON.ORDINAL", "AMAZON.FOUR_DIGIT_NUMBER"
_DATE, _TIME, _DURATION = "AMAZON.DATE", "AMAZON.TIME", "AMAZON.DURATION"

# The longest wording looked at; "the first of september 2027 in the morning" is nine words.
LONGEST = 9


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in Alexa's normal form; `loose` where the words say it only to who expects one ("three", a time)."""

    value: str
    loose: bool = False


def is_read(type_name: str) -> bool:
    """Whether values of this type have a normal form (numbers, dates, times, durations)."""
    return type_name in _READERS


def is_free(type_name: str) -> bool:
    """Whether any words will do: Amazon's list types (cities, names, ...), whose lists only Amazon has."""
    return type_name.startswith("AMAZON.") and type_name not in _READERS and type_name != PHRASE_TYPE


def may_start(type_name: str, word: str) -> bool:
    """Whether a value of this type can begin with `word`; a quick check before `read`."""
    return word[:1].isdigit() or word in _STARTS[type_name]


def read(type_name: str, words: Sequence[str], today: date) -> Reading | None:
    """All of `words` as a value of the type, None where they are none."""
    return _READERS[type_name](words, today) if words else None


def _number(words: Sequence[str], today: date) -> Reading | None:
    value = amazon_numbers.number(words)
    return Reading(value, loose=True) if value is not None else None


def _four_digits(words: Sequence[str], today: date) -> Reading | None:
    value = amazon_numbers.four_digits(words)
    return Reading(value) if value is not None else None


def _ordinal(words: Sequence[str], today: date) -> Reading | None:
    value = amazon_numbers.ordinal(words)
    return Reading(str(value), loose=True) if value is not None else None


def _date(words: Sequence[str], today: date) -> Reading | None:
    value = amazon_times.day(words, today)
    # "may" and "march" are verbs, "now" is a filler, unless a date is wanted.
    loose = value == "PRESENT_REF" or (len(words) == 1 and words[0] in ("may", "march"))
    return Reading(value, loose) if value is not None else None


def _time(words: Sequence[str], today: date) -> Reading | None:
    value = amazon_times.time(words)
    # "at three" is a time of the clock, "for three" is anything.
    said = amazon_times.strip_start(words)
    plain = words[0] != "at" and all(word in amazon_numbers.NUMBER_STARTS or word.isdecimal() for word in said)
    return Reading(value, loose=plain) if value is not None else None


def _duration(words: Sequence[str], today: date) -> Reading | None:
    value = amazon_times.duration(words)
    return Reading(value, loose=words[0] == "the") if value is not None else None


_READERS: dict[str, Callable[[Sequence[str], date], Reading | None]] = {
    _NUMBER: _number,
    _ORDINAL: _ordinal,
    _FOUR_DIGITS: _four_digits,
    _DATE: _date,
    _TIME: _time,
    _DURATION: _duration,
}
_NUMBERS = amazon_numbers.NUMBER_STARTS
_STARTS: dict[str, frozenset[str]] = {
    _NUMBER: _NUMBERS | {"minus", "negative"},
    _ORDINAL: amazon_numbers.ORDINAL_STARTS,
    _FOUR_DIGITS: _NUMBERS,
    _DATE: amazon_times.DATE_STARTS | amazon_times.STARTS | amazon_numbers.ORDINAL_STARTS | _NUMBERS,
    _TIME: amazon_times.TIME_STARTS | amazon_times.STARTS | _NUMBERS,
    _DURATION: amazon_times.DURATION_STARTS | _NUMBERS,
}
# All the words that dates, times, durations and numbers are said with.
LEXICON = frozenset().union(*_STARTS.values()) | amazon_times.UNIT_WORDS
