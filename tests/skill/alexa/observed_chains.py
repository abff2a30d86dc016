"""Chains from a real server, and what they note of their fetches."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from skill.alexa.chains import Chains, FetchOutcome
from skill.alexa.refusal import Reason, Refused
from skill.alexa.trusted_chain import TrustedChain, TrustedRoots
from tests.skill.alexa.certificate_server import CertificateServer
from tests.skill.alexa.real_threads import PATIENCE
from tests.skill.alexa.signer import Signer

NOW = datetime.now(UTC)
GOOD = "/echo.api/good.pem"
HELD = "/echo.api/held.pem"
"""The server holds its answer back until it may let it go."""
HOUR = timedelta(hours=1)


class Observed:
    """Asked at a time after NOW."""

    def __init__(self, signer: Signer, server: CertificateServer, seconds: float = 5.0) -> None:
        self.noted: queue.Queue[FetchOutcome] = queue.Queue()
        self.chains = Chains(TrustedRoots(signer.roots), server.source(seconds), self.noted.put)

    def __call__(self, path: str, after: timedelta = timedelta(0)) -> TrustedChain:
        return self.chains.chain(path, NOW + after)

    def refusal(self, path: str, after: timedelta = timedelta(0)) -> Reason:
        with pytest.raises(Refused) as refused:
            self(path, after)
        return refused.value.reason

    def next_note(self) -> FetchOutcome:
        return self.noted.get(timeout=PATIENCE)


@pytest.fixture
def server(signer: Signer) -> Iterator[CertificateServer]:
    server = CertificateServer(signer)
    yield server
    server.stop()


@pytest.fixture
def chains(signer: Signer, server: CertificateServer) -> Observed:
    return Observed(signer, server)
