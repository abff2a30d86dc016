"""Ranks the causes. Naive Bayes over the table of strengths, with the brief's gates and cap.

Strengths become likelihood ratios; the cap of 0.8 and the gates are those of the evidence brief, section 4. Which
question comes next is the business of `choosing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from skill.coach.knowledge import Condition, Knowledge
from skill.coach.memory import Memory

CAP = 0.8
"""No cause is held more likely than this: findings overlap, and naive Bayes is over-confident."""
TEMPER = 0.25
"""Priors count with this power. They are estimates for all adults, and the rarer causes are the ones not to be missed:
at full weight a patient with thyroid trouble is told "tired muscles" (docs/decisions/0013)."""


def holds(conditions: Iterable[Condition], memory: Memory) -> bool:
    """Whether any of `conditions` is met by what is known. `male` is known of the person, not asked."""
    return any(
        (condition.finding == "male" and memory.male)
        or not condition.answers.isdisjoint(memory.findings.get(condition.finding, ()))
        for condition in conditions
    )


def posterior(findings: Mapping[str, tuple[str, ...]], knowledge: Knowledge) -> dict[str, float]:
    """Share of each cause given the answers, before gates and cap. "Don't know" moves nothing."""
    shares = {cause.id: cause.prior**TEMPER for cause in knowledge.causes.values()}
    for finding, answers in findings.items():
        for answer in answers:
            for cause, ratio in knowledge.findings[finding].answers[answer].ratios.items():
                shares[cause] *= ratio
    return _normal(shares)


def gated(memory: Memory, knowledge: Knowledge) -> dict[str, float]:
    """Share of each cause given all that is known, without the causes that are left out until their gate opens."""
    shares = posterior(memory.findings, knowledge)
    for cause in knowledge.causes.values():
        if cause.only_if and not holds(cause.only_if, memory):
            shares[cause.id] = 0.0
    return _normal(shares)


def barred_from_first(memory: Memory, knowledge: Knowledge) -> frozenset[str]:
    """Causes that may not be named first before one of their findings is known."""
    return frozenset(
        cause.id
        for cause in knowledge.causes.values()
        if cause.never_first_unless and not holds(cause.never_first_unless, memory)
    )


def rank(memory: Memory, knowledge: Knowledge) -> tuple[tuple[str, float], ...]:
    """All causes with their shares, best first, after gates and cap; empty while no answer counts."""
    if not any(memory.findings.values()) or memory.person == "child":
        return ()
    shares = gated(memory, knowledge)
    first = max(shares.values())
    if first > CAP:
        rest = 1 - first
        shares = {cause: CAP if share == first else share * (1 - CAP) / rest for cause, share in shares.items()}
    order = sorted(shares, key=lambda cause: -shares[cause])
    barred = barred_from_first(memory, knowledge)
    if order[0] in barred:
        allowed = next(cause for cause in order if cause not in barred)
        shares[order[0]], shares[allowed] = shares[allowed], shares[order[0]]
        order = [allowed, *(cause for cause in order if cause != allowed)]
        order = [order[0], *sorted(order[1:], key=lambda cause: -shares[cause])]
    return tuple((cause, round(shares[cause], 3)) for cause in order)


def _normal(shares: Mapping[str, float]) -> dict[str, float]:
    total = sum(shares.values())
    return {cause: share / total for cause, share in shares.items()}
