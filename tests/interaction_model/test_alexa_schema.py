from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from interaction_model.alexa_schema import SCHEMA, AlexaSchema
from interaction_model.build import BUILT, Model, write_all
from interaction_model.check import judge
from interaction_model.faults import ModelError
from interaction_model.sources import locales

from .changes import Change, in_dialog, in_type, intent, invocation, sample
from .conftest import House

NAMES = "v1.skill.interactionModel."
TEXT = {"type": "string"}


def refers(name: str) -> dict[str, str]:
    return {"$ref": f"#/definitions/{NAMES}{name}"}


def listed(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def described(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties}


#: In the shape of Amazon's: its names, its way to tell kinds of validation apart, and the demands that are let go.
DEFINITIONS = {
    "InteractionModelData": described(["interactionModel"], interactionModel=refers("InteractionModelSchema")),
    "InteractionModelSchema": described(
        ["languageModel"], languageModel=refers("languageModel"), dialog=refers("Dialog"), prompts=listed({})
    ),
    "languageModel": described(
        ["intents", "invocationName"],
        invocationName=TEXT | {"minLength": 1},
        intents=listed(described(["name"], name=TEXT, samples=listed(TEXT))),
        types=listed(
            described(["name"], name=TEXT, values=listed(described(["name"], name=refers("TypeValueObject"))))
        ),
    ),
    "TypeValueObject": described(["synonyms", "value"], value=TEXT, synonyms=listed(TEXT) | {"minItems": 1}),
    "Dialog": described(
        ["intents"], intents=listed(described(["name"], name=TEXT, slots=listed(refers("DialogSlotItems"))))
    ),
    "DialogSlotItems": described(["name", "prompts", "type"], name=TEXT, validations=listed(refers("SlotValidation"))),
    "SlotValidation": described(["prompt", "type"], type=TEXT, prompt=TEXT | {"minLength": 1})
    | {"discriminator": "type"},
    "IsInSet": {
        "allOf": [refers("SlotValidation"), described(["values"], values=listed(TEXT))],
        "x-discriminator-value": "isInSet",
    },
    "HasEntityResolutionMatch": {
        "allOf": [refers("SlotValidation")],
        "x-discriminator-value": "hasEntityResolutionMatch",
    },
}


@pytest.fixture
def schema(tmp_path: Path) -> AlexaSchema:
    path = tmp_path / "spec.json"
    path.write_text(json.dumps({"definitions": {NAMES + name: each for name, each in DEFINITIONS.items()}}))
    read = AlexaSchema.read(path)
    assert read is not None
    return read


def changed(house: House, change: Change) -> Model:
    model = copy.deepcopy(house.build().model)
    change(model["interactionModel"])
    return model


def validation(**fields: Any) -> Change:
    return in_dialog(lambda each: each["slots"][0].update(validations=[fields]))


def test_the_small_house_is_sound_by_the_schema(house: House, schema: AlexaSchema) -> None:
    assert judge(house.build(), schema) == []


def test_values_without_synonyms_and_dialog_slots_without_prompts_are_let_go(house: House, schema: AlexaSchema) -> None:
    bare = house.build().model
    for slot in bare["interactionModel"]["dialog"]["intents"][0]["slots"]:
        slot.pop("prompts")
    for each in bare["interactionModel"]["languageModel"]["types"]:
        for value in each["values"]:
            value["name"].pop("synonyms")
    assert [*schema.faults(bare)] == []


@pytest.mark.parametrize(
    ("change", "part", "message"),
    [
        (invocation(""), (), "interactionModel/languageModel/invocationName: '' should be non-empty"),
        (
            lambda whole: intent(whole["languageModel"], "MoreIntent")["samples"].append(7),
            ("MoreIntent",),
            "samples/1: 7 is not of type 'string'",
        ),
        (
            in_type("Symptom", lambda each: each["values"][0]["name"]["synonyms"].append(None)),
            ("Symptom", "cramp"),
            "None is not of type 'string'",
        ),
        (lambda whole: whole["dialog"].pop("intents"), ("dialog",), "'intents' is a required property"),
        (validation(type="isInSet", prompt="P"), ("dialog", "AnswerIntent", "answer"), "'values' is a required"),
        (
            validation(type="isInSet", prompt="P", values=[1]),
            ("dialog", "AnswerIntent", "answer"),
            "slots/0/validations/0/values/0: 1 is not of type 'string'",
        ),
        (validation(type="isInSet", values=["a"]), ("dialog", "AnswerIntent", "answer"), "'prompt' is a required"),
        (validation(type="isOdd", prompt="P"), ("dialog", "AnswerIntent", "answer"), "'isOdd' is no kind of"),
    ],
)
def test_what_the_schema_refuses_is_told_with_its_part_and_path(
    house: House, schema: AlexaSchema, change: Change, part: tuple[str, ...], message: str
) -> None:
    found = {*schema.faults(changed(house, change))}
    assert {each[0] for each in found} == {part}
    assert all(each[1].startswith("Amazon's schema, interactionModel/") for each in found)
    assert any(message in each[1] for each in found), found


def test_a_model_the_rules_can_not_read_is_still_judged_by_the_schema(house: House, schema: AlexaSchema) -> None:
    write_all(house.model, house.content, house.built)
    (house.built / "en-US.json").write_text('{"interactionModel": {"languageModel": {"intents": [1]}}}')
    (house.model / "spec.json").write_text(
        json.dumps({"definitions": {NAMES + name: each for name, each in DEFINITIONS.items()}})
    )
    told = [fault.message for fault in house.faults("spec.json")]
    assert "is not what the sources build: run 'python -m interaction_model build'" in told
    assert any("intents/0: 1 is not of type 'object'" in each for each in told)


def test_a_fault_of_the_schema_is_told_with_the_line_it_was_written_on(house: House, schema: AlexaSchema) -> None:
    built = house.build()
    (found,) = judge(type(built)(built.locale, changed(house, sample("more", "MoreIntent")), built.places), schema)
    assert (found.place.file.endswith("MoreIntent.yaml"), found.place.line) == (True, 3)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"definitions": {}}', '{"definitions": []}'])
def test_a_file_that_is_no_schema_is_one_clear_fault(house: House, text: str) -> None:
    write_all(house.model, house.content, house.built)
    (house.model / "spec.json").write_text(text)
    (fault,) = house.faults("spec.json")
    assert fault.message == "is not Amazon's schema: fetch it anew with 'make schema'"


def test_a_schema_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert AlexaSchema.read(tmp_path / "spec.json") is None
    with pytest.raises(ModelError, match="can't be read"):
        AlexaSchema.read(tmp_path)


@pytest.mark.skipif(not SCHEMA.exists(), reason="'make schema' was not run")
@pytest.mark.parametrize("locale", locales())
def test_the_models_of_this_house_pass_amazons_own_schema(locale: str) -> None:
    schema = AlexaSchema.read()
    assert schema is not None
    committed = json.loads((BUILT / f"{locale}.json").read_text(encoding="utf-8"))
    assert [*schema.faults(committed)] == []


@pytest.mark.skipif(not SCHEMA.exists(), reason="'make schema' was not run")
def test_amazons_own_schema_knows_every_kind_of_validation_our_rules_know(house: House) -> None:
    schema = AlexaSchema.read()
    assert schema is not None
    (found,) = schema.faults(changed(house, validation(type="isOdd", prompt="P")))
    known = found[1].split(": ")[-1].split(", ")
    assert len(known) == 9
    assert [*schema.faults(changed(house, validation(type="isInDuration", prompt="P", start="P1D")))] == []
