"""The next step of the interview, and what eases a cramp meanwhile."""

from __future__ import annotations

from skill.coach import triage
from skill.coach.answers import answer
from skill.coach.heard import Heard
from skill.coach.knowledge import Knowledge
from skill.coach.memory import Memory
from skill.coach.questions import put, step
from skill.coach.reply import Line, Reply


def onwards(before: tuple[Line, ...], heard: Heard, memory: Memory, knowledge: Knowledge) -> Reply:
    """Go on with the interview: the next question, or the answer. The first turn says what this is."""
    told, memory = triage.same_day(memory, knowledge)
    before, memory = introduced((*before, *told), memory)
    asked = step(memory, knowledge)
    if asked is None:
        return answer(before, memory, knowledge)
    return put(asked, before, memory, knowledge, heard.touched)


def introduced(before: tuple[Line, ...], memory: Memory) -> tuple[tuple[Line, ...], Memory]:
    """`before` with the first-use line, once in a session."""
    if memory.welcomed:
        return before, memory
    return (*before, Line("first-use")), memory._replace(welcomed=True)


def easing(memory: Memory, knowledge: Knowledge) -> Line:
    """What eases a cramp in the place that was named; a leg is taken for its calf, where most cramps are."""
    if triage.may_be_a_clot(memory, knowledge):
        return Line("no-rubbing")
    place = next(iter(memory.findings.get("body_part", ())), None) or memory.place
    return Line(f"relief-{place if place in knowledge.relief else 'calf' if place == 'leg' else 'anywhere'}")
