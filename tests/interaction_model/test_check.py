from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from interaction_model.build import Built, write_all
from interaction_model.check import check, judge

from .conftest import House

Change = Callable[[dict[str, Any]], None]


def test_the_model_and_the_content_of_this_house_agree() -> None:
    assert check() == []


def test_the_small_house_is_sound(house: House) -> None:
    write_all(house.model, house.content, house.built)
    assert check(house.model, house.content, house.built) == []


def intent(spoken: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in spoken["intents"] if each["name"] == name)
    return found


def sample(text: str, name: str = "AskCauseIntent") -> Change:
    """A change that adds a sample to an intent of the model."""
    return lambda whole: intent(whole["languageModel"], name)["samples"].append(text)


def both(first: Change, second: Change) -> Change:
    def change(whole: dict[str, Any]) -> None:
        first(whole)
        second(whole)

    return change


def invocation(name: str) -> Change:
    return lambda whole: whole["languageModel"].update(invocationName=name)


def rename_intent(old: str, new: str) -> Change:
    return lambda whole: intent(whole["languageModel"], old).update(name=new)


def add_slot(name: str, type_name: str) -> Change:
    return lambda whole: intent(whole["languageModel"], "AskCauseIntent")["slots"].append(
        {"name": name, "type": type_name}
    )


def in_type(name: str, change: Callable[[dict[str, Any]], None]) -> Change:
    return lambda whole: change(next(each for each in whole["languageModel"]["types"] if each["name"] == name))


def sensitivity(level: str) -> Change:
    configured = {"fallbackIntentSensitivity": {"level": level}}
    return lambda whole: whole["languageModel"].update(modelConfiguration=configured)


def prompt(prompt_id: str) -> Change:
    said = {"type": "PlainText", "value": "Which?"}
    return lambda whole: whole["prompts"].append({"id": prompt_id, "variations": [said]})


def more_values(*values: dict[str, Any]) -> Change:
    return in_type("Cause", lambda each: each["values"].extend(values))


def more_intents(count: int) -> Change:
    return lambda whole: whole["languageModel"]["intents"].extend({"name": "I" * number} for number in range(1, count))


def in_dialog(change: Callable[[dict[str, Any]], None]) -> Change:
    return lambda whole: change(whole["dialog"]["intents"][0])


def value(value_id: str, *said: str) -> dict[str, Any]:
    return {"id": value_id, "name": {"value": said[0], "synonyms": [*said[1:]]}}


BROKEN: list[tuple[str, Change, str]] = [
    ("one word to invoke", invocation("cramps"), "two words or more"),
    ("an invocation name of nothing", invocation("c"), "2 to 50 characters"),
    ("capitals to invoke", invocation("Cramp Coach"), "small letters"),
    ("a digit to invoke", invocation("cramp coach 2"), "small letters"),
    ("an article of two words", invocation("the cramp"), "may not hold 'the'"),
    ("a launch word", invocation("open cramp coach"), "launch word 'open'"),
    ("a connecting word", invocation("cramp and coach"), "connecting word 'and'"),
    ("a wake word", invocation("alexa cramp coach"), "wake word 'alexa'"),
    ("a built-in missing", rename_intent("AMAZON.HelpIntent", "HelpMeIntent"), "AMAZON.HelpIntent is missing"),
    ("a digit in an intent's name", rename_intent("AskCauseIntent", "Ask2Intent"), "no intent name"),
    ("two intents of one name", rename_intent("AskCauseIntent", "AnswerIntent"), "2 intents are called AnswerIntent"),
    ("a digit in a slot's name", add_slot("part2", "BodyPart"), "no slot name"),
    ("too many intents", more_intents(251), "250"),
    ("a sample too long", sample("why " * 60 + "{symptom}"), "longer than 200"),
    ("a capital in a sample", sample("why do I {symptom}"), "'I' will not do"),
    ("a digit in a sample", sample("{symptom} for 3 days"), "numbers as words"),
    ("a comma in a sample", sample("well, {symptom}"), "'well,' will not do"),
    ("a question mark", sample("why {symptom}?"), "will not do"),
    ("a period after a word", sample("my dr. says {symptom}"), "'dr.' will not do"),
    ("an empty sample", sample(" "), "will not do"),
    ("a slot the intent lacks", sample("why {timing}"), "no slot 'timing'"),
    ("a slot twice", sample("{symptom} and {symptom}"), "2 times"),
    ("a phrase slot alone", sample("{description}", "DescribeSymptomIntent"), "needs a carrier phrase"),
    ("a sample twice", sample("why do i get {symptom}"), "stands 2 times in AskCauseIntent"),
    (
        "a sample of two intents",
        both(sample("{body_part} {symptom}", "AnswerIntent"), sample("{body_part} {symptom}")),
        "is a sample of AnswerIntent and of AskCauseIntent",
    ),
    (
        "a sample another takes as a value",
        both(sample("{symptom}"), sample("cramps", "AMAZON.StopIntent")),
        "is a sample of AMAZON.StopIntent and a symptom that AskCauseIntent takes alone",
    ),
    ("samples for Fallback", sample("hm", "AMAZON.FallbackIntent"), "takes no samples"),
    (
        "an intent without samples",
        lambda w: intent(w["languageModel"], "AskCauseIntent").update(samples=[]),
        "has no samples",
    ),
    ("a slot in no sample", add_slot("timing", "Timing"), "stands in none of its samples"),
    ("a type that is not there", add_slot("site", "Site"), "'Site', which is not defined"),
    ("a slot of two types", add_slot("timing", "BodyPart"), "is BodyPart here and Timing elsewhere"),
    (
        "a type without a slot",
        lambda w: w["languageModel"]["types"].append({"name": "Odd", "values": [value("a", "a")]}),
        "'Odd'",
    ),
    ("a digit in a type's name", in_type("Cause", lambda each: each.update(name="Cause2")), "no type name"),
    ("a type without values", in_type("Cause", lambda each: each.update(values=[])), "has no values"),
    ("an id twice", more_values(value("overuse", "strain")), "stands 2 times"),
    ("a value of two ids", more_values(value("age", "Statins")), "for 'statins' and for 'age'"),
    ("a value without an id", more_values({"name": {"value": "x"}}), "has no id"),
    ("a value too long", more_values(value("age", "a" * 141)), "140 characters"),
    ("an unknown sensitivity", sensitivity("BIG"), "no sensitivity"),
    ("an unknown strategy", lambda w: w["dialog"].update(delegationStrategy="NEVER"), "no delegation strategy"),
    (
        "a dialog of no intent",
        in_dialog(lambda each: each.update(name="AskedIntent")),
        "'AskedIntent', which does not exist",
    ),
    (
        "a dialog slot too many",
        in_dialog(lambda each: each["slots"].append({"name": "record", "type": "Record"})),
        "does not have",
    ),
    (
        "a dialog slot of another type",
        in_dialog(lambda each: each["slots"][0].update(type="Cause")),
        "in the dialog model",
    ),
    ("a dialog slot missing", in_dialog(lambda each: each["slots"].pop()), "is not in the dialog model"),
    ("a prompt not named", in_dialog(lambda each: each["slots"][0].update(prompts={})), "no elicitation prompt"),
    ("a prompt that is not there", lambda w: w["prompts"].pop(), "does not exist"),
    ("a prompt nobody uses", prompt("P"), "nothing uses"),
    ("a prompt that says nothing", lambda w: w["prompts"][0].update(variations=[]), "says nothing"),
]


