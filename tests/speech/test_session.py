import json
from typing import Any

import pytest

from speech.session import Conversation
from speech.turn import Turn
from tests.speech.bike_shop import BikeShop, Json, asks, elicits, empty_reply, speaks

USER_EVENT = "Alexa.Presentation.APL.UserEvent"


def said(turn: Turn) -> str:
    return str(turn.shown()["speech"])


def rules(turn: Turn) -> list[str]:
    return [problem.rule for problem in turn.problems]


def test_a_turn_shows_the_contracts_keys_and_no_others(conversation: Conversation) -> None:
    shown = conversation.say("open pedal works").shown()
    assert list(shown) == [
        *("heard", "intent", "slots", "speech", "reprompt", "ended", "directives", "session", "millis", "problems")
    ]
    assert shown["heard"] == "open pedal works"
    assert shown["intent"] == "LaunchRequest"
    assert shown["speech"] == "Welcome to Pedal Works. What noise does it make?"
    assert shown["reprompt"] == "Could you tell me?"
    assert shown["ended"] is False
    assert [directive["type"] for directive in shown["directives"]] == ["Dialog.ElicitSlot"]
    assert shown["session"] == {"turns": 1}
    assert shown["millis"] > 0
    assert shown["problems"] == []


def test_without_a_session_a_sentence_counts_as_asked_of_the_skill(conversation: Conversation, shop: BikeShop) -> None:
    assert conversation.say("opening hours please").intent == "OpeningHoursIntent"
    assert len(shop.requests) == 1
    assert shop.requests[0]["session"]["new"] is True
    assert shop.requests[0]["request"]["type"] == "IntentRequest"


@pytest.mark.parametrize(
    "text", ["ask pedal works for opening hours", "opening hours", "Alexa, ask pedal works when are you open"]
)
def test_the_name_in_a_sentence_makes_no_difference(conversation: Conversation, shop: BikeShop, text: str) -> None:
    assert conversation.say(text).intent == "OpeningHoursIntent"
    assert shop.types == ["OpeningHoursIntent"]


def test_attributes_come_back_with_the_next_request_and_die_with_the_session(
    conversation: Conversation, shop: BikeShop
) -> None:
    conversation.say("open pedal works")
    conversation.say("help")
    conversation.say("stop")
    conversation.say("help")
    sent = [(e["session"]["new"], e["session"]["attributes"]) for e in shop.requests]
    assert sent == [(True, {}), (False, {"turns": 1}), (False, {"turns": 2}), (True, {})]
    ids = [e["session"]["sessionId"] for e in shop.requests]
    assert ids[0] == ids[1] == ids[2] != ids[3]


def test_attributes_an_answer_leaves_out_are_gone(conversation: Conversation, shop: BikeShop) -> None:
    conversation.say("open pedal works")
    shop.answer = lambda _: asks("And?")
    assert conversation.say("help").session == {}
    conversation.say("help")
    assert shop.requests[-1]["session"]["attributes"] == {}


def test_an_answer_that_ends_the_session_is_followed_by_nothing(conversation: Conversation, shop: BikeShop) -> None:
    conversation.say("open pedal works")
    assert conversation.say("stop").ended
    assert conversation.new_session() == []
    assert shop.types == ["LaunchRequest", "AMAZON.StopIntent"]


@pytest.mark.parametrize("word", ["exit", "Quit.", "Alexa, exit"])
def test_exit_ends_the_session_without_an_answer(conversation: Conversation, shop: BikeShop, word: str) -> None:
    conversation.say("open pedal works")
    turn = conversation.say(word)
    assert (turn.intent, turn.ended, said(turn)) == ("SessionEndedRequest", True, "")
    assert shop.requests[-1]["request"]["reason"] == "USER_INITIATED"


def test_words_to_a_session_that_is_over_are_a_problem(conversation: Conversation, shop: BikeShop) -> None:
    conversation.say("open pedal works")
    shop.answer = lambda _: speaks("Bye!")
    turn = conversation.say("exit")
    assert (said(turn), rules(turn)) == ("", ["answer_to_session_end"])


def test_silence_brings_the_reprompt_once_and_then_the_end(conversation: Conversation, shop: BikeShop) -> None:
    conversation.say("open pedal works")
    first, second, third = conversation.silence(), conversation.silence(), conversation.silence()
    assert (said(first), first.intent, first.ended, first.session) == ("Could you tell me?", None, False, {})
    assert (second.intent, second.ended, said(second)) == ("SessionEndedRequest", True, "")
    assert (third.intent, third.ended) == (None, True)
    assert shop.requests[-1]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert shop.types == ["LaunchRequest", "SessionEndedRequest"]


def test_an_answer_after_the_reprompt_still_fills_the_slot(conversation: Conversation) -> None:
    conversation.say("open pedal works")
    conversation.silence()
    assert conversation.say("squeak").slots == {"noise": {"value": "squeak", "id": "squeal", "ids": ["squeal"]}}


