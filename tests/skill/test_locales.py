"""Each locale's own words over those of its parents: its number and never another's, its doctor, its spelling."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import pytest
import yaml

from skill.coach import Line
from skill.coach.knowledge import Level
from skill.faults import ContentError
from skill.fluent_words import parents
from skill.library import CONTENT, load, locales_with_numbers
from skill.source import check
from tests.sampling import sampled

NUMBERS = yaml.safe_load((CONTENT / "emergency_numbers.yaml").read_text(encoding="utf-8"))["emergency_numbers"]
LOCALES = ["en-AU", "en-CA", "en-GB", "en-IN", "en-US"]
ELSEWHERE = ["en-NZ", "en-ZA", "en-PR", "de-DE"]
AMERICAN = r"\b(diarrhea|colou?red?|tumors?|estrogen|paralyzed|physical therapy|pills?|toward|liters?|meters?)\b"


@cache
def lines(locale: str) -> dict[str, str]:
    """Every line of a locale, worded."""
    wording = load(locale).wording
    return {key: wording.line(Line(key, dict.fromkeys(wording.values_of(key), "x"))) for key in wording.keys}


def numbers_in(text: str) -> set[str]:
    return {*re.findall(r"\b\d[\d-]*\d\b", text)}


def test_the_locales_are_those_that_have_a_number() -> None:
    assert locales_with_numbers() == LOCALES


@pytest.mark.parametrize("locale", LOCALES + ELSEWHERE)
def test_every_line_has_words_and_questions_and_tips_stay_short(locale: str) -> None:
    said = lines(locale)
    assert said.keys() == lines("en-US").keys()
    assert {key: words for key, words in said.items() if key.startswith("question-") and len(words.split()) > 20} == {}
    assert {key: words for key, words in said.items() if key.startswith("tip-") and len(words.split()) > 18} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_only_the_numbers_of_the_locale_are_ever_named(locale: str) -> None:
    known = {number for name, number in NUMBERS[locale].items() if name != "sources"}
    assert numbers_in(" ".join(lines(locale).values())) == known


@pytest.mark.parametrize("locale", LOCALES)
def test_whatever_is_advised_in_an_emergency_names_the_locale_s_number(locale: str) -> None:
    said = lines(locale)
    advised = {flag.advice for flag in load(locale).knowledge.red_flags.values() if flag.level is Level.EMERGENCY}
    advised = {f"advice-{advice}" for advice in advised} | {"apology", "cannot-wait", "screen-unsure", "child"}
    assert {key for key in advised if NUMBERS[locale]["emergency"] not in numbers_in(said[key])} == set()


@pytest.mark.parametrize("locale", ELSEWHERE)
def test_a_locale_without_a_number_names_none_and_says_to_call_the_local_one(locale: str) -> None:
    said = lines(locale)
    assert numbers_in(" ".join(said.values())) == set()
    assert said["advice-call"] == "Call your local emergency number from your phone now."


@pytest.mark.parametrize(
    ("locale", "key", "words"),
    [
        ("en-US", "see-medications_substances", "call your doctor soon"),
        ("en-GB", "see-medications_substances", "call your G P soon"),
        ("en-AU", "see-medications_substances", "call your G P soon"),
        ("en-IN", "see-medications_substances", "call your doctor soon"),
        ("en-US", "advice-hospital", "Go to an emergency room now"),
        ("en-CA", "advice-hospital", "Go to an emergency room now, or call 911"),
        ("en-GB", "advice-hospital", "Go to A and E now, or call 999"),
        ("en-AU", "advice-hospital", "Go to an emergency department now, or call 000"),
        ("en-IN", "advice-hospital", "Go to an emergency department now, or call 112"),
        ("en-ZA", "advice-hospital", "Go to an emergency department now, or call your local emergency number"),
        ("en-US", "question-vomiting_or_diarrhea", "diarrhea"),
        ("en-CA", "question-vomiting_or_diarrhea", "diarrhea"),
        ("en-GB", "question-vomiting_or_diarrhea", "diarrhoea"),
        ("en-NZ", "question-vomiting_or_diarrhea", "diarrhoea"),
        ("en-IN", "question-vomiting_or_diarrhea", "loose motions"),
        ("en-GB", "question-low_fluids", "is your pee dark yellow"),
        ("en-IN", "question-low_fluids", "is your urine dark yellow"),
        ("en-US", "fact-med_class-water_pill", "you take a water pill"),
        ("en-GB", "fact-med_class-water_pill", "you take a water tablet"),
        ("en-CA", "tip-nerve_compression-4", "physiotherapy"),
        ("en-GB", "tip-poor_circulation-3", "programme"),
        ("en-AU", "tip-poor_circulation-3", "program."),
        ("en-GB", "cause-nerve_compression", "a trapped nerve"),
        ("en-AU", "cause-nerve_compression", "a pinched nerve"),
        ("en-GB", "why-ur_wound_tetanus_risk", "tetanus jab"),
        ("en-GB", "about-als", "motor neurone disease"),
        ("en-US", "advice-poison", "Poison Control, 1-800-222-1222"),
        ("en-GB", "advice-crisis", "Call your local crisis line from your phone now, or 999 if you're in danger."),
    ],
)
def test_a_locale_says_it_in_its_own_words(locale: str, key: str, words: str) -> None:
    assert words in lines(locale)[key]


@pytest.mark.parametrize("locale", sampled(["en-GB", "en-AU", "en-IN", "en-NZ", "en-ZA"], every=5))
def test_outside_america_nothing_is_said_in_american_spelling(locale: str) -> None:
    assert {key: words for key, words in lines(locale).items() if re.search(AMERICAN, words)} == {}


@pytest.mark.parametrize(
    ("locale", "chain"),
    [
        ("en-US", ("en-US", "en")),
        ("en-CA", ("en-CA", "en")),
        ("en-GB", ("en-GB", "en-001", "en")),
        ("en-ZA", ("en-ZA", "en-001", "en")),
        ("de-AT", ("de-AT", "de", "en")),
        ("en", ("en",)),
    ],
)
def test_a_locale_falls_back_to_its_parents_and_at_last_to_english(locale: str, chain: tuple[str, ...]) -> None:
    assert parents(locale) == chain


@pytest.mark.parametrize(
    ("locale", "file", "old", "new", "fault"),
    sampled(
        [
            ("en-CA", "en/terms.ftl", "-pill = pill\n", "", "locales/en-CA: -pill: has no words"),
            ("en-GB", "en-GB/terms.ftl", "-shot", "-jab", "locales/en-GB/terms.ftl: -jab: words that nothing says"),
            ("en-GB", "en-GB/terms.ftl", "-doctor", "-shot", "locales/en-GB/terms.ftl: -shot: stands twice"),
            (
                "en-IN",
                "en-IN/questions.ftl",
                "question-",
                "ask-",
                "ask-vomiting_or_diarrhea-again: words that nothing says",
            ),
            ("en-IN", "en-IN/questions.ftl", "{ have-you }", "{ $name }", "diarrhea-again: { $name } is never given"),
            (
                "en-US",
                "en/regional.yaml",
                "    heard: there",
                "    heard: here",
                "groups.small_business.heard: 'here' is not one of",
            ),
            (
                "en-US",
                "en/regional.yaml",
                "pee: [wee]",
                "pee: wee",
                "groups.small_business.instead_of.pee: is not a list",
            ),
        ]
    ),
)
def test_a_fault_of_a_locale_is_told_with_its_file_and_key(
    tmp_path: Path, locale: str, file: str, old: str, new: str, fault: str
) -> None:
    content = broken(tmp_path, {file: (old, new)})
    with pytest.raises(ContentError) as caught:
        check([locale], content)
    told = [str(each) for each in caught.value.faults]
    assert any(fault in each for each in told), told


@pytest.mark.slow
def test_the_faults_of_all_locales_are_told_at_once(tmp_path: Path) -> None:
    content = broken(tmp_path, {"en-GB/terms.ftl": ("-shot", "-jab"), "en-CA/terms.ftl": ("-physical", "-bodily")})
    with pytest.raises(ContentError, match="-jab") as caught:
        check(content=content)
    assert "-bodily-therapy" in str(caught.value)


def broken(folder: Path, changes: dict[str, tuple[str, str]]) -> Path:
    """A copy of the content with the first `old` of each file changed into `new`."""
    content = Path(shutil.copytree(CONTENT, folder / "content"))
    for file, (old, new) in changes.items():
        path = content / "locales" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return content
