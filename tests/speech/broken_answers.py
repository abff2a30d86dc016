"""One answer or more for each rule of the validator that breaks it."""

from dataclasses import dataclass, field
from typing import Any

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
    raw_ssml,
    render,
    sends,
    ssml,
    video,
    with_response,
)
from tests.speech.bike_shop import Json, empty_reply, speaks

AT_SPEECH = "response.outputSpeech"
AT_SSML = "response.outputSpeech.ssml"
FIRST = "response.directives[0]"


@dataclass(frozen=True)
class Broken:
    """An `answer` that breaks `rule` at `place`, to a request and on a device that `asked` describes."""

    rule: str
    place: str
    answer: Json
    fatal: bool = False
    asked: dict[str, Any] = field(default_factory=dict)


def refused(rule: str, place: str, answer: Json, **asked: Any) -> Broken:
    return Broken(rule, place, answer, True, asked)


def warned(rule: str, place: str, answer: Json, **asked: Any) -> Broken:
    return Broken(rule, place, answer, False, asked)


ENVELOPE = [
    refused("answer_size", "body", farewell() | {"sessionAttributes": {"x": "y" * 123_000}}),
    warned("version", "version", {"response": {}}),
    warned("version", "version", farewell() | {"version": "2.0"}),
    refused("session_attributes", "sessionAttributes", farewell() | {"sessionAttributes": [1]}),
    refused("session_attributes", "sessionAttributes", farewell() | {"sessionAttributes": []}),
    refused("session_attributes", "sessionAttributes", farewell() | {"sessionAttributes": ""}),
    refused("session_attributes", "sessionAttributes", farewell() | {"sessionAttributes": 0}),
    refused("response_object", "response", {"version": "1.0"}),
    refused("response_object", "response", {"version": "1.0", "response": []}),
    warned("unknown_field", "sessionattributes", farewell() | {"sessionattributes": {}}),
    warned("unknown_field", "response.shouldEndsession", with_response(shouldEndsession=True)),
    warned("null_field", "sessionAttributes", farewell() | {"sessionAttributes": None}),
    warned("null_field", "response.card", farewell(card=None)),
    refused("end_session_type", "response.shouldEndSession", with_response(shouldEndSession="false")),
    refused("end_session_type", "response.shouldEndSession", with_response(shouldEndSession=0)),
]

SPEECH = [
    refused("speech_shape", AT_SPEECH, with_response(outputSpeech="Hi?")),
    refused("speech_type", f"{AT_SPEECH}.type", with_response(outputSpeech={"type": "Text", "text": "?"})),
    refused("speech_type", f"{AT_SPEECH}.type", with_response(outputSpeech={"text": "?"})),
    refused("speech_text", f"{AT_SPEECH}.text", with_response(outputSpeech={"type": "PlainText", "ssml": "?"})),
    refused("speech_text", f"{AT_SPEECH}.ssml", with_response(outputSpeech={"type": "SSML", "ssml": 7})),
    warned("unknown_field", f"{AT_SPEECH}.ssml", farewell(outputSpeech=plain("Bye.") | {"ssml": "<speak/>"})),
    refused("play_behavior", f"{AT_SPEECH}.playBehavior", farewell(outputSpeech=plain("x") | {"playBehavior": ["x"]})),
    refused("speech_length", f"{AT_SPEECH}.text", speaks("a" * 8001, ends=True)),
    refused("speech_length", AT_SSML, ssml("a" * 8000)),
    warned("speech_empty", f"{AT_SPEECH}.text", speaks(" ", ends=True)),
    warned("speech_empty", AT_SSML, ssml('<break time="1s"/>')),
    warned("tags_in_text", f"{AT_SPEECH}.text", speaks('Wait <break time="1s"/> here.', ends=True)),
    warned("tags_in_text", f"{AT_SPEECH}.text", speaks("<speak>Wait.</speak>", ends=True)),
    warned("escapes_in_text", f"{AT_SPEECH}.text", speaks("Salt &amp; pepper.", ends=True)),
    warned("control_character", f"{AT_SPEECH}.text", speaks("a\x07b", ends=True)),
    warned("unspeakable_character", f"{AT_SPEECH}.text", speaks("Bye \U0001f6b2", ends=True)),
    warned("unspeakable_character", AT_SSML, ssml("Left \u2192 right")),
]

