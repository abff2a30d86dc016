"""Lines made ready at the start say what Fluent itself would say, and what can't be made ready is refused."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Resource

from skill.coach import Line
from skill.faults import Fault
from skill.fluent_words import FluentWords, parents
from skill.library import CONTENT, load, locales_with_numbers
from skill.source import NO_NUMBERS, Source
from skill.wording import WAYS, Numbers, Wording, WordingError

NUMBERS = Source().numbers


@cache
def resource(path: Path) -> Resource:
    return FluentResource(path.read_text(encoding="utf-8"))


def fluent(locale: str) -> FluentBundle:
    """Fluent with the files of `locale`, as it would word each line when it is said."""
    bundle = FluentBundle([locale], use_isolating=False)
    for tag in reversed(parents(locale)):
        for path in sorted((CONTENT / "locales" / tag).glob("*.ftl")):
            bundle.add_resource(resource(path), allow_overrides=True)
    return bundle


def worded(bundle: FluentBundle, key: str, values: dict[str, str | int]) -> tuple[str, list[str]]:
    """What Fluent says, and what it finds wrong."""
    pattern = bundle.get_message(key).value
    assert pattern is not None
    told, errors = bundle.format_pattern(pattern, values)
    return str(told), [str(error) for error in errors]


@pytest.mark.parametrize("locale", [*locales_with_numbers(), "en-NZ", "de-DE"])
def test_every_line_says_what_fluent_says(locale: str) -> None:
    bundle, wording = fluent(locale), load(locale).wording
    numbers = NUMBERS.get(locale, NO_NUMBERS).values()
    wrong = {}
    for key in wording.keys:
        values = {name: f"the  {name} of\nit" for name in wording.values_of(key)}
        for who, turn in WAYS:
            told, errors = worded(bundle, key, {**numbers, **values, "who": who, "turn": turn})
            said = wording.line(Line(key, dict(values)), who, turn)
            if errors or said != " ".join(told.split()):
                wrong[key, who, turn] = (said, told, errors)
    assert len(wording.keys) > 500
    assert wrong == {}


@pytest.mark.parametrize("locale", locales_with_numbers())
def test_a_line_without_its_values_fails_as_fluent_fails(locale: str) -> None:
    bundle, wording = fluent(locale), load(locale).wording
    numbers = NUMBERS[locale].values()
    without = [key for key in wording.keys if wording.values_of(key)]
    assert without
    for key in without:
        _, errors = worded(bundle, key, {**numbers, "who": "self", "turn": 0})
        with pytest.raises(WordingError) as caught:
            wording.line(Line(key))
        assert str(caught.value) == f"{key}: {errors[0]}"


def words(folder: Path, text: str, locale: str = "en") -> tuple[Wording, list[str]]:
    """The wording of one file, and its faults."""
    (folder / "en").mkdir()
    (folder / "en" / "lines.ftl").write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    return FluentWords(folder).wording(locale, Numbers("112", "none", "none"), faults), [str(one) for one in faults]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a = { $cause ->\n    [x] one\n   *[other] two\n}\n", "a: chooses by { $cause }, which is known only when"),
        ("a = { b }\nb = { $cause ->\n   *[other] two\n}\n", "a: chooses by { $cause }"),
        ("a = { NUMBER($turn) }\n", "a: has { NUMBER() } formatted; write it as text"),
        ('a = { -b }\n-b = { DATETIME("today") }\n', "a: has { DATETIME() } formatted"),
        ("a = { 1000 } times\n", "a: has { 1000 } formatted"),
        ("a = { $turn ->\n    [0] { 5 }\n   *[1] five\n}\n", "a: has { 5 } formatted"),
        ("a = { b }\nb = { a }\n", "a: has itself as a part"),
        ("a = so { b }\nb = and { a }\n", "a: Cyclic reference"),
        ("a =\n    .title = b\n", "a: has no words, only attributes"),
        ("a = { b.title }\nb = c\n", "a: Unknown attribute: b.title"),
    ],
)
def test_what_can_t_be_made_ready_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    _, faults = words(tmp_path, text)
    assert any(found.startswith(f"locales/en/lines.ftl: {fault}") for found in faults), faults


def test_a_line_may_choose_by_what_every_line_is_given(tmp_path: Path) -> None:
    wording, faults = words(
        tmp_path,
        "a = { $number ->\n    [none] nobody\n   *[other] { $number }\n} { $who } { $turn ->\n"
        "    [0] once\n    [one] again\n   *[other] twice\n} { $cause }\n",
    )
    assert faults == []
    said = [wording.line(Line("a", {"cause": "it"}), who, turn) for who, turn in WAYS]
    assert said == [f"112 {who} {often} it" for who in ("self", "other") for often in ("once", "again", "twice")]


def test_a_value_is_needed_only_where_the_words_have_a_place_for_it(tmp_path: Path) -> None:
    wording, _ = words(tmp_path, "a = { $turn ->\n    [0] it is { $cause }\n   *[1] who knows\n}\n")
    assert wording.line(Line("a"), turn=1) == "who knows"
    with pytest.raises(WordingError, match="a: Unknown external: cause"):
        wording.line(Line("a"), turn=0)


def test_values_and_braces_stand_as_they_are_given(tmp_path: Path) -> None:
    wording, _ = words(tmp_path, 'a = { $first }{ $second } { "{" }{ $first }{ "}" }\n')
    assert wording.line(Line("a", {"first": " { $second } ", "second": 2})) == "{ $second } 2 { { $second } }"


@pytest.mark.parametrize("nothing", ["", " \n", Line("empty")])
def test_a_line_filled_with_nothing_leaves_no_gap(tmp_path: Path, nothing: str | Line) -> None:
    wording, _ = words(tmp_path, 'a = one { $first } two\nempty = { "" }\n')
    assert wording.line(Line("a", {"first": nothing})) == "one two"


def test_what_locales_say_alike_is_one_text_in_memory() -> None:
    british, indian = (load(locale).wording for locale in ("en-GB", "en-IN"))
    line = Line("first-use")
    assert british.line(line) is indian.line(line)


def test_of_one_locale_s_words_no_other_has_any(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en-GB").mkdir()
    (tmp_path / "en" / "lines.ftl").write_text("-a = lift\nb = the { -a }\nc = { b }, { $number }\n", encoding="utf-8")
    (tmp_path / "en-GB" / "lines.ftl").write_text("-a = elevator\n", encoding="utf-8")
    fluent_words, faults = FluentWords(tmp_path), list[Fault]()
    said = {
        (locale, number): fluent_words.wording(locale, Numbers(number, "none", "none"), faults).line(Line("c"))
        for locale in ("en", "en-GB", "en-US")
        for number in ("1", "2")
    }
    assert said == {
        ("en", "1"): "the lift, 1",
        ("en", "2"): "the lift, 2",
        ("en-GB", "1"): "the elevator, 1",
        ("en-GB", "2"): "the elevator, 2",
        ("en-US", "1"): "the lift, 1",
        ("en-US", "2"): "the lift, 2",
    }
    assert faults == []
