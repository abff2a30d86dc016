"""Forged, stale, broken and good requests over a real socket: 400, 413 or 200, never 500, and nothing in a refusal.

Cases of the peers' suites (alexa-verifier, ask-sdk-webservice-support, ask-sdk-express-adapter) and our own.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from skill.alexa.chains import Chains, Refused, checked_path
from skill.settings import Settings
from tests.skill.alexa.conftest import Answer, Endpoint
from tests.skill.alexa.signer import SKILL_ID, Signer, encode, envelope, intent

GOOD_URLS = [
    "https://s3.amazonaws.com/echo.api/good.pem",
    "https://s3.amazonaws.com:443/echo.api/good.pem",
    "https://s3.amazonaws.com/echo.api/../echo.api/good.pem",
    "https://s3.amazonaws.com/other/../echo.api/./good.pem",
    "HTTPS://s3.amazonaws.com/echo.api/good.pem",
    "https://S3.AMAZONAWS.COM/echo.api/good.pem",
    "https://s3.amazonaws.com/echo.api/good.pem?x=1#y",
]
BAD_URLS = [
    "",
    "x",
    "http://s3.amazonaws.com/echo.api/good.pem",
    "https://notamazon.com/echo.api/good.pem",
    "https://invalid.s3.amazonaws.com/echo.api/good.pem",
    "https://s3.amazonaws.com.evil.com/echo.api/good.pem",
    "https://s3.amazonaws.com/EcHo.aPi/good.pem",
    "https://s3.amazonaws.com/invalid.path/good.pem",
    "https://s3.amazonaws.com/echo.api/../evil/good.pem",
    "https://s3.amazonaws.com/echo.api",
    "https://s3.amazonaws.com/echo.api/",
    "https://s3.amazonaws.com/echo.apix/good.pem",
    "https://s3.amazonaws.com:563/echo.api/good.pem",
    "https://s3.amazonaws.com:99999/echo.api/good.pem",
    "https://s3.amazonaws.com:abc/echo.api/good.pem",
    "https://user@s3.amazonaws.com/echo.api/good.pem",
    "https://s3.amazonaws.com@evil.com/echo.api/good.pem",
    "https://s3.amazonaws.com/echo.api/%2e%2e/evil/good.pem",
    "https://s3.amazonaws.com/echo.api/..%2fgood.pem",
    "https://s3.amazonaws.com/echo.api\\..\\good.pem",
    "https://[::1/echo.api/good.pem",
    "https://s3.amazonaws.com/echo.api/" + "a" * 3000 + ".pem",
]
BAD_CHAINS = ["wrong-name", "expired", "not-yet", "untrusted", "other-key", "no-name", "garbage", "empty", "missing"]


@pytest.mark.parametrize("url", GOOD_URLS)
def test_a_chain_url_that_amazon_could_send_is_taken(endpoint: Endpoint, url: str) -> None:
    assert endpoint.alexa(envelope(), url).status == 200


@pytest.mark.parametrize("url", BAD_URLS)
def test_a_chain_url_that_is_not_amazon_s_is_refused(endpoint: Endpoint, url: str) -> None:
    refused(endpoint.alexa(envelope(), url))


@pytest.mark.parametrize("chain", BAD_CHAINS)
def test_a_chain_that_is_wrong_or_cannot_be_had_is_refused(endpoint: Endpoint, chain: str) -> None:
    refused(endpoint.alexa(envelope(), f"https://s3.amazonaws.com/echo.api/{chain}.pem"))


def stamped(offset: timedelta, type_: str = "LaunchRequest") -> dict[str, Any]:
    stamp = (datetime.now(UTC) + offset).strftime("%Y-%m-%dT%H:%M:%SZ")
    return envelope({"type": type_, "timestamp": stamp})


@pytest.mark.parametrize("seconds", [0, -140, 140])
def test_a_timestamp_within_150_seconds_is_taken(endpoint: Endpoint, seconds: int) -> None:
    assert endpoint.alexa(stamped(timedelta(seconds=seconds))).status == 200


@pytest.mark.parametrize("seconds", [-160, 160, -86400, 86400])
def test_a_stale_or_future_timestamp_is_refused(endpoint: Endpoint, seconds: int) -> None:
    refused(endpoint.alexa(stamped(timedelta(seconds=seconds))))


@pytest.mark.parametrize("type_", ["AlexaSkillEvent.SkillDisabled", "Reminders.ReminderCreated"])
def test_an_event_may_be_an_hour_old(endpoint: Endpoint, type_: str) -> None:
    assert endpoint.alexa(stamped(timedelta(minutes=-50), type_)).status == 200
    refused(endpoint.alexa(stamped(timedelta(minutes=-61), type_)))


@pytest.mark.parametrize("stamp", ["yesterday", "", "2026-01-01T00:00:00", 1757336400000, None, [], {}])
def test_a_timestamp_that_is_none_is_refused(endpoint: Endpoint, stamp: object) -> None:
    refused(endpoint.alexa(envelope({"timestamp": stamp})))


OTHER = {"application": {"applicationId": "amzn1.ask.skill.other"}}


@pytest.mark.parametrize(
    "whole",
    [
        lambda: envelope(session={**envelope()["session"], **OTHER}),
        lambda: envelope(context={"System": OTHER}),
        lambda: envelope(session=None, context={"System": {"application": {"applicationId": ""}}}),
        lambda: envelope(session=None, context=None),
        lambda: envelope(session=None, context={"System": {}}),
        lambda: envelope(session=7, context=[]),
    ],
)
def test_a_request_for_another_skill_or_for_none_is_refused(
    endpoint: Endpoint, whole: Callable[[], dict[str, Any]]
) -> None:
    refused(endpoint.alexa(whole()))


def test_an_unsigned_request_is_refused(endpoint: Endpoint) -> None:
    refused(endpoint.send("POST", "/alexa", encode(envelope())))


@pytest.mark.parametrize("missing", ["Signature-256", "SignatureCertChainUrl"])
def test_a_request_without_one_of_its_headers_is_refused(endpoint: Endpoint, signer: Signer, missing: str) -> None:
    body = encode(envelope())
    headers = signer.headers(body)
    del headers[missing]
    refused(endpoint.send("POST", "/alexa", body, headers))


def test_the_old_signature_alone_is_refused(endpoint: Endpoint, signer: Signer) -> None:
    body = encode(envelope())
    headers = signer.headers(body)
    headers["Signature"] = headers.pop("Signature-256")
    refused(endpoint.send("POST", "/alexa", body, headers))


@pytest.mark.parametrize("signature", ["....$#%@$se", "abc", "é", "=" * 4, base64.b64encode(b"x" * 256).decode(), ""])
def test_a_signature_that_is_not_one_is_refused(endpoint: Endpoint, signer: Signer, signature: str) -> None:
    body = encode(envelope())
    headers = {**signer.headers(body), "Signature-256": signature}
    refused(endpoint.send("POST", "/alexa", body, headers))


def test_a_body_that_was_changed_after_signing_is_refused(endpoint: Endpoint, signer: Signer) -> None:
    body = encode(envelope())
    refused(endpoint.send("POST", "/alexa", body.replace(b"LaunchRequest", b"LaunchRequesT"), signer.headers(body)))


@pytest.mark.parametrize(
    "body", [b"", b"not json", b"\xff\xfe", b"[]", b'"x"', b"{}", b'{"request": 7}', b"[" * 100_000, b"null"]
)
def test_a_signed_body_that_is_not_a_request_is_refused(endpoint: Endpoint, signer: Signer, body: bytes) -> None:
    refused(endpoint.send("POST", "/alexa", body, signer.headers(body)))


def test_a_body_over_256_kilobytes_is_too_large(endpoint: Endpoint, signer: Signer) -> None:
    body = encode(envelope({"padding": "x" * 260 * 1024}))
    answer = endpoint.send("POST", "/alexa", body, signer.headers(body))
    assert answer.status == 413
    assert answer.body == b""


@pytest.mark.parametrize("depth", [70, 900, 100_000])
def test_a_body_nested_too_deep_is_refused(endpoint: Endpoint, signer: Signer, depth: int) -> None:
    body = encode(envelope()).replace(b'"attributes": {}', b'"attributes": {"a": ' + b"[" * depth + b"]" * depth + b"}")
    refused(endpoint.send("POST", "/alexa", body, signer.headers(body)))


def test_a_slot_value_longer_than_anyone_speaks_is_answered(endpoint: Endpoint) -> None:
    said = intent("DescribeSymptomIntent", description={"value": "calf " * 20_000})
    assert endpoint.alexa(envelope(said)).status == 200


def test_multibyte_words_are_verified_as_bytes(endpoint: Endpoint) -> None:
    assert endpoint.alexa(envelope({"note": "Pokémon 漢字"})).status == 200


def test_header_names_may_be_written_in_any_case(endpoint: Endpoint, signer: Signer) -> None:
    body = encode(envelope())
    headers = {name.lower(): value for name, value in signer.headers(body).items()}
    assert endpoint.send("POST", "/alexa", body, headers).status == 200


def test_other_methods_and_paths_are_refused_without_a_word(endpoint: Endpoint) -> None:
    assert endpoint.send("GET", "/alexa").status == 405
    assert endpoint.send("POST", "/").status == 404


def test_a_chain_that_expires_in_the_cache_is_refused(signer: Signer, settings: Settings) -> None:
    chains = Chains(settings.trusted_roots, settings.chain_source)
    now = datetime.now(UTC)
    chains.public_key("https://s3.amazonaws.com/echo.api/good.pem", now)
    with pytest.raises(Refused):
        chains.public_key("https://s3.amazonaws.com/echo.api/good.pem", now + timedelta(days=91))


def test_a_chain_that_failed_is_had_again_a_little_later(tmp_path: Any, signer: Signer) -> None:
    chains, now = Chains(signer.roots, tmp_path), datetime.now(UTC)
    url = "https://s3.amazonaws.com/echo.api/late.pem"
    with pytest.raises(Refused):
        chains.public_key(url, now)
    (tmp_path / "late.pem").write_bytes((signer.folder / "good.pem").read_bytes())
    with pytest.raises(Refused):
        chains.public_key(url, now + timedelta(seconds=5))
    assert chains.public_key(url, now + timedelta(seconds=11))


def test_query_and_fragment_never_reach_the_cache() -> None:
    assert checked_path("https://s3.amazonaws.com/echo.api/a.pem?x#y") == "/echo.api/a.pem"


def refused(answer: Answer) -> None:
    """400, and no reason in the body."""
    assert (answer.status, answer.body) == (400, b"")


def test_the_skill_id_of_these_tests_is_what_the_app_expects(settings: Settings) -> None:
    assert settings.skill_id == SKILL_ID
