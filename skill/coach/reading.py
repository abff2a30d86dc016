"""The one reader: everything that was heard -> findings, red flags, person, place, answer.

It reads the words of every slot, matched or raw, so it does not matter where Alexa routed a sentence. Words that turn
the meaning (no, last year, my mother had) are weighed in `turning`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from skill.coach.alarms import TOO_LONG, alarms
from skill.coach.heard import Heard, Kind, Slot
from skill.coach.knowledge import Knowledge
from skill.coach.phrases import Clause, Phrasebook, stems_of, words_of
from skill.coach.replies import choice_in, replies_in, says_no
from skill.coach.scope import is_strange
from skill.coach.turning import (
    age_in_years,
    is_denied,
    is_denied_before,
    is_family_history,
    is_idiom,
    is_past,
    is_statement,
    minutes_so_far,
    number_said,
    stands_for_a_child,
)
from skill.coach.whose import is_wondered, told_of_relatives

BROAD_PLACES = frozenset({"leg", "arm", "trunk", "face", "chest"})
_CONDITIONS_AS_YES = {"neuro": "known_neuro_diagnosis", "artery": "artery_risk", "pregnant": "pregnant"}
_MAY_REPLY = frozenset({Kind.ANSWER, Kind.DESCRIBE, Kind.ASK_CAUSE, Kind.RED_FLAG, Kind.LOG_CRAMP})
"""Other requests ask something of the coach ("can beer do that"): they reply to nothing."""


@dataclass(frozen=True)
class Reading:
    """What was understood of one turn."""

    findings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    denied_flags: frozenset[str] = frozenset()
    answer: str | None = None
    """`yes`, `no` or `unknown`, where the person said so."""
    place: str | None = None
    person: str | None = None
    sex: str | None = None
    """`male` or `female`, where a word said so."""
    causes: tuple[str, ...] = ()
    """Causes and sub-conditions asked about by name."""
    has_symptom: bool = False
    """A cramp or a twitch was named."""
    other_medicine: bool = False
    """A medicine was named that is none of those the table knows."""
    number: int | None = None
    """The last number that was said."""
    wants_record: bool = False
    elsewhere: bool = False
    """The words are about something other than a muscle cramp."""
    is_strange: bool = False
    """Free words that name no cramp, twitch or danger, and something that nothing here explains."""

    @property
    def is_empty(self) -> bool:
        """Nothing was understood."""
        return not (
            self.findings or self.flags or self.denied_flags or self.answer or self.place or self.causes
            or self.has_symptom or self.other_medicine or self.elsewhere
        )  # fmt: skip


@dataclass
class _Notes:
    findings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    place: str | None = None
    person: str | None = None
    causes: list[str] = field(default_factory=list)
    has_symptom: bool = False
    other_medicine: bool = False

    def add(self, finding: str, answer: str, several: bool = False) -> None:
        known = self.findings.get(finding, ())
        if several and known and answer not in ("none", *known):
            self.findings[finding] = (*known, answer)
        elif answer != "none" or not known:
            self.findings[finding] = (answer,)


def read(heard: Heard, knowledge: Knowledge, asked: tuple[str, ...] = ()) -> Reading:
    """Read all slots of `heard`. Matched ids are taken as they are; all words are read as well, for what turns them.

    `asked`: what the open question covers; where that is red flags, a single word of theirs is enough.
    """
    return (_read_listed if heard.is_listed else _read)(heard, knowledge, asked)


def _read(heard: Heard, knowledge: Knowledge, asked: tuple[str, ...]) -> Reading:
    notes, book = _Notes(), knowledge.phrases
    if any(_is_of_relative(slot, heard, book) for slot in heard.slots):
        heard = replace(heard, slots=tuple(slot for slot in heard.slots if not _is_of_relative(slot, heard, book)))
    said_no = says_no(heard.slots, book)
    screening = frozenset(asked) & knowledge.red_flags.keys()
    open_ = [knowledge.findings[id_] for id_ in asked if id_ in knowledge.findings and heard.kind in _MAY_REPLY]
    yes_or_no = any("yes" in finding.answers for finding in open_)
    replies = replies_in(heard.slots, open_, said_no, book)
    answer: str | None = None
    elsewhere = False
    for slot in heard.slots:
        if slot.name == "answer" and slot.ids:
            answer = answer or slot.ids[0]
        if slot.name in ("answer", "description") or not slot.ids:
            answer = answer or book.opening("answer", slot.said) or _answer_in_words(slot.said, bool(screening), book)
        if slot.name == "person" and slot.ids:
            # "Type one since I was a kid", "I chase toddlers": a child is mentioned, and the cramp is not its own.
            mentioned = slot.ids[0] == "child" and (replies or (yes_or_no and len(heard.slots) > 1))
            notes.person = notes.person if mentioned else slot.ids[0]
        if slot.name not in ("duration", "record"):
            no_before = said_no and not is_statement(slot.said, book)
            _words(slot, no_before, slot in replies, knowledge, notes)
            _screen_words(slot, no_before, screening, book, notes)
            elsewhere = elsewhere or book.has_cue("elsewhere", slot.said)
    for slot in heard.slots:
        if slot not in replies or slot.name == "symptom":
            _matched(slot, said_no and not is_statement(slot.said, book), knowledge, notes)
    for finding_id, reply in (pair for found in replies.values() for pair in found.items()):
        notes.findings[finding_id] = (reply,)
    for finding in open_:
        placed = notes.place is not None and finding.id == "body_part"
        if chosen := choice_in(heard.slots, finding, placed or finding.id in notes.findings, book):
            notes.findings[finding.id] = (chosen,)
    notes.flags |= alarms(heard.slots, said_no, replies, knowledge)
    said = {word for slot in heard.slots for word in words_of(slot.said)}
    return Reading(
        findings=notes.findings,
        flags=frozenset(notes.flags),
        denied_flags=frozenset(notes.denied - notes.flags),
        answer=answer,
        place=notes.place,
        person=notes.person,
        sex=next((sex for sex in ("male", "female") if said & book.cue_words(sex)), None),
        causes=tuple(dict.fromkeys(notes.causes)),
        has_symptom=notes.has_symptom,
        other_medicine=notes.other_medicine,
        number=next((number for slot in heard.slots if (number := number_said(slot.said)) is not None), None),
        wants_record=any(slot.name == "record" for slot in heard.slots),
        elsewhere=elsewhere,
        is_strange=any(slot.name == "description" and is_strange(slot.said, knowledge) for slot in heard.slots),
    )


# Values of the model's own lists come again and again; words of somebody's own are never kept (`forget_words`).
_read_listed = lru_cache(maxsize=1024)(_read)


def _is_of_relative(slot: Slot, heard: Heard, book: Phrasebook) -> bool:
    """Whether the slot holds a relative's past that was cut off the relative: "my dad", "had a heart attack"."""
    about = [other.said for other in heard.slots if other.name == "person" and other.ids[:1] != ("self",)]
    told = slot.name in ("symptom", "condition") and about
    return bool(told) and any(is_family_history(clause, book) for clause in book.clauses(f"{about[0]} {slot.said}"))


