"""Several accounts and devices in one run: who is who to the skill, and the time that passes for all."""

import pytest

from speech.clock import Clock, ClockError
from speech.household import Household
from speech.session import Conversation
from speech.ssml import spoken_text
from tests.speech.bike_shop import BikeShop, Json, asks, shows, speaks
from tests.speech.test_dynamic_entities import OURS

NOTHING: Json = {"version": "1.0", "response": {}}


@pytest.fixture
def household(kitchen: Conversation) -> Household:
    return Household(kitchen)


def ids(envelope: Json) -> tuple[str, str, str]:
    system = envelope["context"]["System"]
    return system["user"]["userId"], system["device"]["deviceId"], envelope["session"]["sessionId"]


def test_each_account_and_device_has_its_own_session(household: Household, shop: BikeShop) -> None:
    household.at("anna", "kitchen").say("open pedal works")
    household.at("ben", "hall").say("open pedal works")
    household.at("anna", "kitchen").say("help")
    household.at("ben", "hall").say("help")
    annas, bens, annas_next, bens_next = map(ids, shop.requests)
    assert annas == annas_next
    assert bens == bens_next
    assert not set(annas) & set(bens)
    assert [envelope["session"]["attributes"] for envelope in shop.requests] == [{}, {}, {"turns": 1}, {"turns": 1}]


def test_an_account_is_the_same_on_two_devices(household: Household, shop: BikeShop) -> None:
    household.at("anna", "kitchen").say("open pedal works")
    household.at("anna", "hall").say("open pedal works")
    (user, kitchen, _), (same_user, hall, _) = map(ids, shop.requests)
    assert user == same_user
    assert kitchen != hall


def test_names_given_by_a_test_stay_in_the_speaker(household: Household, shop: BikeShop) -> None:
    household.at("annabel", "boudoir", person="grandmother").say("open pedal works")
    body = shop.bodies[0].decode().lower()
    assert not any(name in body for name in ("annabel", "boudoir", "grandmother"))


def test_who_speaks_is_known_only_when_the_voice_is(household: Household, shop: BikeShop) -> None:
    household.at("anna", person="ben").say("open pedal works")
    household.at("anna", person="ben").say("help")
    household.at("anna", person="cleo").say("help")
    household.at("anna").say("help")
    people = [envelope["context"]["System"].get("person") for envelope in shop.requests]
    assert people[0] == people[1] != people[2]
    assert people[3] is None


def test_dynamic_entities_are_those_of_one_account(household: Household, shop: BikeShop) -> None:
    shop.answer = lambda _: asks("Which bike?", directives=[OURS])
    household.at("anna").say("open pedal works")
    shop.answer = lambda _: asks("And?")
    for name in ("anna", "ben"):
        household.at(name).say("is my old bess ready")
    known = [envelope["request"]["intent"]["slots"]["bike"].get("resolutions") for envelope in shop.requests[1:]]
    assert "dynamic" in str(known[0])
    assert "dynamic" not in str(known[1])


def test_dynamic_entities_are_those_of_the_account_on_all_its_devices(household: Household, shop: BikeShop) -> None:
    shop.answer = lambda _: asks("Which bike?")
    household.at("anna", "hall").say("open pedal works")
    shop.answer = lambda _: asks("Which bike?", directives=[OURS])
    household.at("anna", "kitchen").say("open pedal works")
    shop.answer = lambda _: asks("And?")
    for device in ("hall", "attic"):
        household.at("anna", device).say("is my old bess ready")
    household.skill_event("SkillDisabled", None, "anna")
    household.at("anna", "attic").say("is my old bess ready")
    *known, forgotten = (e["request"]["intent"] for e in shop.requests if e["request"]["type"] == "IntentRequest")
    assert all("dynamic" in str(intent["slots"]["bike"]) for intent in known)
    assert len(known) == 2
    assert "dynamic" not in str(forgotten)


