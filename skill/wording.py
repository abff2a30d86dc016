"""Phrase key + values + locale -> words, from texts that were made ready when the content was loaded.

`skill.fluent_words` makes them of the Fluent files: one text for each way a line can sound, with holes for its values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from skill.coach.reply import Line

VARIANTS = 3
"""How many wordings a line may have that takes turns."""
WAYS = tuple((who, turn) for who in ("self", "other") for turn in range(VARIANTS))
"""Every way a line can sound: whom it is about, and which of its wordings its turn has."""
Text = str | tuple[str, ...]
"""The words of a line, spaces tidied; or its pieces, at every odd place the name of the value that fills the hole."""


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


class Wording:
    """The words of one locale; `languages` are the folders they come from, the nearest first."""

    def __init__(
        self,
        languages: tuple[str, ...],
        texts: Mapping[str, tuple[Text, ...]],
        values: Mapping[str, frozenset[str]],
        files: Mapping[str, str],
    ) -> None:
        """`texts`: for each line and part of a line, what it is in each of `WAYS`.

        `values`: the names that each line is filled with; parts are left out. `files`: where each line stands.
        """
        self.languages = languages
        self._texts = texts
        self._values = values
        self._files = files

    @property
    def keys(self) -> frozenset[str]:
        """Every key this locale has words for."""
        return frozenset(self._values)

    def values_of(self, key: str) -> frozenset[str]:
        """The values the line `key` is filled with, besides those every line is given."""
        return self._values[key]

    def file_of(self, key: str) -> str:
        """The file that the words of `key` stand in."""
        return self._files[key]

    def say(self, lines: Iterable[Line], who: str = "self", turn: int = 0) -> str:
        """The words of `lines`, in order, as one text; about `who` ("self" or "other"), in the `turn`th turn."""
        return " ".join([_as_sentence(self.line(line, who, turn)) for line in lines])

    def line(self, line: Line, who: str = "self", turn: int = 0) -> str:
        """The words of one line. Raises WordingError when they can't be made."""
        values = {}
        tidy = True
        for name, value in line.values.items():
            words = values[name] = self.line(value, who, turn) if isinstance(value, Line) else str(value)
            tidy = tidy and isinstance(value, Line) and words != ""
        ways = self._texts.get(line.key)
        if ways is None:
            raise WordingError(f"{line.key}: no such line")
        text = ways[turn % VARIANTS + (0 if who == "self" else VARIANTS)]
        if isinstance(text, str):
            return text
        pieces = list(text)
        for hole in range(1, len(pieces), 2):
            if text[hole] not in values:
                raise WordingError(f"{line.key}: Unknown external: {text[hole]}")
            pieces[hole] = values[text[hole]]
        filled = "".join(pieces)
        return filled if tidy else " ".join(filled.split())


def _as_sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
