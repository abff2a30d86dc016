"""How long a session lasts: what the answer says of it, what the screen shows, and who keeps silent."""

from typing import Any

import pytest

from speech.clock import Clock
from speech.device import Device
from speech.open_session import Stays, outcome
from speech.session import Conversation
from speech.skill_client import SkillClient
from speech.turn import Turn
from speech.understanding import Understanding
from tests.speech.bike_shop import BikeShop, Json, asks, shows, speaks
from tests.speech.conftest import SKILL_ID


def sent(shop: BikeShop) -> list[tuple[str, str | None]]:
    return [(envelope["request"]["type"], envelope["request"].get("reason")) for envelope in shop.requests]


def rules(turn: Turn) -> list[str]:
    return [problem.rule for problem in turn.problems]


@pytest.mark.parametrize(
    ("ends", "shown", "becomes"),
    [
        ({"shouldEndSession": True}, True, None),
        ({"shouldEndSession": True}, False, None),
        ({"shouldEndSession": False}, True, Stays.LISTENING),
        ({"shouldEndSession": False}, False, Stays.LISTENING),
        ({"shouldEndSession": None}, True, Stays.LISTENING),
        ({"shouldEndSession": None}, False, Stays.LISTENING),
        ({}, True, Stays.SHOWING),
        ({}, False, None),
    ],
)
def test_what_becomes_of_the_session(ends: Json, shown: bool, becomes: Stays | None) -> None:
    assert outcome(ends, shows=shown) is becomes


def test_behind_a_closed_microphone_a_session_lives_less_than_half_a_minute(
    kitchen: Conversation, shop: BikeShop, clock: Clock
) -> None:
    shop.answer = lambda _: speaks("Look at this.", directives=[shows()])
    kitchen.say("open pedal works")
    clock.wait(29)
    assert kitchen.say("help").ended is False
    assert shop.requests[-1]["session"]["new"] is False


def test_then_it_runs_out_and_the_next_sentence_opens_another(
    kitchen: Conversation, shop: BikeShop, clock: Clock
) -> None:
    shop.answer = answers(speaks("Look at this.", directives=[shows()]))
    kitchen.say("open pedal works")
    clock.wait(30)
    assert kitchen.say("help").problems == []
    assert sent(shop) == [
        ("LaunchRequest", None),
        ("SessionEndedRequest", "EXCEEDED_MAX_REPROMPTS"),
        ("IntentRequest", None),
    ]
    assert shop.requests[-1]["session"]["new"] is True


def answers(answer: Json) -> Any:
    """The same answer to everything but a session's end."""
    return lambda envelope: (
        {"version": "1.0", "response": {}} if envelope["request"]["type"] == "SessionEndedRequest" else answer
    )


def test_each_answer_starts_the_half_minute_anew(kitchen: Conversation, shop: BikeShop, clock: Clock) -> None:
    shop.answer = answers(speaks("Look at this.", directives=[shows()]))
    kitchen.say("open pedal works")
    clock.wait(20)
    kitchen.say("help")
    clock.wait(20)
    kitchen.touch(["x"])
    assert [envelope["session"]["new"] for envelope in shop.requests] == [True, False, False]


def test_what_an_earlier_session_left_on_the_screen_keeps_none_open(kitchen: Conversation, shop: BikeShop) -> None:
    shop.answer = answers(speaks("Look at this.", ends=True, directives=[shows()]))
    kitchen.say("open pedal works")
    shop.answer = answers(speaks("We open at nine."))
    turn = kitchen.say("opening hours")
    assert (turn.ended, rules(turn)) == (True, [])


def test_a_question_over_what_an_earlier_session_left_is_told_to_end_the_session(
    kitchen: Conversation, shop: BikeShop
) -> None:
    shop.answer = answers(speaks("Look at this.", ends=True, directives=[shows()]))
    kitchen.say("open pedal works")
    shop.answer = answers(speaks("Shall I book it?", reprompt={"outputSpeech": {"type": "PlainText", "text": "Well?"}}))
    turn = kitchen.say("opening hours")
    assert (turn.ended, rules(turn)) == (True, ["reprompt_without_session", "question_at_the_end"])
    assert "the session ends" in turn.problems[1].effect


def test_silence_behind_a_closed_microphone_brings_no_reprompt(kitchen: Conversation, shop: BikeShop) -> None:
    shop.answer = answers(
        speaks("Look.", directives=[shows()], reprompt={"outputSpeech": {"type": "PlainText", "text": "Still there?"}})
    )
    kitchen.say("open pedal works")
    turn = kitchen.silence()
    assert (turn.spoken, turn.intent, turn.ended) == ([], "SessionEndedRequest", True)


