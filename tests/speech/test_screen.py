"""What is shown, how a request tells of it, and how it is touched."""

from typing import Any

import pytest

from speech.clock import Clock
from speech.device import Device
from speech.screen import Screen
from speech.session import Conversation
from tests.speech.bike_shop import BikeShop, Json, asks, shows, speaks

APL = "Alexa.Presentation.APL"
BUTTON = {"type": "TouchWrapper", "id": "brakes", "onPress": {"type": "SendEvent", "arguments": ["brakes", 1]}}
TITLE = {"type": "Text", "id": "title", "text": "What is wrong?"}


def shown(shop: BikeShop, *items: Json, **more: Any) -> None:
    shop.answer = lambda _: asks("Which?", directives=[shows(*items)], **more)


def test_a_request_tells_of_what_is_shown_only_once_something_is(kitchen: Conversation, shop: BikeShop) -> None:
    shown(shop, TITLE, BUTTON)
    kitchen.say("open pedal works")
    kitchen.say("help")
    first, second = (envelope["context"] for envelope in shop.requests)
    assert APL not in first
    assert second[APL]["token"] == shows()["token"]
    (whole,) = second[APL]["componentsVisibleOnScreen"]
    assert [(child["id"], child["type"]) for child in whole["children"]] == [("title", "text"), ("brakes", "mixed")]


def test_a_screen_says_how_large_it_is_and_no_screen_says_nothing(
    kitchen: Conversation, without_screen: Conversation, shop: BikeShop
) -> None:
    kitchen.say("open pedal works")
    without_screen.say("open pedal works")
    with_screen, without = (envelope["context"] for envelope in shop.requests)
    assert with_screen["Viewport"]["pixelWidth"] == 1280
    assert with_screen["Viewports"][0]["configuration"]["current"]["size"]["pixelWidth"] == 1280
    assert set(without) == {"System"}


def test_a_touch_names_the_component_that_sends_these_arguments(kitchen: Conversation, shop: BikeShop) -> None:
    shown(shop, TITLE, BUTTON)
    kitchen.say("open pedal works")
    kitchen.touch(["brakes", 1])
    assert shop.requests[-1]["request"]["source"] == {"type": "TouchWrapper", "handler": "Press", "id": "brakes"}


def test_or_the_component_that_the_test_names(kitchen: Conversation, shop: BikeShop) -> None:
    shown(shop, TITLE, BUTTON)
    kitchen.say("open pedal works")
    kitchen.touch(["other"], "title")
    assert shop.requests[-1]["request"]["source"] == {"type": "Text", "handler": "Press", "id": "title"}


@pytest.mark.parametrize("device", ["kitchen", "without_screen"])
def test_where_nothing_is_shown_nothing_is_sent(request: Any, shop: BikeShop, device: str) -> None:
    conversation: Conversation = request.getfixturevalue(device)
    conversation.say("open pedal works")
    turn = conversation.touch(["x"])
    assert ([problem.rule for problem in turn.problems], turn.intent) == (["nothing_to_touch"], None)
    assert turn.ended is False
    assert shop.types == ["LaunchRequest"]


def test_what_a_session_leaves_on_the_screen_can_be_touched_for_a_while(
    kitchen: Conversation, shop: BikeShop, clock: Clock
) -> None:
    shop.answer = lambda _: speaks("Look.", ends=True, directives=[shows(BUTTON)])
    kitchen.say("open pedal works")
    clock.wait(29)
    assert kitchen.touch(["brakes", 1]).problems == []
    assert [envelope["session"]["new"] for envelope in shop.requests] == [True, True]
    clock.wait(31)
    assert [problem.rule for problem in kitchen.touch(["x"]).problems] == ["nothing_to_touch"]


def test_what_was_touched_keeps_its_session_open_without_a_word_on_that(kitchen: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: speaks("Look.", ends=True, directives=[shows(BUTTON)])
    kitchen.say("open pedal works")
    shop.answer = lambda _: speaks("You touched it.")
    assert kitchen.touch(["brakes", 1]).ended is False
    shop.answer = lambda _: speaks("Done.", ends=True)
    assert kitchen.touch(["brakes", 1]).ended is True


def test_a_session_that_the_person_ends_takes_its_picture_with_it(kitchen: Conversation, shop: BikeShop) -> None:
    shown(shop, BUTTON)
    kitchen.say("open pedal works")
    kitchen.say("exit")
    assert [problem.rule for problem in kitchen.touch(["x"]).problems] == ["nothing_to_touch"]


@pytest.mark.parametrize("document", [7, "x", {"type": "APL", "mainTemplate": [[{"id": 1, "type": []}]]}])
def test_a_document_may_be_anything(document: Any) -> None:
    screen = Screen(Device())
    screen.render(shows() | {"document": document})
    assert screen.context()[APL]["componentsVisibleOnScreen"][0]["children"] == []
    assert screen.source(["x"], None)["id"] == ""


def test_a_document_whose_token_is_null_has_no_token_and_not_the_word_none() -> None:
    screen = Screen(Device())
    screen.render(shows() | {"token": None})
    assert screen.token == ""


def test_a_device_is_told_only_what_it_declares(kitchen: Conversation, shop: BikeShop) -> None:
    template = {"type": "Display.RenderTemplate", "template": {"type": "BodyTemplate1"}}
    shop.answer = lambda _: asks("Which?", directives=[shows(), template])
    problems = kitchen.say("open pedal works").problems
    assert [(one.rule, one.place) for one in problems] == [("undeclared_interface", "response.directives[1]")]
