"""Takes the answer to the open question: a yes or a no, a choice, extra news, a bare yes to several things at once.

What was not said is not known: one thing named out of three leaves the other two open, so that they can still be asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from skill.coach.choosing import likeliest
from skill.coach.heard import Heard, Kind
from skill.coach.knowledge import Finding, Knowledge
from skill.coach.memory import Memory
from skill.coach.reading import Reading
from skill.coach.screening import is_screening, screened

NARROWED = frozenset({"leg", "arm", "trunk", "face"})
AGE, OLDER = "age_60_plus", 60
_DENIALS = ("no", "none")
_SAID = {Kind.YES: "yes", Kind.NO: "no", Kind.DONT_KNOW: "unknown", Kind.NEXT: "unknown"}


def absorb(reading: Reading, memory: Memory, knowledge: Knowledge) -> Memory:
    """Remember every finding that was volunteered; one answered again with another value is a correction.

    Where more than one answer may hold ("a statin, and a water pill"), the new one is added to the old.
    """
    findings = dict(memory.findings)
    for finding, answers in reading.findings.items():
        known = findings.get(finding, ()) if knowledge.findings[finding].several else ()
        kept = () if set(answers) & set(_DENIALS) else tuple(answer for answer in known if answer not in _DENIALS)
        findings[finding] = tuple(dict.fromkeys((*kept, *answers)))
    place = reading.place or memory.place
    if "body_part" in findings and place != "chest":
        place = None
    return replace(memory, findings=findings, place=place)


def with_what_is_named(reading: Reading, knowledge: Knowledge) -> Reading:
    """`reading` of somebody who asks why they cramp: a statin or an illness they name with it is their own."""
    own = {
        finding: (answer,)
        for named in reading.causes
        if named in knowledge.taken_or_had
        for finding, answer in [knowledge.taken_or_had[named]]
    }
    return replace(reading, findings={**own, **reading.findings})


def settle(memory: Memory, finding: str, answers: tuple[str, ...]) -> Memory:
    """Remember the answers to one finding; none is "don't know"."""
    return replace(memory, findings={**memory.findings, finding: answers}, puzzled=0)


def take(heard: Heard, reading: Reading, memory: Memory, knowledge: Knowledge) -> Memory | None:
    """Take the answer to the open question. None when it can't be used: the question is then put once more."""
    asked = memory.asked or ()
    said = _SAID.get(heard.kind, reading.answer)
    after = absorb(reading, memory, knowledge)
    if is_screening(memory, knowledge):
        return screened(said, reading, after)
    taken = (
        _one(knowledge.findings[asked[0]], said, reading, after)
        if len(asked) == 1
        else _several([knowledge.findings[finding] for finding in asked], said, reading, after)
    )
    if taken is None:
        return None
    taken = _settle_doubt(asked, taken)
    return replace(taken, puzzled=0, trail=(*(before for before in memory.trail if before != asked), asked))


def is_bare_yes(heard: Heard, reading: Reading, memory: Memory, knowledge: Knowledge) -> bool:
    """Whether several things were asked for in one breath and the answer is yes, without saying which."""
    asked = memory.asked or ()
    if len(asked) < 2 or is_screening(memory, knowledge) or _SAID.get(heard.kind, reading.answer) != "yes":
        return False
    return not reading.findings and not (reading.other_medicine and "med_class" in asked)


def drill_down(memory: Memory, knowledge: Knowledge) -> tuple[str, Memory]:
    """The one thing to ask for after a bare yes, the likeliest; the others stay in doubt."""
    asked = tuple(finding for finding in memory.asked or () if not memory.knows(finding))
    finding = likeliest(asked, memory, knowledge)
    return finding, replace(memory, doubt=tuple(other for other in asked if other != finding), puzzled=0)


def give_up(memory: Memory, knowledge: Knowledge) -> Memory:
    """Count the open question as not known."""
    asked = memory.asked or ()
    if is_screening(memory, knowledge):
        return screened("unknown", Reading(), memory) or memory
    for finding in asked:
        if not memory.knows(finding):
            memory = settle(memory, finding, ())
    return replace(memory, trail=(*memory.trail, asked), doubt=())


def _one(finding: Finding, said: str | None, reading: Reading, memory: Memory) -> Memory | None:
    """The answer to a question that asks for one finding."""
    if finding.id in reading.findings:
        return memory
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
        return memory
    return None


def _several(asked: Sequence[Finding], said: str | None, reading: Reading, memory: Memory) -> Memory | None:
    """The answer to a compound question. A no denies all that was not named; two things named deny the rest as well."""
    named = [finding for finding in asked if finding.id in reading.findings]
    held = [finding for finding in named if not set(reading.findings[finding.id]) & set(_DENIALS)]
    rest = [finding for finding in asked if finding not in named]
    if said == "no" or len(held) > 1:
        for finding in rest:
            memory = settle(memory, finding.id, ("none" if "none" in finding.answers else "no",))
        return memory
    if said == "unknown":
        for finding in rest:
            memory = settle(memory, finding.id, ())
        return memory
    if reading.other_medicine and any(finding.slot == "medicine" for finding in rest):
        return settle(memory, "med_class", ())
    return memory if named else None


def _settle_doubt(asked: tuple[str, ...], memory: Memory) -> Memory:
    """After a bare yes: the only thing left once the others are denied is what was meant; of two, one is asked for."""
    if any(memory.findings.get(finding) not in (("no",), ("none",)) for finding in asked):
        return replace(memory, doubt=())
    left = tuple(finding for finding in memory.doubt if not memory.knows(finding))
    if len(left) == 1 and left[0] not in ("med_class", "kidney_liver_thyroid_diabetes"):
        return replace(settle(memory, left[0], ("yes",)), doubt=())
    return replace(memory, doubt=left)


def _was_narrowed(memory: Memory) -> bool:
    return any(line.key.startswith("question-body_part-") for line in memory.last)
