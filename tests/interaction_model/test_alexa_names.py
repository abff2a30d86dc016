from __future__ import annotations

import pytest

from .changes import (
    Change,
    add_slot,
    add_type,
    assert_told,
    in_type,
    invocation,
    more_intents,
    rename_intent,
    told,
    value,
)
from .conftest import House

BROKEN: list[tuple[str, Change, str]] = [
    ("one word to invoke", invocation("cramps"), "two words or more"),
    ("an invocation name of nothing", invocation("c"), "2 to 50 characters"),
    ("an invocation name too long", invocation("cramp coach " * 5), "2 to 50 characters"),
    ("capitals to invoke", invocation("Cramp Coach"), "small letters"),
    ("a digit to invoke", invocation("cramp coach 2"), "numbers as words"),
    ("two blanks to invoke", invocation("cramp  coach"), "single blanks"),
    ("a comma to invoke", invocation("cramp, coach"), "will not do"),
    ("a period after a word", invocation("dr. cramp"), "a period after a single letter"),
    ("an apostrophe alone", invocation("cramp ' coach"), "possessive apostrophes"),
    ("an article of two words", invocation("the cramp"), "may not hold 'the'"),
    ("a pronoun of two words", invocation("my cramp"), "may not hold 'my'"),
    ("a launch word", invocation("open cramp coach"), "launch word 'open'"),
    ("a connecting word", invocation("cramp and coach"), "connecting word 'and'"),
    ("a wake word", invocation("alexa cramp coach"), "wake word 'alexa'"),
    ("a built-in missing", rename_intent("AMAZON.HelpIntent", "HelpMeIntent"), "AMAZON.HelpIntent is missing"),
    ("a digit in an intent's name", rename_intent("AskCauseIntent", "Ask2Intent"), "no intent name"),
    ("two intents of one name", rename_intent("AskCauseIntent", "AnswerIntent"), "2 intents are called AnswerIntent"),
    ("a digit in a slot's name", add_slot("part2", "BodyPart"), "no slot name"),
    ("two slots of one name", add_slot("symptom", "Symptom"), "2 slots of AskCauseIntent are called symptom"),
    ("a digit in a type's name", in_type("Cause", lambda each: each.update(name="Cause2")), "no type name"),
    ("two types of one name", add_type("Cause", value("age", "age")), "2 types are called Cause"),
    ("too many intents", more_intents(251), "250"),
]


@pytest.mark.parametrize(("change", "reason"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_name_amazon_would_refuse_is_a_fault(house: House, change: Change, reason: str) -> None:
    assert_told(house, change, reason)


@pytest.mark.parametrize(
    "name", ["cramp coach", "sam's cramp coach", "n. b. a. scores", "the cramp coach", "runners' cramps"]
)
def test_a_name_amazon_takes_is_none(house: House, name: str) -> None:
    assert told(house, invocation(name)) == []


def test_a_fault_of_the_invocation_name_is_told_with_its_line(house: House) -> None:
    house.change("model/en/model.yaml", "invocation_name: cramp coach", "invocation_name: cramps")
    (fault,) = [fault for fault in house.faults() if "two words" in fault.message]
    assert (fault.place.file.endswith("en/model.yaml"), fault.place.line) == (True, 2)
