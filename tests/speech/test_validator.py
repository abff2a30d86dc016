import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.directive_schema import DIRECTIVES
from speech.envelope import Json
from speech.findings import Finding
from speech.model import InteractionModel
from speech.rules import ANSWER_RULES
from speech.validator import Asked, findings
from tests.speech.answers import (
    bare,
    card,
    clips,
    commands,
    document,
    entities,
    farewell,
    plain,
    play,
    render,
    sends,
    ssml,
    video,
    with_response,
)
from tests.speech.bike_shop import MODEL, asks, elicits, empty_reply, speaks
from tests.speech.broken_answers import BROKEN as BROKEN_ANSWERS
from tests.speech.broken_answers import FIRST, Broken
from tests.speech.broken_dialogs import BROKEN_DIALOGS

BROKEN = [*BROKEN_ANSWERS, *BROKEN_DIALOGS]
BIKES = InteractionModel.load(MODEL)


def found_in(answer: Json, **asked: Any) -> list[Finding]:
    about: dict[str, Any] = {
        "request_type": "IntentRequest",
        "intent": "ReplyIntent",
        "screen": True,
        "locale": "en-US",
    } | asked
    return findings(answer, json.dumps(answer).encode(), Asked(model=BIKES, **about))


def rules_of(answer: Json, **asked: Any) -> list[str]:
    return [finding.rule for finding in found_in(answer, **asked)]


def effect_of(answer: Json, **asked: Any) -> str:
    """What the only finding says."""
    (finding,) = found_in(answer, **asked)
    return finding.effect


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.rule} {case.place}")
def test_each_rule_finds_the_answer_that_breaks_it(case: Broken) -> None:
    found = [(finding.rule, finding.place, finding.fatal) for finding in found_in(case.answer, **case.asked)]
    assert (case.rule, case.place, case.fatal) in found


def test_every_rule_has_an_answer_that_breaks_it() -> None:
    assert {case.rule for case in BROKEN} == set(ANSWER_RULES)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.rule} {case.place}")
def test_no_broken_answer_breaks_a_rule_that_is_not_listed(case: Broken) -> None:
    assert set(rules_of(case.answer, **case.asked)) <= set(ANSWER_RULES)


GOOD: dict[str, Json] = {
    "a question": asks("Which bike?", directives=elicits("bike", updatedIntent=empty_reply())),
    "a farewell": speaks("Bye.", ends=True),
    "an empty answer": bare(),
    "a simple card": card(type="Simple", title="x", content="y"),
    "a card with a picture": card(type="Standard", text="y", image={"smallImageUrl": "https://e.com/a.png"}),
    "a card to link an account": card(type="LinkAccount"),
    "a card for permissions": card(type="AskForPermissionsConsent", permissions=["alexa::profile:email:read"]),
    "shouldEndSession null": with_response(shouldEndSession=None),
    "delegation without words": bare(directives=[{"type": "Dialog.Delegate"}], shouldEndSession=False),
    "a document": sends(render(datasources={"data": {"type": "object"}}, sources={}, packages=[])),
    "a linked document": sends(render(document={"type": "Link", "src": "doc://alexa/apl/documents/menu"})),
    "commands for a document beside them": sends(render(), commands("menu")),
    "an open session without a flag, on a screen": bare(
        outputSpeech=plain("Look."), reprompt={"outputSpeech": plain("Well?")}, directives=[render()]
    ),
    "a stream": sends(play()),
    "a stream that waits": sends(play("ENQUEUE", expectedPreviousToken="song")),
    "the end of a stream": sends(
        {"type": "AudioPlayer.Stop"}, {"type": "AudioPlayer.ClearQueue", "clearBehavior": "CLEAR_ALL"}
    ),
    "values for a slot": sends(entities("tandem")),
    "a purchase": bare(
        outputSpeech=plain("Do you want the helmet?"),
        directives=[{"type": "Connections.SendRequest", "name": "Upsell", "payload": {}, "token": "x"}],
        shouldEndSession=True,
    ),
    "a name alone": ssml('<alexa:name type="first" personId="amzn1.ask.person.X"/>'),
    "five clips": ssml(clips(5)),
    "a question in ssml": {
        "version": "1.0",
        "sessionAttributes": {"a": [1], "b": None},
        "response": {"outputSpeech": {"type": "SSML", "ssml": "<speak>Yes?</speak>"}, "shouldEndSession": False},
    },
}


