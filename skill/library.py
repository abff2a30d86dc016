"""All the coach needs for one language, ready at start: read from what was kept, or from the content itself.

`load(locale)` is called in every turn, so it only looks up. `load_all()` is called at start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from skill.coach.knowledge import Knowledge
from skill.kept import Keeper
from skill.uncollected import uncollected
from skill.wording import Wording

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Library:
    """All the coach needs for one language."""

    knowledge: Knowledge
    wording: Wording


@dataclass(frozen=True)
class Libraries:
    """The library of every locale that the content says anything of; any other locale has that of its language."""

    published: tuple[str, ...]
    by_locale: Mapping[str, Library]
    by_language: Mapping[str, Library]
    """Those that belong to no place: no emergency number, no words that are heard in one place only."""
    parents: Mapping[str, str]
    """What a locale is a kind of, where that isn't simply its first part (CLDR)."""

    def of(self, locale: str) -> Library:
        """The library for `locale`: its own, or that of its language or at last of English, which name no number."""
        library = self.by_locale.get(locale)
        while library is None:
            locale = self.parents.get(locale) or locale.rpartition("-")[0]
            library = self.by_language.get(locale or "en")
        return library


@cache
def load_all() -> Libraries:
    """Every library, as the content has it now. Raises ContentError with every fault found."""
    with uncollected():
        keeper = Keeper()
        found = keeper.read()
        if not isinstance(found, Libraries):
            # Imported here, as only a start that finds nothing kept needs YAML, Fluent and CLDR.
            from skill.source import read_libraries

            found = read_libraries()
            keeper.write(found)
    return found


def load(locale: str = "en-US", content: Path = CONTENT) -> Library:
    """The library for `locale`; that of another folder than the skill's own is read from its files."""
    return load_all().of(locale) if content is CONTENT else _read(locale, content)


def locales_with_numbers() -> list[str]:
    """The locales that the skill is published in, which are those with an emergency number of their own."""
    return list(load_all().published)


@cache
def _read(locale: str, content: Path) -> Library:
    # Imported here for the same reason; only tests and tools look at other content.
    from skill.source import Source

    with uncollected():
        return Source(content).library(locale)
