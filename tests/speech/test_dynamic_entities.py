from datetime import date
from typing import Any

import pytest

from speech.clock import Clock
from speech.device import Device
from speech.dynamic_entities import KEPT_SECONDS, EntityMemory, entity_findings
from speech.model import InteractionModel
from speech.session import Conversation
from speech.slot_reading import SlotReader
from speech.slots import MATCH, NO_MATCH, contract_shape, request_slot
from speech.understanding import Understanding
from speech.words import sentence
from tests.speech.bike_shop import MODEL, BikeShop, Json, asks, elicits, empty_reply

BIKES = InteractionModel.load(MODEL)
SKILL = "amzn1.ask.skill.bikes"
STATIC = f"amzn1.er-authority.echo-sdk.{SKILL}.BIKE"
DYNAMIC = f"amzn1.er-authority.echo-sdk.dynamic.{SKILL}.BIKE"


def stopped_clock() -> Clock:
    clock = Clock()
    clock.set("2026-11-22T12:00:00Z")
    return clock


def entity(name: str, identity: str | None = None, *synonyms: str) -> Json:
    names = {"value": name, "synonyms": list(synonyms)}
    return {"name": names} if identity is None else {"id": identity, "name": names}


def replace(*values: Json, type_name: str = "BIKE") -> Json:
    types = [{"name": type_name, "values": list(values)}]
    return {"type": "Dialog.UpdateDynamicEntities", "updateBehavior": "REPLACE", "types": types}


CLEAR: Json = {"type": "Dialog.UpdateDynamicEntities", "updateBehavior": "CLEAR"}
OURS = replace(entity("Old Bess", "bess", "the red one"), entity("commuter", "lent"), entity("racer", "road"))


def remembering(*directives: Json, clock: Clock | None = None) -> EntityMemory:
    memory = EntityMemory((clock or stopped_clock()).seconds)
    for directive in directives:
        memory.take_up({"directives": [directive]}, BIKES)
    return memory


def reader(*directives: Json) -> SlotReader:
    return SlotReader(BIKES, lambda: date(2026, 11, 22)).with_entities(remembering(*directives).current().lists)


def rules(directive: Any) -> list[tuple[str, str, bool]]:
    response = {"directives": [{"type": "Hint"}, directive]}
    return [(found.rule, found.place, found.fatal) for found in entity_findings(response, BIKES)]


@pytest.mark.parametrize(
    ("said", "static", "dynamic"),
    [
        ("old bess", [], ["bess"]),
        ("The Red One", [], ["bess"]),
        ("red one", [], ["bess"]),
        ("commuters", ["city", "folding"], ["lent"]),
        ("hardtail", ["mountain"], []),
        ("unicycle", [], []),
    ],
)
def test_the_model_and_the_session_each_resolve_a_value_by_themselves(
    said: str, static: list[str], dynamic: list[str]
) -> None:
    authorities = request_slot("bike", reader(OURS).resolve("BIKE", said), SKILL)["resolutions"][
        "resolutionsPerAuthority"
    ]
    assert [authority["authority"] for authority in authorities] == [STATIC, DYNAMIC]
    assert [authority["status"]["code"] for authority in authorities] == [
        MATCH if ids else NO_MATCH for ids in (static, dynamic)
    ]
    assert [[v["value"]["id"] for v in a.get("values", [])] for a in authorities] == [static, dynamic]


def test_what_both_know_by_one_id_is_printed_with_that_id_once() -> None:
    value = reader(OURS).resolve("BIKE", "racer")
    assert contract_shape({"bike": value}) == {"bike": {"value": "racer", "id": "road", "ids": ["road"]}}
    assert reader(OURS).resolve("BIKE", "commuter").ids == ("city", "folding", "lent")


def test_dynamic_values_are_found_inside_a_sentence() -> None:
    heard = sentence("is my old bess ready")
    (hit,) = reader(OURS).at("BIKE", heard, 2)
    assert (hit.start, hit.end, hit.values[0].id, hit.matched) == (2, 4, "bess", True)


def test_other_types_and_the_reader_it_was_made_from_stay_as_they_were() -> None:
    plain = SlotReader(BIKES)
    entities = remembering(OURS).current().lists
    assert len(plain.with_entities(entities).resolve("NOISE", "squeak").resolutions) == 1
    assert plain.resolve("BIKE", "old bess").ids == ()
    assert len(plain.resolve("BIKE", "old bess").resolutions) == 1
    assert plain.with_entities({}) is plain


def test_amazons_list_types_take_values_too() -> None:
    towns = reader(replace(entity("Springfield", "s1"), type_name="AMAZON.US_CITY"))
    (known,) = towns.resolve("AMAZON.US_CITY", "springfield").resolutions
    assert (known.dynamic, known.code) == (True, MATCH)
    (other,) = towns.resolve("AMAZON.US_CITY", "shelbyville").resolutions
    assert (other.dynamic, other.code) == (True, NO_MATCH)


def test_an_update_replaces_all_that_was_there() -> None:
    memory = remembering(OURS, replace(entity("helmet", "h"), type_name="EXTRA"))
    assert list(memory.current().lists) == ["EXTRA"]


