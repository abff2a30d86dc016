"""What free words ask for, beside what they tell: relief now, a cause by name, a doctor, how to prevent it.

The most urgent wish wins; the others are offered by the question that closes the reply.
"""

from __future__ import annotations

from enum import Enum

from skill.coach.heard import Heard
from skill.coach.knowledge import Knowledge
from skill.coach.phrases import words_of
from skill.coach.reading import Reading


class Wish(Enum):
    """What is asked for, the most urgent first; the value is the cue list in words.yaml that tells it."""

    RELIEF = "happening_now"
    ABOUT_CAUSE = "asks_about"
    DOCTOR = "asks_how_serious"
    PREVENTION = "asks_how_to_prevent"


def wish_in(heard: Heard, reading: Reading, knowledge: Knowledge) -> Wish | None:
    """The wish in the words of `heard`; None where they only tell, or ask why.

    Relief is for a cramp that is named ("my calf is seizing up right now"); a cause is asked about only by name.
    """
    said = " ".join(slot.said for slot in heard.slots if slot.name == "description")
    for wish in Wish:
        if not knowledge.phrases.has_cue(wish.value, said):
            continue
        if wish is Wish.RELIEF and not (reading.has_symptom or reading.place or reading.findings):
            continue
        if wish is Wish.ABOUT_CAUSE and not reading.causes:
            continue
        return wish
    return None


def wants_relief(heard: Heard, reading: Reading, asked: tuple[str, ...], knowledge: Knowledge) -> bool:
    """Whether words that answer nothing of what is `asked` say that it cramps now ("ow, it's happening again")."""
    # "Happening again right now" is no time of day.
    told = {finding for finding, answers in reading.findings.items() if answers != ("any_time",)}
    if reading.answer or reading.flags or reading.denied_flags or {*asked} & told:
        return False
    return cramps_now(heard, reading, knowledge)


def cramps_now(heard: Heard, reading: Reading, knowledge: Knowledge) -> bool:
    """Whether it cramps while this is said, told strictly enough to be no answer ("nothing at the moment")."""
    said, book = _free_words(heard), knowledge.phrases
    if book.has_cue("make_it_stop", said) or (reading.has_symptom and book.has_cue(Wish.RELIEF.value, said)):
        return True
    bare = heard.slots and all(slot.name == "symptom" for slot in heard.slots) and not reading.findings
    return bool(bare) and any(not book.cue_words("cramps_now").isdisjoint(words_of(slot.said)) for slot in heard.slots)


def _free_words(heard: Heard) -> str:
    """What arrived as words: a description, or an answer that is no listed value."""
    return " ".join(slot.said for slot in heard.slots if slot.name != "duration" and not slot.ids)
