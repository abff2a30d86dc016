"""Alexa's SSML tags: their attributes, what may stand in them, and the locales that have them.

From Amazon's SSML reference, whose lists grow; the attributes and values beyond it that Amazon Polly or other
assistants have are left out, since Alexa refuses them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from speech import ssml_values as values
from speech.ssml import BREAK_MILLIS
from speech.ssml_values import Check, one_of


class Content(Enum):
    """What may stand between a tag and its end."""

    ANYTHING = "text and tags"
    TEXT = "text alone"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Tag:
    """The `attributes` a tag can have with the check of their values, those that are `required`, and its `content`."""

    attributes: Mapping[str, Check] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    content: Content = Content.ANYTHING


DATE_FORMATS = ("mdy", "dmy", "ymd", "md", "dm", "ym", "my", "d", "m", "y")
_INTERPRETATIONS = (
    *("characters", "spell-out", "cardinal", "number", "ordinal", "digits", "fraction", "unit", "date", "time"),
    *("telephone", "address", "interjection", "expletive"),
)
_ROLES = ("VB", "VBD", "NN", "SENSE_1", "DT", "IN", "JJ")
_DOMAINS = ("conversational", "long-form", "music", "news", "fun")

TAGS: Mapping[str, Tag] = {
    # Bare in Amazon's examples; a version, a language and namespaces are what SSML itself allows there.
    "speak": Tag({"version": values.anything_but_nothing, "xml:lang": values.language}),
    "alexa:name": Tag({"type": one_of("first"), "personId": values.person}, ("type", "personId"), Content.NOTHING),
    "amazon:effect": Tag({"name": one_of("whispered")}, ("name",)),
    "amazon:emotion": Tag(
        {"name": one_of("excited", "disappointed"), "intensity": one_of("low", "medium", "high")},
        ("name", "intensity"),
    ),
    "amazon:domain": Tag({"name": one_of(*_DOMAINS)}, ("name",)),
    "audio": Tag({"src": values.source}, ("src",), Content.NOTHING),
    "break": Tag({"strength": one_of(*BREAK_MILLIS), "time": values.break_time}, (), Content.NOTHING),
    "emphasis": Tag({"level": one_of("strong", "moderate", "reduced")}),
    "lang": Tag({"xml:lang": values.language}, ("xml:lang",)),
    "p": Tag(),
    "phoneme": Tag({"alphabet": values.alphabet, "ph": values.anything_but_nothing}, ("alphabet", "ph"), Content.TEXT),
    "prosody": Tag({"rate": values.rate, "pitch": values.pitch, "volume": values.volume}),
    "s": Tag(),
    "say-as": Tag(
        {"interpret-as": one_of(*_INTERPRETATIONS), "format": one_of(*DATE_FORMATS)}, ("interpret-as",), Content.TEXT
    ),
    "sub": Tag({"alias": values.anything_but_nothing}, ("alias",), Content.TEXT),
    "voice": Tag({"name": values.voice}, ("name",)),
    "w": Tag({"role": one_of(*(f"amazon:{role}" for role in _ROLES))}, ("role",), Content.TEXT),
}

# Where Alexa has a way of speaking; elsewhere it is said as usual. More locales may have them (unverified).
LOCALES: Mapping[tuple[str, str], tuple[str, ...]] = {
    **{("amazon:emotion", name): ("en-US", "en-GB", "ja-JP") for name in ("excited", "disappointed")},
    ("amazon:domain", "conversational"): ("en-US", "ja-JP"),
    ("amazon:domain", "long-form"): ("en-US",),
    ("amazon:domain", "music"): ("de-DE", "en-US", "en-CA", "en-GB"),
    ("amazon:domain", "news"): ("en-US", "en-AU"),
    ("amazon:domain", "fun"): ("ja-JP",),
}

_STYLES = frozenset({"amazon:emotion", "amazon:domain"})
# What may not stand within what. Paragraphs and sentences are SSML's own rule; that a way of speaking can't be mixed
# with another one, or with another voice, is what those who checked Amazon's examples say (unverified). A domain
# within a voice is what Amazon's own examples write.
NOT_WITHIN: Mapping[str, frozenset[str]] = {
    "p": frozenset({"p", "s"}),
    "s": frozenset({"s"}),
    "amazon:emotion": _STYLES | {"voice", "amazon:effect"},
    "amazon:domain": _STYLES | {"amazon:effect"},
    "amazon:effect": _STYLES,
    "voice": _STYLES | {"voice"},
}
