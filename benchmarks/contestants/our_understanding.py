"""The speaker's own understanding, as the speaker uses it, thresholds and all."""

from __future__ import annotations

from pathlib import Path

from benchmarks.contestants import Guess, Reading
from speech.model import InteractionModel
from speech.slots import Filling
from speech.understanding import Eliciting, Understanding


class OurUnderstanding:
    """`speech.understanding`."""

    variants = ("as it is",)

    def __init__(self, model: InteractionModel) -> None:
        self._model = model
        self._understanding = Understanding(model)

    def read(self, say: str, asked: str | None, variant: str) -> Reading:
        """What the speaker would send."""
        intent = self._model.intent_eliciting(asked) if asked else None
        eliciting = Eliciting(intent, asked) if intent and asked else None
        understood = self._understanding.understand(say, eliciting)
        guess = Guess(understood.intent, {name: _ids(filling) for name, filling in understood.slots.items()})
        return Reading(guess, None, guess)


def _ids(filling: Filling) -> tuple[str, ...]:
    values = filling if isinstance(filling, tuple) else (filling,)
    return tuple(id_ for value in values for id_ in value.ids)


def load(model: Path) -> OurUnderstanding:
    """Make it ready."""
    return OurUnderstanding(InteractionModel.load(model))
