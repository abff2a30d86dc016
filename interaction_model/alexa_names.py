"""Amazon's rules for names: the invocation name, intents, slots, types (platform notes 2.2, 2.3, 2.5)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from interaction_model.build import Model
from interaction_model.judging import Found, language_model

REQUIRED_INTENTS = (
    "AMAZON.HelpIntent",
    "AMAZON.StopIntent",
    "AMAZON.CancelIntent",
    "AMAZON.NavigateHomeIntent",
    "AMAZON.FallbackIntent",
)
MOST_INTENTS = 250

_NAME = re.compile(r"[A-Za-z][A-Za-z_]*")
_AMAZON_NAME = re.compile(r"AMAZON\.[A-Za-z_]+")
# A word of it: letters, an apostrophe where something is owned ("sam's"), or a single letter with its period ("n.").
_INVOCATION_WORD = re.compile(r"[a-z]\.|[a-z]+(?:'[a-z]+)*'?")
_SMALL_WORDS = {"the", "a", "an", "for", "to", "of", "i", "you", "he", "she", "it", "we", "they", "me", "my", "your"}
_LAUNCH_WORDS = {"ask", "tell", "open", "launch", "start", "load", "begin", "run", "enable", "play", "use", "talk"}
_CONNECTORS = {"to", "from", "by", "if", "and", "whether", "that", "about", "with", "in", "using"}
_WAKE_WORDS = {"alexa", "amazon", "echo", "computer"}


def name_faults(model: Model) -> Iterator[Found]:
    """What Amazon would refuse in the names of a model."""
    spoken = language_model(model)
    yield from _invocation_faults(spoken.get("invocationName", ""))
    intents = spoken.get("intents", [])
    names = [intent["name"] for intent in intents]
    for name, count in Counter(names).items():
        if count > 1:
            yield (name,), f"{count} intents are called {name}"
        if not (_NAME.fullmatch(name) or _AMAZON_NAME.fullmatch(name)):
            yield (name,), f"'{name}' is no intent name: letters and underscores only"
    for name in REQUIRED_INTENTS:
        if name not in names:
            yield (), f"{name} is missing: every skill must have it"
    if len(names) > MOST_INTENTS:
        yield (), f"{len(names)} intents; Amazon takes {MOST_INTENTS}"
    for intent in intents:
        yield from _slot_faults(intent["name"], [slot["name"] for slot in intent.get("slots", [])])
    for type_name, count in Counter(slot_type["name"] for slot_type in spoken.get("types", [])).items():
        if count > 1:
            yield (type_name,), f"{count} types are called {type_name}"
        if not (_NAME.fullmatch(type_name) or _AMAZON_NAME.fullmatch(type_name)):
            yield (type_name,), f"'{type_name}' is no type name: letters and underscores only"


def _slot_faults(intent: str, slots: list[str]) -> Iterator[Found]:
    for slot, count in Counter(slots).items():
        if count > 1:
            yield (intent,), f"{count} slots of {intent} are called {slot}"
        if not _NAME.fullmatch(slot):
            yield (intent,), f"'{slot}' is no slot name: letters and underscores only"


def _invocation_faults(name: str) -> Iterator[Found]:
    words = name.split()
    place = ("invocationName",)
    if not 2 <= len(name) <= 50:
        yield place, f"the invocation name '{name}' must have 2 to 50 characters"
    if any(not _INVOCATION_WORD.fullmatch(word) for word in name.split(" ")):
        allowed = (
            "small letters, single blanks, possessive apostrophes, a period after a single letter, numbers as words"
        )
        yield place, f"the invocation name '{name}' will not do: {allowed}"
    if len(words) < 2:
        yield place, f"the invocation name '{name}' must have two words or more"
    if len(words) == 2 and _SMALL_WORDS & {*words}:
        yield place, f"an invocation name of two words may not hold '{', '.join(sorted(_SMALL_WORDS & {*words}))}'"
    for kind, refused in (("launch", _LAUNCH_WORDS), ("connecting", _CONNECTORS), ("wake", _WAKE_WORDS)):
        for word in sorted(refused & {*words}):
            yield place, f"the invocation name may not hold the {kind} word '{word}'"
