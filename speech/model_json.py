"""Reading a model's JSON so that every complaint names the place."""

from collections.abc import Iterator
from typing import Any


class ModelError(Exception):
    """An interaction model that can't be used; the message is one line and names the place in the JSON."""


class Place:
    """A value in the JSON and the way there, so that every complaint says where."""

    def __init__(self, path: str, value: object) -> None:
        """`path` is the way to `value`, "" at the top. Raises ModelError where it is no object, as all below do."""
        self.path = path
        if not isinstance(value, dict):
            raise ModelError(f"{path or 'top level'}: expected an object, found {_kind(value)}")
        self.value: dict[str, Any] = value

    def has(self, key: str) -> bool:
        """Whether there is anything under `key`; null is nothing."""
        return self.value.get(key) is not None

    def where(self, key: str) -> str:
        """The way to `key`: "dialog.intents[0].name"."""
        return f"{self.path}.{key}" if self.path else key

    def child(self, key: str, *, optional: bool = False) -> "Place":
        """The object under `key`; an empty one where an `optional` one is missing."""
        if not self.has(key):
            if optional:
                return Place(self.where(key), {})
            raise ModelError(f"{self.where(key)}: missing")
        return Place(self.where(key), self.value[key])

    def array(self, key: str, *, optional: bool = False) -> list[Any]:
        """The list under `key`; an empty one where an `optional` one is missing."""
        if not self.has(key):
            if optional:
                return []
            raise ModelError(f"{self.where(key)}: missing")
        value = self.value[key]
        if not isinstance(value, list):
            raise ModelError(f"{self.where(key)}: expected a list, found {_kind(value)}")
        return value

    def items(self, key: str, *, optional: bool = False) -> Iterator["Place"]:
        """The objects of the list under `key`."""
        for index, value in enumerate(self.array(key, optional=optional)):
            yield Place(f"{self.where(key)}[{index}]", value)

    def text(self, key: str, default: str | None = None) -> str:
        """The text under `key`, which may not be blank; `default` where it is missing."""
        value = self.value.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            raise ModelError(f"{self.where(key)}: expected some text, found {_kind(value)}")
        return value

    def flag(self, key: str) -> bool:
        """Whether `key` is set to anything true."""
        return bool(self.value.get(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under `key`; none where it is missing."""
        for index, value in enumerate(self.array(key, optional=True)):
            if not isinstance(value, str):
                raise ModelError(f"{self.where(key)}[{index}]: expected some text, found {_kind(value)}")
        return tuple(self.array(key, optional=True))


def _kind(value: object) -> str:
    if isinstance(value, str) and not value.strip():
        return "empty text"
    kinds = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "nothing"}
    return kinds.get(type(value), "a number")
