"""Is this request Alexa's? Judges the raw bytes before anything in them is parsed.

Each rule of Amazon's stands once, with its source: the chain's address in `chain_url`, its fetch in `chain_fetch`, how
long it is kept in `chains`, its certificates in `trusted_chain`, the signature here, body, timestamp and application id
in `signed_body`. The development authority of the speaker takes the very same path; only which roots are trusted and
where chains come from can be set.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from skill.alexa.chain_fetch import HttpsChains
from skill.alexa.chain_source import ChainFolder, ChainSource
from skill.alexa.chain_url import normalised_path
from skill.alexa.chains import Chains, NoteFetch
from skill.alexa.refusal import Reason, Refused
from skill.alexa.signed_body import check_application, check_timestamp, parse
from skill.alexa.trusted_chain import TrustedRoots
from skill.settings import Settings

CHAIN_URL_HEADER = "SignatureCertChainUrl"
SIGNATURE_HEADER = "Signature-256"
LONGEST_SIGNATURE = 2048
"""Letters of base64: room for a key of 12,288 bits; Amazon's have 2048."""
_PADDING, _HASH = PKCS1v15(), SHA256()

__all__ = ["Headers", "Reason", "Refused", "Verifier"]


class Headers(Protocol):
    """A plain mapping, or headers of a web framework, whose `get` needs no search."""

    def get(self, name: str, /) -> str | None:
        """The value of a header."""
        ...

    def items(self) -> Iterable[tuple[str, str]]:
        """All headers."""
        ...


class Verifier:
    """Judges requests for one skill. Thread-safe.

    note_fetch: called once for each attempt to fetch a chain, from any thread, with how it ended (`FetchOutcome`); it
    must not raise. source: where chains come from, instead of what the settings say. Raises SettingsError.
    """

    def __init__(
        self, settings: Settings, note_fetch: NoteFetch = lambda _: None, source: ChainSource | None = None
    ) -> None:
        if source is None:
            source = HttpsChains() if settings.chain_source is None else ChainFolder(settings.chain_source)
        self._skill_id = settings.skill_id
        self._chains = Chains(TrustedRoots(settings.trusted_roots), source, note_fetch)

    def at_hand(self, url: str) -> bool:
        """Whether `check` would judge a request with this chain URL without waiting for the network."""
        try:
            return self._chains.at_hand(normalised_path(url), datetime.now(UTC))
        except Refused:
            return True

    def check(self, headers: Headers, body: bytes, now: datetime | None = None) -> Mapping[str, Any]:
        """The parsed request when it is Alexa's and ours. Raises Refused with the reason.

        Source: Amazon, "Host a Custom Skill as a Web Service", section "Check request signature", steps 4 to 6: the key
        of the signing certificate signed the SHA-256 hash of the whole body as it came. The older `Signature` (SHA-1)
        is read by none of Amazon's verifiers any more.
        """
        now = now or datetime.now(UTC)
        url, written = _header(headers, CHAIN_URL_HEADER), _header(headers, SIGNATURE_HEADER)
        if not url or not written:
            raise Refused(Reason.NOT_SIGNED)
        path, signature = normalised_path(url), _decoded(written)
        chain = self._chains.chain(path, now)
        if len(signature) != chain.signature_bytes:
            raise Refused(Reason.SIGNATURE_FORM)
        try:
            chain.key.verify(signature, body, _PADDING, _HASH)
        except InvalidSignature:
            raise Refused(Reason.SIGNATURE_WRONG) from None
        request = parse(body)
        check_timestamp(request["request"], now)
        check_application(request, self._skill_id)
        return request


def _header(headers: Headers, name: str) -> str | None:
    """A header's value, in whatever case its name is written (RFC 9110, 5.1).

    One that was sent twice is refused later: servers join both with a comma, which neither a URL of Amazon's nor base64
    holds.
    """
    value = headers.get(name)
    if value is not None:
        return value
    wanted = name.lower()
    found = [value for given, value in headers.items() if given.lower() == wanted]
    return found[0] if len(found) == 1 else None


def _decoded(written: str) -> bytes:
    """Base64 as RFC 4648, 4 has it, and the one way to write these bytes. Raises Refused."""
    if len(written) > LONGEST_SIGNATURE:
        raise Refused(Reason.SIGNATURE_FORM)
    try:
        signature = binascii.a2b_base64(written, strict_mode=True)
    except ValueError:
        raise Refused(Reason.SIGNATURE_FORM) from None
    if base64.b64encode(signature).decode() != written:  # blanks, other alphabets and spare bits
        raise Refused(Reason.SIGNATURE_FORM)
    return signature
