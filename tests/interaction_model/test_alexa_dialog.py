from __future__ import annotations

from typing import Any

import pytest

from .changes import Change, assert_told, in_dialog, prompt, told
from .conftest import House

ASKED = "Elicit.Slot.AnswerIntent.answer"


def slot(**fields: Any) -> Change:
    """A change of the dialog model's first slot, which is `answer`."""
    return in_dialog(lambda each: each["slots"][0].update(fields))


def validation(**fields: Any) -> Change:
    return slot(validations=[{"prompt": ASKED} | fields])


def says(value: str, kind: str = "PlainText") -> Change:
    """A change of what the first prompt, that of `answer`, says."""
    return lambda whole: whole["prompts"][0].update(variations=[{"type": kind, "value": value}])


BROKEN: list[tuple[str, Change, str]] = [
    ("an unknown strategy", lambda whole: whole["dialog"].update(delegationStrategy="NEVER"), "no delegation strategy"),
    ("an unknown strategy of an intent", in_dialog(lambda each: each.update(delegationStrategy="NO")), "'NO' is no"),
    ("a dialog of no intent", in_dialog(lambda each: each.update(name="OddIntent")), "'OddIntent', which does not"),
    ("a dialog twice", lambda whole: whole["dialog"]["intents"].append({"name": "AnswerIntent"}), "stands 2 times"),
    (
        "a dialog slot too many",
        in_dialog(lambda each: each["slots"].append({"name": "record", "type": "Record"})),
        "'record', which AnswerIntent does not have",
    ),
    ("a dialog slot twice", in_dialog(lambda each: each["slots"].append(each["slots"][0])), "'answer' stands 2 times"),
    ("a dialog slot of another type", slot(type="Cause"), "is Cause in the dialog model, Answer in AnswerIntent"),
    ("a dialog slot missing", in_dialog(lambda each: each["slots"].pop()), "is not in the dialog model"),
    ("no prompt to elicit with", slot(prompts={}), "no elicitation prompt"),
    ("no prompt to confirm a slot with", slot(confirmationRequired=True), "no confirmation prompt"),
    (
        "no prompt to confirm an intent with",
        in_dialog(lambda each: each.update(confirmationRequired=True)),
        "AnswerIntent is to be confirmed but has no confirmation prompt",
    ),
    ("a validation without a prompt", validation(type="hasEntityResolutionMatch", prompt=""), "has no prompt"),
    ("a validation with a prompt that is not there", validation(type="isInSet", values=["a"], prompt="P"), "'P' does"),
    ("an unknown validation", validation(type="isOdd"), "'isOdd', which is none"),
    ("a validation without its value", validation(type="isLessThan"), "has no 'value'"),
    ("a validation without its values", validation(type="isNotInSet", values=[]), "has no 'values'"),
    ("a validation without its span", validation(type="isInDuration"), "has no 'start' and no 'end'"),
    ("a span of what has no time", validation(type="isInDuration", start="P1D"), "AMAZON.DATE and AMAZON.TIME only"),
    (
        "a match in a type without values",
        slot(type="AMAZON.DATE", validations=[{"type": "hasEntityResolutionMatch", "prompt": "P"}]),
        "with listed values only",
    ),
    (
        "a prompt of an intent that is not there",
        in_dialog(lambda each: each.update(prompts={"confirmation": "P"})),
        "'P' does not exist",
    ),
    ("a prompt that is not there", lambda whole: whole["prompts"].pop(), "does not exist"),
    ("a prompt nobody uses", prompt("P"), "nothing uses"),
    ("a prompt twice", prompt(ASKED), "stands 2 times in the list of prompts"),
    ("a prompt that says nothing", says(" "), "says nothing"),
    ("a prompt of no kind", says("Which?", "Text"), "is 'Text', not PlainText or SSML"),
    ("a prompt with a slot that is not there", says("Your {place}?"), "'place', which AnswerIntent does not have"),
]


@pytest.mark.parametrize(("change", "reason"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_dialog_amazon_would_refuse_is_a_fault(house: House, change: Change, reason: str) -> None:
    assert_told(house, change, reason)


@pytest.mark.parametrize(
    "change",
    [
        says("So {answer}, in your {body_part}?"),
        says("<speak>Yes?</speak>", "SSML"),
        validation(type="hasEntityResolutionMatch"),
        validation(type="isInSet", values=["yes", "no"]),
        slot(confirmationRequired=True, prompts=dict.fromkeys(("elicitation", "confirmation"), ASKED)),
    ],
)
def test_a_dialog_amazon_takes_is_none(house: House, change: Change) -> None:
    assert told(house, change) == []


def test_a_fault_of_a_prompt_is_told_with_the_line_of_its_slot(house: House) -> None:
    house.change("model/en/model.yaml", '"Which cause?"', '"Is it {place}?"')
    (fault,) = [fault for fault in house.faults() if "'place'" in fault.message]
    assert (fault.place.file.endswith("en/model.yaml"), fault.place.line) == (True, 11)
