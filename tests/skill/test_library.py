"""Every locale's library is there after the start, and none has the number of another."""

from __future__ import annotations

import re
from functools import cached_property

import pytest
from babel.localedata import locale_identifiers

from skill.coach import Line
from skill.fluent_words import parents
from skill.library import CONTENT, load, load_all
from skill.source import Source


def test_all_that_a_turn_asks_for_is_worked_out_at_the_start() -> None:
    knowledge = load_all().of("en-GB").knowledge
    lazy = {name for name, value in vars(type(knowledge)).items() if isinstance(value, cached_property)}
    assert lazy
    assert lazy <= vars(knowledge).keys()


def test_no_locale_is_loaded_when_it_is_first_asked_for() -> None:
    libraries = list(load_all().by_locale.values())
    tags = [tag.replace("_", "-") for tag in locale_identifiers() if re.fullmatch("[a-z]{2}_[A-Z]{2}", tag)]
    assert len(tags) > 300
    for tag in (*tags, "xx-YY", "en-XX"):
        library = load(tag)
        assert any(library is known for known in libraries)
        assert library.wording.languages == tuple(one for one in parents(tag) if (CONTENT / "locales" / one).is_dir())


def test_a_locale_that_is_not_published_never_has_the_number_of_one_that_is() -> None:
    published = {id(load(locale)) for locale in load_all().published}
    others = {tag.replace("_", "-") for tag in locale_identifiers()}.difference(load_all().published)
    assert len(others) > 900
    for locale in others:
        assert id(load(locale)) not in published
        words = load(locale).wording.line(Line("advice-call"))
        assert words == "Call your local emergency number from your phone now."


@pytest.mark.slow
def test_what_another_locale_gets_is_what_its_own_reading_would_give() -> None:
    source = Source()
    for locale in ("en-NZ", "en-IE", "en-SG", "en-DE", "en-PR", "de-DE", "fr-CA", "xx-YY", "en", "en-001"):
        kept, read = load(locale), source.library(locale)
        assert vars(kept.wording) == vars(read.wording)
        assert vars(kept.knowledge.phrases) == vars(read.knowledge.phrases)
