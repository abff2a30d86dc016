from speech.dialog_prompts import prompt, spoken
from speech.model import InteractionModel, Variation
from speech.slots import SlotValue
from speech.ssml import parse, segments, spoken_text


def plain_words(ssml: str) -> str:
    return spoken_text(segments(parse(ssml)))


def model(*wordings: str, kind: str = "PlainText") -> InteractionModel:
    variations = [{"type": kind, "value": wording} for wording in wordings]
    return InteractionModel.from_json(
        {
            "interactionModel": {
                "languageModel": {
                    "invocationName": "sea lark",
                    "intents": [{"name": "SailIntent", "samples": ["sail"]}],
                },
                "prompts": [{"id": "Ask", "variations": variations}],
            }
        }
    )


def test_the_first_variation_is_said_whose_slots_all_have_values() -> None:
    asked = model("From {port} on {day}?", "From {port}?", "From there?")
    assert prompt(asked, "Ask", {"port": SlotValue("oslo")}) == Variation("PlainText", "From oslo?")
    assert prompt(asked, "Ask", {}) == Variation("PlainText", "From there?")


def test_a_value_that_is_missing_from_every_variation_leaves_nothing_behind() -> None:
    assert prompt(model("From {port}?"), "Ask", {}) == Variation("PlainText", "From ?")


def test_values_in_ssml_are_escaped() -> None:
    asked = model("<speak>{shop}, right?</speak>", kind="SSML")
    said = prompt(asked, "Ask", {"shop": SlotValue("b & q <b>")})
    assert said == Variation("SSML", "<speak>b &amp; q &lt;b&gt;, right?</speak>")


def test_no_value_breaks_the_ssml_of_a_prompt() -> None:
    asked = model("<speak><sub alias='{shop}'>{shop}</sub></speak>", kind="SSML")
    said = prompt(asked, "Ask", {"shop": SlotValue("b'q\x00\x0b\ud800\uffff\"")})
    assert said is not None
    assert plain_words(said.value) == "b'q\""


def test_several_values_are_said_with_an_and_before_the_last() -> None:
    one, two, three = SlotValue("rope"), SlotValue("sail"), SlotValue("oars")
    assert [spoken(one), spoken((one, two)), spoken((one, two, three)), spoken(())] == [
        "rope",
        "rope and sail",
        "rope, sail and oars",
        "",
    ]


def test_a_prompt_the_model_does_not_have_is_none() -> None:
    assert prompt(model("From there?"), "Other", {}) is None
    assert prompt(model("From there?"), None, {}) is None
