from __future__ import annotations

import json
import subprocess
import sys
from difflib import ndiff
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest

from interaction_model.build import BUILT, build, render, slots_in, write_all
from interaction_model.faults import ModelError
from interaction_model.sources import locales, read_sources
from interaction_model.spoken_forms import dotted, spoken_forms
from interaction_model.thinning import SHORT_TEMPLATE, thinned
from interaction_model.words import clean
from tests.sampling import sampled

from .conftest import House

INTENTS = """AskCauseIntent ListCausesIntent CauseDetailIntent PreventionIntent ReliefIntent SeeDoctorIntent
RedFlagIntent DescribeSymptomIntent AnswerIntent DontKnowIntent ExplainIntent MoreIntent LogCrampIntent DiaryIntent
ForgetMeIntent AMAZON.HelpIntent AMAZON.StopIntent AMAZON.CancelIntent AMAZON.NavigateHomeIntent AMAZON.FallbackIntent
AMAZON.YesIntent AMAZON.NoIntent AMAZON.RepeatIntent AMAZON.StartOverIntent AMAZON.PreviousIntent
AMAZON.NextIntent""".split()
ANSWER_SLOTS = "answer body_part timing symptom medicine condition cause person duration".split()


@cache
def en_us() -> dict[str, Any]:
    """The en-US model as its sources build it, built once for all tests that only look at it."""
    whole: dict[str, Any] = build(read_sources("en-US")).model["interactionModel"]
    return whole


@pytest.mark.parametrize("locale", sampled(sorted(locales(), key="en-US".__ne__), every=5))
def test_the_committed_model_is_what_its_sources_build(locale: str) -> None:
    committed = (BUILT / f"{locale}.json").read_text(encoding="utf-8")
    assert committed == render(build(read_sources(locale)).model), "run 'make model'"


@pytest.mark.slow
def test_two_builds_in_processes_of_their_own_give_the_same_bytes(tmp_path: Path) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "interaction_model", "--built", str(tmp_path / seed), "build"],
            env={"PYTHONHASHSEED": seed},
            stdout=subprocess.DEVNULL,
        )
        for seed in ("1", "2")
    ]
    assert [each.wait() for each in started] == [0, 0]
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / seed).iterdir()} for seed in ("1", "2"))
    assert one == two
    assert sorted(one) == sorted(f"{locale}.json" for locale in locales())


def test_the_model_has_the_intents_of_the_contract_and_no_others() -> None:
    model = en_us()["languageModel"]
    assert sorted(intent["name"] for intent in model["intents"]) == sorted(INTENTS)


def test_answer_intent_alone_is_in_the_dialog_model_with_every_slot_but_the_description() -> None:
    whole = en_us()
    (elicited,) = whole["dialog"]["intents"]
    assert elicited["name"] == "AnswerIntent"
    assert elicited["delegationStrategy"] == whole["dialog"]["delegationStrategy"] == "SKILL_RESPONSE"
    assert [slot["name"] for slot in elicited["slots"] if slot["elicitationRequired"]] == sorted(
        ANSWER_SLOTS, key=[slot["name"] for slot in elicited["slots"]].index
    )
    (answer,) = [each for each in whole["languageModel"]["intents"] if each["name"] == "AnswerIntent"]
    assert {slot["name"] for slot in answer["slots"]} == {*ANSWER_SLOTS}
    assert all(f"{{{slot['name']}}}" in "".join(slot["samples"]) for slot in answer["slots"])


def test_only_describe_symptom_carries_a_description() -> None:
    model = en_us()["languageModel"]
    carrying = [each["name"] for each in model["intents"] if any("{description}" in said for said in each["samples"])]
    assert carrying == ["DescribeSymptomIntent"]


def test_the_model_stays_small_enough_to_read() -> None:
    model = en_us()["languageModel"]
    assert 1000 <= sum(len(intent["samples"]) for intent in model["intents"]) <= 10_000


@pytest.mark.parametrize(
    "sentence",
    [
        "{answer} {symptom}",
        "{answer} and {symptom}",
        "just {medicine}",
        "mostly {timing} and it's my {body_part}",
        "{answer}",
    ],
)
def test_answers_the_contract_names_are_samples_of_answer_intent(sentence: str) -> None:
    model = en_us()["languageModel"]
    (answer,) = [each for each in model["intents"] if each["name"] == "AnswerIntent"]
    assert sentence in answer["samples"]


def test_templates_are_written_out_with_rules_of_both_files(house: House) -> None:
    model = house.build().model["interactionModel"]["languageModel"]
    (ask,) = [each for each in model["intents"] if each["name"] == "AskCauseIntent"]
    assert "how come do i have {symptom} in my {body_part}" in ask["samples"]
    assert "why do i get {symptom}" in ask["samples"]
    assert ask["samples"] == sorted(ask["samples"])
    assert [slot["name"] for slot in ask["slots"]] == ["body_part", "symptom", "record"]


