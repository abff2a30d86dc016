"""Dynamic entities from the answer that brings them to the request that carries them."""

from datetime import date

import pytest

from speech.clock import Clock
from speech.device import Device
from speech.dynamic_entities import DynamicEntities
from speech.model import SlotType, TypeValue
from speech.session import Conversation
from speech.skill_client import SkillClient
from speech.slots import SlotValue
from speech.understanding import Eliciting, Understanding
from tests.speech.bike_shop import BikeShop, Json, asks, elicits, empty_reply
from tests.speech.test_dynamic_entities import BIKES, CLEAR, OURS, SKILL, entity, replace, stopped_clock

EARS = Understanding(BIKES, lambda: date(2026, 11, 22))
BESS = TypeValue("old bess", "bess", ("the red one",))
GEARED = TypeValue("gearbox queen", "queen")
OWN = DynamicEntities((SlotType("BIKE", (BESS, GEARED, TypeValue("stroller", "stroll"))),))


@pytest.mark.parametrize(
    ("text", "intent", "said", "ids"),
    [
        ("can you fix my old bess", "BookRepairIntent", "old bess", ("bess",)),
        ("ask pedal works is my old bess ready", "RepairStatusIntent", "old bess", ("bess",)),
        ("rent a gearbox queen for two hours", "RentBikeIntent", "gearbox queen", ("queen",)),
        ("rent a gearbx queen for two hours", "RentBikeIntent", "gearbx queen", ("queen",)),
        ("rent a stroller", "RentBikeIntent", "stroller", ("stroll",)),
        ("rent a hardtail", "RentBikeIntent", "hardtail", ("mountain",)),
    ],
)
def test_a_sentence_may_hold_a_value_of_the_session(text: str, intent: str, said: str, ids: tuple[str, ...]) -> None:
    understood = EARS.understand(text, entities=OWN)
    bike = understood.slots["bike"]
    assert isinstance(bike, SlotValue)
    assert (understood.intent, bike.value, bike.ids) == (intent, said, ids)
    assert [resolution.dynamic for resolution in bike.resolutions] == [False, True]


def test_the_next_sentence_without_them_knows_them_no_more() -> None:
    EARS.understand("rent a gearbox queen", entities=OWN)
    bike = EARS.understand("rent a gearbox queen").slots.get("bike")
    assert not isinstance(bike, SlotValue) or bike.ids == ()


def test_an_answer_may_be_one_of_them_or_of_neither() -> None:
    asked = Eliciting("ReplyIntent", "bike")
    known = EARS.understand("the red one", asked, OWN)
    reader = EARS.slots.with_entities(OWN.lists)
    assert (known.stage, known.slots) == ("elicited", {"bike": reader.resolve("BIKE", "the red one")})
    neither = EARS.understand("penny farthing", asked, OWN).slots["bike"]
    assert isinstance(neither, SlotValue)
    assert [(found.dynamic, found.code) for found in neither.resolutions] == [
        (False, "ER_SUCCESS_NO_MATCH"),
        (True, "ER_SUCCESS_NO_MATCH"),
    ]


def test_a_list_nobody_knows_is_still_a_list() -> None:
    extras = EARS.understand("lamp and bell", Eliciting("RentBikeIntent", "extras")).slots["extras"]
    assert isinstance(extras, tuple)
    assert [value.value for value in extras] == ["lamp", "bell"]


@pytest.mark.parametrize(
    ("text", "intent", "ids"),
    [
        ("rent a raod bike", "RentBikeIntent", ("road",)),
        ("rent a road bkie", "RentBikeIntent", ("road",)),
        ("rent a drp bar bike", "RentBikeIntent", ("road",)),
        ("my cityy bike needs a service", "BookRepairIntent", ("city",)),
        ("rent a brake", "RentBikeIntent", ()),
    ],
)
def test_a_short_word_misspelt_in_a_long_value_is_understood(text: str, intent: str, ids: tuple[str, ...]) -> None:
    understood = EARS.understand(text)
    bike = understood.slots.get("bike")
    assert understood.intent == intent
    assert (bike.ids if isinstance(bike, SlotValue) else ()) == ids


@pytest.fixture
def clock() -> Clock:
    return stopped_clock()


@pytest.fixture
def talk(client: SkillClient, bike_understanding: Understanding, clock: Clock) -> Conversation:
    return Conversation(bike_understanding, client, SKILL, Device(clock=clock))


def matched(shop: BikeShop) -> list[list[str]]:
    """The ids each authority found for the bike of the last request."""
    slot: Json = shop.requests[-1]["request"]["intent"]["slots"]["bike"]
    authorities = slot["resolutions"]["resolutionsPerAuthority"]
    return [[found["value"]["id"] for found in authority.get("values", [])] for authority in authorities]


def test_they_are_heard_from_the_answer_on_until_they_are_cleared(talk: Conversation, shop: BikeShop) -> None:
    question = elicits("bike", updatedIntent=empty_reply())
    shop.answer = lambda _: asks("Which bike?", directives=[*question, OURS])
    talk.say("open pedal works")
    talk.say("it's my old bess")
    assert matched(shop) == [[], ["bess"]]
    shop.answer = lambda _: asks("Which bike?", directives=[*question, replace(entity("black beauty", "beauty"))])
    talk.say("commuter")
    assert matched(shop) == [["city", "folding"], ["lent"]]
    shop.answer = lambda _: asks("Which bike?", directives=[*question, CLEAR])
    talk.say("old bess")
    assert matched(shop) == [[], []]
    talk.say("commuter")
    assert matched(shop) == [["city", "folding"]]


def test_they_outlive_the_session_but_not_the_half_hour(talk: Conversation, shop: BikeShop, clock: Clock) -> None:
    shop.answer = lambda _: asks("Which bike?", directives=[OURS])
    talk.say("open pedal works")
    talk.new_session()
    shop.answer = lambda _: asks("And?")
    talk.say("is my old bess ready")
    assert matched(shop) == [[], ["bess"]]
    clock.wait(30 * 60)
    talk.say("is my road bike ready")
    assert matched(shop) == [["road"]]
