"""Chooses the next question: the one expected to make the answer surest, weighed by what it costs to miss a cause.

Place and timing come first, then compound questions and single ones by their worth. Room is kept for one item that
could be serious, one exposure and the last danger sign (brief, section 4). It stops as soon as no question is likely to
change which cause is named first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import mul

from skill.coach.interview import gated, holds, posterior
from skill.coach.knowledge import Finding, Knowledge
from skill.coach.memory import Memory
from skill.coach.odds import Covers

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
    left = BUDGET - memory.questions - (last_check(memory, knowledge) is not None)
    if left + STRETCH <= 0:
        return None
    for finding in FIRST:
        if not memory.knows(finding):
            return (finding,)
    open_ = list(_candidates(memory, knowledge))
    reached = {knowledge.findings[finding].screens for finding in memory.findings}
    must = [kind for kind in MUST_SCREEN if kind not in reached]
    for follow in knowledge.follow_ups:
        if holds(follow.when, memory) and may_ask(knowledge.findings[follow.finding], memory):
            return (follow.finding,)
    needed = [covers for covers in open_ if any(knowledge.findings[f].screens in must for f in covers)]
    if needed and left <= len(must):
        open_ = needed
    if not open_:
        return None
    worth = weigh(open_, memory, knowledge)
    best = max(open_, key=lambda covers: worth[covers][0])
    change = max(chance for _, chance in worth.values())
    if needed:
        return best if change >= STEADY else max(needed, key=lambda covers: worth[covers][0])
    return best if change >= (STEADY if left > 0 else OPEN) else None


def last_check(memory: Memory, knowledge: Knowledge) -> str | None:
    """The danger sign still to be asked for before the answer: the first whose condition holds.

    One an interview; after the answer also the one that a correction calls for ("it's my lower back").
    """
    if memory.checked and not memory.done:
        return None
    flag = next((check.flag for check in knowledge.last_checks if holds(check.when, memory)), None)
    return None if flag in memory.checked else flag


def may_ask(finding: Finding, memory: Memory) -> bool:
    """Whether `finding` is unanswered and its gates are open."""
    return _is_open(finding, memory) and (not finding.ask_if or holds(finding.ask_if, memory))


def _is_open(finding: Finding, memory: Memory) -> bool:
    return not memory.knows(finding.id) and not holds(finding.unless, memory)


def _candidates(memory: Memory, knowledge: Knowledge) -> Iterator[Covers]:
    """Compound questions without what is known, and the single ones. A compound may ask a gated member."""
    joined: set[str] = set()
    for covers in knowledge.compounds.values():
        left = tuple(finding for finding in covers if _is_open(knowledge.findings[finding], memory))
        if len(left) > 1 and any(may_ask(knowledge.findings[finding], memory) for finding in left):
            joined.update(left)
            yield left
    for finding in knowledge.findings.values():
        if finding.id not in joined and may_ask(finding, memory):
            yield (finding.id,)


def weigh(questions: Iterable[Covers], memory: Memory, knowledge: Knowledge) -> dict[Covers, tuple[float, float]]:
    """What asking each is worth, and the chance (0 to 1) that its answer changes the first cause.

    Worth: how much nearer to certainty (sum of squared shares, 1 is certain) the answer is expected to bring the
    causes, each counted with its stake.
    """
    shares = posterior(memory.findings, knowledge)
    counted = tuple(map(mul, shares, knowledge.odds.stakes))
    squared = tuple(map(mul, counted, counted))
    staked, now = sum(counted), sum(squared) / sum(counted)
    leading = gated(shares, memory, knowledge)
    first = leading.index(max(leading))
    worth = {}
    for covers in questions:
        expected = change = 0.0
        for outcome in knowledge.odds.outcomes[covers]:
            chances = outcome.chances
            total = sum(map(mul, counted, chances))
            if total > 0:
                expected += sum(map(mul, squared, outcome.squares)) / total
            joint = list(map(mul, shares, chances))
            if joint.index(max(joint)) != first:
                change += sum(joint)
        worth[covers] = (expected - now) / staked, change
    return worth


def likeliest(covers: Sequence[str], memory: Memory, knowledge: Knowledge) -> str:
    """The finding of `covers` that a bare yes most likely meant."""
    shares = posterior(memory.findings, knowledge)

    def chance(finding: str) -> float:
        rows = knowledge.odds.chances[finding]
        denied = next((rows[answer] for answer in ("no", "none") if answer in rows), (0.0,) * len(shares))
        return 1 - sum(share * no for share, no in zip(shares, denied, strict=True))

    return max(covers, key=chance)
