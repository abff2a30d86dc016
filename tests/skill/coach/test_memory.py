"""Memory travels in the session attributes, and survives whatever they hold."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coach import Heard, Kind, Memory, Slot, respond
from skill.coach.memory import from_attributes, to_attributes
from tests.skill.conversation import CALF, LIBRARY, NIGHT, NO, Conversation

KNOWLEDGE = LIBRARY.knowledge
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = list(to_attributes(Memory(), KNOWLEDGE)["memory"])
WORDS = [
    "calf",
    "at night",
    "my chest hurts",
    "no",
    "yes",
    "i don't know",
    "xyzzy",
    "",
    "statin",
    "my son",
    "é ü 漢",
    "my calf is swollen",
    "throwing up all day",
    "no chest pain",
    "pregnant",
    "quinine",
    "stress",
    "i want to die",
    "cramping for two hours",
    "my legs",
    "chest",
    "i smoke",
    "weakness",
    "period cramps",
    "lisinopril",
]


def test_what_is_remembered_comes_back_the_same() -> None:
    talk = Conversation()
    talk.hear("launch")
    talk.answer(NO)
    talk.answer(CALF)
    talk.answer(NIGHT)
    assert from_attributes(talk.attributes, KNOWLEDGE) == talk.reply.memory


@given(st.dictionaries(st.sampled_from(["asked", "ranking", "triage", "memory", "x"]), JSON))
def test_attributes_that_cannot_be_read_are_a_fresh_start(attributes: dict[str, object]) -> None:
    assert from_attributes(attributes, KNOWLEDGE) == Memory()


@given(st.sampled_from(KEYS), JSON)
def test_one_broken_part_never_raises(key: str, value: object) -> None:
    attributes = to_attributes(Memory(), KNOWLEDGE)
    attributes["memory"][key] = value
    memory = from_attributes(attributes, KNOWLEDGE)
    respond(Heard(Kind.ANSWER, (NO,)), memory, KNOWLEDGE)


@pytest.mark.parametrize("asked", ["not_a_finding", [], ["rf_heart", "nonsense"], 7, {}])
def test_an_open_question_we_never_asked_is_a_fresh_start(asked: object) -> None:
    attributes = {**to_attributes(Memory(), KNOWLEDGE), "asked": asked}
    assert from_attributes(attributes, KNOWLEDGE).asked is None


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(Kind)), st.sampled_from(["answer", "symptom", "body_part", "timing",
    "description", "cause", "medicine", "person"]), st.sampled_from(WORDS)), min_size=1, max_size=14))  # fmt: skip
def test_whatever_is_heard_ends_in_a_worded_reply_and_a_small_memory(turns: list[tuple[Kind, str, str]]) -> None:
    attributes: dict[str, object] = {}
    for kind, slot, words in turns:
        memory = from_attributes(attributes, KNOWLEDGE)
        reply = respond(Heard(kind, (Slot(slot, words),)), memory, KNOWLEDGE)
        said = LIBRARY.wording.say(reply.lines)
        attributes = json.loads(json.dumps(to_attributes(reply.memory, KNOWLEDGE)))
        assert from_attributes(attributes, KNOWLEDGE) == reply.memory
        assert len(json.dumps(attributes["memory"])) <= 4096
        assert len(said.split()) <= 75, said
        assert reply.ends or said.count("?") == 1, said
        assert reply.ends or LIBRARY.wording.say(reply.reprompt)
