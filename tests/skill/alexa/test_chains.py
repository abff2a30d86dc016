"""Chains are kept while they are good, looked at anew, and remembered when they fail."""

from __future__ import annotations

from datetime import timedelta

import pytest

from skill.alexa.chain_source import ChainFolder, Unreachable
from skill.alexa.chains import FAILURES_KEPT, KEPT, Chains, FetchOutcome
from skill.alexa.refusal import Reason, Refused
from skill.alexa.trusted_chain import TrustedRoots
from tests.skill.alexa.certificate_server import CertificateServer
from tests.skill.alexa.observed_chains import GOOD, HOUR, NOW, Observed, chains, server
from tests.skill.alexa.signer import Signer

__all__ = ["chains", "server"]


def test_a_chain_is_fetched_once_and_then_known(chains: Observed, server: CertificateServer) -> None:
    first = chains(GOOD)
    assert all(chains(GOOD, timedelta(minutes=minutes)) is first for minutes in (0, 1, 59))
    assert server.asked == [GOOD]
    assert chains.next_note() == "fetched"
    assert chains.noted.empty()


@pytest.mark.parametrize(
    ("name", "outcome", "reason"),
    [
        ("missing.pem", "refused", Reason.CHAIN_ABSENT),
        ("moved", "refused", Reason.CHAIN_ABSENT),
        ("too-large", "refused", Reason.CHAIN_ABSENT),
        ("endless", "refused", Reason.CHAIN_ABSENT),
        ("at-a-loss", "unreachable", Reason.CHAIN_UNREACHABLE),
        ("closing", "unreachable", Reason.CHAIN_UNREACHABLE),
        ("not-http", "unreachable", Reason.CHAIN_UNREACHABLE),
        ("garbage.pem", "untrusted", Reason.CHAIN_UNTRUSTED),
        ("empty.pem", "untrusted", Reason.CHAIN_UNTRUSTED),
        ("expired.pem", "untrusted", Reason.CHAIN_UNTRUSTED),
        ("wrong-name.pem", "untrusted", Reason.CHAIN_UNTRUSTED),
        ("untrusted.pem", "untrusted", Reason.CHAIN_UNTRUSTED),
    ],
)
def test_a_chain_that_cannot_be_had_or_trusted_is_refused_and_noted_once(
    chains: Observed, server: CertificateServer, name: str, outcome: FetchOutcome, reason: Reason
) -> None:
    path = f"/echo.api/{name}"
    assert chains.refusal(path) is reason
    assert chains.refusal(path, timedelta(seconds=9)) is reason
    assert server.asked == [path]
    assert chains.next_note() == outcome
    assert chains.noted.empty()
    assert chains.refusal(path, timedelta(seconds=11)) is reason
    assert server.asked == [path, path]


@pytest.mark.parametrize("name", ["silent", "trickling"])
def test_a_server_that_is_too_slow_is_unreachable(signer: Signer, server: CertificateServer, name: str) -> None:
    chains = Observed(signer, server, seconds=0.15)
    assert chains.refusal(f"/echo.api/{name}") is Reason.CHAIN_UNREACHABLE
    assert chains.next_note() == "unreachable"


def test_a_chain_that_failed_is_had_a_little_later(chains: Observed, server: CertificateServer) -> None:
    server.withdrawn = True
    assert chains.refusal(GOOD) is Reason.CHAIN_ABSENT
    server.withdrawn = False
    assert chains.refusal(GOOD, timedelta(seconds=9)) is Reason.CHAIN_ABSENT
    assert chains(GOOD, timedelta(seconds=11))


def test_a_clock_that_is_set_back_keeps_no_failure_alive(chains: Observed, server: CertificateServer) -> None:
    server.withdrawn = True
    chains.refusal(GOOD, timedelta(hours=5))
    server.withdrawn = False
    assert chains(GOOD)


def test_failures_are_remembered_up_to_a_bound(signer: Signer) -> None:
    asked = []

    def nowhere(path: str) -> bytes:
        asked.append(path)
        raise Unreachable

    chains = Chains(TrustedRoots(signer.roots), nowhere)
    for number in [*range(FAILURES_KEPT + 1), FAILURES_KEPT, 1, 0]:
        with pytest.raises(Refused):
            chains.chain(f"/echo.api/{number}", NOW)
    assert asked[FAILURES_KEPT + 1 :] == ["/echo.api/0"]


def test_chains_are_kept_up_to_a_bound_and_the_one_in_use_stays(signer: Signer) -> None:
    asked = []

    def anywhere(path: str) -> bytes:
        asked.append(path)
        return (signer.folder / "good.pem").read_bytes()

    chains = Chains(TrustedRoots(signer.roots), anywhere)
    for number in range(1, KEPT + 1):
        chains.chain("/echo.api/0", NOW)
        chains.chain(f"/echo.api/{number}", NOW)
    asked.clear()
    for number in (0, KEPT, 1):
        chains.chain(f"/echo.api/{number}", NOW)
    assert asked == ["/echo.api/1"]


