"""Reads conversation tests from YAML files; every complaint names file and line.

The format is described in docs/conversation-tests.md.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from speech.input_lines import ACTIONS, KEYS, WHERE, LineError, check

_TAG = "tag:yaml.org,2002:"
# Words a person might write without quotes: YAML takes some of them for true, false or a number.
_TEXTS = {*WHERE, "say", "hear", "now", "event", "audio", "error", "button", "fault", "connection", "can_fulfill"}
_EXPECTATIONS = (
    *("intent", "slots", "says", "says_not", "asks", "reprompt", "ended", "directives", "session", "problems"),
)

# Each entry is a list of wordings of which one must be there.
Wordings = list[list[str]]


class ScriptError(Exception):
    """A conversation test that can't be used; the message starts with file and line."""


@dataclass
class Expectation:
    """What a turn must show; None means that nothing is expected of that part."""

    intent: list[str | None] | None = None
    slots: dict[str, list[str | None]] = field(default_factory=dict)
    says: Wordings = field(default_factory=list)
    says_not: Wordings = field(default_factory=list)
    asks: bool | None = None
    reprompt: Wordings = field(default_factory=list)
    ended: bool | None = None
    directives: list[str] | None = None
    session: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ScriptTurn:
    """One thing that is done (an input line, see speech.input_lines), and what is expected of it."""

    line: int
    done: dict[str, Any]
    expect: Expectation


@dataclass(frozen=True)
class Script:
    """A conversation test: its file, its name, its turns."""

    file: Path
    name: str
    turns: list[ScriptTurn]


def read_scripts(place: Path) -> list[Script]:
    """All scripts of a folder and its subfolders, in order of their names, or one file's; raises ScriptError."""
    if place.is_dir():
        files = sorted(file for file in place.rglob("*") if file.suffix in (".yaml", ".yml"))
        if not files:
            raise ScriptError(f"{place}: no conversation tests here, they are files that end in .yaml")
        return [read_script(file) for file in files]
    return [read_script(place)]


def read_script(file: Path) -> Script:
    """The script in `file`; raises ScriptError."""
    try:
        node = yaml.compose(file.read_text("utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise ScriptError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ScriptError(f"{file}: not UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ScriptError(f"{file}:{line}: {error.problem}") from None
    if node is None:
        raise ScriptError(f"{file}:1: the file is empty")
    top = _Place(file, node).mapping("name", "turns")
    if "name" not in top or "turns" not in top:
        raise ScriptError(f"{file}:1: a conversation test needs name and turns")
    return Script(file, top["name"].text(), [_turn(place) for place in top["turns"].items()])


class _Place:
    """A node of the file and where it stands."""

    def __init__(self, file: Path, node: yaml.Node) -> None:
        self._file = file
        self._node = node
        self.line: int = node.start_mark.line + 1

    def refuse(self, why: str) -> ScriptError:
        return ScriptError(f"{self._file}:{self.line}: {why}")

    def mapping(self, *known: str) -> dict[str, "_Place"]:
        if not isinstance(self._node, yaml.MappingNode):
            raise self.refuse("expected names with values")
        found: dict[str, _Place] = {}
        for key_node, value_node in self._node.value:
            key = _Place(self._file, key_node)
            name = key.text()
            if known and name not in known:
                raise key.refuse(f"unknown {name!r}; known: {', '.join(known)}")
            if name in found:
                raise key.refuse(f"{name!r} stands here twice")
            found[name] = _Place(self._file, value_node)
        return found

    def items(self) -> list["_Place"]:
        if not isinstance(self._node, yaml.SequenceNode):
            raise self.refuse("expected a list")
        return [_Place(self._file, node) for node in self._node.value]

    @property
    def is_list(self) -> bool:
        return isinstance(self._node, yaml.SequenceNode)

    def text(self) -> str:
        if not isinstance(self._node, yaml.ScalarNode):
            raise self.refuse("expected a text")
        if self._node.tag == f"{_TAG}bool":
            raise self.refuse(f'YAML reads {self._node.value} as true or false: write "{self._node.value}" in quotes')
        if self._node.tag != f"{_TAG}str":
            raise self.refuse(f'expected a text: write "{self._node.value}" in quotes')
        return str(self._node.value)

    def text_or_null(self) -> str | None:
        return None if self._node.tag == f"{_TAG}null" else self.text()

    def flag(self) -> bool:
        if self._node.tag != f"{_TAG}bool" or self._node.value.lower() not in ("true", "false"):
            raise self.refuse("expected true or false")
        return bool(self._node.value.lower() == "true")

    def value(self) -> Any:
        """Any value; words that YAML takes for true or false are refused, in lists and mappings too."""
        if isinstance(self._node, yaml.MappingNode):
            return {name: place.value() for name, place in self.mapping().items()}
        if self.is_list:
            return [place.value() for place in self.items()]
        if self._node.tag == f"{_TAG}bool" and self._node.value.lower() not in ("true", "false"):
            return self.text()
        return SafeConstructor().construct_document(self._node)

    def any_of(self) -> list[str]:
        return [place.text() for place in self.items()] if self.is_list else [self.text()]

    def any_of_or_null(self) -> list[str | None]:
        return [place.text_or_null() for place in self.items()] if self.is_list else [self.text_or_null()]

    def wordings(self) -> Wordings:
        return [place.any_of() for place in self.items()] if self.is_list else [[self.text()]]


def _turn(place: _Place) -> ScriptTurn:
    parts = place.mapping(*KEYS, "expect")
    expect = _expectation(parts["expect"]) if "expect" in parts else Expectation()
    if sum(name in ACTIONS for name in parts) != 1:
        raise place.refuse(f"a turn does one of {', '.join(ACTIONS)}")
    line = {name: part.text() if name in _TEXTS else part.value() for name, part in parts.items() if name != "expect"}
    try:
        action = check(line)
    except LineError as fault:
        raise place.refuse(str(fault)) from None
    if action == "new_session" and "expect" in parts:
        raise parts["expect"].refuse("a new session says nothing yet")
    return ScriptTurn(place.line, line, expect)


def _expectation(place: _Place) -> Expectation:
    parts = place.mapping(*_EXPECTATIONS)
    expectation = Expectation()
    readers: dict[str, Callable[[_Place], Any]] = {
        "intent": _Place.any_of_or_null,
        "slots": lambda part: {name: slot.any_of_or_null() for name, slot in part.mapping().items()},
        "says": _Place.wordings,
        "says_not": _Place.wordings,
        "asks": _Place.flag,
        "reprompt": _Place.wordings,
        "ended": _Place.flag,
        "directives": lambda part: [one.text() for one in part.items()],
        "session": lambda part: {path: value.value() for path, value in part.mapping().items()},
        "problems": _problems,
    }
    for name, part in parts.items():
        setattr(expectation, name, readers[name](part))
    return expectation


def _problems(place: _Place) -> list[str]:
    if place.is_list:
        return [one.text() for one in place.items()]
    if place.text() != "none":
        raise place.refuse("problems is none, or a list of rules")
    return []
