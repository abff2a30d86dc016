"""Amazon's own schema of interaction models, when `make schema` has fetched it: spec.json of npm's ask-smapi-model.

It is Amazon's and is never committed. Three of its demands are not made by Alexa itself and are let go (platform notes
2.1): synonyms for every value, and prompts for every slot of a dialog. What JSON schema can't say, that the kind of a
validation decides what else it needs, is looked up here by the name in its `type`.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator

from interaction_model.build import Model
from interaction_model.faults import Fault, ModelError, Place
from interaction_model.judging import Found
from interaction_model.marked_yaml import shown
from interaction_model.sources import HERE

SCHEMA = HERE.parent / ".alexa-schema" / "spec.json"

_LONGEST_MESSAGE = 200  # jsonschema quotes the part it refuses, which may be a whole type
_MODELS = "v1.skill.interactionModel."
_REFERENCE = "#/definitions/"


class AlexaSchema:
    """The schema, relaxed to what Alexa takes."""

    def __init__(self, definitions: dict[str, Any]) -> None:
        """`definitions` is that part of spec.json. Raises KeyError or TypeError where it describes no models."""
        self._definitions = copy.deepcopy(definitions)
        value = self._definitions[_MODELS + "TypeValueObject"]
        value["required"] = ["value"]
        value["properties"]["synonyms"].pop("minItems", None)
        self._definitions[_MODELS + "DialogSlotItems"]["required"] = ["name", "type"]
        self._whole = self._validator(_MODELS + "InteractionModelData")
        # What the common part of all validations is told by: each kind's own part, by the word in `type`.
        self._kinds = {
            described["x-discriminator-value"]: self._validator(name)
            for name, described in self._definitions.items()
            if {"$ref": f"{_REFERENCE}{_MODELS}SlotValidation"} in described.get("allOf", ())
        }

    @classmethod
    def read(cls, path: Path = SCHEMA) -> AlexaSchema | None:
        """The schema from spec.json, None where the file is not there. Raises ModelError where it holds no schema."""
        try:
            return cls(json.loads(path.read_text(encoding="utf-8"))["definitions"])
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise ModelError([Fault(Place(shown(path)), f"can't be read: {problem.strerror}")]) from problem
        except (AttributeError, KeyError, TypeError, ValueError) as problem:
            fault = Fault(Place(shown(path)), "is not Amazon's schema: fetch it anew with 'make schema'")
            raise ModelError([fault]) from problem

    def faults(self, model: Model) -> Iterator[Found]:
        """What the schema refuses, each with the part of the model it stands in and the path to it."""
        for error in self._whole.iter_errors(model):
            yield _found(model, [*error.absolute_path], error.message)
        for path, validation in _validations(model):
            kind = validation.get("type")
            if kind not in self._kinds:
                known = ", ".join(sorted(self._kinds))
                yield _found(model, path, f"'{kind}' is no kind of validation: {known}")
                continue
            for error in self._kinds[kind].iter_errors(validation):
                yield _found(model, [*path, *error.absolute_path], error.message)

    def _validator(self, name: str) -> Draft4Validator:
        return Draft4Validator({"definitions": self._definitions, "$ref": _REFERENCE + name})


def _validations(model: Model) -> Iterator[tuple[list[str | int], dict[str, Any]]]:
    """Every validation that is a mapping, with its path; what else is wrong on the way, the schema itself tells."""
    steps: list[str | int] = ["interactionModel", "dialog", "intents", -1, "slots", -1, "validations", -1]
    found: list[tuple[list[str | int], Any]] = [([], model)]
    for step in steps:
        inner: list[tuple[list[str | int], Any]] = []
        for path, part in found:
            if isinstance(step, str) and isinstance(part, dict) and step in part:
                inner.append(([*path, step], part[step]))
            elif isinstance(step, int) and isinstance(part, list):
                inner += [([*path, number], each) for number, each in enumerate(part)]
        found = inner
    return ((path, part) for path, part in found if isinstance(part, dict))


def _found(model: Model, path: list[str | int], message: str) -> Found:
    """The fault with the names met on the path, which are what its line is looked up by."""
    names: list[str] = []
    part: Any = model
    for step in path:
        part = part[step]
        if step in ("dialog", "prompts") and not names:
            names.append(str(step))
        elif isinstance(part, dict):
            name = part.get("id", part.get("name"))
            names += [name] if isinstance(name, str) else []
        elif isinstance(part, str) and isinstance(step, int):
            names.append(part)
    short = message if len(message) <= _LONGEST_MESSAGE else f"{message[:_LONGEST_MESSAGE]} ..."
    return tuple(names), f"Amazon's schema, {'/'.join(map(str, path)) or 'the whole file'}: {short}"
