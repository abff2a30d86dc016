"""Reads the content as it was written: the facts once, the words of each locale, all of it checked.

Every fault of every file is reported in one `ContentError`. `skill.library` keeps what comes of it, so that a start
need not read it again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path

from skill.coach.danger import DangerSigns
from skill.coach.knowledge import Knowledge
from skill.content_files import ContentFiles
from skill.danger_words import read_danger_signs, with_danger_signs
from skill.facts import read_facts
from skill.faults import ContentError, Fault
from skill.fluent_words import DEFAULT, FluentWords, parents_by_exception
from skill.lay_words import LayWords
from skill.library import CONTENT, Libraries, Library
from skill.regional_words import places, read_regional_words
from skill.spoken_keys import needed
from skill.wording import Numbers, Wording

NO_NUMBERS = Numbers("none", "none", "none")
REGIONAL = "locales/en/regional.yaml"


class Source:
    """One reading of a content folder: what its locales have in common is read, checked and made once."""

    def __init__(self, content: Path = CONTENT) -> None:
        self._files = ContentFiles(content)
        self._about_facts: list[Fault] = []
        self._facts = read_facts(self._files, self._about_facts)
        self._fluent = FluentWords(content / "locales")
        known_to_reader = {"denied_in_words": self._facts.findings.keys(), "screen_words": self._facts.red_flags.keys()}
        self._lay_words = LayWords(self._files, known_to_reader)
        self._dangers = cache(self._read_dangers)
        self._made: dict[object, Library] = {}

    @property
    def published(self) -> tuple[str, ...]:
        """The locales with an emergency number of their own, which the skill is published in; en-US always."""
        return tuple(sorted({"en-US", *self._facts.numbers}))

    @property
    def numbers(self) -> Mapping[str, Numbers]:
        """Whom to call, by locale."""
        return self._facts.numbers

    @property
    def named(self) -> tuple[str, ...]:
        """Every locale that the content says anything of, published or not, and English."""
        return tuple(sorted({*self.published, *self._places, *self.languages}))

    @property
    def languages(self) -> tuple[str, ...]:
        """The folders that stand for a language or a part of the world, not for a place with a number or own words."""
        folders = {path.name for path in (self._files.root / "locales").iterdir() if path.is_dir()}
        return tuple(sorted({*folders, DEFAULT}.difference(self.published, self._places)))

    @property
    def _places(self) -> Collection[str]:
        return places(self._files.node(REGIONAL, []))

    def library(self, locale: str) -> Library:
        """The library for `locale`; a region without files of its own falls back to its language, then to English.

        Raises ContentError with every fault found.
        """
        faults = list(self._about_facts)
        numbers = self.numbers.get(locale, NO_NUMBERS)
        wording = self._fluent.wording(locale, numbers, faults)
        regional = read_regional_words(self._files.node(REGIONAL, faults), locale)
        same = (wording.languages, numbers, regional.sets)
        if same in self._made:
            return self._made[same]
        facts, asking = self._facts, self._facts.asking
        dangers, about_dangers = self._dangers(with_danger_signs(self._files, wording.languages))
        faults += about_dangers
        knowledge = Knowledge(
            causes={
                cause.id: replace(cause, tips=sum(key.startswith(f"tip-{cause.id}-") for key in wording.keys))
                for cause in facts.causes.values()
            },
            findings=facts.findings,
            red_flags=facts.red_flags,
            subconditions=facts.belonging,
            relief=facts.relief,
            phrases=self._lay_words.book(wording.languages, regional, faults),
            own_words=facts.parts | facts.remedies,
            remedies=facts.remedies,
            compounds=asking.compounds,
            last_checks=asking.last_checks,
            follow_ups=asking.follow_ups,
            stakes=asking.stakes,
            taken_or_had=asking.taken_or_had,
            own_facts=self._own_facts(wording),
            dangers=dangers,
        )
        faults += _compared(wording, needed(knowledge))
        if faults:
            raise ContentError(faults)
        for part in (knowledge, knowledge.phrases, knowledge.dangers):
            _work_out(part)
        self._made[same] = Library(knowledge, wording)
        return self._made[same]

    def libraries(self, locales: Iterable[str]) -> Mapping[str, Library]:
        """The libraries of `locales`. Raises ContentError with the faults of all of them."""
        found: dict[str, Library] = {}
        faults: list[Fault] = []
        for locale in locales:
            try:
                found[locale] = self.library(locale)
            except ContentError as error:
                faults += error.faults
        if faults:
            raise ContentError(faults)
        return found

    def _read_dangers(self, languages: tuple[str, ...]) -> tuple[DangerSigns, list[Fault]]:
        faults: list[Fault] = []
        return read_danger_signs(self._files, languages, self._facts.red_flags.keys(), faults), faults

    def _own_facts(self, wording: Wording) -> frozenset[str]:
        return frozenset(
            own
            for finding in self._facts.findings.values()
            for answer in finding.answers.values()
            for cause, ratio in answer.ratios.items()
            if ratio > 1 and f"fact-{(own := f'{finding.id}-{answer.id}-{cause}')}" in wording.keys
        )


def read_libraries(content: Path = CONTENT) -> Libraries:
    """All libraries that may be asked for. Raises ContentError with the faults of all of them."""
    source = Source(content)
    found = source.libraries(source.named)
    return Libraries(
        published=source.published,
        by_locale=found,
        by_language={language: found[language] for language in source.languages},
        parents=parents_by_exception(),
    )


def check(locales: Collection[str] = (), content: Path = CONTENT) -> Mapping[str, Library]:
    """The libraries of `locales`, or of all that are published. Raises ContentError with the faults of all of them."""
    source = Source(content)
    return source.libraries(locales or source.published)


def summary(library: Library) -> Mapping[str, int]:
    """Counts of what was loaded, for `python -m skill check`."""
    knowledge = library.knowledge
    return {
        "causes": len(knowledge.causes),
        "findings": len(knowledge.findings),
        "red flags": len(knowledge.red_flags),
        "spoken lines": len(library.wording.keys),
    }


def _compared(wording: Wording, needed: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    """Faults of the words against what the coach needs: missing, left over, or filled with other values."""
    place = f"locales/{wording.languages[0]}"
    for key in sorted(needed.keys() - wording.keys):
        yield Fault(place, key, "has no words")
    for key in sorted(wording.keys - needed.keys()):
        yield Fault(place, key, "words that nothing says")
    for key in sorted(needed.keys() & wording.keys):
        values = wording.values_of(key)
        for name in sorted(needed[key] - values):
            yield Fault(place, key, f"lacks the value {{ ${name} }}")
        for name in sorted(values - needed[key]):
            yield Fault(place, key, f"{{ ${name} }} is never given")


def _work_out(part: object) -> None:
    """Have `part` work out now what it would work out when it is first asked."""
    for name, value in vars(type(part)).items():
        if isinstance(value, cached_property):
            getattr(part, name)
