"""The speaker's own certificate authority: it signs requests as Amazon does, for skills told to trust it.

Made on first use in the user's cache folder. A root and a signing certificate for `echo-api.amazon.com` stand where
Amazon's stand (the skill's checks are the same for both), but no one else trusts this root.

    <cache>/offline-speaker/authority-<n>/roots.pem          the root certificate
                                         chains/<name>.pem   signing certificate, then the root
                                         signing.key         private key, mode 0600
"""

import contextlib
import datetime
import os
import shutil
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SIGNING_NAME = "echo-api.amazon.com"
CHAIN_FILE = "echo-api-cert-dev.pem"
LIFETIME = datetime.timedelta(days=397)
RENEW_BEFORE = datetime.timedelta(days=30)

_CLOCK_SLACK = datetime.timedelta(hours=1)
_FOLDER = "offline-speaker"


class AuthorityError(Exception):
    """The authority can't be made or read; the message is one line."""


@dataclass(frozen=True)
class Authority:
    """A usable authority: where its files lie, and the key that signs."""

    roots: Path
    chains: Path
    key: rsa.RSAPrivateKey


def cache_folder() -> Path:
    """The user's cache folder: XDG_CACHE_HOME where set, else the platform's own."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named)
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")


def open_authority(cache: Path | None = None, now: datetime.datetime | None = None) -> Authority:
    """The authority in `cache`, made or renewed where needed; raises AuthorityError.

    Each authority is a folder written aside and renamed into place, so processes that start at once see all of one
    or nothing of it; the one that renames second uses what the first made.
    """
    now = now or datetime.datetime.now(datetime.UTC)
    try:
        home = (cache or cache_folder()) / _FOLDER
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (home, *home.glob("authority-*/")):
            _check_mine(folder)
        newest = _newest(home)
        found = _read(home / f"authority-{newest}", now)
        if found is not None:
            return found
        return _make(home, newest + 1, now)
    except (OSError, RuntimeError) as error:  # RuntimeError: there is no home folder
        raise AuthorityError(
            f"the development certificates can't be kept: {error}; set XDG_CACHE_HOME to a folder you can write"
        ) from None


def _check_mine(folder: Path) -> None:
    """Certificates that another user could have put there are not trusted."""
    found = folder.stat()
    if hasattr(os, "getuid") and (found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o022):
        raise AuthorityError(f"{folder} belongs to another user, or others may write to it: remove it and try again")


def _newest(home: Path) -> int:
    numbers = [name.name.removeprefix("authority-") for name in home.glob("authority-*")]
    return max((int(number) for number in numbers if number.isdecimal() and number.isascii()), default=0)


def _read(folder: Path, now: datetime.datetime) -> Authority | None:
    """The authority in `folder`, or None when it is absent, broken or about to expire."""
    roots, chains, key_file = folder / "roots.pem", folder / "chains", folder / "signing.key"
    try:
        certificates = x509.load_pem_x509_certificates((chains / CHAIN_FILE).read_bytes())
        x509.load_pem_x509_certificates(roots.read_bytes())
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    if not isinstance(key, rsa.RSAPrivateKey) or certificates[0].public_key() != key.public_key():
        return None
    for certificate in certificates:
        if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc - RENEW_BEFORE:
            return None
    return Authority(roots, chains, key)


def _make(home: Path, number: int, now: datetime.datetime) -> Authority:
    aside = Path(tempfile.mkdtemp(prefix="new-", dir=home))  # mkdtemp makes it 0700
    target = home / f"authority-{number}"
    try:
        _write(aside, now)
        # Renaming a folder onto one that holds files fails: another process was first, and its authority is as good.
        with contextlib.suppress(OSError):
            aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    made = _read(target, now)
    if made is None:
        raise AuthorityError(f"the development certificates in {target} can't be read: remove that folder, try again")
    return made


def _write(folder: Path, now: datetime.datetime) -> None:
    root_key, key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    root = _root_certificate(root_key, now)
    leaf = _signing_certificate(key, root, root_key, now)
    chains = folder / "chains"
    chains.mkdir(mode=0o700)
    root_pem = root.public_bytes(serialization.Encoding.PEM)
    (chains / CHAIN_FILE).write_bytes(leaf.public_bytes(serialization.Encoding.PEM) + root_pem)
    (folder / "roots.pem").write_bytes(root_pem)
    # The root's key is dropped: nothing else is ever signed by it.
    handle = os.open(folder / "signing.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )


def _root_certificate(key: rsa.RSAPrivateKey, now: datetime.datetime) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Offline speaker development root")])
    builder = _dated(name, name, key, now)
    return (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _signing_certificate(
    key: rsa.RSAPrivateKey, root: x509.Certificate, root_key: rsa.RSAPrivateKey, now: datetime.datetime
) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNING_NAME)])
    builder = _dated(name, root.subject, key, now)
    return (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(SIGNING_NAME)]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )


def _dated(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, now: datetime.datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCK_SLACK)
        .not_valid_after(now + LIFETIME)
    )


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
