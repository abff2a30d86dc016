"""The tables that ranking and choosing multiply give what the table of strengths says, worked out the long way."""

from itertools import product
from math import isclose

import pytest

from skill.coach.choosing import next_question
from skill.coach.odds import Covers
from tests.skill.coach.test_interview import KNOWLEDGE, know

ODDS = KNOWLEDGE.odds
COMPOUNDS = sorted(KNOWLEDGE.compounds.values())
SINGLE: list[Covers] = [(finding,) for finding in KNOWLEDGE.findings]


def test_every_answer_of_a_finding_has_its_chance_and_together_they_are_certain() -> None:
    for finding in KNOWLEDGE.findings.values():
        chances = ODDS.chances[finding.id]
        assert chances.keys() == finding.answers.keys()
        assert all(isclose(sum(column), 1) for column in zip(*chances.values(), strict=True))


def test_an_answer_twice_as_likely_under_a_cause_is_met_twice_as_often_there() -> None:
    finding = KNOWLEDGE.findings["numb_or_tingling_one_limb"]
    yes, no = ODDS.chances[finding.id]["yes"], ODDS.chances[finding.id]["no"]
    for place, cause in enumerate(KNOWLEDGE.causes):
        ratio = finding.answers["yes"].ratios.get(cause, 1.0) / finding.answers["no"].ratios.get(cause, 1.0)
        usual = finding.answers["yes"].usual / finding.answers["no"].usual
        assert isclose(yes[place] / no[place], ratio * usual)


@pytest.mark.parametrize("covers", SINGLE + COMPOUNDS)
def test_the_outcomes_of_a_question_are_all_ways_to_answer_it(covers: Covers) -> None:
    ways = list(product(*(ODDS.chances[finding] for finding in covers)))
    assert len(ODDS.outcomes[covers]) == len(ways)
    for outcome, answers in zip(ODDS.outcomes[covers], ways, strict=True):
        for place in range(len(KNOWLEDGE.causes)):
            chance = 1.0
            for finding, answer in zip(covers, answers, strict=True):
                chance *= ODDS.chances[finding][answer][place]
            assert isclose(outcome[place], chance)


def test_whatever_is_left_of_a_compound_question_has_its_outcomes() -> None:
    for whole in COMPOUNDS:
        for left in whole:
            rest = tuple(finding for finding in whole if finding != left)
            assert len(rest) < 2 or rest in ODDS.outcomes


def test_the_choice_depends_on_nothing_but_what_is_known() -> None:
    memory = know(body_part="calf", timing="night_in_bed")._replace(questions=3, screened=True)
    elsewhere = memory._replace(turns=9, place="leg", assured=True, welcomed=True, told=("ur_dvt",), puzzled=1)
    assert next_question(memory, KNOWLEDGE) == next_question(elsewhere, KNOWLEDGE)
    assert next_question(memory, KNOWLEDGE) != next_question(memory._replace(questions=20), KNOWLEDGE)