@pytest.mark.parametrize("case", GOOD)
def test_good_answers_have_no_findings(case: str) -> None:
    assert found_in(GOOD[case]) == []


@pytest.mark.parametrize(
    ("answer", "request_type"),
    [
        (bare(), "SessionEndedRequest"),
        ({"version": "1.0"}, "SessionEndedRequest"),
        (bare(shouldEndSession=True), "AlexaSkillEvent.SkillDisabled"),
        (bare(), "System.ExceptionEncountered"),
        (bare(directives=[{"type": "AudioPlayer.Stop"}]), "AudioPlayer.PlaybackStarted"),
        (bare(directives=[play("ENQUEUE", expectedPreviousToken="song")]), "AudioPlayer.PlaybackNearlyFinished"),
        (bare(directives=[play()]), "PlaybackController.NextCommandIssued"),
        (
            bare(
                canFulfillIntent={"canFulfill": "YES", "slots": {"bike": {"canUnderstand": "YES", "canFulfill": "NO"}}}
            ),
            "CanFulfillIntentRequest",
        ),
        (speaks("Thanks.", ends=True), "Connections.Response"),
    ],
)
def test_the_right_answer_to_each_request_has_no_findings(answer: Json, request_type: str) -> None:
    assert found_in(answer, request_type=request_type) == []


@pytest.mark.parametrize("ends", [False, None])
def test_an_open_session_beside_a_stream_is_told_once(ends: bool | None) -> None:
    answer = bare(outputSpeech=plain("Here it is."), directives=[play()], shouldEndSession=ends)
    assert rules_of(answer) == ["play_in_open_session"]


def test_what_an_earlier_session_left_on_the_screen_keeps_no_session_open() -> None:
    answer = bare(outputSpeech=plain("Shall we?"), reprompt={"outputSpeech": plain("Well?")})
    reprompt, question = found_in(answer, shown="menu", keeps_open=False)
    assert (reprompt.rule, question.rule) == ("reprompt_without_session", "question_at_the_end")
    assert "the session ends" in question.effect
    (question,) = found_in(answer, shown="menu", keeps_open=True)
    assert "the microphone stays closed" in question.effect


def test_a_video_is_fine_on_a_device_that_declares_it() -> None:
    answer = bare(outputSpeech=plain("Look."), directives=[video(metadata={"title": "x"})])
    assert found_in(answer, interfaces=["VideoApp"]) == []


def test_commands_for_what_is_shown_already_are_fine() -> None:
    assert found_in(sends(commands("menu")), shown="menu") == []


@pytest.mark.parametrize("text", ["a" * 8000, "¡Sí!" * 100])
def test_as_many_characters_as_alexa_takes_are_fine(text: str) -> None:
    assert found_in(speaks(text, ends=True)) == []


