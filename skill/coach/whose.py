"""Whose an illness is: one's own, a relative's, or nobody's, only asked about."""

from __future__ import annotations

from collections.abc import Sequence

from skill.coach.phrases import Clause, Phrasebook, words_of

_REACH = 7
"""How many words a question may begin before the illness it asks about."""
_ONESELF = frozenset({"i", "my", "me"})


def is_wondered(clause: Clause, places: tuple[int, ...], book: Phrasebook) -> bool:
    """Whether an illness is only asked about: "could it be Parkinson's", and not "could it be my thyroid".

    What is told behind the question is told: "is it because I have diabetes".
    """
    spoken, here = words_of(clause.around), clause.words
    start = next((at for at in range(len(spoken)) if spoken[at : at + len(here)] == here), 0)
    first = start + min(places)
    before = spoken[max(0, first - _REACH) : first]
    if not before or before[-1] == "my":
        return False
    ends = [
        at + len(words)
        for words in map(words_of, book.cue("wonders"))
        for at in range(len(before))
        if before[at : at + len(words)] == words
    ]
    return bool(ends) and {"i", "my", "because", "since"}.isdisjoint(before[max(ends) :])


def told_of_relatives(clauses: Sequence[Clause], book: Phrasebook) -> frozenset[int]:
    """The statements about a relative, where another tells of one's own body ("my mum has M S and my calf cramps")."""
    others = book.cue_words("male") | book.cue_words("female")
    relatives = {
        match.clause
        for match in book.find("person", clauses)
        if match.id in ("adult", "child")
        and book.cue_words("openers").issuperset(clauses[match.clause].words[: min(match.places)])
    }
    own = any(
        not _ONESELF.isdisjoint(clause.words) and others.isdisjoint(clause.words)
        for number, clause in enumerate(clauses)
        if number not in relatives and (book.find("symptom", (clause,)) or book.find("body_part", (clause,)))
    )
    return frozenset(relatives if own else ())
