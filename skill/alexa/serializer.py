"""ask-sdk-core's `DefaultSerializer`, compiled: the same objects and the same JSON in a fraction of the time.

`DefaultSerializer` reads a class's tables (`deserialized_types`, `attribute_map`) anew for each object of each request.
Here they are read once, into one function a class (docs/decisions/0014). Nothing in this file knows of Cramp Coach.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer

from skill.alexa.json_values import cast_to, member_of, read_date, read_datetime
from skill.alexa.model_writer import ModelWriter

Reader = Callable[[Any], Any]
"""Parsed JSON, never None -> what it stands for. A model's reader raises SerializationException, others what comes."""
Fields = dict[str, tuple[str, Reader]]
"""By the name in JSON: the attribute, and the reader of its value."""

_GENERATED = "ask_sdk_model."
_LISTED, _MAPPED = re.compile(r"list\[(.*)\]"), re.compile(r"dict\(([^,]*), (.*)\)")


class _Own(NamedTuple):
    """A class by its name, to be read as itself, whatever a discriminator may say."""

    name: str


class CompiledSerializer(DefaultSerializer):
    """A drop-in for DefaultSerializer: equal objects, equal JSON, the same errors. Thread-safe.

    `at_start` are types to compile at once; any other is compiled when it is first met.
    """

    def __init__(self, *at_start: Any) -> None:
        self._made: dict[Any, Reader] = {}
        self._whole: dict[Any, Reader] = {}
        """Of those made, the readers whose fields are known too: what other threads may use."""
        self._compiling = threading.RLock()
        self._write = ModelWriter().write
        for kind in at_start:
            self._reader(kind)

    def serialize(self, obj: Any) -> Any:
        """`obj` as `json.dumps` takes it; attributes that are None are left out."""
        return self._write(obj)

    def deserialize(self, payload: str | bytes | None, obj_type: Any) -> Any:
        """`payload`, a JSON text, as `obj_type`: a class, or its name, `list[name]`, `dict(str, name)`.

        Raises SerializationException where DefaultSerializer does.
        """
        if payload is None:
            return None
        try:
            parsed = json.loads(payload)
        except Exception:
            raise SerializationException("Couldn't parse response body") from None
        return self.read(parsed, obj_type)

    def read(self, parsed: Any, obj_type: Any) -> Any:
        """What `json.loads` gave, as `obj_type`."""
        return None if parsed is None else self._reader(obj_type)(parsed)

    def _reader(self, obj_type: Any) -> Reader:
        found = self._whole.get(obj_type)
        if found is None:
            with self._compiling:
                try:
                    found = self._compiled(obj_type)
                    self._whole.update(self._made)
                finally:
                    self._made = dict(self._whole)
        return found

    def _compiled(self, obj_type: Any) -> Reader:
        found = self._made.get(obj_type)
        if found is None:
            try:
                own = isinstance(obj_type, _Own)
                found = self._fields_of(_class_named(obj_type.name), obj_type) if own else self._parsed(obj_type)
            except Exception as error:  # a class that can't be had is an error when it is met, and not before
                found = _refusal(str(error))
            self._made[obj_type] = found
        return found

    def _parsed(self, obj_type: Any) -> Reader:
        """The reader of a type, by DefaultSerializer's reading of its name."""
        if isinstance(obj_type, str):
            if obj_type.startswith("list["):
                listed = _LISTED.match(obj_type)
                return self._list_reader(listed[1]) if listed else lambda _: []
            if obj_type.startswith("dict("):
                mapped = _MAPPED.match(obj_type)
                return self.dict_reader(self._compiled(mapped[2])) if mapped else lambda _: {}
            if obj_type not in self.NATIVE_TYPES_MAPPING:
                return self._compiled(_class_named(obj_type))
            obj_type = self.NATIVE_TYPES_MAPPING[obj_type]
        if obj_type in self.PRIMITIVE_TYPES:
            return cast_to(obj_type)
        if obj_type in (date, datetime):
            return read_date if obj_type is date else read_datetime
        if obj_type is object:
            return _as_it_is
        if issubclass(obj_type, Enum):
            return member_of(obj_type)
        if not hasattr(obj_type, "deserialized_types"):
            return _as_it_is
        if hasattr(obj_type, "get_real_child_model"):
            return self.child_reader(obj_type)
        return self._fields_of(obj_type, obj_type)

    def _list_reader(self, listed: str) -> Reader:
        if "," not in listed:
            return self.list_reader(self._compiled(listed.strip()))
        several = [self._compiled(one.strip()) for one in listed.split(",")]
        return lambda payload: [
            None if value is None else read(value) for value, read in zip(payload, several, strict=False)
        ]

    def list_reader(self, read: Reader) -> Reader:
        """The reader of a list whose values `read` reads."""
        return lambda payload: [None if value is None else read(value) for value in payload]

    def dict_reader(self, read: Reader) -> Reader:
        """The reader of a mapping whose values `read` reads."""
        return lambda payload: {key: None if value is None else read(value) for key, value in payload.items()}

    def child_reader(self, kind: Any) -> Reader:
        """The reader of a class that stands for its children: each object is of the one that its type names."""
        names = getattr(kind, "discriminator_value_class_map", {}).values()
        children = {name: self._compiled(_Own(name)) for name in names}
        child_named = kind.get_real_child_model

        def read(payload: Any) -> Any:
            try:
                name = child_named(payload)
                if not name:
                    raise SerializationException(f"no child of {kind.__name__} has the type given")
                return (children.get(name) or self._reader(_Own(name)))(payload)
            except Exception as error:
                raise SerializationException(str(error)) from error

        return read

    def own_reader(self, kind: Any) -> Reader:
        """The reader of this very class, whatever a discriminator may say."""
        return self._compiled(_Own(f"{kind.__module__}.{kind.__qualname__}"))

    def _fields_of(self, kind: Any, key: Any) -> Reader:
        """The reader of a class's own fields. Classes hold one another, so it is known by `key` before its fields."""
        types, names = kind.deserialized_types, getattr(kind, "attribute_map", {})
        fields: Fields = {}
        self._made[key] = reader = self.model_reader(kind, fields)
        for attribute in (*names, *(attribute for attribute in types if attribute not in names)):
            read = self._compiled(types[attribute]) if attribute in types else _refusal(repr(attribute))
            name = names.get(attribute, attribute)
            if is_generated(kind):
                fields[name] = (attribute, read)
            else:
                fields[attribute] = (name, read)
        return reader

    def model_reader(self, kind: Any, fields: Fields) -> Reader:
        """The reader of one model class. `fields` is empty when this is called, and filled before it reads.

        Amazon's generator only ever writes a constructor that sets every attribute to a constant, and no property, so
        that a copy of what it set once does as well (a test holds all of its classes to this).
        """
        if not is_generated(kind):
            return lambda payload: _constructed(kind, payload, fields)
        defaults, new, field_of = vars(kind()), kind.__new__, fields.get

        def read(payload: Any) -> Any:
            try:
                model = new(kind)
                state = model.__dict__ = defaults.copy()
                extra = None
                for name, value in payload.items() if payload.__class__ is dict else _empty(payload):
                    field = field_of(name)
                    if field is None:
                        extra = [name] if extra is None else [*extra, name]
                    elif value is None or value.__class__ is field[1]:  # most are texts, whose reader is `str`
                        state[field[0]] = value
                    else:
                        state[field[0]] = field[1](value)
                if extra is not None:
                    for name in extra:
                        setattr(model, name, payload[name])
                return model
            except Exception as error:
                raise SerializationException(str(error)) from error

        return read


