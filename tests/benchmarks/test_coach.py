"""The measurement of the coach: its baselines, its counts, its tables."""

from __future__ import annotations

import pytest

from benchmarks import coach
from benchmarks.coach_baselines import fixed_order, prior
from benchmarks.coach_figures import Figures, Triage, by_cause, never_asked
from benchmarks.danger_sentences import MOMENTS, by_reader, reached, sentences
from benchmarks.tally import Share
from tests.patient_stories import Story
from tests.skill.conversation import LIBRARY
from tests.visits import Exchange, Visit

KNOWLEDGE = LIBRARY.knowledge
SCIATICA = Story(
    "sciatica",
    "",
    tells=("body_part",),
    facts={
        "body_part": ("hamstring",),
        "timing": ("sitting_still_or_desk",),
        "back_or_neck_pain_shooting": ("yes",),
        "numb_or_tingling_one_limb": ("yes",),
    },
    accept=("nerve_compression",),
)


def came(cause: str, *ranking: str, questions: int = 5, answered: bool = True) -> Visit:
    return Visit(Story("one", "", accept=(cause,)), ranking, "none", questions, answered, ())


def test_the_prior_asks_nothing_and_names_what_is_most_common() -> None:
    visit = prior(SCIATICA, KNOWLEDGE)
    assert visit.questions == 0
    assert visit.ranking[0] == max(KNOWLEDGE.causes.values(), key=lambda cause: cause.prior).id


def test_fixed_order_with_every_question_finds_what_few_questions_do_not() -> None:
    everything, few = fixed_order(SCIATICA, KNOWLEDGE), fixed_order(SCIATICA, KNOWLEDGE, 3)
    assert everything.place() == 1
    assert few.place() != 1
    assert few.questions == 3 < everything.questions


def test_fixed_order_knows_the_gates_of_causes() -> None:
    healthy = fixed_order(Story("one", "", facts={"body_part": ("foot_or_toes",)}), KNOWLEDGE)
    assert healthy.ranking[0] != "medical_neuromuscular"
    assert healthy.ranking[-1] == "pregnancy"


def test_fixed_order_sees_the_danger_that_the_screen_or_an_answer_brings() -> None:
    assert fixed_order(Story("one", "", signs={"ur_dvt": "swollen"}), KNOWLEDGE).triage == "same_day"
    walking = Story("two", "", facts={"body_part": ("calf",), "timing": ("walking_eases_with_rest",)})
    assert fixed_order(walking, KNOWLEDGE).triage == "routine"


def test_figures_count_places_questions_and_interviews_without_an_answer() -> None:
    figures = Figures.of(
        [
            came("a", "a", "b", questions=4),
            came("a", "b", "c", "a", questions=6),
            came("a", "b", "c", "d", "a", questions=7),
            came("a", questions=9, answered=False),
            Visit(Story("danger", ""), (), "emergency", 1, False, ()),
        ]
    )
    assert figures == Figures(Share(1, 4), Share(2, 4), median=7, ninetieth=9, unanswered=1)
    assert by_cause([came("a", "a"), came("a", "b"), came("b", "b")]) == {"a": Share(1, 2), "b": Share(1, 1)}


def test_a_missed_patient_was_asked_for_a_strong_sign_or_never() -> None:
    def missed(*asked: str) -> Visit:
        return Visit(SCIATICA, ("pregnancy", "nerve_compression"), "none", 2, True, (Exchange("", "", asked),))

    found = Visit(SCIATICA, ("nerve_compression",), "none", 2, True, ())
    visits = [missed("low_fluids"), missed("age_60_plus", "numb_or_tingling_one_limb"), found]
    assert never_asked(visits, KNOWLEDGE) == {"nerve_compression": Share(1, 2)}


def test_triage_counts_a_higher_level_as_caught_and_only_limited_stories_as_alarms() -> None:
    def ended(least: str, got: str, at_most: str | None = None) -> Visit:
        return Visit(Story("one", "", triage=least, at_most=at_most), (), got, 1, True, ())

    triage = Triage.of(
        [ended("emergency", "same_day"), ended("same_day", "emergency"), ended("none", "same_day", at_most="routine")]
    )
    assert triage.caught == {"routine": Share(0, 0), "same_day": Share(1, 1), "emergency": Share(0, 1)}
    assert triage.false_alarms == Share(1, 1)


def test_sentences_of_danger_count_by_their_level_and_everyday_ones_as_alarms_from_same_day_on() -> None:
    triage = Triage.of_sentences({"emergency": ["emergency", "none"], "none": ["routine", "same_day", "none"]})
    assert triage == Triage({"emergency": Share(1, 2)}, Share(1, 3))


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_reader_alone_hears_a_heart_attack_and_no_danger_in_an_idiom(moment: str) -> None:
    said = {"emergency": ["i have a crushing pain in my chest"], "none": ["my legs are killing me"]}
    assert reached(moment, said, by_reader) == {"emergency": ["emergency"], "none": ["none"]}


def test_sentences_stand_under_the_level_they_must_reach() -> None:
    assert set(sentences()) == {"emergency", "same_day", "none"}


@pytest.mark.slow
def test_without_the_speaker_every_table_of_patients_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    coach.main(["--each", "1", "--ids-only", "--no-sentences", "--transcripts"])
    printed = capsys.readouterr().out
    for title in (
        "simulated patients, table model, clear answers (12 patients with a cause)",
        "simulated patients, archetype model, 20 % don't know, 10 % wrong",
        "right cause first, by cause",
        "never asked for a strong sign they have",
        "triage: patient stories",
        "stories that went wrong: the coach, fed with ids",
    ):
        assert title in printed
    for who in ("the coach, fed with ids", "fixed order, as many questions", "always the prior"):
        assert printed.count(who) >= 6
    assert "the coach, by words" not in printed


def test_a_story_that_went_wrong_is_told_with_its_turns() -> None:
    child = Visit(Story("kid", "", person="child"), ("pregnancy",), "none", 1, True, ())
    late = Visit(Story("late", "", triage="emergency", accept=("pregnancy",)), ("b", "pregnancy"), "none", 1, True, ())
    assert coach.missed("someone", [child, late], transcripts=False)[2:] == [
        "  kid: causes were ranked for a child",
        "  late: place 2, first b; MISSED: none, at least emergency",
    ]