def test_values_are_named_by_their_first_phrase_and_spelled_letters_get_periods(house: House) -> None:
    model = house.build().model["interactionModel"]["languageModel"]
    types = {each["name"]: {value["id"]: value["name"] for value in each["values"]} for each in model["types"]}
    assert types["Symptom"]["cramp"] == {"value": "cramp", "synonyms": ["cramps"]}
    assert types["Condition"]["neuro"] == {"value": "m s", "synonyms": ["m. s."]}
    assert sorted(types["Answer"]) == ["no", "unknown", "yes"]
    assert "reader" not in str(types)


def test_an_id_without_phrases_is_left_out(house: House) -> None:
    house.change("content/locales/en/words.yaml", "twitch: [twitch]", "twitch: []")
    model = house.build().model["interactionModel"]["languageModel"]
    (symptom,) = [each for each in model["types"] if each["name"] == "Symptom"]
    assert [value["id"] for value in symptom["values"]] == ["cramp", "rf_heart", "stressed"]


def test_a_locale_holds_only_what_differs_from_its_language(house: House) -> None:
    house.change("model/en/model.yaml", "[en-US]", "[en-US, en-GB]")
    for name, text in {
        "model/en-GB/model.yaml": "invocation_name: cramp helper\n",
        "model/en-GB/AskCauseIntent.yaml": "intent: AskCauseIntent\nsentences:\n  - whence {symptom}\n",
        "content/locales/en-GB/words.yaml": "symptom:\n  cramp: [the cramp]\n",
    }.items():
        path = house.model.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    british, american = write_all(house.model, house.content, house.built)[::-1]
    told = json.loads(british.read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
    (ask,) = [each for each in told["intents"] if each["name"] == "AskCauseIntent"]
    (symptom,) = [each for each in told["types"] if each["name"] == "Symptom"]
    assert told["invocationName"] == "cramp helper"
    assert {"whence {symptom}", "why do i get {symptom}"} <= {*ask["samples"]}
    assert symptom["values"][0]["name"] == {"value": "cramp", "synonyms": ["cramps", "the cramp"]}
    assert "whence" not in american.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "reason"),
    [
        ("content/locales/en/words.yaml", '  "yes": ["yes"]', "  yes: [yeah]", 28, "put it in quotes"),
        ("content/locales/en/words.yaml", '"no": ["no"]', '"no": [no]', 29, "put it in quotes"),
        (
            "content/locales/en/words.yaml",
            "calf: [calf, calves]",
            "calf: [calf, leg]",
            3,
            "stands for 'leg' here and for 'calf'",
        ),
        ("content/locales/en/words.yaml", "calf: [calf, calves]", "calf: [calf, calf]", 2, "here a second time"),
        ("content/locales/en/words.yaml", "cause:\n", "causes:\n", 0, "has no section 'cause'"),
        ("content/locales/en/words.yaml", "at_night: [at night]", "at_night: at night", 9, "a list is wanted"),
        ("content/locales/en/words.yaml", "  leg: [leg]", "  calf: [leg]", 3, "a second time"),
        ("content/locales/en/words.yaml", "[at night]", "[at night, 3]", 9, "not text to YAML"),
        ("model/en/AskCauseIntent.yaml", "{record} {symptom}", "{recrod} {symptom}", 5, "has no slot 'recrod'"),
        ("model/en/AskCauseIntent.yaml", "<gets>", "<got>", 4, "Missing expansion rule <got>"),
        ("model/en/AskCauseIntent.yaml", "<gets> {symptom} [", "<gets> {symptom} (", 4, "is not a sentence template"),
        ("model/en/AskCauseIntent.yaml", '"(why|how come)"', '"(why|<why>)"', 4, "leads back to itself"),
        ("model/en/AskCauseIntent.yaml", '"{record} {symptom}"', '"[a] [b]"', 5, "nothing to say"),
        ("model/en/AskCauseIntent.yaml", '"{record} {symptom}"', '"' + "(a|b)" * 12 + '"', 5, "split it"),
        ("model/en/AskCauseIntent.yaml", "intent: AskCauseIntent", "intent: AskIntent", 1, "is called after it"),
        ("model/en/AskCauseIntent.yaml", "rules:", "ruels:", 2, "no part of an intent's file"),
        ("model/en/AskCauseIntent.yaml", "rules: {why", "rules: [why", 2, "is not YAML"),
        ("model/en/model.yaml", "invocation_name: cramp coach\n", "", 0, "'invocation_name' is missing"),
        ("model/en/model.yaml", "record: {type: Record, words: record}", "record: {words: record}", 13, "has no type"),
    ],
)
def test_what_leaves_no_model_is_told_with_file_and_line(
    house: House, file: str, old: str, new: str, line: int, reason: str
) -> None:
    house.change(file, old, new)
    with pytest.raises(ModelError) as refused:
        house.build()
    told = [f"{fault.place} {fault.message}" for fault in refused.value.faults]
    place = f"{house.model.parent / file}:{line} " if line else f"{house.model.parent / file} "
    assert any(each.startswith(place) and reason in each for each in told), told


