"""Judges an outputSpeech: its shape, its length, and whether what is written can be spoken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from speech.answer_schema import PLAY_BEHAVIORS, SPEECHES
from speech.findings import Finding, refusal
from speech.shapes import near
from speech.ssml import Element, SsmlError, parse, segments, spoken_text
from speech.ssml_rules import clips_in, ssml_findings
from speech.ssml_tags import TAGS

MAX_SPEECH_CHARACTERS = 8_000

_FIELDS = {"PlainText": "text", "SSML": "ssml"}
_TAG_IN_TEXT = re.compile(rf"</?(?:{'|'.join(map(re.escape, TAGS))})(?:\s[^<>]*)?/?>")
_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Emoji and their joiners, arrows, dingbats, what no font knows, and the sign of lost characters. Alexa leaves out or
# reads out what it has no word for; which of them is unverified.
_UNSPEAKABLE = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ue000-\uf8ff\ufe0f\ufffd\U0001f000-\U0001faff]"
)
_MOST_SHOWN = 5


@dataclass(frozen=True)
class Words:
    """What an outputSpeech says: its words without tags, None if it can't be read, and how many clips it plays.

    `named` says that Alexa speaks a person's name, which stands in no text.
    """

    text: str | None = None
    clips: int = 0
    named: bool = False


def speech_findings(speech: Any, place: str, locale: str | None) -> tuple[list[Finding], Words]:
    """What is wrong with the outputSpeech at `place` of an answer for `locale`, and what it says; null is nothing."""
    if speech is None:
        return [], Words()
    found = list(_shape(speech, place))
    field = _FIELDS.get(str(speech.get("type"))) if isinstance(speech, dict) else None
    written = speech.get(field) if field is not None else None
    if not isinstance(written, str):
        return found, Words()
    place = f"{place}.{field}"
    if len(written) > MAX_SPEECH_CHARACTERS:
        found.append(refusal("speech_length", place, f"{len(written)} characters, more than {MAX_SPEECH_CHARACTERS}"))
    if field == "text":
        found += _plain_text(written, place)
        words = Words(written)
    else:
        root, faults = _read(written, place)
        found += faults
        if root is None:
            return found, Words()
        found += ssml_findings(root, place, locale)
        named = any(element.tag == "alexa:name" for element in root.walk())
        words = Words(spoken_text(segments(root)), clips_in(root), named)
    found += _sayable(words, place)
    return found, words


def _shape(speech: Any, place: str) -> Iterator[Finding]:
    if not isinstance(speech, dict):
        yield refusal("speech_shape", place, "not an object")
        return
    kind = speech.get("type")
    shape = SPEECHES.get(kind) if isinstance(kind, str) else None
    if shape is None:
        hint = near(kind, _FIELDS) if isinstance(kind, str) else ""
        yield refusal("speech_type", f"{place}.type", f"neither PlainText nor SSML{f' ({hint})' if hint else ''}")
        return
    yield from shape.findings(speech, place)
    behavior = speech.get("playBehavior")
    if behavior is not None and behavior not in PLAY_BEHAVIORS:
        yield refusal("play_behavior", f"{place}.playBehavior", f"none of {', '.join(PLAY_BEHAVIORS)}")
    field = _FIELDS[str(kind)]
    if not isinstance(speech.get(field), str):
        yield refusal("speech_text", f"{place}.{field}", f"{kind} without {field}")


def _read(ssml: str, place: str) -> tuple[Element | None, list[Finding]]:
    try:
        return parse(ssml), []
    except SsmlError as error:
        return None, [refusal(fault.rule, place, fault.what) for fault in error.faults]


def _plain_text(text: str, place: str) -> Iterator[Finding]:
    tag = _TAG_IN_TEXT.search(text)
    if tag is not None:
        yield Finding("tags_in_text", place, f"{tag[0]} in plain text: Alexa reads it out; the type for tags is SSML")
    escaped = _ESCAPED.search(text)
    if escaped is not None:
        said = f"{escaped[0]} in plain text: Alexa may read it out; only SSML is escaped"
        yield Finding("escapes_in_text", place, said)
    control = _CONTROL.search(text)
    if control is not None:
        said = f"the control character U+{ord(control[0]):04X} at column {control.start() + 1}: no voice can say it"
        yield Finding("control_character", place, said)


def _sayable(words: Words, place: str) -> Iterator[Finding]:
    text = words.text or ""
    if not text.strip() and not words.clips and not words.named:
        yield Finding("speech_empty", place, "there is nothing to say: Alexa stays silent, or refuses the answer")
    signs = list(dict.fromkeys(_UNSPEAKABLE.findall(text)))
    if signs:
        shown = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in signs[:_MOST_SHOWN])
        yield Finding("unspeakable_character", place, f"{shown}: Alexa has no words for it")
