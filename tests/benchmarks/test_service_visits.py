import json
from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.echo_app import echo_app
from benchmarks.service_visits import SLOTS, NotEnoughTurns, Turns, held_visits
from benchmarks.wsgi_door import Wsgi, post
from skill.settings import Settings
from skill.web import create_app
from tests.skill.alexa.signer import SKILL_ID, Signer

MANY = 12


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer.make(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def skill(signer: Signer) -> Wsgi:
    return create_app(Settings(SKILL_ID, signer.roots, signer.folder))


@pytest.fixture(scope="module")
def turns(skill: Wsgi, signer: Signer) -> Turns:
    return held_visits(skill, signer, MANY, seed=7)


def test_no_two_answers_have_the_same_memory(turns: Turns) -> None:
    assert len({turn.memory for turn in turns.answers}) == len(turns.answers) == MANY
    assert len({turn.memory for turn in turns.helps}) == len(turns.helps) == MANY


def test_visits_are_left_at_different_depths(turns: Turns) -> None:
    asked = {json.dumps(turn.whole["session"]["attributes"]["asked"]) for turn in turns.answers}
    assert len(asked) > MANY / 3


def test_every_answer_is_one_that_alexa_could_send_in_mid_interview(turns: Turns) -> None:
    for turn in turns.answers:
        intent = turn.whole["request"]["intent"]
        assert intent["name"] == "AnswerIntent"
        assert tuple(intent["slots"]) == SLOTS
        assert any("value" in slot for slot in intent["slots"].values())
        assert turn.answer["response"]["directives"][0]["type"] == "Dialog.ElicitSlot"
        assert turn.whole["session"]["attributes"]["ranking"]


def test_sessions_begin_without_a_memory(turns: Turns) -> None:
    for turn in (*turns.launches, *turns.openings):
        assert turn.whole["session"]["new"]
        assert turn.memory == "{}"


def test_the_skill_gives_the_same_answer_to_a_turn_that_is_signed_anew(
    turns: Turns, skill: Wsgi, signer: Signer
) -> None:
    for kind in turns.kinds:
        status, answer = post(skill, kind[0].signed(signer))
        assert (status, json.loads(answer)) == (200, kind[0].answer)


def test_a_turn_is_signed_for_the_moment_it_is_sent(turns: Turns, signer: Signer) -> None:
    sent = datetime.fromisoformat(json.loads(turns.answers[0].signed(signer).body)["request"]["timestamp"])
    assert abs(datetime.now(UTC) - sent) < timedelta(seconds=60)


def test_the_same_seed_draws_the_same_turns(turns: Turns, skill: Wsgi, signer: Signer) -> None:
    again = held_visits(skill, signer, MANY, seed=7)
    assert [turn.memory for turn in again.answers] == [turn.memory for turn in turns.answers]


def test_a_part_holds_as_many_of_each_kind(turns: Turns) -> None:
    assert [len(kind) for kind in turns.cut(2, 5).kinds] == [3, 3, 3, 3]


def test_a_skill_that_remembers_nothing_has_no_turn_to_measure(signer: Signer) -> None:
    def forgetful(environ: object, start: object) -> list[bytes]:
        start("200 OK", [])  # type: ignore[operator]  # as any WSGI app calls it
        return [b'{"version": "1.0", "response": {}}']

    with pytest.raises(NotEnoughTurns, match="0 of 3"):
        held_visits(forgetful, signer, 3, seed=7)


def test_the_door_brings_body_and_headers_and_reads_the_whole_answer(turns: Turns, signer: Signer) -> None:
    signed = turns.answers[0].signed(signer)
    status, answer = post(echo_app(), signed)
    assert (status, json.loads(answer)) == (200, json.loads(signed.body))
