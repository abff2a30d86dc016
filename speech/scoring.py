"""One simple score for sentences that are no sample: how much of the sentence and of a sample explain each other.

Words and slots are weighed by how rare they are among the samples, words that carry no meaning hardly at all. A sample's
score is twice the weight it shares with the sentence over the weight of both (Dice's measure), so words left over on
either side cost. The same sentence always gets the same score.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from speech.model import Intent
from speech.samples import Sample
from speech.slot_reading import Hit, Spots, without_overlaps
from speech.slots import Filling
from speech.words import FUNCTION_WORDS, HESITATIONS, root

# How much a word without meaning of its own weighs, next to its rarity.
_FUNCTION_WORD = 0.3
# A word or slot value that the best sample lacks but the intent has elsewhere is half explained.
_ELSEWHERE = 0.5
# A slot of the sample that the sentence doesn't fill costs this share of its weight: samples often name more than people.
_UNFILLED = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """An intent's score, 0 to 1, with the slots that the sentence fills in it."""

    intent: str
    score: float
    fillings: Mapping[str, Filling]


class SampleScores:
    """Scores a sentence against every intent's samples, by way of an index of their words and slots."""

    def __init__(self, samples: Iterable[Sample], intents: Mapping[str, Intent]) -> None:
        """Index the samples of `intents`; built-ins and phrase samples have stages of their own."""
        self._intents = intents
        self._samples = [s for s in samples if not intents[s.intent].built_in and s.phrase is None]
        features = [_features(sample) for sample in self._samples]
        counts = Counter(feature for found in features for feature in found)
        total = len(self._samples)
        self._weights = {feature: _weight(feature, count, total) for feature, count in counts.items()}
        self._unknown = _weight("unknown", 1, total) * 0.6
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._own: dict[str, set[str]] = defaultdict(set)
        self._sizes: list[float] = []
        for index, found in enumerate(features):
            for feature in found:
                self._postings[feature].append(index)
                self._own[self._samples[index].intent].add(feature)
            self._sizes.append(sum(self._weights[f] * (_UNFILLED if f[0] == "{" else 1) for f in found))
        self._types = sorted({slot.type for sample in self._samples for slot in sample.slots})

    def ranking(self, spots: Spots, *, besides: str | None = None) -> list[Scored]:
        """Every intent that shares something with the sentence, best first; `besides` one that is judged elsewhere."""
        hits = without_overlaps(hit for name in self._types for hit in spots.longest(name) if not hit.loose)
        sentence = self._sentence_features(spots, hits)
        shared: dict[int, float] = defaultdict(float)
        for feature, weight in sentence.items():
            gain = weight * (1 + _UNFILLED) / 2 if feature[0] == "{" else weight
            for index in self._postings.get(feature, ()):
                shared[index] += gain
        size = sum(sentence.values())
        best: dict[str, tuple[float, int]] = {}
        explained = {intent: self._explained(own, sentence) for intent, own in self._own.items()}
        for index, gain in shared.items():
            intent = self._samples[index].intent
            if intent == besides:
                continue
            # What the intent explains elsewhere makes the sentence that much smaller.
            left = max(size - gain, 0.0)
            elsewhere = max(explained[intent] - gain, 0.0) * _ELSEWHERE
            score = 2 * gain / (gain + left - elsewhere + self._sizes[index]) if gain else 0.0
            if intent not in best or (score, -index) > (best[intent][0], -best[intent][1]):
                best[intent] = (score, index)
        scored = [
            Scored(intent, min(score, 1.0), fill(self._intents[intent], hits, self._samples[index]))
            for intent, (score, index) in best.items()
        ]
        order = list(self._intents)
        return sorted(scored, key=lambda entry: (-round(entry.score, 6), order.index(entry.intent)))

    def _explained(self, own: set[str], sentence: Mapping[str, float]) -> float:
        return sum(weight for feature, weight in sentence.items() if feature in own)

    def _sentence_features(self, spots: Spots, hits: list[Hit]) -> dict[str, float]:
        covered = {at for hit in hits for at in range(hit.start, hit.end)}
        features = {f"{{{hit.type}}}": self._weights.get(f"{{{hit.type}}}", 0.0) for hit in hits}
        for at, word in enumerate(spots.heard.words):
            if at in covered or word.norm in HESITATIONS:
                continue
            feature = root(word.norm)
            unknown = self._unknown * (_FUNCTION_WORD if word.norm in FUNCTION_WORDS else 1)
            features[feature] = self._weights.get(feature, unknown)
        return features


def fill(intent: Intent, hits: Iterable[Hit], sample: Sample | None = None) -> dict[str, Filling]:
    """Give each hit to a slot of its type, the sample's slots first; a multi-value slot takes all of its type."""
    slots = [*(sample.slots if sample else ()), *intent.slots.values()]
    fillings: dict[str, Filling] = {}
    for hit in hits:
        for slot in slots:
            filled = fillings.get(slot.name)
            if slot.type != hit.type or (filled is not None and not slot.multiple):
                continue
            fillings[slot.name] = (
                (*(filled or ()), *hit.values) if isinstance(filled, tuple | None) and slot.multiple else hit.values[0]
            )
            break
    return fillings


def _features(sample: Sample) -> set[str]:
    return {root(part) if isinstance(part, str) else f"{{{part.type}}}" for part in sample.parts}


def _weight(feature: str, count: int, total: int) -> float:
    rarity = math.log(1 + total / count)
    return rarity * (_FUNCTION_WORD if feature in _FUNCTION_ROOTS else 1)


_FUNCTION_ROOTS = frozenset(root(word) for word in FUNCTION_WORDS)
