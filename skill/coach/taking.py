"""Takes the answer to the open question: a yes or a no, a choice, extra news, a bare yes to several things at once.

What was not said is not known: one thing named out of three leaves the other two open, so that they can still be asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from skill.coach.choosing import likeliest
from skill.coach.heard import Heard, Kind, Slot
from skill.coach.knowledge import DENIALS, Finding, Knowledge
from skill.coach.memory import Memory
from skill.coach.phrases import Phrasebook, words_of
from skill.coach.picking import NONE, UNCLEAR, pick_in, picked
from skill.coach.reading import Reading
from skill.coach.replies import says_no
from skill.coach.scope import FELT
from skill.coach.screening import is_screening, screened
from skill.coach.turning import is_statement

NARROWED = frozenset({"leg", "arm", "trunk", "face"})
AGE, OLDER = "age_60_plus", 60
_SAID = {Kind.YES: "yes", Kind.NO: "no", Kind.DONT_KNOW: "unknown", Kind.NEXT: "unknown"}


def absorb(reading: Reading, memory: Memory, knowledge: Knowledge) -> Memory:
    """Remember every finding that was volunteered; one answered again with another value is a correction.

    Where more than one answer may hold ("a statin, and a water pill"), the new one is added to the old.
    """
    if not (reading.findings or reading.place) and memory.place in (None, "chest"):
        return memory  # nothing was volunteered
    findings = dict(memory.findings)
    for finding, answers in reading.findings.items():
        known = findings.get(finding, ()) if knowledge.findings[finding].several else ()
        kept = () if set(answers) & set(DENIALS) else tuple(answer for answer in known if answer not in DENIALS)
        findings[finding] = tuple(dict.fromkeys((*kept, *answers)))
    place = reading.place or memory.place
    if "body_part" in findings and place != "chest":
        place = None
    return memory._replace(findings=findings, place=place)


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
    return _settle_all(memory, {finding: answers})


def _settle_all(memory: Memory, given: Mapping[str, tuple[str, ...]]) -> Memory:
    return memory._replace(findings={**memory.findings, **given}, puzzled=0)


def take(heard: Heard, reading: Reading, memory: Memory, knowledge: Knowledge) -> Memory | None:
    """Take the answer to the open question. None when it can't be used: the question is then put once more."""
    asked = memory.asked or ()
    said = _SAID.get(heard.kind, reading.answer)
    plain_no = heard.kind is Kind.NO or not _brings_more(heard, knowledge.phrases)
    if said == "no" and plain_no and asked != knowledge.screen and _moves(reading, memory):
        return None  # "no, my foot" corrects the place, and says nothing of what was asked
    after = absorb(reading, memory, knowledge)
    if is_screening(memory, knowledge):
        return screened(said, reading, after)
    if len(asked) == 1:
        taken = _one(knowledge.findings[asked[0]], said, reading, after)
    else:
        open_ = [knowledge.findings[finding] for finding in asked]
        all_well = pick_in(heard.slots, asked, knowledge.phrases) == NONE
        after = _settle_picked(heard, asked, after, knowledge)
        if said == "no" and len(heard.slots) == 1 and _brings_more(heard, knowledge.phrases):
            return None  # "no, just the ...": what it was is lost
        all_else = all_well or any(knowledge.phrases.has_cue("nothing_else", slot.said) for slot in heard.slots)
        denies_all = all_else or _denies_all(heard, open_, reading, knowledge.phrases)
        taken = _several(open_, "no" if all_else else said, denies_all, reading, after)
    if taken is None:
        return None
    taken = _settle_doubt(asked, taken)
    return taken._replace(puzzled=0, trail=(*(before for before in memory.trail if before != asked), asked))


