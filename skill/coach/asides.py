"""What is asked in passing: help, relief, a cause by name, why a question is asked. An open question survives it."""

from __future__ import annotations

from skill.coach.answers import another_tip, detail, offer
from skill.coach.heard import Heard
from skill.coach.interview import rank
from skill.coach.knowledge import Knowledge
from skill.coach.memory import Memory
from skill.coach.questions import PATIENCE, compound_of, hint, put, put_again
from skill.coach.reading import Reading
from skill.coach.reply import Line, Reply
from skill.coach.screening import is_screening
from skill.coach.steps import easing, introduced, onwards
from skill.coach.taking import absorb, give_up
from skill.coach.triage import may_be_a_clot


def aside(told: tuple[Line, ...], lines: tuple[Line, ...], heard: Heard, memory: Memory, knowledge: Knowledge) -> Reply:
    """Say `lines` in passing; an open question survives, else the interview is offered.

    With same-day advice to say first, the rest waits: more than one thing at a time is not heard.
    """
    memory = memory._replace(puzzled=0)
    if told and may_be_a_clot(memory, knowledge):
        return onwards(told, heard, memory, knowledge)
    if memory.asked:
        before = told or lines
        return put_again(before, memory, knowledge, heard.touched) or onwards(before, heard, memory, knowledge)
    before, memory = introduced(told or lines, memory)
    return offer("tip" if memory.done else "interview", before, memory)


def cause_detail(
    heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge
) -> Reply | None:
    """What is known of a cause asked for by name; None where none was named."""
    named = reading.causes[0] if reading.causes else None
    if named is None and (reading.other_medicine or "med_class" in reading.findings):
        named = "medications_substances"
    if named is None:
        return None
    if may_be_a_clot(memory, knowledge) and not memory.asked:
        return offer("again", told or (Line("no-rubbing"), Line("see-today")), memory)
    lines, after = detail(named, absorb(reading, memory, knowledge), knowledge)
    if memory.asked or told:
        return aside(told, lines[:1], heard, absorb(reading, memory, knowledge), knowledge)
    return offer("tip" if memory.done else "interview", lines, after)


def prevention(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """A tip: for a cause named, for the one talked about, or for cramps in general."""
    named = reading.causes[0] if reading.causes else None
    if named in knowledge.own_words:
        return cause_detail(heard, reading, told, memory, knowledge) or another_tip(told, memory, knowledge)
    memory = absorb(reading, memory, knowledge)
    if named is not None:
        memory = memory._replace(topic=knowledge.subconditions.get(named, named), tips=0)
    elif not memory.done:
        memory = memory._replace(ranking=rank(memory, knowledge))
    if memory.asked or told:
        general = "no-rubbing" if may_be_a_clot(memory, knowledge) else "tip-general"
        return aside(told, (Line(general),), heard, memory, knowledge)
    return another_tip(told, memory, knowledge)


def relief(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """What eases it now, by place; then the way to find out why. A cramp in the chest is looked into first."""
    memory = absorb(reading, memory, knowledge)
    if memory.place == "chest":
        return onwards(told, heard, memory, knowledge)
    named = cause_detail(heard, reading, told, memory, knowledge) if knowledge.own_words & {*reading.causes} else None
    return named or aside(told, (easing(memory, knowledge),), heard, memory, knowledge)


def explain(heard: Heard, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """Why the open question is asked; without one, what the coach does."""
    if not memory.asked:
        return aside(told, (Line("explain-coach"),), heard, memory, knowledge)
    if is_screening(memory, knowledge):
        about = "explain-screen"
    elif len(memory.asked) > 1:
        about = f"explain-{compound_of(memory.asked, knowledge)}"
    else:
        about = f"explain-{memory.asked[0]}"
    return aside(told, (Line(about),), heard, memory, knowledge)


def repeat(heard: Heard, memory: Memory, knowledge: Knowledge) -> Reply:
    """Say the last turn again."""
    if memory.asked:
        again = memory._replace(puzzled=0)
        return put(memory.asked, memory.last[:-1], again, knowledge, heard.touched)
    if not memory.last:
        return aside((), (Line("help"),), heard, memory, knowledge)
    question = memory.last[-1]
    return Reply(lines=memory.last, reprompt=(Line(f"{question.key}-again", question.values),), memory=memory)


def go_back(heard: Heard, memory: Memory, knowledge: Knowledge) -> Reply:
    """Back to the question before; the answers given to it are taken out."""
    if not memory.asked or not memory.trail:
        return repeat(heard, memory, knowledge)
    covered = memory.trail[-1]
    if memory.doubt:  # a bare yes was being followed up: what it answered is put again
        compound = knowledge.compounds[compound_of((*memory.asked, *memory.doubt), knowledge)]
        again = tuple(finding for finding in compound if finding in (*memory.asked, *memory.doubt))
        return put(again, (Line("going-back"),), memory._replace(doubt=(), puzzled=0), knowledge, heard.touched)
    findings = {known: answers for known, answers in memory.findings.items() if known not in covered}
    back = memory._replace(
        findings=findings,
        trail=memory.trail[:-1],
        questions=max(0, memory.questions - 2),
        puzzled=0,
        doubt=(),
    )
    return put(covered, (Line("going-back"),), back, knowledge, heard.touched)


def left_behind(memory: Memory, knowledge: Knowledge) -> Line:
    """What to say when the open question is given up; the safety screen is not left without a word."""
    return Line("screen-unsure" if is_screening(memory, knowledge) else "moving-on")


def puzzled(heard: Heard, memory: Memory, knowledge: Knowledge) -> Reply:
    """Nothing was understood: say how to start, and what to do if it can't wait. Twice in a row skips a question."""
    memory = memory._replace(puzzled=memory.puzzled + 1)
    if memory.asked and memory.puzzled >= PATIENCE:
        return onwards((left_behind(memory, knowledge),), heard, give_up(memory, knowledge), knowledge)
    if memory.asked:
        before = (hint(memory.asked, knowledge), Line("cannot-wait"))
        return put(memory.asked, before, memory, knowledge, heard.touched)
    first = memory.puzzled == 1
    said = (Line("not-understood"), Line("cannot-wait")) if first else (Line("not-understood-again"),)
    reply = offer("tip" if memory.done else "interview", said, memory)
    return reply._replace(memory=reply.memory._replace(puzzled=memory.puzzled))