@pytest.mark.parametrize("mark", ["?", "\uff1f", "\u061f"])
def test_a_question_mark_of_any_script_asks(mark: str) -> None:
    assert found_in(speaks(f"Now x{mark}", ends=False)) == []


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (farewell(cart={"type": "Simple"}), "did you mean card?"),
        (farewell(outputSpeech={"type": "plaintext", "text": "x"}), "did you mean PlainText?"),
        (card(type="Standrd"), "did you mean Standard?"),
        (sends(render(documents={})), ""),
        (sends({"type": "AudioPlayer.Ply"}), "did you mean AudioPlayer.Play?"),
        (sends({"type": "AudioPlayer.ClearQueue", "clearBehavior": "CLEARALL"}), "did you mean CLEAR_ALL?"),
        (sends(render(document=document(onMounted=[]))), "did you mean onMount?"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_the_name_that_is_near(answer: Json, hint: str) -> None:
    assert hint in effect_of(answer)


def test_fields_that_apl_may_get_one_day_are_no_finding() -> None:
    assert found_in(sends(render(document=document(somethingOfNextYear={})))) == []


def test_an_unescaped_ampersand_is_told_with_its_place_and_what_to_write() -> None:
    said = effect_of(ssml("salt & pepper"))
    assert "column 13" in said
    assert "write &amp;" in said


def test_a_place_behind_a_line_break_names_its_line() -> None:
    assert "line 2, column 3" in effect_of(ssml("one\n2 & 3"))


def test_several_faults_of_one_text_are_told_at_once() -> None:
    assert rules_of(ssml("a & b < c &copy;")) == ["ssml_unescaped", "ssml_unescaped", "ssml_entity"]


def test_a_question_of_a_session_that_alexa_ends_belongs_to_conversations_only() -> None:
    assert rules_of(speaks("Ready?", ends=True), request_type="Connections.Response") == []


def test_a_touch_keeps_open_what_it_touched() -> None:
    answer = bare(outputSpeech=plain("Look."), reprompt={"outputSpeech": plain("Well?")})
    assert found_in(answer, request_type="Alexa.Presentation.APL.UserEvent") == []


def test_a_directive_that_is_broken_is_judged_no_further() -> None:
    assert rules_of(sends({"type": "AudioPlayer.Play"})) == ["missing_field", "missing_field"]


def test_an_unknown_dialog_directive_is_told_once() -> None:
    assert [finding.place for finding in found_in(with_response(directives=[{"type": "Dialog.X"}]))] == [
        f"{FIRST}.type"
    ]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def partly(names: Any, **known: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(known, optional={name: ANYTHING for name in names if name not in known})


DIRECTIVE = st.one_of(
    *(partly(shape.fields, type=st.just(kind)) for kind, shape in DIRECTIVES.items()),
    st.just(play()),
    st.just(render()),
    st.builds(lambda item: play() | {"audioItem": {"stream": item}}, partly(["url", "token", "offsetInMilliseconds"])),
    st.builds(lambda shown: render(document=shown), partly(["type", "version", "mainTemplate", "src"])),
    st.builds(
        lambda updated: {"type": "Dialog.ElicitSlot", "updatedIntent": updated},
        partly(["slots", "confirmationStatus"], name=st.just("ReplyIntent")),
    ),
    st.builds(lambda types: entities() | {"types": types}, st.lists(partly(["name", "values"]), max_size=2)),
)
MARKUP = st.lists(
    st.sampled_from(
        ["<speak>", "</speak>", "<p>", "</p>", "<break time='", "'/>", "&", "<", "hi?", "😀", "\x01", "]]>"]
    ),
    max_size=8,
).map("".join)
SPEECH = partly([], type=st.sampled_from(["SSML", "PlainText"]), ssml=MARKUP | ANYTHING, text=st.text() | ANYTHING)
CARD = partly(
    ["title", "content", "text", "image", "permissions"], type=st.sampled_from(["Simple", "Standard", "LinkAccount"])
)
RESPONSES = st.fixed_dictionaries(
    {},
    optional={
        "outputSpeech": ANYTHING | SPEECH,
        "reprompt": ANYTHING | st.builds(lambda speech: {"outputSpeech": speech}, SPEECH),
        "card": ANYTHING | CARD,
        "directives": ANYTHING | st.lists(ANYTHING | DIRECTIVE, max_size=3),
        "shouldEndSession": ANYTHING,
        "canFulfillIntent": ANYTHING,
    },
)


@settings(max_examples=60, deadline=None)
@given(
    answer=st.fixed_dictionaries(
        {}, optional={"version": ANYTHING, "sessionAttributes": ANYTHING, "response": ANYTHING | RESPONSES}
    ),
    request_type=st.sampled_from(
        ["IntentRequest", "SessionEndedRequest", "AudioPlayer.PlaybackStarted", "CanFulfillIntentRequest"]
    ),
)
def test_no_answer_is_too_strange_to_judge(answer: Json, request_type: str) -> None:
    found = findings(answer, b"", Asked(request_type, BIKES, None, False, locale="en-US"))
    assert all(finding.rule and finding.effect for finding in found)
