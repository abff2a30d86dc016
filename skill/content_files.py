"""Reads the YAML of `skill/content` strictly: every fault is noted with its file and key, none stops the reading."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from skill.faults import Fault

# YAML that refuses a key given twice, read by libyaml where it is there: the same, several times as fast.
_StrictLoader: Any = type("_StrictLoader", (yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader,), {})


def _mapping_without_twins(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_twins)


class ContentFiles:
    """The YAML files of one content folder, each read once for all that ask for it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read = cache(_read)

    def has(self, file: str) -> bool:
        """Whether the folder holds `file`, named from the folder."""
        return (self.root / file).exists()

    def node(self, file: str, faults: list[Fault]) -> Node:
        """The content of `file`; one that can't be read is one of `faults`, where the node's go too, and is empty."""
        value, problem = self._read(self.root / file)
        name = Path(file).name
        if problem:
            faults.append(Fault(name, "", problem))
        return Node(name, "", value, faults)


def _read(path: Path) -> tuple[Any, str | None]:
    """What `path` holds, or why it can't be read."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader), None  # noqa: S506  # a SafeLoader
    except FileNotFoundError:
        return {}, "is missing"
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return {}, f"is not readable YAML: {' '.join(str(error).split())}"


@dataclass(frozen=True)
class Node:
    """A mapping in a content file, with the way to it; each reading method notes what is wrong and goes on."""

    file: str
    path: str
    value: Any
    faults: list[Fault]

    def fault(self, key: str, what: str) -> None:
        """Note that `key` of this node is wrong."""
        place = ".".join(part for part in (self.path, key) if part)
        self.faults.append(Fault(self.file, place, what))

    def names(self) -> list[str]:
        """The keys of this node, as texts; a bare yes or no is a boolean in YAML and refused."""
        if not isinstance(self.value, dict):
            self.fault("", "is not a mapping")
            return []
        for key in self.value:
            if not isinstance(key, str):
                self.fault(str(key), "is not a text; put it in quotes")
        return [key for key in self.value if isinstance(key, str)]

    def has(self, key: str) -> bool:
        """Whether `key` is given."""
        return isinstance(self.value, dict) and key in self.value

    def only(self, *known: str) -> None:
        """Refuse keys that mean nothing here."""
        for key in self.names():
            if key not in known:
                self.fault(key, f"is not known here; known are {', '.join(known)}")

    def child(self, key: str) -> Node:
        """The mapping under `key`; the node itself for the empty key."""
        if not key:
            return self
        value = self.value.get(key, {}) if isinstance(self.value, dict) else {}
        return Node(self.file, ".".join(part for part in (self.path, key) if part), value, self.faults)

    def mapping(self, key: str) -> Iterator[tuple[str, Node]]:
        """The entries under `key`; one fault where there are none."""
        inner = self.child(key)
        ids = inner.names()
        if not ids:
            self.fault(key, "is missing or empty")
        for id_ in ids:
            yield id_, inner.child(id_)

    def items(self, key: str) -> Iterator[Node]:
        """The mappings in the list at `key`; it may be absent."""
        value = self.value.get(key, []) if isinstance(self.value, dict) else []
        if not isinstance(value, list):
            self.fault(key, "is not a list")
            return
        for number, item in enumerate(value):
            yield Node(self.file, ".".join(part for part in (self.path, f"{key}[{number}]") if part), item, self.faults)

    def mapping_of_text(self, key: str) -> Iterator[tuple[str, str]]:
        """The entries under `key` that are texts; it may be absent."""
        inner = self.child(key)
        for id_ in inner.names():
            yield id_, inner.text(id_)

    def text(self, key: str, default: str | None = None) -> str:
        """The text at `key`; a fault where it is absent without a default, or anything but a text."""
        value = self.value.get(key, default) if isinstance(self.value, dict) else default
        if not isinstance(value, str):
            self.fault(key, "is missing" if value is None else f"is {value!r}, not a text; put it in quotes")
            return default or ""
        return value

    def choice(self, key: str, choices: Collection[str], default: str) -> str:
        """The text at `key`, one of `choices`."""
        value = self.text(key, default)
        if value not in choices:
            self.fault(key, f"{value!r} is not one of {', '.join(sorted(filter(None, choices)))}")
            return default
        return value

    def texts(self, key: str) -> list[str]:
        """The list of texts at `key`; a boolean in it is refused with the word to quote."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        if not isinstance(value, list):
            self.fault(key, "is not a list")
            return []
        for item in value:
            if not isinstance(item, str) or not item.strip():
                self.fault(key, f"{item!r} is not a text; put it in quotes")
        return [item for item in value if isinstance(item, str) and item.strip()]

    def number(self, key: str) -> float:
        """The number at `key`."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(key, "is missing" if value is None else f"{value!r} is not a number")
            return 0.0
        return float(value)

    def flag(self, key: str) -> bool:
        """The boolean at `key`; absent is false."""
        value = self.value.get(key, False) if isinstance(self.value, dict) else False
        if not isinstance(value, bool):
            self.fault(key, f"{value!r} is not true or false")
        return value is True

    def sources(self) -> tuple[str, ...]:
        """The source ids of this fact; a fact without one is refused."""
        if not isinstance(self.value, dict) or not self.value.get("sources"):
            self.fault("sources", "is missing; every fact names where it comes from")
            return ()
        return tuple(self.texts("sources"))

    def entries(self, key: str) -> Iterator[list[tuple[str, list[str]]]]:
        """The list at `key` of mappings {finding: [answers]}, entry by entry; it may be absent."""
        value = self.value.get(key, []) if isinstance(self.value, dict) else []
        if not isinstance(value, list):
            self.fault(key, "is not a list of {finding: [answers]}")
            return
        for number, entry in enumerate(value):
            path = ".".join(part for part in (self.path, f"{key}[{number}]") if part)
            inner = Node(self.file, path, entry, self.faults)
            yield [(finding, inner.texts(finding)) for finding in inner.names()]

    def conditions(self, key: str) -> Iterator[tuple[str, list[str]]]:
        """The gates at `key`, any of which opens it; it may be absent."""
        for entry in self.entries(key):
            yield from entry
