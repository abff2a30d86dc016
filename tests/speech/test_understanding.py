import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from speech.model import InteractionModel
from speech.slots import SlotValue
from speech.understanding import Eliciting, Understanding, Understood

MODEL = InteractionModel.load(Path(__file__).parent / "models" / "bike_shop.json")
EARS = Understanding(MODEL, lambda: date(2026, 11, 22))


def heard(text: str, intent: str | None = None, slot: str | None = None) -> Understood:
    return EARS.understand(text, Eliciting(intent, slot) if intent and slot else None)


def values(understood: Understood) -> dict[str, object]:
    return {
        name: filling.value if isinstance(filling, SlotValue) else [value.value for value in filling]
        for name, filling in understood.slots.items()
    }


@pytest.mark.parametrize(
    ("text", "intent", "filled"),
    [
        ("book a repair", "BookRepairIntent", {}),
        (
            "Book a tune-up for Friday at half past three!",
            "BookRepairIntent",
            {"repair": "tune-up", "day": "2026-11-27", "time": "03:30"},
        ),
        ("can you fix my racer", "BookRepairIntent", {"bike": "racer"}),
        ("can you fix the racer", "BookRepairIntent", {"bike": "racer"}),
        ("rent three bikes for a couple of days", "RentBikeIntent", {"count": "3", "length": "P2D"}),
        (
            "i'd like to hire an e-bike with a helmet and a d lock",
            "RentBikeIntent",
            {"bike": "e-bike", "extras": ["helmet", "d lock"]},
        ),
        ("ticket one two three four", "RepairStatusIntent", {"ticket": "1234"}),
        ("do you have a shop in Springfield", "ShopInTownIntent", {"town": "springfield"}),
        ("show me the third one", "ShopInTownIntent", {"place": "3"}),
        ("um what do you charge for a service please", "PriceIntent", {"repair": "service"}),
    ],
)
def test_a_sample_is_met_exactly_with_its_slots(text: str, intent: str, filled: dict[str, object]) -> None:
    understood = heard(text)
    assert (understood.intent, understood.stage, values(understood)) == (intent, "exact", filled)
    assert understood.confidence >= 0.9


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("stop it", "AMAZON.StopIntent"), ("shut up", "AMAZON.StopIntent"), ("yeah", "AMAZON.YesIntent"),
        ("nope", "AMAZON.NoIntent"), ("um, help please", "AMAZON.HelpIntent"), ("never mind", "AMAZON.CancelIntent"),
        ("say that again", "AMAZON.RepeatIntent"), ("start over", "AMAZON.StartOverIntent"),
        ("what can this shop do", "AMAZON.HelpIntent"),
    ],
)  # fmt: skip
def test_built_ins_are_met_by_their_everyday_forms(text: str, intent: str) -> None:
    assert (heard(text).intent, heard(text).stage) == (intent, "built-in")


@pytest.mark.parametrize("text", ["stop the bus over there", "yes minister on tv", "helpful", "next"])
def test_built_ins_are_never_guessed_and_need_to_be_in_the_model(text: str) -> None:
    assert heard(text).intent == "AMAZON.FallbackIntent"


@pytest.mark.parametrize(
    ("text", "intent", "filled"),
    [
        ("how much do you charge to adjust gears", "PriceIntent", {"repair": "gears"}),
        ("when will you be finished with my racer", "RepairStatusIntent", {"bike": "racer"}),
        ("i want to hire a mountain bike for two weeks", "RentBikeIntent", {"bike": "mountain bike", "length": "P2W"}),
        (
            "could you book in my folder for brake pads",
            "BookRepairIntent",
            {"bike": "folder", "repair": "brake pads"},
        ),
    ],
)
def test_wordings_nobody_listed_are_understood_by_score(text: str, intent: str, filled: dict[str, object]) -> None:
    understood = heard(text)
    assert (understood.intent, understood.stage, values(understood)) == (intent, "scored", filled)
    assert 0.5 <= understood.confidence < 1


def test_a_value_nobody_listed_is_sent_without_a_match_never_as_one() -> None:
    understood = heard("how much is a unicycle polish")
    polish = understood.slots["repair"]
    assert understood.intent == "PriceIntent"
    assert isinstance(polish, SlotValue)
    assert (polish.value, polish.ids, polish.resolutions[0].code) == ("unicycle polish", (), "ER_SUCCESS_NO_MATCH")


def test_a_slip_of_the_keyboard_still_finds_its_value() -> None:
    understood = heard("book a puncutre repair")
    puncture = understood.slots["repair"]
    assert isinstance(puncture, SlotValue)
    assert (puncture.value, puncture.id) == ("puncutre repair", "puncture")


def test_a_phrase_slot_takes_the_rest_just_as_it_was_said() -> None:
    understood = heard("My back wheel wobbles, um, when I brake")
    assert (understood.intent, understood.stage) == ("DescribeFaultIntent", "phrase")
    assert values(understood) == {"fault": "back wheel wobbles um when i brake"}


