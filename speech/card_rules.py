"""Judges a card: its type, its fields, and the sizes Alexa shows."""

from collections.abc import Iterator
from typing import Any

from speech.answer_schema import CARDS, MAX_CARD_CHARACTERS
from speech.findings import Finding, refusal
from speech.shapes import near

_PERMISSION_MARKS = ("alexa::", "read::", "write::")


def card_findings(card: Any, place: str) -> Iterator[Finding]:
    """What Alexa would refuse or not show of the card at `place`; null is no card."""
    if card is None:
        return
    kind = card.get("type") if isinstance(card, dict) else None
    shape = CARDS.get(kind) if isinstance(kind, str) else None
    if shape is None:
        hint = near(kind, CARDS) if isinstance(kind, str) else ""
        yield refusal("card_type", f"{place}.type", f"none of {', '.join(CARDS)}{f' ({hint})' if hint else ''}")
        return
    found = list(shape.findings(card, place))
    yield from found
    if any(finding.fatal for finding in found):
        return
    known = {name: held for name, held in card.items() if name in shape.fields}
    yield from _texts(known, place)
    for position, permission in enumerate(known.get("permissions") or ()):
        if not permission.startswith(_PERMISSION_MARKS):
            said = f"{permission!r} is no scope like alexa::profile:email:read: Alexa can't ask for it"
            yield Finding("card_permission", f"{place}.permissions[{position}]", said)


def _texts(card: dict[str, Any], place: str) -> Iterator[Finding]:
    image = card.get("image") or {}
    shown = [text for text in (card.get("title"), card.get("content"), card.get("text"), *image.values()) if text]
    # An address too counts as text of the card.
    length = sum(len(text) for text in shown if isinstance(text, str))
    if length > MAX_CARD_CHARACTERS:
        yield refusal("card_length", place, f"{length} characters in the card, more than {MAX_CARD_CHARACTERS}")
    for name, url in image.items():
        if name.endswith("ImageUrl") and url and not url.lower().startswith("https://"):
            yield Finding("card_image_https", f"{place}.image.{name}", "no https address: the app shows no image")
    if card["type"] in ("Simple", "Standard") and not shown:
        yield Finding("card_empty", place, "the card has no words: the app shows an empty one")
