"""Understanding with a model of a few samples: free words, slips, and scripts other than Latin."""

import pytest

from speech.model import InteractionModel
from speech.slots import SlotValue
from speech.understanding import Understanding
from tests.speech.test_understanding import values


def of_samples(*samples: str) -> Understanding:
    """A skill about towns with nothing but these samples."""
    slots = [
        {"name": "one", "type": "AMAZON.US_CITY"},
        {"name": "other", "type": "AMAZON.US_STATE"},
        {"name": "words", "type": "AMAZON.SearchQuery"},
        {"name": "item", "type": "ITEM"},
    ]
    intents = [{"name": "TownIntent", "samples": [*samples], "slots": slots}, {"name": "AMAZON.FallbackIntent"}]
    apple = {"id": "apple", "name": {"value": "りんご", "synonyms": ["सेब", "äpfel", "バナナ"]}}
    types = [{"name": "ITEM", "values": [apple]}]
    language = {"invocationName": "echo box", "intents": intents, "types": types}
    return Understanding(InteractionModel.from_json({"languageModel": language}))


@pytest.mark.parametrize(
    ("sample", "text", "filled"),
    [
        ("fly from {one} to {other}", "fly from boston to new york", {"one": "boston", "other": "new york"}),
        (
            "i live in {one} {other}",
            "i live in san francisco california",
            {"one": "san francisco", "other": "california"},
        ),
        ("is {one} near {other}", "is oz near oz", {"one": "oz", "other": "oz"}),
    ],
)
def test_one_sample_may_hold_values_of_several_of_amazons_lists(
    sample: str, text: str, filled: dict[str, object]
) -> None:
    understood = of_samples(sample).understand(text)
    assert (understood.stage, values(understood)) == ("exact", filled)


@pytest.mark.parametrize(
    "text",
    [
        "what is the quickest to boston",  # a word dropped
        "what is the the quickest way to boston",
        "waht is the quickest way to boston",
        "what is the quickset way to boston",
    ],
)
def test_one_wrong_word_beside_a_free_slot_is_forgiven(text: str) -> None:
    understood = of_samples("what is the quickest way to {one}").understand(text)
    assert (understood.intent, values(understood)) == ("TownIntent", {"one": "boston"})


@pytest.mark.parametrize("text", ["what is the quickest bus in boston", "springfield is the way to go", "boston"])
def test_more_than_one_wrong_word_is_another_sentence(text: str) -> None:
    assert of_samples("what is the quickest way to {one}").understand(text).intent == "AMAZON.FallbackIntent"


@pytest.mark.parametrize(("text", "intent"), [("springfield", "TownIntent"), ("how are you", "AMAZON.FallbackIntent")])
def test_a_name_alone_is_taken_where_a_sample_is_nothing_but_a_name(text: str, intent: str) -> None:
    assert of_samples("{one}").understand(text).intent == intent


def test_a_phrase_behind_words_that_say_what_is_wanted_goes_before_a_guess() -> None:
    skill = of_samples("remember that {words}", "what is in {one}")
    understood = skill.understand("remember that paris is in texas")
    assert (understood.stage, values(understood)) == ("phrase", {"words": "paris is in texas"})


@pytest.mark.parametrize(
    ("sample", "text", "said"),
    [
        ("{item} を 買って", "りんごを買って", "りんご"),
        ("{item} を 買って", "バナナを買って", "バナナ"),
        ("मुझे {item} चाहिए", "मुझे सेब चाहिए", "सेब"),
        ("ich hätte gern {item}", "Ich hätte gern Äpfel", "äpfel"),
    ],
)
def test_other_scripts_meet_their_samples(sample: str, text: str, said: str) -> None:
    item = of_samples(sample).understand(text).slots["item"]
    assert isinstance(item, SlotValue)
    assert (item.value, item.id) == (said, "apple")


def test_a_vowel_sign_makes_another_word() -> None:
    assert of_samples("बंद करो").understand("बंद करे").stage != "exact"


def test_a_number_nobody_can_read_is_passed_on_as_it_was_said() -> None:
    slots = [{"name": "count", "type": "AMAZON.NUMBER"}]
    intent = {"name": "CountIntent", "samples": ["zähle bis {count}"], "slots": slots}
    model = InteractionModel.from_json({"languageModel": {"invocationName": "echo box", "intents": [intent]}})
    understood = Understanding(model).understand("zähle bis siebzehn")
    assert (understood.intent, values(understood)) == ("CountIntent", {"count": "siebzehn"})


def test_a_sample_that_names_the_skill_is_no_invocation() -> None:
    skill = of_samples("ask echo box lists", "{one}")
    assert (skill.understand("ask echo box lists").stage) == "exact"


def with_slot(sample: str, slot_type: str, *, multiple: bool = False) -> Understanding:
    slot = {"name": "it", "type": slot_type, "multipleValues": {"enabled": multiple}}
    values = [{"id": colour, "name": {"value": colour}} for colour in ("red", "red wine", "wine")]
    language = {
        "invocationName": "echo box",
        "intents": [{"name": "ItIntent", "samples": [sample], "slots": [slot]}, {"name": "AMAZON.FallbackIntent"}],
        "types": [{"name": "DRINK", "values": values}],
    }
    return Understanding(InteractionModel.from_json({"languageModel": language}))


@pytest.mark.parametrize("text", ["remind me on may 5551234567", f"remind me on {'9' * 5000}", "remind me on " * 300])
def test_a_number_beyond_the_calendar_is_no_day_and_no_crash(text: str) -> None:
    assert with_slot("remind me on {it}", "AMAZON.DATE").understand(text).intent in (
        "ItIntent",
        "AMAZON.FallbackIntent",
    )


def test_a_list_may_be_longer_than_anybody_s_breath() -> None:
    skill = with_slot("buy {it}", "DRINK", multiple=True)
    bought = skill.understand("buy red wine and wine").slots["it"]
    assert isinstance(bought, tuple)
    assert [value.id for value in bought] == ["red wine", "wine"]
    assert skill.understand("buy " + "wine and " * 2000 + "wine").text.endswith("wine")
