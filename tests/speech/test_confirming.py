"""Answers to what is read back, as people give them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from speech.confirming import reply
from speech.dialog_state import CONFIRMED, DENIED, IntentState, Question
from speech.model import InteractionModel
from speech.slots import SlotValue
from speech.turn import Turn
from speech.understanding import Understanding
from tests.speech.bike_shop import BikeShop, asks
from tests.speech.test_delegation import last, said

BOOKED = ("take four of us to oslo tomorrow",)
BOOK = "Shall I book it?"


@pytest.mark.parametrize(
    "yes",
    [
        *("yes", "yep", "sure", "that's right", "yes that's the one", "yeah tomorrow is fine", "perfect", "that works"),
        *("yeah go ahead", "uh, yes please", "that's it", "looks good to me", "tomorrow", "i said tomorrow"),
    ],
)
def test_people_say_yes_in_many_words(talk: Callable[..., Turn], ferry: BikeShop, yes: str) -> None:
    talk(*BOOKED, yes)
    assert last(ferry)["intent"]["slots"]["day"]["confirmationStatus"] == "CONFIRMED"


@pytest.mark.parametrize(
    "no",
    [
        *(
            "no",
            "nope",
            "no thanks",
            "no that's not it",
            "no that's not what i said",
            "nope that's wrong",
            "not that one",
        ),
        *("that's not what i meant", "don't book that", "you misheard me", "nah", "not tomorrow", "no, not tomorrow"),
    ],
)
def test_people_say_no_in_many_words(talk: Callable[..., Turn], ferry: BikeShop, no: str) -> None:
    assert said(talk(*BOOKED, no)) == "Which day?"
    assert last(ferry)["intent"]["slots"]["day"]["confirmationStatus"] == "DENIED"


@pytest.mark.parametrize("other", ["no make it today", "today", "no, today please", "actually make that today"])
def test_another_value_replaces_the_one_read_back_and_is_read_back_itself(
    talk: Callable[..., Turn], other: str
) -> None:
    assert said(talk(*BOOKED, other)) == f"That is {date.today().isoformat()}, right?"


def test_a_value_may_be_mended_when_all_is_read_back(talk: Callable[..., Turn]) -> None:
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    assert said(talk(*BOOKED, "yes", "no, five people")) == f"To oslo for 5 on {tomorrow}, shall I book it?"


@pytest.mark.parametrize(
    "mended", ["no make it five", "yes but for five people", "five of us", "no, five people to oslo"]
)
def test_what_was_not_read_back_is_mended_where_the_words_tell_it(talk: Callable[..., Turn], mended: str) -> None:
    turn = talk(*BOOKED, mended)
    assert (turn.slots["passengers"]["value"], said(turn)) == ("5", said(talk("stop", *BOOKED)))


def test_the_one_is_no_number(talk: Callable[..., Turn]) -> None:
    assert talk(*BOOKED, "yeah that's the one").slots["passengers"]["value"] == "4"


def test_free_words_at_a_confirmation_may_be_meant_for_an_intent_that_takes_them(talk: Callable[..., Turn]) -> None:
    assert talk(*BOOKED, "tell the captain he sails too slowly").intent == "FeedbackIntent"


def test_a_bad_value_in_its_place_is_asked_for_again(talk: Callable[..., Turn]) -> None:
    assert said(talk(*BOOKED, "yes", "no, twelve people")) == "Nine at most. How many?"


@pytest.mark.parametrize(
    ("heard", "intent"),
    [
        ("stop", "AMAZON.StopIntent"),
        ("no cancel that", "AMAZON.CancelIntent"),
        ("timetable for hull", "TimetableIntent"),
    ],
)
def test_another_intent_interrupts_a_confirmation(talk: Callable[..., Turn], heard: str, intent: str) -> None:
    assert talk(*BOOKED, heard).intent == intent


def test_words_that_mean_nothing_here_are_met_with_the_question_again(
    talk: Callable[..., Turn], ferry: BikeShop
) -> None:
    asked = said(talk(*BOOKED))
    requests = len(ferry.requests)
    assert said(talk("my hovercraft is full of eels")) == asked
    assert len(ferry.requests) == requests
    assert last(ferry)["intent"]["name"] == "BookCrossingIntent"


@pytest.mark.parametrize(("heard", "status"), [("yes please", "CONFIRMED"), ("no", "DENIED")])
def test_a_skill_that_confirms_by_itself_hears_the_answer_while_the_dialog_goes_on(
    talk: Callable[..., Turn], ferry: BikeShop, heard: str, status: str
) -> None:
    ferry.answer = lambda _: asks("To Oslo?", directives=[{"type": "Dialog.ConfirmSlot", "slotToConfirm": "port"}])
    talk("book a crossing to oslo", heard)
    assert last(ferry)["intent"]["slots"]["port"]["confirmationStatus"] == status
    ferry.answer = lambda _: asks(BOOK, directives=[{"type": "Dialog.ConfirmIntent"}])
    talk("book a crossing to oslo", heard)
    assert (last(ferry)["dialogState"], last(ferry)["intent"]["confirmationStatus"]) == ("IN_PROGRESS", status)


CITIES = {
    "invocationName": "night train",
    "intents": [
        {"name": "AMAZON.FallbackIntent"},
        {"name": "AMAZON.YesIntent", "samples": ["all aboard"]},
        {
            "name": "TravelIntent",
            "samples": ["from {start} to {goal}"],
            "slots": [
                {"name": "start", "type": "STATION", "samples": ["from {start}"]},
                {"name": "goal", "type": "STATION", "samples": ["to {goal}"]},
            ],
        },
        {"name": "SleepIntent", "samples": ["good night to all"]},
    ],
    "types": [{"name": "STATION", "values": [{"name": {"value": city}} for city in ("basel", "graz", "turin")]}],
}


@pytest.mark.parametrize(
    ("heard", "slot", "expected"),
    [
        ("no, to turin", None, {"goal": "turin"}),
        ("no, from turin", None, {"start": "turin"}),
        ("no, turin", "goal", {"goal": "turin"}),
        ("no, turin", None, DENIED),  # which end of the journey?
        ("turin", None, None),
        ("no, from turin to basel", None, {"start": "turin", "goal": "basel"}),
        ("all aboard", None, CONFIRMED),
        ("no, good night to all", None, "SleepIntent"),
        ("", None, None),
    ],
)
def test_a_value_goes_where_the_words_put_it(heard: str, slot: str | None, expected: Any) -> None:
    model = InteractionModel.from_json({"interactionModel": {"languageModel": CITIES}})
    understanding = Understanding(model)
    stations = {
        name: understanding.slots.resolve("STATION", city) for name, city in (("start", "basel"), ("goal", "graz"))
    }
    question = Question("confirm_slot" if slot else "confirm_intent", slot)
    meant = reply(
        heard,
        question,
        IntentState("TravelIntent", dict(stations)),
        model,
        understanding.understand,
        understanding.slots,
    )
    if meant is None or meant.status is not None:
        assert (meant and meant.status) == expected
    elif meant.other is not None:
        assert meant.other.intent == expected
    else:
        assert {name: one.value for name, one in meant.fillings.items() if isinstance(one, SlotValue)} == expected


def test_an_intent_without_slots_is_confirmed_like_any_other() -> None:
    model = InteractionModel.from_json({"interactionModel": {"languageModel": CITIES}})
    understanding = Understanding(model)
    understand, reader = understanding.understand, understanding.slots
    for heard, status in (("yep", CONFIRMED), ("no no", DENIED)):
        meant = reply(heard, Question("confirm_intent"), IntentState("SleepIntent"), model, understand, reader)
        assert meant is not None
        assert meant.status == status
    assert reply("turin", Question("confirm_intent"), IntentState("SleepIntent"), model, understand, reader) is None


@pytest.mark.parametrize(("heard", "intent"), [("never mind", "AMAZON.CancelIntent"), ("help", "AMAZON.HelpIntent")])
def test_what_amazon_keeps_for_another_intent_is_no_denial(talk: Callable[..., Turn], heard: str, intent: str) -> None:
    assert talk(*BOOKED, heard).intent == intent


@pytest.mark.parametrize("heard", ["i don't know", "not sure", "i don't understand", "i have no idea"])
def test_who_is_not_sure_is_asked_again(talk: Callable[..., Turn], heard: str) -> None:
    asked = said(talk(*BOOKED))
    assert said(talk(heard)) == asked


def test_a_value_said_again_confirms_only_what_was_read_back(talk: Callable[..., Turn]) -> None:
    asked = said(talk(*BOOKED))
    assert said(talk("oslo")) == asked
    booking = said(talk("yes"))
    assert booking.endswith("shall I book it?")
    assert said(talk("oslo")) == booking


def test_a_question_in_unseen_words_is_no_correction(talk: Callable[..., Turn]) -> None:
    assert talk(*BOOKED, "what about the timetable for kiel").intent == "TimetableIntent"


def test_what_follows_on_a_yes_changes_nothing_unless_it_says_so(talk: Callable[..., Turn], ferry: BikeShop) -> None:
    talk(*BOOKED, "yes for two")
    assert "value" not in last(ferry)["intent"]["slots"]["departure"]
    assert last(ferry)["intent"]["slots"]["day"]["confirmationStatus"] == "CONFIRMED"
