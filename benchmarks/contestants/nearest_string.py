"""rapidfuzz: the filled sample that is most like the sentence, letter by letter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.contestants import Guess, Reading
from benchmarks.contestants.filled_samples import FilledSample, filled_answers, filled_samples
from benchmarks.contestants.phrase_carriers import PhraseCarriers
from speech.model import InteractionModel

# Twice as many got one sentence more of 230 right, and took twice as long.
MOST_STRINGS = 30_000
MOST_ANSWERS = 5_000


class NearestString:
    """The nearest string by each of four of rapidfuzz's scorers."""

    variants = ("token_set_ratio", "WRatio", "token_sort_ratio", "ratio")

    def __init__(self, model: InteractionModel) -> None:
        self._model = model
        self._carriers = PhraseCarriers(model)
        # A carrier alone is near to everything.
        self._samples = [filled for filled in filled_samples(model, MOST_STRINGS) if not filled.carrier]
        self._texts = [filled.text for filled in self._samples]
        self._answers = {name: filled_answers(model, model.intents[name], MOST_ANSWERS) for name in model.dialog}
        self._answer_texts = {name: [filled.text for filled in answers] for name, answers in self._answers.items()}

    def read(self, say: str, asked: str | None, variant: str) -> Reading:
        """The nearest string; while a slot is asked for, the answers to it are strings too and win a tie."""
        best, score = self._nearest(say, self._texts, self._samples, variant)
        otherwise = self._carriers.otherwise(say, asked)
        if asked is not None and otherwise.intent is not None:
            texts, answers = self._answer_texts[otherwise.intent], self._answers[otherwise.intent]
            otherwise, likeness = self._nearest(say, texts, answers, variant)
            if likeness >= score:
                best, score = otherwise, likeness
        return Reading(best, score, otherwise)

    def _nearest(
        self, say: str, texts: Sequence[str], samples: Sequence[FilledSample], variant: str
    ) -> tuple[Guess, float]:
        found = process.extractOne(say, texts, scorer=getattr(fuzz, variant))
        if found is None:
            return Guess(None), 0.0
        _, score, place = found
        return Guess(samples[place].intent, samples[place].slots), float(score)


def load(model: Path) -> NearestString:
    """Fill the samples."""
    return NearestString(InteractionModel.load(model))
