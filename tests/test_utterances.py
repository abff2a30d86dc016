"""What people say, in sentences of our own: how much of it the speaker and the built model understand together.

Floors, a little under what was measured when they were set; the figures themselves come from `make bench`.
"""

from functools import cache
from pathlib import Path

import pytest

from benchmarks.labelled import HALVES, Kind, Sentence, read_halves
from interaction_model.build import BUILT
from speech.model import InteractionModel
from speech.understanding import Eliciting, Understanding

SENTENCES = read_halves(Path(__file__).parent / "utterances" / "en-US.yaml")
FLOORS = {
    Kind.IN_SCOPE: 0.88,
    Kind.OUT_OF_SCOPE: 0.88,
    Kind.ANSWER: 0.88,
}  # answers that tell more go whole to the phrase slot


@cache
def understanding() -> Understanding:
    return Understanding(InteractionModel.load(BUILT / "en-US.json"))


def is_understood(sentence: Sentence) -> bool:
    eliciting = Eliciting("AnswerIntent", sentence.asked) if sentence.asked else None
    return sentence.is_right(understanding().understand(sentence.say, eliciting).intent)


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.value)
@pytest.mark.parametrize("half", HALVES)
def test_most_of_what_people_say_is_understood(half: str, kind: Kind) -> None:
    sentences = [sentence for sentence in SENTENCES[half] if sentence.kind is kind]
    right = sum(map(is_understood, sentences))
    assert right / len(sentences) >= FLOORS[kind], f"{right} of {len(sentences)} right"


def test_there_are_enough_sentences_to_judge_by() -> None:
    assert all(len(sentences) >= 300 for sentences in SENTENCES.values())
    said = [sentence.say for sentences in SENTENCES.values() for sentence in sentences]
    assert len(said) == len(set(said))