@pytest.mark.parametrize(("change", "reason"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_what_amazon_would_refuse_is_a_fault(house: House, change: Change, reason: str) -> None:
    built = house.build()
    model = copy.deepcopy(built.model)
    change(model["interactionModel"])
    assert judge(built) == []
    told = [str(fault) for fault in judge(Built("en-US", model, {}))]
    assert any(reason in each for each in told), told
    assert all(each.startswith("en-US.json") for each in told)


def test_a_phrase_slot_beside_another_slot_is_a_fault(house: House) -> None:
    house.change("model/en/DescribeSymptomIntent.yaml", "(i|my) {description}", "my {body_part} {description}")
    (fault,) = judge(house.build())
    assert "must be the only slot" in fault.message
    assert (fault.place.file.endswith("DescribeSymptomIntent.yaml"), fault.place.line) == (True, 3)


def test_a_built_file_that_is_not_current_is_judged_as_it_stands(house: House) -> None:
    (path,) = write_all(house.model, house.content, house.built)
    model = json.loads(path.read_text(encoding="utf-8"))
    sample("no {symptom}")(model["interactionModel"])
    path.write_text(json.dumps(model), encoding="utf-8")
    told = [str(fault) for fault in check(house.model, house.content, house.built)]
    assert [each.split(": ", 1)[1][:20] for each in told] == ["is not what the sour", "'no {symptom}': 'no'"]


@pytest.mark.parametrize("text", ["[]", "{", '{"interactionModel": {"languageModel": {"intents": [1]}}}'])
def test_a_built_file_that_is_no_model_is_one_fault(house: House, text: str) -> None:
    house.built.mkdir()
    (house.built / "en-US.json").write_text(text, encoding="utf-8")
    (fault,) = check(house.model, house.content, house.built)
    assert fault.message == "is not an interaction model"


def test_the_command_tells_every_fault_in_a_line_of_its_own_and_exits_with_one(house: House) -> None:
    house.change("content/locales/en/words.yaml", "overuse: [overuse]", "overus: [overuse]")
    house.change("model/en/AskCauseIntent.yaml", "{record} {symptom}", "no {symptom}")
    folders = ["--sources", str(house.model), "--content", str(house.content), "--built", str(house.built)]
    command = [sys.executable, "-m", "interaction_model", *folders, "check"]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stdout == ""
    told = ended.stderr.splitlines()
    assert any("words.yaml:19: the content has no cause 'overus'" in line for line in told)
    assert any("AskCauseIntent.yaml:5: 'no {symptom}'" in line for line in told)
    assert not any("Traceback" in line for line in told)


def test_the_command_says_ok_when_all_is_well() -> None:
    ended = subprocess.run([sys.executable, "-m", "interaction_model", "check"], capture_output=True, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "ok: en-US\n", "")
