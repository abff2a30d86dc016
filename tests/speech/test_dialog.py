from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speech.dialog_rules import TURN_DIRECTIVES
from speech.session import Conversation
from speech.turn import Turn
from tests.speech.bike_shop import BikeShop, Json, asks, elicits, empty_reply, shows, speaks, workshop


def said(turn: Turn) -> str:
    return str(turn.shown()["speech"])


def sent(shop: BikeShop) -> Json:
    request: Json = shop.requests[-1]["request"]
    return request


def states(shop: BikeShop) -> list[str | None]:
    return [e["request"].get("dialogState") for e in shop.requests if e["request"]["type"] == "IntentRequest"]


def test_delegation_asks_for_required_slots_in_order_until_the_intent_is_complete(
    conversation: Conversation, shop: BikeShop
) -> None:
    asked = [
        said(conversation.say(text)) for text in ("rent a bike", "mountain bike", "three of them", "for two hours")
    ]
    assert asked == [
        "Which kind of bike? A road bike, perhaps?",
        "How many bikes?",
        "For how long?",
        "Your mountain bike is waiting.",
    ]
    assert states(shop) == ["STARTED", "IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS", "COMPLETED"]
    slots = sent(shop)["intent"]["slots"]
    assert [slots[name].get("value") for name in ("bike", "count", "length")] == ["mountain bike", "3", "PT2H"]


def test_what_was_said_at_first_is_not_asked_again(conversation: Conversation, shop: BikeShop) -> None:
    assert said(conversation.say("rent a mountain bike for two hours")) == "How many bikes?"


def test_silence_in_a_delegated_dialog_repeats_the_prompt(conversation: Conversation) -> None:
    conversation.say("rent a mountain bike")
    assert said(conversation.silence()) == "How many bikes?"


def test_an_always_delegated_intent_reaches_the_skill_once_when_it_is_complete(
    conversation: Conversation, shop: BikeShop
) -> None:
    first = conversation.say("book my road bike in for a flat tyre")
    assert (said(first), first.intent, first.asking) == ("Which day suits you?", "BookRepairIntent", True)
    assert "Was that" in said(conversation.say("tomorrow"))
    assert "Shall I book it?" in said(conversation.say("yes"))
    assert shop.requests == []
    last = conversation.say("yes please")
    assert (said(last), last.ended) == ("Booked.", True)
    assert states(shop) == ["COMPLETED"]
    assert sent(shop)["intent"]["confirmationStatus"] == "CONFIRMED"
    assert sent(shop)["intent"]["slots"]["day"]["confirmationStatus"] == "CONFIRMED"
    assert shop.requests[0]["session"]["new"] is True


def test_a_denied_intent_is_complete_and_denied(conversation: Conversation, shop: BikeShop) -> None:
    for text in ("book my road bike in for a flat tyre", "tomorrow", "yes", "no"):
        turn = conversation.say(text)
    assert said(turn) == "Not booked."
    assert (states(shop), sent(shop)["intent"]["confirmationStatus"]) == (["COMPLETED"], "DENIED")


def test_a_denied_slot_is_asked_for_again(conversation: Conversation) -> None:
    for text in ("book my road bike in for a flat tyre", "tomorrow"):
        conversation.say(text)
    turn = conversation.say("no")
    assert said(turn) == "Which day suits you?"
    assert "day" not in turn.slots


def test_leaving_a_dialog_the_skill_never_heard_of_sends_nothing(conversation: Conversation, shop: BikeShop) -> None:
    conversation.say("book my road bike in for a flat tyre")
    assert conversation.say("exit").ended
    assert shop.requests == []


def test_another_intent_interrupts_a_dialog(conversation: Conversation, shop: BikeShop) -> None:
    conversation.say("rent a mountain bike")
    assert conversation.say("stop").intent == "AMAZON.StopIntent"
    assert "dialogState" not in sent(shop)


