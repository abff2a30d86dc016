"""Ways to understand a sentence, all given the same built interaction model and nothing else.

Each module has `load(model_path)`, which gives its Contestant. Those that only score sentences say how sure they are
and what becomes of a sentence they are not sure of; the thresholds are chosen for them (`benchmarks.thresholds`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

#: Module in this folder by the name that stands in the tables; ours first, the others are compared with it.
CONTESTANTS = {
    "ours": "our_understanding",
    "hassil": "hassil_recogniser",
    "rapidfuzz": "nearest_string",
    "TF-IDF + LR": "logistic_regression",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """An intent, None for none, and the ids that each of its slots holds."""

    intent: str | None
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a contestant makes of a sentence: `best` where it is sure enough, else `otherwise`.

    `score` is how sure it is, the higher the surer; None where it decides that by itself.
    """

    best: Guess
    score: float | None
    otherwise: Guess


class Contestant(Protocol):
    """Reads sentences. Its variants are ways to set it up: the one that does best on tuned_on plays."""

    variants: tuple[str, ...]

    def read(self, say: str, asked: str | None, variant: str) -> Reading:
        """What `say` means while the slot `asked` is elicited, if any."""
        ...
