"""Holds a skill's answer against Alexa's rules, before anything of it is spoken.

Shape, sizes and contradictions are judged here, SSML with speech.ssml, dialog directives in speech.dialog_rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from speech import ssml
from speech.dialog_rules import DELEGATE, dialog_findings, turn_directives
from speech.dynamic_entities import entity_findings
from speech.envelope import APL_INTERFACE, Json
from speech.findings import Finding
from speech.model import InteractionModel

MAX_SPEECH_CHARACTERS = 8_000
MAX_ANSWER_BYTES = 120 * 1024

_TOP_FIELDS = {"version", "sessionAttributes", "userAgent", "response"}
_RESPONSE_FIELDS = {
    *("outputSpeech", "card", "reprompt", "directives", "shouldEndSession"),
    *("canFulfillIntent", "apiResponse", "experimentation"),
}
_SPEECH_FIELDS = {"type", "text", "ssml", "playBehavior"}
# Tuples, since an answer may hold anything, also what no set can look up.
_PLAY_BEHAVIORS = ("ENQUEUE", "REPLACE_ALL", "REPLACE_ENQUEUED")
_CARDS = ("Simple", "Standard", "LinkAccount", "AskForPermissionsConsent")
_QUESTION_MARKS = "?\uff1f\u061f"  # also the full-width and the Arabic one
_REFUSED = "Alexa drops the answer and ends the session with INVALID_RESPONSE"


@dataclass(frozen=True)
class Asked:
    """What the answer answers: the request's type, the intent in progress, and whether the device has a screen."""

    request_type: str
    model: InteractionModel
    intent: str | None
    screen: bool


def findings(answer: Json, body: bytes, asked: Asked) -> list[Finding]:
    """Everything wrong with `answer` (a JSON object, `body` its bytes), in the order of the answer."""
    found = list(_envelope(answer, body))
    response = answer.get("response")
    if not isinstance(response, dict):
        if asked.request_type != "SessionEndedRequest" or response is not None:
            found.append(Finding("response_object", "response", f"there is no response object: {_REFUSED}", fatal=True))
        return found
    found += _unknown(response, _RESPONSE_FIELDS, "response")
    if asked.request_type == "SessionEndedRequest":
        found += _nothing_after_the_end(response)
        return found
    found += _speech(response.get("outputSpeech"), "response.outputSpeech")
    found += _reprompt(response)
    found += _card(response.get("card"))
    found += _directives(response, asked)
    found += _session(response)
    return found


def _envelope(answer: Json, body: bytes) -> Iterator[Finding]:
    if len(body) > MAX_ANSWER_BYTES:
        said = f"the answer has {len(body)} bytes, more than {MAX_ANSWER_BYTES}: {_REFUSED}"
        yield Finding("answer_size", "", said, fatal=True)
    yield from _unknown(answer, _TOP_FIELDS, "")
    if not isinstance(answer.get("version"), str):
        yield Finding("version", "version", "the version is missing: Alexa may refuse the answer")
    if not isinstance(answer.get("sessionAttributes") or {}, dict):
        yield Finding("session_attributes", "sessionAttributes", f"not an object: {_REFUSED}", fatal=True)


def _unknown(value: Json, known: set[str], place: str) -> Iterator[Finding]:
    for name in sorted(set(value) - known):
        yield Finding("unknown_field", f"{place}.{name}".lstrip("."), "Alexa does not know this field and ignores it")


