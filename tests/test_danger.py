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
# Of hundreds of sentences every run takes a part, at the hardest moment. In test-all that moment takes all of them, and
# the others half each, turn by turn, so that every sentence is said at several.
HARDEST, PART = "in mid-interview", 6
SHARE = {name: slice(None) if name == HARDEST else slice(at % 2, None, 2) for at, name in enumerate(OPENINGS)}
LEVELS = ("none", "routine", "same_day", "emergency")


def triage(conversation: Conversation, opening: str, words: str) -> str:
    """The level after `words`, said after an opening."""
    conversation.new_session()
    for said in OPENINGS[opening]:
        conversation.say(said)
    level: str = conversation.say(words).shown()["session"].get("triage", "none")
    return level


@pytest.mark.parametrize("level", DANGER)
def test_danger_reaches_its_level_in_mid_interview(conversation: Conversation, level: str) -> None:
    found = {words: triage(conversation, HARDEST, words) for words in DANGER[level][::PART]}
    assert {words: got for words, got in found.items() if LEVELS.index(got) < LEVELS.index(level)} == {}


def test_everyday_talk_is_no_alarm_in_mid_interview(conversation: Conversation) -> None:
    found = {words: triage(conversation, HARDEST, words) for words in EVERYDAY[::PART]}
    assert {words: got for words, got in found.items() if LEVELS.index(got) > LEVELS.index("routine")} == {}


@pytest.mark.slow
@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("level", DANGER)
def test_danger_reaches_its_level_whenever_it_is_said(conversation: Conversation, level: str, opening: str) -> None:
    found = {words: triage(conversation, opening, words) for words in DANGER[level][SHARE[opening]]}
    assert {words: got for words, got in found.items() if LEVELS.index(got) < LEVELS.index(level)} == {}


@pytest.mark.slow
@pytest.mark.parametrize("opening", OPENINGS)
def test_everyday_talk_is_no_alarm_whenever_it_is_said(conversation: Conversation, opening: str) -> None:
    found = {words: triage(conversation, opening, words) for words in EVERYDAY[SHARE[opening]]}
    assert {words: got for words, got in found.items() if LEVELS.index(got) > LEVELS.index("routine")} == {}
