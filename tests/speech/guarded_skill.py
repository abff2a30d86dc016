"""A skill that is nothing but a guard: it takes what is Alexa's with 200 and refuses the rest with 400.

Each of its checks can be left out by name, so that a test sees what gets past a skill that forgot it. The chain is
walked by hand, apart from any library's idea of what belongs together.
`python -m tests.speech.guarded_skill --port N [--without CHECK ...]` serves it as `[tool.speech].start` would.
"""

import argparse
import base64
import binascii
import datetime
import json
import os
import posixpath
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1, SHA256

KNOWN = ("LaunchRequest", "IntentRequest", "SessionEndedRequest", "AlexaSkillEvent.SkillEnabled")
EVENTS = ("AlexaSkillEvent.", "Reminders.")


class Refused(Exception):
    pass


@dataclass(frozen=True)
class Guard:
    roots: Path
    chains: Path
    skill_id: str
    without: Collection[str] = ()

    def check(self, headers: Mapping[str, str], body: bytes) -> None:
        """Raises Refused for what is not Alexa's or not for this skill."""
        given = {name.lower(): text for name, text in headers.items()}
        if self._needs("signature", given.get("signature-256") or ""):
            address = given.get("signaturecertchainurl", "")
            self._check_address(address)
            self._check_signature(given, body, self._key_of(address))
        self._check_request(body)

    def _needs(self, check: str, header: str) -> bool:
        """Whether to look at the signature; the careless skill does so only where there is one."""
        return check not in self.without or bool(header)

    def _demand(self, check: str, holds: bool) -> None:
        if not holds and check not in self.without:
            raise Refused(check)

    def _check_address(self, address: str) -> None:
        parts = urlsplit(address)
        try:
            port = parts.port
        except ValueError:
            self._demand("port", False)
            port = None
        self._demand("scheme", parts.scheme == "https")
        self._demand("host", (parts.hostname or "") == "s3.amazonaws.com")
        self._demand("port", port in (None, 443))
        path = parts.path if "dots" in self.without else posixpath.normpath(unquote(parts.path))
        begins = path.lower() if "case" in self.without else path
        self._demand("folder", begins.startswith("/echo.api/"))

    def _key_of(self, address: str) -> rsa.RSAPublicKey:
        try:
            file = self.chains / posixpath.basename(urlsplit(address).path)
            chain = x509.load_pem_x509_certificates(file.read_bytes())
        except (OSError, ValueError):
            raise Refused("chain") from None
        self._check_chain(chain)
        key = chain[0].public_key()
        assert isinstance(key, rsa.RSAPublicKey)
        return key

    def _check_chain(self, chain: list[x509.Certificate]) -> None:
        leaf, now = chain[0], datetime.datetime.now(datetime.UTC)
        self._demand("names", "echo-api.amazon.com" in _names(leaf))
        for certificate in chain:
            self._demand("begin", certificate.not_valid_before_utc <= now)
            self._demand("end", now <= certificate.not_valid_after_utc)
        roots = x509.load_pem_x509_certificates(self.roots.read_bytes())
        below = leaf
        for issuer in [*chain[1:], *roots]:
            if below in roots:
                return
            if not _signed_by(below, issuer):
                break
            constraints = issuer.extensions.get_extension_for_class(x509.BasicConstraints).value
            self._demand("issuers", constraints.ca)
            below = issuer
        self._demand("trust", below in roots)

    def _check_signature(self, given: Mapping[str, str], body: bytes, key: rsa.RSAPublicKey) -> None:
        older = "newer signature" in self.without and "signature-256" not in given
        header, digest = ("signature", SHA1()) if older else ("signature-256", SHA256())  # noqa: S303
        if "bytes" in self.without:
            body = body.rstrip()
        try:
            key.verify(base64.b64decode(given.get(header, ""), validate=True), body, PKCS1v15(), digest)
        except (InvalidSignature, binascii.Error):
            self._demand("match", False)

    def _check_request(self, body: bytes) -> None:
        try:
            request = json.loads(body.decode())["request"]
            kind = request["type"]
        except (ValueError, RecursionError, LookupError, TypeError):
            self._demand("json", False)
            return
        try:
            sent = datetime.datetime.strptime(request["timestamp"], "%Y-%m-%dT%H:%M:%S%z")
        except (ValueError, LookupError, TypeError):
            self._demand("timestamp", False)
            sent = datetime.datetime.now(datetime.UTC)
        late = (datetime.datetime.now(datetime.UTC) - sent).total_seconds()
        allowed = 3600 if kind.startswith(EVENTS) and "events" not in self.without else 150
        self._demand("past", late <= allowed)
        self._demand("future", late >= -150)
        self._demand("application", self.skill_id.encode() in body)
        if "tolerance" in self.without and kind not in KNOWN:
            raise Refused("type")


def _names(certificate: x509.Certificate) -> list[str]:
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return []
    return extension.value.get_values_for_type(x509.DNSName)


def _signed_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


Answerer = Callable[[BaseHTTPRequestHandler, bytes], tuple[int, bytes]]


def guarded(guard: Guard) -> Answerer:
    def answer(request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, bytes]:
        try:
            guard.check(dict(request.headers), body)
        except Refused:
            return 400, b""
        return 200, b'{"version": "1.0", "response": {}}'

    return answer


def server(answer: Answerer, port: int = 0) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(200 if self.path == "/health" else 405, b"")

        def do_POST(self) -> None:
            self._send(*answer(self, self.rfile.read(int(self.headers["Content-Length"]))))

        def _send(self, status: int, body: bytes) -> None:
            if not status:  # hang up
                return
            with suppress(ConnectionError):  # whoever waited too long is gone
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


@contextmanager
def open_skill(answer: Answerer) -> Iterator[str]:
    """The endpoint of a skill that answers so."""
    served = server(answer)
    thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{served.server_address[1]}/alexa"
    finally:
        served.shutdown()
        served.server_close()
        thread.join()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--without", nargs="*", default=())
    options = parser.parse_args()
    where = (Path(os.environ["GUARD_ROOTS"]), Path(os.environ["GUARD_CHAINS"]), os.environ["GUARD_SKILL_ID"])
    server(guarded(Guard(*where, options.without)), options.port).serve_forever()