SSML = [
    refused("ssml_root", AT_SSML, raw_ssml("Hello")),
    refused("ssml_root", AT_SSML, raw_ssml("")),
    refused("ssml_root", AT_SSML, raw_ssml("<p>Hello</p>")),
    refused("ssml_root", AT_SSML, raw_ssml("Well, <speak>hello</speak>")),
    refused("ssml_root", AT_SSML, raw_ssml("<speak>a</speak> b")),
    refused("ssml_root", AT_SSML, raw_ssml("<speak>a</speak><speak>b</speak>")),
    refused("ssml_root", AT_SSML, ssml("<speak>x</speak>")),
    refused("ssml_not_well_formed", AT_SSML, ssml("<p>open")),
    refused("ssml_unescaped", AT_SSML, ssml("salt & pepper")),
    refused("ssml_unescaped", AT_SSML, ssml("1 < 2")),
    refused("ssml_entity", AT_SSML, ssml("a&nbsp;b")),
    refused("ssml_character", AT_SSML, ssml("a\x01b")),
    refused("ssml_character", AT_SSML, ssml("a\ud800b")),
    refused("ssml_tag", AT_SSML, ssml("<prodody>a</prodody>")),
    refused("ssml_tag", AT_SSML, ssml("<amazon:auto-breaths>a</amazon:auto-breaths>")),
    refused("ssml_attribute", AT_SSML, ssml('<p align="left">a</p>')),
    refused("ssml_attribute", AT_SSML, ssml('<audio src="https://example.com/a.mp3" volume="1"/>')),
    refused("ssml_attribute_missing", AT_SSML, ssml('<say-as format="mdy">x</say-as>')),
    refused("ssml_attribute_missing", AT_SSML, ssml('<amazon:emotion name="excited">a</amazon:emotion>')),
    refused("ssml_value", AT_SSML, ssml('<prosody rate="19%">a</prosody>')),
    refused("ssml_break_length", AT_SSML, ssml('a<break time="12s"/>')),
    refused("ssml_audio_source", AT_SSML, ssml('<audio src="http://example.com/a.mp3"/>')),
    refused("ssml_audio_clips", AT_SSML, ssml(clips(6))),
    warned("ssml_doubtful_value", AT_SSML, ssml('<voice name="Ruth">a</voice>')),
    warned("ssml_combination", AT_SSML, ssml('a<break time="1s" strength="weak"/>')),
    warned("ssml_combination", AT_SSML, ssml('<say-as interpret-as="time" format="mdy">a</say-as>')),
    warned("ssml_combination", AT_SSML, ssml("<prosody>a</prosody>")),
    warned("ssml_locale", AT_SSML, ssml('<amazon:domain name="news">a</amazon:domain>'), locale="de-DE"),
    warned("ssml_content", AT_SSML, ssml('<audio src="https://example.com/a.mp3">a</audio>')),
    warned("ssml_content", AT_SSML, ssml('<sub alias="b"><s>a</s></sub>')),
    warned("ssml_nesting", AT_SSML, ssml("<p>a<p>b</p></p>")),
    refused(
        "ssml_not_well_formed",
        "response.reprompt.outputSpeech.ssml",
        with_response(reprompt={"outputSpeech": {"type": "SSML", "ssml": "<speak>"}}),
    ),
    warned(
        "audio_clips_together",
        "response.reprompt",
        bare(
            outputSpeech={"type": "SSML", "ssml": f"<speak>Which?{clips(3)}</speak>"},
            reprompt={"outputSpeech": {"type": "SSML", "ssml": f"<speak>Which?{clips(3)}</speak>"}},
            shouldEndSession=False,
        ),
    ),
]

