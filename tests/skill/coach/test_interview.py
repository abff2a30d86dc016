"""Ranking and the choice of questions, held against the contract and, where it is present, the evidence table."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.interview import CAP, rank
from skill.coach.memory import Memory
from skill.coach.taking import settle
from skill.facts import RATIOS
from tests.skill.conversation import LIBRARY

KNOWLEDGE = LIBRARY.knowledge
TABLE = Path(__file__).parents[4] / "shared" / "clinical" / "findings-by-cause.csv"


def know(**findings: str) -> Memory:
    memory = Memory(screened=True, questions=1)
    for finding, answer in findings.items():
        memory = settle(memory, finding, (answer,))
    return memory


some_answers = st.dictionaries(
    st.sampled_from(sorted(KNOWLEDGE.findings)), st.integers(min_value=0, max_value=20), max_size=12
).map(
    lambda chosen: {
        finding: (list(KNOWLEDGE.findings[finding].answers)[pick % len(KNOWLEDGE.findings[finding].answers)],)
        for finding, pick in chosen.items()
    }
)


@pytest.mark.skipif(not TABLE.exists(), reason="the evidence table lies beside the project, not in it")
def test_every_strength_is_the_evidence_table_s() -> None:
    with TABLE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        answer = KNOWLEDGE.findings[row["finding_id"]].answers[row["answer"]]
        for cause in KNOWLEDGE.causes:
            assert answer.ratios.get(cause, 1.0) == RATIOS.get(row[cause], 1.0), (row["finding_id"], cause)
    assert sum(len(finding.answers) for finding in KNOWLEDGE.findings.values()) == len(rows)


def test_the_ranking_names_all_twelve_causes_best_first_to_three_decimals() -> None:
    ranking = rank(know(body_part="calf", timing="night_in_bed"), KNOWLEDGE)
    shares = [share for _, share in ranking]
    assert {cause for cause, _ in ranking} == set(KNOWLEDGE.causes)
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1, abs=0.006)
    assert all(share == round(share, 3) for share in shares)


def test_there_is_no_ranking_before_an_answer_counts_nor_for_a_child() -> None:
    assert rank(Memory(), KNOWLEDGE) == ()
    assert rank(settle(Memory(), "body_part", ()), KNOWLEDGE) == ()
    assert rank(know(body_part="calf")._replace(person="child"), KNOWLEDGE) == ()


@given(some_answers)
def test_no_cause_is_ever_held_more_likely_than_the_cap(findings: dict[str, tuple[str, ...]]) -> None:
    ranking = rank(Memory(findings=findings), KNOWLEDGE)
    assert not ranking or ranking[0][1] <= CAP


@given(some_answers)
def test_a_nerve_or_muscle_disease_is_never_first_without_its_signs(findings: dict[str, tuple[str, ...]]) -> None:
    signs = ("weaker_over_weeks", "stiff_slow_or_shaky", "known_neuro_diagnosis")
    findings = {finding: answer for finding, answer in findings.items() if finding not in signs}
    ranking = rank(Memory(findings=findings), KNOWLEDGE)
    assert not ranking or ranking[0][0] != "medical_neuromuscular"


def test_twitching_alone_does_not_put_a_nerve_disease_first() -> None:
    ranking = rank(know(body_part="hand_or_forearm", twitching_between_cramps="yes", timing="any_time"), KNOWLEDGE)
    assert ranking[0][0] != "medical_neuromuscular"


def test_pregnancy_is_left_out_until_it_is_said() -> None:
    without = dict(rank(know(body_part="calf", timing="night_in_bed"), KNOWLEDGE))
    said = dict(rank(know(body_part="calf", timing="night_in_bed", pregnant="yes"), KNOWLEDGE))
    assert without["pregnancy"] == 0
    assert said["pregnancy"] > 0
