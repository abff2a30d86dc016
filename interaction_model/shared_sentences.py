"""Sentences that samples of two intents share, once listed values are put into their slots.

Pairs of points of the tree are walked together, word by word, from the root: a pair goes on only while both can hear
the same words. So four thousand samples are compared without comparing each with each, and without writing out a
sentence. A slot's value may end in the middle of another's ("calf" and "calf cramps"), so a point is a node of the
tree, or a node and what is still to be said of the slot before it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from interaction_model.sentence_tree import Node, Sample, SentenceTree, Wordings

_Words = tuple[str, ...]
_Point = tuple[Node, Wordings | None]


@dataclass(frozen=True)
class _Together:
    """Two slots that begin at the same word: words that are a value of both, and those after which one goes on."""

    both_end: _Words | None
    second_goes_on: dict[Wordings, _Words]
    first_goes_on: dict[Wordings, _Words]


def shared_sentences(tree: SentenceTree) -> dict[tuple[Sample, Sample], str]:
    """Each pair of samples of two intents that can be the same sentence, with one such sentence of the fewest parts."""
    return _Search(tree).found()


class _Search:
    def __init__(self, tree: SentenceTree) -> None:
        self._tree = tree
        self._together: dict[tuple[Wordings, Wordings], _Together] = {}

    def found(self) -> dict[tuple[Sample, Sample], str]:
        root: _Point = (self._tree.root, None)
        found: dict[tuple[Sample, Sample], str] = {}
        seen = {(root, root)}
        waiting: deque[tuple[_Point, _Point, _Words]] = deque([(root, root, ())])
        while waiting:
            first, second, said = waiting.popleft()
            for pair in _ends(first, second):
                found.setdefault(pair, " ".join(said))
            for after, other, words in self._steps(first, second):
                # Nothing that one intent shares with itself is looked for here.
                alone = len(after[0].intents) == 1 and after[0].intents == other[0].intents
                if not alone and (after, other) not in seen and (other, after) not in seen:
                    seen.add((after, other))
                    waiting.append((after, other, (*said, *words)))
        return found

    def _steps(self, first: _Point, second: _Point) -> Iterator[tuple[_Point, _Point, _Words]]:
        ones, others = _words(first), _words(second)
        for word, node in ones.items():
            if word in others:
                yield (node, None), (others[word], None), (word,)
        for rest, behind in self._slots(second):
            for word, node in ones.items():
                for point in _after(word, rest, behind):
                    yield (node, None), point, (word,)
        for rest, behind in self._slots(first):
            for word, node in others.items():
                for point in _after(word, rest, behind):
                    yield point, (node, None), (word,)
            for other_rest, other_behind in self._slots(second):
                together = self._meet(rest, other_rest)
                if together.both_end is not None:
                    yield (behind, None), (other_behind, None), together.both_end
                for going_on, words in together.second_goes_on.items():
                    yield (behind, None), (other_behind, going_on), words
                for going_on, words in together.first_goes_on.items():
                    yield (behind, going_on), (other_behind, None), words

    def _slots(self, point: _Point) -> list[tuple[Wordings, Node]]:
        """What may be said of the slots that begin here or go on here, with the nodes behind them."""
        node, rest = point
        if rest is not None:
            return [(rest, node)]
        return [(self._tree.types[type_name], behind) for type_name, behind in node.slots.items()]

    def _meet(self, first: Wordings, second: Wordings) -> _Together:
        if (first, second) not in self._together:
            self._together[(first, second)] = _walk_together(first, second)
        return self._together[(first, second)]


def _walk_together(first: Wordings, second: Wordings) -> _Together:
    both_end: _Words | None = None
    second_goes_on: dict[Wordings, _Words] = {}
    first_goes_on: dict[Wordings, _Words] = {}
    seen = {(first, second)}
    waiting: deque[tuple[Wordings, Wordings, _Words]] = deque([(first, second, ())])
    while waiting:
        one, other, said = waiting.popleft()
        for word, after in one.following.items():
            if (beside := other.following.get(word)) is None:
                continue
            words = (*said, word)
            if after.may_end and beside.may_end and both_end is None:
                both_end = words
            if after.may_end and beside.following:
                second_goes_on.setdefault(beside, words)
            if beside.may_end and after.following:
                first_goes_on.setdefault(after, words)
            if (after, beside) not in seen:
                seen.add((after, beside))
                waiting.append((after, beside, words))
    return _Together(both_end, second_goes_on, first_goes_on)


def _words(point: _Point) -> dict[str, Node]:
    return point[0].words if point[1] is None else {}


def _after(word: str, rest: Wordings, behind: Node) -> Iterator[_Point]:
    after = rest.following.get(word)
    if after is not None and after.may_end:
        yield behind, None
    if after is not None and after.following:
        yield behind, after


def _ends(first: _Point, second: _Point) -> Iterator[tuple[Sample, Sample]]:
    if first[1] is None and second[1] is None:
        for one in first[0].samples:
            for other in second[0].samples:
                if one[0] != other[0]:
                    yield (one, other) if one < other else (other, one)
