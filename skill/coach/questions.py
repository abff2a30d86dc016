"""Puts interview questions and takes the answers: one finding at a time, once more in other words, then unknown."""

from __future__ import annotations

from dataclasses import replace

from skill.coach.heard import Heard, Kind
from skill.coach.interview import holds, next_question
from skill.coach.knowledge import Knowledge
from skill.coach.memory import Memory
from skill.coach.reading import Reading
from skill.coach.reply import Line, Reply
from skill.coach.triage import may_be_a_clot

CHEST = ("rf_heart", "rf_breathing_pe")
"""Asked for when the cramp is said to be in the chest (brief, 5b: the heart screen comes first)."""
NARROWED = frozenset({"leg", "arm", "trunk", "face"})
AGE, OLDER = "age_60_plus", 60
PATIENCE = 2
"""Unusable answers in a row after which the open question counts as not known."""


def absorb(reading: Reading, memory: Memory, asked: str | None = None) -> Memory:
    """Remember every finding that was volunteered; one answered again with another value is a correction."""
    findings = {**memory.findings, **reading.findings}
    order = [*(f for f in memory.order if f not in reading.findings), *reading.findings]
    if asked in order:
        order = [*(f for f in order if f != asked), asked]
    place = reading.place or memory.place
    if "body_part" in findings and place != "chest":
        place = None
    return replace(memory, findings=findings, order=tuple(order), place=place)


def settle(memory: Memory, finding: str, answers: tuple[str, ...]) -> Memory:
    """Remember the answers to one finding; none is "don't know"."""
    order = (*(f for f in memory.order if f != finding), finding)
    return replace(memory, findings={**memory.findings, finding: answers}, order=order, puzzled=0)


def take(heard: Heard, reading: Reading, memory: Memory, knowledge: Knowledge) -> Memory | None:
    """Take the answer to the open question. None when it can't be used: the question is then put once more."""
    asked = memory.asked or ()
    said = {Kind.YES: "yes", Kind.NO: "no", Kind.DONT_KNOW: "unknown", Kind.NEXT: "unknown"}.get(
        heard.kind, reading.answer
    )
    memory = absorb(reading, memory)
    if is_screening(memory, knowledge):
        return _screened(asked, said, reading, memory)
    finding = knowledge.findings[asked[0]]
    if finding.id in reading.findings:
        return replace(memory, puzzled=0)
    if said == "unknown":
        return settle(memory, finding.id, ())
    if said is not None and said in finding.answers:
        return settle(memory, finding.id, (said,))
    if said == "no" and "none" in finding.answers:
        return settle(memory, finding.id, ("none",))
    if finding.id == AGE and reading.number is not None:
        return settle(memory, AGE, ("yes" if reading.number >= OLDER else "no",))
    if finding.slot == "medicine" and reading.other_medicine:
        return settle(memory, finding.id, ())
    if finding.id == "body_part" and reading.place in NARROWED and not _was_narrowed(memory):
        return replace(memory, puzzled=0)
    return None


def _was_narrowed(memory: Memory) -> bool:
    return any(line.key.startswith("question-body_part-") for line in memory.last)


def _screened(asked: tuple[str, ...], said: str | None, reading: Reading, memory: Memory) -> Memory | None:
    """A screen is answered by no, by don't know, or by what it asked for; other news leaves it open."""
    if said not in ("no", "unknown") and not reading.denied_flags and not reading.flags:
        return None
    if asked != CHEST:
        return replace(memory, screened=True, puzzled=0)
    memory = memory if memory.knows("body_part") else settle(memory, "body_part", ())
    return replace(memory, flags=(*memory.flags, "ur_trunk_arm_cramps"), place=None, puzzled=0)


def give_up(memory: Memory, knowledge: Knowledge) -> Memory:
    """Count the open question as not known."""
    asked = memory.asked or ()
    if is_screening(memory, knowledge):
        chest = asked == CHEST
        return replace(memory, screened=memory.screened or not chest, puzzled=0, place=None if chest else memory.place)
    return settle(memory, asked[0], ())


def step(memory: Memory, knowledge: Knowledge) -> tuple[tuple[str, ...], Memory] | None:
    """What to ask next, as the ids the question covers; None when it is time for the answer."""
    if memory.place == "chest":
        return CHEST, memory
    if not memory.screened:
        return knowledge.screen, memory
    finding = None if may_be_a_clot(memory, knowledge) else next_question(memory, knowledge)
    return None if finding is None else ((finding,), memory)


def put(
    asked: tuple[str, ...], before: tuple[Line, ...], memory: Memory, knowledge: Knowledge, touched: bool = False
) -> Reply:
    """Ask `asked` after saying `before`. It counts as a question unless it is the one already open."""
    again = asked == memory.asked and memory.puzzled > 0
    counts = (asked != memory.asked and asked[0] in knowledge.findings) or (
        asked == knowledge.screen and not memory.questions
    )
    counted = memory.questions + int(counts)
    key = question_key(asked, memory, knowledge)
    question = Line(f"{key}-again" if again else key)
    reprompt = Line(key if again else f"{key}-again")
    private = len(asked) == 1 and asked[0] in knowledge.findings and knowledge.findings[asked[0]].private
    before = tuple(line for line in before if line.key != "private")
    lines = (*before, *((Line("private"),) if private and not again else ()), question)
    memory = replace(memory, asked=asked, questions=counted, offer=None, last=lines)
    return Reply(
        lines=lines,
        reprompt=(reprompt,),
        memory=memory,
        elicit=None if touched else slot_of(asked, knowledge),
    )


def put_again(before: tuple[Line, ...], memory: Memory, knowledge: Knowledge, touched: bool = False) -> Reply | None:
    """Put the open question once more; None where it was answered by the way, or no longer makes sense."""
    asked = memory.asked or ()
    finding = knowledge.findings.get(asked[0]) if asked else None
    if not asked or (finding is not None and (memory.knows(finding.id) or holds(finding.unless, memory))):
        return None
    return put(asked, before, memory, knowledge, touched)


def question_key(asked: tuple[str, ...], memory: Memory, knowledge: Knowledge) -> str:
    """The key of the words of a question."""
    if asked == CHEST:
        return "question-chest"
    if asked[0] in knowledge.red_flags:
        return "question-screen"
    if asked == ("body_part",) and memory.place in NARROWED:
        return f"question-body_part-{memory.place}"
    return f"question-{asked[0]}"


def slot_of(asked: tuple[str, ...], knowledge: Knowledge) -> str:
    """The slot that a spoken answer to `asked` should fill."""
    return next((knowledge.findings[id_].slot for id_ in asked if id_ in knowledge.findings), "answer")


def hint(asked: tuple[str, ...], knowledge: Knowledge) -> Line:
    """One thing that can be said in answer to `asked`."""
    return Line(_HINTS[slot_of(asked, knowledge)])


_HINTS = {
    "answer": "say-it-plainly",
    "body_part": "say-it-plainly-place",
    "timing": "say-it-plainly-time",
    "medicine": "say-it-plainly-which",
    "condition": "say-it-plainly-which",
}


def is_screening(memory: Memory, knowledge: Knowledge) -> bool:
    """Whether the open question asks for red flags."""
    return bool(memory.asked) and (memory.asked or ())[0] in knowledge.red_flags
