"""What is said between two microphones stays short and asks one thing, and the memory stays small, whoever it is."""

from __future__ import annotations

import json

import pytest

from benchmarks.simulated_patients import MODELS, Model, simulated
from tests.patient_stories import Story, read_stories
from tests.skill.conversation import LIBRARY, Conversation
from tests.visits import ByIds, visit

LONGEST_TURN = 75
LARGEST_MEMORY = 4096
"""Bytes of the coach's own session attribute (contract)."""


class Listening(Conversation):
    """A conversation that notes what is wrong with the sound of a turn."""

    faults: list[str]

    def hear(self, *heard: object, **more: object) -> str:
        """One turn, listened to."""
        words = super().hear(*heard, **more)  # type: ignore[arg-type]  # passed on as they came
        if len(words.split()) > LONGEST_TURN or (not self.reply.ends and not words.endswith("?")):
            self.faults.append(words)
        if words.count("?") > 1:
            self.faults.append(words)
        if len(json.dumps(self.attributes["memory"]).encode()) > LARGEST_MEMORY:
            self.faults.append(json.dumps(self.attributes["memory"]))
        return words


def faults_heard_by(stories: list[Story], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    Listening.faults = []
    monkeypatch.setattr("tests.visits.Coach", Listening)
    for story in stories:
        visit(story, ByIds(), LIBRARY.knowledge)
    return Listening.faults


def test_every_turn_of_every_story_is_short_and_asks_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults_heard_by(read_stories(), monkeypatch) == []


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS)
def test_every_turn_with_drawn_patients_is_short_and_asks_one_question(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = list(simulated(LIBRARY.knowledge, model, 8, 11, dont_know=0.2, wrong=0.1))
    assert faults_heard_by(drawn, monkeypatch) == []


def test_same_day_advice_with_the_answer_leaves_the_tip_for_later() -> None:
    talk = Conversation()
    talk.describe("my legs and arms cramp all day")
    talk.hear("no")
    while talk.asked is not None:
        asked = [talk.asked] if isinstance(talk.asked, str) else talk.asked
        if "vomiting_or_diarrhea" in asked:
            talk.describe("i've been throwing up for three days")
        else:
            talk.hear("no")
    assert talk.triage == "same_day"
    assert len(talk.words.split()) <= LONGEST_TURN
