"""The speaker's own certificate authority: it signs requests as Amazon does, for skills told to trust it.

Made on first use in the user's cache folder. A root and a signing certificate for `echo-api.amazon.com` stand where
Amazon's stand (the skill's checks are the same for both), but no one else trusts this root.

    <cache>/offline-speaker/authority-<n>/roots.pem          the root certificate
                                         chains/<name>.pem   signing certificate, then the root
                                         rehearsal/*.pem     chains for the faults of `speech attack`
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
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from speech.certificates import LIFETIME, Validity, intermediate, new_key, pem, root, signing_certificate

CHAIN_FILE = "echo-api-cert-dev.pem"
RENEW_BEFORE = datetime.timedelta(days=30)

# The chains of `rehearsal/`: all for the one key that signs, so that only what the name says sets them apart.
ANOTHER_NAME = "another-name.pem"
COMMON_NAME_ONLY = "common-name-only.pem"
WITHOUT_NAMES = "without-names.pem"
EXPIRED = "expired.pem"
NOT_YET_VALID = "not-yet-valid.pem"
WITH_INTERMEDIATE = "with-intermediate.pem"
REHEARSED = (ANOTHER_NAME, COMMON_NAME_ONLY, WITHOUT_NAMES, EXPIRED, NOT_YET_VALID, WITH_INTERMEDIATE)

_DAY = datetime.timedelta(days=1)
_FOLDER = "offline-speaker"
_STRANGER = "echo-api.example.com"


class AuthorityError(Exception):
    """The authority can't be made or read; the message is one line."""


@dataclass(frozen=True)
class Authority:
    """A usable authority: where its files lie, and the key that signs.

    `rehearsal` holds the chains REHEARSED, signed by the same root; a skill never looks there.
    """

    roots: Path
    chains: Path
    rehearsal: Path
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
    rehearsal = folder / "rehearsal"
    try:
        certificates = x509.load_pem_x509_certificates((chains / CHAIN_FILE).read_bytes())
        for file in (roots, *(rehearsal / name for name in REHEARSED)):
            x509.load_pem_x509_certificates(file.read_bytes())
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    if not isinstance(key, rsa.RSAPrivateKey) or certificates[0].public_key() != key.public_key():
        return None
    for certificate in certificates:
        if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc - RENEW_BEFORE:
            return None
    return Authority(roots, chains, rehearsal, key)


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
    trusted, key = root(now), new_key()
    chains, rehearsal = folder / "chains", folder / "rehearsal"
    for made in (chains, rehearsal):
        made.mkdir(mode=0o700)
    usual = Validity.usual(now)
    (chains / CHAIN_FILE).write_bytes(pem(signing_certificate(key, trusted, usual), trusted.certificate))
    (folder / "roots.pem").write_bytes(pem(trusted.certificate))
    # An authority is renewed before its LIFETIME ends, so what begins then is never valid while it is in use.
    spoilt = {
        ANOTHER_NAME: signing_certificate(key, trusted, usual, [_STRANGER], _STRANGER),
        COMMON_NAME_ONLY: signing_certificate(key, trusted, usual, [_STRANGER]),
        WITHOUT_NAMES: signing_certificate(key, trusted, usual, None),
        EXPIRED: signing_certificate(key, trusted, Validity(now - 30 * _DAY, now - _DAY)),
        NOT_YET_VALID: signing_certificate(key, trusted, Validity(now + LIFETIME, now + 2 * LIFETIME)),
    }
    for name, certificate in spoilt.items():
        (rehearsal / name).write_bytes(pem(certificate, trusted.certificate))
    between = intermediate(trusted, now)
    # As Amazon's chains: the root is left out, a skill has it among those it trusts.
    (rehearsal / WITH_INTERMEDIATE).write_bytes(pem(signing_certificate(key, between, usual), between.certificate))
    # The keys of root and intermediate are dropped: nothing else is ever signed by them.
    handle = os.open(folder / "signing.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
