"""A signer, and the real app on a real socket."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import make_server

from skill.settings import Settings
from skill.web import create_app
from tests.skill.alexa.signer import CHAIN_URL, SKILL_ID, Signer, encode


@pytest.fixture(scope="session")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer.make(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def settings(signer: Signer) -> Settings:
    return Settings(SKILL_ID, signer.roots, signer.folder)


@dataclass
class Answer:
    status: int
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        parsed: dict[str, Any] = json.loads(self.body)
        return parsed


@dataclass
class Endpoint:
    """The app on a loopback port."""

    port: int
    signer: Signer

    def send(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, answer.read())
        finally:
            connection.close()

    def alexa(self, whole: dict[str, Any], url: str = CHAIN_URL) -> Answer:
        """Send an envelope, signed as Amazon would."""
        body = encode(whole)
        return self.send("POST", "/alexa", body, self.signer.headers(body, url))


@pytest.fixture(scope="session")
def endpoint(settings: Settings, signer: Signer) -> Iterator[Endpoint]:
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Endpoint(server.server_port, signer)
    server.shutdown()
    thread.join()


REQUESTS = Path(__file__).parents[4] / "shared" / "requests"
"""Real Alexa requests to replay; they lie beside the project, not in it."""


def real_requests(folder: Path = REQUESTS) -> list[Any]:
    """The file of each real request, for `parametrize`; where there is none, one test that is skipped and says so."""
    missing = pytest.mark.skip(reason=f"there are no real requests to replay in {folder}")
    found = [pytest.param(path, id=path.stem) for path in sorted(folder.glob("*.json"))]
    return found or [pytest.param(folder, id="none", marks=missing)]