def test_whoever_disables_the_skill_comes_back_as_somebody_new(household: Household, shop: BikeShop) -> None:
    household.at("anna", person="ben").say("open pedal works")
    household.at("ben").say("open pedal works")
    shop.answer = lambda _: NOTHING
    household.skill_event("SkillDisabled", None, "anna")
    household.skill_event("SkillEnabled", None, "anna")
    household.at("anna", person="ben").say("help")
    household.at("ben").say("help")
    first, bens, disabled, enabled, again, bens_next = shop.requests
    events = [envelope["context"]["System"]["user"]["userId"] for envelope in (disabled, enabled)]
    assert events == [ids(first)[0], ids(again)[0]]
    assert not set(ids(first)) & set(ids(again))
    assert first["context"]["System"]["person"] != again["context"]["System"]["person"]
    assert again["session"]["new"] is True
    assert ids(bens) == ids(bens_next)


def test_disabling_ends_what_was_open_without_a_word(household: Household, shop: BikeShop) -> None:
    shop.answer = lambda _: asks("Which?", directives=[shows()])
    household.at().say("open pedal works")
    assert household.skill_event("SkillDisabled", None).ended
    assert shop.types == ["LaunchRequest", "AlexaSkillEvent.SkillDisabled"]
    assert [problem.rule for problem in household.at().touch([]).problems] == ["nothing_to_touch"]


def test_seven_seconds_are_no_silence_yet(household: Household, shop: BikeShop) -> None:
    household.at().say("open pedal works")
    turn = household.wait(7, household.at())
    assert (turn.intent, turn.ended, turn.spoken) == (None, False, [])
    assert household.wait(1, household.at()).spoken != []


def test_time_in_silence_brings_the_reprompt_and_then_the_end_each_at_its_moment(
    household: Household, shop: BikeShop
) -> None:
    household.at().say("open pedal works")
    turn = household.wait(60, household.at())
    assert (spoken_text(turn.spoken), turn.intent, turn.ended) == ("Could you tell me?", "SessionEndedRequest", True)
    assert shop.requests[-1]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert shop.requests[-1]["request"]["timestamp"] == "2026-03-01T07:00:16Z"
    household.at().say("open pedal works")
    assert shop.requests[-1]["request"]["timestamp"] == "2026-03-01T07:01:00Z"


def test_what_only_the_screen_keeps_runs_out_after_half_a_minute(household: Household, shop: BikeShop) -> None:
    shop.answer = lambda envelope: (
        NOTHING if envelope["request"]["type"] == "SessionEndedRequest" else speaks("Look.", directives=[shows()])
    )
    household.at().say("open pedal works")
    assert household.wait(29.5, household.at()).ended is False
    turn = household.wait(10.5, household.at())
    assert (turn.intent, turn.ended, turn.problems) == ("SessionEndedRequest", True, [])
    assert shop.requests[-1]["request"]["timestamp"] == "2026-03-01T07:00:30Z"


def test_time_passes_for_those_too_who_are_not_asked_about(household: Household, shop: BikeShop) -> None:
    household.at("anna").say("open pedal works")
    household.at("ben").say("open pedal works")
    assert household.wait(20, household.at("ben")).ended
    assert not household.at("anna").open
    assert shop.types[2:] == ["SessionEndedRequest", "SessionEndedRequest"]


def test_setting_the_clock_ends_what_only_the_screen_kept(household: Household, shop: BikeShop) -> None:
    shop.answer = lambda envelope: (
        NOTHING if envelope["request"]["type"] == "SessionEndedRequest" else speaks("Look.", directives=[shows()])
    )
    household.at().say("open pedal works")
    turn = household.set_clock("2026-03-01T08:00:00Z", household.at())
    assert (turn.intent, turn.ended) == ("SessionEndedRequest", True)
    assert household.set_clock("2026-03-02T08:00:00Z", household.at()).intent is None


def test_a_wait_that_is_none_changes_nothing(household: Household, shop: BikeShop, clock: Clock) -> None:
    with pytest.raises(ClockError):
        household.wait(-1, household.at())
    assert clock.stamp() == "2026-03-01T07:00:00Z"


def test_on_a_clock_that_runs_time_can_be_let_pass_too(conversation: Conversation, shop: BikeShop) -> None:
    household = Household(conversation)
    household.at().say("open pedal works")
    assert household.wait(16, household.at()).ended
