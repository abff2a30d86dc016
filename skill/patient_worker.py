"""gunicorn's threaded worker, made patient: a request is looked at once it is whole, and nobody waits for a client.

gunicorn 27's own hands each connection to a thread that then reads it: as many slow clients as there are threads, or
clients that don't hang up, stop it. Here the loop that accepts connections gathers their bytes, gives each request a
few seconds to be whole, and pushes out whoever has waited longest when there are too many. It answers whole requests
itself, which spares two changes of thread; only one that may have to wait for something else than a processor goes to
a thread. Parsing and answering stay gunicorn's. What was measured and what was rejected stands in
docs/decisions/0015-a-patient-worker.md.
"""

from __future__ import annotations

import contextlib
import errno
import selectors
import socket
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any

from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

from skill.arrived import State
from skill.connection import Answered, Connection, Elsewhere, Gathered, Waiting

REQUEST_SECONDS = 5.0
"""From the connection, or a further request's first byte, until the request must be whole. Alexa gives up at 8."""
HANG_UP_SECONDS = 2.0
"""How long a client may take to hang up after a last answer: it is lost if we close at once (RFC 9112, 9.6)."""
FAREWELL_SECONDS = 1.0
"""How long a stopping worker keeps idle connections: a request may be under way. Its answer will be the last."""
NEWCOMERS_SECONDS = 0.25
"""How long a stopping worker still accepts connections: their handshake may be under way."""
RECEIVE = 65536
ANSWER_FITS = 128 * 1024
"""Alexa takes 120 KB at most."""
HELD_AT_MOST = 32 * 1024 * 1024
"""Bytes of unfinished requests in one worker."""
TOO_SLOW = "the request came too slowly"
_HEAD_TOO_LONG = (errors.LimitRequestLine, errors.LimitRequestHeaders)


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """The worker. `note_refusal` is called with a reason and a status for what never reached the app; `may_wait` tells
    from a request's headers, names in capitals, whether the app may wait for anything while it answers.
    """

    note_refusal: Callable[[str, int], None]
    may_wait: Callable[[Sequence[tuple[str, str]]], bool]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.alive: bool
        self.keepalived_conns = Waiting(self.cfg.keepalive)  # under gunicorn's own name: it asks for the length
        self._arriving = Waiting(REQUEST_SECONDS)
        self._hanging_up = Waiting(HANG_UP_SECONDS)
        self._held = 0
        self._ready: deque[Connection] = deque()
        self.note_refusal = lambda reason, status: None
        self.may_wait = lambda headers: True

    def run(self) -> None:
        """Serve until told to stop, then finish what was begun."""
        for listener in self.sockets:  # what it accepts inherits this: any answer of ours fits, and is sent at once
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ANSWER_FITS)
        self.poller.register(self.method_queue.fileno(), selectors.EVENT_READ, self.method_queue.run_callbacks)
        while self.alive and self.is_parent_alive():
            self.set_accept_enabled(self.nr_conns < self.worker_connections or self._oldest() is not None)
            self._turn(1.0)
        self.alive = False
        self.keepalived_conns.shorten(FAREWELL_SECONDS)
        self.set_accept_enabled(True)
        newcomers_until = time.monotonic() + NEWCOMERS_SECONDS
        give_up = time.monotonic() + self.cfg.graceful_timeout
        while time.monotonic() < newcomers_until:
            self._turn(0.05)
        self._stop_accepting()
        while self.nr_conns > 0 and time.monotonic() < give_up:
            self._turn(0.05)
        self.tpool.shutdown(wait=False)
        self.poller.close()
        self.method_queue.close()

    def _turn(self, seconds: float) -> None:
        """Deal with what happens within `seconds`."""
        self.notify()
        self.wait_for_and_dispatch_events(timeout=0 if self._ready else seconds)
        for _ in range(len(self._ready)):  # those who send several at once wait for the others in between
            self._answer(self._ready.popleft())
        for connection in self._arriving.expired():
            self._too_slow(connection) if len(connection.arrived) else self._drop(connection)
        for waiting in (self.keepalived_conns, self._hanging_up):
            for connection in waiting.expired():
                self._drop(connection)

    def _stop_accepting(self) -> None:
        """Take those whose handshake is done, then leave the address to others."""
        for listener in self.sockets:
            while self.accept(listener):
                pass
        self.set_accept_enabled(False)
        for listener in self.sockets:
            listener.close()

    def accept(self, listener: Any) -> bool:
        """Take one new client; False when nobody is there."""
        try:
            sock, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._make_room()
            elif error.errno not in (errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED):
                raise
            return error.errno == errno.ECONNABORTED
        self.nr_conns += 1
        if self.nr_conns > self.worker_connections:
            self._make_room()
        connection = Connection(self.cfg, sock, address, listener.getsockname())
        self._arriving.add(connection)
        self.poller.register(sock, selectors.EVENT_READ, partial(self._receive, connection))
        self._receive(connection, sock)  # most send their request right behind the handshake
        return True

    def _receive(self, connection: Connection, sock: Any) -> None:
        if connection.gone:  # pushed out by an event before this one
            return
        try:
            received = sock.recv(RECEIVE)
        except BlockingIOError:
            return
        except OSError:
            received = b""
        if not received:
            self._drop(connection)
        elif connection not in self._hanging_up:  # else what still comes is thrown away
            self._add(connection, received)

    def _add(self, connection: Connection, received: bytes) -> None:
        """Add to a connection's request, and have it answered once it is whole."""
        self._held += len(received)
        state = connection.arrived.add(received)
        if state is State.WHOLE or state is State.CUT_OFF:
            connection.cut_off = state is State.CUT_OFF
            connection.whole = connection.arrived.take()
            self._held -= len(connection.whole)
            self._forget(connection)
            self.enqueue_req(connection)
            return
        self.keepalived_conns.discard(connection)
        self._arriving.add(connection)
        if state is State.INVITE:
            self._send(connection, b"HTTP/1.1 100 Continue\r\n\r\n")
        if self._held > HELD_AT_MOST:
            self._make_room()

    def enqueue_req(self, conn: Any) -> None:
        """Have a whole request answered."""
        self._ready.append(conn)

    def _answer(self, connection: Connection) -> None:
        try:
            stays = self.handle(connection)
        except Elsewhere as waiting:
            connection.parser.given_back, connection.elsewhere = waiting.request, True
            super().enqueue_req(connection)
        else:
            self.finish_request(connection, Answered(stays))

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer; the connection ends with it where nobody can be sure where the next request begins."""
        if not conn.elsewhere and self.may_wait(req.headers):
            raise Elsewhere(req)
        req._expected_100_continue = False  # said already, where it was waited for
        if conn.cut_off:
            req.force_close()
        conn.parser.unreader.when_short = req.force_close
        sock = conn.sock
        conn.sock = gathered = Gathered(sock)
        try:
            stays = super().handle_request(req, conn) and _is_read_to_its_end(conn, req)
            gathered.leave()
        except (BlockingIOError, TimeoutError):  # a client that doesn't read its answers
            raise StopIteration from None
        finally:
            conn.sock = sock
        return stays

    def finish_request(self, conn: Any, fs: Future[Any] | Answered) -> None:
        """In the loop again, after one request was answered."""
        conn.elsewhere = False
        try:
            stays = fs.result()
            left = conn.parser.unreader.take_buffered() if stays else b""
            conn.sock.setblocking(False)
            if stays:
                self.keepalived_conns.add(conn)
                self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._receive, conn))
                if left:
                    self._add(conn, left)
            else:
                self._hang_up(conn)
        except Exception:
            self._drop(conn)

    def _hang_up(self, connection: Connection) -> None:
        """Say that nothing more comes, and wait for the client to say the same."""
        connection.sock.shutdown(1)
        self._hanging_up.add(connection)
        self.poller.register(connection.sock, selectors.EVENT_READ, partial(self._receive, connection))

    def _oldest(self) -> Connection | None:
        """Who is pushed out first: those who have their answer, the unfinished, then the idle."""
        for waiting in (self._hanging_up, self._arriving, self.keepalived_conns):
            if (connection := waiting.oldest()) is not None:
                return connection  # type: ignore[no-any-return]
        return None

    def _make_room(self) -> None:
        if (connection := self._oldest()) is not None:
            self._drop(connection)

    def _forget(self, connection: Connection) -> None:
        with contextlib.suppress(KeyError, ValueError):
            self.poller.unregister(connection.sock)
        for waiting in (self.keepalived_conns, self._arriving, self._hanging_up):
            waiting.discard(connection)

    def _drop(self, connection: Connection) -> None:
        if connection.gone:
            return
        connection.gone = True
        self._forget(connection)
        self._held -= len(connection.arrived)
        self.nr_conns -= 1
        connection.close()

    def _too_slow(self, connection: Connection) -> None:
        self.note_refusal(TOO_SLOW, 408)
        self._send(connection, _status_alone(408))
        self._forget(connection)
        try:
            self._hang_up(connection)
        except OSError:
            self._drop(connection)

    def _send(self, connection: Connection, line: bytes) -> None:
        with contextlib.suppress(OSError):
            connection.sock.send(line)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what is no HTTP, or a fault of the app, with a status alone: no page, nothing of what was sent."""
        if not isinstance(exc, errors.ParseException) or isinstance(exc, errors.InvalidResponseHeader):
            self.log.error("fault: %s", type(exc).__name__, exc_info=exc)
            status, reason = 500, "a fault of ours"
        elif isinstance(exc, _HEAD_TOO_LONG):
            status, reason = 431, "the head is too long"
        else:
            status, reason = 400, "the request is not HTTP"
        self.note_refusal(reason, status)
        with contextlib.suppress(OSError):
            client.send(_status_alone(status))


def _is_read_to_its_end(connection: Connection, request: Any) -> bool:
    """Read what the app left of a body; False where it is broken or longer than what arrived of it."""
    try:
        return connection.parser.finish_body() and not request.should_close()
    except Exception:  # no second answer: the first is given already
        return False


def _status_alone(status: int) -> bytes:
    return b"HTTP/1.1 %d \r\nConnection: close\r\nContent-Length: 0\r\n\r\n" % status