def test_one_type_given_twice_has_the_values_of_both() -> None:
    twice = replace(entity("old bess", "bess"))
    twice["types"] *= 2
    twice["types"][1] = {"name": "BIKE", "values": [entity("old tom", "tom")]}
    assert reader(twice).resolve("BIKE", "old tom").id == "tom"
    assert reader(twice).resolve("BIKE", "old bess").id == "bess"


def test_they_last_half_an_hour_or_until_they_are_cleared() -> None:
    assert remembering(OURS, CLEAR).current().lists == {}
    clock = stopped_clock()
    memory = remembering(OURS, clock=clock)
    clock.wait(KEPT_SECONDS - 1)
    assert list(memory.current().lists) == ["BIKE"]
    clock.wait(1)
    assert memory.current().lists == {}


def test_more_than_a_hundred_names_are_not_taken() -> None:
    hundred = replace(*(entity(f"bike {number}", str(number), f"cycle {number}") for number in range(50)))
    assert rules(hundred) == []
    more = replace(*(entity(f"bike {number}", str(number), f"cycle {number}") for number in range(51)))
    assert rules(more) == [("dynamic_entities_limit", "response.directives[1].types", False)]
    assert list(remembering(OURS, more).current().lists["BIKE"].find(("old", "bess")))


def with_types(types: Any) -> Json:
    return {"type": "Dialog.UpdateDynamicEntities", "updateBehavior": "REPLACE", "types": types}


PLACE = "response.directives[1]"


@pytest.mark.parametrize(
    ("directive", "expected"),
    [
        (CLEAR, []),
        (with_types([]), []),
        (OURS, []),
        (replace(entity("oz"), type_name="AMAZON.US_CITY"), []),
        (replace(entity("three"), type_name="AMAZON.NUMBER"), [("dynamic_entities_type", ".types[0].name", False)]),
        (replace(entity("x"), type_name="AMAZON.SearchQuery"), [("dynamic_entities_type", ".types[0].name", False)]),
        (replace(entity("x"), type_name="NOBODY"), [("dynamic_entities_type", ".types[0].name", False)]),
        (OURS | {"updateBehavior": "ADD"}, [("update_behavior", ".updateBehavior", True)]),
        (OURS | {"updateBehavior": ["CLEAR"]}, [("update_behavior", ".updateBehavior", True)]),
        ({"type": "Dialog.UpdateDynamicEntities"}, [("update_behavior", ".updateBehavior", True)]),
        (with_types(None), [("dynamic_entities_shape", ".types", True)]),
        (with_types({"BIKE": []}), [("dynamic_entities_shape", ".types", True)]),
        (with_types(["BIKE"]), [("dynamic_entities_shape", "", True)]),
        (with_types([{"values": []}]), [("dynamic_entities_shape", "", True)]),
        (with_types([{"name": "BIKE", "values": [{"id": "x"}]}]), [("dynamic_entities_shape", "", True)]),
        (with_types([{"name": "BIKE", "values": [{"name": "x"}]}]), [("dynamic_entities_shape", "", True)]),
        (replace({"name": {"value": "x", "synonyms": [1]}}), [("dynamic_entities_shape", "", True)]),
    ],
)
def test_an_update_is_judged_before_it_is_taken(directive: Json, expected: list[tuple[str, str, bool]]) -> None:
    assert rules(directive) == [(rule, PLACE + place, fatal) for rule, place, fatal in expected]


def test_the_complaint_about_a_broken_update_says_where_it_is_broken() -> None:
    response = {"directives": [with_types([{"name": "BIKE", "values": [{"id": "x"}]}])]}
    (found,) = entity_findings(response, BIKES)
    assert "types[0].values[0].name: missing" in found.effect


@pytest.fixture
def clock() -> Clock:
    return stopped_clock()


@pytest.fixture
def talk(client: Any, bike_understanding: Understanding, clock: Clock) -> Conversation:
    return Conversation(bike_understanding, client, SKILL, Device(clock=clock))


def sent_slot(shop: BikeShop, name: str) -> Json:
    slot: Json = shop.requests[-1]["request"]["intent"]["slots"][name]
    return slot


def test_a_value_the_skill_sets_itself_is_resolved_among_them(talk: Conversation, shop: BikeShop) -> None:
    chosen = empty_reply()
    chosen["slots"]["bike"]["value"] = "old bess"
    shop.answer = lambda _: asks("What noise?", directives=[*elicits("noise", updatedIntent=chosen), OURS])
    assert talk.say("open pedal works").problems == []
    talk.say("squeaking")
    bike = sent_slot(shop, "bike")
    codes = [authority["status"]["code"] for authority in bike["resolutions"]["resolutionsPerAuthority"]]
    assert (bike["value"], codes) == ("old bess", [NO_MATCH, MATCH])


def test_a_broken_update_ends_the_session_and_a_large_one_is_a_problem(talk: Conversation, shop: BikeShop) -> None:
    many = replace(*(entity(f"bike {number}") for number in range(101)))
    shop.answer = lambda _: asks("Which?", directives=[many])
    assert [problem.rule for problem in talk.say("open pedal works").problems] == ["dynamic_entities_limit"]
    shop.answer = lambda _: asks("Which?", directives=[with_types("bikes")])
    broken = talk.say("help")
    assert ([problem.rule for problem in broken.problems], broken.ended) == (["dynamic_entities_shape"], True)