AT_END = "response.shouldEndSession"
SESSION = [
    refused("reprompt_shape", "response.reprompt", with_response(reprompt="Well?")),
    warned("unknown_field", "response.reprompt.outputspeech", with_response(reprompt={"outputspeech": plain("Well?")})),
    warned("reprompt_empty", "response.reprompt", with_response(reprompt={})),
    warned(
        "reprompt_without_speech",
        "response.reprompt",
        bare(reprompt={"outputSpeech": plain("Well?")}, shouldEndSession=False),
    ),
    warned("reprompt_without_session", "response.reprompt", farewell(reprompt={"outputSpeech": plain("Well?")})),
    warned(
        "reprompt_without_session",
        "response.reprompt",
        bare(outputSpeech=plain("Bye."), reprompt={"outputSpeech": plain("Well?")}),
        screen=False,
    ),
    warned("open_session_asks", AT_END, speaks("Hello.", ends=False)),
    warned("open_session_asks", AT_END, speaks("What is it? It is a bike.", ends=False)),
    warned("open_session_asks", AT_END, bare(shouldEndSession=False)),
    warned("open_session_asks", AT_END, bare(shouldEndSession=None)),
    warned(
        "open_session_asks",
        AT_END,
        speaks("Your bike.", directives=[{"type": "Dialog.ElicitSlot", "slotToElicit": "bike"}]),
    ),
    warned("question_at_the_end", AT_END, speaks("Shall I say that again?", ends=True)),
    warned("question_at_the_end", AT_END, speaks("Shall I say that again?"), screen=False),
    warned("question_at_the_end", AT_END, speaks("Shall I say that again?", directives=[render()])),
]

CARDS = [
    refused("card_type", "response.card.type", card(type=["Simple"])),
    refused("card_type", "response.card.type", card(type="simple", content="x")),
    warned("unknown_field", "response.card.text", card(type="Simple", title="x", text="y")),
    warned(
        "unknown_field", "response.card.image.smallImage", card(type="Standard", text="y", image={"smallImage": "x"})
    ),
    refused("wrong_type", "response.card.content", card(type="Simple", content=7)),
    refused("missing_field", "response.card.permissions", card(type="AskForPermissionsConsent")),
    refused("empty_value", "response.card.permissions", card(type="AskForPermissionsConsent", permissions=[])),
    refused("card_length", "response.card", card(type="Simple", title="x" * 4000, content="y" * 4001)),
    refused(
        "too_long",
        "response.card.image.largeImageUrl",
        card(type="Standard", text="x", image={"largeImageUrl": "https://e.com/" + "x" * 2000}),
    ),
    warned(
        "card_image_https",
        "response.card.image.smallImageUrl",
        card(type="Standard", text="x", image={"smallImageUrl": "http://e.com/x.png"}),
    ),
    warned("card_empty", "response.card", card(type="Simple")),
    warned(
        "card_permission", "response.card.permissions[0]", card(type="AskForPermissionsConsent", permissions=["email"])
    ),
]