def _answer_in_words(said: str, screening: bool, book: Phrasebook) -> str | None:
    """The yes or no that `said` opens with; "mostly at night" is no yes to the safety screen, only "mostly" is."""
    answer = book.opening("answer_in_words", said)
    return book.opening("answer_in_words", said, whole=True) if screening and answer == "yes" else answer


def _matched(slot: Slot, denied: bool, knowledge: Knowledge, notes: _Notes) -> None:
    """Take the id a slot was matched to; `denied` where a bare "no" came with it ("no", "chest pain")."""
    for id_ in slot.ids[:1]:
        match slot.name:
            case "body_part" | "timing":
                _choice(slot.name, id_, notes)
            case "medicine":
                _medicine(id_, denied, notes)
            case "condition":
                _condition(id_, denied, notes)
            case "cause":
                notes.causes.append(id_)
            case "symptom":
                _symptom(id_, denied, knowledge, notes)


def _choice(finding: str, id_: str, notes: _Notes) -> None:
    if id_ in BROAD_PLACES:
        notes.place = id_
    elif finding not in notes.findings or notes.findings[finding] == ("several_places",):
        notes.add(finding, id_)


def _medicine(id_: str, denied: bool, notes: _Notes) -> None:
    if denied:
        return
    if id_ == "other":
        notes.other_medicine = True
    else:
        notes.add("med_class", id_, several=True)


def _condition(id_: str, denied: bool, notes: _Notes) -> None:
    if id_ in _CONDITIONS_AS_YES:
        notes.add(_CONDITIONS_AS_YES[id_], "no" if denied else "yes")
    elif not denied:
        notes.add("kidney_liver_thyroid_diabetes", id_, several=True)