@pytest.mark.parametrize("text", ["xyzzy plugh", "what is the weather", "", "?!", "where do cows come from"])
def test_what_fits_nothing_is_a_fallback(text: str) -> None:
    assert (heard(text).intent, heard(text).stage) == ("AMAZON.FallbackIntent", "fallback")


def test_without_a_fallback_intent_it_is_nothing_at_all() -> None:
    model = InteractionModel.from_json(
        {"languageModel": {"invocationName": "echo box", "intents": [{"name": "SayIntent", "samples": ["say it"]}]}}
    )
    assert Understanding(model).understand("good evening").intent is None


def test_two_intents_that_score_alike_are_a_doubt_and_no_guess() -> None:
    samples = {"BuyIntent": "please buy me tickets today", "SellIntent": "please sell me tickets today"}
    intents = [{"name": name, "samples": [text]} for name, text in samples.items()]
    model = InteractionModel.from_json({"languageModel": {"invocationName": "echo box", "intents": intents}})
    doubt = Understanding(model).understand("please get me tickets today")
    assert (doubt.intent, doubt.stage) == (None, "fallback")
    assert Understanding(model).understand("sell me some tickets today").intent == "SellIntent"


def test_words_said_twice_are_a_stutter() -> None:
    understood = heard("book book a tune-up for for friday")
    assert (understood.intent, understood.stage) == ("BookRepairIntent", "exact")
    assert values(understood) == {"repair": "tune-up", "day": "2026-11-27"}


def with_sensitivity(level: str) -> Understanding:
    return Understanding(replace(MODEL, fallback_sensitivity=level), lambda: date(2026, 11, 22))


def test_the_models_fallback_sensitivity_decides_how_sure_an_understanding_must_be() -> None:
    unsure = "is it possible to hire an e-bike"
    assert with_sensitivity("LOW").understand(unsure).intent == "RentBikeIntent"
    assert with_sensitivity("HIGH").understand(unsure).intent == "AMAZON.FallbackIntent"


def open_to_any_words(openings: str) -> Understanding:
    """The bike shop, where the fault may be told behind each of these words."""
    fault = MODEL.intents["DescribeFaultIntent"]
    samples = tuple(f"{opening} {{fault}}" for opening in openings.split())
    intents = {**MODEL.intents, fault.name: replace(fault, samples=samples)}
    return Understanding(replace(MODEL, intents=intents), lambda: date(2026, 11, 22))


MANY_OPENINGS = "my the it i some when this that there since after both"


def test_a_phrase_that_follows_many_openings_takes_another_and_keeps_every_word() -> None:
    understood = open_to_any_words(MANY_OPENINGS).understand(
        "yesterday's rain got into the racer and now everything squeals"
    )
    assert (understood.intent, understood.stage) == ("DescribeFaultIntent", "phrase")
    assert values(understood) == {"fault": "yesterday's rain got into the racer and now everything squeals"}


@pytest.mark.parametrize(
    ("openings", "text"),
    [
        (MANY_OPENINGS, "yesterday's rain got into everything"),  # nothing in it that the model lists
        ("my the it i", "yesterday's rain got into the racer and now everything squeals"),  # few openings, all known
    ],
)
def test_other_words_behind_an_unknown_opening_stay_a_fallback(openings: str, text: str) -> None:
    assert open_to_any_words(openings).understand(text).intent == "AMAZON.FallbackIntent"


def test_the_invocation_name_launches_or_leads_to_the_request() -> None:
    assert heard("Alexa, open pedal works").intent == "LaunchRequest"
    asked = heard("ask pedal works about brake prices")
    assert (asked.text, asked.intent) == ("ask pedal works about brake prices", "PriceIntent")
    assert heard("rent a racer with pedal works").intent == "RentBikeIntent"


@pytest.mark.parametrize(
    ("text", "intent", "slot", "filled"),
    [
        ("the racer", "BookRepairIntent", "bike", {"bike": "racer"}),
        ("i can bring it next monday", "BookRepairIntent", "day", {"day": "2026-11-23"}),
        ("three", "RentBikeIntent", "count", {"count": "3"}),
        ("maybe four of us", "RentBikeIntent", "count", {"count": "4"}),
        ("um it's my mtb i think", "ReplyIntent", "bike", {"bike": "mtb"}),
        ("helmet and trailer", "RentBikeIntent", "extras", {"extras": ["helmet", "trailer"]}),
        ("yeah it makes a grinding sound", "ReplyIntent", "answer", {"answer": "yeah", "noise": "grinding"}),
        ("no squeaking no", "ReplyIntent", "answer", {"answer": "no", "noise": "squeaking"}),
        ("yeah no", "ReplyIntent", "answer", {"answer": "no"}),
        ("yes", "ReplyIntent", "answer", {"answer": "yes"}),
        ("yes", "ReplyIntent", "noise", {"answer": "yes"}),
        ("seven", "ReplyIntent", "time", {"time": "07:00"}),
    ],
)
def test_an_answer_fills_the_slot_that_was_asked_for(
    text: str, intent: str, slot: str, filled: dict[str, object]
) -> None:
    understood = heard(text, intent, slot)
    assert (understood.intent, understood.stage, values(understood)) == (intent, "elicited", filled)


