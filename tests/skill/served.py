"""`python -m skill serve` as a real process, and clients that send it signed requests over real sockets."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.skill.alexa.signer import CHAIN_URL, SKILL_ID, Signer, encode, envelope

PATIENCE = 20.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Served:
    """A served skill on a loopback port; what it wrote is there once it has stopped."""

    process: subprocess.Popen[str]
    port: int
    signer: Signer
    errors: Path

    def get(self, path: str, headers: dict[str, str] | None = None, port: int | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def alexa(self, whole: dict[str, Any] | None = None) -> int:
        """The status of one signed request on a connection of its own."""
        body = encode(whole or envelope())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("POST", "/alexa", body, self.signer.headers(body))
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()

    def raw(self, sent: bytes = b"") -> socket.socket:
        """A connection on which `sent` was sent as it stands."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        connection.sendall(sent)
        return connection

    def signed(self, *headers: str, body: bytes | None = None, url: str = CHAIN_URL) -> tuple[bytes, bytes]:
        """The head and the body of a signed request; `headers` instead of its length."""
        body = encode(envelope()) if body is None else body
        lines = [f"{name}: {value}" for name, value in self.signer.headers(body, url).items()]
        lines += headers or [f"Content-Length: {len(body)}"]
        return "\r\n".join(["POST /alexa HTTP/1.1", "Host: here", *lines, "", ""]).encode(), body

    def workers(self) -> set[int]:
        return {pid for pid, parent in _processes() if parent == self.process.pid}

    def renewed(self, before: set[int], number: int) -> set[int]:
        """Wait until `number` workers are there and none of those before; they."""
        until = time.monotonic() + PATIENCE
        while len(now := self.workers()) != number or now & before:
            assert time.monotonic() < until, (before, now)
            time.sleep(0.05)
        return now

    def log(self) -> list[dict[str, Any]]:
        """All lines so far; each of them must be JSON."""
        return [json.loads(line) for line in self.errors.read_text(encoding="utf-8").splitlines()]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def rest(connection: socket.socket) -> bytes:
    """What still comes until the other side hangs up."""
    received = b""
    try:
        while piece := connection.recv(65536):
            received += piece
    except ConnectionResetError:
        pass
    return received


def answer(connection: socket.socket) -> bytes:
    """The head and the body of one answer on a connection that stays open."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    while length and len(body) < int(length[1]):
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def _processes() -> Iterator[tuple[int, int]]:
    """Every process with its parent: from Linux's own list, since a small system has no `ps`."""
    if not Path("/proc").is_dir():
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)  # noqa: S607
        yield from ((int(pid), int(parent)) for pid, parent in (line.split() for line in listed.stdout.splitlines()))
        return
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield int(stat.parent.name), int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue


@contextmanager
def served(
    signer: Signer, folder: Path, *arguments: str, program: Sequence[str] = ("-m", "skill"), **environment: str
) -> Iterator[Served]:
    """A skill that answers, with development trust in `signer`; stopped at the end."""
    port = free_port()
    errors = folder / f"errors-{port}"
    given = {name: value for name, value in os.environ.items() if not name.startswith("CRAMP_COACH")} | {
        "CRAMP_COACH_SKILL_ID": SKILL_ID,
        "CRAMP_COACH_TRUSTED_ROOTS": str(signer.roots),
        "CRAMP_COACH_CHAIN_SOURCE": str(signer.folder),
        "TMPDIR": str(folder),
        **environment,
    }
    command = [sys.executable, *program, "serve", "--port", str(port), *arguments]
    with errors.open("w") as sink, subprocess.Popen(command, env=given, stderr=sink, text=True) as process:
        skill = Served(process, port, signer, errors)
        try:
            until = time.monotonic() + PATIENCE
            while True:
                try:
                    assert skill.get("/health")[0] == 200
                    break
                except OSError:
                    assert process.poll() is None, errors.read_text()
                    assert time.monotonic() < until, errors.read_text()
                    time.sleep(0.02)
            yield skill
        finally:
            if process.poll() is None:
                process.terminate()


@dataclass
class Clients:
    """Threads that send one signed request after the other until told to stop, and tell how each one went."""

    skill: Served
    keep_alive: bool
    number: int = 3
    answered: int = 0
    turned_away: int = 0
    """Connections that were refused before anything was sent: nothing was lost."""
    lost: list[str] = field(default_factory=list)
    """Requests that were sent on an open connection and not answered with 200."""

    def __enter__(self) -> Clients:
        self._over = threading.Event()
        self._counting = threading.Lock()
        self._threads = [threading.Thread(target=self._send) for _ in range(self.number)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def until_answered(self, more: int) -> None:
        """Wait for that many answers more."""
        wanted, until = self.answered + more, time.monotonic() + PATIENCE
        while self.answered < wanted:
            assert time.monotonic() < until, (self.answered, self.lost)
            time.sleep(0.005)

    def _send(self) -> None:
        body = encode(envelope())
        headers = self.skill.signer.headers(body)
        connection: http.client.HTTPConnection | None = None
        while not self._over.is_set():
            try:
                if connection is None:
                    connection = http.client.HTTPConnection("127.0.0.1", self.skill.port, timeout=PATIENCE)
                    connection.connect()
            except OSError:
                connection = None
                with self._counting:
                    self.turned_away += 1
                time.sleep(0.01)
                continue
            try:
                connection.request("POST", "/alexa", body, headers)
                answer = connection.getresponse()
                answer.read()
                with self._counting:
                    self.answered += 1
                    if answer.status != 200:
                        self.lost.append(str(answer.status))
                if answer.will_close or not self.keep_alive:
                    connection.close()
                    connection = None
            except (OSError, http.client.HTTPException) as error:
                with self._counting:
                    self.lost.append(repr(error))
                connection = None
        if connection is not None:
            connection.close()
