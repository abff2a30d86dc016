"""Is a certificate chain one that Alexa signs with?

Source: Amazon, "Host a Custom Skill as a Web Service", section "Check request signature", step 3: the chain begins with
the signing certificate; all certificates are valid now; echo-api.amazon.com stands among the signing certificate's
subject alternative names; together they lead to a trusted root. `cryptography.x509.verification` does all of it, with
the clock passed in; revocation it does not, nor do Amazon's own verifiers.
"""

from __future__ import annotations

import contextlib
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.verification import PolicyBuilder, Store

from skill.settings import SettingsError

SIGNER = "echo-api.amazon.com"


class Untrusted(Exception):
    """The certificates are broken, wrong, out of their time, or lead to no trusted root."""


@dataclass(frozen=True, slots=True)
class TrustedChain:
    """A chain that was good when it was `validated`.

    begins, expires: the time in which every certificate up to the root is valid; both ends belong to it (RFC 5280,
    4.1.2.5). signature_bytes: the length of every signature by `key`.
    """

    certificates: Sequence[x509.Certificate]
    key: rsa.RSAPublicKey
    signature_bytes: int
    begins: datetime
    expires: datetime
    validated: datetime

    def is_valid_at(self, now: datetime) -> bool:
        """Whether no certificate is out of its time."""
        return self.begins <= now <= self.expires


class TrustedRoots:
    """The roots that chains may lead to. Raises SettingsError when the PEM file `path` can't be read or holds none."""

    def __init__(self, path: Path) -> None:
        self._store = Store(_roots(path))

    def validate_pem(self, pem: bytes, now: datetime) -> TrustedChain:
        """The chain in a PEM file. Raises Untrusted."""
        try:
            certificates = x509.load_pem_x509_certificates(pem)
        except Exception as error:  # whatever a parser of a stranger's bytes finds wrong with them
            raise Untrusted(str(error)) from error
        return self.validate(certificates, now)

    def validate(self, certificates: Sequence[x509.Certificate], now: datetime) -> TrustedChain:
        """The chain of a signing certificate and those that link it to a root. Raises Untrusted."""
        leaf, *others = certificates
        try:
            verifier = PolicyBuilder().store(self._store).time(now).build_server_verifier(x509.DNSName(SIGNER))
            path = verifier.verify(leaf, others)
            key = leaf.public_key()
            names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        except Exception as error:  # a refusal, or a field that can't be read
            raise Untrusted(str(error)) from error
        if SIGNER not in names.get_values_for_type(x509.DNSName):  # *.amazon.com would have passed until here
            raise Untrusted(f"not made out to {SIGNER}")
        if not isinstance(key, rsa.RSAPublicKey):
            raise Untrusted("not an RSA key")
        return TrustedChain(
            certificates=tuple(certificates),
            key=key,
            signature_bytes=(key.key_size + 7) // 8,
            begins=max(certificate.not_valid_before_utc for certificate in path),
            expires=min(certificate.not_valid_after_utc for certificate in path),
            validated=now,
        )


def _roots(path: Path) -> list[x509.Certificate]:
    """The root certificates of a PEM file. One that can't be read does not take the others down with it."""
    try:
        held = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"CRAMP_COACH_TRUSTED_ROOTS: can't read {path}: {error.strerror or error}") from None
    roots = []
    for pem in re.findall(rb"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", held, re.DOTALL):
        with contextlib.suppress(ValueError), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # old roots break newer rules; they are trusted as they are
            roots.append(x509.load_pem_x509_certificate(pem))
    if not roots:
        raise SettingsError(f"CRAMP_COACH_TRUSTED_ROOTS: there is no certificate in {path}")
    return roots
