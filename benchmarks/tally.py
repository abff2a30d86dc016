"""What a contestant got right and what it took for something else, counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.contestants import Guess
from benchmarks.labelled import FALLBACK, Kind, Sentence

Decided = tuple[Sentence, Guess]


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many."""

    right: int
    of: int

    def __str__(self) -> str:
        return f"{self.right / self.of:.3f}" if self.of else "-"


@dataclass(frozen=True, slots=True)
class Tally:
    """Shares of one half of the sentences.

    `strict` and `fallback`: in and out of scope where DescribeSymptomIntent does not count. `answers_with_ids`: answers
    whose intent is right and whose labelled ids are all found. `ids`: labelled ids found, of all sentences, whichever
    intent was given; None for a contestant that finds no slots.
    """

    in_scope: Share
    strict: Share
    out_of_scope: Share
    fallback: Share
    answers: Share
    answers_with_ids: Share
    ids: Share | None

    @classmethod
    def of(cls, decided: Iterable[Decided]) -> Tally:
        """Count."""
        by_kind: dict[Kind, list[Decided]] = defaultdict(list)
        everything = list(decided)
        for sentence, guess in everything:
            by_kind[sentence.kind].append((sentence, guess))
        within, without = by_kind[Kind.IN_SCOPE], by_kind[Kind.OUT_OF_SCOPE]
        answers = by_kind[Kind.ANSWER]
        complete = sum(s.is_right(guess.intent) and s.ids_found(guess.slots) == len(s.ids) for s, guess in answers)
        found = sum(sentence.ids_found(guess.slots) for sentence, guess in everything)
        labelled = sum(len(sentence.ids) for sentence, _ in everything)
        return cls(
            in_scope=_right(within),
            strict=_right(within, strict=True),
            out_of_scope=_right(without),
            fallback=_right(without, strict=True),
            answers=_right(answers),
            answers_with_ids=Share(complete, len(answers)),
            ids=Share(found, labelled) if any(guess.slots for _, guess in everything) else None,
        )


@dataclass(frozen=True, slots=True)
class Confusion:
    """Sentences labelled `expected` that were taken for `given`, in the order of the file."""

    expected: str
    given: str
    sentences: tuple[str, ...]


def confusions(decided: Iterable[Decided]) -> list[Confusion]:
    """What was wrong, the most frequent first."""
    wrong: dict[tuple[str, str], list[str]] = defaultdict(list)
    for sentence, guess in decided:
        if not sentence.is_right(guess.intent):
            wrong[sentence.label, guess.intent or FALLBACK].append(sentence.say)
    found = [Confusion(expected, given, tuple(said)) for (expected, given), said in wrong.items()]
    return sorted(found, key=lambda one: (-len(one.sentences), one.expected, one.given))


def _right(decided: list[Decided], *, strict: bool = False) -> Share:
    return Share(sum(s.is_right(guess.intent, strict=strict) for s, guess in decided), len(decided))
