"""Phrase key + values + locale -> words, with Project Fluent.

A locale says what it says differently; all else it takes from its parents: en-GB from world English (en-001), that from
English (en, which is American), and any other language from English too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.core import get_global
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast, visitor

from skill.coach.reply import Line
from skill.content_files import Fault

DEFAULT = "en"
GIVEN = frozenset({"who", "turn"})
"""Values that every line is given: whom it is about, "self" or "other", and which of three wordings its turn has."""
VARIANTS = 3
PARTS = "pronouns.ftl"
"""The file whose messages are only ever parts of others, and may wait for one that says them."""


@dataclass(frozen=True)
class Numbers:
    """Whom to call in this locale, as digits; `none` where there is no number to give."""

    number: str
    crisis: str
    poison: str

    def values(self) -> dict[str, str]:
        """The values every line may be filled with."""
        return {"number": self.number, "crisis": self.crisis, "poison": self.poison}


class WordingError(Exception):
    """A line can't be worded: its key is unknown or a value is missing."""


@dataclass
class Used:
    """What the files hold: the values of each message, and the messages and terms that are parts of others."""

    values: dict[str, frozenset[str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    """Each message with the file that has it; of several, the nearest to the locale."""
    parts: set[str] = field(default_factory=set)
    terms: dict[str, str] = field(default_factory=dict)
    """Each term with the file that has it."""
    terms_said: set[str] = field(default_factory=set)


class Wording:
    """The words of one locale; `languages` are the folders they come from, the nearest first."""

    def __init__(self, bundle: FluentBundle, languages: tuple[str, ...], used: Used, numbers: Numbers) -> None:
        self._bundle = bundle
        self.languages = languages
        self._used = {key: values for key, values in used.values.items() if key not in used.parts}
        self._files = used.files
        self._numbers = numbers.values()

    @property
    def keys(self) -> frozenset[str]:
        """Every key this locale has words for."""
        return frozenset(self._used)

    def values_of(self, key: str) -> frozenset[str]:
        """The values the line `key` is filled with, besides those every line is given."""
        return self._used[key] - self._numbers.keys() - GIVEN

    def file_of(self, key: str) -> str:
        """The file that the words of `key` stand in."""
        return self._files[key]

    def say(self, lines: Iterable[Line], who: str = "self", turn: int = 0) -> str:
        """The words of `lines`, in order, as one text; about `who` ("self" or "other"), in the `turn`th turn."""
        return " ".join(_as_sentence(self.line(line, who, turn)) for line in lines)

    def line(self, line: Line, who: str = "self", turn: int = 0) -> str:
        """The words of one line. Raises WordingError when they can't be made."""
        values = {
            name: self.line(value, who, turn) if isinstance(value, Line) else value
            for name, value in line.values.items()
        }
        pattern = self._bundle.get_message(line.key).value if self._bundle.has_message(line.key) else None
        if pattern is None:
            raise WordingError(f"{line.key}: no such line")
        text, errors = self._bundle.format_pattern(
            pattern, {**self._numbers, "who": who, "turn": turn % VARIANTS, **values}
        )
        if errors:
            raise WordingError(f"{line.key}: {errors[0]}")
        return " ".join(str(text).split())

    def compare(self, needed: Mapping[str, frozenset[str]]) -> list[Fault]:
        """Faults of the words against what the coach needs: missing, left over, or filled with other values."""
        place = f"locales/{self.languages[0]}"
        faults = [Fault(place, key, "has no words") for key in sorted(needed.keys() - self._used.keys())]
        faults += [Fault(place, key, "words that nothing says") for key in sorted(self._used.keys() - needed.keys())]
        for key in sorted(needed.keys() & self._used.keys()):
            values = self.values_of(key)
            faults += [Fault(place, key, f"lacks the value {{ ${name} }}") for name in sorted(needed[key] - values)]
            faults += [Fault(place, key, f"{{ ${name} }} is never given") for name in sorted(values - needed[key])]
        return faults


def _as_sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Values(visitor.Visitor):
    """Collects the values a message is filled with, and the messages and terms it is made of."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.parts: set[str] = set()
        self.terms: set[str] = set()

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802  # the library's name
        self.terms.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802  # the library's name
        self.parts.add(node.id.name)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  # the library's name
        self.names.add(node.id.name)


def parents(locale: str) -> tuple[str, ...]:
    """The locale and all it falls back to, as CLDR has it: en-GB, en-001, en. English is the last resort of all."""
    exceptions: Mapping[str, str] = get_global("parent_exceptions")
    chain, tag = [], locale.replace("-", "_")
    while tag and tag != "root":
        chain.append(tag.replace("_", "-"))
        tag = exceptions.get(tag) or tag.rpartition("_")[0]
    return tuple(dict.fromkeys((*chain, DEFAULT)))


def open_wording(root: Path, locale: str, numbers: Numbers, faults: list[Fault]) -> Wording:
    """The words for `locale` from the folders under `root`: its own over those of its parents."""
    chain = [tag for tag in parents(locale) if (root / tag).is_dir()] or [DEFAULT]
    # One bundle, so that a line of the language is worded with the terms of the locale.
    bundle = FluentBundle(chain, use_isolating=False)
    used = Used()
    for tag in reversed(chain):
        known = set[str]()
        for path in sorted((root / tag).glob("*.ftl")):
            text = path.read_text(encoding="utf-8")
            resource = FluentParser().parse(text)
            _note(f"locales/{tag}/{path.name}", resource, text, used, faults, known)
            bundle.add_resource(resource, allow_overrides=True)
    faults += _part_faults(used, f"locales/{chain[0]}")
    return Wording(bundle, tuple(chain), used, numbers)


def _note(file: str, resource: ast.Resource, text: str, used: Used, faults: list[Fault], known: set[str]) -> None:
    """Note the keys and values of one Fluent file, and what is wrong with it."""
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            line = text.count("\n", 0, entry.span.start if entry.span else 0) + 1
            faults.append(Fault(file, f"line {line}", f"is not Fluent: {entry.annotations[0].message}"))
        elif isinstance(entry, ast.Message | ast.Term):
            is_term = isinstance(entry, ast.Term)
            key = f"-{entry.id.name}" if is_term else entry.id.name
            if key in known:
                faults.append(Fault(file, key, "stands twice"))
            known.add(key)
            found = _Values()
            found.visit(entry)
            if is_term:
                used.terms[entry.id.name] = file
            else:
                used.values[key] = frozenset(found.names)
                used.files[key] = file
            used.parts |= {*found.parts, key} if file.endswith(f"/{PARTS}") else found.parts
            used.terms_said |= found.terms


def _part_faults(used: Used, place: str) -> list[Fault]:
    missing = sorted(used.terms_said - used.terms.keys())
    no_parts = [Fault(place, name, "has no words") for name in sorted(used.parts - used.values.keys())]
    unsaid = sorted(used.terms.keys() - used.terms_said)
    return (
        no_parts
        + [Fault(place, f"-{name}", "has no words") for name in missing]
        + [Fault(used.terms[name], f"-{name}", "words that nothing says") for name in unsaid]
    )
