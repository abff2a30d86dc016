"""What people ask about by name is answered by name: typed, through the model and a signed request, to the skill."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from skill.coach import Line
from skill.library import load
from speech.session import Conversation

ASKED = yaml.safe_load((Path(__file__).parent / "utterances/named.yaml").read_text(encoding="utf-8"))
LIBRARY = load("en-US")


def test_everything_that_has_words_of_its_own_is_asked_about() -> None:
    assert ASKED.keys() == LIBRARY.knowledge.own_words


@pytest.mark.parametrize("name", ASKED)
def test_a_question_about_something_by_name_gets_the_words_on_it(conversation: Conversation, name: str) -> None:
    words = LIBRARY.wording.line(Line(f"about-{name}"))
    others = {}
    for question in ASKED[name]:
        conversation.new_session()
        speech = conversation.say(question).shown()["speech"]
        if words not in speech:
            others[question] = speech
    assert others == {}
