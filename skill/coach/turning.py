"""What turns the meaning of a phrase: denials, the past, a relative's past, an age, how long it has gone on."""

from __future__ import annotations

import re

from skill.coach.phrases import Clause, Phrasebook, plain, words_of

_REACH = 7
"""How many words a denial may stand before the phrase it denies."""
_BARE_NO = frozenset({"no", "nothing", "none"})
_TELLERS = frozenset({"i", "he", "she"})
_NO_CHILD = 99
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_VAGUE = {"half": 0.5, "an": 1.0, "a": 1.0, "couple": 2.0, "few": 3.0, "several": 3.0}
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?")
_MINUTES = {"minute": 1, "minutes": 1, "hour": 60, "hours": 60}


def is_denied(clause: Clause, places: tuple[int, ...], book: Phrasebook) -> bool:
    """Whether a word that denies stands before or within the phrase at `places` and reaches it.

    It does not reach over another subject ("nothing helps, my chest hurts"), over words that make it a doubt ("I don't
    know why") or over what it lets stand ("no, just a bit of swelling"). A "no" that opens a new statement ("actually
    no, my foot hurts") denies nothing in it, nor does what one can't do ("I can't bear this squeezing"), nor what was
    never so "until now" or "like this".
    """
    words, first, last = clause.words, min(places), max(places)
    after = words[last + 1 : last + 3]
    if not book.cue_words("not_so_before").isdisjoint(after) and after[:1] not in (("nothing",), ("anything",)):
        return False
    negators, starters = book.cue_words("negators"), book.cue_words("clause_starters")
    lets_stand = book.cue_words("narrows")
    for place, word in enumerate(words[:last]):
        if word not in negators or place in places or first - place > _REACH:
            continue
        opens_statement = word == "no" and words[place + 1] in starters
        able = word == "not" and place > 0 and words[place - 1] in ("can", "could")
        cannot = able and words[place + 1] not in ("be", "have")
        between = words[place + 1 : first]
        doubts = not (book.cue_words("doubts") | lets_stand).isdisjoint(between)
        believes_not = between[:1] and between[0] in book.cue_words("beliefs")
        begins_anew = word in _BARE_NO and bool(between) and between[0] in _TELLERS  # "no nothing i just can't breathe"
        other_subject = not believes_not and (begins_anew or not starters.isdisjoint(between[1:]))
        if not (opens_statement or cannot or doubts or other_subject):
            return True
    return False


def is_denied_before(clause: Clause, places: tuple[int, ...], book: Phrasebook) -> bool:
    """Whether a "no" that was cut off denies the phrase: before "cramps i keep passing out" it denies a cramp only."""
    whole = Clause(("no", *clause.words), (), clause.around)
    return is_denied(whole, tuple(place + 1 for place in places), book)


def is_statement(said: str, book: Phrasebook) -> bool:
    """Whether the words say something ("calf is swollen", "i fainted"), so that a "no" before them denies nothing."""
    words = words_of(said)
    if words[1:] and words[0] in book.cue_words("subjects"):
        return True
    return not book.cue_words("verbs").isdisjoint(words) or "'s " in plain(said)


def is_past(clause: Clause, book: Phrasebook) -> bool:
    """Whether the clause tells of long ago, and neither of today nor of what has come back."""
    now = book.has_cue("today", clause.around) or book.has_cue("returns", clause.around)
    return book.has_cue("past", " ".join(clause.words)) and not now


def is_family_history(clause: Clause, book: Phrasebook) -> bool:
    """A relative's past ("my mother had a stroke"), as against a relative's present ("my dad's face dropped").

    The relative comes first: "since I had the baby" tells of oneself.
    """
    told = book.places_of_cue("family", clause)
    spoken, said = plain(clause.around), " ".join(clause.words)
    at_once = f"{said} now" if clause.words[-1] in ("just", "right") else said  # "just now" is cut at its "now"
    goes_on = any(cue in spoken for cue in book.cue("goes_on")) and not book.has_cue("counted", said)
    if not told or book.has_cue("today", at_once) or goes_on:
        return False
    relatives = (match for match in book.find("person", (clause,)) if match.id in ("adult", "child"))
    return "family" in clause.words or any(min(match.places) < max(told) for match in relatives)


