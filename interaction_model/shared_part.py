"""How much of what two samples make is the same: all of it, or one wording in a thousand.

"my {body_part} just {symptom}" and "my {body_part} {symptom}" share "my calf just turned sixty", because "just turned
sixty" is a wording of its own. To tell such a coincidence from two samples that mean the same, the sentences are
counted, along the graphs of wordings and without writing any out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import prod

from interaction_model.sentence_tree import Sample, SentenceTree, Wordings, steps_of

#: What is still to be said of a slot that has begun, if one has, and the steps behind it.
_Rest = tuple[Wordings | None, tuple[tuple[str, bool], ...]]


@dataclass
class _Together:
    """Two values begun at the same word: how many ways both end, and how many ways one ends where the other goes on."""

    both_end: int = 0
    second_goes_on: Counter[Wordings] = field(default_factory=Counter)
    first_goes_on: Counter[Wordings] = field(default_factory=Counter)


class SharedPart:
    """Counts the sentences of samples of one tree; what was counted for one pair serves the next."""

    def __init__(self, tree: SentenceTree) -> None:
        self._tree = tree
        self._values: dict[Wordings, int] = {}
        self._together: dict[tuple[Wordings, Wordings], _Together] = {}
        self._shared: dict[tuple[_Rest, _Rest], int] = {}

    def of(self, one: Sample, other: Sample) -> float:
        """The part, from 0 to 1, that the sentences of both are of all that the smaller sample makes.

        Two ways to make one sentence count as two.
        """
        steps = [tuple(steps_of(text, self._tree.slot_types[intent]) or ()) for intent, text in (one, other)]
        made = [prod(self._count(self._tree.types[step]) for step, is_slot in each if is_slot) for each in steps]
        return min(1.0, self._same((None, steps[0]), (None, steps[1])) / min(made))

    def _count(self, wordings: Wordings) -> int:
        if wordings not in self._values:
            after = sum(self._count(each) for each in wordings.following.values())
            self._values[wordings] = wordings.may_end + after
        return self._values[wordings]

    def _same(self, one: _Rest, other: _Rest) -> int:
        if one == (None, ()) or other == (None, ()):
            return one == other
        if (one, other) not in self._shared:
            self._shared[(one, other)] = self._same_from_here(one, other)
        return self._shared[(one, other)]

    def _same_from_here(self, one: _Rest, other: _Rest) -> int:
        (first, behind), (second, beyond) = self._begun(one), self._begun(other)
        if isinstance(first, Wordings) and isinstance(second, Wordings):
            together = self._meet(first, second)
            ends = together.both_end and together.both_end * self._same((None, behind), (None, beyond))
            on = sum(
                count * self._same((None, behind), (rest, beyond)) for rest, count in together.second_goes_on.items()
            )
            off = sum(
                count * self._same((rest, behind), (None, beyond)) for rest, count in together.first_goes_on.items()
            )
            return ends + on + off
        if isinstance(first, Wordings):
            return self._same_from_here(other, one)
        if isinstance(second, str):
            return self._same((None, behind), (None, beyond)) if first == second else 0
        after = second.following.get(first)
        if after is None:
            return 0
        ends = self._same((None, behind), (None, beyond)) if after.may_end else 0
        return ends + (self._same((None, behind), (after, beyond)) if after.following else 0)

    def _begun(self, rest: _Rest) -> tuple[Wordings | str, tuple[tuple[str, bool], ...]]:
        """The word, or the value, that comes next, and the steps behind it."""
        value, steps = rest
        if value is not None:
            return value, steps
        step, is_slot = steps[0]
        return (self._tree.types[step] if is_slot else step), steps[1:]

    def _meet(self, first: Wordings, second: Wordings) -> _Together:
        if (first, second) not in self._together:
            found = self._together[(first, second)] = _Together()
            points = Counter({(first, second): 1})
            while points:  # one word further each time; every value ends, so this does
                further: Counter[tuple[Wordings, Wordings]] = Counter()
                for (one, other), ways in points.items():
                    for word in one.following.keys() & other.following.keys():
                        further[(one.following[word], other.following[word])] += ways
                for (one, other), ways in further.items():
                    found.both_end += ways * (one.may_end and other.may_end)
                    if one.may_end and other.following:
                        found.second_goes_on[other] += ways
                    if other.may_end and one.following:
                        found.first_goes_on[one] += ways
                points = further
        return self._together[(first, second)]
