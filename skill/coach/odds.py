"""What ranking and choosing multiply, worked out once when the content is loaded.

A row holds one number for each cause, in the order of the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skill.coach.knowledge import Cause, Finding

TEMPER = 0.25
"""Priors count with this power. They are estimates for all adults, and the rarer causes are the ones not to be missed:
at full weight a patient with thyroid trouble is told "tired muscles" (docs/decisions/0013)."""

Row = tuple[float, ...]
Covers = tuple[str, ...]
"""The findings that one question asks for."""


@dataclass(frozen=True)
class Odds:
    """The tables of one language's content; the words have no part in them."""

    start: Row
    """The weight of each cause before anything is known."""
    ratios: Mapping[tuple[str, str], Row]
    """Likelihood ratios by finding and answer; only of answers that move a cause."""
    chances: Mapping[str, Mapping[str, Row]]
    """Chance of each answer of each finding under each cause."""
    outcomes: Mapping[Covers, tuple[Row, ...]]
    """The chance of each way to answer each question that can come up, under each cause: questions are single findings,
    and what may be left of compound ones."""
    stakes: Row


def odds_of(
    causes: Mapping[str, Cause],
    findings: Mapping[str, Finding],
    compounds: Mapping[str, Covers],
    stakes: Mapping[str, float],
) -> Odds:
    """The tables of what is known."""
    chances = {finding.id: _chances_of(finding, tuple(causes)) for finding in findings.values()}
    questions: list[Covers] = [(finding,) for finding in findings]
    questions += [covers for whole in compounds.values() for covers in _left_of(whole)]
    return Odds(
        start=tuple(cause.prior**TEMPER for cause in causes.values()),
        ratios={
            (finding.id, answer.id): tuple(answer.ratios.get(cause, 1.0) for cause in causes)
            for finding in findings.values()
            for answer in finding.answers.values()
            if answer.ratios
        },
        chances=chances,
        outcomes={covers: tuple(_outcomes([chances[finding] for finding in covers])) for covers in questions},
        stakes=tuple(stakes.get(cause, 1.0) for cause in causes),
    )


def _left_of(whole: Covers) -> Iterator[Covers]:
    """What may be left to ask of a compound question, two things at least."""
    for size in range(2, len(whole) + 1):
        yield from combinations(whole, size)


def _chances_of(finding: Finding, causes: tuple[str, ...]) -> dict[str, Row]:
    weights = {
        answer.id: [answer.usual * answer.ratios.get(cause, 1.0) for cause in causes]
        for answer in finding.answers.values()
    }
    totals = [sum(column) for column in zip(*weights.values(), strict=True)]
    return {id_: tuple(w / total for w, total in zip(row, totals, strict=True)) for id_, row in weights.items()}


def _outcomes(asked: list[Mapping[str, Row]]) -> Iterator[Row]:
    for first, *others in product(*(answers.values() for answers in asked)):
        row = first
        for other in others:
            row = tuple(map(mul, row, other))
        yield row
