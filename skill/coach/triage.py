"""Danger first: keeps the red flags that were heard and not taken back, and says what to do about them."""

from __future__ import annotations

from skill.coach.heard import Heard, Kind
from skill.coach.knowledge import Knowledge, Level
from skill.coach.memory import Memory
from skill.coach.reading import Reading
from skill.coach.reply import Line, Reply

CRISIS = "crisis"
"""The advice for words of wanting to die; a danger to the body is spoken of first."""
CLOT = "clot"
"""The advice for what may be a blood clot: the leg is not to be rubbed or stretched."""


def may_be_a_clot(memory: Memory, knowledge: Knowledge) -> bool:
    """Whether relief and tips would do harm."""
    return any(knowledge.red_flags[flag].advice == CLOT for flag in memory.flags_in_force(knowledge))


def hear(heard: Heard, reading: Reading, memory: Memory, knowledge: Knowledge) -> Memory:
    """`memory` with the red flags of this turn: new ones added, denied ones taken back.

    A bare yes to a question that asked for red flags counts for every one of them.
    """
    flags = [flag for flag in memory.flags if flag not in reading.denied_flags]
    asked = [flag for flag in memory.asked or () if flag in knowledge.red_flags]
    said_yes = heard.kind is Kind.YES or (heard.kind is Kind.ANSWER and reading.answer == "yes")
    if asked and said_yes and not reading.flags:
        flags += asked
    nameless = all(slot.name == "person" for slot in heard.slots)
    if heard.kind is Kind.RED_FLAG and nameless:  # "it's an emergency", "my wife needs an ambulance"
        flags += knowledge.screen
    if reading.flags:
        flags += [flag for flag in knowledge.red_flags if flag in reading.flags]
    heard_of = tuple(dict.fromkeys(flags))
    return memory if heard_of == memory.flags else memory._replace(flags=heard_of)


def is_taken_back(reading: Reading, before: Memory, after: Memory, knowledge: Knowledge) -> bool:
    """Whether a danger sign was denied after all, or the very answer that raised the level was corrected.

    "No, my foot" corrects a place and lowers nothing, nor does the talk turning to somebody else.
    """
    if before.person == after.person and set(before.flags) - set(after.flags):
        return True
    level = before.level(knowledge)
    if level is Level.NONE:
        return False
    changed = {finding for finding, answers in reading.findings.items() if before.findings.get(finding) != answers}
    kept = {finding: answers for finding, answers in before.findings.items() if finding not in changed}
    return before._replace(findings=kept).level(knowledge) < level


def emergency(memory: Memory, knowledge: Knowledge) -> Reply:
    """What to do at once, in one breath; the interview is over and the session stays open to say it again."""
    urgent = [
        knowledge.red_flags[flag]
        for flag in memory.flags_in_force(knowledge)
        if knowledge.red_flags[flag].level is Level.EMERGENCY
    ]
    bodily = [flag.advice for flag in urgent if flag.advice != CRISIS]
    advice = bodily[0] if len(set(bodily)) == 1 else "call"
    lines = [Line(f"why-{urgent[0].id}" if len(urgent) == 1 else "why-emergency")]
    if bodily:
        lines.append(Line(f"advice-{advice}"))
    if len(bodily) < len(urgent):
        lines.append(Line(f"advice-{CRISIS}"))
    question = (Line("ask-again"),)
    said = (*lines, *question)
    memory = memory._replace(asked=None, offer="again", puzzled=0, last=said)
    return Reply(lines=said, reprompt=(*lines[1:], Line("ask-again-again")), memory=memory)


def at_once() -> tuple[Line, ...]:
    """The emergency line alone, while it is asked what the yes to the safety screen meant."""
    return (Line("why-emergency"), Line("advice-call"))


def same_day(memory: Memory, knowledge: Knowledge) -> tuple[tuple[Line, ...], Memory]:
    """The advice for one same-day flag not spoken of yet, and the memory that it was said. A clot goes first."""
    new = [
        flag
        for flag in memory.flags_in_force(knowledge)
        if flag not in memory.told and knowledge.red_flags[flag].level is Level.SAME_DAY
    ]
    if not new:
        return (), memory
    first = min(new, key=lambda flag: knowledge.red_flags[flag].advice != CLOT)
    advice = knowledge.red_flags[first].advice
    alike = [flag for flag in new if flag == first or knowledge.red_flags[flag].advice == advice]
    return (Line(f"why-{first}"), Line(f"advice-{advice}")), memory._replace(told=(*memory.told, *alike))
