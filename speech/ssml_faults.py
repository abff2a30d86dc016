"""Why SSML can't be read, in words that say where it is wrong and what to write instead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.parsers import expat

_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
_REFERENCE = re.compile(r"&(?:(?P<name>[A-Za-z][\w.-]*)|#\d+|#x[0-9A-Fa-f]+);")
# A tag, an end of one, a comment or a declaration begins otherwise.
_NO_TAG = re.compile(r"<(?![A-Za-z_/!?])")
# XML has no place for these, not even as references.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_OF_A_KIND = 5
_AROUND = 8

_CODES = expat.errors.codes
_OUTSIDE = {_CODES[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]}
_NO_ROOT = {_CODES[expat.errors.XML_ERROR_SYNTAX], _CODES[expat.errors.XML_ERROR_NO_ELEMENTS]}
_MISMATCH = {_CODES[expat.errors.XML_ERROR_TAG_MISMATCH]}


@dataclass(frozen=True)
class SsmlFault:
    """A `rule` that SSML breaks, and `what` is wrong with it."""

    rule: str
    what: str


def faults_of(ssml: str, error: expat.ExpatError, still_open: Sequence[str]) -> list[SsmlFault]:
    """Why `ssml` could not be read: `error` is the parser's, `still_open` the tags it was in."""
    found = [*_unescaped(ssml), *_control_characters(ssml)]
    return found or [_other(ssml, error, still_open)]


def place_in_words(line: int, column: int) -> str:
    """A place for people; the line only where there are several."""
    return f"column {column}" if line == 1 else f"line {line}, column {column}"


def _unescaped(ssml: str) -> Iterator[SsmlFault]:
    ampersands = [match.start() for match in re.finditer("&", ssml)]
    bare = [at for at in ampersands if not _REFERENCE.match(ssml, at)]
    for at in bare[:_MOST_OF_A_KIND]:
        yield SsmlFault("ssml_unescaped", f"an unescaped & at {_place(ssml, at)} ({_around(ssml, at)}): write &amp;")
    for match in list(_NO_TAG.finditer(ssml))[:_MOST_OF_A_KIND]:
        at = match.start()
        yield SsmlFault("ssml_unescaped", f"an unescaped < at {_place(ssml, at)} ({_around(ssml, at)}): write &lt;")
    names = [match for match in _REFERENCE.finditer(ssml) if match["name"] and match["name"] not in _ENTITIES]
    for match in names[:_MOST_OF_A_KIND]:
        said = f"&{match['name']}; at {_place(ssml, match.start())}: there are only &amp; &lt; &gt; &quot; and &apos;"
        yield SsmlFault("ssml_entity", said)


def _control_characters(ssml: str) -> Iterator[SsmlFault]:
    for match in list(_CONTROL.finditer(ssml))[:_MOST_OF_A_KIND]:
        said = f"the character U+{ord(match[0]):04X} at {_place(ssml, match.start())} has no place in XML"
        yield SsmlFault("ssml_character", said)


def _other(ssml: str, error: expat.ExpatError, still_open: Sequence[str]) -> SsmlFault:
    place = place_in_words(error.lineno, error.offset + 1)
    if error.code in _OUTSIDE:
        return SsmlFault("ssml_root", f"nothing may stand behind </{_root(ssml)}> (at {place})")
    if error.code in _NO_ROOT and not still_open:
        return SsmlFault("ssml_root", "all of it must stand within <speak> and </speak>")
    if error.code in _MISMATCH and still_open:
        return SsmlFault("ssml_not_well_formed", f"not well-formed at {place}: <{still_open[-1]}> is still open")
    message = expat.ErrorString(error.code)
    unclosed = f", <{still_open[-1]}> is still open" if still_open else ""
    return SsmlFault("ssml_not_well_formed", f"not well-formed at {place}: {message}{unclosed}")


def _root(ssml: str) -> str:
    match = re.search(r"<([\w:.-]+)", ssml)
    return match[1] if match else "speak"


def _place(ssml: str, at: int) -> str:
    before = ssml[:at]
    return place_in_words(before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1)


def _around(ssml: str, at: int) -> str:
    return repr(ssml[max(0, at - _AROUND) : at + _AROUND])