def test_without_a_reprompt_silence_ends_at_once(conversation: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: speaks("Well?", ends=False)
    conversation.say("open pedal works")
    assert conversation.silence().ended


def test_launching_again_starts_over(conversation: Conversation, shop: BikeShop) -> None:
    conversation.say("open pedal works")
    conversation.say("open pedal works")
    assert shop.types == ["LaunchRequest", "SessionEndedRequest", "LaunchRequest"]
    assert [e["session"]["new"] for e in shop.requests] == [True, False, True]


def test_a_touch_is_a_user_event_with_its_screens_token(conversation: Conversation, shop: BikeShop) -> None:
    render = {"type": "Alexa.Presentation.APL.RenderDocument", "token": "menu", "document": {}}
    shop.answer = lambda _: asks("Which?", directives=[render])
    conversation.say("open pedal works")
    turn = conversation.touch(["brakes", 1])
    request = shop.requests[-1]["request"]
    assert (turn.heard, turn.intent, turn.ended) == ("", USER_EVENT, False)
    assert (request["type"], request["token"], request["arguments"]) == (USER_EVENT, "menu", ["brakes", 1])
    assert shop.requests[-1]["session"]["new"] is False


def test_left_out_should_end_session_keeps_open_what_a_screen_shows(
    conversation: Conversation, without_screen: Conversation, shop: BikeShop
) -> None:
    render = {"type": "Alexa.Presentation.APL.RenderDocument", "token": "menu", "document": {}}
    shop.answer = lambda _: speaks("Look.", directives=[render])
    assert not conversation.say("open pedal works").ended
    shop.answer = lambda _: speaks("Listen.")
    assert without_screen.say("open pedal works").ended


def test_left_out_should_end_session_ends_when_no_screen_shows_anything(
    conversation: Conversation, shop: BikeShop
) -> None:
    shop.answer = lambda _: speaks("Done.")
    assert conversation.say("open pedal works").ended


def test_null_should_end_session_leaves_the_session_open(conversation: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: {"version": "1.0", "response": speaks("Yes?")["response"] | {"shouldEndSession": None}}
    assert not conversation.say("open pedal works").ended


BROKEN: dict[str, Any] = {
    "http_status": 500,
    "not_json": b"oops",
    "response_object": {"version": "1.0"},
    "speech_type": {"version": "1.0", "response": {"outputSpeech": {"type": "Nope", "text": "x"}}},
    "ssml_unescaped": {
        "version": "1.0",
        "response": {"outputSpeech": {"type": "SSML", "ssml": "<speak>a & b</speak>"}},
    },
    "intent_not_in_dialog_model": asks("?", directives=elicits("day", updatedIntent={"name": "OpeningHoursIntent"})),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_answer_ends_the_session_with_an_error(conversation: Conversation, shop: BikeShop, rule: str) -> None:
    conversation.say("open pedal works")

    def break_once(envelope: Json) -> Any:
        ended = envelope["request"]["type"] == "SessionEndedRequest"
        return {"version": "1.0", "response": {}} if ended else BROKEN[rule]

    shop.answer = break_once
    turn = conversation.say("help")
    assert (said(turn), turn.ended, turn.answered) == ("", True, False)
    assert rules(turn)[0] == rule
    last = shop.requests[-1]["request"]
    assert (last["type"], last["reason"]) == ("SessionEndedRequest", "ERROR")
    assert last["error"]["type"] in ("INVALID_RESPONSE", "INTERNAL_SERVICE_ERROR")
    shop.answer = lambda _: asks("Back?")
    assert conversation.say("help").problems == []
    assert shop.requests[-1]["session"]["new"] is True


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[]", b'{"response": []}', b'{"response": {"directives": [null, 3, {}]}}']
)
def test_nothing_a_skill_answers_is_an_exception(conversation: Conversation, shop: BikeShop, body: bytes) -> None:
    shop.answer = lambda _: body
    assert conversation.say("open pedal works").ended
    assert conversation.say("help").problems != []
    assert conversation.touch([]).problems != []


def test_nonsense_is_fallback_and_carries_no_words(conversation: Conversation, shop: BikeShop) -> None:
    turn = conversation.say("zorblax quindle frop")
    assert turn.intent == "AMAZON.FallbackIntent"
    assert b"zorblax" not in shop.bodies[0]


def test_what_is_heard_reaches_the_skill_in_slot_values_alone(conversation: Conversation, shop: BikeShop) -> None:
    unusual = {"open pedal works": "pedal", "my chainring wobbles terribly": "terribly", "ticking noise": "ticking"}
    unusual |= {"do you hire out bikes": "hire", "zorblax": "zorblax", "how much is a tune-up": "much"}
    for sentence in unusual:
        conversation.say(sentence)
    assert len(shop.requests) == len(unusual)
    for envelope, headers, word in zip(shop.requests, shop.headers, unusual.values(), strict=True):
        rest = json.loads(json.dumps(envelope))
        for slot in rest["request"].get("intent", {}).get("slots", {}).values():
            for name in ("value", "slotValue", "resolutions"):
                slot.pop(name, None)
        assert word not in json.dumps(rest)
        assert word not in json.dumps(headers)


def test_an_intent_lists_every_slot_it_has(conversation: Conversation, shop: BikeShop) -> None:
    conversation.say("is my mountain bike ready")
    slots = shop.requests[0]["request"]["intent"]["slots"]
    assert list(slots) == ["ticket", "bike"]
    assert "value" not in slots["ticket"]
    assert slots["bike"]["value"] == "mountain bike"
    status = slots["bike"]["resolutions"]["resolutionsPerAuthority"][0]["status"]["code"]
    assert status == "ER_SUCCESS_MATCH"


def test_help_is_not_lost_in_an_open_question(conversation: Conversation, shop: BikeShop) -> None:
    conversation.say("open pedal works")
    assert conversation.say("help").intent == "AMAZON.HelpIntent"
    shop.answer = lambda _: asks("Which noise?", directives=elicits("noise", updatedIntent=empty_reply()))
    conversation.say("help")
    assert conversation.say("grinding").slots["noise"]["id"] == "grind"
