"""Judges what is shown: whether there is a screen, and APL documents and the commands sent to them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from speech.envelope import APL_INTERFACE, APL_VERSION
from speech.findings import Finding, refusal
from speech.screen import RENDER
from speech.shapes import near

EXECUTE = f"{APL_INTERFACE}.ExecuteCommands"

# Audio documents (APLA) need no screen, and character displays have no touch screen's interface.
_NEED_A_SCREEN = (f"{APL_INTERFACE}.", "Alexa.Presentation.HTML.", "Display.", "VideoApp.")
# Interfaces that few devices have; each says so in its supportedInterfaces.
_RARE = ("Display", "VideoApp", "Alexa.Presentation.HTML", "Alexa.Presentation.APLT", "GameEngine", "GadgetController")
_DOCUMENT_TYPES = {RENDER: ("APL", "Link"), "Alexa.Presentation.APLA.RenderDocument": ("APLA", "APL", "Link")}
_DOCUMENT_TYPES["Alexa.Presentation.APLT.RenderDocument"] = ("APLT", "Link")
# Every version of APL brings new ones: only a slip of the pen is told.
_DOCUMENT_FIELDS = (
    *("type", "version", "mainTemplate", "import", "resources", "styles", "layouts", "commands", "graphics", "theme"),
    *("onMount", "onConfigChange", "onDisplayStateChange", "handleKeyDown", "handleKeyUp", "handleTick", "settings"),
    *(
        "environment",
        "extensions",
        "extension",
        "background",
        "description",
        "export",
        "lang",
        "layoutDirection",
        "src",
    ),
)
_VERSION = re.compile(r"\d+\.\d+")


def screen_findings(
    directives: Sequence[tuple[str, Mapping[str, Any]]], screen: bool, interfaces: Collection[str]
) -> Iterator[Finding]:
    """What of the `directives`, with their places, a device can't do without a `screen`, or with these `interfaces`."""
    for place, directive in directives:
        interface = directive["type"].rpartition(".")[0]
        if not screen and (directive["type"].startswith(_NEED_A_SCREEN) or directive["type"] == "Hint"):
            yield refusal("screen_directive", place, "the device has no screen")
        elif interface in _RARE and interface not in interfaces:
            said = (
                f"the device declares no {interface} in supportedInterfaces: Alexa ignores this or refuses the answer"
            )
            yield Finding("undeclared_interface", place, said)


def document_findings(directives: Sequence[tuple[str, Mapping[str, Any]]], shown: str | None) -> Iterator[Finding]:
    """What is wrong with documents and commands; `shown` is the token of what the screen shows already."""
    tokens = {directive.get("token") for _, directive in directives if directive["type"] == RENDER}
    for place, directive in directives:
        if directive["type"] in _DOCUMENT_TYPES:
            if not directive.get("token"):
                said = "no token: commands and touches can't be told from those of another document"
                yield Finding("document_token", f"{place}.token", said)
            yield from _document(directive["document"], _DOCUMENT_TYPES[directive["type"]], f"{place}.document")
        elif directive["type"] == EXECUTE and directive["token"] not in {*tokens, shown}:
            said = f"the screen shows nothing with the token {directive['token']!r}: Alexa does not run these commands"
            yield Finding("command_token", f"{place}.token", said)


def _document(document: Mapping[str, Any], types: tuple[str, ...], place: str) -> Iterator[Finding]:
    kind, version = document.get("type"), document.get("version")
    if kind not in types:
        # The device finds out, and not Alexa: the skill gets a RuntimeError request (unverified).
        yield Finding("document_type", f"{place}.type", f"{kind!r} is none of {', '.join(types)}: nothing is shown")
        return
    for name in document:
        if name in _DOCUMENT_FIELDS:
            continue
        hint = near(name, [known for known in _DOCUMENT_FIELDS if known not in document])
        if hint:
            yield Finding("unknown_field", f"{place}.{name}", f"the device ignores this field ({hint})")
    if kind == "Link":
        if not isinstance(document.get("src"), str):
            yield Finding("document_source", f"{place}.src", "a link without src: nothing is shown")
        return
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        yield Finding("document_version", f"{place}.version", f"{version!r} is no version like 1.9 or {APL_VERSION}")
    elif kind == "APL" and _as_numbers(version) > _as_numbers(APL_VERSION):
        said = f"{version} is newer than {APL_VERSION}, the newest the device knows: it may show nothing"
        yield Finding("document_version", f"{place}.version", said)
    template = document.get("mainTemplate")
    if not isinstance(template, dict) or not (template.get("items") or template.get("item")):
        yield Finding("document_empty", f"{place}.mainTemplate", "no items in mainTemplate: the device shows nothing")


def _as_numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]
