import json
from pathlib import Path
from typing import Any

import pytest

from speech.model import InteractionModel
from speech.model_conflicts import Conflict, find_conflicts

REPOSITORY = Path(__file__).parents[2]
BUILT = sorted((REPOSITORY / "interaction_model" / "built").glob("*.json"))

TYPES = {
    "BIKE": ["road bike|racer", "tandem"],
    "PART": ["saddle|seat", "tandem|double", "brake pad"],
    "WORD": ["yes", "later"],
}


def intent(name: str, *samples: str, **slots: str) -> dict[str, Any]:
    return {"name": name, "samples": list(samples), "slots": [{"name": n, "type": t} for n, t in slots.items()]}


def model(*intents: dict[str, Any], types: dict[str, list[str]] | None = None, **more: Any) -> InteractionModel:
    """`types` by name, each value "name|synonym|synonym", with an id where it begins "id: "."""
    listed = [{"name": name, "values": [_value(text) for text in values]} for name, values in (types or TYPES).items()]
    language = {"invocationName": "pedal works", "intents": list(intents), "types": listed}
    return InteractionModel.from_json({"interactionModel": {"languageModel": language} | more})


def _value(text: str) -> dict[str, Any]:
    identity, _, names = text.rpartition(": ")
    name, *synonyms = names.split("|")
    return ({"id": identity} if identity else {}) | {"name": {"value": name, "synonyms": synonyms}}


def found(*intents: dict[str, Any], **more: Any) -> list[tuple[str, tuple[str, ...]]]:
    return [(conflict.kind, conflict.places) for conflict in find_conflicts(model(*intents, **more))]


def test_a_model_without_conflicts_has_none() -> None:
    assert found(
        intent("RentIntent", "rent a {bike}", "do you have bikes", bike="BIKE"),
        intent("FitIntent", "fit a {part}", part="PART"),
        intent("AMAZON.StopIntent"),
        intent("FindIntent", "look up {query}", query="AMAZON.SearchQuery"),
    ) == []  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        (intent("A", "fix it"), intent("B", "Fix it!"), "fix it"),
        (intent("A", "what's new"), intent("B", "what is new"), "what is new"),
        (intent("A", "rent a {bike}", bike="BIKE"), intent("B", "rent a {ride}", ride="BIKE"), "rent a road bike"),
        (intent("A", "rent a {bike}", bike="BIKE"), intent("B", "rent a racer"), "rent a racer"),
        (intent("A", "a racer now"), intent("B", "a {bike} now", bike="BIKE"), "a racer now"),
        (intent("A", "my {bike}", bike="BIKE"), intent("B", "my {part}", part="PART"), "my tandem"),
        (intent("A", "{bike} seat", bike="BIKE"), intent("B", "racer {part}", part="PART"), "racer seat"),
        (intent("A", "{w} {bike}", w="WORD", bike="BIKE"), intent("B", "later {part}", part="PART"), "later tandem"),
        (intent("A", "bring {n} of them", n="AMAZON.NUMBER"), intent("B", "bring two of them"), "bring two of them"),
        (
            intent("A", "at {n} then", n="AMAZON.NUMBER"),
            intent("B", "at {n} then", n="AMAZON.FOUR_DIGIT_NUMBER"),
            "at one two three four then",
        ),
        (
            intent("A", "look up {query}", query="AMAZON.SearchQuery"),
            intent("B", "look up {words}", words="AMAZON.SearchQuery"),
            "look up purple marmalade orchestra",
        ),
        (
            intent("A", "shops in {town}", town="AMAZON.US_CITY"),
            intent("B", "shops in {city}", city="AMAZON.US_CITY"),
            "shops in seattle",
        ),
    ],
)  # fmt: skip
def test_one_sentence_in_two_intents_is_found_either_way_round(
    one: dict[str, Any], other: dict[str, Any], sentence: str
) -> None:
    for pair in ((one, other), (other, one)):
        (conflict,) = find_conflicts(model(*pair))
        assert (conflict.kind, conflict.sentence) == ("same_sentence", sentence)
        assert conflict.intents == (pair[0]["name"], pair[1]["name"])
        assert conflict.samples == (pair[0]["samples"][0], pair[1]["samples"][0])
        assert conflict.places == ("intents[0].samples[0]", "intents[1].samples[0]")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (intent("A", "rent a {bike}", bike="BIKE"), intent("B", "rent a scooter")),
        (intent("A", "rent a {bike} now", bike="BIKE"), intent("B", "rent a racer")),
        (intent("A", "rent {bike}", bike="BIKE"), intent("B", "rent the racer please")),
        (intent("A", "shops in {town}", town="AMAZON.US_CITY"), intent("B", "shops in mars")),
        (intent("A", "look up {query}", query="AMAZON.SearchQuery"), intent("B", "look up racers")),
        (intent("A", "fix it", "Fix it"), intent("B", "")),
    ],
)
def test_sentences_that_only_look_alike_are_no_conflict(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert [kind for kind, _ in found(one, other) if kind == "same_sentence"] == []


def test_every_pair_of_samples_is_named_once() -> None:
    conflicts = found(intent("A", "fix it", "my {bike}", bike="BIKE"), intent("B", "my racer", "my tandem", "fix it"))
    assert [places for _, places in conflicts] == [
        ("intents[0].samples[0]", "intents[1].samples[2]"),
        ("intents[0].samples[1]", "intents[1].samples[0]"),
        ("intents[0].samples[1]", "intents[1].samples[1]"),
    ]


def test_a_sample_that_people_say_for_an_intent_of_amazons() -> None:
    conflicts = find_conflicts(
        model(
            intent("AMAZON.StopIntent"), intent("AMAZON.YesIntent"), intent("LeaveIntent", "i am off", "that's all"),
            intent("ReplyIntent", "{word}", word="WORD"),
        )
    )  # fmt: skip
    assert [(one.kind, one.sentence, one.intents, one.places) for one in conflicts] == [
        ("built_in", "that is all", ("LeaveIntent", "AMAZON.StopIntent"), ("intents[2].samples[1]",)),
        ("built_in", "yes", ("ReplyIntent", "AMAZON.YesIntent"), ("intents[3].samples[0]",)),
    ]


def test_amazons_words_are_free_where_the_model_does_not_have_the_intent() -> None:
    assert found(intent("LeaveIntent", "that's all")) == []


def test_a_sample_that_calls_the_skill_never_reaches_its_intent() -> None:
    (conflict,) = find_conflicts(model(intent("OpenIntent", "open pedal works", "come in")))
    assert (conflict.kind, conflict.intents) == ("other_intent", ("OpenIntent", "LaunchRequest"))
    assert conflict.places == ("intents[0].samples[0]",)


def test_one_wording_of_two_values() -> None:
    types = {
        "BIKE": ["city: city bike|commuter|shopper", "fold: folder|Commuter", "fold: folding bike|commuter", "shopper"]
    }
    conflicts = find_conflicts(model(intent("RentIntent", "rent a {bike}", bike="BIKE"), types=types))
    assert [(one.kind, one.places) for one in conflicts] == [
        ("shared_value", ("types[0].values[0].name.synonyms[0]", "types[0].values[1].name.synonyms[0]")),
        ("shared_value", ("types[0].values[0].name.synonyms[1]", "types[0].values[3].name.value")),
    ]
    assert "city" in conflicts[0].message
    assert "fold" in conflicts[0].message


def test_a_slot_that_nothing_fills() -> None:
    rent = intent("RentIntent", "rent a {bike}", bike="BIKE", part="PART", word="WORD", again="WORD")
    rent["slots"][2]["samples"] = ["make it {word}"]
    asked = {"name": "again", "type": "WORD", "elicitationRequired": True}
    dialog = {"intents": [{"name": "RentIntent", "slots": [asked, {"name": "part", "type": "PART"}]}]}
    (conflict,) = find_conflicts(model(rent, dialog=dialog))
    assert (conflict.kind, conflict.intents, conflict.places) == (
        "unused_slot",
        ("RentIntent",),
        ("intents[0].slots[1]",),
    )


def test_the_message_names_intents_samples_and_places_in_one_line() -> None:
    (conflict,) = find_conflicts(model(intent("A", "my {bike}", bike="BIKE"), intent("B", "my\nracer")))
    assert conflict.message == (
        'same sentence: "my racer" is A "my {bike}" (intents[0].samples[0]) and B "my racer" (intents[1].samples[0])'
    )


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ("miete {ding}", "miete das große Rad", "miete das große rad"),
        ("{ding}をください", "大きい自転車をください", "大きい自転車をください"),
        ("{ding}をください", "大きい自転車", None),
        ("大きい自転車", "大きい自転車", "大きい自転車"),
    ],
)
def test_other_languages(one: str, other: str, sentence: str | None) -> None:
    types = {"DING": ["das große Rad|大きい自転車"]}
    conflicts = find_conflicts(model(intent("A", one, ding="DING"), intent("B", other), types=types))
    assert [c.sentence for c in conflicts if c.kind == "same_sentence"] == ([sentence] if sentence else [])