DIRECTIVES = [
    refused("directives_shape", "response.directives", with_response(directives={"type": "x"})),
    refused("directive_type", FIRST, sends({})),
    refused("directives_shape", "response.reprompt.directives", with_response(reprompt={"directives": {}})),
    refused(
        "missing_field",
        "response.reprompt.directives[0].document",
        with_response(reprompt={"directives": [{"type": "Alexa.Presentation.APLA.RenderDocument"}]}),
    ),
    refused("directive_type", FIRST, sends("AudioPlayer.Stop")),
    refused("unknown_directive", f"{FIRST}.type", sends({"type": "AudioPlayer.Pley"})),
    warned("unknown_field", f"{FIRST}.datasource", sends(render(datasource={}))),
    warned(
        "unknown_field", f"{FIRST}.document.mainTemplat", sends(render(document={"type": "APL", "mainTemplat": {}}))
    ),
    warned("unknown_field", f"{FIRST}.slot", with_response(directives=[{"type": "Dialog.Delegate", "slot": "bike"}])),
    warned(
        "unknown_field",
        f"{FIRST}.updatedIntent.confirmation",
        with_response(directives=[{"type": "Dialog.Delegate", "updatedIntent": empty_reply() | {"confirmation": "x"}}]),
    ),
    warned("null_field", f"{FIRST}.datasources", sends(render(datasources=None))),
    refused(
        "missing_field", f"{FIRST}.document", sends({"type": "Alexa.Presentation.APL.RenderDocument", "token": "x"})
    ),
    refused(
        "missing_field", f"{FIRST}.token", sends({"type": "Connections.SendRequest", "name": "Buy", "payload": {}})
    ),
    refused("wrong_type", f"{FIRST}.document", sends(render(document="{}"))),
    refused("wrong_type", f"{FIRST}.commands", sends(commands("menu", commands={"type": "SetPage"}))),
    refused("empty_value", f"{FIRST}.hint.text", sends({"type": "Hint", "hint": {"type": "PlainText", "text": ""}})),
    refused(
        "unknown_value", f"{FIRST}.template.type", sends({"type": "Display.RenderTemplate", "template": {"type": "X"}})
    ),
    refused("screen_directive", FIRST, sends(render()), screen=False),
    refused("screen_directive", FIRST, bare(directives=[video()]), screen=False),
    warned("undeclared_interface", FIRST, bare(directives=[video()])),
    warned(
        "undeclared_interface", FIRST, sends({"type": "Display.RenderTemplate", "template": {"type": "BodyTemplate1"}})
    ),
    warned("undeclared_interface", FIRST, sends({"type": "Alexa.Presentation.HTML.Start"})),
    warned("undeclared_interface", FIRST, sends({"type": "GameEngine.StopInputHandler"}), screen=False),
    warned("undeclared_interface", FIRST, sends({"type": "GadgetController.SetLight"}), interfaces=["AudioPlayer"]),
    warned(
        "undeclared_interface",
        FIRST,
        sends({"type": "Alexa.Presentation.APLT.RenderDocument", "document": {"type": "APLT", "version": "1.0"}}),
        screen=False,
    ),
    warned("document_token", f"{FIRST}.token", sends(render(token=""))),
    warned("document_type", f"{FIRST}.document.type", sends(render(document={}))),
    warned("document_version", f"{FIRST}.document.version", sends(render(document=document(version="2031.1")))),
    warned("document_version", f"{FIRST}.document.version", sends(render(document=document(version=1.9)))),
    warned("document_empty", f"{FIRST}.document.mainTemplate", sends(render(document=document(mainTemplate={})))),
    warned("document_source", f"{FIRST}.document.src", sends(render(document={"type": "Link"}))),
    warned("command_token", f"{FIRST}.token", sends(commands("list")), shown="menu"),
    warned("command_token", "response.directives[1].token", sends(render(), commands("list"))),
]

