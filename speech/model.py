"""An Alexa interaction model, read from its JSON file into plain values.

Read as Alexa's own tools write it: unknown fields are passed over, synonyms may be null, the dialog may be missing. An
intent or type that is written twice is one with the samples or values of both.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from speech import ssml
from speech.model_json import ModelError as ModelError
from speech.model_json import Place

PHRASE_TYPE = "AMAZON.SearchQuery"
FALLBACK = "AMAZON.FallbackIntent"
ALWAYS, SKILL_RESPONSE = "ALWAYS", "SKILL_RESPONSE"

SLOT_IN_PROMPT = re.compile(r"\{\s*(\w+)\s*\}")


@dataclass(frozen=True, slots=True)
class TypeValue:
    """One value of a slot type: what it is called, its id if it has one, and its other names."""

    value: str
    id: str | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotType:
    """A custom slot type, or a built-in one with values added."""

    name: str
    values: tuple[TypeValue, ...]

    @classmethod
    def from_json(cls, data: object, path: str = "") -> "SlotType":
        """Read a type as models list it, and Dialog.UpdateDynamicEntities too. Raises ModelError naming the place."""
        return _type(Place(path, data))


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of an intent; `samples` are the wordings that answer when this slot is asked for."""

    name: str
    type: str
    samples: tuple[str, ...] = ()
    multiple: bool = False


@dataclass(frozen=True, slots=True)
class Intent:
    """An intent with its sample sentences and its slots, in the model's order."""

    name: str
    samples: tuple[str, ...] = ()
    slots: Mapping[str, Slot] = field(default_factory=dict)

    @property
    def built_in(self) -> bool:
        """Whether Amazon defines this intent."""
        return self.name.startswith("AMAZON.")


@dataclass(frozen=True, slots=True)
class Validation:
    """A rule for a slot's value; `details` holds `value`, `values`, `start` and `end` as far as the rule has them."""

    type: str
    prompt: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DialogSlot:
    """How the dialog asks for a slot; the prompts are ids of `InteractionModel.prompts`."""

    name: str
    type: str
    elicitation_required: bool = False
    confirmation_required: bool = False
    elicitation_prompt: str | None = None
    confirmation_prompt: str | None = None
    validations: tuple[Validation, ...] = ()


@dataclass(frozen=True, slots=True)
class DialogIntent:
    """An intent of the dialog model; `delegation` is ALWAYS or SKILL_RESPONSE, the model's own where it has none."""

    name: str
    delegation: str
    slots: Mapping[str, DialogSlot]
    confirmation_required: bool = False
    confirmation_prompt: str | None = None


@dataclass(frozen=True, slots=True)
class Variation:
    """One wording of a prompt; `type` is PlainText or SSML."""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class InteractionModel:
    """The whole model. Mappings keep the file's order; `prompts` go by id, `dialog` by intent name."""

    invocation_name: str
    intents: Mapping[str, Intent]
    types: Mapping[str, SlotType]
    dialog: Mapping[str, DialogIntent]
    prompts: Mapping[str, tuple[Variation, ...]]
    delegation: str = SKILL_RESPONSE
    fallback_sensitivity: str = "LOW"

    @classmethod
    def load(cls, path: str | Path) -> "InteractionModel":
        """Read a model file. Raises ModelError: no such file, not JSON, or a part missing or of a wrong kind."""
        try:
            data = json.loads(Path(path).read_text(encoding="utf-8-sig"))  # some editors add a mark
        except OSError as fault:
            raise ModelError(f"{path}: can't read the interaction model: {fault.strerror}") from fault
        except (ValueError, RecursionError) as fault:  # broken JSON and broken UTF-8 alike
            raise ModelError(f"{path}: not JSON: {fault}") from fault
        try:
            return cls.from_json(data)
        except ModelError as fault:
            raise ModelError(f"{path}: {fault}") from fault

    @classmethod
    def from_json(cls, data: object) -> "InteractionModel":
        """Make a model of parsed JSON. Raises ModelError."""
        top = Place("", data)
        body = top.child("interactionModel") if top.has("interactionModel") else top
        language = body.child("languageModel")
        intents: dict[str, Intent] = {}
        for intent in map(_intent, language.items("intents")):
            before = intents.get(intent.name, Intent(intent.name))
            both = Intent(intent.name, before.samples + intent.samples, {**intent.slots, **before.slots})
            intents[intent.name] = both
        if not intents:
            raise ModelError(f"{language.path}.intents: the model has no intents")
        types: dict[str, SlotType] = {}
        for slot_type in map(_type, language.items("types", optional=True)):
            values = types[slot_type.name].values if slot_type.name in types else ()
            types[slot_type.name] = SlotType(slot_type.name, values + slot_type.values)
        for intent in intents.values():
            _check_slots(intent, types, language.path)
        dialog = body.child("dialog", optional=True)
        delegation = _delegation(dialog, SKILL_RESPONSE)
        sensitivity = language.child("modelConfiguration", optional=True).child(
            "fallbackIntentSensitivity", optional=True
        )
        return cls(
            invocation_name=language.text("invocationName"),
            intents=intents,
            types=types,
            dialog=_by_name(_dialog_intent(p, delegation) for p in dialog.items("intents", optional=True)),
            prompts={p.text("id"): _variations(p) for p in body.items("prompts", optional=True)},
            delegation=delegation,
            fallback_sensitivity=sensitivity.text("level", "LOW"),
        )

    def intent_eliciting(self, slot: str) -> str | None:
        """The first intent of the dialog model that has the slot."""
        return next((intent.name for intent in self.dialog.values() if slot in intent.slots), None)


