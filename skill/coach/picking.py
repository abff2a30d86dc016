"""Which of several things asked for in one breath is meant by its place in the question: "the second one", "both"."""

from __future__ import annotations

from collections.abc import Sequence

from skill.coach.heard import Slot
from skill.coach.phrases import Phrasebook, words_of

NONE, UNCLEAR = "none", "one"
"""What is said of no thing asked for ("all clear"), and of one that is not told ("one of those")."""
_PLACES = {
    "first": slice(0, 1),
    "second": slice(1, 2),
    "third": slice(2, 3),
    "last": slice(-1, None),
    "first_two": slice(0, 2),
    "last_two": slice(-2, None),
    "both": slice(0, 2),
    "all": slice(None),
}


def pick_in(slots: Sequence[Slot], asked: Sequence[str], book: Phrasebook) -> str | None:
    """How the answer points at what was `asked`, an id of `picks`; None where it says something else.

    "Both" of three things is unclear. Words that hedge ("probably the first one") may stand around it.
    """
    if len(asked) < 2:
        return None
    hedges = book.cue_words("hedges")
    for slot in slots:
        plainly = [word for word in words_of(slot.said) if word not in hedges]
        pick = book.opening("picks", slot.said, whole=True) or book.opening("picks", " ".join(plainly), whole=True)
        if pick == "both" and len(asked) > 2:
            return UNCLEAR
        if pick is not None:
            return pick
    return None


def picked(slots: Sequence[Slot], asked: Sequence[str], book: Phrasebook) -> tuple[str, ...]:
    """The findings pointed at; empty where none is."""
    pick = pick_in(slots, asked, book)
    return tuple(asked[_PLACES[pick]]) if pick in _PLACES else ()