AT_STREAM = f"{FIRST}.audioItem.stream"
MEDIA = [
    warned("audio_directive", FIRST, sends({"type": "AudioPlayer.Stop"}), audio=False),
    refused("one_play_directive", "response.directives[1]", sends(play(), play())),
    refused("unknown_value", f"{FIRST}.playBehavior", sends(play("REPLACE"))),
    refused("unknown_value", f"{AT_STREAM}.offsetInMilliseconds", sends(play(offsetInMilliseconds=-1))),
    refused("wrong_type", f"{AT_STREAM}.offsetInMilliseconds", sends(play(offsetInMilliseconds=True))),
    refused("https_only", f"{AT_STREAM}.url", sends(play(url="http://example.com/a.mp3"))),
    refused("too_long", f"{AT_STREAM}.url", sends(play(url="https://example.com/" + "a" * 8000))),
    refused("too_long", f"{AT_STREAM}.token", sends(play(token="a" * 1025))),
    refused("missing_field", f"{AT_STREAM}.token", sends(play(token=None))),
    refused("missing_field", f"{FIRST}.clearBehavior", sends({"type": "AudioPlayer.ClearQueue"})),
    refused("expected_previous_token", f"{AT_STREAM}.expectedPreviousToken", sends(play("ENQUEUE"))),
    refused("expected_previous_token", f"{AT_STREAM}.expectedPreviousToken", sends(play(expectedPreviousToken="song"))),
    warned("play_in_open_session", AT_END, with_response(directives=[play()])),
    warned("play_in_open_session", AT_END, with_response(directives=[play()], shouldEndSession=None)),
    refused("video_ends_session", AT_END, sends(video())),
    refused("https_only", f"{FIRST}.videoItem.source", bare(directives=[video(source="a.mp4")])),
    refused("video_alone", FIRST, bare(directives=[video(), play()])),
]

ENTITIES = [
    refused("update_behavior", f"{FIRST}.updateBehavior", sends(entities("tandem", behavior="ADD"))),
    refused("dynamic_entities_shape", FIRST, sends(entities() | {"types": [{}]})),
    refused("dynamic_entities_shape", f"{FIRST}.types", sends(entities() | {"types": {}})),
    warned("dynamic_entities_type", f"{FIRST}.types[0].name", sends(entities("tandem", name="Boat"))),
    warned("dynamic_entities_limit", f"{FIRST}.types", sends(entities(*(f"bike {n}" for n in range(101))))),
    warned("unknown_field", f"{FIRST}.types[0].value", sends(entities() | {"types": [{"name": "x", "value": []}]})),
]

EVENT, CAN_FULFILL = "AlexaSkillEvent.SkillEnabled", "CanFulfillIntentRequest"
STARTED = "AudioPlayer.PlaybackStarted"
REQUESTS = [
    *(
        warned(
            "answer_to_session_end",
            f"response.{name}",
            bare(**{name: {"type": "x"}}),
            request_type="SessionEndedRequest",
        )
        for name in ("outputSpeech", "reprompt", "card", "directives")
    ),
    warned("answer_to_session_end", AT_END, bare(shouldEndSession=False), request_type="SessionEndedRequest"),
    warned("answer_to_news", AT_SPEECH, farewell(), request_type=EVENT),
    warned("answer_to_news", AT_SPEECH, farewell(), request_type="System.ExceptionEncountered"),
    warned(
        "answer_to_news", "response.directives", bare(directives=[play()]), request_type="AudioPlayer.PlaybackStopped"
    ),
    refused("player_answer", AT_SPEECH, farewell(), request_type="PlaybackController.NextCommandIssued"),
    refused("player_answer", AT_END, bare(shouldEndSession=False), request_type=STARTED),
    refused("player_answer", FIRST, bare(directives=[play()]), request_type=STARTED),
    refused("player_answer", FIRST, bare(directives=[render()]), request_type=STARTED),
    refused("can_fulfill_missing", "response.canFulfillIntent", bare(), request_type=CAN_FULFILL),
    refused(
        "unknown_value",
        "response.canFulfillIntent.canFulfill",
        bare(canFulfillIntent={"canFulfill": "PERHAPS"}),
        request_type=CAN_FULFILL,
    ),
    warned("can_fulfill_alone", AT_SPEECH, farewell(canFulfillIntent={"canFulfill": "NO"}), request_type=CAN_FULFILL),
    warned("can_fulfill_unasked", "response.canFulfillIntent", farewell(canFulfillIntent={"canFulfill": "NO"})),
]

BROKEN = [*ENVELOPE, *SPEECH, *SSML, *SESSION, *CARDS, *DIRECTIVES, *MEDIA, *ENTITIES, *REQUESTS]
