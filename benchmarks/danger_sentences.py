"""The sentences of `tests/utterances`, danger and everyday talk, said at different moments of a conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from speech.session import Conversation as Speaker
from tests.skill.conversation import CALF, CRAMP, NIGHT, NO
from tests.skill.conversation import Conversation as Coach

UTTERANCES = Path(__file__).parents[1] / "tests" / "utterances"
MOMENTS = {"at once": (), "in mid-interview": ("my calf cramps at night", "no")}
Triaged = Callable[[str, str], str]
"""(moment, sentence) -> the level it reached."""


def sentences() -> dict[str, list[str]]:
    """Sentences by the level they must reach; everyday ones stand under "none"."""
    danger = yaml.safe_load((UTTERANCES / "danger.yaml").read_text(encoding="utf-8"))
    return {**danger, "none": yaml.safe_load((UTTERANCES / "everyday.yaml").read_text(encoding="utf-8"))}


def reached(moment: str, by_level: Mapping[str, list[str]], triaged: Triaged) -> dict[str, list[str]]:
    """The level that each sentence reached, said at `moment`, under the level it should reach."""
    return {level: [triaged(moment, said) for said in found] for level, found in by_level.items()}


def by_reader(moment: str, said: str) -> str:
    """Whole words straight to the coach's reader, as if a description had brought them."""
    coach = Coach()
    if MOMENTS[moment]:
        coach.hear("ask_cause", CRAMP, CALF, NIGHT)
        coach.answer(NO)
    coach.describe(said)
    return coach.triage


def by_speaker(speaker: Speaker) -> Triaged:
    """Through the interaction model and a signed request."""

    def triaged(moment: str, said: str) -> str:
        speaker.new_session()
        for before in MOMENTS[moment]:
            speaker.say(before)
        level: str = speaker.say(said).shown()["session"].get("triage", "none")
        return level

    return triaged
