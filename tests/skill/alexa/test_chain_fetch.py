"""Fetching from a real server over TLS: what is a chain file, what is none, and what takes too long."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from skill.alexa.chain_fetch import FETCHES_AT_ONCE, Addresses, HttpsChains
from skill.alexa.chain_source import Absent, Busy, Unreachable
from tests.skill.alexa.certificate_server import CertificateServer, at, byte_by_byte, plain_server, trusting
from tests.skill.alexa.real_threads import free_port, in_parallel, until
from tests.skill.alexa.signer import Signer, private_pem

SOON = 0.15
"""Seconds for a fetch that can't end well."""


@pytest.fixture(scope="module")
def server(signer: Signer) -> Iterator[CertificateServer]:
    server = CertificateServer(signer)
    yield server
    server.stop()


@pytest.mark.parametrize("name", ["good.pem", "chunked", "no-length", "largest"])
def test_a_file_is_fetched_however_it_is_sent(server: CertificateServer, name: str) -> None:
    assert server.source()(f"/echo.api/{name}").strip() == (server.chains / "good.pem").read_bytes().strip()


NO_FILE = "missing forbidden error-with-chain no-content partial moved moved-for-good moved-twice too-large endless"
NO_WHOLE_ANSWER = """closing cut-short cut-chunk cut-head not-http bytes odd-chunk odd-length endless-head endless-line
    says-it-is-huge at-a-loss overrun asked-too-often"""


@pytest.mark.parametrize("name", NO_FILE.split())
def test_another_answer_than_a_file_is_none(server: CertificateServer, name: str) -> None:
    with pytest.raises(Absent):
        server.source()(f"/echo.api/{name}")


def test_a_redirect_is_not_followed(server: CertificateServer) -> None:
    server.asked.clear()
    with pytest.raises(Absent):
        server.source()("/echo.api/moved")
    assert server.asked == ["/echo.api/moved"]


@pytest.mark.parametrize("name", NO_WHOLE_ANSWER.split())
def test_a_server_that_gives_no_whole_answer_is_as_good_as_none(server: CertificateServer, name: str) -> None:
    with pytest.raises(Unreachable):
        server.source()(f"/echo.api/{name}")


@pytest.mark.parametrize("name", ["silent", "trickling", "trickling-head", "trickling-chunks", "endless-progress"])
def test_a_slow_server_is_left_when_the_time_is_over_however_steadily_it_sends(
    server: CertificateServer, name: str
) -> None:
    with pytest.raises(Unreachable):
        server.source(SOON)(f"/echo.api/{name}")


@pytest.mark.slow
def test_two_seconds_are_all_that_amazon_s_host_gets(server: CertificateServer, signer: Signer) -> None:
    with pytest.raises(Unreachable):
        HttpsChains(server.addresses, trusting(signer))("/echo.api/trickling")


def test_a_slow_server_keeps_no_place_after_its_time(server: CertificateServer) -> None:
    source = server.source(SOON)
    for _ in range(3):
        for error in in_parallel(source, ["/echo.api/trickling"] * FETCHES_AT_ONCE):
            assert isinstance(error, Unreachable)


def test_a_handshake_that_trickles_is_left_when_the_time_is_over(signer: Signer) -> None:
    def hello(client: socket.socket) -> None:
        for byte in byte_by_byte(b"\x16\x03\x03\x40\x00" + b"\x02" * 16384):
            client.sendall(byte)

    with plain_server(hello) as port, pytest.raises(Unreachable):
        HttpsChains(lambda: at(port), trusting(signer), SOON)("/echo.api/good.pem")


def test_a_server_that_speaks_no_tls_is_unreachable(signer: Signer) -> None:
    with plain_server(lambda client: client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")) as port, pytest.raises(Unreachable):
        HttpsChains(lambda: at(port), trusting(signer))("/echo.api/good.pem")


def test_a_server_without_a_trusted_certificate_is_not_asked(server: CertificateServer) -> None:
    server.asked.clear()
    with pytest.raises(Unreachable):
        HttpsChains(server.addresses)("/echo.api/good.pem")  # trusts the roots of the public alone
    assert server.asked == []


def test_a_server_with_the_certificate_of_another_host_is_not_asked(signer: Signer, tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_bytes(private_pem(signer.key))
    other = CertificateServer(signer)
    other.tls.load_cert_chain(signer.folder / "good.pem", tmp_path / "key.pem")  # made out to echo-api.amazon.com
    with pytest.raises(Unreachable):
        other.source()("/echo.api/good.pem")
    assert other.asked == []
    other.stop()


def test_a_port_where_nobody_listens_is_unreachable(signer: Signer) -> None:
    with pytest.raises(Unreachable):
        HttpsChains(lambda: at(free_port()), trusting(signer))("/echo.api/good.pem")


def test_a_dead_address_leaves_time_for_the_next(server: CertificateServer, signer: Signer) -> None:
    source = HttpsChains(lambda: [*at(free_port()), *server.addresses()], trusting(signer))
    assert source("/echo.api/good.pem")


@pytest.mark.parametrize("addresses", [OSError("no such name"), UnicodeError("no name"), ValueError("nonsense")])
def test_a_host_without_an_address_is_unreachable(signer: Signer, addresses: Exception) -> None:
    def lookup() -> Addresses:
        raise addresses

    with pytest.raises(Unreachable):
        HttpsChains(lookup, trusting(signer))("/echo.api/good.pem")
    with pytest.raises(Unreachable):
        HttpsChains(list, trusting(signer))("/echo.api/good.pem")


def test_a_lookup_of_the_name_that_hangs_holds_nobody_but_keeps_its_place(signer: Signer) -> None:
    found = threading.Event()

    def lookup() -> Addresses:
        found.wait()
        return []

    source = HttpsChains(lookup, trusting(signer), SOON)
    errors = in_parallel(source, [f"/echo.api/{number}.pem" for number in range(FETCHES_AT_ONCE)])
    assert [type(error) for error in errors] == [Unreachable] * FETCHES_AT_ONCE
    with pytest.raises(Busy):
        source("/echo.api/good.pem")
    found.set()


def test_more_fetches_than_there_are_places_are_refused_at_once(signer: Signer) -> None:
    server = CertificateServer(signer)
    source = server.source()
    with ThreadPoolExecutor(FETCHES_AT_ONCE) as pool:
        held = [pool.submit(source, f"/echo.api/held-{number}.pem") for number in range(FETCHES_AT_ONCE)]
        until(lambda: len(server.asked) == FETCHES_AT_ONCE)
        with pytest.raises(Busy):
            source("/echo.api/good.pem")
        server.let_go.set()
        assert all(future.result() for future in held)
    assert source("/echo.api/good.pem")
    server.stop()


def test_proxies_named_in_the_environment_are_not_asked(
    server: CertificateServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    assert server.source()("/echo.api/good.pem")