def _speech(speech: Any, place: str) -> Iterator[Finding]:
    if speech is None:
        return
    if not isinstance(speech, dict):
        yield Finding("speech_shape", place, f"not an object: {_REFUSED}", fatal=True)
        return
    yield from _unknown(speech, _SPEECH_FIELDS, place)
    if speech.get("playBehavior", "ENQUEUE") not in _PLAY_BEHAVIORS:
        yield Finding("play_behavior", f"{place}.playBehavior", f"none of Alexa's behaviors: {_REFUSED}", fatal=True)
    field = {"PlainText": "text", "SSML": "ssml"}.get(str(speech.get("type")))
    if field is None:
        yield Finding("speech_type", f"{place}.type", f"neither PlainText nor SSML: {_REFUSED}", fatal=True)
        return
    words = speech.get(field)
    if not isinstance(words, str):
        yield Finding("speech_text", f"{place}.{field}", f"{speech['type']} without {field}: {_REFUSED}", fatal=True)
        return
    if len(words) > MAX_SPEECH_CHARACTERS:
        said = f"{len(words)} characters, more than {MAX_SPEECH_CHARACTERS}: {_REFUSED}"
        yield Finding("speech_length", f"{place}.{field}", said, fatal=True)
    if field == "ssml":
        yield from _ssml(words, f"{place}.ssml")


def _ssml(words: str, place: str) -> Iterator[Finding]:
    try:
        wrong = ssml.faults(ssml.parse(words))
    except ssml.SsmlError as error:
        wrong = [str(error)]
    for fault in wrong:
        yield Finding("ssml", place, f"{fault}: {_REFUSED}", fatal=True)


def _reprompt(response: Json) -> Iterator[Finding]:
    reprompt = response.get("reprompt")
    if reprompt is None:
        return
    if not isinstance(reprompt, dict):
        yield Finding("reprompt_shape", "response.reprompt", f"not an object: {_REFUSED}", fatal=True)
        return
    yield from _unknown(reprompt, {"outputSpeech", "directives"}, "response.reprompt")
    yield from _speech(reprompt.get("outputSpeech"), "response.reprompt.outputSpeech")
    if response.get("shouldEndSession") is True:
        said = "the session ends, so Alexa never speaks this reprompt"
        yield Finding("reprompt_without_session", "response.reprompt", said)


def _card(card: Any) -> Iterator[Finding]:
    if card is not None and (not isinstance(card, dict) or card.get("type") not in _CARDS):
        yield Finding("card_type", "response.card.type", f"none of {', '.join(_CARDS)}: {_REFUSED}", fatal=True)


def _directives(response: Json, asked: Asked) -> Iterator[Finding]:
    directives = response.get("directives")
    if directives is None:
        return
    if not isinstance(directives, list):
        yield Finding("directives_shape", "response.directives", f"not a list: {_REFUSED}", fatal=True)
        return
    for position, directive in enumerate(directives):
        place = f"response.directives[{position}]"
        if not isinstance(directive, dict) or not isinstance(directive.get("type"), str):
            yield Finding("directive_type", place, f"a directive without a type: {_REFUSED}", fatal=True)
        elif directive["type"].startswith(APL_INTERFACE + ".") and not asked.screen:
            yield Finding("screen_directive", place, f"the device has no screen: {_REFUSED}", fatal=True)
    yield from dialog_findings(response, asked.model, asked.intent)
    yield from entity_findings(response, asked.model)


def _session(response: Json) -> Iterator[Finding]:
    ends = response.get("shouldEndSession")
    if ends is not None and not isinstance(ends, bool):
        yield Finding("end_session_type", "response.shouldEndSession", f"not true or false: {_REFUSED}", fatal=True)
    kinds = [directive["type"] for _, directive in turn_directives(response)]
    # null opens the microphone as false does, and so does a dialog directive; under delegation Alexa asks by itself.
    opens = ("shouldEndSession" in response or kinds) and ends is not True and DELEGATE not in kinds
    if opens and not _asks(response.get("outputSpeech")):
        said = "the microphone opens though nothing was asked: certification refuses that"
        yield Finding("open_session_asks", "response.shouldEndSession", said)


def _asks(speech: Any) -> bool:
    words = (speech.get("text"), speech.get("ssml")) if isinstance(speech, dict) else ()
    return any(isinstance(text, str) and any(mark in text for mark in _QUESTION_MARKS) for text in words)


def _nothing_after_the_end(response: Json) -> Iterator[Finding]:
    for name in ("outputSpeech", "reprompt", "card", "directives"):
        if response.get(name):
            said = "the session is over: Alexa speaks and shows nothing of this answer"
            yield Finding("answer_to_session_end", f"response.{name}", said)