def test_no_chain_serves_that_was_validated_more_than_an_hour_ago(chains: Observed, server: CertificateServer) -> None:
    chains(GOOD)
    server.stop()
    for hours in (1, 2, 7):
        chain = chains.chains.chain(GOOD, NOW + hours * HOUR)
        assert chain.validated == NOW + hours * HOUR


def test_a_chain_serves_until_it_expires_while_nobody_answers_and_not_a_second_longer(
    chains: Observed, server: CertificateServer
) -> None:
    expires = chains.chains.chain(GOOD, NOW).expires
    assert chains.next_note() == "fetched"
    server.stop()
    assert chains.chains.chain(GOOD, expires)
    assert chains.next_note() == "unreachable"
    assert chains.refusal(GOOD, expires + timedelta(seconds=1) - NOW) is Reason.CHAIN_UNREACHABLE


def test_a_chain_that_expires_in_the_cache_is_refused_though_it_is_still_served(
    chains: Observed, server: CertificateServer
) -> None:
    chain = chains.chains.chain("/echo.api/intermediate.pem", NOW)
    assert chain.expires < NOW + timedelta(days=11)
    reason = chains.refusal("/echo.api/intermediate.pem", chain.expires + timedelta(seconds=1) - NOW)
    assert reason is Reason.CHAIN_UNTRUSTED
    assert len(server.asked) == 2


def test_a_chain_that_expires_within_the_hour_is_refused_within_the_hour(signer: Signer) -> None:
    chains = Chains(TrustedRoots(signer.roots), ChainFolder(signer.folder))
    expires = chains.chain(GOOD, NOW).expires
    chains.chain(GOOD, expires - timedelta(minutes=1))
    with pytest.raises(Refused):
        chains.chain(GOOD, expires + timedelta(seconds=1))


def test_a_chain_is_not_good_before_its_time_when_the_clock_is_set_back(signer: Signer) -> None:
    chains = Chains(TrustedRoots(signer.roots), ChainFolder(signer.folder))
    begins = chains.chain(GOOD, NOW).begins
    assert chains.chain(GOOD, begins)
    with pytest.raises(Refused):
        chains.chain(GOOD, begins - timedelta(seconds=1))


@pytest.mark.parametrize("then", ["withdrawn", "untrusted"])
def test_a_chain_that_amazon_takes_back_is_not_trusted_any_more(
    signer: Signer, server: CertificateServer, then: str
) -> None:
    files = {
        "now": (signer.folder / "good.pem").read_bytes(),
        "untrusted": (signer.folder / "untrusted.pem").read_bytes(),
    }
    server.contents = {"changing.pem": files["now"]}
    chains = Observed(signer, server)
    chains("/echo.api/changing.pem")
    assert chains.next_note() == "fetched"
    server.contents = {"changing.pem": files["untrusted"]} if then == "untrusted" else {}
    chains("/echo.api/changing.pem", HOUR)
    assert chains.next_note() == ("untrusted" if then == "untrusted" else "refused")
    chains.refusal("/echo.api/changing.pem", HOUR)


def test_a_refresh_that_fails_is_tried_again_a_little_later(chains: Observed, server: CertificateServer) -> None:
    chains(GOOD)
    assert chains.next_note() == "fetched"
    server.overrun = True
    chains(GOOD, HOUR)
    assert chains.next_note() == "unreachable"
    chains(GOOD, HOUR + timedelta(seconds=9))
    assert len(server.asked) == 2
    server.overrun = False
    chains(GOOD, HOUR + timedelta(seconds=11))
    assert chains.next_note() == "fetched"
    assert len(server.asked) == 3


def test_a_source_that_breaks_down_leaves_nobody_waiting(signer: Signer) -> None:
    def broken(_: str) -> bytes:
        raise MemoryError

    chains = Chains(TrustedRoots(signer.roots), broken)
    for _ in range(2):
        with pytest.raises(MemoryError):
            chains.chain(GOOD, NOW)


def test_a_folder_that_has_no_such_file_or_a_folder_for_it_has_no_chain(signer: Signer) -> None:
    (signer.folder / "folder.pem").mkdir(exist_ok=True)
    chains = Chains(TrustedRoots(signer.roots), ChainFolder(signer.folder))
    for name in ("missing.pem", "folder.pem", ".", "..."):
        with pytest.raises(Refused) as refused:
            chains.chain(f"/echo.api/{name}", NOW)
        assert refused.value.reason is Reason.CHAIN_ABSENT
