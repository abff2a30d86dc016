"""What must hold whatever is heard, in whatever order."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from operator import truediv
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coach import Memory, Slot, respond
from skill.coach.heard import Heard, Kind
from skill.coach.interview import posterior, rank
from skill.coach.memory import from_attributes, to_attributes
from tests.skill.conversation import LIBRARY, NO, YES, Conversation, matched, raw
from tests.visits import SLOT_OF

KNOWLEDGE = LIBRARY.knowledge
MOST_QUESTIONS = 10
"""Seven, the safety screen among them; one while the first cause is wide open, one after a bare yes to it, one danger
sign that only the last answer called for."""

IDS = {
    **{slot: sorted(KNOWLEDGE.findings[finding].answers) for finding, slot in SLOT_OF.items()},
    "symptom": [
        "cramp", "twitch", *sorted(KNOWLEDGE.red_flags),
        *(finding.id for finding in KNOWLEDGE.findings.values() if "yes" in finding.answers),
    ],
    "answer": ["yes", "no", "unknown"],
    "person": ["self", "adult", "child"],
    "cause": [*KNOWLEDGE.causes, *KNOWLEDGE.subconditions],
}  # fmt: skip
WORDS = (
    "my calf cramps at night", "no but my foot", "i guess so", "seventy two", "the statin they gave me", "banana bread",
    "not my mother it's me", "my son is four", "", "...", "ten minutes", "a bit of both", "i can't breathe", "no no no",
    "it has been going for half an hour", "i had a clot last year", "mostly when i walk", "what", "skip",
)  # fmt: skip

matched_slots = st.sampled_from([(name, id_) for name, ids in IDS.items() for id_ in ids]).map(
    lambda pair: matched(pair[0], pair[1].replace("_", " "), pair[1])
)
raw_slots = st.builds(raw, st.sampled_from([*IDS, "duration", "record"]), st.sampled_from(WORDS) | st.text(max_size=25))
descriptions = st.builds(raw, st.just("description"), st.sampled_from(WORDS) | st.text(max_size=40))
anything = st.builds(
    Heard,
    st.sampled_from(Kind),
    st.lists(matched_slots | raw_slots | descriptions, max_size=3).map(tuple),
    st.booleans(),
)
answers = st.dictionaries(
    st.sampled_from(sorted(KNOWLEDGE.findings)), st.integers(min_value=0, max_value=20), max_size=12
).map(lambda picks: {finding: (_answer(finding, pick),) for finding, pick in picks.items()})


def _answer(finding: str, pick: int) -> str:
    known = list(KNOWLEDGE.findings[finding].answers)
    return known[pick % len(known)]


def slots_for(asked: str | list[str], pick: int) -> tuple[Slot, ...]:
    """One valid answer to the open question: yes, no, don't know, or an id that it covers."""
    covered = [asked] if isinstance(asked, str) else asked
    named = [
        matched(SLOT_OF.get(id_, "symptom"), answer, answer if id_ in SLOT_OF else id_)
        for id_ in covered
        if id_ in KNOWLEDGE.findings
        for answer in KNOWLEDGE.findings[id_].answers
        if answer not in ("no", "none")
    ]
    plain = [NO, matched("answer", "i don't know", "unknown")]
    # A yes to a question for danger is danger: it ends an interview, and is looked at below.
    plain += [YES] if named else []
    return ([*named, *plain][pick % (len(named) + len(plain))],)


@settings(max_examples=50)
@given(st.lists(anything, max_size=8))
def test_whatever_is_heard_the_coach_has_words_for_it(turns: list[Heard]) -> None:
    talk = Conversation()
    for heard in turns:
        words = talk.hear(heard.kind, *heard.slots, touched=heard.touched)
        assert words.strip()
        assert not talk.reply.reprompt or talk.reprompt.strip()
        assert talk.reply.ends or talk.reply.reprompt, "an open session says something after silence"


@settings(max_examples=60)
@given(st.lists(st.integers(min_value=0, max_value=40), min_size=20, max_size=20))
def test_any_valid_answers_reach_an_answer_within_the_questions_allowed(picks: list[int]) -> None:
    talk = Conversation()
    talk.hear("ask_cause", matched("symptom", "cramp", "cramp"))
    questions, asked = 1, talk.asked
    for pick in picks:
        talk.answer(*slots_for(asked, pick))
        if talk.asked is None or talk.triage == "emergency":
            break
        questions += talk.asked != asked
        asked = talk.asked
    assert talk.asked is None
    assert questions <= MOST_QUESTIONS
    assert talk.words


@given(answers, st.sampled_from(sorted(KNOWLEDGE.findings)))
def test_an_answer_lowers_no_cause_against_one_it_speaks_less_for(
    known: dict[str, tuple[str, ...]], finding: str
) -> None:
    known.pop(finding, None)
    before = posterior(known, KNOWLEDGE)
    for answer in KNOWLEDGE.findings[finding].answers.values():
        after = posterior({**known, finding: (answer.id,)}, KNOWLEDGE)
        gains = dict(zip(KNOWLEDGE.causes, map(truediv, after, before), strict=True))
        raised = sorted(gains, key=lambda cause: answer.ratios.get(cause, 1.0))
        assert all(later >= earlier * (1 - 1e-9) for earlier, later in pairwise(gains[cause] for cause in raised))


@given(answers, st.sampled_from(sorted(KNOWLEDGE.findings)))
def test_not_knowing_changes_nothing(known: dict[str, tuple[str, ...]], finding: str) -> None:
    known.pop(finding, None)
    assert posterior({**known, finding: ()}, KNOWLEDGE) == posterior(known, KNOWLEDGE)
    assert rank(Memory(findings={**known, finding: ()}), KNOWLEDGE) == rank(Memory(findings=known), KNOWLEDGE)


@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter_to_the_ranking(
    known: Mapping[str, tuple[str, ...]], random: Random
) -> None:
    shuffled = list(known.items())
    random.shuffle(shuffled)
    one = dict(rank(Memory(findings=known), KNOWLEDGE))
    other = dict(rank(Memory(findings=dict(shuffled)), KNOWLEDGE))
    assert one.keys() == other.keys()
    assert all(one[cause] == pytest.approx(other[cause], abs=0.0011) for cause in one)


@settings(max_examples=60)
@given(
    st.lists(anything, max_size=5),
    st.sampled_from(["my chest is tight and my arm hurts", "my face is drooping on one side", "i can't breathe"]),
    st.sampled_from([("describe", "description"), ("answer", "answer"), ("answer", "timing"), ("answer", "body_part")]),
)
def test_an_emergency_wins_in_every_state(turns: list[Heard], danger: str, way: tuple[str, str]) -> None:
    kind, slot = way
    talk = Conversation()
    for heard in turns:
        talk.hear(heard.kind, *heard.slots, touched=heard.touched)
    words = talk.hear(kind, raw(slot, danger))
    assert (talk.triage, talk.asked, talk.reply.elicit) == ("emergency", None, None)
    assert "911" in words
    assert not talk.reply.ends


@settings(max_examples=40)
@given(st.lists(anything, min_size=1, max_size=6))
def test_what_is_remembered_survives_the_way_through_the_session(turns: list[Heard]) -> None:
    memory = Memory()
    for heard in turns:
        reply = respond(heard, memory, KNOWLEDGE)
        attributes = to_attributes(reply.memory, KNOWLEDGE)
        memory = from_attributes(attributes, KNOWLEDGE)
        assert to_attributes(memory, KNOWLEDGE) == {
            **{name: value for name, value in attributes.items() if name != "ranking"},
            **({"ranking": attributes["ranking"]} if memory.ranking else {}),
        }
