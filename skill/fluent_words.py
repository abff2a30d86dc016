"""Project Fluent's files -> `Wording`: every line is formatted once, when the content is loaded.

A locale says what it says differently; all else it takes from its parents: en-GB from world English (en-001), that from
English (en, which is American), and any other language from English too.

A value that comes with a turn ($cause) is only ever put into its place, so a text with a hole says the same as Fluent.
A line that chooses or counts by such a value could not be made ready, and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel.core import get_global
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast

from skill.faults import Fault
from skill.fluent_parts import Parts, parts_of, unready
from skill.wording import WAYS, Numbers, Text, Wording

DEFAULT = "en"
GIVEN = frozenset({"who", "turn"})
"""Values that every line is given: whom it is about, "self" or "other", and which of three wordings its turn has."""
PARTS = "pronouns.ftl"
"""The file whose messages are only ever parts of others, and may wait for one that says them."""
_HOLE = re.compile("\ue000([^\ue001]+)\ue001")
"""How a value's place is marked in a formatted text: private-use characters, which no words hold."""


@dataclass(frozen=True)
class _File:
    """One Fluent file: its resource, and its messages, terms and faults in order."""

    name: str
    is_parts: bool
    resource: ast.Resource
    body: tuple[Parts | Fault, ...]


@dataclass
class _Entries:
    """What the files of one locale hold; of several that say the same, the nearest to the locale."""

    messages: dict[str, Parts] = field(default_factory=dict)
    terms: dict[str, Parts] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    """Each message with the file that has it; each term too, a hyphen before it."""
    part_names: set[str] = field(default_factory=set)
    """The messages that are parts of others."""
    terms_said: set[str] = field(default_factory=set)

    def take(self, file: _File, known: set[str], faults: list[Fault]) -> None:
        """Add what `file` holds; `known` are the names its folder has given already."""
        for entry in file.body:
            if isinstance(entry, Fault):
                faults.append(entry)
                continue
            key = f"-{entry.name}" if entry.is_term else entry.name
            if key in known:
                faults.append(Fault(file.name, key, "stands twice"))
            known.add(key)
            (self.terms if entry.is_term else self.messages)[entry.name] = entry
            self.files[key] = file.name
            self.part_names |= entry.messages | ({key} if file.is_parts else frozenset())
            self.terms_said |= entry.terms

    def faults(self, place: str) -> Iterator[Fault]:
        """What is named and not there, and terms that nothing names."""
        for name in sorted(self.part_names - self.files.keys()):
            yield Fault(place, name, "has no words")
        for name in sorted(self.terms_said - self.terms.keys()):
            yield Fault(place, f"-{name}", "has no words")
        for name in sorted(self.terms.keys() - self.terms_said):
            yield Fault(self.files[f"-{name}"], f"-{name}", "words that nothing says")

    def all_of(self, key: str) -> tuple[Parts, ...]:
        """The message `key` and all messages and terms it is made of, however deep."""
        found: dict[Parts, None] = {}
        waiting = [self.messages[key]]
        while waiting:
            parts = waiting.pop()
            if parts not in found:
                found[parts] = None
                waiting += [self.messages[name] for name in sorted(parts.messages) if name in self.messages]
                waiting += [self.terms[name] for name in sorted(parts.terms) if name in self.terms]
        return tuple(found)


