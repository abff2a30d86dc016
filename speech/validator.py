"""Holds a skill's answer against Alexa's rules, before anything of it is spoken.

Each part of an answer has a file of rules of its own; what they say of each other is judged here. `speech.rules` lists
all of them.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from speech.answer_schema import ANSWER, REPROMPT, RESPONSE
from speech.apl_rules import document_findings, screen_findings
from speech.audio_player import PLAY
from speech.card_rules import card_findings
from speech.dialog_rules import DELEGATE, dialog_findings, listens, turn_directives
from speech.directive_schema import DIALOG, DIRECTIVES
from speech.dynamic_entities import entity_findings
from speech.envelope import USER_EVENT, Json
from speech.findings import Finding, refusal
from speech.media_rules import LAUNCH_VIDEO, media_findings
from speech.model import InteractionModel
from speech.prompts import asks, ends_in_a_question
from speech.request_rules import request_findings, silent_findings, takes_no_answer
from speech.screen import RENDER
from speech.shapes import near, null_field
from speech.speech_rules import Words, speech_findings
from speech.ssml_rules import MAX_AUDIO_CLIPS

MAX_ANSWER_BYTES = 120 * 1024

# Requests that a person's words or hands lead to: only after these can a question be meant for someone.
_IN_CONVERSATION = ("LaunchRequest", "IntentRequest", USER_EVENT)
# What Alexa judges of dialog directives stands in speech.dialog_rules and speech.dynamic_entities.
_FOR_EVERY_DIRECTIVE = ("unknown_field", "null_field")


@dataclass(frozen=True)
class Asked:
    """What the answer answers: the request's type, the intent in progress, and what the device can do.

    `shown` is the token of the document on the screen, None if there is none; it `keeps_open` the session only if that
    session wanted it shown, and not an earlier one. `interfaces` are those the device declares. Without a
    `locale` nothing is judged by language.
    """

    request_type: str
    model: InteractionModel
    intent: str | None
    screen: bool
    audio: bool = True
    locale: str | None = None
    shown: str | None = None
    keeps_open: bool = False
    interfaces: Collection[str] = ()


def findings(answer: Json, body: bytes, asked: Asked) -> list[Finding]:
    """Everything wrong with `answer` (a JSON object, `body` its bytes), in the order of the answer."""
    found = list(_envelope(answer, body))
    response = answer.get("response")
    silent = takes_no_answer(asked.request_type)
    if not isinstance(response, dict):
        if not silent or response is not None:
            found.append(refusal("response_object", "response", "there is no response object"))
        return found
    found += RESPONSE.unknown_fields(response, "response")
    if silent:
        return found + list(silent_findings(response, asked.request_type))
    found += request_findings(response, asked.request_type)
    found += [null_field(f"response.{name}") for name in RESPONSE.fields if _is_null(response, name)]
    speech_faults, words = speech_findings(response.get("outputSpeech"), "response.outputSpeech", asked.locale)
    found += speech_faults
    found += _reprompt(response, words, asked)
    found += card_findings(response.get("card"), "response.card")
    found += _directives(response, asked)
    found += _session(response, words, asked)
    return found


def _is_null(response: Mapping[str, Any], name: str) -> bool:
    return name in response and response[name] is None and name not in RESPONSE.nullable


def _envelope(answer: Json, body: bytes) -> Iterator[Finding]:
    if len(body) > MAX_ANSWER_BYTES:
        yield refusal("answer_size", "body", f"the answer has {len(body)} bytes, more than {MAX_ANSWER_BYTES}")
    yield from ANSWER.findings({name: held for name, held in answer.items() if name not in ("version", "response")}, "")
    version = answer.get("version")
    if version != "1.0":
        said = "the version is missing" if version is None else f"{version!r} is not 1.0"
        yield Finding("version", "version", f"{said}: Alexa may refuse the answer")
    if not isinstance(answer.get("sessionAttributes"), (dict, type(None))):
        yield refusal("session_attributes", "sessionAttributes", "not an object")


def _reprompt(response: Json, words: Words, asked: Asked) -> Iterator[Finding]:
    reprompt, place = response.get("reprompt"), "response.reprompt"
    if reprompt is None:
        return
    if not isinstance(reprompt, dict):
        yield refusal("reprompt_shape", place, "not an object")
        return
    yield from REPROMPT.findings(reprompt, place)
    faults, again = speech_findings(reprompt.get("outputSpeech"), f"{place}.outputSpeech", asked.locale)
    yield from faults
    if max(words.clips, again.clips) <= MAX_AUDIO_CLIPS < words.clips + again.clips:
        said = (
            f"{words.clips + again.clips} audio clips in speech and reprompt, Alexa may take {MAX_AUDIO_CLIPS} in all"
        )
        yield Finding("audio_clips_together", place, said)
    directive_faults, _ = _each(reprompt.get("directives"), f"{place}.directives")
    yield from directive_faults
    if reprompt.get("outputSpeech") is None and not reprompt.get("directives"):
        yield Finding("reprompt_empty", place, "there is nothing in it to say")
    if response.get("outputSpeech") is None and not turn_directives(response):
        said = "nothing was said before it: Alexa listens in silence, and then speaks this"
        yield Finding("reprompt_without_speech", place, said)
    if not listens(response) and (response.get("shouldEndSession") is True or not _shows(response, asked)):
        yield Finding("reprompt_without_session", place, "the session ends, so Alexa never speaks this reprompt")


def _directives(response: Json, asked: Asked) -> Iterator[Finding]:
    found, typed = _each(response.get("directives"), "response.directives")
    yield from found
    broken = {finding.place for finding in found if finding.fatal}
    sound = [
        (place, directive)
        for place, directive in typed
        if directive["type"] in DIRECTIVES and not any(fault.startswith(place) for fault in broken)
    ]
    yield from screen_findings(typed, asked.screen, asked.interfaces)
    yield from document_findings(sound, asked.shown)
    yield from media_findings(sound, response, asked.audio)
    yield from dialog_findings(response, asked.model, asked.intent)
    yield from entity_findings(response, asked.model)


def _each(directives: Any, place: str) -> tuple[list[Finding], list[tuple[str, Mapping[str, Any]]]]:
    """What is wrong with each directive by itself, and those that have a type, with their places."""
    if directives is None:
        return [], []
    if not isinstance(directives, list):
        return [refusal("directives_shape", place, "not a list")], []
    found: list[Finding] = []
    typed: list[tuple[str, Mapping[str, Any]]] = []
    for position, directive in enumerate(directives):
        at = f"{place}[{position}]"
        if isinstance(directive, dict) and isinstance(directive.get("type"), str):
            typed.append((at, directive))
            found += _directive(directive, at)
        else:
            found.append(refusal("directive_type", at, "a directive without a type"))
    return found, typed


def _directive(directive: Json, place: str) -> Iterator[Finding]:
    kind = directive["type"]
    shape = DIRECTIVES.get(kind)
    if shape is not None:
        for finding in shape.findings(directive, place):
            if not kind.startswith(DIALOG) or finding.rule in _FOR_EVERY_DIRECTIVE:
                yield finding
    elif not kind.startswith(DIALOG):
        hint = near(kind, DIRECTIVES)
        said = f"Alexa knows no directive {kind}{f' ({hint})' if hint else ''}"
        yield refusal("unknown_directive", f"{place}.type", said)


def _session(response: Json, words: Words, asked: Asked) -> Iterator[Finding]:
    ends, place = response.get("shouldEndSession"), "response.shouldEndSession"
    if ends is not None and not isinstance(ends, bool):
        yield refusal("end_session_type", place, "not true or false")
        return
    if asked.request_type not in _IN_CONVERSATION or response.get("apiResponse") is not None:
        return
    kinds = [directive["type"] for _, directive in turn_directives(response)]
    language = (asked.locale or "en").split("-")[0]
    # Under delegation Alexa asks by itself; that a stream is no use beside an open session has a finding of its own.
    silent = DELEGATE in kinds or PLAY in _types(response)
    if listens(response) and not silent and not asks(words.text or "", language):
        said = "the microphone opens though nothing was asked: certification may refuse that"
        yield Finding("open_session_asks", place, said)
    if not listens(response) and not _hands_over(response) and ends_in_a_question(words.text or ""):
        closed = "the session ends" if ends or not _shows(response, asked) else "the microphone stays closed"
        yield Finding("question_at_the_end", place, f"a question is asked and {closed}: nobody can answer it")


def _shows(response: Json, asked: Asked) -> bool:
    """Whether a screen shows something of the skill, which keeps a session open while shouldEndSession is left out."""
    touched = asked.request_type == USER_EVENT
    return asked.screen and (touched or asked.keeps_open or RENDER in _types(response))


def _hands_over(response: Json) -> bool:
    """Whether the conversation goes on elsewhere: in a purchase, in another skill, in a video."""
    return any(kind.startswith("Connections.") or kind == LAUNCH_VIDEO for kind in _types(response))


def _types(response: Json) -> list[str]:
    directives = response.get("directives")
    listed = directives if isinstance(directives, list) else ()
    return [str(directive.get("type")) for directive in listed if isinstance(directive, dict)]
