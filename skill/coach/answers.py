"""The answer, and what can be asked once it was given: the next cause, another tip, one cause in detail."""

from __future__ import annotations

from dataclasses import replace

from skill.coach.interview import rank
from skill.coach.knowledge import Knowledge, Level
from skill.coach.memory import Memory
from skill.coach.reply import Line, Reply
from skill.coach.triage import CLOT, may_be_a_clot

FACTS_TOLD = 2
"""How many of the person's own answers are named as the reason."""
LOW_SHARE = 0.05
"""A runner-up below this share is not worth naming."""


def answer(before: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """Most likely cause and why, the runner-up, one tip, when to see someone, one question."""
    memory = replace(memory, ranking=rank(memory, knowledge))
    if may_be_a_clot(memory, knowledge):
        just_said = any(line.key == f"advice-{CLOT}" for line in before)
        reminder = () if just_said else (Line("no-rubbing"), Line("see-today"))
        return offer("again", (*before, Line("clot-first"), *reminder), memory)
    if not memory.ranking:
        return offer("interview", (*before, Line("answer-nothing-known")), memory, key="ask-start-again")
    cause = memory.ranking[0][0]
    lines = [*before, _likely("most-likely", cause, memory, knowledge)]
    second, share = memory.ranking[1]
    if share >= LOW_SHARE:
        lines.append(Line("also-possible", {"cause": Line(f"cause-{second}")}))
    lines.append(Line(f"tip-{cause}-1"))
    same_day = memory.level(knowledge) is Level.SAME_DAY
    lines.append(Line("see-today") if same_day else Line(f"see-{cause}"))
    memory = replace(memory, shown=1, tips=1, topic=cause)
    return offer("tip", tuple(lines), memory)


def next_cause(memory: Memory, knowledge: Knowledge) -> Reply:
    """The next cause of the ranking: why it fits, one tip, one question."""
    if memory.shown >= len(memory.ranking) or memory.ranking[memory.shown][1] < LOW_SHARE:
        return offer("interview", (Line("no-more-causes"),), memory, key="ask-start-again")
    cause = memory.ranking[memory.shown][0]
    memory = replace(memory, shown=memory.shown + 1, tips=1, topic=cause)
    fits = _likely("next-likely", cause, memory, knowledge)
    if may_be_a_clot(memory, knowledge):
        return offer("next", (fits, Line("no-rubbing")), memory)
    return offer("tip", (fits, Line(f"tip-{cause}-1"), Line(f"see-{cause}")), memory)


def another_tip(before: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """The next tip for the cause talked about; none while the leg is not to be touched."""
    if may_be_a_clot(memory, knowledge):
        return offer("next" if memory.done else "interview", (*before, Line("no-rubbing")), memory)
    cause = memory.topic or (memory.ranking[0][0] if memory.ranking else None)
    if cause is None:
        return offer("interview", (*before, Line("tip-general")), memory)
    given = memory.tips if cause == memory.topic else 0
    if given >= knowledge.causes[cause].tips:
        lines = (*before, Line("no-more-tips", {"cause": Line(f"cause-{cause}")}), Line(f"see-{cause}"))
        return offer("next" if memory.done else "interview", lines, memory)
    lines = (*before, Line(f"tip-{cause}-{given + 1}"))
    memory = replace(memory, topic=cause, tips=given + 1)
    return offer("tip", lines, memory, key=None if memory.done else "ask-more")


def detail(named: str, memory: Memory, knowledge: Knowledge) -> tuple[tuple[Line, ...], Memory]:
    """What is known of a cause or a sub-condition asked for by name."""
    cause = knowledge.subconditions.get(named, named)
    if named in knowledge.own_words:
        return (Line(f"about-{named}"),), replace(memory, topic=cause, tips=0)
    lines = (Line(f"about-{cause}"), Line(f"tip-{cause}-1"), Line(f"see-{cause}"))
    return lines, replace(memory, topic=cause, tips=1)


def offer(what: str, lines: tuple[Line, ...], memory: Memory, key: str | None = None) -> Reply:
    """End outside the interview with one question; `what` is the meaning of a bare yes."""
    key = key or f"ask-{what}"
    said = (*lines, Line(key))
    memory = replace(memory, asked=None, offer=what, puzzled=0, last=said)
    return Reply(lines=said, reprompt=(Line(f"{key}-again"),), memory=memory)


def _likely(key: str, cause: str, memory: Memory, knowledge: Knowledge) -> Line:
    """The cause with up to two of this person's own answers that speak for it, the strongest first."""
    facts = [
        (knowledge.findings[finding].answers[given].ratios.get(cause, 1.0), finding, given)
        for finding, answers in memory.findings.items()
        for given in answers
    ]
    for_it = sorted((fact for fact in facts if fact[0] > 1), key=lambda fact: -fact[0])[:FACTS_TOLD]
    name: dict[str, Line | str | int] = {"cause": Line(f"cause-{cause}")}
    for number, (_, finding, given) in enumerate(for_it, start=1):
        name[f"fact{number}"] = Line(f"fact-{finding}-{given}")
    return Line(f"{key}-{len(for_it)}", name)
