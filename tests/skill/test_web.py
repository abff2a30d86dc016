"""The app as an operator sees it: health, figures, log lines, and a real server process."""

from __future__ import annotations

import http.client
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest

from skill.settings import Settings
from skill.web import create_app
from tests.skill.alexa.conftest import Endpoint, endpoint, settings, signer
from tests.skill.alexa.signer import SKILL_ID, Signer, encode, envelope, intent

__all__ = ["endpoint", "settings", "signer"]


def test_health_says_that_it_is_alive_and_whom_it_trusts(endpoint: Endpoint) -> None:
    assert endpoint.send("GET", "/health").json == {"status": "ok"}
    assert endpoint.send("GET", "/health/ready").json == {"status": "ready", "trust": "development"}


def test_metrics_count_requests_by_intent_and_refusals_by_reason(endpoint: Endpoint) -> None:
    endpoint.alexa(envelope(intent("AMAZON.HelpIntent")))
    endpoint.send("POST", "/alexa", b"{}")
    figures = endpoint.send("GET", "/metrics").body.decode()
    assert re.search(
        r'cramp_coach_requests_total\{intent="AMAZON.HelpIntent",status="200",type="IntentRequest"\}', figures
    )
    assert 'cramp_coach_refusals_total{reason="not signed"}' in figures


def test_neither_logs_nor_figures_hold_words_or_users(endpoint: Endpoint, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    endpoint.alexa(envelope(intent("DescribeSymptomIntent", description={"value": "my secret knee spasm"})))
    figures = endpoint.send("GET", "/metrics").body.decode()
    assert "DescribeSymptomIntent" in caplog.text
    for private in ("secret", "amzn1.ask.account", "amzn1.ask.device"):
        assert private not in caplog.text + figures


def test_development_trust_is_warned_of_once_at_the_start(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    create_app(settings)
    assert sum("trusting development certificates" in record.message for record in caplog.records) == 1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def get(port: int, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path)
    return connection.getresponse()


def status(port: int, request: bytes) -> int:
    """The status of a request that is sent as it stands."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(request)
        return int(connection.recv(64).split()[1])


def test_the_served_skill_answers_a_signed_request_and_stops_when_told(signer: Signer) -> None:
    port = free_port()
    environment = {
        **os.environ,
        "CRAMP_COACH_SKILL_ID": SKILL_ID,
        "CRAMP_COACH_TRUSTED_ROOTS": str(signer.roots),
        "CRAMP_COACH_CHAIN_SOURCE": str(signer.folder),
    }
    command = [sys.executable, "-m", "skill", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        try:
            for _ in range(100):
                try:
                    if get(port, "/health").status == 200:
                        break
                except OSError:
                    time.sleep(0.1)
            body = encode(envelope())
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("POST", "/alexa", body, signer.headers(body))
            answer = connection.getresponse()
            assert answer.status == 200
            assert b"Welcome to Cramp Coach" in answer.read()
            signed = "".join(f"{name}: {value}\r\n" for name, value in signer.headers(body).items())
            start = f"POST /alexa HTTP/1.1\r\nHost: here\r\n{signed}Transfer-Encoding: chunked\r\n\r\n".encode()
            assert status(port, start + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)) == 200
            assert status(port, start + b"zz\r\n") == 400
            assert status(port, start + b"%x\r\n%s\r\n0\r\n\r\n" % (300_000, b"x" * 300_000)) == 413
        finally:
            server.send_signal(signal.SIGTERM)
            _, log = server.communicate(timeout=15)
    assert server.returncode == 0
    assert "trusting development certificates" in log
