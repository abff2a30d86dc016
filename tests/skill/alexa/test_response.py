"""Whom a reply is about, and which of its wordings it has, reach the words."""

from __future__ import annotations

from typing import Any

import pytest

from skill.alexa.response import response_for
from skill.coach import Line, Reply
from skill.coach.memory import Memory
from skill.library import load

WORDING = load("en-US").wording


def heard(speech: Any) -> str:
    """The words of a speech, without its tags."""
    return str(speech.ssml).removeprefix("<speak>").removesuffix("</speak>")


def spoken(memory: Memory) -> tuple[str, str]:
    """Speech and reprompt of a reply that says one reason each."""
    reply = Reply((Line("fact-body_part-calf"),), memory, reprompt=(Line("fact-timing-sitting_still_or_desk"),))
    response = response_for(reply, WORDING)
    assert response.reprompt is not None
    return heard(response.output_speech).lower(), heard(response.reprompt.output_speech).lower()


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("self", ("it's in your calf", "it comes when you sit still")),
        ("adult", ("it's in their calf", "it comes when they sit still")),
        ("child", ("it's in their calf", "it comes when they sit still")),
    ],
)
def test_speech_and_reprompt_are_worded_for_the_person_it_is_about(person: str, words: tuple[str, str]) -> None:
    assert spoken(Memory(person=person)) == words


def test_a_line_that_repeats_sounds_different_in_the_next_turn() -> None:
    replies = [Reply((Line("noted"),), Memory(turns=turn)) for turn in range(4)]
    said = [heard(response_for(reply, WORDING).output_speech) for reply in replies]
    assert len(set(said)) == 3
    assert said[3] == said[0]
