"""Ranking and the choice of questions, held against the contract and, where it is present, the evidence table."""

import csv
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coach.interview import BUDGET, CAP, may_ask, next_question, posterior, rank
from skill.coach.memory import Memory
from skill.coach.questions import settle
from skill.library import RATIOS
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
    assert rank(replace(know(body_part="calf"), person="child"), KNOWLEDGE) == ()


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


@given(some_answers)
def test_the_order_of_answers_does_not_matter(findings: dict[str, tuple[str, ...]]) -> None:
    backwards = dict(reversed(findings.items()))
    forwards, back = posterior(findings, KNOWLEDGE), posterior(backwards, KNOWLEDGE)
    assert all(forwards[cause] == pytest.approx(back[cause]) for cause in forwards)


@given(some_answers, st.sampled_from(sorted(KNOWLEDGE.findings)))
def test_an_answer_never_lowers_a_cause_against_one_for_which_its_ratio_is_smaller(
    findings: dict[str, tuple[str, ...]], finding: str
) -> None:
    before = posterior({known: answer for known, answer in findings.items() if known != finding}, KNOWLEDGE)
    for answer in KNOWLEDGE.findings[finding].answers.values():
        after = posterior({**findings, finding: (answer.id,)}, KNOWLEDGE)
        for one in KNOWLEDGE.causes:
            for other in KNOWLEDGE.causes:
                if answer.ratios.get(one, 1.0) >= answer.ratios.get(other, 1.0):
                    assert after[one] / after[other] >= before[one] / before[other] * (1 - 1e-9)


def test_place_and_timing_are_asked_first() -> None:
    assert next_question(know(), KNOWLEDGE) == "body_part"
    assert next_question(know(body_part="calf"), KNOWLEDGE) == "timing"


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_answers_reach_the_end_within_the_budget_past_a_serious_and_an_exposure_item(random: Random) -> None:
    memory = know()
    while (finding := next_question(memory, KNOWLEDGE)) is not None:
        assert may_ask(KNOWLEDGE.findings[finding], memory)
        answer = random.choice([(), *((answer,) for answer in KNOWLEDGE.findings[finding].answers)])
        memory = replace(settle(memory, finding, answer), questions=memory.questions + 1)
    assert memory.questions <= BUDGET
    screens = {KNOWLEDGE.findings[finding].screens for finding in memory.findings}
    assert {"serious", "exposure"} <= screens


GATES = [
    ("pain_gone_within_10_min_of_standing_still", {"timing": "walking_eases_with_rest"}, {"timing": "night_in_bed"}),
    ("better_bending_forward", {"body_part": "low_back"}, {"body_part": "calf"}),
    ("better_bending_forward", {"timing": "walking_eases_with_rest"}, {"timing": "any_time"}),
    ("long_same_position", {"body_part": "hand_or_forearm"}, {"body_part": "calf"}),
    ("long_same_position", {"timing": "sitting_still_or_desk"}, {"timing": "night_in_bed"}),
    ("sedentary", {"timing": "night_in_bed"}, {"timing": "any_time"}),
    ("hot_and_sweaty", {"timing": "any_time"}, {"timing": "night_in_bed"}),
    ("hot_and_sweaty", {"body_part": "several_places"}, {"body_part": "calf"}),
    ("vomiting_or_diarrhea", {"timing": "any_time"}, {"timing": "night_in_bed"}),
    ("stimulants_or_withdrawal", {"body_part": "several_places"}, {"body_part": "calf"}),
    ("caffeine_high", {"body_part": "eyelid_or_face_twitch"}, {"body_part": "calf"}),
    ("restricted_diet_or_absorption", {"body_part": "eyelid_or_face_twitch"}, {"body_part": "foot_or_toes"}),
    ("tingling_lips_and_fingertips", {"timing": "worry_or_panic"}, {"timing": "any_time"}),
    ("back_or_neck_pain_shooting", {"body_part": "hand_or_forearm"}, {"body_part": "low_back"}),
    ("hard_knot_eases_with_stretch", {"body_part": "buttock_or_hip"}, {"body_part": "neck_or_shoulder"}),
    ("stiff_slow_or_shaky", {"age_60_plus": "yes"}, {"age_60_plus": "no"}),
    ("known_neuro_diagnosis", {"weaker_over_weeks": "yes"}, {"weaker_over_weeks": "no"}),
    ("known_neuro_diagnosis", {"stiff_slow_or_shaky": "yes"}, {"twitching_between_cramps": "yes"}),
    ("artery_risk", {"body_part": "buttock_or_hip"}, {"body_part": "low_back"}),
    ("cold_or_changed_feet", {"body_part": "front_thigh"}, {"body_part": "hand_or_forearm"}),
    ("pregnant", {"age_60_plus": "no"}, {"age_60_plus": "yes"}),
    ("stressed", {"body_part": "neck_or_shoulder"}, {"body_part": "calf"}),
    ("fast_breathing_during", {"tingling_lips_and_fingertips": "yes"}, {"body_part": "calf"}),
]


@pytest.mark.parametrize(("finding", "open_", "shut"), GATES)
def test_a_gated_question_is_asked_only_where_its_gate_is_open(
    finding: str, open_: dict[str, str], shut: dict[str, str]
) -> None:
    assert may_ask(KNOWLEDGE.findings[finding], know(**open_))
    assert not may_ask(KNOWLEDGE.findings[finding], know(**shut))


def test_pregnancy_is_not_asked_after_a_male_word() -> None:
    assert not may_ask(KNOWLEDGE.findings["pregnant"], replace(know(), male=True))


def test_exactly_the_findings_without_a_gate_in_the_contract_may_always_be_asked() -> None:
    ungated = {finding.id for finding in KNOWLEDGE.findings.values() if not finding.ask_if and not finding.unless}
    assert ungated == {
        "body_part", "timing", "harder_activity", "low_fluids", "new_medicine", "med_class", "alcohol_regular",
        "numb_or_tingling_one_limb", "weaker_over_weeks", "twitching_between_cramps", "age_60_plus",
        "kidney_liver_thyroid_diabetes", "same_spot_every_time",
    }  # fmt: skip
