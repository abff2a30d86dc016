"""Ranks the causes. Naive Bayes over the table of strengths, with the brief's gates and cap.

Strengths become likelihood ratios; the cap of 0.8 and the gates are those of the evidence brief, section 4. Which
question comes next is the business of `choosing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import mul

from skill.coach.knowledge import Condition, Knowledge
from skill.coach.memory import Memory
from skill.coach.odds import Row

CAP = 0.8
"""No cause is held more likely than this: findings overlap, and naive Bayes is over-confident."""


def holds(conditions: Iterable[Condition], memory: Memory) -> bool:
    """Whether any of `conditions` is met by what is known. `male` is known of the person, not asked."""
    for condition in conditions:
        if condition.finding == "male" and memory.male:
            return True
        given = memory.findings.get(condition.finding)
        if given and not condition.answers.isdisjoint(given):
            return True
    return False


def posterior(findings: Mapping[str, tuple[str, ...]], knowledge: Knowledge) -> Row:
    """Share of each cause given the answers, before gates and cap. "Don't know" moves nothing."""
    return _posterior(tuple(findings.items()), knowledge)


@lru_cache(maxsize=1024)
def _posterior(findings: tuple[tuple[str, tuple[str, ...]], ...], knowledge: Knowledge) -> Row:
    shares, ratios = knowledge.odds.start, knowledge.odds.ratios
    for finding, answers in findings:
        for answer in answers:
            if (finding, answer) in ratios:
                shares = tuple(map(mul, shares, ratios[finding, answer]))
    return _normal(shares)


def gated(shares: Row, memory: Memory, knowledge: Knowledge) -> Row:
    """`shares` without the causes that are left out until their gate opens."""
    shut = [place for place, conditions in knowledge.left_out_unless if not holds(conditions, memory)]
    return _normal([0.0 if place in shut else share for place, share in enumerate(shares)]) if shut else shares


def barred_from_first(memory: Memory, knowledge: Knowledge) -> frozenset[str]:
    """Causes that may not be named first before one of their findings is known."""
    return frozenset(
        [cause for cause, conditions in knowledge.never_first_unless.items() if not holds(conditions, memory)]
    )


def rank(memory: Memory, knowledge: Knowledge) -> tuple[tuple[str, float], ...]:
    """All causes with their shares, best first, after gates and cap; empty while no answer counts."""
    if memory.person == "child":
        return ()
    return _ranked(tuple(memory.findings.items()), memory.male, knowledge)


@lru_cache(maxsize=1024)
def _ranked(
    findings: tuple[tuple[str, tuple[str, ...]], ...], male: bool, knowledge: Knowledge
) -> tuple[tuple[str, float], ...]:
    """The ranking by all that it depends on; a turn works it out more than once."""
    memory = Memory(findings=dict(findings), male=male)
    if not any(memory.findings.values()):
        return ()
    row = gated(posterior(memory.findings, knowledge), memory, knowledge)
    shares = dict(zip(knowledge.causes, row, strict=True))
    first = max(row)
    if first > CAP:
        rest = 1 - first
        shares = {cause: CAP if share == first else share * (1 - CAP) / rest for cause, share in shares.items()}
    order = sorted(shares, key=shares.__getitem__, reverse=True)
    if order[0] in (barred := barred_from_first(memory, knowledge)):
        allowed = next(cause for cause in order if cause not in barred)
        shares[order[0]], shares[allowed] = shares[allowed], shares[order[0]]
        order = [allowed, *(cause for cause in order if cause != allowed)]
        order = [order[0], *sorted(order[1:], key=shares.__getitem__, reverse=True)]
    return tuple([(cause, round(shares[cause], 3)) for cause in order])


def _normal(shares: Sequence[float]) -> Row:
    total = sum(shares)
    return tuple([share / total for share in shares])
