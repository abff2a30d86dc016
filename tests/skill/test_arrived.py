"""When a request is whole: told from its bytes, however they are cut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import NoMoreData, ParseException
from gunicorn.http.parser import RequestParser
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.arrived import LONGEST_BODY, LONGEST_CHUNK_LINE, Arrived, State

HEAD = b"POST /alexa HTTP/1.1\r\nHost: here\r\n"
LONGEST_HEAD = 4096
configuration = Config()


def fed(*pieces: bytes) -> list[State]:
    arrived = Arrived(LONGEST_HEAD)
    return [arrived.add(piece) for piece in pieces]


def cut(whole: bytes, places: list[int]) -> list[bytes]:
    edges = [0, *sorted(place % (len(whole) + 1) for place in places), len(whole)]
    return [whole[begin:end] for begin, end in pairwise(edges) if begin < end]


def chunked(parts: list[bytes]) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts if part) + b"0\r\n\r\n"


@given(st.binary(max_size=300), st.lists(st.integers(0, 1000), max_size=8))
def test_a_request_with_a_length_is_whole_with_its_last_byte_and_not_before(body: bytes, places: list[int]) -> None:
    whole = HEAD + b"cOnTent-lEngth: %d\r\n\r\n" % len(body) + body
    *before, last = fed(*cut(whole, places))
    assert set(before) <= {State.WAIT}
    assert last is State.WHOLE


@given(st.lists(st.binary(max_size=60), max_size=6), st.lists(st.integers(0, 1000), max_size=8))
def test_a_chunked_request_is_whole_with_its_last_chunk_and_not_before(parts: list[bytes], places: list[int]) -> None:
    whole = HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(parts)
    *before, last = fed(*cut(whole, places))
    assert set(before) <= {State.WAIT}
    assert last is State.WHOLE


def test_bytes_that_look_like_the_last_chunk_inside_another_do_not_end_the_request() -> None:
    start = HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n" + b"20\r\nabc0\r\n\r\n"
    assert fed(start) == [State.WAIT]


def test_trailers_belong_to_the_request() -> None:
    start = HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
    assert fed(start, b"Checksum: 1\r\n", b"\r\n") == [State.WAIT, State.WAIT, State.WHOLE]


def test_a_request_without_a_body_is_whole_with_its_head() -> None:
    assert fed(b"GET /health HTTP/1.1\r\n", b"\r\n") == [State.WAIT, State.WHOLE]


def test_a_client_that_waits_to_be_invited_is_invited_once() -> None:
    start = HEAD + b"Content-Length: 2\r\nExpect: 100-Continue\r\n\r\n"
    assert fed(start, b"{", b"}") == [State.INVITE, State.WAIT, State.WHOLE]
    assert fed(start + b"{}") == [State.WHOLE]


@pytest.mark.parametrize(
    "start",
    [
        HEAD + b"Content-Length: %d\r\n\r\n" % (LONGEST_BODY + 1),
        HEAD + b"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n" % (LONGEST_BODY + 1),
        HEAD + b"X: " + b"x" * LONGEST_HEAD,
        HEAD + b"X: " + b"x" * LONGEST_HEAD + b"\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1" * (LONGEST_CHUNK_LINE + 1),
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nfffff\r\n" + b"x" * (LONGEST_BODY + 2 * LONGEST_CHUNK_LINE),
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * LONGEST_BODY,
    ],
    ids=["length", "length, not invited", "endless head", "long head", "no chunk", "less than none", "endless size",
         "endless chunk", "endless chunks"],
)  # fmt: skip
def test_what_is_too_long_or_not_to_be_understood_is_cut_off(start: bytes) -> None:
    assert fed(start) == [State.CUT_OFF]


def test_a_body_of_the_longest_length_is_waited_for() -> None:
    assert fed(HEAD + b"Content-Length: %d\r\n\r\n" % LONGEST_BODY) == [State.WAIT]


def test_what_is_taken_is_all_that_came_and_the_next_request_starts_anew() -> None:
    arrived = Arrived(LONGEST_HEAD)
    both = b"GET /health HTTP/1.1\r\n\r\nGET /heal"
    assert arrived.add(both) is State.WHOLE
    assert arrived.take() == both
    assert len(arrived) == 0
    assert arrived.add(b"GET /heal") is State.WAIT
    assert arrived.add(b"th HTTP/1.1\r\n\r\n") is State.WHOLE


def gunicorn_reads_it_to_the_end(whole: bytes) -> bool:
    """Whether gunicorn's parser finds a request in `whole` and nothing else, or one after which it reads nothing more.

    Raises what it refuses the request with, and EOFError where it reads on past the end.
    """

    def pieces() -> Iterator[bytes]:
        yield whole
        raise EOFError

    parser = RequestParser(configuration, pieces(), ("127.0.0.1", 1))
    request = next(parser)
    if request.should_close():
        return True
    request.body.read()
    return not parser.unreader.take_buffered()


def fields(names: list[str], values: list[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(names), st.sampled_from(values), st.sampled_from(["\r\n"] * 6 + ["\n", "\r"])).map(
        lambda field: "{}:{}{}".format(*field)
    )


LENGTHS = fields(
    ["Content-Length", "content-LENGTH", "Content-Length ", " Content-Length", "Content_Length", "Content-Length\x0b"],
    ["5", " 05\t", "0" * 20 + "5", "9" * 19, "+5", "-5", "5, 5", "0x5", "5_0", "\xb2", "", "5\r", "\r\n 5", "5\n 5"],
)
CODINGS = fields(
    ["Transfer-Encoding", "transfer-encodinG", "Transfer-Encoding\t", "Transfer_Encoding"],
    ["chunked", " CHUNKED\t", "gzip, chunked", "chunked, chunked", "identity", "identity, chunked", "chunked, identity",
     "xchunked", "chunked;q=1", "gzip,\r\n chunked", "chunked\r", "chunked,"],
)  # fmt: skip
OTHERS = fields(
    ["Expect", "X", "Content-Length-Of"], ["100-continue", "a\nContent-Length: 5", "a\r\n Content-Length: 5"]
)
BODIES = st.sampled_from(
    ["", "12345", "\r\n12345", "0\r\n\r\n", "0\r\nContent-Length: 5\r\n\r\n", "5\r\n1234567\r\n0\r\n\r\n"]
    + [size + "\r\n12345\r\n0\r\n\r\n" for size in ("5", "5;a", "5 ;a=b", "5 ", "5x", "0000000005", "+5", "5\n")]
)
LINES = st.sampled_from(
    ["POST / HTTP/1.1"] * 6
    + ["POST / HTTP/1.0", "POST / http/1.1", "POST / HTTP/1.2", "\r\nPOST / HTTP/1.1", "\r\n\r\nPOST / HTTP/1.1",
       "\nPOST / HTTP/1.1", "Content-Length: 5 HTTP/1.1"]
)  # fmt: skip


@settings(max_examples=2000, deadline=None)
@given(LINES, st.lists(LENGTHS | CODINGS | OTHERS, max_size=2), BODIES, BODIES)
def test_where_a_request_ends_gunicorn_agrees_or_ends_the_connection(
    line: str, lines: list[str], body: str, more: str
) -> None:
    sent = (line + "\r\n" + "".join(lines) + "\r\n" + body + more).encode("latin-1")
    arrived = Arrived(LONGEST_HEAD)
    states = (arrived.add(sent[at : at + 1]) for at in range(len(sent)))
    ended = next((state for state in states if state in (State.WHOLE, State.CUT_OFF)), State.WAIT)
    if ended is State.WHOLE:
        whole = arrived.take()
        with suppress(ParseException, NoMoreData):  # refused
            assert gunicorn_reads_it_to_the_end(whole), whole


@pytest.mark.parametrize(
    "field",
    [
        b"Content-Length: 0000000000000000000002",
        b"Content-Length: 2000000000000000000000",
        b"Content-Length: +2",
        b"Content-Length: -2",
        b"Content-Length: 2, 2",
        b"Content-Length: 0x2",
        b"Content-Length:",
        b"Content-Length:\r\n 2",
        b"Content-Length : 2",
        b"Content-Length: 2\nX: y",
        b"Content-Length: 2\r\nContent-Length: 2",
        b"Content-Length: 2\r\nX: y\r\nContent-Length: 3",
        b"Content-Length: 2\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: chunked\r\nContent-Length: 2",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: chunked, gzip",
        b"Transfer-Encoding: gzip",
        b"Transfer-Encoding: xchunked",
        b"Transfer-Encoding:\r\n chunked",
        b"Transfer-Encoding: chunked\n",
    ],
)
def test_a_length_that_two_readers_may_take_differently_cuts_the_request_off(field: bytes) -> None:
    assert fed(HEAD + field + b"\r\n\r\n") == [State.CUT_OFF]


def test_chunks_of_a_time_before_chunks_cut_the_request_off() -> None:
    assert fed(b"POST /alexa HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") == [State.CUT_OFF]


@pytest.mark.parametrize("size", [b"0000000002", b"2 ", b"2x", b"2\n", b" 2", b"+2", b"0x2", b""])
def test_the_size_of_a_chunk_is_a_short_number_or_cuts_the_request_off(size: bytes) -> None:
    assert fed(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + size + b"\r\n{}\r\n") == [State.CUT_OFF]


def test_a_chunk_that_is_longer_than_it_says_cuts_the_request_off() -> None:
    assert fed(HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}xx0\r\n\r\n") == [State.CUT_OFF]


def test_a_client_that_can_not_know_of_invitations_is_not_invited() -> None:
    start = b"POST /alexa HTTP/1.0\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
    assert fed(start, b"{}") == [State.WAIT, State.WHOLE]
