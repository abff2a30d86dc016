"""What a JSON value must look like: objects with known fields, lists, texts, numbers; each says what is wrong with one.

A value of the wrong kind, or a missing field that Alexa needs, is refused; a field Alexa does not know is ignored by
it, and so a warning (that it is ignored and not refused is what skills report: unverified). `null` where a field should
be left out is a warning too, since Alexa's own examples never have one.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Protocol

from speech.findings import Finding, refusal

_SHOWN_CHARACTERS = 40


class Kind(Protocol):
    """What a value can be held against."""

    def findings(self, value: Any, place: str) -> Iterator[Finding]:
        """What is wrong with `value`, which stands at `place` and is not null."""
        ...  # pragma: no cover


@dataclass(frozen=True)
class Anything:
    """Any value: it is the skill's own, or judged elsewhere."""

    def findings(self, value: Any, place: str) -> Iterator[Finding]:
        """Nothing is wrong with it."""
        yield from ()


@dataclass(frozen=True)
class Text:
    """A text: one `of` these if there are any, not empty if `filled`, and at most `most` characters long."""

    of: Collection[str] = ()
    filled: bool = False
    most: int | None = None

    def findings(self, value: Any, place: str) -> Iterator[Finding]:
        """Other kinds of values, empty, unknown and overlong texts."""
        if not isinstance(value, str):
            yield refusal("wrong_type", place, f"{_shown(value)} is no text")
        elif self.of and value not in self.of:
            hint = near(value, self.of) or f"it can be {', '.join(self.of)}"
            yield refusal("unknown_value", place, f"{_shown(value)} is not known here ({hint})")
        elif self.filled and not value.strip():
            yield refusal("empty_value", place, "the text is empty")
        elif self.most is not None and len(value) > self.most:
            yield refusal("too_long", place, f"{len(value)} characters, more than {self.most}")


@dataclass(frozen=True)
class Link:
    """An https address of at most `most` characters; what else is no address Alexa fetches from."""

    most: int

    def findings(self, value: Any, place: str) -> Iterator[Finding]:
        """What is no text, too long, or no https address."""
        yield from Text(filled=True, most=self.most).findings(value, place)
        if isinstance(value, str) and value.strip() and not value.lower().startswith("https://"):
            yield refusal("https_only", place, f"{_shown(value)} is no https address")


@dataclass(frozen=True)
class Whole:
    """A whole number from `least` on."""

    least: int = 0

    def findings(self, value: Any, place: str) -> Iterator[Finding]:
        """What is no whole number, or too small."""
        if isinstance(value, bool) or not isinstance(value, int):
            yield refusal("wrong_type", place, f"{_shown(value)} is no whole number")
        elif value < self.least:
            yield refusal("unknown_value", place, f"{value} is less than {self.least}")


@dataclass(frozen=True)
class Listed:
    """A list, of at least one if `filled`, whose entries are all of one kind."""

    kind: Kind = field(default_factory=Anything)
    filled: bool = False

    def findings(self, value: Any, place: str) -> Iterator[Finding]:
        """What is no list, and what is wrong with its entries."""
        if not isinstance(value, list):
            yield refusal("wrong_type", place, f"{_shown(value)} is no list")
            return
        if self.filled and not value:
            yield refusal("empty_value", place, "the list is empty")
        for position, entry in enumerate(value):
            yield from self.kind.findings(entry, f"{place}[{position}]")


@dataclass(frozen=True)
class Named:
    """An object with names of the skill's own, whose values are all of one kind."""

    kind: Kind = field(default_factory=Anything)

    def findings(self, value: Any, place: str) -> Iterator[Finding]:
        """What is no object, and what is wrong with its values."""
        if not isinstance(value, dict):
            yield refusal("wrong_type", place, f"{_shown(value)} is no object")
            return
        for name, entry in value.items():
            yield from self.kind.findings(entry, f"{place}.{name}")


@dataclass(frozen=True)
class Shape:
    """An object with known `fields`, of which Alexa needs the `required` ones.

    A `growing` one gets new fields now and then: an unknown name is told only when it looks like a slip of the pen.
    """

    fields: Mapping[str, Kind]
    required: Collection[str] = ()
    growing: bool = False
    nullable: Collection[str] = ()

    def findings(self, value: Any, place: str) -> Iterator[Finding]:
        """What is no object, unknown, null and missing fields, and what is wrong with the others."""
        if not isinstance(value, dict):
            yield refusal("wrong_type", place, f"{_shown(value)} is no object")
            return
        yield from self.unknown_fields(value, place)
        for name, kind in self.fields.items():
            held = value.get(name)
            if held is not None:
                yield from kind.findings(held, _below(place, name))
            elif name in self.required:
                yield refusal("missing_field", _below(place, name), f"{name} is missing")
            elif name in value and name not in self.nullable:
                yield null_field(_below(place, name))

    def unknown_fields(self, value: Mapping[str, Any], place: str) -> Iterator[Finding]:
        """The fields of an object that Alexa does not know."""
        for name in value:
            if name not in self.fields:
                hint = near(name, [known for known in self.fields if known not in value])
                if hint or not self.growing:
                    said = f"Alexa does not know this field and ignores it{f' ({hint})' if hint else ''}"
                    yield Finding("unknown_field", _below(place, name), said)


def null_field(place: str) -> Finding:
    """The finding of a null where the field should not be there at all."""
    return Finding("null_field", place, "null: leave the field out, Alexa may refuse the answer")


def near(name: str, known: Collection[str]) -> str:
    """A question after the known name that was probably meant, "" where none is near."""
    folded = {candidate.casefold(): candidate for candidate in known}
    found = get_close_matches(name.casefold(), folded, 1, 0.75)
    return f"did you mean {folded[found[0]]}?" if found else ""


def _below(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _shown(value: Any) -> str:
    # An answer may be nested too deep to be written out.
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    text = repr(value)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}..."
