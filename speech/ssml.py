"""Reads Alexa's SSML: its tags, what is said without them, and the segments a voice speaks.

What can't be read at all is told by speech.ssml_faults; whether Alexa takes what can is for speech.ssml_rules to judge.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from speech.ssml_faults import SsmlFault, faults_of, place_in_words

MAX_BREAK_MILLIS = 10_000
SLOWEST_PERCENT = 20  # Alexa refuses a slower rate

BREAK_MILLIS = {"none": 0, "x-weak": 100, "weak": 200, "medium": 350, "strong": 600, "x-strong": 1000}
_RATES = {"x-slow": 0.6, "slow": 0.8, "medium": 1.0, "fast": 1.25, "x-fast": 1.5}
_TIME = re.compile(r"\+?(\d+(?:\.\d+)?)(ms|s)", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_ONE_BY_ONE = {"characters", "spell-out", "digits", "telephone"}


class SsmlError(Exception):
    """SSML that can't be read; `faults` says why, with the rules that are broken."""

    def __init__(self, faults: list[SsmlFault]) -> None:
        super().__init__("; ".join(fault.what for fault in faults))
        self.faults = faults


# Tags inside tags: no answer that is meant to be heard comes near it.
_DEEPEST = 100


@dataclass(frozen=True)
class Speech:
    """Words to speak: `text` as a voice should read them, `written` as they were written, `rate` beside 1.0."""

    text: str
    written: str
    rate: float = 1.0


@dataclass(frozen=True)
class Pause:
    """Silence of `millis` milliseconds."""

    millis: int


Segment = Speech | Pause


@dataclass
class Element:
    """One tag with its attributes and what stands in it."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)
    place: str = ""
    """Where the tag stands, in words."""

    def walk(self) -> Iterator["Element"]:
        """The element and all within it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()


def parse(ssml: str) -> Element:
    """The tree of well-formed SSML with one `speak` around it; raises SsmlError.

    Read without XML namespaces, since Alexa's `amazon:` and `alexa:` prefixes are never declared.
    """
    outside = Element("", {})
    open_elements = [outside]
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(open_elements) > _DEEPEST:
            raise SsmlError([SsmlFault("ssml_not_well_formed", "the tags are nested too deep")])
        place = place_in_words(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        element = Element(tag, attributes, place=place)
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def refuse_doctype(*_: object) -> None:
        raise SsmlError([SsmlFault("ssml_not_well_formed", "a DOCTYPE has no place in SSML")])

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _tag: open_elements.pop()
    parser.CharacterDataHandler = lambda text: open_elements[-1].children.append(text)
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(ssml.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        raise SsmlError(faults_of(ssml, error, [element.tag for element in open_elements[1:]])) from None
    root = outside.children[0]
    if not isinstance(root, Element) or root.tag != "speak":
        raise SsmlError([SsmlFault("ssml_root", "the outermost tag must be <speak>")])
    return root


def segments(root: Element) -> list[Segment]:
    """What a voice speaks, in order: words with their rate, and real silences."""
    return _joined(_spoken(root, 1.0))


def plain(text: str) -> list[Segment]:
    """The segments of an outputSpeech of type PlainText."""
    words = _SPACES.sub(" ", text).strip()
    return [Speech(words, words)] if words else []


def spoken_text(spoken: list[Segment]) -> str:
    """The words of the segments, without tags."""
    return " ".join(segment.written for segment in spoken if isinstance(segment, Speech) and segment.written)


def _spoken(element: Element, rate: float) -> Iterator[Segment]:
    match element.tag:
        case "break":
            yield Pause(_break_millis(element))
            return
        case "sub" if "alias" in element.attributes:
            yield Speech(element.attributes["alias"], element.attributes["alias"], rate)
            return
        case "say-as":
            written = "".join(child for child in element.children if isinstance(child, str))
            yield Speech(_said_as(written, element.attributes.get("interpret-as", "")), written, rate)
            return
        case "prosody":
            rate *= _rate(element.attributes.get("rate", "medium"))
    for child in element.children:
        if isinstance(child, str):
            yield Speech(child, child, rate)
        else:
            yield from _spoken(child, rate)
    if element.tag in ("p", "s"):
        yield Pause(BREAK_MILLIS["x-strong" if element.tag == "p" else "strong"])


def _joined(pieces: Iterator[Segment]) -> list[Segment]:
    """Neighbouring words of one rate as one segment, so that a voice reads whole sentences; no pause at the end."""
    joined: list[Segment] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Speech) and isinstance(last, Speech) and last.rate == piece.rate:
            joined[-1] = Speech(last.text + piece.text, last.written + piece.written, piece.rate)
        elif isinstance(piece, Speech) and not piece.text.strip() and not isinstance(last, Speech):
            continue
        else:
            joined.append(piece)
    tidy = [
        Speech(_SPACES.sub(" ", piece.text).strip(), _SPACES.sub(" ", piece.written).strip(), piece.rate)
        if isinstance(piece, Speech)
        else piece
        for piece in joined
    ]
    tidy = [piece for piece in tidy if isinstance(piece, Pause) or piece.text]
    while tidy and isinstance(tidy[-1], Pause):
        tidy.pop()
    return tidy


def _said_as(written: str, interpretation: str) -> str:
    if interpretation in _ONE_BY_ONE:
        return " ".join(written.replace(" ", ""))
    if interpretation == "expletive":
        return "beep"
    if interpretation == "ordinal" and written.strip().isdigit():
        number = int(written)
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    return written


def _rate(value: str) -> float:
    if value.endswith("%"):
        try:
            return max(float(value[:-1]), SLOWEST_PERCENT) / 100
        except ValueError:
            return 1.0
    return _RATES.get(value, 1.0)


def _break_millis(element: Element) -> int:
    time = element.attributes.get("time")
    if time is None:
        return BREAK_MILLIS.get(element.attributes.get("strength", "medium"), 0)
    match = _TIME.fullmatch(time.strip())
    if match is None:
        return 0
    millis = float(match[1]) * (1000 if match[2].lower() == "s" else 1)
    return min(round(millis), MAX_BREAK_MILLIS)