def test_the_bike_shops_conflicts(bike_model: InteractionModel) -> None:
    conflicts = find_conflicts(bike_model)
    assert {"commuter", "yes", "no"} <= {word for one in conflicts for word in (one.sentence, *one.samples)}


@pytest.mark.parametrize("file", BUILT, ids=lambda file: file.stem)
@pytest.mark.slow
def test_every_conflict_of_our_own_model_stands_where_it_says(file: Path) -> None:
    language = json.loads(file.read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
    conflicts = find_conflicts(InteractionModel.load(file))
    assert all(_stands(conflict, language) for conflict in conflicts)


def _stands(conflict: Conflict, language: dict[str, Any]) -> bool:
    texts = []
    for place in conflict.places:
        at: Any = language
        for step in place.replace("[", ".").replace("]", "").split("."):
            at = at[int(step)] if step.isdigit() else at[step]
        texts.append(at)
    return not conflict.samples or tuple(texts) == conflict.samples


@pytest.mark.slow
def test_five_thousand_samples_are_no_burden() -> None:
    verbs = [f"{verb} {way}" for verb in "rent book find fix".split() for way in "now soon please again later".split()]
    nouns = [f"{word}{ending}" for word in "bolt gear chain pump wheel".split() for ending in "ab bo ci du ef".split()]
    crowd = [
        intent(f"Intent{letter}", *(f"{v} {n} for {letter}x {{bike}}" for v in verbs for n in nouns), bike="BIKE")
        for letter in "bcdefghijk"
    ]
    crowd[9]["samples"][499] = crowd[0]["samples"][499].replace("{bike}", "racer")
    assert sum(len(each["samples"]) for each in crowd) == 5000
    assert found(*crowd) == [("same_sentence", ("intents[0].samples[499]", "intents[9].samples[499]"))]
