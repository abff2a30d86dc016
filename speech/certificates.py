"""The certificates of a development authority: what Amazon's chains consist of, and such with one thing wrong."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SIGNING_NAME = "echo-api.amazon.com"
LIFETIME = datetime.timedelta(days=397)

_ROOT_NAME = "Offline speaker development root"
_INTERMEDIATE_NAME = "Offline speaker development intermediate"
_CLOCK_SLACK = datetime.timedelta(hours=1)


@dataclass(frozen=True)
class Issuer:
    """A certificate that signs others, and its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey


@dataclass(frozen=True)
class Validity:
    """From when until when a certificate is good, in UTC."""

    begin: datetime.datetime
    end: datetime.datetime

    @classmethod
    def usual(cls, now: datetime.datetime) -> "Validity":
        """From a little before `now`, for clocks that differ, for LIFETIME."""
        return cls(now - _CLOCK_SLACK, now + LIFETIME)


def new_key() -> rsa.RSAPrivateKey:
    """A key of the kind and length that Amazon's signing certificates have."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(*certificates: x509.Certificate) -> bytes:
    """A chain file: the certificates in the order given."""
    return b"".join(certificate.public_bytes(serialization.Encoding.PEM) for certificate in certificates)


def root(now: datetime.datetime) -> Issuer:
    """A root that signs itself, with room for one intermediate below it, as Amazon's chains have."""
    key = new_key()
    name = _name(_ROOT_NAME)
    return Issuer(_authority(name, key, name, key, now, path_length=1), key)


def intermediate(issuer: Issuer, now: datetime.datetime) -> Issuer:
    """A certificate between root and signing certificate."""
    key = new_key()
    made = _authority(_name(_INTERMEDIATE_NAME), key, issuer.certificate.subject, issuer.key, now, path_length=0)
    return Issuer(made, key)


def signing_certificate(
    key: rsa.RSAPrivateKey,
    issuer: Issuer | None,
    valid: Validity,
    names: Sequence[str] | None = (SIGNING_NAME,),
    common_name: str = SIGNING_NAME,
) -> x509.Certificate:
    """The certificate of the `key` that signs requests; without an issuer it signs itself.

    `names` are its subject alternative names; with None it has no such extension.
    """
    subject = _name(common_name)
    issuer_name = issuer.certificate.subject if issuer else subject
    issuer_key = issuer.key if issuer else key
    builder = (
        _begun(subject, key, issuer_name, valid)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if names is not None:
        alternatives = x509.SubjectAlternativeName([x509.DNSName(name) for name in names])
        builder = builder.add_extension(alternatives, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def _authority(
    subject: x509.Name,
    key: rsa.RSAPrivateKey,
    issuer_name: x509.Name,
    issuer_key: rsa.RSAPrivateKey,
    now: datetime.datetime,
    path_length: int,
) -> x509.Certificate:
    builder = (
        _begun(subject, key, issuer_name, Validity.usual(now))
        .add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
        .add_extension(_key_usage(signs_certificates=True), critical=True)
    )
    if issuer_key is not key:
        issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
        builder = builder.add_extension(issued_by, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def _begun(
    subject: x509.Name, key: rsa.RSAPrivateKey, issuer_name: x509.Name, valid: Validity
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid.begin)
        .not_valid_after(valid.end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