def test_all_faults_are_told_at_once(house: House) -> None:
    house.change("content/locales/en/words.yaml", "[at night]", "[no]")
    house.change("model/en/AnswerIntent.yaml", "intent: AnswerIntent", "intent: Answer")
    with pytest.raises(ModelError) as refused:
        house.build()
    assert {Path(fault.place.file).name for fault in refused.value.faults} == {"words.yaml", "AnswerIntent.yaml"}


def test_a_long_template_keeps_every_pair_of_neighbouring_words() -> None:
    written_out = [f"{a} {b} {c}" for a in "abcde" for b in "fghij" for c in "klmno"]
    kept = thinned([], [written_out])
    pairs = {(left, right) for said in written_out for left, right in pairwise(said.split())}
    assert SHORT_TEMPLATE < len(kept) < len(written_out) / 2
    assert {(left, right) for said in kept for left, right in pairwise(said.split())} == pairs


def test_a_short_template_is_written_out_in_full() -> None:
    assert thinned([], [["a b", "b a"], ["a b c"]]) == ["a b", "b a", "a b c"]


def test_a_plain_list_of_sentences_is_never_thinned(house: House) -> None:
    listed = [" ".join(words) for words in product("ab", "cd", "ef", "gh")]
    house.change("model/en/AskCauseIntent.yaml", '"{record} {symptom}"', f"({'|'.join(listed)}) {{record}}")
    (ask,) = [
        each for each in house.build().model["interactionModel"]["languageModel"]["intents"] if "Ask" in each["name"]
    ]
    assert {f"{said} {{record}}" for said in listed} <= {*ask["samples"]}


@pytest.mark.parametrize(
    ("written", "cleaned"), [("  Charley   Horse ", "charley horse"), ("I\u2019m", "i'm"), ("Don't", "don't")]
)
def test_text_is_cleaned_to_what_alexa_takes(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("i have m s", "i have m. s."),
        ("c o p d inhaler", "c. o. p. d. inhaler"),
        ("a cramp", "a cramp"),
        ("haven't a clue", "haven't a clue"),
    ],
)
def test_spelled_letters_get_periods(text: str, spelled: str) -> None:
    assert dotted(text) == spelled


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("chest tight", ["chest is tight", "chest's tight", "chest feels tight", "chest went tight"]),
        ("hands are cold", ["hands cold", "hands feel cold"]),
        ("face is numb", ["face numb", "face's numb"]),
        ("can't breathe", ["cannot breathe"]),
        ("a l s", ["a. l. s."]),
    ],
)
def test_a_phrase_is_written_out_in_the_forms_people_say(text: str, forms: list[str]) -> None:
    made = spoken_forms(text, frozenset({"tight", "cold", "numb"}))
    assert {*forms} <= {*made}
    assert text not in made


@pytest.mark.parametrize("text", ["chest", "chest pain", "charley horse"])
def test_other_phrases_stay_as_they_are(text: str) -> None:
    assert spoken_forms(text, frozenset({"tight"})) == []


def test_a_form_made_of_one_id_never_takes_the_words_of_another(house: House) -> None:
    house.change("model/en/model.yaml", "dialog:", "states: [tight]\ndialog:")
    house.change("content/locales/en/words.yaml", "[chest pain]", "[chest pain, chest tight]")
    house.change("content/locales/en/words.yaml", "[twitch]", "[twitch, chest is tight]")
    model = house.build().model["interactionModel"]["languageModel"]
    (symptom,) = [each for each in model["types"] if each["name"] == "Symptom"]
    said = {value["id"]: {*value["name"]["synonyms"]} for value in symptom["values"]}
    assert said["rf_heart"] == {"chest tight", "chest's tight", "chest feels tight", "chest went tight"}
    assert said["twitch"] == {"chest is tight"}


def test_slots_are_found_in_their_order() -> None:
    assert slots_in("{answer} and {symptom}'s end") == ["answer", "symptom"]


@pytest.mark.parametrize(
    ("file", "old", "new", "added"),
    [
        ("model/en/AskCauseIntent.yaml", "sentences:\n", "sentences:\n  - about {symptom}\n", '"about {symptom}",'),
        ("content/locales/en/words.yaml", "calf: [calf, calves]", "calf: [calf, calf area, calves]", '"calf area",'),
    ],
)
def test_a_new_sentence_or_wording_is_one_new_line_of_the_built_file(
    house: House, file: str, old: str, new: str, added: str
) -> None:
    before = render(house.build().model).splitlines()
    house.change(file, old, new)
    lines = [line for line in ndiff(before, render(house.build().model).splitlines()) if line[0] in "+-"]
    assert [line.removeprefix("+").strip() for line in lines] == [added]
