"""Danger signs as ideas that meet: a place and a state, something one can't do, a medicine and a fever.

A phrase hears one wording; a sign hears every word of one class beside every word of another, in either order. The
classes and the signs are data (locales/<language>/danger.yaml). What turns a sign (no, last year, my mother had) is
weighed by the reader, as for phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from types import MappingProxyType

from skill.coach.phrases import Clause, Phrasebook, is_small, plain, stem, stems_of, words_of

_GAP = 3
"""How many telling words may stand within "can't ... breathe"."""
_REACH = 6
"""How many telling words may stand between two ideas that meet in a clause."""
_MOST_WAYS = 200
IT = "it"
"""The class of what a word that only points back may stand for."""
_LINKS = frozenset({"and", "or"})
_NEW, _CARRIED = "new", "carried"
_POINTING = frozenset({"it", "they", "them"})

Chain = tuple[frozenset[str], ...]
"""Word classes that follow one another; each link is a choice of classes."""
Spot = tuple[int, ...]


@dataclass(frozen=True)
class Sign:
    """One way to tell of a danger: groups of chains. A group meets in one clause, groups anywhere in what was said."""

    flag: str
    groups: tuple[tuple[Chain, ...], ...]
    history: frozenset[int] = frozenset()
    """The groups that count though they are of the past: "had a clot last year"."""
    without: frozenset[str] = frozenset()
    """Classes of which no word may stand in a clause that a group was found in ("cold hands in winter")."""

    @property
    def classes(self) -> frozenset[str]:
        """Every word class that the sign names."""
        return self.without.union(*(link for group in self.groups for chain in group for link in chain))


@dataclass(frozen=True)
class Found:
    """A sign that was heard: its flag, and for each group the clause and the places of its words."""

    flag: str
    parts: tuple[tuple[Clause, Spot], ...]
    history: frozenset[int] = frozenset()


def sign_from(flag: str, text: str) -> Sign:
    """The sign that `text` writes: "can't > breathe", "leg + swollen|puffy without sport", "pregnant & bleeding".

    `>`: follows closely; `+`: meets in one clause, in any order; `&`: stands anywhere in what was said; `|`: or; `~`:
    the past counts too.
    """
    told, _, without = text.partition(" without ")
    written = told.split(" & ")
    groups = tuple(
        tuple(tuple(_names(link) for link in chain.split(" > ")) for chain in group.removeprefix("~").split(" + "))
        for group in written
    )
    history = frozenset(number for number, group in enumerate(written) if group.startswith("~"))
    return Sign(flag, groups, history, _names(without))


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split("|") if name.strip())


class DangerSigns:
    """Word classes and the signs made of them. Built once, then only read."""

    def __init__(
        self,
        words: Mapping[str, Sequence[str]],
        signs: Sequence[Sign],
        calm: Mapping[str, frozenset[str]] = MappingProxyType({}),
    ) -> None:
        """`words`: the members of each class; one that begins with `=` stands as it is written, others by stems.

        `calm`: for a flag, the classes of which a word makes a phrase harmless that names it.
        """
        self._calm = calm
        self._by_stem: dict[str, dict[str, list[tuple[str, tuple[str, ...]]]]] = {}
        self._by_word: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name, members in words.items():
            for member in dict.fromkeys(members):
                written = words_of(member)
                # "The runs" and "being sick" have but one telling word: nothing short of both words is meant.
                exact = member.startswith("=") or len(stems_of(member)) == 1 < len(written)
                telling = written if exact else stems_of(member)
                if telling:
                    first = self._by_word if exact else self._by_stem.setdefault(telling[0], {})
                    first.setdefault(telling[0 if exact else -1], []).append((name, telling))
        # Each sign waits under the idea with the fewest classes: a sentence without any word of those can't tell of it.
        self._signs: dict[str, list[tuple[int, Sign, tuple[frozenset[str], ...]]]] = {}
        for number, sign in enumerate(signs):
            links = sorted({link for group in sign.groups for chain in group for link in chain}, key=len)
            for name in links[0]:
                self._signs.setdefault(name, []).append((number, sign, tuple(links)))
        self._nouns = frozenset(words_of(" ".join(words.get(IT, ()))))

    def find(self, text: str, book: Phrasebook) -> Iterator[Found]:
        """Every sign in `text`, whatever may turn it."""
        clauses = _clauses(text, book, self._nouns)
        softeners = book.cue_words("softeners")
        spots = [self._spots(clause, softeners) for clause in clauses]
        said = frozenset().union(*spots)
        possible = {
            number: sign
            for name in said
            for number, sign, links in self._signs.get(name, ())
            if not any(link.isdisjoint(said) for link in links)
        }
        for _, sign in sorted(possible.items(), key=lambda entry: entry[0]):
            places = [self._parts(group, sign.without, clauses, spots) for group in sign.groups]
            for parts in product(*places):
                yield Found(sign.flag, parts, sign.history)

    def is_calm(self, flag: str, clause: Clause, book: Phrasebook) -> bool:
        """Whether a phrase for `flag` in `clause` is explained by its other words ("my heart races when I run")."""
        calming = self._calm.get(flag)
        return calming is not None and not calming.isdisjoint(self._spots(clause, book.cue_words("softeners")))

    def _spots(self, clause: Clause, softeners: frozenset[str]) -> dict[str, list[Spot]]:
        """Where words of each class stand in `clause`."""
        found: dict[str, list[Spot]] = {}
        present = {word for _, word in clause.stems}
        for start, word in clause.stems:
            ends = self._by_stem.get(word, {})
            for name, telling in (told for last in sorted(ends.keys() & present) for told in ends[last]):
                if spot := _stems_at(clause, start, telling, softeners):
                    found.setdefault(name, []).append(spot)
            for name, telling in self._by_word.get(clause.words[start], ()):
                if clause.words[start : start + len(telling)] == telling:
                    found.setdefault(name, []).append(tuple(range(start, start + len(telling))))
        return found

    def _parts(
        self,
        group: tuple[Chain, ...],
        without: frozenset[str],
        clauses: Sequence[Clause],
        spots: Sequence[Mapping[str, list[Spot]]],
    ) -> list[tuple[Clause, Spot]]:
        """The clauses that hold all chains of `group` close together, each on words of its own."""
        parts = []
        for clause, known in zip(clauses, spots, strict=True):
            if not without.isdisjoint(known):
                continue
            ways = [list(_chained(chain, clause, known)) for chain in group]
            if all(ways):
                parts += [(clause, spot) for spot in _meetings(clause, ways)]
        return parts


def _stems_at(clause: Clause, start: int, telling: tuple[str, ...], softeners: frozenset[str]) -> Spot:
    """Where the stems of a member stand from `start` on; small words and softeners may stand between. Or nowhere."""
    places = [start]
    place = start + 1
    for wanted in telling[1:]:
        while place < len(clause.words) and clause.stems[place][1] != wanted:
            if not (is_small(clause.words[place]) or clause.words[place] in softeners):
                return ()
            place += 1
        if place == len(clause.words):
            return ()
        places.append(place)
        place += 1
    return tuple(places)


def _chained(chain: Chain, clause: Clause, known: Mapping[str, list[Spot]]) -> Iterator[Spot]:
    """Where the links of `chain` follow one another in `clause`."""
    spots: list[Spot] = [()]
    for link in chain:
        nexts = [spot for name in link for spot in known.get(name, ())]
        spots = [
            (*before, *spot)
            for before in spots
            for spot in nexts
            if not before or (spot[0] > before[-1] and _between(clause, before[-1], spot[0]) <= _GAP)
        ]
    yield from dict.fromkeys(spots)


def _meetings(clause: Clause, ways: Sequence[Sequence[Spot]]) -> Iterator[Spot]:
    """The choices of one spot a chain that share no word and stand close enough together."""
    for tried, choice in enumerate(product(*ways)):
        if tried == _MOST_WAYS:
            return
        ordered = sorted(choice)
        together = tuple(sorted(place for spot in ordered for place in spot))
        near = all(
            later[0] <= earlier[-1] or _between(clause, earlier[-1], later[0]) <= _REACH
            for earlier, later in pairwise(ordered)
        )
        if near and len(set(together)) == len(together):
            yield together


def _between(clause: Clause, first: int, last: int) -> int:
    return sum(not is_small(word) for word in clause.words[first + 1 : last])


def _clauses(text: str, book: Phrasebook, nouns: frozenset[str]) -> tuple[Clause, ...]:
    """Statements of one subject, as the phrasebook cuts them; but "is now cold" and "and it is cold" go on.

    A word that points back ("it") stands for the last of `nouns` before it, so that "my leg ... and now it's swelling"
    tells of the leg. "Not swollen it's gone cold" is two statements, though nothing but the "it's" says so.
    """
    statements: list[tuple[str, ...]] = []
    last = ""
    for sentence in re.split(r"[.;:!?]+", plain(text)):
        words, start = list(words_of(sentence)), 0
        for place, word in enumerate(words):
            if place > start and (cut := _cut(words, place, book)):
                statements.append(tuple(words[start:place]))
                start = place
                if cut == _CARRIED and last:  # "and now cold" goes on about the leg
                    words[place] = last
            if word in nouns:
                last = word
            elif word in _POINTING and last:
                words[place] = last
        statements.append(tuple(words[start:]))
    return tuple(
        Clause(words, tuple((place, stem(word)) for place, word in enumerate(words)), text)
        for words in statements
        if words
    )


def _cut(words: Sequence[str], place: int, book: Phrasebook) -> str:
    """Whether a statement begins at `place`; `_CARRIED` where it is still about what was spoken of."""
    word, before = words[place], words[place - 1]
    follows = words[place + 1] if place + 1 < len(words) else ""
    then = words[place + 2] if place + 2 < len(words) else ""
    starters, breaks = book.cue_words("clause_starters"), book.cue_words("clause_breaks")
    if word in book.cue_words("contrasts"):
        return _NEW
    if word in _LINKS:
        if follows in breaks | book.cue_words("new_statement"):
            return _NEW if then in starters else _CARRIED
        return _NEW if follows in starters - _POINTING else ""
    if word in breaks and follows in starters:
        return _NEW
    # "Since the accident last year my leg is ...": what is said now is not of last year.
    if before in book.cue_words("past_ends") and word in starters:
        return _NEW if not book.cue_words("present").isdisjoint(words[place : place + 4]) else ""
    asserts = word in book.cue_words("subjects") and follows in book.cue_words("verbs")
    return _NEW if asserts and before not in book.cue_words("leads_on") | breaks | _LINKS else ""
