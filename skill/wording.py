"""Phrase key + values + locale -> words, with Project Fluent. A region falls back to its language, then to English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast, visitor

from skill.coach.reply import Line
from skill.content_files import Fault

DEFAULT = "en"


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
    """What the files hold: the values of each message, and the messages that are only parts of others."""

    values: dict[str, frozenset[str]] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)


class Wording:
    """The words of one locale."""

    def __init__(self, bundles: Mapping[str, FluentBundle], used: Used, numbers: Numbers) -> None:
        self._bundles = tuple(bundles.values())
        self.languages = tuple(bundles)
        self._used = {key: values for key, values in used.values.items() if key not in used.parts}
        self._numbers = numbers.values()

    @property
    def keys(self) -> frozenset[str]:
        """Every key this locale has words for."""
        return frozenset(self._used)

    def say(self, lines: Iterable[Line]) -> str:
        """The words of `lines`, in order, as one text."""
        return " ".join(self.line(line) for line in lines)

    def line(self, line: Line) -> str:
        """The words of one line. Raises WordingError when they can't be made."""
        values = {name: self.line(value) if isinstance(value, Line) else value for name, value in line.values.items()}
        for bundle in self._bundles:
            if not bundle.has_message(line.key):
                continue
            pattern = bundle.get_message(line.key).value
            if pattern is None:
                break
            text, errors = bundle.format_pattern(pattern, {**self._numbers, **values})
            if errors:
                raise WordingError(f"{line.key}: {errors[0]}")
            return " ".join(str(text).split())
        raise WordingError(f"{line.key}: no such line")

    def compare(self, needed: Mapping[str, frozenset[str]]) -> list[Fault]:
        """Faults of the words against what the coach needs: missing, left over, or filled with other values."""
        place = f"locales/{self.languages[0]}"
        faults = [Fault(place, key, "has no words") for key in sorted(needed.keys() - self._used.keys())]
        faults += [Fault(place, key, "words that nothing says") for key in sorted(self._used.keys() - needed.keys())]
        for key in sorted(needed.keys() & self._used.keys()):
            values = self._used[key] - self._numbers.keys()
            faults += [Fault(place, key, f"lacks the value {{ ${name} }}") for name in sorted(needed[key] - values)]
            faults += [Fault(place, key, f"{{ ${name} }} is never given") for name in sorted(values - needed[key])]
        return faults


class _Values(visitor.Visitor):
    """Collects the values a message is filled with, and the messages it is made of."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.parts: set[str] = set()

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802  # the library's name
        self.parts.add(node.id.name)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  # the library's name
        self.names.add(node.id.name)


def open_wording(root: Path, locale: str, numbers: Numbers, faults: list[Fault]) -> Wording:
    """The words for `locale` from the folders under `root` (`en-GB`, then `en`)."""
    chain = [tag for tag in dict.fromkeys((locale, locale.split("-")[0], DEFAULT)) if (root / tag).is_dir()]
    bundles = {}
    used = Used()
    for tag in chain or [DEFAULT]:
        bundle, known = FluentBundle([tag], use_isolating=False), set[str]()
        for path in sorted((root / tag).glob("*.ftl")):
            text = path.read_text(encoding="utf-8")
            _note(f"locales/{tag}/{path.name}", text, used, faults, known)
            bundle.add_resource(FluentResource(text))
        bundles[tag] = bundle
    return Wording(bundles, used, numbers)


def _note(file: str, text: str, used: Used, faults: list[Fault], known: set[str]) -> None:
    """Note the keys and values of one Fluent file, and what is wrong with it."""
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Junk):
            line = text.count("\n", 0, entry.span.start if entry.span else 0) + 1
            faults.append(Fault(file, f"line {line}", f"is not Fluent: {entry.annotations[0].message}"))
        elif isinstance(entry, ast.Message):
            key = entry.id.name
            if key in known:
                faults.append(Fault(file, key, "stands twice"))
            known.add(key)
            found = _Values()
            found.visit(entry)
            used.values.setdefault(key, frozenset(found.names))
            used.parts |= found.parts
