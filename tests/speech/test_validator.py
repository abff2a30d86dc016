import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.envelope import Json
from speech.model import InteractionModel
from speech.validator import Asked, findings
from tests.speech.bike_shop import MODEL, asks, elicits, empty_reply, speaks

BIKES = InteractionModel.load(MODEL)


def judged(answer: Json, request_type: str = "IntentRequest", *, screen: bool = True) -> list[tuple[str, str, bool]]:
    asked = Asked(request_type, BIKES, "ReplyIntent", screen)
    found = findings(answer, json.dumps(answer).encode(), asked)
    return [(finding.rule, finding.place, finding.fatal) for finding in found]


def ssml(inner: str) -> Json:
    return {"version": "1.0", "response": {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{inner}</speak>"}}}


def with_response(**fields: Any) -> Json:
    return {"version": "1.0", "response": speaks("Well?", ends=False)["response"] | fields}


GOOD = {
    "a question": asks("Which bike?", directives=elicits("bike", updatedIntent=empty_reply())),
    "a farewell": speaks("Bye.", ends=True),
    "an empty answer": {"version": "1.0", "response": {}},
    "a card": with_response(card={"type": "Simple", "title": "x", "content": "y"}),
    "nulls": with_response(card=None, directives=None, reprompt=None),
    "delegation without words": with_response(directives=[{"type": "Dialog.Delegate"}], outputSpeech=None),
    "a question in ssml": {
        "version": "1.0",
        "sessionAttributes": {"a": [1]},
        "response": {"outputSpeech": {"type": "SSML", "ssml": "<speak>Yes?</speak>"}, "shouldEndSession": False},
    },
}


@pytest.mark.parametrize("case", GOOD)
def test_good_answers_have_no_findings(case: str) -> None:
    assert judged(GOOD[case]) == []


BROKEN: dict[str, tuple[Json, str, str, bool]] = {
    "no version": ({"response": {}}, "version", "version", False),
    "no response": ({"version": "1.0"}, "response_object", "response", True),
    "response is a list": ({"version": "1.0", "response": []}, "response_object", "response", True),
    "attributes are a list": (
        speaks("a", ends=True) | {"sessionAttributes": [1]},
        "session_attributes",
        "sessionAttributes",
        True,
    ),
    "unknown top field": (speaks("a", ends=True) | {"speech": 1}, "unknown_field", "speech", False),
    "unknown response field": (
        with_response(shouldEndsession=True),
        "unknown_field",
        "response.shouldEndsession",
        False,
    ),
    "speech is a text": (with_response(outputSpeech="Hi?"), "speech_shape", "response.outputSpeech", True),
    "speech type": (
        with_response(outputSpeech={"type": "Text", "text": "?"}),
        "speech_type",
        "response.outputSpeech.type",
        True,
    ),
    "speech without text": (
        with_response(outputSpeech={"type": "PlainText", "ssml": "?"}),
        "speech_text",
        "response.outputSpeech.text",
        True,
    ),
    "play behavior": (
        with_response(outputSpeech={"type": "PlainText", "text": "?", "playBehavior": ["x"]}),
        "play_behavior",
        "response.outputSpeech.playBehavior",
        True,
    ),
    "too many characters": (speaks("a" * 8001, ends=True), "speech_length", "response.outputSpeech.text", True),
    "too many bytes": (
        speaks("Bye.", ends=True) | {"sessionAttributes": {"x": "y" * 123_000}},
        "answer_size",
        "",
        True,
    ),
    "unescaped ampersand": (ssml("a & b"), "ssml", "response.outputSpeech.ssml", True),
    "unknown tag": (ssml("<prodody>a</prodody>"), "ssml", "response.outputSpeech.ssml", True),
    "long break": (ssml('a<break time="12s"/>'), "ssml", "response.outputSpeech.ssml", True),
    "broken reprompt": (
        with_response(reprompt={"outputSpeech": {"type": "SSML", "ssml": "<speak>"}}),
        "ssml",
        "response.reprompt.outputSpeech.ssml",
        True,
    ),
    "reprompt is a text": (with_response(reprompt="Well?"), "reprompt_shape", "response.reprompt", True),
    "reprompt after the end": (
        speaks("Bye.", ends=True, reprompt={"outputSpeech": {"type": "PlainText", "text": "Well?"}}),
        "reprompt_without_session",
        "response.reprompt",
        False,
    ),
    "open without a question": (speaks("Hello.", ends=False), "open_session_asks", "response.shouldEndSession", False),
    "open without words": (
        {"version": "1.0", "response": {"shouldEndSession": False}},
        "open_session_asks",
        "response.shouldEndSession",
        False,
    ),
    "null opens as false does": (
        {"version": "1.0", "response": {"shouldEndSession": None}},
        "open_session_asks",
        "response.shouldEndSession",
        False,
    ),
    "a slot is elicited without a question": (
        speaks("Your bike.", directives=elicits("bike", updatedIntent=empty_reply())),
        "open_session_asks",
        "response.shouldEndSession",
        False,
    ),
    "should end is a text": (
        with_response(shouldEndSession="false"),
        "end_session_type",
        "response.shouldEndSession",
        True,
    ),
    "card type": (with_response(card={"type": ["Simple"]}), "card_type", "response.card.type", True),
    "directives are an object": (
        with_response(directives={"type": "x"}),
        "directives_shape",
        "response.directives",
        True,
    ),
    "directive without type": (with_response(directives=[{}]), "directive_type", "response.directives[0]", True),
}


@pytest.mark.parametrize("case", BROKEN)
def test_each_rule_finds_the_answer_that_breaks_it(case: str) -> None:
    answer, rule, place, fatal = BROKEN[case]
    assert (rule, place, fatal) in judged(answer)


@pytest.mark.parametrize("text", ["a" * 8000, "¿Sí?" * 100])
def test_as_many_characters_as_alexa_takes_are_fine(text: str) -> None:
    assert judged(speaks(text, ends=True)) == []


@pytest.mark.parametrize("mark", ["?", "\uff1f", "\u061f"])
def test_a_question_mark_of_any_script_asks(mark: str) -> None:
    assert judged(speaks(f"x{mark}", ends=False)) == []


@pytest.mark.parametrize("field", ["outputSpeech", "reprompt", "card", "directives"])
def test_nothing_is_said_after_the_end(field: str) -> None:
    answer = {"version": "1.0", "response": {field: {"type": "x"}}}
    assert [rule for rule, _, _ in judged(answer, "SessionEndedRequest")] == ["answer_to_session_end"]


@pytest.mark.parametrize("answer", [{"version": "1.0", "response": {}}, {"version": "1.0"}])
def test_an_empty_answer_to_the_end_is_right(answer: Json) -> None:
    assert judged(answer, "SessionEndedRequest") == []


def test_a_document_for_a_device_without_a_screen_is_refused() -> None:
    answer = with_response(directives=[{"type": "Alexa.Presentation.APL.RenderDocument", "document": {}}])
    assert judged(answer) == []
    assert [rule for rule, _, _ in judged(answer, screen=False)] == ["screen_directive"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
DIRECTIVES = st.fixed_dictionaries(
    {"type": st.sampled_from(["Dialog.ElicitSlot", "Dialog.Delegate", "Dialog.ConfirmSlot", "Dialog.X"])},
    optional={"slotToElicit": ANYTHING, "slotToConfirm": ANYTHING}
    | {
        "updatedIntent": ANYTHING
        | st.fixed_dictionaries(
            {"name": st.just("ReplyIntent")}, optional={"slots": ANYTHING, "confirmationStatus": ANYTHING}
        )
    },
)
RESPONSES = st.fixed_dictionaries(
    {},
    optional={
        "outputSpeech": ANYTHING | st.fixed_dictionaries({"type": st.just("SSML"), "ssml": ANYTHING}),
        "reprompt": ANYTHING,
        "card": ANYTHING,
        "directives": ANYTHING | st.lists(ANYTHING | DIRECTIVES, max_size=3),
        "shouldEndSession": ANYTHING,
    },
)


@settings(max_examples=150, deadline=None)
@given(
    answer=st.fixed_dictionaries(
        {}, optional={"version": ANYTHING, "sessionAttributes": ANYTHING, "response": RESPONSES}
    )
)
def test_no_answer_is_too_strange_to_judge(answer: Json) -> None:
    for request_type in ("IntentRequest", "SessionEndedRequest"):
        found = findings(answer, b"", Asked(request_type, BIKES, None, False))
        assert all(finding.rule and finding.effect for finding in found)
