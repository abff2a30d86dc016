"""Chains asked for by many threads at the same time: fetched once, and nobody with a known one waits."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from skill.alexa.chain_fetch import FETCHES_AT_ONCE
from skill.alexa.chains import Chains
from skill.alexa.refusal import Reason
from skill.alexa.trusted_chain import TrustedRoots
from tests.skill.alexa.certificate_server import CertificateServer
from tests.skill.alexa.observed_chains import GOOD, HELD, HOUR, NOW, Observed, chains, server
from tests.skill.alexa.real_threads import PATIENCE, in_parallel, until
from tests.skill.alexa.signer import Signer

__all__ = ["chains", "server"]


def test_however_many_ask_for_a_new_chain_it_is_fetched_once(chains: Observed, server: CertificateServer) -> None:
    def let_go_when_asked() -> None:
        until(lambda: bool(server.asked))
        server.let_go.set()

    threading.Thread(target=let_go_when_asked).start()
    got = in_parallel(chains, [HELD] * 24)
    assert server.asked == [HELD]
    assert len({id(chain) for chain in got}) == 1
    assert chains.next_note() == "fetched"
    assert chains.noted.empty()


def test_a_chain_that_came_a_moment_ago_is_not_fetched_again(signer: Signer) -> None:
    asked: list[str] = []
    barrier = threading.Barrier(6)

    def quickly(path: str) -> bytes:
        asked.append(path)
        return (signer.folder / "good.pem").read_bytes()

    chains = Chains(TrustedRoots(signer.roots), quickly)

    def ask_for_each(_: int) -> None:
        for number in range(400):
            barrier.wait(PATIENCE)
            chains.chain(f"/echo.api/{number}", NOW)

    switching = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads take turns as often as they can, so that each meets the other in the middle
    try:
        in_parallel(ask_for_each, range(6))
    finally:
        sys.setswitchinterval(switching)
    assert asked == [f"/echo.api/{number}" for number in range(400)]


def test_however_many_ask_for_a_chain_that_fails_it_is_fetched_once_and_all_hear_the_same(
    chains: Observed, server: CertificateServer
) -> None:
    reasons = in_parallel(chains.refusal, ["/echo.api/at-a-loss"] * 24)
    assert server.asked == ["/echo.api/at-a-loss"]
    assert {*reasons} == {Reason.CHAIN_UNREACHABLE}
    assert chains.next_note() == "unreachable"
    assert chains.noted.empty()


def test_forged_chains_that_hang_take_every_place_but_keep_nobody_with_a_known_chain_waiting(
    chains: Observed, server: CertificateServer
) -> None:
    known = chains(GOOD)
    forged = [f"/echo.api/held-{number}.pem" for number in range(FETCHES_AT_ONCE)]
    with ThreadPoolExecutor(FETCHES_AT_ONCE) as pool:
        hanging = [pool.submit(chains, path) for path in forged]
        until(lambda: len(server.asked) == 1 + FETCHES_AT_ONCE)
        assert all(answer is known for answer in in_parallel(chains, [GOOD] * 8))
        assert chains.refusal("/echo.api/other.pem") is Reason.CHAINS_BUSY
        assert not any(future.done() for future in hanging)
        server.let_go.set()
    assert chains.refusal("/echo.api/other.pem") is Reason.CHAIN_ABSENT  # it was not tried, so nothing was remembered


def test_after_an_hour_a_chain_is_fetched_again_while_the_old_one_serves(
    chains: Observed, server: CertificateServer
) -> None:
    server.let_go.set()
    old = chains(HELD)
    assert chains.next_note() == "fetched"
    server.let_go.clear()
    late = [HOUR] * 16
    assert len([chains(HELD, after) for after in late]) == 16  # none waits: the server holds its answer back
    until(lambda: len(server.asked) == 2)
    server.let_go.set()
    assert chains.next_note() == "fetched"
    assert chains(HELD, HOUR) is not old
    assert chains(HELD, HOUR + timedelta(minutes=59))
    assert server.asked == [HELD, HELD]