def is_idiom(clause: Clause, places: tuple[int, ...], book: Phrasebook, sayings: str = "idioms") -> bool:
    """Whether the phrase shares words with a saying that means something else ("a golf stroke", "it comes back").

    `sayings`: the cue list to look in; `idioms` tell of no danger, `not_meant` of no place, time or illness.
    """
    return not book.places_of_cue(sayings, clause).isdisjoint(places)


def stands_for_a_child(clause: Clause, book: Phrasebook) -> bool:
    """Whether the clause is about a child, and does not only mention one ("I picked up my son")."""
    if book.has_cue("as_well", " ".join(clause.words)):
        return False
    openers = book.cue_words("openers")
    return any(
        match.id == "child"
        and openers.issuperset(clause.words[: min(match.places)])
        and clause.words[max(match.places)] not in _NUMBERS  # an age: `age_in_years` weighs what follows it
        for match in book.find("person", (clause,))
    )


def age_in_years(said: str, book: Phrasebook) -> int:
    """The age that is said, in years; 99 where none is."""
    words = words_of(said)
    for place in range(1, len(words)):
        if " ".join(words[place : place + 2]) in book.cue("minors"):
            return _number(words[:place])
        if _tells_an_age(words, place):
            return _number(words[: place + 1])
    return _NO_CHILD


def _tells_an_age(words: tuple[str, ...], place: int) -> bool:
    """Whether a number at `place` is somebody's age: "i am fifteen and", "she's six"; not "i am ten minutes in"."""
    after = words[place + 1] if place + 1 < len(words) else "and"
    before = words[:place]
    told = before[-2:] in _ARE or before[-1:] in (("he",), ("she",))
    return told and after in _AFTER_AN_AGE and _number(words[: place + 1]) != _NO_CHILD


_ARE = (("i", "am"), ("he", "is"), ("she", "is"), ("son", "is"), ("daughter", "is"))
_AFTER_AN_AGE = frozenset("and but so now he she i my his her who they with".split())


def number_said(said: str) -> int | None:
    """The last number in `said`; None where there is none."""
    words = words_of(said)
    numbers = (
        _number(words[: end + 1]) for end in range(len(words) - 1, -1, -1) if _number(words[: end + 1]) != _NO_CHILD
    )
    return next(numbers, None)


def minutes_so_far(said: str, book: Phrasebook) -> float:
    """How long it has been going on without a break, in minutes; 0 where that isn't said."""
    words = words_of(said)
    if book.cue_words("ongoing").isdisjoint(words):
        return 0
    for place, word in enumerate(words):
        if word in _MINUTES:
            vague = [_VAGUE[before] for before in words[max(0, place - 3) : place] if before in _VAGUE]
            number = _number(words[:place])
            count = number if number != _NO_CHILD else min(vague, default=1.0 if word == "hours" else 0.0)
            return count * _MINUTES[word]
    return 0


def minutes_of(duration: str) -> float:
    """The minutes of one of Alexa's durations ("PT1H30M"); 0 for days and longer, which tell of a history."""
    found = _DURATION.fullmatch(duration)
    return 60 * int(found[1] or 0) + int(found[2] or 0) if found else 0


def _number(words: tuple[str, ...]) -> int:
    """The number that `words` end in; 99 where they end in none."""
    last = words[-1] if words else ""
    if last.isdigit():
        return int(last)
    if last not in _NUMBERS:
        return _NO_CHILD
    before = words[-2] if len(words) > 1 else ""
    return _NUMBERS[last] + (_NUMBERS[before] if before in _TENS and _NUMBERS[last] < 10 else 0)