def test_an_elicited_slot_is_one_of_updated_intent(conversation: Conversation, shop: BikeShop) -> None:
    conversation.say("open pedal works")
    conversation.say("a grinding noise")
    assert sent(shop)["intent"]["name"] == "ReplyIntent"
    assert sent(shop)["dialogState"] == "IN_PROGRESS"
    assert list(sent(shop)["intent"]["slots"]) == ["answer", "bike", "noise", "time", "since"]


def test_filled_slots_stay_until_updated_intent_empties_them(conversation: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: asks("Which bike?", directives=elicits("bike", updatedIntent=empty_reply()))
    conversation.say("open pedal works")
    shop.answer = lambda _: asks("Which noise?", directives=elicits("noise"))
    conversation.say("my racer")
    shop.answer = lambda _: asks("Since when?", directives=elicits("since", updatedIntent=empty_reply()))
    assert set(conversation.say("squeak").slots) == {"bike", "noise"}
    assert set(conversation.say("three days").slots) == {"since"}


def test_updated_intent_puts_values_in_and_they_are_resolved(conversation: Conversation, shop: BikeShop) -> None:
    updated = empty_reply()
    updated["slots"]["bike"] |= {"value": "racer", "confirmationStatus": "CONFIRMED"}
    shop.answer = lambda _: asks("Which noise?", directives=elicits("noise", updatedIntent=updated))
    conversation.say("open pedal works")
    turn = conversation.say("squeak")
    assert turn.slots["bike"] == {"value": "racer", "id": "road", "ids": ["road"]}
    assert sent(shop)["intent"]["slots"]["bike"]["confirmationStatus"] == "CONFIRMED"


@pytest.mark.parametrize(
    ("slot", "shown"),
    [
        ({"slotValue": {"type": "Simple", "value": "racer"}}, "racer"),
        ({"value": "racer", "slotValue": {"type": "Simple", "value": "racer"}}, "racer"),
        ({"slotValue": {"type": "List", "values": [{"type": "Simple", "value": "racer"}]}}, ["racer"]),
        ({"value": None, "slotValue": None}, None),
        ({"slotValue": {"type": "List", "values": "racer"}}, None),
    ],
)
def test_updated_intent_may_give_a_value_in_either_shape(
    conversation: Conversation, shop: BikeShop, slot: Json, shown: Any
) -> None:
    updated = empty_reply()
    updated["slots"]["bike"] |= slot
    shop.answer = lambda _: asks("Which noise?", directives=elicits("noise", updatedIntent=updated))
    conversation.say("open pedal works")
    bike = conversation.say("squeak").slots.get("bike")
    values = [one["value"] for one in bike] if isinstance(bike, list) else (bike or {}).get("value")
    assert values == shown


@pytest.mark.parametrize(
    ("answer", "status"), [("yes", "CONFIRMED"), ("no thanks", "DENIED"), ("um, yeah", "CONFIRMED")]
)
def test_yes_and_no_answer_a_confirmation_of_a_slot(
    conversation: Conversation, shop: BikeShop, answer: str, status: str
) -> None:
    conversation.say("open pedal works")
    shop.answer = lambda _: asks("A squeak?", directives=[{"type": "Dialog.ConfirmSlot", "slotToConfirm": "noise"}])
    conversation.say("squeak")
    turn = conversation.say(answer)
    assert turn.intent == "ReplyIntent"
    assert sent(shop)["intent"]["slots"]["noise"]["confirmationStatus"] == status
    assert sent(shop)["intent"]["slots"]["noise"]["value"] == "squeak"
    assert sent(shop)["dialogState"] == "IN_PROGRESS"


def test_yes_answers_a_confirmation_of_the_intent(conversation: Conversation, shop: BikeShop) -> None:
    conversation.say("open pedal works")
    shop.answer = lambda _: asks("Is that all?", directives=[{"type": "Dialog.ConfirmIntent"}])
    conversation.say("squeak")
    conversation.say("yes")
    assert sent(shop)["intent"]["confirmationStatus"] == "CONFIRMED"


def test_yes_without_a_confirmation_is_the_built_in(conversation: Conversation) -> None:
    conversation.say("open pedal works")
    conversation.say("squeak")
    assert conversation.say("yes").intent == "AMAZON.YesIntent"


def test_delegating_what_is_complete_is_a_problem_and_no_endless_loop(
    conversation: Conversation, shop: BikeShop
) -> None:
    conversation.say("rent a mountain bike for two hours")
    delegate = {"version": "1.0", "response": {"directives": [{"type": "Dialog.Delegate"}], "shouldEndSession": False}}
    shop.answer = lambda envelope: (
        delegate if envelope["request"]["type"] == "IntentRequest" else {"version": "1.0", "response": {}}
    )
    turn = conversation.say("two")
    assert [problem.rule for problem in turn.problems] == ["delegate_after_completed"]
    assert turn.ended


def updated_to(name: str) -> Json:
    return {"name": name, "confirmationStatus": "NONE", "slots": {}}


REFUSED: dict[str, tuple[str, list[Any]]] = {
    "unknown slot": ("dialog_slot", elicits("colour", updatedIntent=empty_reply())),
    "no slot": ("dialog_slot", [{"type": "Dialog.ElicitSlot", "updatedIntent": empty_reply()}]),
    "a list for a slot": (
        "dialog_slot",
        [{"type": "Dialog.ElicitSlot", "slotToElicit": ["noise"], "updatedIntent": empty_reply()}],
    ),
    "nothing in progress": ("dialog_needs_intent", elicits("noise")),
    "built-in": ("built_in_updated_intent", elicits("noise", updatedIntent=updated_to("AMAZON.HelpIntent"))),
    "no dialog model": ("intent_not_in_dialog_model", elicits("day", updatedIntent=updated_to("OpeningHoursIntent"))),
    "unheard of": ("intent_not_in_dialog_model", elicits("day", updatedIntent=updated_to("NoIntent"))),
    "nameless": ("updated_intent_shape", elicits("noise", updatedIntent={"slots": {}})),
    "two": ("one_dialog_directive", elicits("noise", updatedIntent=empty_reply()) * 2),
    "unknown directive": ("dialog_directive_type", [{"type": "Dialog.Elicit"}]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_directive_alexa_refuses_is_a_problem_and_ends_the_session(
    conversation: Conversation, shop: BikeShop, case: str
) -> None:
    rule, directives = REFUSED[case]
    shop.answer = lambda _: asks("What?", directives=directives)
    turn = conversation.say("open pedal works")
    assert rule in [problem.rule for problem in turn.problems]
    assert turn.ended


@pytest.mark.parametrize(
    ("change", "rule", "fatal"),
    [
        (lambda slots: slots.pop("bike"), "updated_slots_complete", False),
        (lambda slots: slots.update(colour={"name": "colour"}), "updated_slot_unknown", True),
        (lambda slots: slots.update(bike={"name": "noise"}), "updated_slot_shape", True),
        (lambda slots: slots.update(bike={"name": "bike", "confirmationStatus": ["x"]}), "confirmation_status", True),
        (lambda slots: slots.update(bike={"name": "bike", "value": 7}), "updated_slot_value", True),
    ],
)
def test_an_updated_intent_must_list_its_slots_rightly(
    conversation: Conversation, shop: BikeShop, change: Callable[[Json], Any], rule: str, fatal: bool
) -> None:
    updated = empty_reply()
    change(updated["slots"])
    shop.answer = lambda _: asks("What?", directives=elicits("noise", updatedIntent=updated))
    turn = conversation.say("open pedal works")
    assert [(problem.rule, problem.fatal) for problem in turn.problems] == [(rule, fatal)]


def test_alexa_conversations_is_told_to_be_missing_here(conversation: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: asks("What?", directives=[{"type": "Dialog.DelegateRequest", "target": "skill"}])
    turn = conversation.say("open pedal works")
    assert "alexa_conversations" in [problem.rule for problem in turn.problems]
    assert not turn.ended


FIELDS = ["name", "slots", "noise", "value", "slotValue", "confirmationStatus", "type", "values"]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=4) | st.sampled_from(["noise", "NONE", "DENIED"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=3), inner),
    max_leaves=8,
)
INTENTS = st.fixed_dictionaries({"name": st.sampled_from(["ReplyIntent", "RentBikeIntent", "AMAZON.StopIntent", 7])})


@given(
    kind=st.sampled_from([*TURN_DIRECTIVES, "Dialog.UpdateDynamicEntities"]),
    slot=st.sampled_from(["noise", "bike", "none"]) | ANY_JSON,
    updated=ANY_JSON
    | st.tuples(INTENTS, st.dictionaries(st.sampled_from(FIELDS), ANY_JSON)).map(lambda p: p[1] | p[0]),
    ends=ANY_JSON,
)
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_dialog_directive_the_conversation_goes_on(
    conversation: Conversation, shop: BikeShop, kind: str, slot: Any, updated: Any, ends: Any
) -> None:
    directive = {"type": kind, "slotToElicit": slot, "slotToConfirm": slot, "updatedIntent": updated, "types": updated}
    shop.answer = lambda _: speaks("What?", directives=[directive]) | {"sessionAttributes": ends}
    conversation.say("open pedal works")
    conversation.say("a grinding noise")
    conversation.say("yes")
    shop.answer = workshop
    assert said(conversation.say("open pedal works")).startswith("Welcome")


DIALOG_DIRECTIVE = st.fixed_dictionaries(
    {"type": st.sampled_from([*TURN_DIRECTIVES, "Dialog.UpdateDynamicEntities", "Dialog.DelegateRequest"])},
    optional={
        "slotToElicit": st.sampled_from(["noise", "count", "colour"]) | ANY_JSON,
        "slotToConfirm": st.sampled_from(["noise", "count", "colour"]) | ANY_JSON,
        "updatedIntent": st.just(empty_reply()) | ANY_JSON,
    },
)


@given(
    directives=ANY_JSON | st.lists(DIALOG_DIRECTIVE | ANY_JSON, max_size=3),
    texts=st.lists(
        st.sampled_from(["rent a bike", "a squeak", "yes", "no, make it three", "stop", "zorblax"]), max_size=3
    ),
)
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_for_directives_every_sentence_ends_in_a_turn(
    conversation: Conversation, shop: BikeShop, directives: Any, texts: list[str]
) -> None:
    shop.answer = lambda _: speaks("What?", directives=directives)
    for text in ["open pedal works", *texts]:
        turn = conversation.say(text)
        assert turn.heard == text
        assert turn.answered or turn.asking or turn.ended


def test_a_dialog_directive_in_an_answer_that_ends_is_refused(conversation: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: speaks("?", ends=True, directives=elicits("noise", updatedIntent=empty_reply()))
    assert [p.rule for p in conversation.say("open pedal works").problems] == ["dialog_needs_session"]


def test_a_dialog_directive_keeps_the_session_open_by_itself(conversation: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: speaks("What noise?", directives=elicits("noise", updatedIntent=empty_reply()))
    assert not conversation.say("open pedal works").ended


def test_after_a_touch_nothing_is_elicited(conversation: Conversation, shop: BikeShop) -> None:
    directives = [*elicits("noise", updatedIntent=empty_reply()), shows()]
    shop.answer = lambda _: asks("What noise?", directives=directives)
    conversation.say("open pedal works")
    shop.answer = workshop
    conversation.touch(["x"])
    assert conversation.say("yes").intent == "AMAZON.YesIntent"
