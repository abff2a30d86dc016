"""Amazon's own slot types: which there are, and how words become the value Alexa sends for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from speech import amazon_dates, amazon_durations, amazon_numbers, amazon_times
from speech.model import PHRASE_TYPE

# The longest wording looked at: a phone number said digit by digit.
LONGEST = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in Alexa's normal form; `loose` where the words say it only to who expects one ("three", a time)."""

    value: str
    loose: bool = False


def is_read(type_name: str) -> bool:
    """Whether values of this type have a normal form (numbers, dates, times, durations, phone numbers)."""
    return type_name in _READERS


def is_free(type_name: str) -> bool:
    """Whether any words will do: Amazon's list types (cities, names, ...), whose lists only Amazon has."""
    return type_name.startswith("AMAZON.") and type_name not in _READERS and type_name != PHRASE_TYPE


def names(type_name: str, word: str) -> Reading | None:
    """`word` as a value of a list type that everybody knows the values of: days of the week and months, as said."""
    if word not in _NAMES.get(type_name, ()):
        return None
    return Reading(word, loose=word in _AMBIGUOUS_DATES)


def reach(type_name: str, words: Sequence[str], start: int) -> int:
    """Where a value of this type that begins at word `start` ends at the latest; `start` itself where none begins.

    A quick look at single words, so that `read` is asked only where it may find something.
    """
    reader = _READERS[type_name]
    if not (words[start][:1].isdigit() or words[start] in reader.starts):
        return start
    end, stop = start, min(len(words), start + LONGEST)
    while end < stop and words[end] in amazon_durations.LEADING:
        end += 1
    end = max(end, start + 1)
    while end < stop and (words[end][:1].isdigit() or words[end] in reader.words):
        end += 1
    return end


def read(type_name: str, words: Sequence[str], today: date) -> Reading | None:
    """All of `words` as a value of the type, None where they are none."""
    return _READERS[type_name].read(words, today) if words else None


@dataclass(frozen=True, slots=True)
class _Reader:
    """How a type is read, the words its values may begin with, and those they go on with."""

    read: Callable[[Sequence[str], date], Reading | None]
    starts: frozenset[str]
    words: frozenset[str]


def _number(words: Sequence[str], today: date) -> Reading | None:
    # "Just two" and "about twenty" are numbers as "at two" is none.
    value = amazon_numbers.number(words[1:] if words[0] in amazon_durations.NEARLY and len(words) > 1 else words)
    return Reading(value, loose=True) if value is not None else None


def _four_digits(words: Sequence[str], today: date) -> Reading | None:
    value = amazon_numbers.four_digits(words)
    return Reading(value) if value is not None else None


def _ordinal(words: Sequence[str], today: date) -> Reading | None:
    value = amazon_numbers.ordinal(words)
    return Reading(str(value), loose=True) if value is not None else None


def _phone(words: Sequence[str], today: date) -> Reading | None:
    value = amazon_numbers.phone(words)
    return Reading(value, loose=len(value) < _TELLING_DIGITS) if value is not None else None


def _date(words: Sequence[str], today: date) -> Reading | None:
    value = amazon_dates.day(words, today)
    if value is None:
        return None
    # "may" and "fall" are verbs, "now" is a filler, "twenty twenty" and "the third" are numbers, but "on the third".
    alone = len(words) == 1 and words[0] in _AMBIGUOUS_DATES
    counted = words[0] != "on" and all(word in _NUMBERS or word == "the" or word[0].isdigit() for word in words)
    return Reading(value, loose=value == "PRESENT_REF" or alone or counted)


def _time(words: Sequence[str], today: date) -> Reading | None:
    value = amazon_times.time(words)
    if value is None:
        return None
    # "at three" is a time of the clock, "for three" is anything, and "three to five" is a span.
    said = amazon_durations.without_lead(words)
    plain = words[0] != "at" and all(word in _PLAIN_TIMES or word.isdecimal() for word in said)
    return Reading(value, loose=plain)


def _duration(words: Sequence[str], today: date) -> Reading | None:
    value = amazon_durations.duration(words)
    return Reading(value, loose=words[0] == "the") if value is not None else None


# Shorter ones are emergency numbers to who expects one, numbers to everybody else.
_TELLING_DIGITS = 7
_AMBIGUOUS_DATES = frozenset({"may", "march", "fall", "spring"})
_NUMBERS = amazon_numbers.ORDINAL_WORDS | amazon_durations.LEADING
_PLAIN_TIMES = amazon_numbers.DIGIT_WORDS | {"the", "to", "till", "of", "after"}

_DIGITS_OR_NUMBER = amazon_numbers.NUMBER_WORDS | amazon_numbers.DIGIT_WORDS
_ORDINAL_READER = _Reader(_ordinal, amazon_numbers.ORDINAL_WORDS, amazon_numbers.ORDINAL_WORDS)
_READERS: dict[str, _Reader] = {
    "AMAZON.NUMBER": _Reader(_number, _DIGITS_OR_NUMBER | amazon_durations.NEARLY, _DIGITS_OR_NUMBER),
    "AMAZON.ORDINAL": _ORDINAL_READER,
    "AMAZON.Ordinal": _ORDINAL_READER,
    "AMAZON.FOUR_DIGIT_NUMBER": _Reader(_four_digits, _DIGITS_OR_NUMBER, _DIGITS_OR_NUMBER),
    "AMAZON.PhoneNumber": _Reader(_phone, amazon_numbers.DIGIT_WORDS | {"plus"}, amazon_numbers.DIGIT_WORDS),
    "AMAZON.DATE": _Reader(_date, amazon_dates.DATE_STARTS, amazon_dates.DATE_WORDS),
    "AMAZON.TIME": _Reader(_time, amazon_times.TIME_STARTS, amazon_times.TIME_WORDS),
    "AMAZON.DURATION": _Reader(_duration, amazon_durations.DURATION_STARTS, amazon_durations.DURATION_WORDS),
}
_NAMES = {
    "AMAZON.DayOfWeek": frozenset(f"{name}{plural}" for name in amazon_dates.WEEKDAYS for plural in ("", "s")),
    "AMAZON.Month": frozenset(amazon_dates.MONTHS),
}
# All the words that dates, times, durations and numbers are said with.
LEXICON = frozenset().union(*(reader.starts | reader.words for reader in _READERS.values()))
