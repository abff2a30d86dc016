"""Our labelled sentences, and when what a contestant made of one is right (the rule at the head of their file)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

import yaml

OUT_OF_SCOPE = "OutOfScope"
FALLBACK = "AMAZON.FallbackIntent"
# Whose phrase slot brings the words to the coach's reader.
DESCRIBE = "DescribeSymptomIntent"
# Statements: the reader makes the same of their words, whichever of these intents brings them.
STATEMENTS = frozenset({"AskCauseIntent", "RedFlagIntent", "LogCrampIntent"})

HALVES = ("tuned_on", "held_out")


class SentencesError(Exception):
    """Labelled sentences that can't be used; the message is one line and names the place."""


class Kind(Enum):
    """What a sentence measures."""

    IN_SCOPE = "in scope"
    OUT_OF_SCOPE = "out of scope"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: the intents that are right (the label first), the slot asked for, the id each slot must hold."""

    say: str
    intents: tuple[str, ...]
    asked: str | None = None
    ids: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What it means."""
        return self.intents[0]

    @property
    def kind(self) -> Kind:
        """What it measures: said to an open question it is an answer, whatever it means."""
        if self.asked is not None:
            return Kind.ANSWER
        return Kind.OUT_OF_SCOPE if self.label == OUT_OF_SCOPE else Kind.IN_SCOPE

    def is_right(self, intent: str | None, *, strict: bool = False) -> bool:
        """Whether `intent` is right: None and Fallback reject, `strict` gives DescribeSymptomIntent no credit."""
        described = intent == DESCRIBE and not strict
        if OUT_OF_SCOPE in self.intents and (described or intent in (None, FALLBACK)):
            return True
        return intent in self.intents or (described and not STATEMENTS.isdisjoint(self.intents))

    def ids_found(self, slots: Mapping[str, tuple[str, ...]]) -> int:
        """How many of its labelled ids are among those that `slots` holds."""
        return sum(id_ in slots.get(slot, ()) for slot, id_ in self.ids.items())


def read_halves(path: Path) -> dict[str, list[Sentence]]:
    """Both halves of the file at `path`. Raises SentencesError."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as fault:
        raise SentencesError(f"{path}: can't read the sentences: {' '.join(str(fault).split())}") from fault
    if not isinstance(data, dict) or any(not isinstance(data.get(half), list) for half in HALVES):
        raise SentencesError(f"{path}: needs the two lists {' and '.join(HALVES)}")
    return {
        half: [_sentence(row, f"{path}: {half}[{at}]") for at, row in enumerate(data[half])] for half in HALVES
    }  # fmt: skip


def _sentence(row: Any, place: str) -> Sentence:
    if not isinstance(row, dict) or not isinstance(row.get("say"), str) or not isinstance(row.get("intent"), str):
        raise SentencesError(f"{place}: needs say and intent")
    others, ids = row.get("or") or [], row.get("slots") or {}
    if not isinstance(others, list) or not isinstance(ids, dict):
        raise SentencesError(f"{place}: `or` is a list of intents, `slots` a mapping of slots to ids")
    return Sentence(row["say"], (row["intent"], *others), row.get("asked"), ids)
