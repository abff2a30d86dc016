from __future__ import annotations

import pytest

from interaction_model.check import judge

from .changes import Change, add_slot, assert_told, intent, sample, slot_sample, told
from .conftest import House

BROKEN: list[tuple[str, Change, str]] = [
    ("a sample too long", sample("why " * 60 + "{symptom}"), "longer than 200"),
    ("a capital in a sample", sample("why do I {symptom}"), "'I' will not do"),
    ("a digit in a sample", sample("{symptom} for 3 days"), "numbers as words"),
    ("a comma in a sample", sample("well, {symptom}"), "'well,' will not do"),
    ("a question mark", sample("why {symptom}?"), "will not do"),
    ("a period after a word", sample("my dr. says {symptom}"), "'dr.' will not do"),
    ("a dollar sign", sample("what costs $ten"), "'$ten' will not do"),
    ("an empty sample", sample(" "), "will not do"),
    ("a comma in a slot's sample", slot_sample("answer", "well, {answer}"), "'well,' will not do"),
    ("a slot the intent lacks", sample("why {timing}"), "no slot 'timing'"),
    ("a slot twice", sample("{symptom} and {symptom}"), "2 times"),
    ("a phrase slot alone", sample("{description}", "DescribeSymptomIntent"), "needs a carrier phrase"),
    ("a sample twice", sample("why do i get {symptom}"), "stands 2 times in AskCauseIntent"),
    ("a slot's sample twice", slot_sample("answer", "well {answer}"), "stands 2 times in AnswerIntent > answer"),
    ("a sample of two intents", sample("{body_part} {timing}", "DiaryIntent"), "of AnswerIntent and of DiaryIntent"),
    ("samples for Fallback", sample("hm", "AMAZON.FallbackIntent"), "takes no samples"),
    (
        "an intent without samples",
        lambda whole: intent(whole["languageModel"], "AskCauseIntent").update(samples=[]),
        "has no samples",
    ),
    ("a slot in no sample", add_slot("timing", "Timing"), "stands in none of its samples"),
]


@pytest.mark.parametrize(("change", "reason"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_sample_amazon_would_refuse_is_a_fault(house: House, change: Change, reason: str) -> None:
    assert_told(house, change, reason)


@pytest.mark.parametrize("said", ["why my {symptom}'s back", "is it a. l. s.", "why don't i", "charley-horse again"])
def test_a_sample_amazon_takes_is_none(house: House, said: str) -> None:
    assert told(house, sample(said)) == []


def test_a_phrase_slot_beside_another_slot_is_a_fault(house: House) -> None:
    house.change("model/en/DescribeSymptomIntent.yaml", "(i|my) {description}", "my {body_part} {description}")
    (fault,) = judge(house.build())
    assert "must be the only slot" in fault.message
    assert (fault.place.file.endswith("DescribeSymptomIntent.yaml"), fault.place.line) == (True, 3)
