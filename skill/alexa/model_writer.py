"""Objects of ask-sdk-model -> what `json.dumps` takes, by one function a class that is made when the first is met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any

from ask_sdk_core.serialize import DefaultSerializer

Writer = Callable[[Any], Any]


class Ready(dict[str, Any]):
    """What `json.dumps` takes as it stands: nothing in it is looked at again. To DefaultSerializer it is a mapping."""


_AS_THEY_ARE: frozenset[type] = frozenset({str, int, float, bool, bytes, type(None), Ready})


class ModelWriter:
    """Writes as DefaultSerializer does: what is None is left out, and attributes stand in the order of the class.

    A class's tables are read once; tables of a single object are not looked at. Thread-safe: a class met by two
    threads at once is compiled twice, to the same end.
    """

    def __init__(self) -> None:
        self._writers = _Writers(dict.fromkeys(_AS_THEY_ARE, _as_it_is))

    def write(self, obj: Any) -> Any:
        """`obj` as `json.dumps` takes it. Raises AttributeError for what has no `deserialized_types`."""
        return self._writers[type(obj)](obj)


class _Writers(dict[type, Writer]):
    """The writer of each class, made when it is first asked for."""

    def __missing__(self, kind: Any) -> Writer:
        writer = self[kind] = self._made(kind)
        return writer

    def _made(self, kind: Any) -> Writer:
        if issubclass(kind, DefaultSerializer.PRIMITIVE_TYPES):
            return _as_it_is
        if issubclass(kind, list):
            return self._list
        if issubclass(kind, tuple):
            return lambda values: tuple(self._list(values))
        if issubclass(kind, date):
            written: Writer = kind.isoformat
            return written
        if issubclass(kind, dict):
            return self._mapping
        if issubclass(kind, Enum):
            value: Writer = attrgetter("_value_")  # what `.value` gives, without the detour through its descriptor
            return value
        if not hasattr(kind, "deserialized_types"):
            return DefaultSerializer().serialize  # decimals, and what can't be written
        return self._model(kind)

    def _list(self, values: Any) -> list[Any]:
        return [value if type(value) in _AS_THEY_ARE else self[type(value)](value) for value in values]

    def _mapping(self, values: Any) -> dict[Any, Any]:
        return {
            key: value if type(value) in _AS_THEY_ARE else self[type(value)](value) for key, value in values.items()
        }

    def _model(self, kind: Any) -> Writer:
        names = getattr(kind, "attribute_map", {})
        attributes = tuple(kind.deserialized_types)
        keys = tuple(names.get(attribute, attribute) for attribute in attributes)
        values_of = _getter(attributes)

        def written(model: Any) -> dict[str, Any]:
            found = {}
            for key, value in zip(keys, values_of(model), strict=True):
                if value is not None:
                    found[key] = value if type(value) in _AS_THEY_ARE else self[type(value)](value)
            return found

        return written


def _getter(attributes: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What gets all of `attributes` in one go."""
    if len(attributes) > 1:
        several: Callable[[Any], tuple[Any, ...]] = attrgetter(*attributes)
        return several
    return lambda model: tuple(getattr(model, attribute) for attribute in attributes)


def _as_it_is(obj: Any) -> Any:
    return obj
