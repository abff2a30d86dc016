"""Requests with every field that ask-sdk-model knows, made from its own tables: one for each type of request."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
from collections.abc import Iterator
from enum import Enum
from typing import Any

import ask_sdk_model
from ask_sdk_model import Request

TYPES = sorted(Request.discriminator_value_class_map)
DEEPEST = 9
"""Levels of objects: beyond this the classes that hold themselves are left out."""
VALUES: dict[str, Any] = {
    "str": "some text",
    "int": 3,
    "long": 4,
    "float": 1.5,
    "bool": True,
    "date": "2026-01-02",
    "datetime": "2026-01-02T03:04:05Z",
    "object": {"anything": ["at all", 1, None]},
}


def envelope_of(kind: str) -> dict[str, Any]:
    """A whole envelope whose request is of this type. Each type takes another child of every class that has several."""
    whole: dict[str, Any] = _object(_class("ask_sdk_model.RequestEnvelope"), 0, TYPES.index(kind))
    whole["request"] = _object(_class(Request.discriminator_value_class_map[kind]), 1, TYPES.index(kind))
    whole["request"]["type"] = kind
    return whole


def model_classes() -> Iterator[Any]:
    """Every class of ask-sdk-model that has tables."""
    for module in pkgutil.walk_packages(ask_sdk_model.__path__, "ask_sdk_model."):
        for found in vars(importlib.import_module(module.name)).values():
            if isinstance(found, type) and found.__module__ == module.name and hasattr(found, "deserialized_types"):
                yield found


def _value(kind: str, depth: int, turn: int) -> Any:
    if kind in VALUES:
        return VALUES[kind]
    if kind.startswith("list["):
        return [_value(kind[5:-1], depth, turn + step) for step in range(2)]
    if kind.startswith("dict("):
        return {"first": _value(kind[5:-1].split(", ")[1], depth, turn)}
    found = _class(kind)
    if issubclass(found, Enum):
        return _turn(list(found), turn).value
    if not hasattr(found, "discriminator_value_class_map"):
        return _object(found, depth + 1, turn)
    name, child = _turn(sorted(found.discriminator_value_class_map.items()), turn)
    return {**_object(_class(child), depth + 1, turn), found.json_discriminator_key: name}


def _object(found: Any, depth: int, turn: int) -> dict[str, Any]:
    names = found.attribute_map
    return {
        names[attribute]: _value(kind, depth, turn)
        for attribute, kind in found.deserialized_types.items()
        if depth < DEEPEST or kind in VALUES
    }


def _turn(choices: list[Any], turn: int) -> Any:
    return next(itertools.islice(itertools.cycle(choices), turn % len(choices), None))


def _class(name: str) -> Any:
    module, _, class_name = name.rpartition(".")
    return getattr(importlib.import_module(module), class_name)