_Named = TypeVar("_Named", Intent, SlotType, DialogIntent, DialogSlot, Slot)


def _by_name(things: Iterator[_Named]) -> dict[str, _Named]:
    return {thing.name: thing for thing in things}


def _intent(place: Place) -> Intent:
    slots = _by_name(_slot(slot) for slot in place.items("slots", optional=True))
    return Intent(place.text("name"), place.texts("samples"), slots)


def _slot(place: Place) -> Slot:
    multiple = place.child("multipleValues", optional=True).flag("enabled")
    return Slot(place.text("name"), place.text("type"), place.texts("samples"), multiple)


def _type(place: Place) -> SlotType:
    values = []
    for value in place.items("values", optional=True):
        name = value.child("name")
        values.append(TypeValue(name.text("value"), _identity(value), name.texts("synonyms")))
    return SlotType(place.text("name"), tuple(values))


def _identity(place: Place) -> str | None:
    """A value's id; some tools write numbers."""
    given = place.value.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    return place.text("id") if given else None


def _check_slots(intent: Intent, types: Mapping[str, SlotType], path: str) -> None:
    for slot in intent.slots.values():
        if not slot.type.startswith("AMAZON.") and slot.type not in types:
            raise ModelError(f"{path}.intents: slot {slot.name} of {intent.name} has the unknown type {slot.type}")


def _dialog_intent(place: Place, delegation: str) -> DialogIntent:
    return DialogIntent(
        name=place.text("name"),
        delegation=_delegation(place, delegation),
        slots=_by_name(_dialog_slot(slot) for slot in place.items("slots", optional=True)),
        confirmation_required=place.flag("confirmationRequired"),
        confirmation_prompt=place.child("prompts", optional=True).text("confirmation", "") or None,
    )


def _dialog_slot(place: Place) -> DialogSlot:
    prompts = place.child("prompts", optional=True)
    return DialogSlot(
        name=place.text("name"),
        type=place.text("type"),
        elicitation_required=place.flag("elicitationRequired"),
        confirmation_required=place.flag("confirmationRequired"),
        elicitation_prompt=prompts.text("elicitation", "") or None,
        confirmation_prompt=prompts.text("confirmation", "") or None,
        validations=tuple(_validation(rule) for rule in place.items("validations", optional=True)),
    )


def _validation(place: Place) -> Validation:
    details = {key: value for key, value in place.value.items() if key not in ("type", "prompt")}
    return Validation(place.text("type"), place.text("prompt", ""), details)


def _delegation(place: Place, default: str) -> str:
    strategy = place.text("delegationStrategy", default)
    if strategy not in (ALWAYS, SKILL_RESPONSE):
        raise ModelError(f"{place.where('delegationStrategy')}: neither {ALWAYS} nor {SKILL_RESPONSE}")
    return strategy


def _variations(place: Place) -> tuple[Variation, ...]:
    return tuple(map(_variation, place.items("variations")))


def _variation(place: Place) -> Variation:
    kind, value = place.text("type", "PlainText"), place.text("value")
    if kind != "SSML":
        return Variation("PlainText", value)
    # Whether Amazon builds a model whose prompt has no <speak> around it is unverified.
    value = value if value.lstrip().startswith("<speak") else f"<speak>{value}</speak>"
    try:
        ssml.parse(SLOT_IN_PROMPT.sub("value", value))
    except ssml.SsmlError as fault:
        raise ModelError(f"{place.where('value')}: {fault}") from fault
    return Variation(kind, value)
