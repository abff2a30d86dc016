"""Ranks the causes and chooses the next question. Naive Bayes over the table of strengths, with the brief's gates.

Strengths become likelihood ratios, the cap of 0.8 and the gates are those of the evidence brief, section 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log

from skill.coach.knowledge import Condition, Finding, Knowledge
from skill.coach.memory import Memory

CAP = 0.8
"""No cause is held more likely than this: findings overlap, and naive Bayes is over-confident."""
BUDGET = 7
"""Questions an interview may ask, the safety screen included."""
SURE = 0.7
"""An interview stops early once the first cause has this share and the must-ask items are answered."""
USELESS = 0.01
"""A question that is expected to remove less uncertainty than this (in nats) is not worth a breath."""
FIRST = ("body_part", "timing")
MUST_SCREEN = ("serious", "exposure")


def holds(conditions: Iterable[Condition], memory: Memory) -> bool:
    """Whether any of `conditions` is met by what is known. `male` is known of the person, not asked."""
    return any(
        (condition.finding == "male" and memory.male)
        or not condition.answers.isdisjoint(memory.findings.get(condition.finding, ()))
        for condition in conditions
    )


def posterior(findings: Mapping[str, tuple[str, ...]], knowledge: Knowledge) -> dict[str, float]:
    """Share of each cause given the answers, before gates and cap. "Don't know" moves nothing."""
    shares = {cause.id: cause.prior for cause in knowledge.causes.values()}
    for finding, answers in findings.items():
        for answer in answers:
            for cause, ratio in knowledge.findings[finding].answers[answer].ratios.items():
                shares[cause] *= ratio
    return _normal(shares)


def rank(memory: Memory, knowledge: Knowledge) -> tuple[tuple[str, float], ...]:
    """All causes with their shares, best first, after gates and cap; empty while no answer counts."""
    if not any(memory.findings.values()) or memory.person == "child":
        return ()
    shares = posterior(memory.findings, knowledge)
    for cause in knowledge.causes.values():
        if cause.only_if and not holds(cause.only_if, memory):
            shares[cause.id] = 0.0
    shares = _normal(shares)
    first = max(shares.values())
    if first > CAP:
        rest = 1 - first
        shares = {cause: CAP if share == first else share * (1 - CAP) / rest for cause, share in shares.items()}
    order = sorted(shares, key=lambda cause: -shares[cause])
    barred = {
        cause.id
        for cause in knowledge.causes.values()
        if cause.never_first_unless and not holds(cause.never_first_unless, memory)
    }
    if order[0] in barred:
        allowed = next(cause for cause in order if cause not in barred)
        shares[order[0]], shares[allowed] = shares[allowed], shares[order[0]]
        order = [allowed, *(cause for cause in order if cause != allowed)]
        order = [order[0], *sorted(order[1:], key=lambda cause: -shares[cause])]
    return tuple((cause, round(shares[cause], 3)) for cause in order)


def next_question(memory: Memory, knowledge: Knowledge) -> str | None:
    """The finding to ask about next; None when the interview is over.

    Place and timing come first. Then the question that is expected to remove the most uncertainty, while room is kept
    for one item that could be serious and one exposure (brief, section 4).
    """
    left = BUDGET - memory.questions
    if left <= 0:
        return None
    for finding in FIRST:
        if not memory.knows(finding):
            return finding
    open_ = [finding for finding in knowledge.findings.values() if may_ask(finding, memory)]
    known = {knowledge.findings[finding].screens for finding in memory.findings}
    must = [kind for kind in MUST_SCREEN if kind not in known and any(finding.screens == kind for finding in open_)]
    shares = posterior(memory.findings, knowledge)
    sure = _is_sure(memory, knowledge)
    if sure and not must:
        return None
    if must and (sure or left <= len(must)):
        open_ = [finding for finding in open_ if finding.screens in must]
    column = tuple(shares.values())
    gains = {finding.id: gain(finding.id, column, knowledge) for finding in open_}
    best = max(gains, key=lambda finding: gains[finding], default=None)
    if best is None or (not must and gains[best] < USELESS):
        return None
    return best


def may_ask(finding: Finding, memory: Memory) -> bool:
    """Whether `finding` is unanswered and its gates are open."""
    return (
        not memory.knows(finding.id)
        and (not finding.ask_if or holds(finding.ask_if, memory))
        and not holds(finding.unless, memory)
    )


def gain(finding: str, shares: tuple[float, ...], knowledge: Knowledge) -> float:
    """Expected drop in uncertainty over the causes, in nats, from asking `finding`."""
    expected = 0.0
    for chances in knowledge.chances[finding].values():
        joint = [share * chance for share, chance in zip(shares, chances, strict=True)]
        total = sum(joint)
        if total > 0:
            expected += total * _entropy(part / total for part in joint)
    return _entropy(shares) - expected


def _is_sure(memory: Memory, knowledge: Knowledge) -> bool:
    ranking = rank(memory, knowledge)
    return bool(ranking) and ranking[0][1] >= SURE


def _normal(shares: Mapping[str, float]) -> dict[str, float]:
    total = sum(shares.values())
    return {cause: share / total for cause, share in shares.items()}


def _entropy(shares: Iterable[float]) -> float:
    return -sum(share * log(share) for share in shares if share > 0)
