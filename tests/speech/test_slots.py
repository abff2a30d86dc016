from datetime import date
from pathlib import Path

import pytest

from speech.model import InteractionModel
from speech.slot_reading import SlotReader
from speech.slots import NO_MATCH, SlotValue, contract_shape, request_slot
from speech.spots import Spots
from speech.words import sentence

MODEL = InteractionModel.load(Path(__file__).parent / "models" / "bike_shop.json")
READER = SlotReader(MODEL, lambda: date(2026, 11, 22))
SKILL = "amzn1.ask.skill.bikes"


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("Racing bike", ("road",)),
        ("the racers", ("road",)),
        ("commuter", ("city", "folding")),
        ("MTB", ("mountain",)),
        ("e bike", ("electric",)),
        ("penny farthing", ()),
        ("bikes", ("any",)),
    ],
)
def test_words_resolve_to_the_ids_of_all_values_they_name(said: str, ids: tuple[str, ...]) -> None:
    value = READER.resolve("BIKE", said)
    assert value.ids == ids
    assert value.id == (ids[0] if ids else None)


def test_other_forms_of_a_listed_word_resolve_and_short_lookalikes_do_not() -> None:
    assert READER.resolve("NOISE", "screeching").ids == ("squeal",)
    assert READER.resolve("NOISE", "chick").ids == ()
    assert READER.resolve("EXTRA", "clock").ids == ()


def test_a_value_without_an_id_matches_without_one() -> None:
    trailer = READER.resolve("EXTRA", "trailers")
    assert (trailer.matched, trailer.id) == (True, None)


def test_the_value_is_what_was_said_and_numbers_are_in_alexas_form() -> None:
    assert READER.resolve("BIKE", "my Dutch bike").value == "dutch bike"
    assert READER.resolve("AMAZON.NUMBER", "twenty five") == SlotValue("25")
    assert READER.resolve("AMAZON.DATE", "tomorrow") == SlotValue("2026-11-23")
    assert READER.resolve("AMAZON.US_CITY", "Springfield") == SlotValue("springfield")


def test_a_match_stands_in_the_request_as_alexa_sends_it() -> None:
    resolutions = {
        "resolutionsPerAuthority": [
            {
                "authority": "amzn1.er-authority.echo-sdk.amzn1.ask.skill.bikes.BIKE",
                "status": {"code": "ER_SUCCESS_MATCH"},
                "values": [
                    {"value": {"name": "city bike", "id": "city"}},
                    {"value": {"name": "folding bike", "id": "folding"}},
                ],
            }
        ]
    }
    assert request_slot("bike", READER.resolve("BIKE", "commuter"), SKILL) == {
        "name": "bike",
        "value": "commuter",
        "confirmationStatus": "NONE",
        "source": "USER",
        "resolutions": resolutions,
        "slotValue": {"type": "Simple", "value": "commuter", "resolutions": resolutions},
    }


def test_words_without_a_match_are_sent_raw_with_their_code() -> None:
    slot = request_slot("bike", READER.resolve("BIKE", "penny farthing"), SKILL, "CONFIRMED")
    assert (slot["value"], slot["confirmationStatus"]) == ("penny farthing", "CONFIRMED")
    assert slot["resolutions"]["resolutionsPerAuthority"] == [
        {
            "authority": "amzn1.er-authority.echo-sdk.amzn1.ask.skill.bikes.BIKE",
            "status": {"code": "ER_SUCCESS_NO_MATCH"},
        }
    ]


def test_amazons_own_types_carry_no_resolutions_and_empty_slots_nothing() -> None:
    assert "resolutions" not in request_slot("day", READER.resolve("AMAZON.DATE", "today"), SKILL)
    assert request_slot("day", None, SKILL) == {"name": "day", "confirmationStatus": "NONE"}


def test_several_values_are_a_list_without_a_value_of_its_own() -> None:
    both = (READER.resolve("EXTRA", "helmet"), READER.resolve("EXTRA", "trailer"))
    slot = request_slot("extras", both, SKILL)
    assert "value" not in slot
    assert slot["slotValue"]["type"] == "List"
    assert [value["value"] for value in slot["slotValue"]["values"]] == ["helmet", "trailer"]


