"""Plays Amazon's host for certificate chains, over real TLS on loopback, and every way of not giving one."""

from __future__ import annotations

import contextlib
import itertools
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from skill.alexa.chain_fetch import Addresses, HttpsChains
from tests.skill.alexa.signer import Signer

PAUSE = 0.02
"""Seconds between two bytes of a server that trickles: a chain of a thousand would take twenty."""
NOT_TRIED_AGAIN = 30
"""Seconds after which a server gives up whatever the client does, so that a broken client fails its test."""


class CertificateServer:
    """Serves the signer's chain files under any folder; other base names misbehave as `_WAYS` has it.

    asked: the paths of the requests that came. contents: more files by base name. `let_go` lets chains out whose base
    name begins with "held". `withdrawn` makes it answer 404 to everything, `overrun` 503.
    """

    def __init__(self, signer: Signer) -> None:
        self.chains = signer.folder
        self.asked: list[str] = []
        self.let_go = threading.Event()
        self.contents: dict[str, bytes] = {}
        self.withdrawn = self.overrun = False
        self._signer = signer
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(signer.certificate, signer.private_key)
        self._server = _Server(("127.0.0.1", 0), self._serve)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def addresses(self) -> Addresses:
        return at(self._server.server_address[1])

    def source(self, seconds: float = 5.0) -> HttpsChains:
        """Fetches from here as it would from Amazon's: only the address and the root of TLS are others."""
        return HttpsChains(self.addresses, trusting(self._signer), seconds)

    def stop(self) -> None:
        """Be unreachable from now on."""
        self.let_go.set()
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, plain: socket.socket) -> None:
        plain.settimeout(NOT_TRIED_AGAIN)
        with contextlib.suppress(OSError, IndexError), self.tls.wrap_socket(plain, server_side=True) as secure:
            path = secure.recv(4096).decode().split(" ")[1]
            self.asked.append(path)
            for piece in self._answer(Path(path).name):
                secure.sendall(piece)
            if path.endswith("/no-length"):
                secure.unwrap()  # says that this was all; the others close as one does whose line is cut

    def _answer(self, name: str) -> Iterator[bytes]:
        if self.withdrawn or self.overrun:
            return iter([_head("404 Not Found" if self.withdrawn else "503 Slow Down", 0)])
        if name.startswith("held"):
            self.let_go.wait(NOT_TRIED_AGAIN)
            name = "good.pem"
        content = self.contents.get(name)
        if content is None and (self.chains / name).is_file():
            content = (self.chains / name).read_bytes()
        if content is not None:
            return iter([_head("200 OK", len(content)), content])
        return _WAYS.get(name, _status("404 Not Found"))((self.chains / "good.pem").read_bytes())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 32

    def __init__(self, address: tuple[str, int], serve: Callable[[socket.socket], None]) -> None:
        super().__init__(address, socketserver.BaseRequestHandler)
        self._serve = serve

    def finish_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        if isinstance(request, socket.socket):
            self._serve(request)


def trusting(signer: Signer) -> ssl.SSLContext:
    """TLS that knows the signer's root."""
    return ssl.create_default_context(cafile=str(signer.roots))


def at(port: int) -> Addresses:
    """Of a server on loopback."""
    return [(socket.AF_INET, ("127.0.0.1", port))]


@contextlib.contextmanager
def plain_server(say: Callable[[socket.socket], None]) -> Iterator[int]:
    """The port of a server without TLS that says its piece to everyone."""

    def serve(plain: socket.socket) -> None:
        with contextlib.suppress(OSError):
            say(plain)

    with _Server(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def byte_by_byte(content: bytes) -> Iterator[bytes]:
    """With a pause after each, for as long as anyone listens."""
    for byte in content:
        time.sleep(PAUSE)
        yield bytes([byte])


def _head(status: str, length: int, more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{more}\r\n".encode()


_Way = Callable[[bytes], Iterator[bytes]]


def _status(status: str, more: str = "") -> _Way:
    return lambda _: iter([_head(status, 0, more)])


def _raw(*pieces: bytes) -> _Way:
    return lambda _: iter(pieces)


def _nothing(_: bytes) -> Iterator[bytes]:
    time.sleep(NOT_TRIED_AGAIN)
    yield b""


_TO_THE_CHAIN = "Location: https://s3.amazonaws.com/echo.api/good.pem\r\n"
_WAYS: dict[str, _Way] = {
    "moved": _status("302 Found", _TO_THE_CHAIN),
    "moved-for-good": _status("301 Moved Permanently", _TO_THE_CHAIN),
    "moved-twice": _status("307 Temporary Redirect", _TO_THE_CHAIN),
    "forbidden": _status("403 Forbidden"),
    "no-content": _status("204 No Content"),
    "at-a-loss": _status("500 Internal Server Error"),
    "overrun": _status("503 Slow Down"),
    "asked-too-often": _status("429 Too Many Requests"),
    "error-with-chain": lambda chain: iter([_head("404 Not Found", len(chain)), chain]),
    "partial": lambda chain: iter([_head("206 Partial Content", len(chain)), chain]),
    "chunked": lambda chain: iter(
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n" % len(chain), chain, b"\r\n0\r\n\r\n"]
    ),
    "no-length": lambda chain: iter([b"HTTP/1.1 200 OK\r\n\r\n", chain]),
    "largest": lambda chain: iter([_head("200 OK", 64 * 1024), chain.ljust(64 * 1024, b"\n")]),
    "too-large": lambda chain: iter([_head("200 OK", 64 * 1024 + 1), chain.ljust(64 * 1024 + 1, b"\n")]),
    "says-it-is-huge": lambda chain: iter([_head("200 OK", 10**12), chain]),
    "endless": lambda chain: itertools.chain([b"HTTP/1.1 200 OK\r\n\r\n"], itertools.repeat(chain)),
    "endless-head": lambda _: itertools.chain([b"HTTP/1.1 200 OK\r\n"], itertools.repeat(b"X-More: more\r\n")),
    "endless-line": lambda _: itertools.chain([b"HTTP/1.1 200 OK\r\nX-More: "], itertools.repeat(b"more" * 1000)),
    "endless-progress": lambda _: itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "trickling": lambda chain: itertools.chain([_head("200 OK", len(chain))], byte_by_byte(chain)),
    "trickling-head": lambda chain: byte_by_byte(b"HTTP/1.1 200 OK\r\n" + b"X-More: more\r\n" * 90 + b"\r\n" + chain),
    "trickling-chunks": lambda chain: itertools.chain(
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"],
        (b"1\r\n%b\r\n" % byte for byte in byte_by_byte(chain)),
    ),
    "silent": _nothing,
    "closing": _raw(),
    "cut-short": lambda chain: iter([_head("200 OK", len(chain)), chain[:-100]]),
    "cut-chunk": lambda chain: iter([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n", chain]),
    "cut-head": _raw(b"HTTP/1.1 200 OK\r\nContent-"),
    "not-http": _raw(b"220 smtp.example.com ESMTP\r\n"),
    "bytes": _raw(bytes(range(256)) * 4),
    "odd-chunk": _raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-zz\r\nx"),
    "odd-length": _raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx"),
}