@pytest.mark.parametrize("text", ["help", "stop", "cancel that", "start over", "can you repeat that"])
def test_built_ins_are_never_lost_in_a_slot(text: str) -> None:
    assert heard(text, "ReplyIntent", "answer").stage == "built-in"


def test_yes_is_amazons_where_the_question_takes_no_yes() -> None:
    assert heard("yes", "BookRepairIntent", "bike").intent == "AMAZON.YesIntent"
    assert heard("nope", "RentBikeIntent", "count").intent == "AMAZON.NoIntent"


def test_another_intents_sample_is_never_forced_into_the_slot() -> None:
    understood = heard("how much is a service", "BookRepairIntent", "repair")
    assert (understood.intent, values(understood)) == ("PriceIntent", {"repair": "service"})
    assert heard("what time do you open", "BookRepairIntent", "day").intent == "OpeningHoursIntent"


def test_words_that_match_nothing_are_the_slots_raw_value() -> None:
    understood = heard("penny farthing", "BookRepairIntent", "bike")
    raw = understood.slots["bike"]
    assert (understood.intent, understood.stage) == ("BookRepairIntent", "raw")
    assert isinstance(raw, SlotValue)
    assert (raw.value, raw.resolutions[0].code) == ("penny farthing", "ER_SUCCESS_NO_MATCH")


def test_an_unlisted_answer_is_cut_out_of_the_words_around_it_and_fills_no_other_slot() -> None:
    assert values(heard("it's my penny farthing", "ReplyIntent", "bike")) == {"bike": "penny farthing"}
    assert values(heard("it's my penny farthing", "ReplyIntent", "noise")) == {"noise": "it's my penny farthing"}


def test_a_long_answer_goes_to_the_phrase_slot_where_there_is_one() -> None:
    story = "well sort of along that lower part of the frame somewhere near pedals"
    assert heard(story, "ReplyIntent", "noise").intent == "DescribeFaultIntent"
    data = json.loads((Path(__file__).parent / "models" / "bike_shop.json").read_text(encoding="utf-8"))
    language = data["interactionModel"]["languageModel"]
    language["intents"] = [intent for intent in language["intents"] if intent["name"] != "DescribeFaultIntent"]
    without = Understanding(InteractionModel.from_json(data))
    assert without.understand(story, Eliciting("ReplyIntent", "noise")).intent == "ReplyIntent"


def test_every_sample_with_values_in_it_comes_back_to_its_intent() -> None:
    values_of = {"AMAZON.DATE": "friday", "AMAZON.TIME": "noon", "AMAZON.NUMBER": "two", "AMAZON.DURATION": "a week"}
    values_of |= {"AMAZON.ORDINAL": "second", "AMAZON.FOUR_DIGIT_NUMBER": "1234", "AMAZON.US_CITY": "oz"}
    values_of |= {name: slot_type.values[0].value for name, slot_type in MODEL.types.items()}
    astray = []
    for intent in MODEL.intents.values():
        for sample in intent.samples:
            for slot in intent.slots.values():
                sample = sample.replace(f"{{{slot.name}}}", values_of.get(slot.type, "wheel wobbles"))
            # A bare "yes" is Amazon's unless it is asked for.
            if heard(sample).intent != intent.name and sample != "yes":
                astray.append((sample, heard(sample)))
    assert astray == []


def test_a_known_word_is_never_corrected_to_another() -> None:
    types = [{"name": "MOOD", "values": [{"id": "dry", "name": {"value": "thirsty"}}]}]
    slots = [{"name": "mood", "type": "MOOD"}, {"name": "span", "type": "AMAZON.DURATION"}]
    intents = [{"name": "TellIntent", "samples": ["{mood}", "{span} or so"], "slots": slots}]
    ears = Understanding(
        InteractionModel.from_json(
            {"languageModel": {"invocationName": "echo box", "intents": intents, "types": types}}
        )
    )
    assert values(ears.understand("thirty seconds or so")) == {"span": "PT30S"}
    assert values(ears.understand("thristy")) == {"mood": "thristy"}


def test_the_same_words_mean_the_same_every_time() -> None:
    again = Understanding(InteractionModel.load(Path(__file__).parent / "models" / "bike_shop.json"), EARS.slots.today)
    for text in ("how much to fix gears", "my racer", "is my bike done", "the brakes squeal"):
        assert heard(text) == again.understand(text) == heard(text)
