"""The one reader: everything that was heard -> findings, red flags, person, place, answer.

It reads every slot of every request, matched or raw, so it does not matter where Alexa routed a sentence. Words that
turn the meaning (no, last year, my mother had) are weighed in the clause they stand in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from skill.coach.heard import Heard, Slot
from skill.coach.knowledge import Knowledge
from skill.coach.phrases import Clause, Match, Phrasebook, plain, words_of

BROAD_PLACES = frozenset({"leg", "arm", "trunk", "face", "chest"})
_CONDITIONS_AS_YES = {"neuro": "known_neuro_diagnosis", "artery": "artery_risk", "pregnant": "pregnant"}
_ABILITY = frozenset({"can", "could"})
_NEGATION_REACH = 7
"""How many words a "no" before a phrase may stand away from it, in the same clause."""


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
    male: bool = False
    causes: tuple[str, ...] = ()
    """Causes and sub-conditions asked about by name."""
    has_symptom: bool = False
    """A cramp or a twitch was named."""
    wants_record: bool = False
    elsewhere: bool = False
    """The words are about something other than a muscle cramp."""
    now: bool = False
    """It is happening right now."""

    @property
    def is_empty(self) -> bool:
        """Nothing was understood."""
        return not (
            self.findings or self.flags or self.denied_flags or self.answer or self.place or self.causes
            or self.has_symptom or self.elsewhere
        )  # fmt: skip


@dataclass
class _Notes:
    findings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    place: str | None = None
    person: str | None = None
    male: bool = False
    causes: list[str] = field(default_factory=list)
    has_symptom: bool = False

    def add(self, finding: str, answer: str, several: bool = False) -> None:
        known = self.findings.get(finding, ())
        if several and known and answer not in ("none", *known):
            self.findings[finding] = (*known, answer)
        elif answer != "none" or not known:
            self.findings[finding] = (answer,)


def read(heard: Heard, knowledge: Knowledge) -> Reading:
    """Read all slots of `heard`. Matched ids are taken as they are; all words are read as well, for what turns them."""
    notes = _Notes()
    book = knowledge.phrases
    answer: str | None = None
    elsewhere = now = wants_record = False
    for slot in heard.slots:
        words = slot.said
        if slot.name == "answer":
            answer = answer or (slot.ids[0] if slot.ids else None)
        elif slot.name == "record":
            wants_record = True
        elif slot.name == "person" and slot.ids:
            _person(slot.ids[0], words, book, notes)
        if slot.name != "duration":
            _words(words, slot, _said_no(heard), knowledge, notes)
            elsewhere = elsewhere or book.has_cue("elsewhere", words)
            now = now or book.has_cue("right_now", words)
            if slot.name in ("answer", "description") or not slot.ids:
                answer = answer or book.opening("answer", words)
    for slot in heard.slots:
        _matched(slot, _said_no(heard) and not _is_statement(slot, book), knowledge, notes)
    _across_slots(heard, knowledge, notes)
    return Reading(
        findings=notes.findings,
        flags=frozenset(notes.flags),
        denied_flags=frozenset(notes.denied - notes.flags),
        answer=answer,
        place=notes.place,
        person=notes.person,
        male=notes.male,
        causes=tuple(dict.fromkeys(notes.causes)),
        has_symptom=notes.has_symptom,
        wants_record=wants_record,
        elsewhere=elsewhere,
        now=now,
    )


def _said_no(heard: Heard) -> bool:
    """Whether a "no" came in a slot of its own; it turns what follows it ("no", "chest pain")."""
    return any(slot.name == "answer" and slot.ids[:1] == ("no",) for slot in heard.slots)


def _is_statement(slot: Slot, book: Phrasebook) -> bool:
    """Whether the words say something ("calf is swollen"), so that a "no" before them does not deny them."""
    return not book.cue_words("verbs").isdisjoint(words_of(slot.said)) or "'s " in plain(slot.said)


def _matched(slot: Slot, said_no: bool, knowledge: Knowledge, notes: _Notes) -> None:
    """Take the ids a slot was matched to. A bare "no" in the same answer turns its symptoms ("no chest pain")."""
    for id_ in slot.ids[:1]:
        match slot.name:
            case "body_part" if id_ == "chest" and said_no:
                notes.denied.add("rf_heart")
            case "body_part" | "timing":
                _choice(slot.name, id_, notes)
            case "medicine":
                _medicine(id_, said_no, notes)
            case "condition":
                _condition(id_, said_no, notes)
            case "cause":
                notes.causes.append(id_)
            case "symptom":
                _symptom(id_, said_no, knowledge, notes)


def _choice(finding: str, id_: str, notes: _Notes) -> None:
    if id_ in BROAD_PLACES:
        notes.place = id_
    elif finding not in notes.findings or notes.findings[finding] == ("several_places",):
        notes.add(finding, id_)


def _medicine(id_: str, denied: bool, notes: _Notes) -> None:
    if id_ != "other" and not denied:
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


def _words(said: str, slot: Slot, said_no: bool, knowledge: Knowledge, notes: _Notes) -> None:
    """Read free words, clause by clause."""
    book = knowledge.phrases
    clauses = book.clauses(said)
    about_family = [_is_family_history(clause, book) for clause in clauses]
    past = [about_family[n] or _is_past(clause, book) for n, clause in enumerate(clauses)]
    free = slot.name in ("description", "symptom") or not slot.ids
    no_before = said_no and not _is_statement(slot, book)
    for match in book.find("symptom", clauses):
        if past[match.clause]:
            continue
        denied = _is_denied(match, clauses, book) or (no_before and match.clause == 0)
        if match.id in knowledge.red_flags or free:
            _symptom(match.id, denied, knowledge, notes)
    if not free:
        return
    matched = bool(slot.ids)
    for section in ("body_part",) if matched else ("body_part", "timing"):
        for match in book.find(section, clauses):
            denied = _is_denied(match, clauses, book) or (no_before and match.clause == 0)
            if not denied and not about_family[match.clause]:
                _choice(section, match.id, notes)
    if matched:
        return
    for match in book.find("medicine", clauses):
        _medicine(match.id, _is_denied(match, clauses, book), notes)
    for match in book.find("condition", clauses):
        if not about_family[match.clause]:
            _condition(match.id, _is_denied(match, clauses, book), notes)
    notes.causes.extend(match.id for match in book.find("cause", clauses) if slot.name != "symptom")
    for match in book.find("person", clauses):
        if match.id != "self" and not about_family[match.clause]:
            _person(match.id, said, book, notes)
    if (book.has_cue("minors", said) and _age(said) < 18) or book.has_cue("school", said):
        notes.person = "child"
    if book.cue_words("male") & set(words_of(said)):
        notes.male = True


def _person(id_: str, said: str, book: Phrasebook, notes: _Notes) -> None:
    notes.person = id_ if notes.person != "child" else "child"
    notes.male = notes.male or bool(book.cue_words("male") & set(words_of(said)))


def _is_denied(match: Match, clauses: tuple[Clause, ...], book: Phrasebook) -> bool:
    """Whether a word that denies stands before or within the phrase in its clause, and is not part of it.

    A "no" that opens a new statement ("no, I meant my foot") denies nothing in it, nor does what one can't do ("I can't
    bear this squeezing in my chest").
    """
    words, first, last = clauses[match.clause].words, min(match.places), max(match.places)
    negators, starters = book.cue_words("negators"), book.cue_words("clause_starters")
    return any(
        word in negators
        and place not in match.places
        and first - place <= _NEGATION_REACH
        and not (word == "no" and place == 0 and words[1] in starters)
        and not (word == "not" and words[place - 1] in _ABILITY)
        for place, word in enumerate(words[:last])
    )


def _is_past(clause: Clause, book: Phrasebook) -> bool:
    return book.has_cue("past", " ".join(clause.words))


def _is_family_history(clause: Clause, book: Phrasebook) -> bool:
    """A relative's past ("my mother had a stroke"), as against a relative's present ("my dad's face dropped")."""
    words = " ".join(clause.words)
    relative = any(match.id in ("adult", "child") for match in book.find("person", (clause,)))
    return book.has_cue("family", words) and (relative or "family" in clause.words)


_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen".split()
    )
}


def _age(said: str) -> int:
    """The first number in `said`, as an age in years; 99 where there is none."""
    for word in words_of(plain(said)):
        if word.isdigit():
            return int(word)
        if word in _NUMBERS:
            return _NUMBERS[word]
    return 99


def _across_slots(heard: Heard, knowledge: Knowledge, notes: _Notes) -> None:
    """Danger that is split over slots ("cramp" and "chest"), and signs that mean more together than alone."""
    said = [slot.said for slot in heard.slots if slot.name not in ("answer", "person", "duration", "record")]
    if len(said) > 1 and not _said_no(heard):
        book = knowledge.phrases
        clauses = book.clauses(" ".join(said))
        for match in book.find("symptom", clauses):
            turned = _is_denied(match, clauses, book) or _is_past(clauses[match.clause], book)
            if match.id in knowledge.red_flags and not turned:
                notes.flags.add(match.id)
    if notes.findings.get("pregnant") == ("yes",) and "ur_dvt" in notes.flags:
        notes.flags.add("ur_pregnant_leg")
