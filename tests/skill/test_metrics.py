"""Figures that nobody can make grow, and what a session's turns add to them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from skill.coach import Heard, Kind, Memory, Slot, respond
from skill.coach.memory import from_attributes, to_attributes
from skill.library import load
from skill.metrics import REASONS_AT_MOST, Figures, names


def series(figures: Figures, name: str) -> dict[str, float]:
    """The values of one figure by what stands between its braces."""
    found = re.findall(rf"^{name}(?:\{{(.*)\}})? (\S+)$", figures.text().decode(), re.MULTILINE)
    return {labels: float(value) for labels, value in found}


@pytest.mark.parametrize(
    ("request_", "named"),
    [
        ({"type": "LaunchRequest"}, ("LaunchRequest", "")),
        ({"type": "IntentRequest", "intent": {"name": "AnswerIntent"}}, ("IntentRequest", "AnswerIntent")),
        ({"type": "IntentRequest", "intent": {"name": "Someone's own words"}}, ("IntentRequest", "other")),
        ({"type": "IntentRequest", "intent": {"name": ["AnswerIntent"]}}, ("IntentRequest", "other")),
        ({"type": "IntentRequest", "intent": None}, ("IntentRequest", "other")),
        ({"type": "New.Interface.Event"}, ("other", "")),
        ({"type": {"a": 1}}, ("other", "")),
        ({}, ("other", "")),
        (None, ("", "")),
        ("text", ("", "")),
    ],
)
def test_types_and_intents_that_are_not_known_are_other(request_: Any, named: tuple[str, str]) -> None:
    assert names({"request": request_}) == named


def test_a_request_without_an_envelope_has_no_names() -> None:
    assert names(None) == ("", "")


def test_reasons_are_counted_one_by_one_and_never_become_too_many() -> None:
    figures = Figures()
    for number in range(REASONS_AT_MOST * 2):
        figures.refusal(f"reason {number}")
    figures.refusal("reason 0")
    counted = series(figures, "cramp_coach_refusals_total")
    assert len(counted) == REASONS_AT_MOST + 1
    assert counted['reason="reason 0"'] == 2
    assert counted['reason="other"'] == REASONS_AT_MOST


def test_fetches_are_counted_by_how_they_ended() -> None:
    figures = Figures()
    for outcome in ("fetched", "fetched", "unreachable", "odd"):
        figures.certificate_fetch(outcome)
    counted = series(figures, "cramp_coach_certificate_fetches_total")
    assert counted['outcome="fetched"'] == 2
    assert counted['outcome="unreachable"'] == counted['outcome="other"'] == 1
    assert counted['outcome="untrusted"'] == 0


def test_fallbacks_are_counted_apart_so_that_their_rate_is_one_division() -> None:
    figures = Figures()
    for intent in ("AMAZON.FallbackIntent", "AMAZON.HelpIntent", "AMAZON.FallbackIntent"):
        figures.request("IntentRequest", intent, "answered", 0.001)
    assert series(figures, "cramp_coach_fallbacks_total") == {"": 2}
    assert sum(series(figures, "cramp_coach_requests_total").values()) == 3
    assert series(figures, "cramp_coach_request_seconds_count") == {"": 3}


def test_a_session_is_counted_once_with_its_questions_and_the_levels_it_reaches() -> None:
    figures, knowledge = Figures(), load("en-US").knowledge
    attributes: dict[str, Any] = {}
    heard = Heard(Kind.DESCRIBE, (Slot("location", "calf", ("calf",)), Slot("description", "my calf cramps")))
    for _ in range(30):
        reply = respond(heard, from_attributes(attributes, knowledge), knowledge)
        before, attributes = attributes, to_attributes(reply.memory, knowledge)
        figures.turn(before, attributes)
        heard = Heard(Kind.NO) if reply.memory.asked else Heard(Kind.MORE)
    assert attributes["memory"]["shown"] > 0
    assert series(figures, "cramp_coach_questions_to_answer_count") == {"": 1}
    assert series(figures, "cramp_coach_questions_to_answer_sum") == {"": attributes["memory"]["questions"]}


def test_a_level_is_counted_when_it_is_reached_and_not_while_it_lasts() -> None:
    figures = Figures()
    levels = ("none", "same_day", "same_day", "emergency", "emergency", "none", "same_day")
    for before, after in zip((None, *levels), levels, strict=False):
        figures.turn({"triage": before}, {"triage": after})
    assert series(figures, "cramp_coach_triage_total") == {
        'level="routine"': 0,
        'level="same_day"': 2,
        'level="emergency"': 1,
    }


@pytest.mark.parametrize("odd", [None, [], "x", {}, {"triage": []}, {"triage": "odd", "memory": 7}, {"memory": {}}])
def test_odd_session_attributes_are_no_fault(odd: Any) -> None:
    figures, good = Figures(), to_attributes(Memory(), load("en-US").knowledge)
    figures.turn(odd, good)
    figures.turn(good, odd)
    assert series(figures, "cramp_coach_questions_to_answer_count") == {"": 0}
