"""The bytes of one connection until a request is whole, so that no thread ever waits for somebody who is slow.

This only finds out how long a request is; what it means, and whether it is well formed, gunicorn's own parser decides
over the same bytes. What two readers might take differently is not waited for: the connection ends with it, so that
nobody's body is ever taken for a request (RFC 9112, 11.2).
"""

from __future__ import annotations

import re
from enum import Enum

_END = b"\r\n\r\n"
# In a head that is in small letters: every line that says how long the body is, and the two ways that are understood.
_FRAMING = re.compile(rb"\r\n(content-length|transfer-encoding)([ \t]*:.*?)(?=\r\n)", re.DOTALL)
_LENGTH = re.compile(rb":[ \t]*([0-9]{1,18})[ \t]*")
_CHUNKED = re.compile(rb":(?:[^\r\n]*,)?[ \t]*chunked[ \t]*")
_OLD = re.compile(rb"(?:\r\n)?[^\r\n]* http/1\.0\r\n")
_EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n")
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})(?:[ \t]*;|\r\n)")
LONGEST_BODY = 256 * 1024
"""Ours: Alexa's requests are a tenth of it at most."""
LONGEST_CHUNK_LINE = 256
"""A size, and extensions that nobody uses."""


class State(Enum):
    """What to do with the bytes."""

    WAIT = 1
    INVITE = 2
    """As WAIT, and the client waits to be told to go on (RFC 9110, 10.1.1). Given once a request."""
    WHOLE = 3
    CUT_OFF = 4
    """To be answered as it stands, and the connection closed: too long, or not to be understood."""


class Arrived:
    """One connection's bytes. Not thread-safe: the worker's own loop alone adds to it."""

    def __init__(self, longest_head: int, longest_body: int = LONGEST_BODY) -> None:
        self._longest_head, self._longest_body = longest_head, longest_body
        self._bytes = bytearray()
        self._start_over()

    def _start_over(self) -> None:
        self._searched = 0
        self._end: int | None = None  # where the request ends, once that is known
        self._chunk: int | None = None  # where the next chunk's size begins, in a chunked body
        self._in_trailer = False
        self._body = 0

    def __len__(self) -> int:
        return len(self._bytes)

    def take(self) -> bytes:
        """All bytes that are here, for the parser; what is left of them is given back with `add`."""
        taken = bytes(self._bytes)
        self._bytes.clear()
        self._start_over()
        return taken

    def add(self, received: bytes) -> State:
        """Add what was received; says what to do now."""
        self._bytes += received
        if self._end is None and self._chunk is None:
            found = self._read_head()
            if found is not State.WHOLE:
                return found
        if self._chunk is not None:
            return self._read_chunks()
        return State.WHOLE if self._end is not None and len(self._bytes) >= self._end else State.WAIT

    def _read_head(self) -> State:
        """WHOLE once the head is here and the body's length can be told."""
        found = self._bytes.find(_END, self._searched)
        if found < 0:
            self._searched = max(0, len(self._bytes) - len(_END) + 1)
            return State.CUT_OFF if len(self._bytes) > self._longest_head else State.WAIT
        body = found + len(_END)
        if body > self._longest_head:
            return State.CUT_OFF
        head = bytes(self._bytes[: found + 2]).lower()
        self._body = body
        if not self._read_framing(head):
            return State.CUT_OFF
        if _EXPECTS.search(head) and len(self._bytes) == body and self._end != body and not _OLD.match(head):
            return State.INVITE
        return State.WHOLE

    def _read_framing(self, head: bytes) -> bool:
        """Find where the body ends, or its first chunk begins; False where nobody should rely on it."""
        lines = _FRAMING.findall(head)
        if not lines:
            self._end = self._body
            return True
        (name, value), *others = lines
        if others:
            return False
        if name == b"content-length":
            length = _LENGTH.fullmatch(value)
            if length is None or int(length[1]) > self._longest_body:
                return False
            self._end = self._body + int(length[1])
        else:
            if not _CHUNKED.fullmatch(value) or _OLD.match(head):
                return False
            self._chunk = self._body
        return True

    def _read_chunks(self) -> State:
        """Step from chunk to chunk as far as they are here."""
        while self._chunk is not None:
            line = self._bytes.find(b"\r\n", self._chunk)
            if line < 0:
                endless = len(self._bytes) - self._chunk > LONGEST_CHUNK_LINE
                too_long = len(self._bytes) - self._body > self._longest_body + LONGEST_CHUNK_LINE
                return State.CUT_OFF if endless or too_long else State.WAIT
            if self._bytes[self._chunk - 2 : self._chunk] != b"\r\n":  # a chunk is longer than it says
                return State.CUT_OFF
            if self._in_trailer:
                if line == self._chunk:
                    return State.WHOLE
                self._chunk = line + 2
                continue
            size = _CHUNK_SIZE.match(self._bytes, self._chunk, line + 2)
            if size is None:
                return State.CUT_OFF
            length = int(size[1], 16)
            self._in_trailer = length == 0
            self._chunk = line + 2 + (length + 2 if length else 0)
        return State.WAIT
