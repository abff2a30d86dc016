"""Fetches certificate chains from Amazon's host: two seconds in all, 64 KB, no redirects, no proxies, few at a time.

Timeouts of urllib, requests and urllib3 count from one read to the next, so a server that sends a byte a second holds
its client for hours. Here one deadline covers connecting, the handshake and every read; looking up the name, which
nothing can interrupt, is left behind in its thread.

Proxies named in the environment are not used: nothing that happens to be set on a machine may come between us and
Amazon's host. A machine without a way out keeps chain files in a folder (CRAMP_COACH_CHAIN_SOURCE).
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

import certifi

from skill.alexa.chain_source import Absent, Busy, Unreachable
from skill.alexa.chain_url import HOST, PORT

FETCH_SECONDS = 2.0
FETCH_BYTES = 64 * 1024
FETCHES_AT_ONCE = 4
"""Forged URLs keep no more of our threads busy, nor ask more of Amazon's host. A further one is refused at once: were
it to wait, a flood of them would hold every thread of the server, and with them the requests whose chain is known."""

Addresses = Sequence[tuple[socket.AddressFamily, Any]]
"""Family and socket address, in the order to try."""


def amazons_addresses() -> Addresses:
    """Of Amazon's host. Raises OSError."""
    found = socket.getaddrinfo(HOST, PORT, type=socket.SOCK_STREAM)
    return [(family, address) for family, _, _, _, address in found]


class HttpsChains:
    """The chains on Amazon's host. Whatever the addresses, who answers must have a certificate for that host.

    `addresses` finds them, `tls` knows the roots (certifi's unless given), `seconds` is the time for one fetch in all.
    """

    def __init__(
        self,
        addresses: Callable[[], Addresses] = amazons_addresses,
        tls: ssl.SSLContext | None = None,
        seconds: float = FETCH_SECONDS,
    ) -> None:
        self._addresses = addresses
        self._tls = tls or ssl.create_default_context(cafile=certifi.where())
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(FETCHES_AT_ONCE)

    def __call__(self, path: str) -> bytes:
        """The file at `path`. Raises Unreachable, Absent or Busy, at the latest when the time is over."""
        if not self._places.acquire(blocking=False):
            raise Busy
        answer: Future[bytes] = Future()
        deadline = _Deadline(self._seconds)
        try:
            threading.Thread(target=self._fetch_into, args=(answer, path, deadline), daemon=True).start()
        except RuntimeError:  # no thread is to be had
            self._places.release()
            raise Busy from None
        try:
            return answer.result(self._seconds)
        except TimeoutError:
            raise Unreachable from None

    def _fetch_into(self, answer: Future[bytes], path: str, deadline: _Deadline) -> None:
        """Runs in a thread of its own, which keeps its place until it ends, even when nobody waits any more."""
        try:
            answer.set_result(self._fetch(path, deadline))
        except (Absent, Unreachable) as error:
            answer.set_exception(error)
        except Exception as error:  # of the network, of TLS or of a server that does not speak HTTP
            answer.set_exception(Unreachable(str(error)))
        finally:
            self._places.release()

    def _fetch(self, path: str, deadline: _Deadline) -> bytes:
        with (
            _connected(self._addresses(), deadline) as plain,
            # A connection cut off by someone in between is an error, and not the end of a short file.
            self._tls.wrap_socket(plain, server_hostname=HOST, suppress_ragged_eofs=False) as secure,
        ):
            connection = _Connection(secure, deadline)
            connection.request("GET", path, headers={"Connection": "close"})
            answer = connection.getresponse()
            if answer.status == http.client.TOO_MANY_REQUESTS or answer.status >= http.client.INTERNAL_SERVER_ERROR:
                raise Unreachable(f"status {answer.status}")
            if answer.status != http.client.OK:  # redirects too: Amazon's chains are where they are said to be
                raise Absent
            content = answer.read(FETCH_BYTES + 1)
            if len(content) > FETCH_BYTES:
                raise Absent
            if answer.length:
                raise Unreachable("cut short")
            return content


class _Deadline:
    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds until the deadline, more than none. Raises TimeoutError."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def _connected(addresses: Addresses, deadline: _Deadline) -> socket.socket:
    """A socket to the first address that answers; one that is dead leaves half of the time to the others."""
    for others, (family, address) in zip(range(len(addresses) - 1, -1, -1), addresses, strict=True):
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(deadline.left() / (2 if others else 1))
            connection.connect(address)
            connection.settimeout(deadline.left())  # for the handshake, which takes it as its time in all
            return connection
        except OSError:
            connection.close()
    raise Unreachable("no address answers")


class _Connection(http.client.HTTPConnection):
    """HTTP over a socket that is connected already."""

    def __init__(self, secure: ssl.SSLSocket, deadline: _Deadline) -> None:
        super().__init__(HOST)
        self.sock = _Punctual(secure, deadline)


class _Punctual:
    """What http.client needs of a socket, with one deadline for all of it."""

    def __init__(self, secure: ssl.SSLSocket, deadline: _Deadline) -> None:
        self._secure = secure
        self._deadline = deadline

    def sendall(self, content: bytes) -> None:
        self._secure.settimeout(self._deadline.left())
        self._secure.sendall(content)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._secure, self._deadline))

    def close(self) -> None:
        """Do nothing: http.client closes it before the body is read; the fetch does when all is done."""


class _Incoming(io.RawIOBase):
    def __init__(self, secure: ssl.SSLSocket, deadline: _Deadline) -> None:
        super().__init__()
        self._secure = secure
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._secure.settimeout(self._deadline.left())
        return self._secure.recv_into(buffer)
