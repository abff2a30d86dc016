"""One word, other places: a phrase in the forms it is said in elsewhere ("pee is brown", "wee is brown")."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import product

from skill.content_files import Node

_WORD = re.compile(r"[\w']+")


class RegionalWords:
    """The words that have other forms in some place; `sets` are the forms of one word each."""

    def __init__(self, sets: Sequence[Sequence[str]]) -> None:
        self.sets = tuple(tuple(forms) for forms in sets)
        self._forms = {form: forms for forms in sets for form in forms}
        self._first_words = {word for form in self._forms for word in _WORD.findall(form)[:1]}
        longest_first = sorted(self._forms, key=lambda form: (-len(form), form))
        self._known = re.compile(rf"(?<![\w'])({'|'.join(map(re.escape, longest_first))})(?![\w'])")

    def others(self, phrase: str) -> list[str]:
        """All other forms of `phrase`."""
        if self._first_words.isdisjoint(_WORD.findall(phrase)):  # nearly always, and told at once
            return []
        pieces = self._known.split(phrase)
        written = product(*(self._forms.get(piece, (piece,)) for piece in pieces))
        return [other for words in written if (other := "".join(words)) != phrase]


def read_regional_words(root: Node, locale: str) -> RegionalWords:
    """The words of regional.yaml with the forms that are heard in `locale`."""
    sets: dict[str, list[str]] = {}
    for _, group in root.mapping("groups"):
        group.only("places", "heard", "instead_of")
        everywhere = group.choice("heard", ("everywhere", "there"), "there") == "everywhere"
        here = everywhere or locale in group.texts("places")
        words = group.child("instead_of")
        for word in words.names():
            forms = words.texts(word)
            if here:
                sets.setdefault(word, [word]).extend(forms)
    return RegionalWords(list(sets.values()))


def places(root: Node) -> frozenset[str]:
    """Every locale that regional.yaml names."""
    return frozenset(place for _, group in root.mapping("groups") for place in group.texts("places"))


def with_regional_forms(sections: dict[str, dict[str, list[str]]], regional: RegionalWords) -> None:
    """Add to each id of each section the other forms of its phrases; what another id says for itself stays its own."""
    for ids in sections.values():
        written: Collection[str] = {phrase for phrases in ids.values() for phrase in phrases}
        for phrases in ids.values():
            made = {other for phrase in phrases for other in regional.others(phrase)}
            phrases += sorted(made.difference(written))
