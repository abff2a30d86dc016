"""AMAZON.NUMBER, FOUR_DIGIT_NUMBER, Ordinal and PhoneNumber: English number words as the digits Alexa sends.

What number words mean is text2num's to know; here is how people dictate digits, and which type takes what. All take
normal words (`speech.words`), where digits up to a hundred are words already, and give None for anything else.
"""

import re
from collections.abc import Sequence

from text_to_num import alpha2digit, text2num

from speech.words import number_words

_DIGITS = {number_words(digit)[0]: str(digit) for digit in range(10)} | {"oh": "0", "o": "0"}
_BELOW_HUNDRED = frozenset(word for number in range(100) for word in number_words(number))
_TENS = frozenset(number_words(ten)[0] for ten in range(20, 100, 10))
_SCALES = frozenset({"hundred", "thousand", "million", "billion"})
_SIGNS = ("minus", "negative")
_REPEATS = {"double": 2, "triple": 3}

NUMBER_STARTS = _BELOW_HUNDRED | _SCALES | {"a", "oh", "o"}
NUMBER_WORDS = NUMBER_STARTS | {"and", "point", *_SIGNS}
DIGIT_WORDS = _BELOW_HUNDRED | {"oh", "o", "hundred", *_REPEATS}
ORDINAL_WORDS = NUMBER_WORDS | frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth "
    "ninetieth hundredth thousandth millionth".split()
)

# Longer ones are noise, and Python refuses to read them from some length on.
_MOST_DIGITS = 100
_ORDINAL = re.compile(rf"(\d{{1,{_MOST_DIGITS}}})(?:st|nd|rd|th)")
_DECIMAL = re.compile(rf"\d{{1,{_MOST_DIGITS}}}\.\d{{1,{_MOST_DIGITS}}}")
# Emergency numbers have three digits, the longest numbers in the world fifteen.
_PHONE_DIGITS = range(3, 16)


def cardinal(words: Sequence[str]) -> int | None:
    """A whole number said as a number: "a hundred and five", "twenty five", "1200"."""
    if len(words) == 1 and words[0].isdecimal():
        return int(words[0]) if len(words[0]) <= _MOST_DIGITS else None
    # A zero in front is dictation, no number.
    if not words or not NUMBER_WORDS.issuperset(words) or (words[0] == "zero" and len(words) > 1):
        return None
    try:
        return int(text2num(_said(words), "en"))
    except ValueError:
        return None


def ordinal(words: Sequence[str]) -> int | None:
    """ "third" is 3, "twenty first" is 21."""
    if words and words[-1] == "sixtieth":  # the one ordinal text2num 3.1 doesn't know
        return cardinal([*words[:-1], "sixty"])
    known = ORDINAL_WORDS.issuperset(words[:-1])
    found = _ORDINAL.fullmatch(alpha2digit(_said(words), "en", 0.0)) if known else None
    return int(found[1]) if found else None


def decimal(words: Sequence[str]) -> str | None:
    """A number with or without a fraction: "two point five" is 2.5, "point five" is 0.5."""
    if len(words) == 1 and _DECIMAL.fullmatch(words[0]):
        return words[0]
    if "point" not in words:
        whole = cardinal(words)
        return None if whole is None else str(whole)
    at = words.index("point")
    before, behind = cardinal(words[:at] or ["zero"]), digits(words[at + 1 :])
    return f"{before}.{behind}" if before is not None and behind else None


def number(words: Sequence[str]) -> str | None:
    """AMAZON.NUMBER: a number, its digits one by one ("five five one two"), or in two parts ("nineteen ninety nine").

    Amazon's pages know whole numbers; that en-US also sends fractions is what skills report.
    """
    if words and words[0] in _SIGNS:
        amount = decimal(words[1:])
        return None if amount is None else f"-{amount}"
    amount = decimal(words)
    if amount is not None:
        return amount
    groups = _groups(words)
    if len(groups) < 2:
        return None
    said = "".join(groups)
    one_by_one = len(said) == len(groups)
    # "two fifty" and "twenty oh five" are one number, "fifty seventy" and "ten five" are two.
    as_a_pair = len(said) in (3, 4) and int(groups[0]) <= 20 and (len(groups[1]) == 2 or groups[1] == "0")
    return said if one_by_one or as_a_pair else None


def four_digits(words: Sequence[str]) -> str | None:
    """AMAZON.FOUR_DIGIT_NUMBER: a number of four digits, or four that are dictated ("twelve thirty four")."""
    whole = cardinal(words)
    said = str(whole) if whole is not None and whole > 999 else digits(words)
    return said if said is not None and len(said) == 4 else None


def phone(words: Sequence[str]) -> str | None:
    """AMAZON.PhoneNumber: the digits alone, at least three of them: "five five five one two one two" 5551212."""
    said = digits(words[1:] if words and words[0] == "plus" else words)
    return said if said is not None and len(said) in _PHONE_DIGITS else None


def digits(words: Sequence[str]) -> str | None:
    """Digits as people dictate them: "two oh six", "double five", "eight hundred", "twelve thirty four"."""
    return "".join(_groups(words)) or None


def _groups(words: Sequence[str]) -> list[str]:
    """The digits in the groups they were said in; none where some word is no digit."""
    groups: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word in _REPEATS and at + 1 < len(words) and words[at + 1] in _DIGITS:
            groups.append(_DIGITS[words[at + 1]] * _REPEATS[word])
            at += 2
            continue
        if word in _DIGITS or word.isdecimal():
            group = _DIGITS.get(word, word)
        elif word in _BELOW_HUNDRED:
            unit = words[at + 1] if word in _TENS and at + 1 < len(words) else ""
            with_unit = unit in _DIGITS and _DIGITS[unit] != "0"
            group = str(text2num(f"{word} {unit}" if with_unit else word, "en"))
            at += with_unit
        else:
            return []
        at += 1
        if at < len(words) and words[at] == "hundred" and group != "0":
            group, at = f"{group}00", at + 1
        groups.append(group)
    return groups


def _said(words: Sequence[str]) -> str:
    """The words in one line, with "a hundred" as the "one hundred" that text2num knows."""
    a_scale = len(words) > 1 and words[0] == "a" and words[1] in {*_SCALES, "hundredth", "thousandth"}
    return " ".join(("one", *words[1:]) if a_scale else words)
