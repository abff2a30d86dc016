"""When a request is whole: told from its bytes, however they are cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.arrived import LONGEST_BODY, LONGEST_CHUNK_LINE, Arrived, State

HEAD = b"POST /alexa HTTP/1.1\r\nHost: here\r\n"
LONGEST_HEAD = 4096


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
