import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from speech.authority import Authority
from speech.skill_client import SkillClient
from tests.speech.bike_shop import BikeShop, Json, speaks

ENVELOPE: dict[str, Any] = {
    "session": {},
    "request": {"type": "LaunchRequest", "note": "naïve \U0001f6b2 and \ud800"},
}


def test_a_good_answer_comes_back_parsed_with_its_round_trip(client: SkillClient, shop: BikeShop) -> None:
    answer = client.send(ENVELOPE)
    assert answer.fault is None
    assert answer.json is not None
    assert answer.json["version"] == "1.0"
    assert answer.millis > 0


def test_the_signature_is_over_the_bytes_that_arrive(client: SkillClient, shop: BikeShop) -> None:
    client.send(ENVELOPE)
    assert "naïve \U0001f6b2".encode() in shop.bodies[0]
    assert {"Signature", "Signature-256", "SignatureCertChainUrl"} <= set(shop.headers[0])


def test_one_connection_is_kept_open(client: SkillClient, shop: BikeShop) -> None:
    for _ in range(3):
        client.send(ENVELOPE)
    assert len(shop.requests) == 3
    assert len(shop.connections) == 1


@pytest.mark.parametrize(
    ("answer", "rule", "error_type"),
    [
        (500, "http_status", "INTERNAL_SERVICE_ERROR"),
        (400, "http_status", "INVALID_RESPONSE"),
        (302, "http_status", "INVALID_RESPONSE"),
        (b"", "not_json", "INVALID_RESPONSE"),
        (b"<html>", "not_json", "INVALID_RESPONSE"),
        (b"[1]", "not_json", "INVALID_RESPONSE"),
        (b'"text"', "not_json", "INVALID_RESPONSE"),
        (b'{"version": NaN}', "not_json", "INVALID_RESPONSE"),
        (b'{"version": 1e999}', "not_json", "INVALID_RESPONSE"),
        (b'{"version": "\xff"}', "not_json", "INVALID_RESPONSE"),
        (b"[" * 100_000, "not_json", "INVALID_RESPONSE"),
        (b'{"version": "' + b"1" * (8 * 1024 * 1024) + b'"}', "answer_size", "INVALID_RESPONSE"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_answer_is_a_fault_and_no_exception(
    client: SkillClient, shop: BikeShop, answer: Any, rule: str, error_type: str
) -> None:
    shop.answer = lambda _: answer
    fault = client.send(ENVELOPE).fault
    assert fault is not None
    assert (fault.rule, fault.type) == (rule, error_type)


def test_a_closed_port_is_a_fault(authority: Authority) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        fault = SkillClient(f"http://127.0.0.1:{unused.getsockname()[1]}/alexa", authority).send(ENVELOPE).fault
    assert fault is not None
    assert fault.rule == "no_answer"


@contextmanager
def a_server_that_never_answers() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/alexa"


def test_an_answer_that_takes_too_long_is_a_fault(authority: Authority) -> None:
    with a_server_that_never_answers() as endpoint:
        fault = SkillClient(endpoint, authority, answer_within=0.2).send(ENVELOPE).fault
    assert fault is not None
    assert (fault.rule, fault.type) == ("answer_in_time", "ENDPOINT_TIMEOUT")


@contextmanager
def a_server_that_drips(*, opening: bytes) -> Iterator[str]:
    """Sends `opening` at once, then a byte now and then, for ever."""
    over = threading.Event()

    def drip() -> None:
        connection, _ = server.accept()
        with connection:
            connection.sendall(opening)
            while not over.wait(0.02):
                connection.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/alexa"
        finally:
            over.set()
            thread.join()


@pytest.mark.parametrize("opening", [b"HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Long: "])
def test_an_answer_that_drips_in_is_too_slow_although_the_socket_never_rests(
    authority: Authority, opening: bytes
) -> None:
    with a_server_that_drips(opening=opening) as endpoint:
        fault = SkillClient(endpoint, authority, answer_within=0.3).send(ENVELOPE).fault
    assert fault is not None
    assert (fault.rule, fault.type) == ("answer_in_time", "ENDPOINT_TIMEOUT")


def test_a_late_answer_is_not_taken_for_that_to_the_next_request(shop: BikeShop, authority: Authority) -> None:
    late = threading.Event()

    def answers(envelope: Json) -> Json:
        if envelope["request"]["type"] != "LaunchRequest":
            return speaks("In time.")
        late.wait(5)
        return speaks("Late.")

    shop.answer = answers
    client = SkillClient(shop.endpoint, authority)
    assert client.send(ENVELOPE, within=0.2).fault is not None
    assert client.send({"request": {"type": "IntentRequest"}}).json == speaks("In time.")
    late.set()
    assert client.send({"request": {"type": "IntentRequest"}}).json == speaks("In time.")


@contextmanager
def a_server_that_says(answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """Answers every request with these very bytes, and keeps what it was sent."""
    sent: list[bytes] = []

    def serve() -> None:
        with suppress(OSError):  # the listening socket is closed at the end
            while True:
                connection, _ = server.accept()
                with connection:
                    sent.append(connection.recv(65536))
                    connection.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/alexa", sent
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def test_no_cookie_of_the_skill_comes_back_to_it(authority: Authority) -> None:
    answer = b"HTTP/1.1 200 OK\r\nSet-Cookie: user=anna; Path=/\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
    with a_server_that_says(answer) as (endpoint, sent):
        client = SkillClient(endpoint, authority)
        faults = [client.send(ENVELOPE).fault for _ in range(2)]
    assert faults == [None, None]
    assert len(sent) == 2
    assert not any(b"\r\ncookie:" in request.lower() for request in sent)


def test_an_answer_that_the_http_library_breaks_at_is_not_told_as_a_slow_one(authority: Authority) -> None:
    answer = b"HTTP/1.1 302 Found\r\nLocation: http://[x/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    with a_server_that_says(answer) as (endpoint, _):
        fault = SkillClient(endpoint, authority).send(ENVELOPE).fault
    assert fault is not None
    assert fault.rule == "no_answer"
    assert "ValueError" in fault.message


def test_a_stranger_to_the_skills_roots_is_turned_away(
    shop: BikeShop, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from speech.authority import open_authority

    stranger = open_authority(tmp_path_factory.mktemp("stranger"))
    shop.answer = lambda _: speaks("never")
    fault = SkillClient(shop.endpoint, stranger).send(ENVELOPE).fault
    assert fault is not None
    assert "400" in fault.message
    assert shop.requests == []
