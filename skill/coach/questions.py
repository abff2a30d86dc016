"""Puts questions: which comes next, in which words, and which slot a spoken answer should fill."""

from __future__ import annotations

from skill.coach.choosing import BUDGET, STRETCH, last_check, likeliest, next_question
from skill.coach.interview import holds
from skill.coach.knowledge import Knowledge
from skill.coach.memory import Memory
from skill.coach.reply import Line, Reply
from skill.coach.screening import CHEST, ONLY_LEG, is_screening
from skill.coach.taking import NARROWED
from skill.coach.triage import may_be_a_clot

PATIENCE = 2
"""Unusable answers in a row after which the open question counts as not known."""
_PRIVACY = ("private", "private-again")
"""Said before a private question: the first time, and after that."""
_ORDINALS = ("first", "second", "third")


def step(memory: Memory, knowledge: Knowledge) -> tuple[str, ...] | None:
    """What to ask next, as the ids the question covers; None when it is time for the answer."""
    if memory.place == "chest":
        return CHEST
    if not memory.screened:
        return knowledge.screen
    if may_be_a_clot(memory, knowledge):
        return None
    if memory.doubt and memory.questions < BUDGET + STRETCH:
        return (likeliest(memory.doubt, memory, knowledge),)
    covers = next_question(memory, knowledge)
    if covers is not None:
        return covers
    flag = last_check(memory, knowledge)
    return None if flag is None else (flag,)


def put(
    asked: tuple[str, ...], before: tuple[Line, ...], memory: Memory, knowledge: Knowledge, touched: bool = False
) -> Reply:
    """Ask `asked` after saying `before`. It counts as a question unless it is the one already open."""
    again = asked == memory.asked and memory.puzzled > 0
    counted = memory.questions + int(asked != memory.asked and (asked != knowledge.screen or not memory.questions))
    plain, otherwise = wordings(asked, memory, knowledge)
    private = any(id_ in knowledge.findings and knowledge.findings[id_].private for id_ in asked)
    said_before = next((line for line in before if line.key in _PRIVACY), Line(_PRIVACY[memory.assured]))
    before = tuple(line for line in before if line.key not in _PRIVACY)
    narrowed = memory.asked is not None and asked != memory.asked and set(asked) < set(memory.asked)
    assurance = (said_before,) if private and not again and not narrowed else ()
    lines = (*before, *assurance, otherwise if again else plain)
    memory = memory._replace(
        asked=asked, questions=counted, offer=None, last=lines, assured=memory.assured or bool(assurance)
    )
    return Reply(
        lines=lines,
        reprompt=(plain if again else otherwise,),
        memory=memory,
        elicit=None if touched else slot_of(asked, knowledge),
    )


def put_again(before: tuple[Line, ...], memory: Memory, knowledge: Knowledge, touched: bool = False) -> Reply | None:
    """Put the open question once more, without what is known by now; None where nothing of it is left to ask."""
    asked = memory.asked or ()
    if is_screening(memory, knowledge):
        return put(asked, before, memory, knowledge, touched)
    left = tuple(
        finding
        for finding in asked
        if not memory.knows(finding) and not holds(knowledge.findings[finding].unless, memory)
    )
    if not left:
        return None
    return put(left, before, memory._replace(asked=left), knowledge, touched)


def wordings(asked: tuple[str, ...], memory: Memory, knowledge: Knowledge) -> tuple[Line, Line]:
    """The question in its words and in others, for the silence after it."""
    if len(asked) > 1 and asked[0] in knowledge.findings:
        parts: dict[str, Line | str | int] = {
            name: Line(f"part-{finding}") for name, finding in zip(_ORDINALS, asked, strict=False)
        }
        opening: dict[str, Line | str | int] = {"open": Line(f"open-{compound_of(asked, knowledge)}")}
        key = f"question-any-{len(asked)}"
        return Line(key, {**opening, **parts}), Line(f"{key}-again", parts)
    key = _key(asked, memory, knowledge)
    return Line(key), Line(f"{key}-again")


def compound_of(asked: tuple[str, ...], knowledge: Knowledge) -> str:
    """The compound question that `asked` is, or is part of."""
    return next(name for name, covers in knowledge.compounds.items() if set(asked) <= set(covers))


def _key(asked: tuple[str, ...], memory: Memory, knowledge: Knowledge) -> str:
    if asked == CHEST:
        return "question-chest"
    if asked == ONLY_LEG:
        return "question-only-leg"
    if asked[0] in knowledge.red_flags:
        return "question-screen" if len(asked) > 1 else f"question-{asked[0]}"
    if asked == ("body_part",) and memory.place in NARROWED:
        return f"question-body_part-{memory.place}"
    return f"question-{asked[0]}"


def slot_of(asked: tuple[str, ...], knowledge: Knowledge) -> str:
    """The slot that a spoken answer to `asked` should fill: that of the choice in it, where there is one."""
    slots = [knowledge.findings[id_].slot for id_ in asked if id_ in knowledge.findings]
    return next((slot for slot in slots if slot != "answer"), "answer")


def hint(asked: tuple[str, ...], knowledge: Knowledge) -> Line:
    """One thing that can be said in answer to `asked`."""
    return Line(
        "say-it-plainly-which"
        if len(asked) > 1 and asked[0] in knowledge.findings
        else _HINTS[slot_of(asked, knowledge)]
    )


_HINTS = {
    "answer": "say-it-plainly",
    "body_part": "say-it-plainly-place",
    "timing": "say-it-plainly-time",
    "medicine": "say-it-plainly-which",
    "condition": "say-it-plainly-which",
}
