"""Whom it is about: oneself, somebody else, a child; and what is said of relatives in passing."""

from __future__ import annotations

from dataclasses import replace

from skill.coach.heard import Heard, Kind, Slot
from skill.coach.memory import Memory
from skill.coach.reading import Reading

_RELATIVES = frozenset(
    {"known_neuro_diagnosis", "artery_risk", "pregnant", "med_class", "kidney_liver_thyroid_diabetes", "age_60_plus"}
)


def still_about_a_child(heard: Heard, memory: Memory) -> Heard:
    """`heard` with the child that was named before: "she's limping" is another matter for a child."""
    if memory.person != "child" or not heard.slots or any(slot.name == "person" for slot in heard.slots):
        return heard
    return replace(heard, slots=(*heard.slots, Slot("person", "my child", ("child",))))


def without_relatives(reading: Reading, memory: Memory) -> Reading:
    """What a relative has or takes ("my mother has Parkinson's") answers nothing about the person who asks.

    A cramp told with it, in the midst of one's own interview, is one's own.
    """
    if not memory.asked or memory.person != "self" or reading.person != "adult":
        return reading
    if reading.has_symptom and _RELATIVES.isdisjoint(reading.findings):
        return reading  # "my wife gets cramps": it turns to her
    own = {finding: answers for finding, answers in reading.findings.items() if finding not in _RELATIVES}
    return replace(reading, findings=own, person=None, sex=None)


def meet(heard: Heard, reading: Reading, memory: Memory) -> Memory:
    """Note whom it is about. A child stays a child until it is said otherwise, or all begins again.

    After an answer, somebody else is somebody new: nothing of the first one's answers or danger signs is theirs.
    """
    if memory.done and not memory.asked and reading.person not in (None, memory.person):
        memory = Memory(peak=memory.peak, welcomed=memory.welcomed, assured=memory.assured, turns=memory.turns)
    person = reading.person or memory.person
    if memory.person == "child" and reading.person != "self":
        person = "child"
    male = reading.sex == "male" if reading.sex else memory.male
    if heard.kind is Kind.START_OVER:
        person, male = "self", False
    known = (person, male) == (memory.person, memory.male)
    return memory if known else memory._replace(person=person, male=male)
