from __future__ import annotations

import pytest

from interaction_model.build import Built
from interaction_model.conflicts import answer_faults, sentences_of, shared_faults
from interaction_model.judging import fault

from .conftest import House
from .small_models import model_of

VALUES = {
    "answer": {"yes": ["yes", "right"], "no": ["no", "not me"], "unknown": ["not sure", "skip"]},
    "part": {"calf": ["calf"], "back": ["back"]},
    "pain": {"cramp": ["cramp", "cramps"]},
    "person": {"self": ["me"]},
    "cause": {"stress": ["stress"], "calf_strain": ["calf"]},
}


def conflicts(samples: dict[str, list[str]], dialog: list[str] | None = None) -> list[str]:
    built = Built("en-US", model_of(samples, VALUES, dialog or []), {})
    return [each.message for each in shared_faults(built, sentences_of(built.model))]


@pytest.mark.parametrize(
    ("samples", "told"),
    [
        (
            {"MoreIntent": ["my calf cramps"], "ReliefIntent": ["my {part} {pain}"]},
            "'my calf cramps' is both 'my calf cramps' of MoreIntent and 'my {part} {pain}' of ReliefIntent "
            "(en-US.json > ReliefIntent > my {part} {pain})",
        ),
        (
            {"CauseDetailIntent": ["explain {cause}"], "ListCausesIntent": ["explain {part}"]},
            "'explain calf' is both 'explain {cause}' of CauseDetailIntent and 'explain {part}' of ListCausesIntent "
            "(en-US.json > ListCausesIntent > explain {part})",
        ),
        (
            {"AMAZON.PreviousIntent": ["back"], "AnswerIntent": ["{part}"]},
            "'back' is both 'back' of AMAZON.PreviousIntent and '{part}' of AnswerIntent "
            "(en-US.json > AnswerIntent > {part})",
        ),
        (
            {"AMAZON.YesIntent": ["not my back"], "AnswerIntent": ["not my {part}"]},
            "'not my back' is both 'not my back' of AMAZON.YesIntent and 'not my {part}' of AnswerIntent "
            "(en-US.json > AnswerIntent > not my {part})",
        ),
        (
            {"AMAZON.StopIntent": [], "MoreIntent": ["shut up"]},
            "'shut up' is both 'shut up' of AMAZON.StopIntent and 'shut up' of MoreIntent "
            "(en-US.json > MoreIntent > shut up)",
        ),
    ],
)
def test_a_sentence_of_two_intents_is_told(samples: dict[str, list[str]], told: str) -> None:
    assert conflicts(samples, ["AnswerIntent"]) == [told]


@pytest.mark.parametrize(
    "samples",
    [
        pytest.param({"AnswerIntent": ["{answer}"], "AMAZON.YesIntent": ["right"]}, id="a bare answer and Yes"),
        pytest.param({"AnswerIntent": ["well {answer}"], "DontKnowIntent": ["well not sure"]}, id="and DontKnow"),
        pytest.param({"AMAZON.NextIntent": [], "DontKnowIntent": ["skip"]}, id="Next and DontKnow"),
        pytest.param({"AskCauseIntent": ["my {part} {pain}"], "RedFlagIntent": ["my calf cramps"]}, id="one reader"),
        pytest.param({"AnswerIntent": ["it's {part}"], "CauseDetailIntent": ["it's {cause}"]}, id="told by the dialog"),
        pytest.param({"CauseDetailIntent": ["{cause}"], "ReliefIntent": ["{part}"]}, id="two bare slots"),
        pytest.param({"DescribeSymptomIntent": ["my {description}"], "MoreIntent": ["my calf"]}, id="a phrase slot"),
        pytest.param({"AMAZON.PreviousIntent": [], "ReliefIntent": ["{answer} {part}"]}, id="made by chance"),
        pytest.param({"ForgetMeIntent": ["skip me"], "ReliefIntent": ["{answer} {person}"]}, id="made by chance too"),
        pytest.param({"MoreIntent": ["more"], "ReliefIntent": ["more"]}, id="told by the rules for samples"),
    ],
)
def test_what_nobody_needs_to_mend_is_not_told(samples: dict[str, list[str]]) -> None:
    assert conflicts(samples, ["AnswerIntent"]) == []


@pytest.mark.parametrize(("wordings", "is_told"), [(50, True), (150, False)])
def test_a_coincidence_of_one_wording_in_more_than_a_hundred_is_not_told(wordings: int, is_told: bool) -> None:
    pains = {f"pain_{count}": [f"pain {'o' * count}"] for count in range(1, wordings)}
    values = VALUES | {"pain": pains | {"age": ["turned sixty", "just turned sixty"]}}
    samples = {"AskCauseIntent": ["my {part} {pain}"], "LogCrampIntent": ["my {part} just {pain}"]}
    built = Built("en-US", model_of(samples, values), {})
    assert bool([*shared_faults(built, sentences_of(built.model))]) == is_told


def test_templates_that_share_many_sentences_are_told_once_with_file_and_line_of_both(house: House) -> None:
    house.change("model/en/ReliefIntent.yaml", "what helps now", "what helps (a|my|the|this) {symptom}")
    house.change("model/en/MoreIntent.yaml", "more", "what helps (a|my|the) cramp")
    built = house.build()
    (fault,) = shared_faults(built, sentences_of(built.model))
    assert (fault.place.file.endswith("en/MoreIntent.yaml"), fault.place.line) == (True, 3)
    assert fault.message.startswith(
        "'what helps a cramp' is both 'what helps a cramp' of MoreIntent and 'what helps a "
    )
    assert fault.message.endswith("en/ReliefIntent.yaml:3) and 2 more like it")


@pytest.mark.parametrize(
    ("samples", "told"),
    [
        ({"AMAZON.YesIntent": ["not me"]}, "'not me' is a sample of AMAZON.YesIntent, and as an answer it means 'no'"),
        ({"DontKnowIntent": ["right"]}, "'right' is a sample of DontKnowIntent, and as an answer it means 'yes'"),
        ({"AMAZON.YesIntent": ["right", "sure enough"], "AMAZON.NextIntent": ["go on"]}, None),
    ],
)
def test_an_answer_means_the_same_to_the_built_in_intents(samples: dict[str, list[str]], told: str | None) -> None:
    model = model_of({"AnswerIntent": ["{answer}"]} | samples, VALUES)
    assert [message for _, message in answer_faults(model)] == ([told] if told else [])


def test_an_answer_that_means_something_else_is_told_with_its_line(house: House) -> None:
    house.change("model/en/builtins.yaml", "[right]", "[right, not sure]")
    built = house.build()
    (found,) = answer_faults(built.model)
    assert fault(built, found).place.line == 7
