"""Judges SSML that could be read: tags, attributes, values, what stands in what, and audio clips."""

from collections.abc import Iterator

from speech.findings import Finding, refusal
from speech.shapes import near
from speech.ssml import Element
from speech.ssml_tags import LOCALES, NOT_WITHIN, TAGS, Content, Tag

MAX_AUDIO_CLIPS = 5


def ssml_findings(root: Element, place: str, locale: str | None) -> Iterator[Finding]:
    """What Alexa would refuse or ignore in the tree of `root`, which stands at `place` of an answer for `locale`."""
    yield from _element(root, (), place, locale)
    clips = clips_in(root)
    if clips > MAX_AUDIO_CLIPS:
        yield refusal("ssml_audio_clips", place, f"{clips} audio clips, more than {MAX_AUDIO_CLIPS}")


def clips_in(root: Element) -> int:
    """How many audio clips are played."""
    return sum(element.tag == "audio" for element in root.walk())


def _element(element: Element, around: tuple[str, ...], place: str, locale: str | None) -> Iterator[Finding]:
    tag = TAGS.get(element.tag)
    if tag is None:
        hint = near(element.tag, TAGS)
        said = f"unknown tag <{element.tag}>{_at(element)}{f', {hint}' if hint else ''}"
        yield refusal("ssml_tag", place, said)
    elif element.tag == "speak" and around:
        yield refusal("ssml_root", place, f"<speak> within <speak>{_at(element)}")
    else:
        yield from _attributes(element, tag, place)
        yield from _combinations(element, place, locale)
        yield from _content(element, tag, place)
        yield from _nesting(element, around, place)
    inner = (*around, element.tag)
    for child in element.children:
        if isinstance(child, Element):
            yield from _element(child, inner, place, locale)


def _attributes(element: Element, tag: Tag, place: str) -> Iterator[Finding]:
    for name, value in element.attributes.items():
        check = tag.attributes.get(name)
        if check is not None:
            for wrong in check(value):
                said = f"{name} of <{element.tag}>{_at(element)}: {wrong.what}"
                yield Finding(wrong.rule, place, said) if wrong.doubt else refusal(wrong.rule, place, said)
        elif element.tag != "speak" or not name.startswith("xmlns"):
            # That Alexa refuses an attribute it does not know as it does a tag is unverified.
            hint = near(name, tag.attributes)
            said = f"<{element.tag}>{_at(element)} has no attribute {name}{f', {hint}' if hint else ''}"
            yield refusal("ssml_attribute", place, said)
    for name in tag.required:
        if name not in element.attributes:
            yield refusal("ssml_attribute_missing", place, f"<{element.tag}>{_at(element)} needs {name}")


def _combinations(element: Element, place: str, locale: str | None) -> Iterator[Finding]:
    """Attributes that are right alone and not together, or not in this language."""
    attributes, where = element.attributes, f"<{element.tag}>{_at(element)}"
    match element.tag:
        case "break" if "time" in attributes and "strength" in attributes:
            yield Finding("ssml_combination", place, f"{where} has time and strength: Alexa takes one of them")
        case "say-as" if "format" in attributes and attributes.get("interpret-as") != "date":
            yield Finding("ssml_combination", place, f"{where} has a format, which only a date can have")
        case "prosody" if not attributes:
            yield Finding("ssml_combination", place, f"{where} has no attribute, and so no effect")
    locales = LOCALES.get((element.tag, attributes.get("name", "")))
    if locale is not None and locales is not None and locale not in locales:
        yield Finding("ssml_locale", place, f"{where}: {attributes['name']} is for {', '.join(locales)}, not {locale}")


def _content(element: Element, tag: Tag, place: str) -> Iterator[Finding]:
    tags = [child.tag for child in element.children if isinstance(child, Element)]
    words = any(isinstance(child, str) and child.strip() for child in element.children)
    if (tags and tag.content is not Content.ANYTHING) or (words and tag.content is Content.NOTHING):
        holds = f"<{tags[0]}>" if tags else "text"
        said = f"<{element.tag}>{_at(element)} holds {holds}, and can hold {tag.content.value}: Alexa may refuse it"
        yield Finding("ssml_content", place, said)


def _nesting(element: Element, around: tuple[str, ...], place: str) -> Iterator[Finding]:
    outer = next((tag for tag in around if tag in NOT_WITHIN.get(element.tag, ())), None)
    if outer is not None:
        said = f"<{element.tag}>{_at(element)} stands within <{outer}>: Alexa may refuse it"
        yield Finding("ssml_nesting", place, said)


def _at(element: Element) -> str:
    return f" at {element.place}"
