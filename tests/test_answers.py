"""Answers to each question in everyday words, through the speaker's understanding and the coach's reader."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from skill.alexa.request import KINDS
from skill.coach import Heard, Kind, Memory, Slot, respond
from skill.coach.questions import slot_of
from skill.library import CONTENT, load
from speech.model import InteractionModel
from speech.slots import SlotValue
from speech.understanding import Eliciting, Understanding
from tests.sampling import sampled

HOUSE = Path(__file__).parents[1]
KNOWLEDGE = load("en-US").knowledge
UNDERSTANDING = Understanding(InteractionModel.load(HOUSE / "interaction_model" / "built" / "en-US.json"))
ANSWERS = yaml.safe_load((HOUSE / "tests" / "utterances" / "answers.yaml").read_text(encoding="utf-8"))
WORDS = yaml.safe_load((CONTENT / "locales" / "en" / "words.yaml").read_text(encoding="utf-8"))
CASES = [(finding, answer) for finding, answers in ANSWERS.items() for answer in answers]


def remembered(finding: str, words: str) -> set[str] | None:
    """What the coach notes for `finding`, asked about and answered so; None where it puts the question again."""
    asked = (finding,)
    understood = UNDERSTANDING.understand(words, Eliciting("AnswerIntent", slot_of(asked, KNOWLEDGE)))
    slots = tuple(
        Slot(name, value.value, value.ids) for name, value in understood.slots.items() if isinstance(value, SlotValue)
    )
    memory = Memory(asked=asked, screened=True, questions=3)
    found = respond(Heard(KINDS[understood.intent or ""], slots), memory, KNOWLEDGE).memory.findings.get(finding)
    return None if found is None else set(found)


@pytest.mark.parametrize(("finding", "answer"), sampled(CASES, every=2))
def test_an_everyday_answer_is_heard_as_it_is_meant(finding: str, answer: str) -> None:
    wanted = set() if answer == "unknown" else set(answer.split(","))
    found = {words: remembered(finding, words) for words in ANSWERS[finding][answer]}
    assert {words: got for words, got in found.items() if got != wanted} == {}


def test_every_reply_in_words_is_for_an_answer_of_a_finding_or_a_danger_sign() -> None:
    known = {f"{finding.id}={answer}" for finding in KNOWLEDGE.findings.values() for answer in finding.answers}
    known |= {f"{flag}={answer}" for flag in KNOWLEDGE.red_flags for answer in ("yes", "no")}
    assert set(WORDS["replies"]) <= known


def told(asked: str, *slots: Slot) -> Memory:
    """What is remembered of an answer that Alexa cut into `slots`."""
    return respond(Heard(Kind.ANSWER, slots), Memory(asked=(asked,), screened=True, questions=3), KNOWLEDGE).memory


@pytest.mark.parametrize(
    ("asked", "slot", "answer"),
    [
        ("same_spot_every_time", Slot("body_part", "it moves around", ("several_places",)), "no"),
        ("alcohol_regular", Slot("timing", "a beer every night", ("night_in_bed",)), "yes"),
        ("pain_gone_within_10_min_of_standing_still", Slot("duration", "PT5M"), "yes"),
        ("pain_gone_within_10_min_of_standing_still", Slot("duration", "PT1H"), "no"),
        ("pregnant", Slot("duration", "P32W"), "yes"),
        ("sedentary", Slot("answer", "not much exercise"), "yes"),
        ("harder_activity", Slot("answer", "no more than usual"), "no"),
    ],
)
def test_words_that_answer_one_question_only_are_read_whatever_slot_they_came_in(
    asked: str, slot: Slot, answer: str
) -> None:
    memory = told(asked, slot)
    assert memory.findings == {asked: (answer,)}


def test_the_words_of_one_question_mean_nothing_at_another() -> None:
    assert "alcohol_regular" not in told("stressed", Slot("answer", "a couple with dinner")).findings


def test_places_far_apart_are_several_places_and_a_pain_that_spreads_is_not() -> None:
    assert told("body_part", Slot("body_part", "my calf and my neck")).findings["body_part"] == ("several_places",)
    spreading = told("body_part", Slot("body_part", "from my neck down my arm")).findings["body_part"]
    assert spreading == ("neck_or_shoulder",)


@pytest.mark.parametrize(
    ("asked", "slots", "person"),
    [
        ("kidney_liver_thyroid_diabetes", (Slot("person", "my son", ("child",)),), "child"),
        ("harder_activity", (Slot("person", "my son", ("child",)),), "child"),
        ("sedentary", (Slot("person", "toddlers", ("child",)), Slot("timing", "all day", ("any_time",))), "self"),
        ("stressed", (Slot("person", "my kids", ("child",)),), "self"),
    ],
)
def test_a_child_that_is_only_mentioned_in_an_answer_is_not_the_one_who_cramps(
    asked: str, slots: tuple[Slot, ...], person: str
) -> None:
    assert told(asked, *slots).person == person