def test_the_printed_shape_has_value_id_and_ids() -> None:
    bike, extra = READER.resolve("BIKE", "commuter"), READER.resolve("EXTRA", "hat")
    assert contract_shape({"bike": bike, "extras": (extra,)}) == {
        "bike": {"value": "commuter", "id": "city", "ids": ["city", "folding"]},
        "extras": [{"value": "hat", "id": None, "ids": []}],
    }


@pytest.mark.parametrize(
    ("type_name", "said", "found"),
    [
        ("AMAZON.DayOfWeek", "every monday or so", [("monday", False)]),
        ("AMAZON.DayOfWeek", "on Tuesdays and Fridays", [("tuesdays", False), ("fridays", False)]),
        ("AMAZON.DayOfWeek", "sun and moon", []),
        ("AMAZON.Month", "my birthday is in October", [("october", False)]),
        ("AMAZON.Month", "i may go", [("may", True)]),
        ("AMAZON.US_CITY", "may in boston", []),
    ],
)
def test_days_and_months_are_found_by_name_and_sent_as_said(
    type_name: str, said: str, found: list[tuple[str, bool]]
) -> None:
    hits = Spots(READER, sentence(said)).longest(type_name)
    assert [(hit.values[0].value, hit.loose) for hit in hits] == found
    assert all(hit.values[0].resolutions == () for hit in hits)


def test_a_known_day_matches_nothing_of_the_models_own() -> None:
    extended = {"name": "AMAZON.DayOfWeek", "values": [{"id": "payday", "name": {"value": "payday"}}]}
    slots = [{"name": "day", "type": "AMAZON.DayOfWeek"}]
    intents = [{"name": "DayIntent", "samples": ["on {day}"], "slots": slots}]
    model = InteractionModel.from_json(
        {"languageModel": {"invocationName": "echo box", "intents": intents, "types": [extended]}}
    )
    reader = SlotReader(model)
    assert reader.resolve("AMAZON.DayOfWeek", "payday").ids == ("payday",)
    assert [found.code for found in reader.resolve("AMAZON.DayOfWeek", "monday").resolutions] == [NO_MATCH]


@pytest.mark.parametrize("value", ["PT10M", "2026-W47-WE", "MO", "P2W", "202X"])
def test_a_value_that_has_its_form_already_stays_as_it_is(value: str) -> None:
    for name in ("AMAZON.DURATION", "AMAZON.DATE", "AMAZON.TIME"):
        assert READER.resolve(name, value).value == value


NEAR = {
    "bkie": ["bike"],
    "rad": ["road"],
    "rood": ["road", "roof"],
    "racr": ["racer"],
    "bel": ["bell"],
    "peldec": ["pedelec"],
}
MENDING = SlotReader(MODEL, near=lambda word: NEAR.get(word, ()))


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("road bkie", ("road",)), ("my rad bike", ("road",)), ("rad bikes", ("road",)), ("rood bike", ("road",)),
        ("racr", ("road",)), ("bel", ()), ("rad bkie", ()), ("the bkie", ()), ("peldec", ("electric",)),
        ("road bike", ("road",)), ("penny farthing", ()),
    ],
)  # fmt: skip
def test_one_misspelt_word_is_mended_where_others_vouch_for_it(said: str, ids: tuple[str, ...]) -> None:
    assert MENDING.resolve("BIKE", said).ids == ids
    assert MENDING.resolve("BIKE", said).value == said.removeprefix("my ")


def test_a_misspelt_word_inside_a_sentence_needs_company() -> None:
    def found(said: str) -> list[tuple[str, ...]]:
        return [hit.values[0].ids for hit in Spots(MENDING, sentence(said)).longest("BIKE")]

    assert found("can you fix my rad bike today") == [("road",)]
    assert found("can you fix my racr today") == []


def test_a_word_that_may_mean_two_values_is_not_mended() -> None:
    types = [{"name": "PAIN", "values": [{"id": name, "name": {"value": name}} for name in ("back pain", "neck pain")]}]
    slots = [{"name": "pain", "type": "PAIN"}]
    intents = [{"name": "PainIntent", "samples": ["{pain}"], "slots": slots}]
    model = InteractionModel.from_json(
        {"languageModel": {"invocationName": "echo box", "intents": intents, "types": types}}
    )
    reader = SlotReader(model, near=lambda word: ["back", "neck"] if word == "bnck" else [])
    assert reader.resolve("PAIN", "bnck pain").ids == ()
