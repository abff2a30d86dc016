"""The choice of the next question: order, gates, budget, what must be reached, and when it is enough."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coach.choosing import BUDGET, STRETCH, last_check, likeliest, may_ask, next_question
from skill.coach.memory import Memory
from skill.coach.taking import settle
from tests.skill.coach.test_interview import KNOWLEDGE, know


def test_place_and_timing_are_asked_first_and_singly() -> None:
    assert next_question(know(), KNOWLEDGE) == ("body_part",)
    assert next_question(know(body_part="calf"), KNOWLEDGE) == ("timing",)


def interview(random: Random, memory: Memory) -> tuple[Memory, list[tuple[str, ...]]]:
    """An interview answered at random, to its end: what is known, and what was asked."""
    asked = []
    while (covers := next_question(memory, KNOWLEDGE)) is not None:
        asked.append(covers)
        for finding in covers:
            answers: Sequence[tuple[str, ...]] = [(), *((one,) for one in KNOWLEDGE.findings[finding].answers)]
            memory = settle(memory, finding, random.choice(answers))
        memory = memory._replace(questions=memory.questions + 1)
    return memory, asked


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_answers_reach_the_end_within_the_budget_past_a_serious_and_an_exposure_item(random: Random) -> None:
    memory, asked = interview(random, know())
    followed_up = any(covers == (follow.finding,) for covers in asked for follow in KNOWLEDGE.follow_ups)
    assert memory.questions <= BUDGET + STRETCH + followed_up  # the last danger sign may come on top
    screens = {KNOWLEDGE.findings[finding].screens for finding in memory.findings}
    assert {"serious", "exposure"} <= screens
    assert len(asked) == len(set(asked))


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_gated_finding_is_asked_for_alone_only_where_its_gate_is_open_and_never_where_it_is_barred(
    random: Random,
) -> None:
    memory = know()
    while (covers := next_question(memory, KNOWLEDGE)) is not None:
        assert any(may_ask(finding, memory, KNOWLEDGE) for finding in covers)
        assert not any(memory.knows(finding) for finding in covers)
        for finding in covers:
            memory = settle(memory, finding, (random.choice(list(KNOWLEDGE.findings[finding].answers)),))
        memory = memory._replace(questions=memory.questions + 1)


def test_what_is_known_is_left_out_of_a_question_that_asks_for_several_things() -> None:
    known = know(body_part="calf", timing="night_in_bed", med_class="statin", numb_or_tingling_one_limb="no")
    _, asked = interview(Random(1), known)  # noqa: S311  repeatable, no secret
    assert not {"med_class", "numb_or_tingling_one_limb"} & {finding for covers in asked for finding in covers}


def test_a_clear_case_is_not_asked_to_the_end_of_the_budget() -> None:
    clear = know(
        body_part="calf", timing="during_or_right_after_exercise", harder_activity="yes", hot_and_sweaty="no",
        low_fluids="no", med_class="none", new_medicine="no", alcohol_regular="no", weaker_over_weeks="no",
        numb_or_tingling_one_limb="no", stiff_slow_or_shaky="no",
    )  # fmt: skip
    assert next_question(clear, KNOWLEDGE) is None


def test_a_man_is_not_asked_about_pregnancy_in_any_breath() -> None:
    man = know(body_part="calf", timing="night_in_bed")._replace(male=True)
    _, asked = interview(Random(3), man)  # noqa: S311
    assert "pregnant" not in {finding for covers in asked for finding in covers}


@pytest.mark.parametrize(
    ("known", "flag"),
    [
        ({"body_part": "calf"}, "rf_cold_limb"),
        ({"body_part": "low_back"}, "rf_cauda_equina"),
        ({"body_part": "calf", "med_class": "statin"}, "rf_rhabdo"),
        ({"body_part": "hamstring", "harder_activity": "yes"}, "rf_rhabdo"),
        ({"body_part": "eyelid_or_face_twitch"}, None),
    ],
)
def test_the_last_danger_sign_goes_with_the_place_the_effort_and_the_medicine(
    known: dict[str, str], flag: str | None
) -> None:
    assert last_check(know(**known), KNOWLEDGE) == flag


def test_the_last_danger_sign_is_asked_for_once() -> None:
    assert last_check(know(body_part="calf")._replace(checked=("rf_cold_limb",)), KNOWLEDGE) is None


def test_a_bare_yes_is_taken_up_where_it_most_likely_meant() -> None:
    limb = ("weaker_over_weeks", "numb_or_tingling_one_limb", "stiff_slow_or_shaky")
    assert likeliest(limb, know(body_part="calf", timing="night_in_bed"), KNOWLEDGE) == "numb_or_tingling_one_limb"


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
    assert may_ask(finding, know(**open_), KNOWLEDGE)
    assert not may_ask(finding, know(**shut), KNOWLEDGE)


def test_pregnancy_is_not_asked_after_a_male_word() -> None:
    assert not may_ask("pregnant", know()._replace(male=True), KNOWLEDGE)


def test_exactly_the_findings_without_a_gate_in_the_contract_may_always_be_asked() -> None:
    ungated = {finding.id for finding in KNOWLEDGE.findings.values() if not finding.ask_if and not finding.unless}
    assert ungated == {
        "body_part", "timing", "harder_activity", "low_fluids", "new_medicine", "med_class", "alcohol_regular",
        "numb_or_tingling_one_limb", "weaker_over_weeks", "twitching_between_cramps", "age_60_plus",
        "kidney_liver_thyroid_diabetes", "same_spot_every_time",
    }  # fmt: skip
