"""A small model and labelled sentences for it, as files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from speech.model import InteractionModel

MODEL: dict[str, Any] = {
    "interactionModel": {
        "languageModel": {
            "invocationName": "sore legs",
            "intents": [
                {"name": "AMAZON.FallbackIntent", "samples": []},
                {"name": "AMAZON.StopIntent", "samples": []},
                {
                    "name": "ReliefIntent",
                    "slots": [{"name": "place", "type": "Place"}],
                    "samples": ["how do i relax my {place}", "what helps against a stiff {place} at night"],
                },
                {
                    "name": "DescribeSymptomIntent",
                    "slots": [{"name": "description", "type": "AMAZON.SearchQuery"}],
                    "samples": ["my {description}", "{description} again"],
                },
                {
                    "name": "AnswerIntent",
                    "slots": [
                        {"name": "place", "type": "Place", "samples": ["mostly my {place}"]},
                        {"name": "since", "type": "AMAZON.DURATION"},
                    ],
                    "samples": ["{place} for {since}"],
                },
            ],
            "types": [
                {
                    "name": "Place",
                    "values": [
                        {"id": "calf", "name": {"value": "calf", "synonyms": ["lower leg", "calves"]}},
                        {"id": "foot", "name": {"value": "foot", "synonyms": ["toes"]}},
                        {"id": "back", "name": {"value": "back"}},
                    ],
                }
            ],
        },
        "dialog": {
            "intents": [
                {
                    "name": "AnswerIntent",
                    "slots": [
                        {"name": "place", "type": "Place", "elicitationRequired": True},
                        {"name": "since", "type": "AMAZON.DURATION", "elicitationRequired": True},
                    ],
                }
            ]
        },
        "prompts": [],
    }
}

SENTENCES: dict[str, Any] = {
    "tuned_on": [
        {"say": "how do i relax my calf", "intent": "ReliefIntent", "slots": {"place": "calf"}},
        {"say": "my foot goes hard", "intent": "AskCauseIntent"},
        {"say": "who won the match", "intent": "OutOfScope"},
        {"say": "bring me the newspaper", "intent": "ReliefIntent"},
        {"say": "mostly my toes", "asked": "place", "intent": "AnswerIntent", "slots": {"place": "foot"}},
    ],
    "held_out": [
        {"say": "how do i relax my lower leg", "intent": "ReliefIntent", "slots": {"place": "calf"}},
        {"say": "play the violin for grandmother", "intent": "ReliefIntent"},
        {"say": "sing a song", "intent": "OutOfScope"},
    ],
}


@pytest.fixture(scope="session")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "model.json"
    path.write_text(json.dumps(MODEL), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def model(model_file: Path) -> InteractionModel:
    return InteractionModel.load(model_file)


@pytest.fixture
def sentences_file(tmp_path: Path) -> Path:
    path = tmp_path / "sentences.yaml"
    path.write_text(yaml.safe_dump(SENTENCES), encoding="utf-8")
    return path
