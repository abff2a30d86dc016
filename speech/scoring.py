"""One simple score for sentences that are no sample: how much of the sentence and of a sample explain each other.

Words, slots and pairs of neighbours are weighed by how rare they are among the samples, words that carry no meaning
hardly at all. A sample's score is twice the weight it shares with the sentence over the weight of both (Dice's
measure), so what is left over on either side costs. The same sentence always gets the same score.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from speech.model import Intent
from speech.samples import Sample
from speech.slot_reading import Hit, Spots, without_overlaps
from speech.slots import Filling
from speech.words import DETERMINERS, FUNCTION_WORDS, HESITATIONS, root

# How much these count, next to their rarity: words without a meaning of their own, and pairs of neighbours.
_FUNCTION_WORD = 0.3
_PAIR = 0.5
# What the best sample lacks but its intent has elsewhere is half explained.
_ELSEWHERE = 0.5
# A slot of the sample that the sentence doesn't fill costs this share: samples often name more than people do.
_UNFILLED = 0.5
# Samples of bare values are answers. Said unasked, in more words than theirs, they are the poorer guess.
_BARE = 0.8

Feature = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scored:
    """An intent's score, 0 to 1, with the slots that the sentence fills in it.

    `turned`: a word that turns the meaning ("had", "never") stands in the sentence and neither in the sample nor in a
    value, so that the intent would hear the opposite of what was said.
    """

    intent: str
    score: float
    fillings: Mapping[str, Filling]
    turned: bool = False


class SampleScores:
    """Scores a sentence against every intent's samples, by way of an index of their words and slots."""

    def __init__(self, samples: Iterable[Sample], intents: Mapping[str, Intent]) -> None:
        """Index the samples of `intents`; built-ins and phrase samples have stages of their own."""
        self._intents = intents
        self._order = {name: place for place, name in enumerate(intents)}
        self._samples = [s for s in samples if not intents[s.intent].built_in and s.phrase is None]
        features = [_features(_outline(sample)) for sample in self._samples]
        counts = Counter(feature for found in features for feature in found)
        total = len(self._samples)
        self._weights = {feature: _weight(feature, count, total) for feature, count in counts.items()}
        self._rarest = math.log(1 + total)
        self._postings: dict[Feature, list[int]] = defaultdict(list)
        self._own: dict[str, set[Feature]] = defaultdict(set)
        self._sizes: list[float] = []
        for index, found in enumerate(features):
            for feature in found:
                self._postings[feature].append(index)
                self._own[self._samples[index].intent].add(feature)
            self._sizes.append(sum(self._weights[f] * (_UNFILLED if _is_slot(f) else 1) for f in found))
        self._bare = [all(word in FUNCTION_WORDS for word in sample.literals) for sample in self._samples]
        self._types = sorted({slot.type for sample in self._samples for slot in sample.slots})

    def ranking(self, spots: Spots, *, besides: str | None = None) -> list[Scored]:
        """Every intent that shares something with the sentence, best first; `besides` one that is judged elsewhere."""
        hits = without_overlaps(hit for name in self._types for hit in spots.longest(name) if spots.telling(hit))
        sentence = self._weigh(_features(self._outline_of(spots, hits)))
        shared: dict[int, float] = defaultdict(float)
        full: dict[int, float] = defaultdict(float)
        for feature, weight in sentence.items():
            gain = weight * (1 + _UNFILLED) / 2 if _is_slot(feature) else weight
            for index in self._postings.get(feature, ()):
                shared[index] += gain
                full[index] += weight
        size = sum(sentence.values())
        explained = {name: sum(w for f, w in sentence.items() if f in own) for name, own in self._own.items()}
        best: dict[str, tuple[float, int]] = {}
        for index, gain in shared.items():
            name = self._samples[index].intent
            # What the intent explains elsewhere makes the sentence that much smaller.
            elsewhere = (explained[name] - full[index]) * _ELSEWHERE
            score = 2 * gain / (size - full[index] + gain - elsewhere + self._sizes[index])
            score *= _BARE if self._bare[index] else 1
            if name != besides and (name not in best or (score, -index) > (best[name][0], -best[name][1])):
                best[name] = (score, index)
        turning = spots.turning(hits)
        scored = [
            Scored(
                name,
                min(score, 1.0),
                fill(self._intents[name], hits, spots, self._samples[index]),
                not turning.issubset(self._samples[index].literals),
            )
            for name, (score, index) in best.items()
        ]
        return sorted(scored, key=lambda entry: (-round(entry.score, 6), self._order[entry.intent]))

    def _outline_of(self, spots: Spots, hits: Iterable[Hit]) -> list[str]:
        starts = {hit.start: hit for hit in hits}
        outline: list[str] = []
        at = 0
        while at < len(spots.heard.words):
            if at in starts:
                outline.append(f"{{{starts[at].type}}}")
                at = starts[at].end
                continue
            outline.append(root(spots.heard.words[at].norm))
            at += 1
        return outline

    def _weigh(self, features: Iterable[Feature]) -> dict[Feature, float]:
        """Pairs the model has never seen weigh nothing; words it has never seen are what no intent explains."""
        weighed: dict[Feature, float] = {}
        for feature in features:
            weight = self._weights.get(feature)
            if weight is None:
                pair_or_slot = isinstance(feature, tuple) or _is_slot(feature)
                function_word = _FUNCTION_WORD if feature in _FUNCTION_ROOTS else 1
                weight = 0.0 if pair_or_slot else self._rarest * function_word
            weighed[feature] = weight
        return weighed


