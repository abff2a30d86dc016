from __future__ import annotations

import pytest

from interaction_model.check import judge

from .conftest import House


@pytest.mark.parametrize(
    "said",
    [
        "no {symptom}",
        "i never get {symptom}",
        "my mother had {symptom}",
        "i had {symptom}",
        "i don't have {symptom}",
        "{symptom} last year",
        "{symptom} years ago",
        "i used to get {symptom}",
        "my son has {symptom}",
        "my father's {symptom}",
        "he has {symptom}",
        "without {symptom}",
        "i can't have {symptom}",
        "someone has {symptom}",
        "someone's {symptom}",
        "oh no {symptom}",
        "i once got {symptom}",
    ],
)
def test_words_that_turn_the_meaning_are_refused_beside_a_symptom(house: House, said: str) -> None:
    house.change("model/en/AskCauseIntent.yaml", '"{record} {symptom}"', f'"{said}"')
    faults = [fault for fault in judge(house.build()) if "turns the meaning" in fault.message]
    assert [fault.place.line for fault in faults][:1] == [5]
    assert len({fault.message for fault in faults}) == len(faults)


@pytest.mark.parametrize(
    "said",
    [
        "how long does {symptom} last",
        "{person} has {symptom} in his {body_part}",
        "{answer} {symptom}",
        "i had a cramp in my {body_part}",
        "oh no i get {symptom}",
        "no it's {symptom}",
        "should i call someone about {symptom}",
        "{symptom} and i can't move it",
        "i can't stop {symptom}",
        "once the {symptom} starts",
    ],
)
def test_other_words_may_stand_beside_a_symptom(house: House, said: str) -> None:
    house.change("model/en/AnswerIntent.yaml", '"{person} {cause}"', f'"{said}"\n  - "{{person}} {{cause}}"')
    assert [fault for fault in judge(house.build()) if "turns the meaning" in fault.message] == []


@pytest.mark.parametrize("carrier", ["no", "i had", "past", "my mother", "i don't", "never"])
def test_words_that_turn_the_meaning_are_refused_as_the_carrier_of_a_phrase(house: House, carrier: str) -> None:
    house.change("model/en/DescribeSymptomIntent.yaml", "(i|my)", carrier)
    (fault,) = [fault for fault in judge(house.build()) if "turns the meaning of {description}" in fault.message]
    assert (fault.place.file.endswith("DescribeSymptomIntent.yaml"), fault.place.line) == (True, 3)


@pytest.mark.parametrize("carrier", ["no my", "he", "she's", "there's", "yes but"])
def test_the_carriers_people_start_with_are_taken(house: House, carrier: str) -> None:
    house.change("model/en/DescribeSymptomIntent.yaml", "(i|my)", carrier)
    assert [fault for fault in judge(house.build()) if "turns the meaning" in fault.message] == []
