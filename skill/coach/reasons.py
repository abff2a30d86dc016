"""Why a cause fits, and what speaks against it: only what this person said, the strongest first."""

from __future__ import annotations

from collections.abc import Iterator

from skill.coach.knowledge import Knowledge
from skill.coach.memory import Memory
from skill.coach.reply import Line

FACTS_TOLD = 2
"""How many of the person's own answers are named as the reason."""


def because(key: str, cause: str, memory: Memory, knowledge: Knowledge) -> Line:
    """The line `key` for `cause`, with up to two of this person's own answers that speak for it."""
    reasons = speaking_for(cause, memory, knowledge)[:FACTS_TOLD]
    values: dict[str, Line | str | int] = {"cause": Line(f"cause-{cause}")}
    values |= {f"fact{number}": fact for number, fact in enumerate(reasons, start=1)}
    return Line(f"{key}-{len(reasons)}", values)


def compared(cause: str, memory: Memory, knowledge: Knowledge) -> tuple[Line, ...]:
    """What speaks for and against `cause` in this conversation, the strongest of each."""
    pro, con = speaking_for(cause, memory, knowledge)[:1], speaking_against(cause, memory, knowledge)[:1]
    values: dict[str, Line | str | int] = {"cause": Line(f"cause-{cause}")}
    if memory.ranking and memory.ranking[0][0] == cause and pro:
        return (because("most-likely", cause, memory, knowledge),)
    match pro, con:
        case [fact], [against]:
            return (Line("instead-both", {**values, "fact1": fact, "against1": against}),)
        case [fact], []:
            return (Line("instead-for", {**values, "fact1": fact}),)
        case [], [against]:
            return (Line("instead-against", {**values, "against1": against}),)
        case _:
            return (Line("instead-open", values),)


def speaking_for(cause: str, memory: Memory, knowledge: Knowledge) -> list[Line]:
    """The answers that raise `cause`, the strongest first."""
    facts = sorted(_weighed(cause, memory, knowledge), key=lambda fact: -fact[0])
    return [_fact(finding, answer, cause, knowledge) for ratio, finding, answer in facts if ratio > 1]


def speaking_against(cause: str, memory: Memory, knowledge: Knowledge) -> list[Line]:
    """The answers that lower `cause`, the strongest first."""
    facts = sorted(_weighed(cause, memory, knowledge), key=lambda fact: fact[0])
    return [Line(f"fact-{finding}-{answer}") for ratio, finding, answer in facts if ratio < 1]


def _weighed(cause: str, memory: Memory, knowledge: Knowledge) -> Iterator[tuple[float, str, str]]:
    """Each answer given, with what it does to `cause`."""
    for finding, answers in memory.findings.items():
        for answer in answers:
            yield knowledge.findings[finding].answers[answer].ratios.get(cause, 1.0), finding, answer


def _fact(finding: str, answer: str, cause: str, knowledge: Knowledge) -> Line:
    """The words for an answer as a reason; a cause may have its own where one wording is not true for all."""
    own = f"{finding}-{answer}-{cause}"
    return Line(f"fact-{own}" if own in knowledge.own_facts else f"fact-{finding}-{answer}")
