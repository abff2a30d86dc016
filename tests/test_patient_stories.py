"""The patients are many enough, and nothing about them is unknown to the coach."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.patient_stories import Outburst, Story, faults, read_stories
from tests.skill.conversation import LIBRARY

KNOWLEDGE = LIBRARY.knowledge
STORIES = read_stories()


def test_every_story_speaks_of_what_the_coach_knows() -> None:
    assert faults(STORIES, KNOWLEDGE) == []


def test_every_cause_has_four_patients_or_more() -> None:
    of_cause = Counter(story.accept[0] for story in STORIES if story.accept)
    assert {cause for cause in KNOWLEDGE.causes if of_cause[cause] < 4} == set()


def test_danger_children_and_people_asked_for_are_among_them() -> None:
    of_theme = Counter(story.theme for story in STORIES)
    assert of_theme["danger_emergency"] >= 10
    assert of_theme["danger_same_day"] >= 10
    assert sum(story.person == "child" for story in STORIES) >= 4
    assert sum(story.person == "adult" and bool(story.accept) for story in STORIES) >= 4


def test_a_story_that_says_what_it_is_asked_for_says_it_of_something_true() -> None:
    silent = {
        (story.id, finding)
        for story in STORIES
        for finding in story.tells
        if finding in KNOWLEDGE.findings and finding not in story.facts
    }
    assert silent == set()


def test_what_is_written_comes_back_as_text(tmp_path: Path) -> None:
    (tmp_path / "knees.yaml").write_text(
        "- id: one\n  opening: my knee\n  curt: yes\n  facts: {harder_activity: yes, med_class: [statin, inhaler]}\n"
        "  danger: {turn: 2, say: help}\n  accept: [muscle_fatigue]\n",
        encoding="utf-8",
    )
    (story,) = read_stories(tmp_path)
    assert story == Story(
        id="one",
        opening="my knee",
        theme="knees",
        curt=True,
        facts={"harder_activity": ("yes",), "med_class": ("statin", "inhaler")},
        danger=Outburst(2, "help"),
        accept=("muscle_fatigue",),
    )


def test_all_that_is_wrong_with_stories_is_said_at_once() -> None:
    wrong = Story("one", "", "", "dog", ("tail",), {"body_part": ("knee",)}, accept=("gout",), triage="soon")
    assert faults([wrong, wrong], KNOWLEDGE)[:5] == [
        "one: body_part = knee is unknown",
        "one: tail is neither finding nor red flag",
        "one: gout is no cause",
        "one: soon is no level",
        "one: dog is no person",
    ]
    assert "one: stands twice" in faults([wrong, wrong], KNOWLEDGE)