def is_generated(kind: Any) -> bool:
    """Whether Amazon's generator wrote this class, so that it is shaped like all the others."""
    return str(kind.__module__).startswith(_GENERATED)


def _constructed(kind: Any, payload: Any, by_attribute: Mapping[str, tuple[str, Reader]]) -> Any:
    """An object of a class that somebody wrote: constructed, and set attribute by attribute, as DefaultSerializer does.

    `by_attribute` gives the name in JSON and the reader of each.
    """
    try:
        model = kind()
        held = payload if payload.__class__ is dict else dict(_empty(payload))
        for attribute, (name, read) in by_attribute.items():
            if name in held:
                setattr(model, attribute, None if held[name] is None else read(held[name]))
        known = {name for name, _ in by_attribute.values()}
        for name, value in held.items():
            if name not in known:
                setattr(model, name, value)
        return model
    except Exception as error:
        raise SerializationException(str(error)) from error


def _empty(payload: Any) -> tuple[tuple[str, Any], ...]:
    """To DefaultSerializer an empty text or list is as good as an object without fields; all else is an error."""
    if payload in ("", []):
        return ()
    raise SerializationException(f"{type(payload).__name__} is no object")


def _refusal(reason: str) -> Reader:
    def read(payload: Any) -> Any:
        raise SerializationException(reason)

    return read


def _as_it_is(payload: Any) -> Any:
    return payload


def _class_named(name: str) -> Any:
    """The class of that name. Raises whatever keeps it from being had."""
    module, _, class_name = name.rpartition(".")
    return getattr(__import__(module or DefaultSerializer.__module__, fromlist=[class_name]), class_name)
