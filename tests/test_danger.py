"""Danger and everyday talk as they really arrive: typed, through the model and a signed request, to the skill."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from speech.session import Conversation

UTTERANCES = Path(__file__).parent / "utterances"
DANGER = yaml.safe_load((UTTERANCES / "danger.yaml").read_text(encoding="utf-8"))
EVERYDAY = yaml.safe_load((UTTERANCES / "everyday.yaml").read_text(encoding="utf-8"))
OPENINGS = {
    "at once": [],
    "at the safety screen": ["why do my legs cramp"],
    "when asked where": ["why do my legs cramp", "no"],
    "when asked when": ["why do my legs cramp", "no", "calf"],
    "in mid-interview": ["my calf cramps at night", "no"],
    "after help": ["how do i stop a calf cramp"],
}
# Hundreds of sentences at each; the hardest moment is in every run, the others in test-all.
_ALSO = tuple(moment for moment in OPENINGS if moment != "in mid-interview")
MOMENTS = [pytest.param(moment, marks=pytest.mark.slow if moment in _ALSO else ()) for moment in OPENINGS]
LEVELS = ("none", "routine", "same_day", "emergency")


def triage(conversation: Conversation, opening: str, words: str) -> str:
    """The level after `words`, said after an opening."""
    conversation.new_session()
    for said in OPENINGS[opening]:
        conversation.say(said)
    level: str = conversation.say(words).shown()["session"].get("triage", "none")
    return level


@pytest.mark.parametrize("opening", MOMENTS)
@pytest.mark.parametrize("level", DANGER)
def test_danger_reaches_its_level_whenever_it_is_said(conversation: Conversation, level: str, opening: str) -> None:
    found = {words: triage(conversation, opening, words) for words in DANGER[level]}
    assert {words: got for words, got in found.items() if LEVELS.index(got) < LEVELS.index(level)} == {}


@pytest.mark.parametrize("opening", MOMENTS)
def test_everyday_talk_is_no_alarm_whenever_it_is_said(conversation: Conversation, opening: str) -> None:
    found = {words: triage(conversation, opening, words) for words in EVERYDAY}
    assert {words: got for words, got in found.items() if LEVELS.index(got) > LEVELS.index("routine")} == {}