def without_company(heard: Heard, reading: Reading, memory: Memory, knowledge: Knowledge) -> Reading:
    """`reading` without the place or time that comes with an answer to something else, where the cramp's is known.

    "My toes tingle" tells where it tingles and "a beer every night" when the beer is drunk; neither moves the cramp.
    """
    asked = memory.asked or ()
    named = [finding for finding in asked if finding in reading.findings]
    last_check = is_screening(memory, knowledge) and memory.screened
    if {"body_part", "timing"} & {*asked}:
        return reading
    if asked and not named and any(_is_how_often(slot, knowledge.phrases) for slot in heard.slots):
        others = {id_: given for id_, given in reading.findings.items() if id_ != "timing"}
        return replace(reading, findings=others, answer=reading.answer or "yes")
    if not (named or last_check):
        return reading
    if any(knowledge.phrases.has_cue("corrections", slot.said) for slot in heard.slots):
        return reading
    aside = {"timing"} if named and not _IN_THE_BODY & {*named} else {"timing", "body_part"}
    if last_check and reading.answer == "no":
        aside = {"timing"}
    kept = {id_: given for id_, given in reading.findings.items() if id_ not in aside or not memory.knows(id_)}
    return replace(reading, findings=kept)


def _is_how_often(slot: Slot, book: Phrasebook) -> bool:
    """Whether a time answers yes: "all the time", asked about stress."""
    return slot.name == "timing" and book.opening("answer_in_words", slot.said, whole=True) == "yes"


_IN_THE_BODY = FELT | {"harder_activity", "hot_and_sweaty", "long_same_position"}
"""What has a place or is done with a part of the body."""


def drilled_down(heard: Heard, reading: Reading, memory: Memory, knowledge: Knowledge) -> tuple[str, Memory] | None:
    """The one thing to ask for next, and the memory to go on with, where it isn't told what or which is meant.

    After a bare yes, the likeliest; the others stay in doubt. After "the first one", the choice that was pointed at.
    """
    asked = memory.asked or ()
    if len(asked) < 2 or is_screening(memory, knowledge):
        return None
    after = absorb(reading, memory, knowledge)
    pointed = picked(heard.slots, asked, knowledge.phrases) if reading.answer != "no" else ()
    choice = next((id_ for id_ in pointed if "yes" not in knowledge.findings[id_].answers), None)
    if choice is not None and not after.knows(choice):
        return choice, _settle_picked(heard, asked, after, knowledge)._replace(doubt=(), puzzled=0)
    if not _is_bare_yes(heard, reading, asked, knowledge):
        return None
    left = tuple(finding for finding in asked if not after.knows(finding))
    finding = likeliest(left, after, knowledge)
    return finding, after._replace(doubt=tuple(other for other in left if other != finding), puzzled=0)


def _is_bare_yes(heard: Heard, reading: Reading, asked: tuple[str, ...], knowledge: Knowledge) -> bool:
    """Whether the answer is yes, or "one of those", without saying which."""
    pick = pick_in(heard.slots, asked, knowledge.phrases)
    if pick != UNCLEAR and (pick is not None or _SAID.get(heard.kind, reading.answer) != "yes"):
        return False
    return not {*asked} & {*reading.findings} and not (reading.other_medicine and "med_class" in asked)


def _settle_picked(heard: Heard, asked: tuple[str, ...], memory: Memory, knowledge: Knowledge) -> Memory:
    """Remember a yes to what was pointed at; of two things pointed at, the rest is denied."""
    pointed = picked(heard.slots, asked, knowledge.phrases)
    for finding in pointed:
        if "yes" in knowledge.findings[finding].answers:
            memory = settle(memory, finding, ("yes",))
    for finding in asked if len(pointed) > 1 else ():
        if finding not in pointed and not memory.knows(finding):
            memory = settle(memory, finding, (_denial(knowledge.findings[finding]),))
    return memory


def give_up(memory: Memory, knowledge: Knowledge) -> Memory:
    """Count the open question as not known."""
    asked = memory.asked or ()
    if is_screening(memory, knowledge):
        return screened("unknown", Reading(), memory) or memory
    for finding in asked:
        if not memory.knows(finding):
            memory = settle(memory, finding, ())
    return memory._replace(trail=(*memory.trail, asked), doubt=())


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


