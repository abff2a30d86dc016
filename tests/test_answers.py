"""Answers to each question in everyday words, through the speaker's understanding and the coach's reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from skill.alexa.request import KINDS
from skill.coach import Heard, Memory, Slot, respond
from skill.coach.questions import slot_of
from skill.library import load
from speech.model import InteractionModel
from speech.slots import SlotValue
from speech.understanding import Eliciting, Understanding

KNOWLEDGE = load("en-US").knowledge
UNDERSTANDING = Understanding(
    InteractionModel.load(Path(__file__).parents[1] / "interaction_model" / "built" / "en-US.json")
)
ANSWERS = {
    "pregnant": {
        "yes": ["yes", "i'm pregnant", "yeah five months", "third trimester"],
        "no": ["no", "not pregnant", "i'm not pregnant", "i am not pregnant", "can't be pregnant", "not expecting"],
    },
    "numb_or_tingling_one_limb": {
        "yes": ["yeah it tingles", "it goes numb", "a bit", "sometimes", "pins and needles"],
        "no": ["not numb", "it isn't numb", "no numbness", "without numbness", "i don't have any numbness", "never"],
    },
    "weaker_over_weeks": {
        "yes": ["it's getting weaker", "i keep dropping things", "kind of"],
        "no": ["not weaker", "it isn't weaker", "no it's strong", "not really"],
    },
    "stressed": {
        "yes": ["i'm stressed out", "under a lot of stress", "loads"],
        "no": ["not stressed", "i'm not stressed", "not anxious", "not particularly stressed"],
    },
    "low_fluids": {
        "yes": ["i'm thirsty", "i forgot to drink"],
        "no": ["not thirsty", "i'm not thirsty", "no i drink plenty"],
    },
    "artery_risk": {
        "yes": ["i smoke", "high cholesterol", "i'm a smoker"],
        "no": ["i don't smoke", "not a smoker", "non smoker", "i'm not a smoker", "none of those"],
    },
    "vomiting_or_diarrhea": {"yes": ["i threw up"], "no": ["not vomiting", "not throwing up", "no vomiting"]},
    "new_medicine": {
        "yes": ["i started a new medicine"],
        "no": ["not a new medicine", "nothing new", "no new medicine"],
    },
    "hot_and_sweaty": {"yes": ["i was sweating a lot"], "no": ["not sweating", "i wasn't sweating a lot"]},
    "hard_knot_eases_with_stretch": {
        "yes": ["stretching helps", "it goes rock hard"],
        "no": ["stretching does nothing", "it just aches", "not so far"],
    },
    "long_same_position": {"yes": ["i sit all day", "desk job"], "no": ["i move a lot", "not me"]},
    "pain_gone_within_10_min_of_standing_still": {"yes": ["it goes right away"], "no": ["it keeps hurting"]},
    "alcohol_regular": {"yes": ["a few beers every night", "most days"], "no": ["i don't drink", "i never drink"]},
    "age_60_plus": {"yes": ["i'm 68", "seventy two", "i'm sixty"], "no": ["forty five", "i'm 30", "no"]},
    "body_part": {
        "calf": ["calf", "my left calf", "it's in the calf", "um my calf i think", "both calves"],
        "low_back": ["back", "my lower back"],
        "foot_or_toes": ["the arch of my foot", "toes", "no my foot"],
        "several_places": ["all over", "everywhere really"],
    },
    "timing": {
        "night_in_bed": ["at night", "mostly when i'm in bed", "in the middle of the night", "it wakes me up"],
        "during_or_right_after_exercise": ["when i run", "after the gym", "while swimming"],
        "walking_eases_with_rest": ["when i walk"],
        "any_time": ["any time", "it's random", "all the time"],
    },
    "med_class": {
        "statin": ["just a statin", "lipitor", "i take a cholesterol pill"],
        "water_pill": ["a water pill", "lasix"],
        "none": ["no", "none of those", "none", "nothing"],
    },
    "kidney_liver_thyroid_diabetes": {
        "diabetes": ["diabetes", "i'm diabetic"],
        "none": ["no", "none of them", "neither"],
    },
}
CASES = [
    (finding, answer, words)
    for finding, answers in ANSWERS.items()
    for answer, said in answers.items()
    for words in said
]


@pytest.mark.parametrize(("finding", "answer", "words"), CASES)
def test_an_everyday_answer_is_heard_as_it_is_meant(finding: str, answer: str, words: str) -> None:
    asked = (finding,)
    understood = UNDERSTANDING.understand(words, Eliciting("AnswerIntent", slot_of(asked, KNOWLEDGE)))
    slots = tuple(
        Slot(name, value.value, value.ids) for name, value in understood.slots.items() if isinstance(value, SlotValue)
    )
    memory = Memory(asked=asked, screened=True, questions=3)
    reply = respond(Heard(KINDS[understood.intent or ""], slots), memory, KNOWLEDGE)
    assert reply.memory.findings.get(finding) == (answer,), understood