def test_an_answer_to_a_session_that_ran_out_is_the_next_turns_problem(
    kitchen: Conversation, shop: BikeShop, clock: Clock
) -> None:
    shop.answer = lambda _: speaks("Look at this.", directives=[shows()])
    kitchen.say("open pedal works")
    clock.wait(31)
    assert set(rules(kitchen.say("help"))) == {"answer_to_session_end"}


@pytest.mark.parametrize("error", ["DEVICE_COMMUNICATION_ERROR", "INTERNAL_SERVICE_ERROR"])
def test_a_fault_that_is_not_the_skills_ends_the_session_with_its_name(
    kitchen: Conversation, shop: BikeShop, error: str
) -> None:
    kitchen.say("open pedal works")
    turn = kitchen.break_off(error)
    assert (turn.intent, turn.ended, turn.problems) == ("SessionEndedRequest", True, [])
    last = shop.requests[-1]["request"]
    assert (last["reason"], last["error"]["type"]) == ("ERROR", error)


def test_a_fault_without_a_session_concerns_nobody(kitchen: Conversation, shop: BikeShop) -> None:
    assert kitchen.break_off("INTERNAL_SERVICE_ERROR").ended
    assert shop.requests == []


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"oops", "INVALID_RESPONSE"),
        (404, "INVALID_RESPONSE"),
        (503, "INTERNAL_SERVICE_ERROR"),
        (speaks("<x>", reprompt=[]), "INVALID_RESPONSE"),
    ],
)
def test_what_the_skill_does_wrong_is_told_to_it_by_alexas_name_for_it(
    kitchen: Conversation, shop: BikeShop, answer: Any, error: str
) -> None:
    kitchen.say("open pedal works")
    shop.answer = answers(answer)
    assert kitchen.say("help").ended
    assert shop.requests[-1]["request"]["error"]["type"] == error


def test_requests_are_stamped_by_the_devices_clock(kitchen: Conversation, shop: BikeShop, clock: Clock) -> None:
    kitchen.say("open pedal works")
    clock.wait(100)
    kitchen.say("help")
    stamps = [envelope["request"]["timestamp"] for envelope in shop.requests]
    assert stamps == ["2026-03-01T07:00:00Z", "2026-03-01T07:01:40Z"]


def test_a_task_of_alexas_that_is_done_is_told_in_the_session(kitchen: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: asks("Thank you. What else?")
    kitchen.say("open pedal works")
    turn = kitchen.connect("AskFor", "t1", {"status": "DENIED"}, {"code": "200", "message": "OK"})
    last = shop.requests[-1]
    assert (turn.intent, last["session"]["new"]) == ("Connections.Response", False)
    assert (last["request"]["name"], last["request"]["token"]) == ("AskFor", "t1")
    assert last["request"]["payload"] == {"status": "DENIED"}
    assert last["request"]["status"] == {"code": "200", "message": "OK"}


@pytest.mark.parametrize(("real_stamps", "told"), [(False, True), (True, False)])
def test_a_refusal_of_a_clock_far_off_says_what_may_be_the_matter(
    client: SkillClient, bike_understanding: Understanding, shop: BikeShop, real_stamps: bool, told: bool
) -> None:
    clock = Clock(real_stamps=real_stamps)
    clock.set("2020-03-01T07:00:00Z")
    shop.answer = lambda _: 400
    conversation = Conversation(bike_understanding, client, SKILL_ID, Device(clock=clock))
    (problem,) = conversation.say("open pedal works").problems
    assert ("--real-timestamps" in problem.effect) is told


def test_an_empty_answer_to_a_sessions_end_is_none_that_alexa_misses(kitchen: Conversation, shop: BikeShop) -> None:
    kitchen.say("open pedal works")
    shop.answer = lambda _: b""
    turn = kitchen.say("exit")
    assert (turn.intent, turn.problems) == ("SessionEndedRequest", [])


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (500, "http_status"),
        (b"<html>", "not_json"),
        ({"version": "1.0", "response": []}, "response_object"),
        ({"version": "1.0", "sessionAttributes": []}, "session_attributes"),
    ],
)
def test_a_fault_after_a_sessions_end_ends_nothing_any_more(
    kitchen: Conversation, shop: BikeShop, answer: Any, rule: str
) -> None:
    kitchen.say("open pedal works")
    shop.answer = lambda _: answer
    (problem,) = kitchen.say("exit").problems
    assert (problem.rule, problem.fatal) == (rule, False)
    assert "over already" in problem.effect
    assert "INVALID_RESPONSE" not in problem.effect
