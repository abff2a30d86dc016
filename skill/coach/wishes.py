"""What free words ask for, beside what they tell: relief now, a cause by name, a doctor, how to prevent it.

The most urgent wish wins; the others are offered by the question that closes the reply.
"""

from __future__ import annotations

from enum import Enum

from skill.coach.heard import Heard
from skill.coach.knowledge import Knowledge
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