def fill(intent: Intent, hits: Sequence[Hit], spots: Spots, sample: Sample | None = None) -> dict[str, Filling]:
    """Give each hit to a slot of its type, the sample's slots first; a multi-value slot takes all of its type.

    Where one slot would have to hold two different values it holds the words from the first to the last of them, as
    unlisted ones: so nothing that was said is lost.
    """
    slots = [*(sample.slots if sample else ()), *intent.slots.values()]
    taken: dict[str, list[Hit]] = {}
    for hit in hits:
        of_type = [slot for slot in slots if slot.type == hit.type]
        free = next((slot for slot in of_type if slot.multiple or slot.name not in taken), None)
        slot = free or next(iter(of_type), None)
        if slot is not None:
            taken.setdefault(slot.name, []).append(hit)
    return {name: _filling(intent.slots[name].multiple, own, hits, spots) for name, own in taken.items()}


def _filling(multiple: bool, own: list[Hit], hits: Sequence[Hit], spots: Spots) -> Filling:
    if multiple:
        return tuple(value for hit in own for value in hit.values)
    first, last = own[0], own[-1]
    ids = {hit.values[0].id for hit in own}
    between = [hit for hit in hits if first.end <= hit.start < last.start and hit not in own]
    if len(ids) == 1 or between or not all(hit.matched for hit in own):
        return first.values[0]
    return spots.resolved(first.type, first.start, last.end)


def _outline(sample: Sample) -> list[str]:
    return [root(part) if isinstance(part, str) else f"{{{part.type}}}" for part in sample.parts]


def _features(outline: Sequence[str]) -> dict[Feature, None]:
    """Words, slots and pairs of neighbours, in the order of the sentence; "my" and "the" make no difference."""
    telling = [word for word in outline if word not in DETERMINERS and word not in HESITATIONS]
    return dict.fromkeys([*telling, *pairwise(["^", *telling])])


def _is_slot(feature: Feature) -> bool:
    return isinstance(feature, str) and feature.startswith("{")


def _weight(feature: Feature, count: int, total: int) -> float:
    rarity = math.log(1 + total / count)
    if isinstance(feature, tuple):
        return rarity * _PAIR
    return rarity * (_FUNCTION_WORD if feature in _FUNCTION_ROOTS else 1)


_FUNCTION_ROOTS: frozenset[Feature] = frozenset(root(word) for word in FUNCTION_WORDS)
