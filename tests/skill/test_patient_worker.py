"""Slow, silent and broken clients on real sockets: none of them keeps anybody else waiting, nor stays for ever."""

from __future__ import annotations

import os
import resource
import threading
import time
from collections.abc import Iterator

import pytest

from tests.skill.alexa.conftest import signer
from tests.skill.alexa.signer import Signer
from tests.skill.served import Served, answer, rest, served

__all__ = ["signer"]
MANY = 40
"""More than the threads of the worker that is served here, twenty times."""


@pytest.fixture(scope="module")
def skill(signer: Signer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One worker with two threads, so that two clients could stop it if any could."""
    with served(signer, tmp_path_factory.mktemp("served"), "--workers", "1", "--threads", "2") as skill:
        yield skill


def test_silent_clients_and_half_requests_keep_no_thread(skill: Served) -> None:
    head, body = skill.signed()
    halves = [b"", b"POST /al", head[:-2], head, head + body[: len(body) // 2]]
    waiting = [skill.raw(half) for half in halves for _ in range(MANY // len(halves))]
    assert [skill.alexa() for _ in range(5)] == [200] * 5
    for connection in waiting:
        connection.close()


@pytest.mark.slow
@pytest.mark.parametrize("part", ["head", "body"])
def test_a_byte_at_a_time_is_refused_in_the_end_and_keeps_nobody_waiting(skill: Served, part: str) -> None:
    head, body = skill.signed()
    at_once, slowly = (b"", head) if part == "head" else (head, body)
    connections = [skill.raw(at_once) for _ in range(MANY)]
    over = threading.Event()

    def trickle() -> None:
        for byte in slowly:
            for connection in connections:
                try:
                    connection.send(bytes([byte]))
                except OSError:  # the server has hung up
                    return
            if over.wait(0.1):
                return

    sending = threading.Thread(target=trickle)
    sending.start()
    assert [skill.alexa() for _ in range(5)] == [200] * 5
    assert all(rest(connection).startswith(b"HTTP/1.1 408 ") for connection in connections)
    over.set()
    sending.join()
    assert any(line.get("reason") == "the request came too slowly" for line in skill.log())
    assert b'cramp_coach_refusals_total{reason="the request came too slowly"}' in skill.get("/metrics")[1]


@pytest.mark.slow
def test_half_a_body_and_then_silence_is_refused_in_the_end(skill: Served) -> None:
    head, body = skill.signed()
    answered = rest(skill.raw(head + body[:10]))
    assert answered == b"HTTP/1.1 408 \r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


@pytest.mark.slow
def test_a_client_that_says_nothing_at_all_is_hung_up_on(skill: Served) -> None:
    assert rest(skill.raw()) == b""


def test_idle_connections_wait_while_others_are_answered(skill: Served) -> None:
    head, body = skill.signed()
    idle = [skill.raw(head + body) for _ in range(MANY)]
    assert all(answer(connection).startswith(b"HTTP/1.1 200 ") for connection in idle)
    assert [skill.alexa() for _ in range(5)] == [200] * 5
    for connection in idle:  # and each of them can ask again
        connection.sendall(head + body)
    assert all(answer(connection).startswith(b"HTTP/1.1 200 ") for connection in idle)


def test_clients_that_do_not_hang_up_after_their_last_answer_keep_nobody_waiting(skill: Served) -> None:
    head, body = skill.signed("Connection: close", "Content-Length: 2", body=b"{}")
    staying = [skill.raw(head + body) for _ in range(MANY)]
    assert all(rest(connection).startswith(b"HTTP/1.1 400 ") for connection in staying)
    assert skill.alexa() == 200  # gunicorn's own worker waits two seconds for each of them, one after the other


def test_the_oldest_that_wait_make_room_for_more_than_are_allowed_at_once(skill: Served) -> None:
    crowd = [skill.raw(b"POST") for _ in range(1100)]
    assert skill.alexa() == 200
    assert rest(crowd[0]) == b""
    for connection in crowd:
        connection.close()


def test_requests_that_wait_for_a_certificate_keep_nobody_else_waiting(skill: Served) -> None:
    assert skill.alexa() == 200
    chain = skill.signer.folder / "never-there.pem"
    os.mkfifo(chain)  # whoever reads it waits until somebody writes
    head, body = skill.signed("Connection: close", url=f"https://s3.amazonaws.com/echo.api/{chain.name}")
    waiting = [skill.raw(head.replace(b"close", b"close\r\nContent-Length: %d" % len(body)) + body) for _ in range(6)]
    assert [skill.alexa() for _ in range(20)] == [200] * 20
    assert skill.get("/health")[0] == 200
    with chain.open("wb") as written:
        written.write(b"no certificate")
    assert all(rest(connection).startswith(b"HTTP/1.1 400 ") for connection in waiting)
    chain.unlink()


def test_a_client_that_never_reads_its_answers_is_dropped_and_keeps_nobody_waiting(skill: Served) -> None:
    head, body = skill.signed()
    connection = skill.raw()
    connection.settimeout(1)
    try:
        for _ in range(20_000):
            connection.sendall(head + body)
    except OSError:  # nobody takes any more of it: its own side is full, or it was dropped
        pass
    assert skill.alexa() == 200
    connection.close()


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="no other process's limits can be set here")
def test_a_system_that_gives_no_more_files_does_not_stop_it(skill: Served) -> None:
    (worker,) = skill.workers()
    before = resource.prlimit(worker, resource.RLIMIT_NOFILE, (60, resource.prlimit(worker, resource.RLIMIT_NOFILE)[1]))
    crowd = [skill.raw(b"POST") for _ in range(200)]
    assert [skill.alexa() for _ in range(5)] == [200] * 5
    assert skill.workers() == {worker}
    resource.prlimit(worker, resource.RLIMIT_NOFILE, before)
    for connection in crowd:
        connection.close()


def test_a_request_in_pieces_is_answered(skill: Served) -> None:
    head, body = skill.signed()
    connection = skill.raw()
    for piece in (head[:7], head[7:-3], head[-3:], body[:1], body[1:]):
        connection.sendall(piece)
        time.sleep(0.01)
    assert answer(connection).startswith(b"HTTP/1.1 200 ")


def test_two_requests_in_one_piece_are_answered_one_after_the_other(skill: Served) -> None:
    head, body = skill.signed()
    get = b"GET /health HTTP/1.1\r\nHost: here\r\n"
    connection = skill.raw(head + body + get + b"\r\n" + get + b"Connection: close\r\n\r\n")
    answers = rest(connection)
    assert answers.count(b"HTTP/1.1 200 ") == 3
    assert answers.endswith(b'{"status":"ok"}')


def test_a_chunked_request_is_answered_and_one_that_waits_for_an_invitation_is_invited(skill: Served) -> None:
    head, body = skill.signed("Transfer-Encoding: chunked")
    chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (9, body[:9], len(body) - 9, body[9:])
    assert answer(skill.raw(head + chunks)).startswith(b"HTTP/1.1 200 ")
    head, body = skill.signed("Expect: 100-continue", f"Content-Length: {len(body)}", body=body)
    connection = skill.raw(head)
    assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
    connection.sendall(body)
    assert answer(connection).startswith(b"HTTP/1.1 200 ")


BIG = 300_000


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"POST /alexa HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\n" % BIG, 413),
        (b"POST /alexa HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n" % BIG, 413),
        (b"POST /alexa HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n" % BIG + b"x" * BIG, 413),
        (b"POST /alexa HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (b"POST /alexa HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400),
        (b"POST /alexa HTTP/1.1\r\nHost: here\r\nContent-Length: -2\r\n\r\n{}", 400),
        (b"POST /alexa HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (b"<script>alert(1)</script>\r\n\r\n", 400),
        (b"POST /alexa HTTP/9.9\r\n\r\n", 400),
        (b"GET /" + b"x" * 4000 + b" HTTP/1.1\r\n\r\n", 431),
        (b"GET /health HTTP/1.1\r\n" + b"X: y\r\n" * 100 + b"\r\n", 431),
        (b"GET /health HTTP/1.1\r\nX: " + b"y" * 5000 + b"\r\n\r\n", 431),
        (b"GET /alexa HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n", 405),
        (b"GET /etc/passwd HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n", 404),
    ],
    ids=["length", "length, not invited", "chunk", "no chunk", "two lengths", "negative", "both", "no http", "version",
         "long line", "many fields", "long field", "get", "elsewhere"],
)  # fmt: skip
def test_what_is_refused_is_refused_at_once_with_an_empty_body(skill: Served, sent: bytes, status: int) -> None:
    head, _, body = rest(skill.raw(sent)).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"content-length: 0" in head.lower()
    assert b"html" not in head.lower()
    assert body == b""
