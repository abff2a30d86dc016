"""The values that attributes of SSML tags can have; each check yields why a value is not one of them.

The lists and limits are those of Amazon's SSML reference. A value that looks right, but that no page we know of lists,
is a doubt and no refusal: voices and languages are added now and then.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from speech.shapes import near
from speech.ssml import MAX_BREAK_MILLIS, SLOWEST_PERCENT

LOWEST_PITCH, HIGHEST_PITCH = -33.3, 50.0
LOUDEST_DB = 4.08  # unverified: said to be the most before the sound is distorted

VOICES = (
    *("Ivy", "Joanna", "Joey", "Justin", "Kendra", "Kimberly", "Matthew", "Salli", "Nicole", "Russell", "Amy", "Brian"),
    *("Emma", "Aditi", "Raveena", "Hans", "Marlene", "Vicki", "Conchita", "Enrique", "Carla", "Giorgio", "Mizuki"),
    *("Takumi", "Celine", "Lea", "Mathieu"),
)
LANGUAGES = (
    *("de-DE", "en-AU", "en-CA", "en-GB", "en-IN", "en-US", "es-ES", "es-MX", "es-US", "fr-CA", "fr-FR", "hi-IN"),
    *("it-IT", "ja-JP", "pt-BR"),
)

_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_NAME = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)*")


@dataclass(frozen=True)
class Wrong:
    """`what` is wrong with a value, by the rule `rule`; a doubt is no refusal."""

    what: str
    rule: str = "ssml_value"
    doubt: bool = False


Check = Callable[[str], Iterator[Wrong]]


def one_of(*values: str) -> Check:
    """The value is one of these."""

    def check(value: str) -> Iterator[Wrong]:
        if value not in values:
            yield Wrong(_listed(value, values))

    return check


def anything_but_nothing(value: str) -> Iterator[Wrong]:
    """The value is not empty."""
    if not value.strip():
        yield Wrong("it is empty")


def _named_or_measured(
    names: Collection[str], pattern: str, example: str, beyond: Callable[[str], Wrong | None]
) -> Check:
    """The value is one of `names`, or a number as `pattern` has it, of which `beyond` tells what is wrong."""

    def check(value: str) -> Iterator[Wrong]:
        if value in names:
            return
        match = re.fullmatch(pattern, value)
        if match is None:
            yield Wrong(f"{_listed(value, names)}, or {example}")
        elif (wrong := beyond(match[1])) is not None:
            yield wrong

    return check


def _slow(number: str) -> Wrong | None:
    return Wrong(f"{number}% is slower than {SLOWEST_PERCENT}%") if float(number) < SLOWEST_PERCENT else None


def _steep(number: str) -> Wrong | None:
    inside = LOWEST_PITCH <= float(number) <= HIGHEST_PITCH
    return None if inside else Wrong(f"{number}% is beyond {LOWEST_PITCH}% to +{HIGHEST_PITCH:g}%")


def _loud(number: str) -> Wrong | None:
    if float(number) <= LOUDEST_DB:
        return None
    said = f"{number}dB is louder than the +{LOUDEST_DB}dB that devices can play"
    return Wrong(said, "ssml_doubtful_value", doubt=True)


rate = _named_or_measured(
    ("x-slow", "slow", "medium", "fast", "x-fast"), r"(\d+(?:\.\d+)?)%", "a percentage like 90%", _slow
)
pitch = _named_or_measured(
    ("x-low", "low", "medium", "high", "x-high"),
    r"([+-]\d+(?:\.\d+)?)%",
    "a percentage with its sign like +10%",
    _steep,
)
volume = _named_or_measured(
    ("silent", "x-soft", "soft", "medium", "loud", "x-loud"),
    r"([+-]\d+(?:\.\d+)?)dB",
    "decibels with their sign like -6dB",
    _loud,
)


def break_time(value: str) -> Iterator[Wrong]:
    """The value is a time in seconds or milliseconds, and no longer than ten seconds."""
    match = _DURATION.fullmatch(value)
    if match is None:
        yield Wrong(f"{value!r} is no time like 500ms or 2s")
        return
    if float(match[1]) * (1000 if match[2] == "s" else 1) > MAX_BREAK_MILLIS:
        yield Wrong(f"{value} is longer than {MAX_BREAK_MILLIS // 1000}s", "ssml_break_length")
    elif "." in match[1]:
        yield Wrong(f"{value}: fractions are not sure to work, write milliseconds", "ssml_doubtful_value", doubt=True)


def source(value: str) -> Iterator[Wrong]:
    """The value is an https address, or a sound of Amazon's library."""
    if not value.startswith(("https://", "soundbank://soundlibrary/")) or any(sign.isspace() for sign in value.strip()):
        yield Wrong(f"{value!r} is neither an https address nor soundbank://soundlibrary/...", "ssml_audio_source")


def language(value: str) -> Iterator[Wrong]:
    """The value is a language that Alexa can speak."""
    if value in LANGUAGES:
        return
    if not _LANGUAGE.fullmatch(value):
        yield Wrong(f"{value!r} is no language like fr-FR")
    else:
        yield Wrong(f"{value} is none of {', '.join(LANGUAGES)}", "ssml_doubtful_value", doubt=True)


def voice(value: str) -> Iterator[Wrong]:
    """The value is a voice of Amazon Polly's that Alexa can use."""
    if value in VOICES:
        return
    hint = near(value, VOICES)
    if not _NAME.fullmatch(value):
        yield Wrong(f"{value!r} is no voice{f' ({hint})' if hint else ''}")
    else:
        said = f"{value} is no voice we know of{f' ({hint})' if hint else ''}"
        yield Wrong(said, "ssml_doubtful_value", doubt=True)


def alphabet(value: str) -> Iterator[Wrong]:
    """The value is a phonetic alphabet."""
    if value not in ("ipa", "x-sampa"):
        # Amazon Polly has alphabets of its own for some languages; whether Alexa takes them is unverified.
        doubt = value.startswith("x-amazon-")
        yield Wrong(_listed(value, ("ipa", "x-sampa")), "ssml_doubtful_value" if doubt else "ssml_value", doubt)


def person(value: str) -> Iterator[Wrong]:
    """The value is a person's id, as a request brings it."""
    if not value.startswith("amzn1.ask.person."):
        yield Wrong(f"{value!r} is no id of a person (amzn1.ask.person...)")


def _listed(value: str, values: Collection[str]) -> str:
    hint = near(value, values)
    return f"{value!r} is none of {', '.join(values)}{f' ({hint})' if hint else ''}"