class FluentWords:
    """The Fluent files under one folder of locales: each is parsed once, and what locales share is formatted once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._file = cache(_file)
        self._made: dict[tuple[object, ...], tuple[Text, ...]] = {}

    def wording(self, locale: str, numbers: Numbers, faults: list[Fault]) -> Wording:
        """The words for `locale`: its own over those of its parents."""
        chain = tuple(tag for tag in parents(locale) if (self._root / tag).is_dir()) or (DEFAULT,)
        # One bundle, so that a line of the language is worded with the terms of the locale.
        bundle = FluentBundle(list(chain), use_isolating=False)
        entries = _Entries()
        found: list[Fault] = []
        for tag in reversed(chain):
            known = set[str]()
            for path in sorted((self._root / tag).glob("*.ftl")):
                file = self._file(path)
                entries.take(file, known, found)
                bundle.add_resource(file.resource, allow_overrides=True)
        found += entries.faults(f"locales/{chain[0]}")
        faults += found
        outside = GIVEN | numbers.values().keys()
        lines = {key: parts for key, parts in entries.messages.items() if key not in entries.part_names}
        return Wording(
            languages=chain,
            # Of words that don't hold together no text can be made; they are reported, and never said.
            texts={} if found else self._texts(bundle, entries, numbers, faults),
            values={key: parts.values - outside for key, parts in lines.items()},
            files={key: entries.files[key] for key in lines},
        )

    def _texts(
        self, bundle: FluentBundle, entries: _Entries, numbers: Numbers, faults: list[Fault]
    ) -> dict[str, tuple[Text, ...]]:
        """What each message is in each of `WAYS`; what locales have in common is formatted once."""
        texts = {}
        language = bundle.locales[0].partition("-")[0]  # whose rules of number and plural hold
        given = numbers.values()
        for key in entries.messages:
            made_of = entries.all_of(key)
            values = frozenset[str]().union(*(parts.values for parts in made_of))
            same = (language, made_of, *(given[name] for name in sorted(given.keys() & values)))
            if same not in self._made:
                try:
                    if problem := unready(made_of, GIVEN | given.keys()):
                        raise ValueError(problem)
                    holes = {name: f"\ue000{name}\ue001" for name in values}
                    self._made[same] = _ways(bundle, key, {**holes, **given}, GIVEN & values)
                except ValueError as error:
                    faults.append(Fault(entries.files[key], key, str(error)))
                    continue
            texts[key] = self._made[same]
        return texts


def _file(path: Path) -> _File:
    text = path.read_text(encoding="utf-8")
    resource = FluentParser().parse(text)
    name = f"locales/{path.parent.name}/{path.name}"
    body: list[Parts | Fault] = []
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            line = text.count("\n", 0, entry.span.start if entry.span else 0) + 1
            body.append(Fault(name, f"line {line}", f"is not Fluent: {entry.annotations[0].message}"))
        elif isinstance(entry, ast.Message | ast.Term):
            body.append(parts_of(entry))
    return _File(name, path.name == PARTS, resource, tuple(body))


def _ways(bundle: FluentBundle, key: str, values: Mapping[str, str], by: frozenset[str]) -> tuple[Text, ...]:
    """The text of `key` in each of `WAYS`, formatted only for those it differs `by`. Raises ValueError."""
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise ValueError("has no words, only attributes")
    made: dict[tuple[str, int], Text] = {}
    ways = []
    for who, turn in WAYS:
        way = (who if "who" in by else "self", turn if "turn" in by else 0)
        if way not in made:
            try:
                text, errors = bundle.format_pattern(pattern, {**values, "who": who, "turn": turn})
            except RecursionError:
                raise ValueError("has itself as a part") from None
            if errors:
                raise ValueError(str(errors[0]))
            made[way] = _with_holes(str(text))
        ways.append(made[way])
    return tuple(ways)


def _with_holes(text: str) -> Text:
    pieces = _HOLE.split(" ".join(text.split()))
    return pieces[0] if len(pieces) == 1 else tuple(pieces)


def parents(locale: str) -> tuple[str, ...]:
    """The locale and all it falls back to, as CLDR has it: en-GB, en-001, en. English is the last resort of all."""
    chain, tag = [], locale
    exceptions = parents_by_exception()
    while tag and tag != "root":
        chain.append(tag)
        tag = exceptions.get(tag) or tag.rpartition("-")[0]
    return tuple(dict.fromkeys((*chain, DEFAULT)))


@cache
def parents_by_exception() -> Mapping[str, str]:
    """CLDR's parents of locales that are not simply their first part: en-GB is a kind of en-001."""
    exceptions: Mapping[str, str] = get_global("parent_exceptions")
    return {tag.replace("_", "-"): parent.replace("_", "-") for tag, parent in exceptions.items()}
