"""What the coach knows: plain immutable values, filled from `skill/content` by `skill.source`.

Ids are those of the evidence table (docs/clinical.md); every fact carries the ids of its sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from skill.coach.danger import DangerSigns
from skill.coach.odds import Odds, odds_of
from skill.coach.phrases import Phrasebook


class Level(IntEnum):
    """How soon someone should be seen; a higher level always wins."""

    NONE = 0
    ROUTINE = 1
    SAME_DAY = 2
    EMERGENCY = 3

    @property
    def id(self) -> str:
        """The level as it stands in the session attribute `triage`."""
        return self.name.lower()


# Answers by which a finding is not there.
DENIALS = ("no", "none")


@dataclass(frozen=True)
class Condition:
    """True once `finding` is known to be one of `answers`."""

    finding: str
    answers: frozenset[str]


Answers = frozenset[tuple[str, str]]
"""Findings, each with an answer."""
MALE = ("male", "yes")
"""Known of the person, never asked: what a condition on `male` holds for."""


def _answers_of(conditions: Iterable[Condition]) -> Answers:
    """Everything that any one of `conditions` holds for."""
    answers = {(condition.finding, answer) for condition in conditions for answer in condition.answers}
    return frozenset({MALE if finding == MALE[0] else (finding, answer) for finding, answer in answers})


@dataclass(frozen=True)
class Answer:
    """One answer to a finding: how it moves each cause, and the least triage level it means."""

    id: str
    ratios: Mapping[str, float]
    """Likelihood ratio by cause id; a cause that is absent is unmoved (1.0)."""
    triage: Level = Level.NONE
    usual: float = 1.0
    """How often it is met with, as a weight among the answers, where the cause does not move it. Only chooses the next
    question, never ranks."""


@dataclass(frozen=True)
class Finding:
    """One thing the coach may ask: a choice of answers, or yes and no."""

    id: str
    answers: Mapping[str, Answer]
    slot: str
    sources: tuple[str, ...]
    ask_if: tuple[Condition, ...] = ()
    """The finding may be asked once any of these holds; none means always."""
    unless: tuple[Condition, ...] = ()
    """The finding is never asked once one of these holds."""
    private: bool = False
    """A question on drugs, drink or pregnancy: what happens to the answer is said first."""
    several: bool = False
    """More than one answer may hold at once."""
    screens: str = ""
    """`serious` or `exposure` where the finding counts as the item every interview must reach."""


@dataclass(frozen=True)
class Cause:
    """A cause of cramps, with its share among adults before anything is known."""

    id: str
    prior: float
    sources: tuple[str, ...]
    never_first_unless: tuple[Condition, ...] = ()
    only_if: tuple[Condition, ...] = ()
    triage: Level = Level.NONE
    """The least it means once this cause is named first in an answer."""
    tips: int = 0
    """How many prevention tips the words hold."""


@dataclass(frozen=True)
class RedFlag:
    """A danger sign, the level it means and the line that says what to do."""

    id: str
    level: Level
    advice: str
    sources: tuple[str, ...]
    screen: bool = False
    implied_by: tuple[tuple[Condition, ...], ...] = ()
    """Answers that mean this flag without its words: all conditions of any one entry."""


@dataclass(frozen=True)
class LastCheck:
    """A danger sign that is asked for before the answer is given, once any of `when` holds."""

    flag: str
    when: tuple[Condition, ...]


@dataclass(frozen=True)
class FollowUp:
    """A finding that is asked for next once any of `when` holds."""

    finding: str
    when: tuple[Condition, ...]


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Everything the coach knows, for one language. Loaded once, and equal to nothing but itself."""

    causes: Mapping[str, Cause]
    findings: Mapping[str, Finding]
    red_flags: Mapping[str, RedFlag]
    subconditions: Mapping[str, str]
    """Cause id by the name people use for a part of it (statins, magnesium) or for a remedy that belongs to it."""
    relief: frozenset[str]
    """Places (answers of `body_part`) that have words of their own for what eases a cramp; `anywhere` is the rest."""
    phrases: Phrasebook
    """What people say for each id, in this language."""
    compounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Findings that are asked for in one breath, by the name of the question."""
    last_checks: tuple[LastCheck, ...] = ()
    """The first whose condition holds is asked for before the answer."""
    follow_ups: tuple[FollowUp, ...] = ()
    """What is asked for next once its condition holds."""
    taken_or_had: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Finding and answer that hold for who names a cause or a part of one while asking why they cramp."""
    stakes: Mapping[str, float] = field(default_factory=dict)
    """What it costs to miss each cause; weighs the choice of the next question, never the ranking."""
    dangers: DangerSigns = field(default_factory=lambda: DangerSigns({}, ()))
    """How danger is told in this language, whatever the words."""
    own_words: frozenset[str] = field(default_factory=frozenset)
    """Names asked for that have words of their own (about-<name>): all sub-conditions and remedies."""
    remedies: frozenset[str] = field(default_factory=frozenset)
    """What people have heard of against cramps; only those in `subconditions` belong to a cause."""
    own_facts: frozenset[str] = field(default_factory=frozenset)
    """Reasons a cause words in its own way, as "finding-answer-cause": the line is fact-<that>."""

    @cached_property
    def odds(self) -> Odds:
        """The tables that rank the causes and choose the next question."""
        return odds_of(self.causes, self.findings, self.compounds, self.stakes)

    @cached_property
    def left_out_unless(self) -> tuple[tuple[int, tuple[Condition, ...]], ...]:
        """The causes that are left out until one of their conditions holds, by their place."""
        return tuple((place, cause.only_if) for place, cause in enumerate(self.causes.values()) if cause.only_if)

    @cached_property
    def never_first_unless(self) -> Mapping[str, tuple[Condition, ...]]:
        """The causes that are never named first until one of their conditions holds."""
        return {cause.id: cause.never_first_unless for cause in self.causes.values() if cause.never_first_unless}

    @cached_property
    def gates(self) -> Mapping[str, tuple[Answers, Answers]]:
        """Of the findings that are not always asked: what rules each out, and what lets it be asked (all, if empty)."""
        return {
            finding.id: (_answers_of(finding.unless), _answers_of(finding.ask_if))
            for finding in self.findings.values()
            if finding.ask_if or finding.unless
        }

    @cached_property
    def implied(self) -> Mapping[tuple[str, str], tuple[tuple[str, tuple[Condition, ...]], ...]]:
        """What an answer to a finding can mean: red flags, each with all the conditions it is meant on."""
        found: dict[tuple[str, str], list[tuple[str, tuple[Condition, ...]]]] = {}
        for flag in self.red_flags.values():
            for gates in flag.implied_by:
                for answer in gates[0].answers:
                    found.setdefault((gates[0].finding, answer), []).append((flag.id, gates))
        return {met: tuple(flags) for met, flags in found.items()}

    @cached_property
    def urgency(self) -> Mapping[tuple[str, str], Level]:
        """The triage level of every finding and answer that means one."""
        return {
            (finding.id, answer.id): answer.triage
            for finding in self.findings.values()
            for answer in finding.answers.values()
            if answer.triage is not Level.NONE
        }

    @cached_property
    def grave(self) -> frozenset[tuple[str, str]]:
        """Every finding and answer that means a triage level, or has a part in meaning a red flag."""
        gates = (gate for flag in self.red_flags.values() for entry in flag.implied_by for gate in entry)
        return frozenset({*self.urgency, *((gate.finding, answer) for gate in gates for answer in gate.answers)})

    @cached_property
    def screen(self) -> tuple[str, ...]:
        """The red flags asked for before the first question, in the order of the content."""
        return tuple(flag.id for flag in self.red_flags.values() if flag.screen)
