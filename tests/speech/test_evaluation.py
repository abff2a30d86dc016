from pathlib import Path

import pytest

from speech.annotation_files import read_annotations
from speech.annotations import Annotation, AnnotationError, Expected
from speech.evaluation import Judged, evaluate, meets
from speech.model import InteractionModel
from speech.slots import Resolution, ResolvedValue, SlotValue
from speech.understanding import Eliciting

BIKE_SHOP = Path(__file__).parent / "annotations" / "bike_shop.json"
ROAD = SlotValue("Racer", (Resolution("BIKE", (ResolvedValue("road bike", "road"),)),))


def judged(model: InteractionModel, utterance: str, *expected: Expected, eliciting: Eliciting | None = None) -> Judged:
    (one,) = evaluate(model, [Annotation(utterance, expected, eliciting=eliciting)])
    return one


def test_the_bike_shops_set_is_right_from_end_to_end(bike_model: InteractionModel) -> None:
    assert [one.understood.text for one in evaluate(bike_model, read_annotations(BIKE_SHOP)) if not one.right] == []


@pytest.mark.parametrize("expected", ["racer", "RACER", "Road-Bike", "road"])
def test_a_value_is_met_by_what_was_sent_and_by_name_and_id_of_its_match(expected: str) -> None:
    assert meets(ROAD, expected)


@pytest.mark.parametrize("expected", ["city", "racing bike", "road bikes", ""])
def test_a_value_is_not_met_by_anything_else(expected: str) -> None:
    assert not meets(ROAD, expected)


def test_digits_meet_number_words_but_a_minus_counts() -> None:
    assert meets(SlotValue("2 hours"), "two hours")
    assert not meets(SlotValue("-5"), "5")
    assert meets(SlotValue("?"), "?")
    assert not meets(SlotValue("?"), "!")


def test_the_reference_time_says_what_tomorrow_is(bike_model: InteractionModel) -> None:
    expected = (Expected("OpeningHoursIntent", {"day": "2024-02-29"}),)
    leap = Annotation("are you open tomorrow", expected, "2024-02-28T12:00:00+00:00")
    later = Annotation("are you open tomorrow", expected, "2025-02-28T12:00:00+00:00")
    assert [one.right for one in evaluate(bike_model, [leap, later])] == [True, False]


def test_any_of_several_answers_is_right(bike_model: InteractionModel) -> None:
    one = judged(bike_model, "ticket one two three four", Expected("PriceIntent"), Expected("RepairStatusIntent"))
    assert (one.right, one.nearest.intent) == (True, "RepairStatusIntent")


def test_a_wrong_sentence_is_held_against_the_answer_that_comes_nearest(bike_model: InteractionModel) -> None:
    wrong_bike = Expected("RentBikeIntent", {"bike": "city"})
    one = judged(bike_model, "rent a racer", Expected("PriceIntent"), wrong_bike)
    assert (one.right, one.intent_right, one.nearest, one.wrong_slots) == (False, True, wrong_bike, ("bike",))


def test_the_question_that_is_answered_counts(bike_model: InteractionModel) -> None:
    expected = Expected("BookRepairIntent", {"bike": "road"})
    assert judged(bike_model, "the racer", expected, eliciting=Eliciting("BookRepairIntent", "bike")).right
    assert not judged(bike_model, "the racer", expected).right


def test_a_list_is_right_only_when_it_is_whole(bike_model: InteractionModel) -> None:
    sentence = "i'd like to hire a racer with a helmet and a lock"
    whole = judged(bike_model, sentence, Expected("RentBikeIntent", {"extras": ("lock", "helmet")}))
    part = judged(bike_model, sentence, Expected("RentBikeIntent", {"extras": ("helmet",)}))
    twice = judged(bike_model, sentence, Expected("RentBikeIntent", {"extras": ("helmet", "helmet")}))
    assert (whole.right, part.right, twice.right) == (True, False, False)


def test_a_slot_nobody_named_does_not_make_a_sentence_wrong(bike_model: InteractionModel) -> None:
    one = judged(bike_model, "rent a racer", Expected("RentBikeIntent"))
    assert one.right
    assert [(tally.slot, tally.expected, tally.found) for tally in one.tallies] == [("bike", 0, 1)]


def test_nothing_understood_is_fallback_in_a_model_that_has_none() -> None:
    language = {"invocationName": "tiny shop", "intents": [{"name": "OpenIntent", "samples": ["are you open"]}]}
    model = InteractionModel.from_json({"languageModel": language})
    one = judged(model, "sing me a song about spring", Expected("AMAZON.FallbackIntent"))
    assert (one.understood.intent, one.intent, one.right) == (None, "AMAZON.FallbackIntent", True)


@pytest.mark.parametrize(
    ("annotation", "complaint"),
    [
        (Annotation("help", (Expected("FlyIntent"),), place="line 3"), "line 3: the model has no intent FlyIntent"),
        (
            Annotation("help", (Expected("RentBikeIntent", {"wings": "two"}),), place="data[1]"),
            r"data\[1\]: the model's RentBikeIntent has no slot wings",
        ),
        (
            Annotation(
                "help", (Expected("RentBikeIntent"),), eliciting=Eliciting("FlyIntent", "bike"), place="data[2]"
            ),
            r"data\[2\]: the model has no slot bike in an intent FlyIntent",
        ),
        (
            Annotation("help", (Expected("AMAZON.FallbackIntent", {"bike": "road"}),), place="data[3]"),
            r"data\[3\]: the model's AMAZON.FallbackIntent has no slot bike",
        ),
    ],
)
def test_what_the_model_does_not_have_is_refused_with_its_row(
    bike_model: InteractionModel, annotation: Annotation, complaint: str
) -> None:
    with pytest.raises(AnnotationError, match=complaint):
        evaluate(bike_model, [annotation])
