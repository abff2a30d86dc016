"""The app as an operator sees it: health, figures and log lines."""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from skill.arrived import LONGEST_BODY
from skill.settings import Settings
from skill.web import create_app
from tests.skill.alexa.conftest import Endpoint, endpoint, settings, signer
from tests.skill.alexa.signer import SKILL_ID, Signer, encode, envelope, intent
from tests.skill.written_lines import written_lines

__all__ = ["endpoint", "settings", "signer"]
TOKEN = "a-token-that-nobody-guesses"  # noqa: S105  # of this test alone


def test_health_says_that_it_is_alive_and_whom_it_trusts(endpoint: Endpoint) -> None:
    assert endpoint.send("GET", "/health").json == {"status": "ok"}
    assert endpoint.send("GET", "/health/ready").json == {"status": "ready", "trust": "development"}


def test_metrics_count_requests_by_intent_and_refusals_by_reason(endpoint: Endpoint) -> None:
    endpoint.alexa(envelope(intent("AMAZON.HelpIntent")))
    endpoint.send("POST", "/alexa", b"{}")
    figures = endpoint.send("GET", "/metrics").body.decode()
    assert 'cramp_coach_requests_total{intent="AMAZON.HelpIntent",outcome="answered",type="IntentRequest"}' in figures
    assert 'cramp_coach_requests_total{intent="",outcome="refused",type=""}' in figures
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


def test_it_is_not_ready_when_the_roots_are_gone_and_says_what_is_missing(signer: Signer, tmp_path: Path) -> None:
    roots, chains = tmp_path / "roots.pem", tmp_path / "chains"
    chains.mkdir()
    roots.write_bytes(signer.roots.read_bytes())
    client = create_app(Settings(SKILL_ID, roots, chains)).test_client()
    assert client.get("/health/ready").status_code == 200
    chains.rmdir()
    missing = client.get("/health/ready")
    assert missing.status_code == 503
    assert missing.json == {"status": "not ready", "reason": "chains", "trust": "development"}
    roots.unlink()
    assert client.get("/health/ready").json == {"status": "not ready", "reason": "roots", "trust": "development"}
    assert client.get("/health").json == {"status": "ok"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/alexa", 405),
        ("PUT", "/alexa", 405),
        ("OPTIONS", "/alexa", 405),
        ("POST", "/health", 405),
        ("GET", "/", 404),
        ("GET", "/alexa/", 404),
        ("POST", "/alexa", 400),
        ("POST", "/metrics", 405),
    ],
)
def test_what_is_refused_is_refused_without_a_word(endpoint: Endpoint, method: str, path: str, status: int) -> None:
    answer = endpoint.send(method, path)
    assert (answer.status, answer.body) == (status, b"")


class Unreadable(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise AssertionError("it was read")


def test_a_body_over_the_limit_is_refused_before_it_is_read(settings: Settings) -> None:
    client = create_app(settings).test_client()
    sent = {"wsgi.input": Unreadable(), "CONTENT_LENGTH": str(LONGEST_BODY + 1)}
    answer = client.post("/alexa", environ_overrides=sent)
    assert (answer.status_code, answer.data) == (413, b"")


@pytest.mark.parametrize("length", ["", "-1", "ten", "٣", "9999999999", "262144"])
def test_a_body_that_is_not_as_long_as_it_says_is_refused(settings: Settings, length: str) -> None:
    client = create_app(settings).test_client()
    sent = {"wsgi.input": io.BytesIO(b"{}"), "CONTENT_LENGTH": length}
    answer = client.post("/alexa", environ_overrides=sent)
    assert answer.status_code == (413 if length == "9999999999" else 400)
    assert answer.data == b""


def test_figures_need_the_token_where_there_is_one(settings: Settings) -> None:
    client = create_app(replace(settings, metrics_token=TOKEN)).test_client()
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}x"}).status_code == 401
    assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_figures_are_not_beside_alexa_where_they_have_a_port_of_their_own(settings: Settings) -> None:
    client = create_app(replace(settings, metrics_port=9102)).test_client()
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", base_url="http://localhost:9102").status_code == 200
    for elsewhere in ("/health", "/health/ready", "/alexa"):
        answer = client.open(elsewhere, base_url="http://localhost:9102")
        assert (answer.status_code, answer.data) == (404, b"")


def test_a_fault_of_ours_is_counted_as_an_apology_and_logged_with_the_request_it_befell(
    signer: Signer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = create_app(settings).test_client()
    monkeypatch.setattr("skill.alexa.handlers.respond", lambda *_: 1 / 0)
    body = encode(envelope(intent("AMAZON.HelpIntent")))
    with written_lines() as lines:
        assert client.post("/alexa", data=body, headers=signer.headers(body)).status_code == 200
        fault, told = lines()
    assert "ZeroDivisionError" in fault["event"]
    assert fault["reference"] == told["reference"]
    assert told["outcome"] == "apologised"
    assert b'intent="AMAZON.HelpIntent",outcome="apologised"' in client.get("/metrics").data