def _several(
    asked: Sequence[Finding], said: str | None, denies_all: bool, reading: Reading, memory: Memory
) -> Memory | None:
    """The answer to a compound question. Two things named deny the rest, as does a no that `denies_all`."""
    named = [finding for finding in asked if finding.id in reading.findings]
    held = [finding for finding in named if not set(reading.findings[finding.id]) & set(DENIALS)]
    rest = [finding for finding in asked if not memory.knows(finding.id)]
    if (said == "no" and denies_all) or len(held) > 1:
        return _settle_all(memory, {finding.id: (_denial(finding),) for finding in rest})
    if said == "unknown":
        return _settle_all(memory, {finding.id: () for finding in rest})
    if reading.other_medicine and any(finding.slot == "medicine" for finding in rest):
        return settle(memory, "med_class", ())
    return memory if len(rest) < len(asked) else None


def _denial(finding: Finding) -> str:
    return "none" if "none" in finding.answers else "no"


def _denies_all(heard: Heard, asked: Sequence[Finding], reading: Reading, book: Phrasebook) -> bool:
    """Whether a no is said to all that was asked, and not only to what stands behind it ("no alcohol").

    It denies all where nothing that was asked is denied by name, or where it stands apart ("no, my legs are strong").
    """
    if heard.kind is Kind.NO or not any("no" in reading.findings.get(one.id, ()) for one in asked):
        return True
    if _brings_more(heard, book):
        return True
    spoken = [slot for slot in heard.slots if slot.name != "answer" or not slot.ids]
    if len(spoken) < len(heard.slots):
        return says_no(heard.slots, book) and all(is_statement(slot.said, book) for slot in spoken)
    return any(_no_stands_apart(slot.said, book) for slot in spoken)


def _no_stands_apart(said: str, book: Phrasebook) -> bool:
    """Whether `said` opens with a no and goes on with a statement ("no i don't drink"), or is nothing but a no."""
    words = words_of(said)
    ends = [
        end for end in range(1, len(words) + 1) if book.opening("answer", " ".join(words[:end]), whole=True) == "no"
    ]
    return any(
        end == len(words)
        or words[end] in book.cue_words("clause_starters")
        or "no"
        in {book.opening(section, " ".join(words[end:]), whole=True) for section in ("answer", "answer_in_words")}
        for end in ends
    )


def _brings_more(heard: Heard, book: Phrasebook) -> bool:
    """Whether a no of its own lets something stand: "no just", "nothing but"."""
    return any(slot.name == "answer" and slot.ids[:1] == ("no",) for slot in heard.slots) and not says_no(
        heard.slots, book
    )


def _moves(reading: Reading, memory: Memory) -> bool:
    """Whether the answer names another place for the cramp than is known, and nothing that was asked."""
    known, told = memory.findings.get("body_part", ()), reading.findings.get("body_part", ())
    asked = {*(memory.asked or ())}
    return bool(known and told) and known != told and not asked & {*reading.findings}


_ONLY_IF_NAMED = frozenset({"med_class", "kidney_liver_thyroid_diabetes", "known_neuro_diagnosis", "pregnant"})
"""Nobody is told of a medicine, an illness or a pregnancy that they never spoke of."""


def _settle_doubt(asked: tuple[str, ...], memory: Memory) -> Memory:
    """After a bare yes: the only thing left once the others are denied is what was meant; of two, one is asked for."""
    if not memory.doubt:
        return memory
    if any(memory.findings.get(finding) not in (("no",), ("none",)) for finding in asked):
        return memory._replace(doubt=())
    if any(memory.findings.get(finding, ("no",)) not in (("no",), ("none",), ()) for finding in memory.doubt):
        return memory._replace(doubt=())  # another of them was named meanwhile: that is what was meant
    left = tuple(finding for finding in memory.doubt if not memory.knows(finding))
    if len(left) == 1 and left[0] not in _ONLY_IF_NAMED:
        return settle(memory, left[0], ("yes",))._replace(doubt=())
    return memory._replace(doubt=left)


def _was_narrowed(memory: Memory) -> bool:
    return any(line.key.startswith("question-body_part-") for line in memory.last)
