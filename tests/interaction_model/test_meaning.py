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
    ],
)
def test_other_words_may_stand_beside_a_symptom(house: House, said: str) -> None:
    house.change("model/en/AnswerIntent.yaml", '"{person} {cause}"', f'"{said}"\n  - "{{person}} {{cause}}"')
    assert [fault for fault in judge(house.build()) if "turns the meaning" in fault.message] == []
