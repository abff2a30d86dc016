"""What becomes of a sentence that a contestant is not sure of, by the model alone."""

from __future__ import annotations

import re

from benchmarks.contestants import Guess
from speech.model import PHRASE_TYPE, InteractionModel

_SLOT = re.compile(r"\{\s*(\w+)\s*\}")


class PhraseCarriers:
    """The model's samples with a phrase slot: an intent by the words that stand around the slot."""

    def __init__(self, model: InteractionModel) -> None:
        self._model = model
        self._carriers: list[tuple[str, str, str]] = []
        for intent in model.intents.values():
            phrases = {slot.name for slot in intent.slots.values() if slot.type == PHRASE_TYPE}
            for sample in intent.samples:
                for brace in _SLOT.finditer(sample):
                    if brace[1] in phrases:
                        around = sample[: brace.start()].strip().lower(), sample[brace.end() :].strip().lower()
                        self._carriers.append((*around, intent.name))

    def otherwise(self, say: str, asked: str | None) -> Guess:
        """The intent whose slot is asked for, as Alexa fills it raw; else that of a carrier; else none."""
        if asked is not None:
            return Guess(self._model.intent_eliciting(asked))
        for before, after, intent in self._carriers:
            starts = not before or say.startswith(f"{before} ")
            if starts and (not after or say.endswith(f" {after}")):
                return Guess(intent)
        return Guess(None)
