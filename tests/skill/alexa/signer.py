"""A throw-away certificate authority that signs requests as Amazon does, and badly on demand."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000001"
CHAIN_URL = "https://s3.amazonaws.com/echo.api/good.pem"
NAME = "echo-api.amazon.com"


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Signer:
    """Roots and chain files under `folder`; `key` signs for every chain but "other-key".

    certificate, private_key: PEM files with which a server on loopback can be s3.amazonaws.com for who trusts `roots`.
    """

    folder: Path
    key: rsa.RSAPrivateKey
    roots: Path
    certificate: Path
    private_key: Path

    @classmethod
    def make(cls, folder: Path) -> Signer:
        """A root, and one chain file for each way a chain can be right or wrong."""
        key, root_key, stranger_key = new_key(), new_key(), new_key()
        root, stranger = authority(root_key, "Test Root"), authority(stranger_key, "Stranger Root")
        chains = folder / "chains"
        chains.mkdir()
        now = datetime.now(UTC)
        day = timedelta(days=1)
        leaves = {
            "good": _leaf(key, root_key, root, now - day, now + 90 * day),
            "echo-api-cert": _leaf(key, root_key, root, now - day, now + 90 * day),
            "wrong-name": _leaf(key, root_key, root, now - day, now + 90 * day, "evil.example.com"),
            "expired": _leaf(key, root_key, root, now - 90 * day, now - day),
            "not-yet": _leaf(key, root_key, root, now + day, now + 90 * day),
            "untrusted": _leaf(key, stranger_key, stranger, now - day, now + 90 * day),
            "other-key": _leaf(new_key(), root_key, root, now - day, now + 90 * day),
            "no-name": _leaf(key, root_key, root, now - day, now + 90 * day, None),
            "wildcard": _leaf(key, root_key, root, now - day, now + 90 * day, "*.amazon.com"),
        }
        for name, leaf in leaves.items():
            (chains / f"{name}.pem").write_bytes(pem(leaf))
        middle = authority(stranger_key, "Test Intermediate", (root, root_key), now + 10 * day)
        signing = _leaf(key, stranger_key, middle, now - day, now + 90 * day)
        (chains / "intermediate.pem").write_bytes(pem(signing) + pem(middle))
        (chains / "reversed.pem").write_bytes(pem(middle) + pem(signing))
        (chains / "cut.pem").write_bytes(pem(signing))
        (chains / "garbage.pem").write_text("-----BEGIN CERTIFICATE-----\nnot one\n-----END CERTIFICATE-----\n")
        (chains / "empty.pem").write_text("")
        roots = folder / "roots.pem"
        roots.write_bytes(pem(root))
        certificate, private_key = folder / "server.pem", folder / "server.key"
        certificate.write_bytes(pem(_leaf(stranger_key, root_key, root, now - day, now + 90 * day, "s3.amazonaws.com")))
        private_key.write_bytes(private_pem(stranger_key))
        return cls(chains, key, roots, certificate, private_key)

    def headers(self, body: bytes, url: str = CHAIN_URL) -> dict[str, str]:
        """The headers Amazon would send with `body`."""
        signature = self.key.sign(body, padding.PKCS1v15(), hashes.SHA256())
        return {
            "Content-Type": "application/json;charset=UTF-8",
            "SignatureCertChainUrl": url,
            "Signature-256": base64.b64encode(signature).decode(),
        }


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def private_pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def authority(
    key: rsa.RSAPrivateKey,
    name: str,
    issuer: tuple[x509.Certificate, rsa.RSAPrivateKey] | None = None,
    ends: datetime | None = None,
) -> x509.Certificate:
    """A root, or with an issuer an intermediate; ends in a year if nothing else is said."""
    now = datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer_name, issuer_key = (subject, key) if issuer is None else (issuer[0].subject, issuer[1])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=365))
        .not_valid_after(ends or now + timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def _leaf(
    key: rsa.RSAPrivateKey,
    issuer_key: rsa.RSAPrivateKey,
    issuer: x509.Certificate,
    begins: datetime,
    ends: datetime,
    name: str | None = NAME,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name or "nameless")]))
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if name is not None:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def _usage(certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )


def envelope(request: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """A request as Alexa shapes it; `changes` replace whole parts of the envelope."""
    request = {
        "type": "LaunchRequest",
        "requestId": "amzn1.echo-api.request.1",
        "timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "locale": "en-US",
        **(request or {}),
    }
    whole = {
        "version": "1.0",
        "session": {
            "new": True,
            "sessionId": "amzn1.echo-api.session.1",
            "application": {"applicationId": SKILL_ID},
            "attributes": {},
            "user": {"userId": "amzn1.ask.account.A"},
        },
        "context": {
            "System": {
                "application": {"applicationId": SKILL_ID},
                "user": {"userId": "amzn1.ask.account.A"},
                "device": {"deviceId": "amzn1.ask.device.A", "supportedInterfaces": {}},
                "apiEndpoint": "https://api.amazonalexa.com",
                "apiAccessToken": "token",
            }
        },
        "request": request,
        **changes,
    }
    return {key: value for key, value in whole.items() if value is not None}


def intent(name: str, **slots: dict[str, Any]) -> dict[str, Any]:
    """An IntentRequest's own part; each slot is given as its fields beside the name."""
    filled = {slot: {"name": slot, "confirmationStatus": "NONE", **fields} for slot, fields in slots.items()}
    return {"type": "IntentRequest", "intent": {"name": name, "confirmationStatus": "NONE", "slots": filled}}


def match(said: str, id_: str, type_: str = "T") -> dict[str, Any]:
    """The fields of a slot that was matched to one id."""
    authority = {
        "authority": f"amzn1.er-authority.echo-sdk.{SKILL_ID}.{type_}",
        "status": {"code": "ER_SUCCESS_MATCH"},
        "values": [{"value": {"name": said, "id": id_}}],
    }
    return {"value": said, "resolutions": {"resolutionsPerAuthority": [authority]}}


def encode(whole: dict[str, Any]) -> bytes:
    """The body of a request."""
    return json.dumps(whole).encode()
