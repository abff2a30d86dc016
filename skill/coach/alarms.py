"""Danger beyond single phrases: ideas that meet, statements that belong together, slots that Alexa cut apart."""

from __future__ import annotations

from collections.abc import Collection

from skill.coach.danger import Found
from skill.coach.heard import Slot
from skill.coach.knowledge import Knowledge
from skill.coach.phrases import Clause, Match, Phrasebook, words_of
from skill.coach.turning import is_denied, is_family_history, is_idiom, is_past, is_statement, minutes_of

TOO_LONG = 10
"""Minutes after which a cramp that has not let go needs help (brief, 5b)."""
_NO_WORDS_OF_INTEREST = frozenset({"answer", "person", "duration", "record"})
_NO_SENTENCE = frozenset({"duration", "record"})


def alarms(slots: tuple[Slot, ...], said_no: bool, replied: Collection[Slot], knowledge: Knowledge) -> set[str]:
    """The red flags in all that was heard. `said_no`: a bare no came too; `replied`: slots that answer a question."""
    book = knowledge.phrases
    flags = set() if said_no else _across_slots(slots, knowledge)
    for slot in slots:
        flags |= _told_together(slot.said, knowledge)
        if slot.name not in _NO_SENTENCE:
            no_cut_off = said_no and slot.name != "answer" and not is_statement(slot.said, book)
            flags |= _signs(f"no {slot.said}" if no_cut_off else slot.said, knowledge)
    return flags | ({"ur_cramp_over_10_min"} if _goes_on_too_long(slots, replied, book) else set())


def _goes_on_too_long(slots: tuple[Slot, ...], replied: Collection[Slot], book: Phrasebook) -> bool:
    """Whether Alexa gave the minutes of a cramp that has not let go: "locked solid", PT20M.

    "My cramps", PT20M tells of a habit.
    """
    lasting = any(
        slot.name == "duration" and slot not in replied and minutes_of(slot.said) >= TOO_LONG for slot in slots
    )
    going_on = book.cue_words("going_on")
    return lasting and any(slot.name == "symptom" and not going_on.isdisjoint(words_of(slot.said)) for slot in slots)


def _across_slots(slots: tuple[Slot, ...], knowledge: Knowledge) -> set[str]:
    """Danger that is split over slots ("cramp" and "chest"), in whichever order they stood."""
    said = [slot.said for slot in slots if slot.name not in _NO_WORDS_OF_INTEREST]
    about = [slot.said for slot in slots if slot.name == "person"]
    if len(said) + len(about) < 2:
        return set()
    flags: set[str] = set()
    for words in (" ".join((*about, *said)), " ".join((*about, *reversed(said)))):
        clauses = knowledge.phrases.clauses(words)
        flags |= _unturned(knowledge.phrases.find("symptom", clauses), clauses, knowledge)
        flags |= _told_together(words, knowledge) | _signs(words, knowledge)
    return flags


def _signs(words: str, knowledge: Knowledge) -> set[str]:
    """Danger in words that no phrase foresees."""
    book = knowledge.phrases
    return {
        found.flag
        for found in knowledge.dangers.find(words, book)
        if not any(_turns(found, number, book) for number in range(len(found.parts)))
    }


def _turns(found: Found, number: int, book: Phrasebook) -> bool:
    """Whether something turns that part of a sign. A "not" that belongs to the sign denies no other part of it."""
    clause, _ = found.parts[number]
    places = tuple(sorted({place for other, spot in found.parts if other is clause for place in spot}))
    return (
        is_denied(clause, places, book)
        or (number not in found.history and is_past(clause, book))
        or is_family_history(clause, book)
        or any(span & set(places) and not span <= set(places) for span in book.spans_of_cue("idioms", clause))
    )


def _told_together(words: str, knowledge: Knowledge) -> set[str]:
    """Danger that two statements make together: "i'm pregnant and i'm bleeding", "my calf hurts since my flight"."""
    clauses = knowledge.phrases.clauses(words, together=True)
    return _unturned(knowledge.phrases.find_together("symptom", clauses), clauses, knowledge)


def _unturned(matches: list[Match], clauses: tuple[Clause, ...], knowledge: Knowledge) -> set[str]:
    """The red flags among `matches` that nothing turns."""
    book, flags = knowledge.phrases, set()
    for match in matches:
        clause = clauses[match.clause]
        turned = is_denied(clause, match.places, book) or is_past(clause, book) or is_family_history(clause, book)
        turned = turned or is_idiom(clause, match.places, book) or knowledge.dangers.is_calm(match.id, clause, book)
        if match.id in knowledge.red_flags and not turned:
            flags.add(match.id)
    return flags
