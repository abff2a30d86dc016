"""Answers to questions that ask several things in one breath, through the speaker's understanding and the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from skill.alexa.request import KINDS
from skill.coach import Heard, Memory, Reply, Slot, respond
from skill.coach.knowledge import Level
from skill.coach.questions import slot_of
from skill.library import load
from speech.model import InteractionModel
from speech.slots import SlotValue
from speech.understanding import Eliciting, Understanding

HOUSE = Path(__file__).parents[1]
KNOWLEDGE = load("en-US").knowledge
UNDERSTANDING = Understanding(InteractionModel.load(HOUSE / "interaction_model" / "built" / "en-US.json"))
QUESTIONS = yaml.safe_load((HOUSE / "tests" / "utterances" / "compound_answers.yaml").read_text(encoding="utf-8"))
KNOWN = {"body_part": ("calf",), "timing": ("night_in_bed",)}
CASES = [
    pytest.param(tuple(question["asked"]), case, id=f"{'+'.join(question['asked'])}-{place}")
    for question in QUESTIONS
    for place, case in enumerate(question["answers"])
]


def answered(asked: tuple[str, ...], words: str) -> Reply:
    """The reply to `words`, said in answer to the question that covers `asked`."""
    understood = UNDERSTANDING.understand(words, Eliciting("AnswerIntent", slot_of(asked, KNOWLEDGE)))
    slots = tuple(
        Slot(name, value.value, value.ids) for name, value in understood.slots.items() if isinstance(value, SlotValue)
    )
    after_a_yes = asked == ("ur_dvt",)
    memory = Memory(
        asked=asked,
        findings={**KNOWN, "body_part": ("low_back",)} if asked == ("rf_cauda_equina",) else KNOWN,
        screened=not after_a_yes,
        questions=1 if after_a_yes else 3,
        flags=KNOWLEDGE.screen if after_a_yes else (),
    )
    return respond(Heard(KINDS[understood.intent or ""], slots), memory, KNOWLEDGE)


def faults(asked: tuple[str, ...], case: dict[str, Any], words: str) -> list[str]:
    """What is wrong with what the coach made of `words`; empty where nothing is."""
    memory = answered(asked, words).memory
    level = memory.level(KNOWLEDGE)
    wanted = Level[case.get("level", "none").upper()]
    if wanted is Level.EMERGENCY:
        return [] if level is Level.EMERGENCY and not memory.asked else [f"level {level.id}, asked {memory.asked}"]
    found = []
    if (level if wanted else level & Level.SAME_DAY) != wanted and level != wanted:
        found.append(f"level {level.id}")
    findings = [id_ for id_ in asked if id_ in KNOWLEDGE.findings]
    leaves = {**{id_: answers for id_, (answers,) in KNOWN.items()}, **case.get("leaves", {})}
    if asked == ("rf_cauda_equina",):
        leaves["body_part"] = "low_back"
    if "level" in case and "leaves" not in case and "passed" not in case:
        return found
    for id_ in dict.fromkeys((*findings, *leaves)):
        want = _as_set(leaves.get(id_, "open"))
        got = None if id_ not in memory.findings else set(memory.findings[id_])
        if got != want:
            found.append(f"{id_} {'open' if got is None else sorted(got)}")
    if case.get("passed") and not (memory.checked or (memory.screened and asked == ("ur_dvt",))):
        found.append(f"not passed, asked {memory.asked}")
    if case.get("asks") == "one" and not (len(memory.asked or ()) == 1 and set(memory.asked or ()) <= set(asked)):
        found.append(f"asked {memory.asked}")
    if case.get("asks") == "again" and memory.asked != asked:
        found.append(f"asked {memory.asked}")
    return found


def _as_set(wanted: str | list[str]) -> set[str] | None:
    if wanted == "open":
        return None
    if wanted == "unknown":
        return set()
    return {wanted} if isinstance(wanted, str) else set(wanted)


@pytest.mark.parametrize(("asked", "case"), CASES)
def test_what_is_answered_to_several_things_at_once_is_heard_as_it_is_meant(
    asked: tuple[str, ...], case: dict[str, Any]
) -> None:
    found = {words: wrong for words in case["said"] if (wrong := faults(asked, case, words))}
    assert found == {}
