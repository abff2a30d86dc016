"""A client's connection as the patient worker sees it, and the queues in which clients wait."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from gunicorn.http.unreader import Unreader
from gunicorn.workers.gthread import TConn

from skill.arrived import Arrived

SEND_SECONDS = 5.0
"""How long a thread waits for a client to take its answer."""


class Waiting:
    """Connections that wait for the same time, oldest first."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._until: dict[Any, float] = {}

    def __len__(self) -> int:
        return len(self._until)

    def __contains__(self, connection: object) -> bool:
        return connection in self._until

    def add(self, connection: Any) -> None:
        """Let it wait from now on; a second call changes nothing."""
        self._until.setdefault(connection, time.monotonic() + self.seconds)

    def discard(self, connection: Any) -> None:
        """It waits no longer."""
        self._until.pop(connection, None)

    def shorten(self, seconds: float) -> None:
        """From here on nobody waits longer than `seconds`."""
        self.seconds = min(self.seconds, seconds)
        latest = time.monotonic() + self.seconds
        self._until = {connection: min(until, latest) for connection, until in self._until.items()}

    def oldest(self) -> Any:
        """Who has waited longest, None where nobody waits."""
        return next(iter(self._until), None)

    def expired(self) -> Iterator[Any]:
        """Those whose time is over; each is to be discarded before the next is asked for."""
        now = time.monotonic()
        while (first := self.oldest()) is not None and self._until[first] <= now:
            yield first


class _NothingMore(Unreader):  # type: ignore[misc]  # gunicorn has no types
    """What arrived, and then the end: a parser that reads on finds nothing instead of waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.when_short: Callable[[], None] = lambda: None
        """Called where more is asked for than has arrived."""

    def chunk(self, size_hint: int | None = None) -> bytes:
        self.when_short()
        return b""


class Elsewhere(BaseException):
    """Not to be answered in the loop. No Exception, which gunicorn would answer with an error."""

    def __init__(self, request: Any) -> None:
        super().__init__()
        self.request = request


class _Parser:
    """gunicorn's parser, to which a request can be given back."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        self.given_back: Any = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._parser, name)

    def __next__(self) -> Any:
        request, self.given_back = self.given_back, None
        return next(self._parser) if request is None else request


class Gathered:
    """A socket that keeps what is sent, so that head and body of an answer leave as one."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._kept: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def sendall(self, sent: bytes) -> None:
        """Keep it."""
        self._kept.append(sent)

    def leave(self) -> None:
        """Send all that was kept."""
        self._sock.sendall(b"".join(self._kept))


class Answered:
    """The outcome of a request that no thread answered."""

    def __init__(self, stays: Any) -> None:
        self._stays = stays

    def result(self) -> Any:
        """Whether the connection stays open."""
        return self._stays


class Connection(TConn):  # type: ignore[misc]  # gunicorn has no types
    """One client."""

    def __init__(self, cfg: Any, sock: Any, client: Any, server: Any) -> None:
        super().__init__(cfg, sock, client, server)
        # As long as gunicorn lets a head be, so that its own limits speak first.
        longest_head = cfg.limit_request_line + cfg.limit_request_fields * (cfg.limit_request_field_size + 2) + 4
        self.arrived = Arrived(longest_head)
        self.whole = b""
        self.cut_off = False
        self.gone = False
        self.elsewhere = False
        self.parser: Any
        self.data_ready = True

    def init(self) -> None:
        """Called before each request is parsed. In the loop an answer that can't be sent at once is not waited for."""
        super().init()
        self.sock.settimeout(SEND_SECONDS if self.elsewhere else 0)
        if not isinstance(self.parser, _Parser):
            self.parser.unreader = _NothingMore()
            self.parser = _Parser(self.parser)
        self.parser.unreader.unread(self.whole)
        self.whole = b""
