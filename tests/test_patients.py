"""Written patients, played by ids and by words: causes found, none left below their level, none alarmed for nothing."""

from __future__ import annotations

import pytest

from benchmarks.coach_figures import Figures
from speech.session import Conversation as Speaker
from tests.patient_stories import read_stories
from tests.skill.conversation import LIBRARY
from tests.visits import ByIds, ByWords, Door, Visit, visit

FIRST, FIRST_THREE, QUESTIONS = 0.85, 0.95, 7
"""What the stories must reach: right cause first, among three, and questions at the median."""


def played(door: Door) -> list[Visit]:
    """Every story, through `door`."""
    return [visit(story, door, LIBRARY.knowledge) for story in read_stories()]


def judge(visits: list[Visit]) -> None:
    """Hold what came of the stories to the floors."""
    figures = Figures.of(visits)
    assert figures.first.right / figures.first.of >= FIRST
    assert figures.first_three.right / figures.first_three.of >= FIRST_THREE
    assert figures.median <= QUESTIONS
    urgent = [came for came in visits if came.story.triage in ("same_day", "emergency")]
    assert [came.story.id for came in urgent if came.missed_level] == []
    assert [came.story.id for came in visits if came.false_alarm] == []
    assert [came.story.id for came in visits if came.story.person == "child" and came.ranking] == []


def test_patients_whose_answers_are_heard_perfectly_are_told_their_cause_and_none_is_left_below_their_level() -> None:
    judge(played(ByIds()))


@pytest.mark.slow
def test_patients_who_speak_are_told_their_cause_and_none_is_left_below_their_level(conversation: Speaker) -> None:
    judge(played(ByWords(conversation)))
