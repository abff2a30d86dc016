import json
from pathlib import Path
from typing import Any

import pytest

from speech.model import InteractionModel, ModelError

BIKE_SHOP = Path(__file__).parent / "models" / "bike_shop.json"


def smallest(**language: Any) -> dict[str, Any]:
    body = {"invocationName": "pedal works", "intents": [{"name": "AMAZON.StopIntent"}], **language}
    return {"interactionModel": {"languageModel": body}}


def test_a_whole_model_is_read() -> None:
    model = InteractionModel.load(BIKE_SHOP)
    assert model.invocation_name == "pedal works"
    assert next(iter(model.intents)) == "AMAZON.HelpIntent"
    extras = model.intents["RentBikeIntent"].slots["extras"]
    assert (extras.type, extras.multiple, extras.samples) == ("EXTRA", True, ("with a {extras}",))
    helmet, _, _, trailer = model.types["EXTRA"].values
    assert (helmet.synonyms, trailer.id) == ((), None)
    assert (model.delegation, model.fallback_sensitivity) == ("SKILL_RESPONSE", "LOW")


def test_the_dialog_is_read_with_its_prompts_and_validations() -> None:
    model = InteractionModel.load(BIKE_SHOP)
    booking = model.dialog["BookRepairIntent"]
    assert (booking.delegation, booking.confirmation_required) == ("ALWAYS", True)
    assert booking.confirmation_prompt == "Confirm.Intent.BookRepair"
    assert booking.slots["day"].confirmation_prompt == "Confirm.BookRepair.day"
    assert not booking.slots["time"].elicitation_required
    assert model.dialog["RentBikeIntent"].delegation == "SKILL_RESPONSE"
    few, many = model.dialog["RentBikeIntent"].slots["count"].validations
    assert (few.type, few.details) == ("isGreaterThan", {"value": "0"})
    assert model.prompts[many.prompt][0].value == "We have six at most. How many?"
    assert model.prompts["Elicit.RentBike.bike"][0].type == "SSML"
    assert model.intent_eliciting("bike") == "BookRepairIntent"
    assert model.intent_eliciting("ticket") is None


def test_a_model_without_types_dialog_or_known_fields_is_read_all_the_same() -> None:
    model = InteractionModel.from_json({**smallest(novelty=[1]), "version": "9"})
    assert (dict(model.types), dict(model.dialog), dict(model.prompts)) == ({}, {}, {})


def with_dialog(*intents: Any, **dialog: Any) -> dict[str, Any]:
    whole = smallest()
    whole["interactionModel"]["dialog"] = {"intents": list(intents)} | dialog
    return whole


def with_prompt(value: str) -> dict[str, Any]:
    whole = smallest()
    whole["interactionModel"]["prompts"] = [{"id": "Ask", "variations": [{"type": "SSML", "value": value}]}]
    return whole


def test_an_intents_own_delegation_goes_before_the_models() -> None:
    model = InteractionModel.from_json(
        with_dialog({"name": "A", "delegationStrategy": "SKILL_RESPONSE"}, {"name": "B"}, delegationStrategy="ALWAYS")
    )
    assert (model.dialog["A"].delegation, model.dialog["B"].delegation) == ("SKILL_RESPONSE", "ALWAYS")


def test_a_prompt_in_ssml_may_lack_its_outermost_tag() -> None:
    model = InteractionModel.from_json(with_prompt("To <break/> { port }?"))
    assert model.prompts["Ask"][0].value == "<speak>To <break/> { port }?</speak>"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ([], "top level: expected an object, found a list"),
        (with_dialog(delegationStrategy="SOMETIMES"), "dialog.delegationStrategy: neither ALWAYS nor SKILL_RESPONSE"),
        (with_prompt("<speak>To {port} & back?</speak>"), "prompts[0].variations[0].value: an unescaped &"),
        ({}, "languageModel: missing"),
        (smallest(invocationName=""), "interactionModel.languageModel.invocationName: expected some text"),
        (smallest(intents=[]), "interactionModel.languageModel.intents: the model has no intents"),
        (smallest(intents=[{"name": "A"}, {}]), "languageModel.intents[1].name: expected some text, found nothing"),
        (smallest(intents=[{"name": "A", "samples": "hi"}]), "languageModel.intents[0].samples: expected a list"),
        (smallest(intents=[{"name": "A", "slots": [{"name": "b", "type": "B"}]}]), "unknown type B"),
        (smallest(types=[{"name": "T", "values": [{"id": "x"}]}]), "types[0].values[0].name: missing"),
        (
            smallest(types=[{"name": "T", "values": [{"name": {"value": "x", "synonyms": [3]}}]}]),
            "types[0].values[0].name.synonyms[0]: expected some text, found a number",
        ),
    ],
)
def test_a_broken_model_is_refused_in_one_line_that_names_the_place(data: object, place: str) -> None:
    with pytest.raises(ModelError) as refusal:
        InteractionModel.from_json(data)
    assert place in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_missing_or_not_json_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.json: can't read the interaction model: No such file"):
        InteractionModel.load(tmp_path / "none.json")
    broken = tmp_path / "broken.json"
    broken.write_text('{"interactionModel": ', encoding="utf-8")
    with pytest.raises(ModelError, match=r"broken\.json: not JSON"):
        InteractionModel.load(broken)
    nameless = tmp_path / "nameless.json"
    nameless.write_text(json.dumps(smallest(invocationName=7)), encoding="utf-8")
    with pytest.raises(ModelError, match=r"nameless\.json: interactionModel\.languageModel\.invocationName"):
        InteractionModel.load(nameless)


def test_a_byte_order_mark_and_ids_that_are_numbers_are_read_as_they_are_meant(tmp_path: Path) -> None:
    values = [{"id": 0, "name": {"value": "nothing"}}, {"id": 12, "name": {"value": "a dozen"}}]
    language = {"invocationName": "echo box", "intents": [{"name": "A"}], "types": [{"name": "T", "values": values}]}
    file = tmp_path / "model.json"
    file.write_text(json.dumps({"languageModel": language}), encoding="utf-8-sig")
    assert [value.id for value in InteractionModel.load(file).types["T"].values] == ["0", "12"]


def test_an_intent_or_type_that_is_written_twice_is_one() -> None:
    intents = [{"name": "A", "samples": ["one"]}, {"name": "B"}, {"name": "A", "samples": ["two"]}]
    types = [{"name": "T", "values": [{"name": {"value": word}}]} for word in ("red", "blue")]
    language = {"invocationName": "echo box", "intents": intents, "types": types}
    model = InteractionModel.from_json({"languageModel": language})
    assert (list(model.intents), model.intents["A"].samples) == (["A", "B"], ("one", "two"))
    assert [value.value for value in model.types["T"].values] == ["red", "blue"]
