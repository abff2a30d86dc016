from typing import Any

import pytest

from speech.session import Conversation
from tests.speech.bike_shop import BikeShop, Json

VERDICT: Json = {"canFulfill": "YES", "slots": {}}


def verdict(given: Any, **more: Any) -> Json:
    return {"version": "1.0", "response": {"canFulfillIntent": given} | more}


def test_a_skill_is_asked_with_the_intent_before_it_is_named(conversation: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: verdict(VERDICT)
    turn = conversation.can_fulfill("is my mountain bike ready")
    request = shop.requests[0]["request"]
    assert (request["type"], request["intent"]["name"]) == ("CanFulfillIntentRequest", "RepairStatusIntent")
    assert request["intent"]["slots"]["bike"]["value"] == "mountain bike"
    assert (turn.intent, turn.problems, turn.ended) == ("CanFulfillIntentRequest", [], True)
    assert turn.shown()["can_fulfill"] == VERDICT


def test_no_session_comes_of_it_and_none_is_disturbed(conversation: Conversation, shop: BikeShop) -> None:
    conversation.say("open pedal works")
    shop.answer = lambda _: verdict(VERDICT)
    assert conversation.can_fulfill("opening hours").ended is False
    conversation.say("help")
    sessions = [envelope["session"]["sessionId"] for envelope in shop.requests]
    assert sessions[0] == sessions[2] != sessions[1]


@pytest.mark.parametrize("answer", [None, {}, {"canFulfill": "PERHAPS"}, [1]])
def test_an_answer_without_a_verdict_is_a_problem(conversation: Conversation, shop: BikeShop, answer: Any) -> None:
    shop.answer = lambda _: verdict(answer)
    turn = conversation.can_fulfill("opening hours")
    assert any(problem.fatal for problem in turn.problems)
    assert "can_fulfill" not in turn.shown()


def test_nothing_may_be_said_yet(conversation: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: verdict(VERDICT, outputSpeech={"type": "PlainText", "text": "Yes!"})
    turn = conversation.can_fulfill("opening hours")
    assert [problem.rule for problem in turn.problems] == ["can_fulfill_alone"]
    assert turn.spoken == []


def test_a_bare_name_is_no_question(conversation: Conversation, shop: BikeShop) -> None:
    assert conversation.can_fulfill("open pedal works").intent is None
    assert shop.requests == []
