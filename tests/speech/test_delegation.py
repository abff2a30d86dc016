"""Dialogs in Alexa's hands, with a ferry line that delegates everything."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from speech.model import InteractionModel
from speech.session import Conversation
from speech.skill_client import SkillClient
from speech.turn import Turn
from speech.understanding import Understanding
from tests.speech.bike_shop import MODEL, BikeShop, Json, asks, speaks
from tests.speech.conftest import SKILL_ID
from tests.speech.ferry_line import delegates, ferry_line, updated

BOOKING = ("port", "passengers", "day", "departure", "cabin")
TOMORROW = (date.today() + timedelta(days=1)).isoformat()


def said(turn: Turn) -> str:
    assert turn.problems == []
    return str(turn.shown()["speech"])


def last(ferry: BikeShop) -> Json:
    request: Json = ferry.requests[-1]["request"]
    return request


def states(ferry: BikeShop) -> list[str | None]:
    return [envelope["request"].get("dialogState") for envelope in ferry.requests]


def test_a_whole_dialog_asks_validates_confirms_and_completes(talk: Callable[..., Turn], ferry: BikeShop) -> None:
    assert said(talk("book a crossing")) == "Which port?"
    assert said(talk("atlantis")) == "No boat of ours goes to atlantis. Which port?"
    assert said(talk("esbjerg")) == "esbjerg is closed this year. Where else?"
    assert said(talk("kiel")) == "How many of you sail to kiel?"
    assert said(talk("twelve")) == "Nine at most. How many?"
    assert said(talk("four")) == "Which day?"
    assert said(talk("yesterday")) == "Only the next three months are on sale. Which day?"
    assert said(talk("tomorrow")) == f"That is {TOMORROW}, right?"
    assert said(talk("yes")) == f"To kiel for 4 on {TOMORROW}, shall I book it?"
    assert said(talk("go ahead")) == "Done."
    assert states(ferry) == ["STARTED", *["IN_PROGRESS"] * 8, "COMPLETED"]
    intent = last(ferry)["intent"]
    assert intent["confirmationStatus"] == "CONFIRMED"
    assert {name: slot.get("value") for name, slot in intent["slots"].items()} == {
        "port": "kiel",
        "passengers": "4",
        "day": TOMORROW,
        "departure": None,
        "cabin": None,
    }
    match = intent["slots"]["port"]["resolutions"]["resolutionsPerAuthority"][0]
    assert (match["status"]["code"], match["values"][0]["value"]["id"]) == ("ER_SUCCESS_MATCH", "kiel")


def test_an_invalid_value_reaches_the_skill_as_no_match_before_it_is_asked_for_again(
    talk: Callable[..., Turn], ferry: BikeShop
) -> None:
    talk("book a crossing", "atlantis")
    port = last(ferry)["intent"]["slots"]["port"]
    assert port["value"] == "atlantis"
    assert port["resolutions"]["resolutionsPerAuthority"][0]["status"]["code"] == "ER_SUCCESS_NO_MATCH"


def test_a_value_nobody_asked_for_is_validated_as_well(talk: Callable[..., Turn]) -> None:
    turn = talk("book a crossing to oslo at five in the morning", "three", "tomorrow")
    assert said(turn) == "The first boat leaves at six. When?"
    assert said(talk("eight in the evening")) == f"That is {TOMORROW}, right?"


def test_a_denied_day_is_asked_for_again(talk: Callable[..., Turn]) -> None:
    assert said(talk("take four of us to oslo tomorrow", "no that's wrong")) == "Which day?"


def test_an_optional_value_that_is_denied_and_has_no_question_is_dropped(
    talk: Callable[..., Turn], ferry: BikeShop
) -> None:
    assert said(talk("book a sea view cabin to oslo", "two", "tomorrow", "yes")) == "A sea view cabin, yes?"
    assert said(talk("nope")) == f"To oslo for 2 on {TOMORROW}, shall I book it?"
    talk("yes")
    assert "value" not in last(ferry)["intent"]["slots"]["cabin"]


def test_a_prompt_is_the_first_whose_values_are_all_there(talk: Callable[..., Turn]) -> None:
    turn = talk("book a sea view cabin to oslo", "two", "tomorrow", "yes", "yes")
    assert said(turn) == "With a sea view cabin to oslo for 2, shall I book it?"


def test_a_denied_intent_is_complete_and_denied(talk: Callable[..., Turn], ferry: BikeShop) -> None:
    assert said(talk("take four of us to oslo tomorrow", "yes", "no thanks")) == "Not done."
    assert (last(ferry)["dialogState"], last(ferry)["intent"]["confirmationStatus"]) == ("COMPLETED", "DENIED")


def test_several_values_in_one_answer_are_all_taken(talk: Callable[..., Turn]) -> None:
    assert said(talk("book a crossing", "to hull for three people tomorrow")) == f"That is {TOMORROW}, right?"


def test_an_intent_that_is_always_delegated_reaches_the_skill_once(talk: Callable[..., Turn], ferry: BikeShop) -> None:
    assert said(talk("hire a deck chair and a telescope")) == "We have no deck chair and telescope. What else?"
    assert said(talk("two blankets for a week")) in ("For how long?", "Two days at most. For how long?")
    assert said(talk("for a week")) == "Two days at most. For how long?"
    assert ferry.requests == []
    assert said(talk("six hours")) == "Done."
    assert states(ferry) == ["COMPLETED"]
    assert last(ferry)["intent"]["slots"]["stay"]["value"] == "PT6H"


@pytest.mark.parametrize(
    ("heard", "intent"),
    [("help", "AMAZON.HelpIntent"), ("stop", "AMAZON.StopIntent"), ("timetable for oslo", "TimetableIntent")],
)
def test_another_intent_interrupts_also_where_alexa_asks_by_itself(
    talk: Callable[..., Turn], ferry: BikeShop, heard: str, intent: str
) -> None:
    assert said(talk("hire a blanket")) == "For how long?"
    assert talk(heard).intent == intent
    assert "dialogState" not in last(ferry)


def test_a_skill_may_chain_to_another_intent(talk: Callable[..., Turn], ferry: BikeShop) -> None:
    def answer(envelope: Json) -> Json:
        if envelope["request"]["intent"]["name"] == "TimetableIntent":
            return delegates(updatedIntent=updated("BookCrossingIntent", BOOKING, port="oslo", passengers="2"))
        return ferry_line(envelope)

    ferry.answer = answer
    assert said(talk("timetable for oslo")) == "Which day?"
    assert talk("tomorrow").intent == "BookCrossingIntent"
    assert last(ferry)["intent"]["slots"]["port"]["resolutions"]["resolutionsPerAuthority"][0]["values"]


def test_a_chain_to_an_intent_that_alexa_asks_for_alone_comes_back_complete(
    talk: Callable[..., Turn], ferry: BikeShop
) -> None:
    def answer(envelope: Json) -> Json:
        if envelope["request"]["intent"]["name"] == "BookCrossingIntent":
            return delegates(updatedIntent=updated("PayIntent", ("card",)))
        return ferry_line(envelope)

    ferry.answer = answer
    assert said(talk("book a crossing")) == "Credit or debit?"
    assert said(talk("debit card")) == "Done."
    assert states(ferry) == ["STARTED", "COMPLETED"]


def test_what_a_skill_says_beside_delegating_is_spoken_before_the_prompt(
    talk: Callable[..., Turn], ferry: BikeShop
) -> None:
    ferry.answer = lambda _: speaks("With pleasure.", ends=False, directives=[{"type": "Dialog.Delegate"}])
    assert said(talk("book a crossing")) == "With pleasure. Which port?"


def test_a_skill_that_asks_itself_hears_every_answer(talk: Callable[..., Turn], ferry: BikeShop) -> None:
    slot = {"type": "Dialog.ElicitSlot", "slotToElicit": "passengers"}
    ferry.answer = lambda _: asks("How many?", directives=[slot])
    talk("book a crossing to oslo", "twelve")
    assert (last(ferry)["dialogState"], last(ferry)["intent"]["slots"]["passengers"]["value"]) == ("IN_PROGRESS", "12")


def chained(name: str, *directives: Json) -> Callable[[Json], Json]:
    """A skill that answers the intent `name` with directives, and everything else as the ferry line does."""

    def answer(envelope: Json) -> Json:
        if envelope["request"].get("intent", {}).get("name") == name:
            return asks("What now?", directives=list(directives))
        return ferry_line(envelope)

    return answer


def test_a_skill_may_ask_on_though_alexa_handed_it_a_complete_intent(
    talk: Callable[..., Turn], ferry: BikeShop
) -> None:
    ferry.answer = chained("PayIntent", {"type": "Dialog.ElicitSlot", "slotToElicit": "card"})
    assert said(talk("pay with credit card")) == "What now?"
    talk("debit card")
    assert (last(ferry)["dialogState"], last(ferry)["intent"]["slots"]["card"]["value"]) == (
        "IN_PROGRESS",
        "debit card",
    )
    ferry.answer = chained("PayIntent", {"type": "Dialog.ConfirmIntent"})
    talk("credit card", "yes")
    assert (last(ferry)["dialogState"], last(ferry)["intent"]["confirmationStatus"]) == ("IN_PROGRESS", "CONFIRMED")
    assert states(ferry) == ["COMPLETED", "IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS"]


def test_a_complete_intent_may_be_handed_back_with_a_slot_emptied(talk: Callable[..., Turn], ferry: BikeShop) -> None:
    ferry.answer = lambda _: delegates(updatedIntent=updated("PayIntent", ("card",)))
    assert said(talk("pay with credit card")) == "Credit or debit?"
    ferry.answer = ferry_line
    assert said(talk("debit card")) == "Done."


def test_an_interrupted_dialog_is_gone_and_begins_anew(talk: Callable[..., Turn], ferry: BikeShop) -> None:
    talk("book a crossing to oslo", "three", "help")
    assert said(talk("book a crossing")) == "Which port?"
    assert states(ferry)[-2:] == [None, "STARTED"]
    assert "value" not in last(ferry)["intent"]["slots"]["passengers"]


def test_a_skill_may_chain_back_to_the_dialog_that_was_interrupted(talk: Callable[..., Turn], ferry: BikeShop) -> None:
    talk("book a crossing to oslo", "three")
    intent = last(ferry)["intent"]
    ferry.answer = chained("AMAZON.HelpIntent", {"type": "Dialog.Delegate", "updatedIntent": intent})
    assert said(talk("help")) == "What now? Which day?"
    ferry.answer = ferry_line
    assert said(talk("tomorrow")) == f"That is {TOMORROW}, right?"
    assert last(ferry)["intent"]["slots"]["passengers"]["value"] == "3"


def test_a_confirmed_slot_stays_confirmed_while_others_are_asked_for(
    talk: Callable[..., Turn], ferry: BikeShop
) -> None:
    ferry.answer = lambda _: asks("To Oslo?", directives=[{"type": "Dialog.ConfirmSlot", "slotToConfirm": "port"}])
    talk("book a crossing to oslo")
    ferry.answer = ferry_line
    assert said(talk("yes")) == "How many of you sail to oslo?"
    assert said(talk("four")) == "Which day?"
    assert last(ferry)["intent"]["slots"]["port"]["confirmationStatus"] == "CONFIRMED"


def test_a_value_that_broke_a_rule_is_dropped_also_when_the_answer_is_about_something_else(
    talk: Callable[..., Turn], ferry: BikeShop
) -> None:
    assert said(talk("book a crossing", "atlantis", "four people")) == "Which port?"
    slots = last(ferry)["intent"]["slots"]
    assert ("value" in slots["port"], slots["passengers"]["value"]) == (False, "4")


def test_a_skill_that_delegates_what_is_complete_anew_each_time_is_given_up(
    conversation: Conversation, shop: BikeShop
) -> None:
    conversation.say("rent a mountain bike for two hours")

    def delegating(envelope: Json) -> Json:
        request = envelope["request"]
        if request["type"] != "IntentRequest":
            return {"version": "1.0", "response": {}}
        directive = {"type": "Dialog.Delegate", "updatedIntent": request["intent"]}
        return {"version": "1.0", "response": {"directives": [directive], "shouldEndSession": False}}

    shop.answer = delegating
    turn = conversation.say("two")
    assert ("delegate_without_end", True) in [(problem.rule, problem.fatal) for problem in turn.problems]
    assert turn.ended
    assert shop.requests[-1]["request"]["error"]["type"] == "INVALID_RESPONSE"


def test_a_slot_without_a_prompt_leaves_alexa_nothing_to_ask(client: SkillClient) -> None:
    model = json.loads(MODEL.read_text("utf-8"))
    dialog = model["interactionModel"]["dialog"]["intents"]
    (rental,) = [intent for intent in dialog if intent["name"] == "RentBikeIntent"]
    for slot in rental["slots"]:
        slot["prompts"] = {}
    silent = Conversation(Understanding(InteractionModel.from_json(model)), client, SKILL_ID)
    turn = silent.say("ask pedal works to rent a mountain bike")
    assert [problem.rule for problem in turn.problems] == ["dialog_prompt"]
    assert (turn.spoken, turn.asking, turn.ended) == ([], True, False)
