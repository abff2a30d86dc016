"""Counts what came of visits, and of sentences that are or are not danger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.simulated_patients import STRONG
from benchmarks.tally import Share
from skill.coach import Knowledge
from tests.patient_stories import LEVELS
from tests.visits import Visit

ALARM = LEVELS.index("same_day")


@dataclass(frozen=True)
class Figures:
    """How well one way of asking did. `median` and `ninetieth`: questions asked, the safety screen included."""

    first: Share
    first_three: Share
    median: int
    ninetieth: int
    unanswered: int

    @classmethod
    def of(cls, visits: Iterable[Visit]) -> Figures:
        """Count the visits whose patients have a cause; the others are there for their danger."""
        ranked = [visit for visit in visits if visit.story.accept]
        places = [visit.place() or len(LEVELS) * 100 for visit in ranked]
        questions = sorted(visit.questions for visit in ranked)
        return cls(
            first=Share(sum(place == 1 for place in places), len(places)),
            first_three=Share(sum(place <= 3 for place in places), len(places)),
            median=_quantile(questions, 0.5),
            ninetieth=_quantile(questions, 0.9),
            unanswered=sum(not visit.answered for visit in ranked),
        )


@dataclass(frozen=True)
class Triage:
    """How safe one way of asking is: the share at or above the level that is safe, by that level; and false alarms."""

    caught: Mapping[str, Share]
    false_alarms: Share

    @classmethod
    def of(cls, visits: Iterable[Visit]) -> Triage:
        """Count the visits by the least level that is safe; alarms among those that have a highest right level."""
        all_visits = list(visits)
        at = {level: [visit for visit in all_visits if visit.story.triage == level] for level in LEVELS[1:]}
        limited = [visit for visit in all_visits if visit.story.at_most is not None]
        return cls(
            caught={
                level: Share(sum(not visit.missed_level for visit in found), len(found)) for level, found in at.items()
            },
            false_alarms=Share(sum(visit.false_alarm for visit in limited), len(limited)),
        )

    @classmethod
    def of_sentences(cls, levels: Mapping[str, Sequence[str]]) -> Triage:
        """Count what sentences reached, by the level they stand under; those under "none" are everyday talk."""
        everyday = levels.get("none", ())
        return cls(
            caught={
                level: Share(sum(LEVELS.index(one) >= LEVELS.index(level) for one in reached), len(reached))
                for level, reached in levels.items()
                if level != "none"
            },
            false_alarms=Share(sum(LEVELS.index(one) >= ALARM for one in everyday), len(everyday)),
        )


def by_cause(visits: Iterable[Visit]) -> dict[str, Share]:
    """Share of patients with the right cause first, by their main cause."""
    found: dict[str, list[bool]] = {}
    for visit in visits:
        if visit.story.accept:
            found.setdefault(visit.story.accept[0], []).append(visit.place() == 1)
    return {cause: Share(sum(right), len(right)) for cause, right in found.items()}


def never_asked(visits: Iterable[Visit], knowledge: Knowledge) -> dict[str, Share]:
    """Of the patients whose cause was not put first: those who were never asked for a strong sign that they have.

    By their main cause. A sign is strong where its ratio for that cause is STRONG or more.
    """
    found: dict[str, list[bool]] = {}
    for visit in visits:
        if not visit.story.accept or visit.place() == 1:
            continue
        cause = visit.story.accept[0]
        strong = {
            finding
            for finding, answers in visit.story.facts.items()
            if any(knowledge.findings[finding].answers[answer].ratios.get(cause, 1.0) >= STRONG for answer in answers)
        }
        asked = {id_ for exchange in visit.exchanges for id_ in exchange.asked}
        found.setdefault(cause, []).append(strong.isdisjoint({*asked, *visit.story.tells}))
    return {cause: Share(sum(unasked), len(unasked)) for cause, unasked in found.items()}


def _quantile(ordered: Sequence[int], share: float) -> int:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0
