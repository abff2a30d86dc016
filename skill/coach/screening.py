"""Questions for danger: the safety screen, the heart screen for a chest, the last sign before the answer."""

from __future__ import annotations

from dataclasses import replace

from skill.coach.heard import Heard, Kind
from skill.coach.knowledge import Knowledge
from skill.coach.memory import Memory
from skill.coach.phrases import words_of
from skill.coach.reading import Reading
from skill.coach.replies import danger_in, only_that, says_no

CHEST = ("rf_heart", "rf_breathing_pe")
"""Asked for when the cramp is said to be in the chest (brief, 5b: the heart screen comes first)."""
ONLY_LEG = ("ur_dvt",)
"""Asked for after a bare yes to the safety screen: the one thing in it that is no call for an ambulance."""
LEG_PLACES = frozenset({"leg", "calf", "foot_or_toes", "front_thigh", "hamstring"})


def is_screening(memory: Memory, knowledge: Knowledge) -> bool:
    """Whether the open question asks for red flags."""
    return bool(memory.asked) and (memory.asked or ())[0] in knowledge.red_flags


def screened(said: str | None, reading: Reading, memory: Memory) -> Memory | None:
    """A screen is passed by no, by don't know, or by what it asked for; other news leaves it open."""
    asked = memory.asked or ()
    if asked == ONLY_LEG:
        return memory._replace(screened=True, puzzled=0)
    if said not in ("no", "unknown") and not (reading.denied_flags | reading.flags).intersection(asked):
        return None
    if asked == CHEST:
        known = "body_part" in memory.findings
        findings = memory.findings if known else {**memory.findings, "body_part": ()}
        flags = (*memory.flags, "ur_trunk_arm_cramps")  # a cramp in the chest is for today, whatever else it is
        return memory._replace(findings=findings, flags=flags, place=None, puzzled=0)
    if len(asked) == 1:
        return memory._replace(checked=(*memory.checked, *asked), puzzled=0)
    return memory._replace(screened=True, puzzled=0)


def at_last_check(heard: Heard, reading: Reading, memory: Memory, knowledge: Knowledge) -> Reading:
    """`reading` with the danger sign that was asked for alone, told or denied in a word ("white", "it's yellow")."""
    asked = memory.asked or ()
    if len(asked) != 1 or asked == ONLY_LEG or asked[0] not in knowledge.red_flags:
        return reading
    told = danger_in(heard.slots, asked[0], says_no(heard.slots, knowledge.phrases), knowledge.phrases)
    if told == "yes":
        denied = reading.denied_flags - {*asked}
        return replace(reading, flags=reading.flags | {*asked}, denied_flags=denied)
    if told == "no" and asked[0] not in reading.flags:
        return replace(reading, denied_flags=reading.denied_flags | {*asked}, answer="no")
    return reading


def bare_yes_to_screen(heard: Heard, reading: Reading, memory: Memory, knowledge: Knowledge) -> bool:
    """Whether the safety screen was answered by a yes that does not say to what."""
    return (
        memory.asked == knowledge.screen and says_yes(heard, reading) and not reading.flags and not reading.denied_flags
    )


def only_the_leg(heard: Heard, reading: Reading, memory: Memory, knowledge: Knowledge) -> Memory:
    """`memory` after "or is it only the leg?": a yes, or a leg that is named, takes the rest of the screen back."""
    if memory.asked != ONLY_LEG:
        return memory
    said = {word for slot in heard.slots for word in words_of(slot.said)}
    graver = bool(reading.flags - {*ONLY_LEG}) or not said.isdisjoint(knowledge.phrases.cue_words("not_only_the_leg"))
    only, more = only_that(heard.slots, ONLY_LEG[0], knowledge.phrases)
    leg = only or says_yes(heard, reading) or reading.flags.intersection(ONLY_LEG) or _names_a_leg(reading)
    if graver or more or not leg:
        return memory
    flags = tuple(flag for flag in memory.flags if flag not in knowledge.screen)
    return memory._replace(flags=(*flags, *ONLY_LEG), screened=True)


def says_yes(heard: Heard, reading: Reading) -> bool:
    """Whether the turn is a yes."""
    return heard.kind is Kind.YES or (heard.kind is not Kind.NO and reading.answer == "yes")


def _names_a_leg(reading: Reading) -> bool:
    named = {reading.place, *reading.findings.get("body_part", ())}
    return reading.answer != "no" and not named.isdisjoint(LEG_PLACES)
