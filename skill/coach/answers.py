"""The answer, and what can be asked once it was given: the next cause, another tip, one cause in detail."""

from __future__ import annotations

from skill.coach.interview import rank
from skill.coach.knowledge import Knowledge, Level
from skill.coach.memory import Memory
from skill.coach.reasons import because, compared
from skill.coach.reply import Line, Reply
from skill.coach.triage import CLOT, may_be_a_clot

LOW_SHARE = 0.05
"""A runner-up below this share is not worth naming."""

_CROWDING = ("advice-", "screen-unsure", "welcome", "first-use", "taken-back")
"""Lines that leave no room for a tip in the same breath."""


def answer(before: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """Most likely cause and why, the runner-up, one tip, when to see someone, one question."""
    memory = memory._replace(ranking=rank(memory, knowledge))
    if may_be_a_clot(memory, knowledge):
        just_said = any(line.key == f"advice-{CLOT}" for line in before)
        reminder = () if just_said else (Line("no-rubbing"), Line("see-today"))
        return offer("again", (*before, Line("clot-first"), *reminder), memory)
    if not memory.ranking:
        return offer("interview", (*before, Line("answer-nothing-known")), memory, key="ask-start-again")
    cause = memory.ranking[0][0]
    lines = [*before, because("most-likely", cause, memory, knowledge)]
    second, share = memory.ranking[1]
    if share >= LOW_SHARE:
        lines.append(Line("also-possible", {"cause": Line(f"cause-{second}")}))
    if any(line.key.startswith(_CROWDING) for line in before):  # there is something to do first: the tip waits
        return offer("tip", tuple(lines), memory._replace(shown=1, tips=0, topic=cause))
    same_day = memory.level(knowledge) is Level.SAME_DAY
    lines += [Line(f"tip-{cause}-1"), Line("see-today") if same_day else Line(f"see-{cause}")]
    return offer("tip", tuple(lines), memory._replace(shown=1, tips=1, topic=cause))


def next_cause(before: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """The next cause of the ranking: why it fits, one tip, one question. None while a clot is possible."""
    if before or may_be_a_clot(memory, knowledge):
        return answer(before, memory, knowledge)
    if memory.shown >= len(memory.ranking) or memory.ranking[memory.shown][1] < LOW_SHARE:
        return offer("interview", (Line("no-more-causes"),), memory, key="ask-start-again")
    cause = memory.ranking[memory.shown][0]
    key = "next-likely" if memory.shown < _ALSO else "less-likely"
    memory = memory._replace(shown=memory.shown + 1, tips=1, topic=cause)
    fits = because(key, cause, memory, knowledge)
    return offer("tip", (fits, Line(f"tip-{cause}-1"), Line(f"see-{cause}")), memory)


_ALSO = 2
"""Causes called possible, the first one included; those behind them are less likely."""


def another_tip(before: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """The next tip for the cause talked about; none while the leg is not to be touched."""
    if may_be_a_clot(memory, knowledge):
        return offer("again", (*before, Line("no-rubbing"), Line("see-today")), memory)
    cause = memory.topic or (memory.ranking[0][0] if memory.ranking else None)
    if cause is None:
        return offer("interview", (*before, Line("tip-general")), memory)
    given = memory.tips if cause == memory.topic else 0
    if given >= knowledge.causes[cause].tips:
        lines = (*before, Line("no-more-tips", {"cause": Line(f"cause-{cause}")}), Line(f"see-{cause}"))
        return offer("next" if memory.done else "interview", lines, memory)
    lines = (*before, Line(f"tip-{cause}-{given + 1}"))
    memory = memory._replace(topic=cause, tips=given + 1)
    return offer("tip", lines, memory, key=None if memory.done else "ask-more")


def detail(named: str, memory: Memory, knowledge: Knowledge) -> tuple[tuple[Line, ...], Memory]:
    """What is known of a cause, a sub-condition or a remedy asked for by name.

    Once an answer was given, also what speaks for and against that cause in this conversation.
    """
    cause = knowledge.subconditions.get(named, named if named in knowledge.causes else None)
    told = compared(cause, memory, knowledge) if cause is not None and memory.done else ()
    memory = memory._replace(topic=cause or memory.topic, tips=0)
    if named in knowledge.own_words or cause is None:
        return (Line(f"about-{named}"), *told), memory
    if told:
        return (*told, Line(f"about-{cause}")), memory
    return (Line(f"about-{cause}"), Line(f"tip-{cause}-1"), Line(f"see-{cause}")), memory._replace(tips=1)


def how_serious(memory: Memory, knowledge: Knowledge) -> Line:
    """When to see someone: today where a sign asks for it, else by the cause talked about, else in general."""
    if memory.level(knowledge) is Level.SAME_DAY:
        return Line("see-today")
    return Line(f"see-{memory.topic}") if memory.done and memory.topic else Line("see-doctor")


def offer(what: str, lines: tuple[Line, ...], memory: Memory, key: str | None = None) -> Reply:
    """End outside the interview with one question; `what` is the meaning of a bare yes."""
    key = key or f"ask-{what}"
    said = (*lines, Line(key))
    memory = memory._replace(asked=None, offer=what, puzzled=0, last=said)
    return Reply(lines=said, reprompt=(Line(f"{key}-again"),), memory=memory)
