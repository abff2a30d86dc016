"""Which intent a sentence's words point to: naive Bayes, trained on the model's samples when it is loaded.

The score of `speech.scoring` asks how well one sample explains a sentence. This asks what all samples of an intent say
about its words: "ease" stands in relief samples alone, in whatever sentence it comes.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

# Added to every count, so that a word an intent has never had is a hint and not a proof.
_SMOOTHING = 0.1
# Pairs repeat what their words say already; this takes the certainty back that counting them twice gives.
_TEMPER = 0.25


class Likelihood:
    """Multinomial naive Bayes over a sentence's features; every intent is as likely as any other beforehand."""

    def __init__(self, samples: Iterable[tuple[str, Iterable[Hashable]]]) -> None:
        """Learn from (intent, features) pairs. One pass, no chance: the same samples always teach the same."""
        counts: dict[str, Counter[Hashable]] = defaultdict(Counter)
        for intent, features in samples:
            counts[intent].update(iter(features))
        self.intents: Sequence[str] = tuple(counts)
        known = {feature for counted in counts.values() for feature in counted}
        totals = {intent: counted.total() + _SMOOTHING * len(known) for intent, counted in counts.items()}
        self._table: dict[Hashable, tuple[float, ...]] = {}
        for intent in self.intents:
            for feature in counts[intent]:
                if feature not in self._table:
                    self._table[feature] = tuple(
                        math.log((counts[each][feature] + _SMOOTHING) / totals[each]) for each in self.intents
                    )

    def of(self, features: Iterable[Hashable]) -> dict[str, float]:
        """How likely each intent is, together 1. Features no sample has say nothing; without any, all are equal."""
        rows = [self._table[feature] for feature in features if feature in self._table]
        logs = [_TEMPER * sum(column) for column in zip(*rows, strict=True)] or [0.0] * len(self.intents)
        most = max(logs, default=0.0)
        weights = [math.exp(value - most) for value in logs]
        total = sum(weights)
        return {intent: weight / total for intent, weight in zip(self.intents, weights, strict=True)}