def _symptom(id_: str, denied: bool, knowledge: Knowledge, notes: _Notes) -> None:
    if id_ in knowledge.red_flags:
        (notes.denied if denied else notes.flags).add(id_)
    elif id_ in knowledge.findings:
        notes.add(id_, "no" if denied else "yes")
    elif not denied:
        notes.has_symptom = True


def _words(slot: Slot, no_before: bool, replied: bool, knowledge: Knowledge, notes: _Notes) -> None:
    """Read the words of one slot, clause by clause. Of a matched slot only danger and places are read.

    `replied`: they answer the open question, and name no place or time of their own ("a beer every night").
    """
    book = knowledge.phrases
    clauses = book.clauses(slot.said)
    family = [is_family_history(clause, book) for clause in clauses]
    free = slot.name == "description" or not slot.ids

    def denied(place: int, places: tuple[int, ...]) -> bool:
        no_cut_off = no_before and place == 0 and is_denied_before(clauses[place], places, book)
        return no_cut_off or is_denied(clauses[place], places, book)

    for match in book.find("symptom", clauses):
        if family[match.clause] or is_past(clauses[match.clause], book):
            continue
        danger = match.id in knowledge.red_flags
        clause = clauses[match.clause]
        if danger and (is_idiom(clause, match.places, book) or knowledge.dangers.is_calm(match.id, clause, book)):
            continue
        if danger or free or slot.name == "symptom":
            _symptom(match.id, denied(match.clause, match.places), knowledge, notes)
    if (free or slot.name == "symptom") and not replied:
        for section in ("body_part", "timing") if free else ("body_part",):
            matches = sorted(book.find(section, clauses), key=lambda match: match.clause)
            corrected = book.has_cue("corrections", slot.said)
            for match in reversed(matches) if corrected else matches:
                if is_idiom(clauses[match.clause], match.places, book, "not_meant"):
                    continue
                well = not book.cue_words("all_well").isdisjoint(clauses[match.clause].words)
                if not family[match.clause] and not denied(match.clause, match.places) and not well:
                    _choice(section, match.id, notes)
    if not free:
        return
    others = told_of_relatives(clauses, book)
    for match in (found for found in book.find("medicine", clauses) if found.clause not in others):
        _medicine(match.id, denied(match.clause, match.places), notes)
    for match in book.find("condition", clauses):
        meant = match.clause not in others and not is_idiom(clauses[match.clause], match.places, book, "not_meant")
        meant = meant and not is_wondered(clauses[match.clause], match.places, book)
        if meant and not family[match.clause] and not is_past(clauses[match.clause], book):
            _condition(match.id, denied(match.clause, match.places), notes)
    for match in () if replied else book.find("denied_in_words", clauses):
        if match.id not in notes.findings:
            notes.add(match.id, "no")
    if slot.name != "symptom":
        notes.causes.extend(match.id for match in book.find("cause", clauses))
    if notes.has_symptom and minutes_so_far(slot.said, book) >= TOO_LONG:
        notes.flags.add("ur_cramp_over_10_min")
    own = tuple(clause for number, clause in enumerate(clauses) if number not in others)
    _person(slot.said, own, [family[number] for number in range(len(clauses)) if number not in others], book, notes)


def _screen_words(slot: Slot, no_before: bool, asked: frozenset[str], book: Phrasebook, notes: _Notes) -> None:
    """A word that names a danger which was just asked for, all but alone: "weakness", "some swelling"."""
    clauses = book.clauses(slot.said) if asked else ()
    for match in book.find("screen_words", clauses):
        alone = len(stems_of(" ".join(clauses[match.clause].words))) <= len(match.places) + 1
        if is_past(clauses[match.clause], book) or is_idiom(clauses[match.clause], match.places, book):
            continue
        if match.id in asked and alone and not (slot.name == "body_part" and slot.ids):
            words = clauses[match.clause].words
            denied = (
                is_denied(clauses[match.clause], match.places, book)
                or (no_before and match.clause == 0)
                or not book.cue_words("all_well").isdisjoint(words)
                or words[: min(match.places)][-1:] == ("can",)  # what one can do is well: "i can breathe"
            )
            (notes.denied if denied else notes.flags).add(match.id)


def _person(said: str, clauses: tuple[Clause, ...], family: list[bool], book: Phrasebook, notes: _Notes) -> None:
    if age_in_years(said, book) < 18 or any(stands_for_a_child(clause, book) for clause in clauses):
        notes.person = "child"
    adults = (match for match in book.find("person", clauses) if match.id == "adult" and not family[match.clause])
    if notes.person is None and next(adults, None) is not None:
        notes.person = "adult"
