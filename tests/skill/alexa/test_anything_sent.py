"""Whatever is sent is a request that was read, or is refused; what was changed after signing is refused always."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from hypothesis import given
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
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | _WORDS
_LEAVES |= st.sampled_from([SKILL_ID, "LaunchRequest", "2026-11-28T08:30:00Z", "\ud800", "AlexaSkillEvent.X"])
_JSON = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=6), max_leaves=25
)


def judged(signer_settings: Settings, headers: Mapping[str, str], body: bytes) -> Mapping[str, Any] | Reason:
    try:
        return VERIFIERS.setdefault(signer_settings, Verifier(signer_settings)).check(headers, body)
    except Refused as refused:
        return refused.reason


VERIFIERS: dict[Settings, Verifier] = {}


@up_to(max_examples=200, deadline=None)
@given(headers=st.dictionaries(_NAMES | _WORDS, _VALUES | _WORDS, max_size=6), body=st.binary(max_size=50))
def test_headers_of_any_kind_are_refused(settings: Settings, headers: dict[str, str], body: bytes) -> None:
    assert isinstance(judged(settings, headers, body), Reason)


@up_to(max_examples=150, deadline=None)
@given(body=st.binary(max_size=200))
def test_bytes_of_any_kind_are_refused_though_they_are_signed(settings: Settings, signer: Signer, body: bytes) -> None:
    assert judged(settings, signer.headers(body), body) is Reason.BODY


@up_to(max_examples=200, deadline=None)
@given(value=_JSON)
def test_json_of_any_kind_is_read_or_refused(settings: Settings, signer: Signer, value: Any) -> None:
    body = json.dumps(value).encode()
    found = judged(settings, signer.headers(body), body)
    assert isinstance(found, Reason) or found == value


@up_to(max_examples=200, deadline=None)
@given(parts=st.dictionaries(_KEYS, _JSON, max_size=6))
def test_a_request_with_anything_in_any_place_is_read_or_refused(
    settings: Settings, signer: Signer, parts: dict[str, Any]
) -> None:
    whole = envelope()
    whole["request"] = {**whole["request"], **parts, "timestamp": whole["request"]["timestamp"]}
    body = json.dumps(whole).encode()
    found = judged(settings, signer.headers(body), body)
    assert found == whole or found is Reason.BODY
    body = json.dumps({**envelope(), **parts}).encode()
    assert judged(settings, signer.headers(body), body) in (
        {**envelope(), **parts}, Reason.BODY, Reason.APPLICATION, Reason.TIMESTAMP_FORM, Reason.TIMESTAMP_AGE
    )  # fmt: skip


@up_to(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_signed_body_with_anything_changed_is_refused(
    settings: Settings, signer: Signer, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(BODY)))
    changed = BODY[:start] + data.draw(st.binary(max_size=3)) + BODY[start + data.draw(st.integers(0, 3)) :]
    if changed != BODY:
        assert judged(settings, signer.headers(BODY), changed) is Reason.SIGNATURE_WRONG


@up_to(max_examples=200, deadline=None)
@given(place=st.integers(0, 255), bits=st.integers(1, 255))
def test_a_signature_with_any_bit_changed_is_refused(settings: Settings, signer: Signer, place: int, bits: int) -> None:
    headers = signer.headers(BODY)
    signature = bytearray(base64.b64decode(headers["Signature-256"]))
    signature[place] ^= bits
    headers["Signature-256"] = base64.b64encode(signature).decode()
    assert judged(settings, headers, BODY) is Reason.SIGNATURE_WRONG


@up_to(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_signature_written_in_any_other_way_is_refused(
    settings: Settings, signer: Signer, data: st.DataObject
) -> None:
    headers = signer.headers(BODY)
    written = headers["Signature-256"]
    start = data.draw(st.integers(0, len(written)))
    other = written[:start] + data.draw(_WORDS) + written[start + data.draw(st.integers(0, 3)) :]
    if other != written:
        headers["Signature-256"] = other
        assert judged(settings, headers, BODY) in {Reason.SIGNATURE_FORM, Reason.SIGNATURE_WRONG, Reason.NOT_SIGNED}
