"""Chooses the next question: the one expected to make the answer surest, weighed by what it costs to miss a cause.

Place and timing come first, then compound questions and single ones by their worth. Room is kept for one item that
could be serious, one exposure and the last danger sign (brief, section 4). It stops as soon as no question is likely to
change which cause is named first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from operator import mul

from skill.coach.interview import gated, holds, posterior
from skill.coach.knowledge import MALE, Answers, Knowledge
from skill.coach.memory import Memory
from skill.coach.odds import Covers, Row

BUDGET = 7
"""Questions an interview should ask, the safety screen and the last danger sign included."""
STRETCH = 1
"""Questions it may ask beyond that, while the first cause is still wide open. The last danger sign may add one more,
where only the last answer (hard effort, a statin) calls for it, and so may a follow-up."""
FIRST = ("body_part", "timing")
MUST_SCREEN = ("serious", "exposure")
STEADY = 0.07
"""A question that changes the first cause less often than this changes nothing worth a breath."""
OPEN = 0.45
"""The chance of another first cause that is worth a question beyond the budget."""


def next_question(memory: Memory, knowledge: Knowledge) -> Covers | None:
    """The findings to ask for next, in one breath; None when the interview is over."""
    known = tuple(memory.findings.items())
    return _chosen(known, memory.male, memory.questions, memory.checked, memory.done, knowledge)


@lru_cache(maxsize=1024)
def _chosen(
    findings: tuple[tuple[str, tuple[str, ...]], ...],
    male: bool,
    questions: int,
    checked: tuple[str, ...],
    done: bool,
    knowledge: Knowledge,
) -> Covers | None:
    """The choice by all that it depends on; most people give the same few answers in the same order."""
    memory = Memory(findings=dict(findings), male=male, questions=questions, checked=checked, shown=int(done))
    left = BUDGET - memory.questions - (last_check(memory, knowledge) is not None)
    if left + STRETCH <= 0:
        return None
    for finding in FIRST:
        if not memory.knows(finding):
            return (finding,)
    for follow in knowledge.follow_ups:
        if holds(follow.when, memory) and may_ask(follow.finding, memory, knowledge):
            return (follow.finding,)
    open_ = _candidates(memory, knowledge)
    reached = {knowledge.findings[finding].screens for finding in memory.findings}
    must = [kind for kind in MUST_SCREEN if kind not in reached]
    screening = {id_ for id_, finding in knowledge.findings.items() if finding.screens in must} if must else set[str]()
    needed = [covers for covers in open_ if not screening.isdisjoint(covers)]
    if needed and left <= len(must):
        open_ = needed
    if not open_:
        return None
    before = _Before.of(memory, knowledge)
    worth = {covers: before.worth(knowledge.odds.outcomes[covers]) for covers in open_}
    by_worth = sorted(open_, key=worth.__getitem__, reverse=True)
    enough = STEADY if needed or left > 0 else OPEN
    if any(before.chance_of_change(knowledge.odds.outcomes[covers]) >= enough for covers in by_worth):
        return by_worth[0]
    return max(needed, key=worth.__getitem__) if needed else None


def last_check(memory: Memory, knowledge: Knowledge) -> str | None:
    """The danger sign still to be asked for before the answer: the first whose condition holds.

    One an interview; after the answer also the one that a correction calls for ("it's my lower back").
    """
    if memory.checked and not memory.done:
        return None
    flag = next((check.flag for check in knowledge.last_checks if holds(check.when, memory)), None)
    return None if flag in memory.checked else flag


def may_ask(finding: str, memory: Memory, knowledge: Knowledge) -> bool:
    """Whether `finding` is unanswered and its gates are open."""
    return finding not in memory.findings and _gates(finding, _answers(memory), knowledge)[1]


_ALWAYS: tuple[Answers, Answers] = frozenset(), frozenset()


def _gates(finding: str, known: Collection[tuple[str, str]], knowledge: Knowledge) -> tuple[bool, bool]:
    """Whether nothing that is `known` rules `finding` out, and whether it may then be asked by itself."""
    ruled_out_by, asked_if = knowledge.gates.get(finding, _ALWAYS)
    is_open = ruled_out_by.isdisjoint(known)
    return is_open, is_open and not (asked_if and asked_if.isdisjoint(known))


def _answers(memory: Memory) -> set[tuple[str, str]]:
    """All that gates may be about."""
    known = {(finding, answer) for finding, given in memory.findings.items() for answer in given}
    return known | {MALE} if memory.male else known


def _candidates(memory: Memory, knowledge: Knowledge) -> list[Covers]:
    """Compound questions without what is known, and the single ones. A compound may ask a gated member."""
    known = _answers(memory)
    open_, single = [], []
    for id_ in knowledge.findings:
        if id_ in memory.findings:
            continue
        is_open, by_itself = _gates(id_, known, knowledge)
        if is_open:
            open_.append(id_)
        if by_itself:
            single.append(id_)
    allowed = {*single}
    found: list[Covers] = []
    joined: set[str] = set()
    for covers in knowledge.compounds.values():
        left = tuple([finding for finding in covers if finding in open_])
        if len(left) > 1 and not allowed.isdisjoint(left):
            joined.update(left)
            found.append(left)
    return [*found, *((finding,) for finding in single if finding not in joined)]


@dataclass(frozen=True)
class _Before:
    """How things stand before a question is asked; a row holds one number for each cause."""

    shares: Row
    staked: Row
    """Each share counted with its stake."""
    first: int
    """The place of the first cause."""

    @classmethod
    def of(cls, memory: Memory, knowledge: Knowledge) -> _Before:
        shares = posterior(memory.findings, knowledge)
        staked = tuple(map(mul, shares, knowledge.odds.stakes))
        leading = gated(shares, memory, knowledge)
        return cls(shares, staked, leading.index(max(leading)))

    def worth(self, outcomes: Iterable[Row]) -> float:
        """How near to certainty the answer is expected to bring the causes: the sum of their squared shares, staked.

        Certainty is the sum of the stakes' shares; what is certain already is the same for every question.
        """
        expected = 0.0
        for chances in outcomes:
            joint = list(map(mul, self.staked, chances))
            if (total := sum(joint)) > 0:
                expected += hypot(*joint) ** 2 / total
        return expected

    def chance_of_change(self, outcomes: Iterable[Row]) -> float:
        """The chance (0 to 1) that the answer changes the first cause."""
        change = 0.0
        for chances in outcomes:
            joint = list(map(mul, self.shares, chances))
            if joint.index(max(joint)) != self.first:
                change += sum(joint)
        return change


def likeliest(covers: Sequence[str], memory: Memory, knowledge: Knowledge) -> str:
    """The finding of `covers` that a bare yes most likely meant."""
    shares = posterior(memory.findings, knowledge)

    def chance(finding: str) -> float:
        rows = knowledge.odds.chances[finding]
        denied = next((rows[answer] for answer in ("no", "none") if answer in rows), (0.0,) * len(shares))
        return 1 - sum(share * no for share, no in zip(shares, denied, strict=True))

    return max(covers, key=chance)
