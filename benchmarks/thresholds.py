"""How a contestant is set up: chosen on the sentences that may be tuned on, then fixed.

Two thresholds for those that only score. Below `accept` a sentence is not taken for what it is most like; `interrupt`
is the same for an answer that is taken for another intent than the one asked for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.contestants import Guess, Reading
from benchmarks.labelled import Kind, Sentence

Read = tuple[Sentence, Reading]


@dataclass(frozen=True, slots=True)
class Setting:
    """A variant and its thresholds; None for a contestant that decides by itself."""

    variant: str
    accept: float | None
    interrupt: float | None

    def decide(self, sentence: Sentence, reading: Reading) -> Guess:
        """What the contestant takes the sentence for."""
        asked = sentence.kind is Kind.ANSWER
        if asked and reading.best.intent == reading.otherwise.intent:
            return reading.best
        threshold = self.interrupt if asked else self.accept
        sure = reading.score is None or threshold is None or reading.score >= threshold
        return reading.best if sure else reading.otherwise


def choose_setting(readings: Mapping[str, Sequence[Read]]) -> Setting:
    """The best setting by the readings of each variant: most sentences right in and out of scope together.

    Answers choose `interrupt` alone, by how many have intent and ids right. Of equals the earlier variant and the
    higher threshold win.
    """
    settings = [thresholds(variant, read) for variant, read in readings.items()]
    return max(settings, key=lambda setting: unasked_right(setting, readings[setting.variant]))


def unasked_right(setting: Setting, read: Iterable[Read]) -> int:
    """How many of the sentences in and out of scope are right."""
    return sum(
        sentence.is_right(setting.decide(sentence, reading).intent)
        for sentence, reading in read
        if sentence.kind is not Kind.ANSWER
    )


def thresholds(variant: str, read: Sequence[Read]) -> Setting:
    """The variant with the best thresholds for it."""
    scores = {reading.score for _, reading in read if reading.score is not None}
    if not scores:
        return Setting(variant, None, None)
    tried = [math.inf, *sorted(scores, reverse=True)]
    accept = max(tried, key=lambda score: unasked_right(Setting(variant, score, None), read))
    interrupt = max(tried, key=lambda score: _answers_right(Setting(variant, accept, score), read))
    return Setting(variant, accept, interrupt)


def _answers_right(setting: Setting, read: Iterable[Read]) -> tuple[int, int]:
    guesses = [(sentence, setting.decide(sentence, reading)) for sentence, reading in read]
    right = [(s, guess) for s, guess in guesses if s.kind is Kind.ANSWER and s.is_right(guess.intent)]
    return sum(s.ids_found(guess.slots) == len(s.ids) for s, guess in right), len(right)
