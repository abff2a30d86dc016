"""Whatever is sent is a request that was read, or is refused; what was changed after signing is refused always."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import settings as up_to
from hypothesis import strategies as st

from skill.alexa.signature import Reason, Refused, Verifier
from skill.settings import Settings
from tests.skill.alexa.signer import CHAIN_URL, SKILL_ID, Signer, encode, envelope

BODY = encode(envelope({"note": "Pokémon", "slots": [{"name": "region", "value": None}] * 3}))
_WORDS = st.text(st.characters(max_codepoint=0x2FF), max_size=20)
_NAMES = st.sampled_from(["SignatureCertChainUrl", "Signature-256", "signature-256", "Signature", "Host"])
_VALUES = st.sampled_from(
    ["", CHAIN_URL, CHAIN_URL.upper(), "https://s3.amazonaws.com/echo.api/wrong-name.pem", "AAAA"]
)
_KEYS = st.sampled_from(
    "request session context System application applicationId type timestamp version user attributes a".split()
)
_LEAVES = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | _WORDS
_LEAVES |= st.sampled_from([SKILL_ID, "LaunchRequest", "2026-11-28T08:30:00Z", "\ud800", "AlexaSkillEvent.X"])
_JSON = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=6), max_leaves=25
)


_FEW = pytest.param(25, id="few")
_MANY = pytest.param(800, id="many", marks=pytest.mark.slow)


@pytest.fixture(scope="module")
def verifier(settings: Settings) -> Verifier:
    return Verifier(settings)


@pytest.fixture(params=[_FEW, _MANY])
def tried(request: pytest.FixtureRequest) -> up_to:
    return up_to(max_examples=request.param, deadline=None)


def judged(verifier: Verifier, headers: Mapping[str, str], body: bytes) -> Mapping[str, Any] | Reason:
    try:
        return verifier.check(headers, body)
    except Refused as refused:
        return refused.reason


def test_headers_of_any_kind_are_refused(verifier: Verifier, tried: up_to) -> None:
    @tried
    @given(st.dictionaries(_NAMES | _WORDS, _VALUES | _WORDS, max_size=6), st.binary(max_size=50))
    def judge(headers: dict[str, str], body: bytes) -> None:
        assert isinstance(judged(verifier, headers, body), Reason)

    judge()


def test_bytes_of_any_kind_are_refused_though_they_are_signed(verifier: Verifier, signer: Signer, tried: up_to) -> None:
    @tried
    @given(st.binary(max_size=200))
    def judge(body: bytes) -> None:
        assert judged(verifier, signer.headers(body), body) is Reason.BODY

    judge()


def test_json_of_any_kind_is_read_or_refused(verifier: Verifier, signer: Signer, tried: up_to) -> None:
    @tried
    @given(_JSON)
    def judge(value: object) -> None:
        body = json.dumps(value).encode()
        found = judged(verifier, signer.headers(body), body)
        assert isinstance(found, Reason) or found == value

    judge()


def test_a_request_with_anything_in_any_place_is_read_or_refused(
    verifier: Verifier, signer: Signer, tried: up_to
) -> None:
    @tried
    @given(st.dictionaries(_KEYS, _JSON, max_size=4), st.booleans())
    def judge(parts: dict[str, Any], within: bool) -> None:
        whole = envelope()
        if within:
            whole["request"] |= {**parts, "timestamp": whole["request"]["timestamp"]}
        else:
            whole |= parts
        body = json.dumps(whole).encode()
        found = judged(verifier, signer.headers(body), body)
        assert found == whole or found is Reason.BODY or (isinstance(found, Reason) and not within)

    judge()


def test_a_signed_body_with_anything_changed_is_refused(verifier: Verifier, signer: Signer, tried: up_to) -> None:
    headers = signer.headers(BODY)

    @tried
    @given(st.integers(0, len(BODY)), st.binary(max_size=3), st.integers(0, 3))
    def judge(start: int, put_in: bytes, taken_out: int) -> None:
        changed = BODY[:start] + put_in + BODY[start + taken_out :]
        assume(changed != BODY)
        assert judged(verifier, headers, changed) is Reason.SIGNATURE_WRONG

    judge()


def test_a_signature_with_any_bit_changed_is_refused(verifier: Verifier, signer: Signer, tried: up_to) -> None:
    headers = signer.headers(BODY)

    @tried
    @given(st.integers(0, 255), st.integers(1, 255))
    def judge(place: int, bits: int) -> None:
        signature = bytearray(base64.b64decode(headers["Signature-256"]))
        signature[place] ^= bits
        forged = {**headers, "Signature-256": base64.b64encode(signature).decode()}
        assert judged(verifier, forged, BODY) is Reason.SIGNATURE_WRONG

    judge()


def test_a_signature_written_in_any_other_way_is_refused(verifier: Verifier, signer: Signer, tried: up_to) -> None:
    headers = signer.headers(BODY)
    written = headers["Signature-256"]

    @tried
    @given(st.integers(0, len(written)), _WORDS, st.integers(0, 3))
    def judge(start: int, put_in: str, taken_out: int) -> None:
        other = written[:start] + put_in + written[start + taken_out :]
        assume(other != written)
        found = judged(verifier, {**headers, "Signature-256": other}, BODY)
        assert found in {Reason.SIGNATURE_FORM, Reason.SIGNATURE_WRONG}

    judge()
