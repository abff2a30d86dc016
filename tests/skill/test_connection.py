"""One connection's requests on real sockets: what may be read in two ways ends it, and nothing is answered twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.connection import Waiting
from tests.skill.alexa.conftest import signer
from tests.skill.alexa.signer import Signer
from tests.skill.served import Served, answer, rest, served

__all__ = ["signer"]
ONLY = b"POST /alexa HTTP/1.1\r\nHost: here\r\n"
HIDDEN = b"GET /health HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def skill(signer: Signer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(signer, tmp_path_factory.mktemp("served"), "--workers", "1") as skill:
        yield skill


def test_a_refused_body_is_never_taken_for_the_next_request(skill: Served) -> None:
    sent = ONLY + b"Content-Length: 300000\r\n\r\n" + HIDDEN
    assert rest(skill.raw(sent)).count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    "head",
    [
        ONLY + b"Content-Length: 00000000000000000000%d\r\n\r\n" % len(HIDDEN),
        ONLY + b"Content-Length: +%d\r\n\r\n" % len(HIDDEN),
        ONLY + b"Content-Length: %d, %d\r\n\r\n" % (len(HIDDEN), len(HIDDEN)),
        ONLY + b"Content-Length: 0\r\nContent-Length: %d\r\n\r\n" % len(HIDDEN),
        ONLY + b"Content-Length:\r\n %d\r\n\r\n" % len(HIDDEN),
        ONLY + b"Content-Length : %d\r\n\r\n" % len(HIDDEN),
        ONLY + b"X: y\nContent-Length: %d\r\n\r\n" % len(HIDDEN),
        ONLY + b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" % len(HIDDEN),
        ONLY + b"Transfer-Encoding: chunked, gzip\r\n\r\n",
        ONLY + b"Transfer-Encoding: chunked\r\n\r\n00000000%x\r\n" % len(HIDDEN),
        ONLY.replace(b"1.1", b"1.0") + b"Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ids=["zeros", "sign", "list", "two", "folded", "blank", "line feed", "both", "not chunked", "chunk", "old"],
)  # fmt: skip
def test_what_follows_a_length_that_can_be_read_in_two_ways_is_never_answered(skill: Served, head: bytes) -> None:
    connection = skill.raw(head)
    assert answer(connection).startswith(b"HTTP/1.1 400 ")
    connection.sendall(HIDDEN)
    assert rest(connection) == b""


def test_lines_that_end_otherwise_than_http_has_it_end_the_connection(skill: Served) -> None:
    assert rest(skill.raw((ONLY + b"\r\n").replace(b"\r\n", b"\n") + HIDDEN)).count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("path", [b"/alexa", b"/health"], ids=["looked at", "not looked at"])
def test_a_broken_body_has_one_answer_and_ends_the_connection(skill: Served, path: bytes) -> None:
    broken = b"5;=\r\n12345\r\n0\r\n\r\n"
    head = b"POST %b HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n" % path
    assert rest(skill.raw(head + broken + HIDDEN)).count(b"HTTP/1.1 ") == 1


def test_a_body_that_nobody_looks_at_is_passed_over(skill: Served) -> None:
    head = b"POST /health HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\n" % (2 * len(HIDDEN))
    answers = rest(skill.raw(head + HIDDEN + HIDDEN + HIDDEN))
    assert (answers.count(b"HTTP/1.1 405 "), answers.count(b"HTTP/1.1 200 ")) == (1, 1)


def test_an_old_client_is_not_invited(skill: Served) -> None:
    head, body = skill.signed("Expect: 100-continue", "Content-Length: 2", body=b"{}")
    connection = skill.raw(head.replace(b"HTTP/1.1", b"HTTP/1.0"))
    connection.sendall(body)
    assert rest(connection).startswith(b"HTTP/1.0 400 ")


WRONG = """
import re, sys, skill.arrived
from skill.__main__ import main
skill.arrived._FRAMING = re.compile(b"(never)(there)")
sys.exit(main())
"""


@pytest.mark.slow
@pytest.mark.parametrize("path", [b"/alexa", b"/health"], ids=["looked at", "not looked at"])
def test_a_length_that_the_loop_got_wrong_ends_the_connection_all_the_same(
    signer: Signer, tmp_path: Path, path: bytes
) -> None:
    with served(signer, tmp_path, "--workers", "1", program=("-c", WRONG)) as skill:
        connection = skill.raw(ONLY.replace(b"/alexa", path) + b"Content-Length: %d\r\n\r\n" % len(HIDDEN))
        head = answer(connection)
        connection.sendall(HIDDEN)
        assert rest(connection) == b""
    assert path == b"/health" or b"connection: close" in head.lower()


def test_those_who_wait_go_in_the_order_they_came() -> None:
    waiting = Waiting(1000)
    for name in ("first", "second", "third"):
        waiting.add(name)
    waiting.discard("first")
    waiting.add("second")
    assert waiting.oldest() == "second"
    assert list(waiting.expired()) == []
    waiting.shorten(0)
    gone = []
    for name in waiting.expired():
        gone.append(name)
        waiting.discard(name)
    assert gone == ["second", "third"]
    assert len(waiting) == 0
