"""Invented patients, kept as data in `tests/patients` (its README says what each key means)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from skill.coach import Knowledge

FOLDER = Path(__file__).parent / "patients"
LEVELS = ("none", "routine", "same_day", "emergency")
PERSONS = ("self", "adult", "child")


@dataclass(frozen=True)
class Outburst:
    """Danger that is blurted out in place of the answer to question number `turn`, or after the coach's answer."""

    turn: int
    say: str


@dataclass(frozen=True)
class Story:
    """One patient: what is true, how it is said, and what a clinician would make of it."""

    id: str
    opening: str
    theme: str = ""
    """The name of the file, without its ending."""
    person: str = "self"
    tells: tuple[str, ...] = ()
    """Findings and red flags that the opening gives away."""
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Answers by finding id. A finding that is not listed is "no" or "none"."""
    unknown: frozenset[str] = frozenset()
    signs: Mapping[str, str] = field(default_factory=dict)
    """What is said when a question covers this red flag."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What is said when this finding is asked for."""
    curt: bool = False
    """Answers a question that covers several things with a bare yes."""
    danger: Outburst | None = None
    accept: tuple[str, ...] = ()
    triage: str = "none"
    at_most: str | None = None


def read_stories(folder: Path = FOLDER) -> list[Story]:
    """All stories, in the order of the files' names. Text stays text: a bare yes is no truth value here."""
    return [
        _story(entry, path.stem)
        for path in sorted(folder.glob("*.yaml"))
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  text alone
    ]


def faults(stories: Iterable[Story], knowledge: Knowledge) -> list[str]:
    """What in the stories can't be: unknown ids, levels, persons, and ids that stand twice."""
    found, seen = [], set[str]()
    for story in stories:
        if story.id in seen:
            found.append(f"{story.id}: stands twice")
        seen.add(story.id)
        for finding, answers in story.facts.items():
            known = knowledge.findings[finding].answers if finding in knowledge.findings else {}
            found += [f"{story.id}: {finding} = {answer} is unknown" for answer in answers if answer not in known]
        names = {*story.unknown, *story.words}
        found += [f"{story.id}: {name} is no finding" for name in sorted(names - knowledge.findings.keys())]
        told = {*story.tells, *story.signs}.difference(knowledge.findings, knowledge.red_flags)
        found += [f"{story.id}: {name} is neither finding nor red flag" for name in sorted(told)]
        found += [f"{story.id}: {cause} is no cause" for cause in story.accept if cause not in knowledge.causes]
        limits = {story.triage, story.at_most or story.triage}
        found += [f"{story.id}: {level} is no level" for level in sorted(limits.difference(LEVELS))]
        if story.person not in PERSONS:
            found.append(f"{story.id}: {story.person} is no person")
    return found


def _story(entry: Mapping[str, Any], theme: str) -> Story:
    danger = entry.get("danger")
    return Story(
        id=entry["id"],
        opening=entry["opening"],
        theme=theme,
        person=entry.get("person", "self"),
        tells=tuple(entry.get("tells") or ()),
        facts={finding: _several(answers) for finding, answers in (entry.get("facts") or {}).items()},
        unknown=frozenset(entry.get("unknown") or ()),
        signs=entry.get("signs") or {},
        words=entry.get("words") or {},
        curt=entry.get("curt") == "yes",
        danger=Outburst(int(danger["turn"]), danger["say"]) if danger else None,
        accept=tuple(entry.get("accept") or ()),
        triage=entry.get("triage", "none"),
        at_most=entry.get("at_most"),
    )


def _several(answers: str | list[str]) -> tuple[str, ...]:
    return (answers,) if isinstance(answers, str) else tuple(answers)
