"""Certificate chains by their URL: checked, fetched, validated, and kept for a while.

The rules for the URL and the chain are those of Amazon's page "Host a Custom Skill as a Web Service" (check the
signature of the request, steps 1 to 4).
"""

from __future__ import annotations

import contextlib
import posixpath
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
import warnings
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.settings import SettingsError

SIGNER = "echo-api.amazon.com"
HOST, PATH = "s3.amazonaws.com", "/echo.api/"
FETCH_SECONDS = 2.0
FETCH_BYTES = 64 * 1024
KEPT = 16
"""Chains kept at a time; Amazon uses one, so more are forged or in rotation."""
REVALIDATE = timedelta(hours=1)
FAILURE_KEPT = timedelta(seconds=10)
"""A chain that could not be had is not fetched again for this long."""
FAILURES_KEPT = 256
FETCHES_AT_ONCE = 2
"""Chains fetched at a time: forged URLs can keep no more of our threads busy, nor make us ask more of a server."""
_UNTRUSTED = "the certificate chain could not be had or is not trusted"
_Value = TypeVar("_Value")
_BASE_NAME = re.compile(r"[A-Za-z0-9._-]{1,200}")


class Refused(Exception):
    """The request is not taken; the message is the reason, for the log and never for the answer."""


@dataclass(frozen=True)
class _Kept:
    key: rsa.RSAPublicKey
    until: datetime
    """When the chain is looked at anew."""
    expires: datetime
    """When its first certificate expires; it is never used after that."""


class Chains:
    """Public keys of validated signing certificates, by URL. Thread-safe; a known chain never waits for a fetch."""

    def __init__(self, trusted_roots: Path, source: Path | None) -> None:
        self._store = Store(_roots(trusted_roots))
        self._source = source
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._failed: OrderedDict[str, datetime] = OrderedDict()
        self._lock = threading.Lock()
        self._fetching = threading.BoundedSemaphore(FETCHES_AT_ONCE)

    def public_key(self, url: str, now: datetime) -> rsa.RSAPublicKey:
        """The key that signed, by the chain at `url`. Raises Refused with the reason."""
        path = checked_path(url)
        kept = self._known(path, now)
        if kept is not None and now < kept.until:
            return kept.key
        with self._fetching:
            kept = self._known(path, now)  # another thread may have brought it while this one waited
            if kept is not None and now < kept.until:
                return kept.key
            return self._anew(path, kept, now)

    def _known(self, path: str, now: datetime) -> _Kept | None:
        """What is kept for `path` and has not expired. Raises Refused while a failure is remembered."""
        with self._lock:
            kept = self._kept.get(path)
            if kept is not None and now < kept.expires:
                self._kept.move_to_end(path)
                return kept
            if now < self._failed.get(path, now):
                raise Refused(_UNTRUSTED)
            return None

    def _anew(self, path: str, before: _Kept | None, now: datetime) -> rsa.RSAPublicKey:
        """Read and validate the chain; one that can't be had now is good until it expires, if it was good before."""
        try:
            fresh = self._validated(path, now)
        except (OSError, ValueError, VerificationError):
            if before is not None:
                fresh = replace(before, until=now + FAILURE_KEPT)
            else:
                with self._lock:
                    _keep(self._failed, path, now + FAILURE_KEPT, FAILURES_KEPT)
                raise Refused(_UNTRUSTED) from None
        with self._lock:
            _keep(self._kept, path, fresh, KEPT)
        return fresh.key

    def _validated(self, path: str, now: datetime) -> _Kept:
        leaf, *others = x509.load_pem_x509_certificates(self._read(path))
        verifier = PolicyBuilder().store(self._store).time(now).build_server_verifier(x509.DNSName(SIGNER))
        chain = verifier.verify(leaf, others)
        key = leaf.public_key()
        if not isinstance(key, rsa.RSAPublicKey):
            raise ValueError("not an RSA key")
        return _Kept(key, now + REVALIDATE, min(certificate.not_valid_after_utc for certificate in chain))

    def _read(self, path: str) -> bytes:
        """The chain file for `path`, from the folder of chain files or over HTTPS."""
        if self._source is not None:
            return (self._source / posixpath.basename(path)).read_bytes()
        with _opener.open(f"https://{HOST}{path}", timeout=FETCH_SECONDS) as answer:
            content: bytes = answer.read(FETCH_BYTES + 1)
        if len(content) > FETCH_BYTES:
            raise ValueError("the chain is too long")
        return content


def _roots(path: Path) -> list[x509.Certificate]:
    """The root certificates of a PEM file. One that can't be read does not take the others down with it."""
    roots = []
    for pem in re.findall(rb"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", path.read_bytes(), re.DOTALL):
        with contextlib.suppress(ValueError), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # old roots break newer rules; they are trusted as they are
            roots.append(x509.load_pem_x509_certificate(pem))
    if not roots:
        raise SettingsError(f"CRAMP_COACH_TRUSTED_ROOTS: there is no certificate in {path}")
    return roots


def checked_path(url: str) -> str:
    """The normalised path of a chain URL that Amazon could have sent. Raises Refused otherwise.

    Query and fragment are dropped: they reach neither the cache nor the fetch.
    """
    try:
        parts = urllib.parse.urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused("the chain URL is malformed") from None
    if parts.scheme.lower() != "https" or (parts.hostname or "").lower() != HOST or port not in (None, 443):
        raise Refused("the chain URL is not Amazon's")
    if parts.username is not None or "@" in parts.netloc or re.search(r"[%\\\s\x00-\x1f]", parts.path):
        raise Refused("the chain URL is malformed")
    path = posixpath.normpath(parts.path)
    if not path.startswith(PATH) or not _BASE_NAME.fullmatch(posixpath.basename(path)):
        raise Refused("the chain URL is not Amazon's")
    return path


def _keep(store: OrderedDict[str, _Value], path: str, value: _Value, most: int) -> None:
    store[path] = value
    store.move_to_end(path)
    while len(store) > most:
        store.popitem(last=False)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Amazon's chains are where they are said to be; a redirect is an error."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing: the answer is then an HTTP error."""
        return


_opener = urllib.request.build_opener(_NoRedirects)
