"""What is said is fit to be heard; each case spoils one line in a copy of the real content."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from skill import reading_level
from skill.__main__ import main
from skill.library import CONTENT, load
from skill.spoken_quality import HARDEST, LONGEST_TURN, spoken_faults
from skill.spoken_turns import answers, details, said
from tests.sampling import by_locale

LONG_FACT = "it comes at night and then it stays for as long as it likes"
HARD = "Considerable electrolyte abnormalities occasionally necessitate comprehensive laboratory investigations."
SPOILED = [
    (
        "question-sedentary",
        f"{{ are-you }} {'very ' * 18}still?",
        "question-sedentary: 21 words, at most 20",
    ),
    ("tip-pregnancy-3", f"{{ try }} {'walking ' * 17}on.", "causes.ftl: tip-pregnancy-3: 19 words, at most 18"),
    ("fact-timing-night_in_bed", LONG_FACT, "facts.ftl: fact-timing-night_in_bed: 14 words, at most 9"),
    (
        "fact-timing-any_time",
        f"{{ $who ->\n    [self] it comes any time\n   *[other] {LONG_FACT}\n}}",
        "facts.ftl: fact-timing-any_time: 14 words, at most 9",
    ),
    ("about-soap", f"Soap, {'soap, ' * 41}soap.", "named.ftl: about-soap: 43 words, at most 40"),
    ("about-als", "You have A L S.", "named.ftl: about-als: tells people what they have"),
    (
        "about-herniated_disc",
        "{ you-have-first } a { -pinched } nerve.",
        "about-herniated_disc: tells people",
    ),
    ("about-mustard", "I can diagnose that.", "named.ftl: about-mustard: diagnoses"),
    ("about-massage", "Rubbing cures cramps.", "named.ftl: about-massage: promises a cure"),
    ("about-caffeine", "It helps in ten percent.", "named.ftl: about-caffeine: speaks of a percentage"),
    ("about-inhalers", "It helps 10% of us.", "named.ftl: about-inhalers: speaks of a percentage"),
    ("about-multiple_sclerosis", "MS is rare.", "about-multiple_sclerosis: has letters that are not read one by one"),
    (
        "about-calcium",
        "Do you mean milk?",
        "about-calcium: asks a question besides the one that ends the turn",
    ),
    ("about-quinine", HARD, "named.ftl: about-quinine: alone: grade"),
    ("question-stressed", "Tell me if you worry a lot.", "question-stressed: asks 0 questions, not one"),
    (
        "question-pregnant-again",
        "{ are-you } pregnant, or could { you } be?",
        "pregnant-again: says the same as",
    ),
    ("ask-more", "One more? Or the next?", "conversation.ftl: ask-more: asks 2 questions, not one"),
    ("ask-next", "Shall I go on?", "ask-next: repeats, so it needs three wordings that choose on $turn"),
    ("see-pregnancy", f"{{ see }} someone if {'it hurts and ' * 14}swells.", "causes.ftl: see-pregnancy: the answer: "),
]


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is told of the content with all these lines spoiled at once."""
    content = Path(shutil.copytree(CONTENT, tmp_path_factory.mktemp("spoiled") / "content"))
    for path in (content / "locales/en").glob("*.ftl"):
        text = path.read_text(encoding="utf-8")
        for key, words, _ in SPOILED:
            found = re.search(rf"(?m)^{key} = .*(\n[ }}].*)*", text)
            if found is not None:
                text = text.replace(found.group(), f"{key} = {words}")
        path.write_text(text, encoding="utf-8")
    return "\n".join(map(str, spoken_faults(load("en-US", content))))


@pytest.mark.slow
@pytest.mark.parametrize(("key", "words", "fault"), SPOILED, ids=[key for key, _, _ in SPOILED])
def test_a_line_that_is_unfit_to_be_heard_is_told_with_its_file_and_key(
    faults: str, key: str, words: str, fault: str
) -> None:
    if words == HARD and reading_level.measurer() is None:
        pytest.skip("textstat 0.7.8 is not installed")
    assert fault in faults


@pytest.mark.slow
def test_a_line_that_was_left_alone_is_not_told_of(faults: str) -> None:
    assert "about-electrolyte_drinks" not in faults
    assert "tip-pregnancy-2" not in faults


@pytest.mark.parametrize("locale", by_locale(["en-US", "en-GB", "en-AU", "en-CA", "en-IN"]))
def test_every_answer_and_every_explanation_fits_between_two_microphones(locale: str) -> None:
    library = load(locale)
    turns = [*answers(library), *details(library)]
    assert {turn.key for turn in turns} >= {f"see-{cause}" for cause in library.knowledge.causes}
    longest = {turn.key: max(len(words.split()) for words in said(turn, library)) for turn in turns}
    assert {key: words for key, words in longest.items() if words > LONGEST_TURN} == {}


def test_the_longest_answer_names_two_reasons_a_runner_up_a_tip_and_when_to_see_someone() -> None:
    library = load()
    (turn,) = [turn for turn in answers(library) if turn.key == "see-pregnancy"]
    assert [line.key.split("-")[0] for line in turn.lines] == ["most", "also", "tip", "see", "ask"]
    assert "cause-" not in said(turn, library)[0]


def test_a_question_may_name_an_illness_that_has_no_plainer_name() -> None:
    textstat = reading_level.measurer()
    if textstat is None:
        pytest.skip("textstat 0.7.8 is not installed")
    question = "Do you have kidney, liver, or thyroid disease, or diabetes?"
    assert reading_level.grade(question, textstat) > HARDEST
    assert reading_level.grade(reading_level.without_names(question), textstat) < HARDEST


def test_without_the_right_textstat_the_check_says_what_it_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reading_level, "MEASURED_WITH", (0, 7, 9))
    assert reading_level.measurer() is None
    assert main(["check", "--locale", "en-US"]) == 0
    assert "left out: the reading level" in capsys.readouterr().out


@pytest.mark.slow
def test_what_is_said_in_every_locale_is_fit_to_be_heard() -> None:
    assert main(["check"]) == 0
