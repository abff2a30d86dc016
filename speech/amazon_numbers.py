"""AMAZON.NUMBER, FOUR_DIGIT_NUMBER and ORDINAL: English number words as the digits Alexa sends.

All take normal words (`speech.words`), where digits up to a hundred are words already.
"""

from collections.abc import Sequence

UNITS = {
    "zero": 0, "oh": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
NUMBER_STARTS = frozenset(UNITS) | frozenset(TENS) | {"a", "hundred", "thousand", "million"}
ORDINAL_STARTS = frozenset(_ORDINALS) | frozenset(TENS)


def cardinal(words: Sequence[str]) -> int | None:
    """A whole number said as a number: "a hundred and five", "twenty five", "1200"; None for anything else."""
    if len(words) == 1 and words[0].isdecimal():
        return int(words[0])
    total = group = 0
    expects = "any"  # what may come next: "any", a "unit" after a ten, a "scale" after units, or "more" after a scale
    for at, word in enumerate(words):
        if word in UNITS and word != "oh" and expects != "scale" and not (expects == "unit" and UNITS[word] > 9):
            group += UNITS[word]
            expects = "scale"
        elif word in TENS and expects in ("any", "more"):
            group += TENS[word]
            expects = "unit"
        elif word == "a" and at == 0 and len(words) > 1 and words[1] in _SCALES:
            group = 1
        elif word in _SCALES and (group or at == 0):
            group = (group or 1) * _SCALES[word]
            if word != "hundred":
                total, group = total + group, 0
            expects = "more"
        elif word == "and" and expects == "more" and at + 1 < len(words):
            continue
        else:
            return None
    return total + group if words else None


def number(words: Sequence[str]) -> str | None:
    """AMAZON.NUMBER: a whole number, or its digits one by one ("five five one two" is 5512)."""
    if len(words) > 1 and all(word in UNITS and UNITS[word] < 10 for word in words):
        return "".join(str(UNITS[word]) for word in words)
    if len(words) > 1 and words[0] in ("minus", "negative"):
        rest = cardinal(words[1:])
        return None if rest is None else str(-rest)
    value = cardinal(words)
    return None if value is None else str(value)


def four_digits(words: Sequence[str]) -> str | None:
    """AMAZON.FOUR_DIGIT_NUMBER: four digits, a number of four digits, or two pairs ("twelve thirty four")."""
    whole = number(words)
    if whole is not None and len(whole) == 4 and whole.isdecimal():
        return whole
    for cut in range(1, len(words)):
        left, right = cardinal(words[:cut]), cardinal(words[cut:])
        if words[cut] == "oh" and len(words) == cut + 2:
            right = UNITS.get(words[cut + 1])
        if left is not None and right is not None and 10 <= left <= 99 and (right > 9 or words[cut] == "oh"):
            return f"{left}{right:02d}" if right < 100 else None
    return None


def ordinal(words: Sequence[str]) -> int | None:
    """ "third" is 3, "twenty first" is 21; None for anything else."""
    if len(words) == 1:
        word = words[0]
        if word[:-2].isdecimal() and word.endswith(("st", "nd", "rd", "th")):
            return int(word[:-2])
        return _ORDINALS.get(word)
    if len(words) == 2 and words[0] in TENS and _ORDINALS.get(words[1], 99) < 10:
        return TENS[words[0]] + _ORDINALS[words[1]]
    return None
