"""Forged, stale, broken and good requests over a real socket: 400 or 200, never 500, and nothing in a refusal.

The cases of the peers' suites by their names (platform.md, 6), and our own. What a part of the check can be given is
in the tests of that part; here every one is seen to reach the answer.
"""

from __future__ import annotations

import base64
import http.client
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from werkzeug.datastructures import EnvironHeaders

from skill.alexa.signature import Reason, Refused, Verifier
from skill.settings import Settings
from tests.skill.alexa.certificate_server import CertificateServer
from tests.skill.alexa.chain_urls import REFUSED, TAKEN
from tests.skill.alexa.conftest import Answer, Endpoint
from tests.skill.alexa.signer import CHAIN_URL, SKILL_ID, Signer, encode, envelope, intent, new_key
from tests.skill.alexa.test_signed_body import NO_REQUESTS, NO_TIMESTAMPS, NOT_OURS, REQUESTS
from tests.skill.alexa.test_trusted_chain import BAD

Forgery = Callable[[Signer, bytes, dict[str, str]], object]
"""What is done to the headers of a request with this body."""
SENDABLE = {name: url for name, url in REFUSED.items() if url.isascii() and url.isprintable() and url == url.strip()}


def refused(answer: Answer) -> None:
    """400, and no reason in the body."""
    assert (answer.status, answer.body) == (400, b"")


@pytest.mark.parametrize("url", TAKEN.values(), ids=TAKEN)
def test_a_chain_url_that_amazon_could_send_is_taken(endpoint: Endpoint, url: str) -> None:
    assert endpoint.alexa(envelope(), url).status == 200


@pytest.mark.parametrize("url", SENDABLE.values(), ids=SENDABLE)
def test_a_chain_url_that_is_not_amazon_s_is_refused(endpoint: Endpoint, url: str) -> None:
    refused(endpoint.alexa(envelope(), url))


@pytest.mark.parametrize("chain", [*BAD, "missing"])
def test_a_chain_that_is_wrong_or_cannot_be_had_is_refused(endpoint: Endpoint, chain: str) -> None:
    refused(endpoint.alexa(envelope(), f"https://s3.amazonaws.com/echo.api/{chain}.pem"))


def test_a_chain_with_an_intermediate_is_taken(endpoint: Endpoint) -> None:
    assert endpoint.alexa(envelope(), "https://s3.amazonaws.com/echo.api/intermediate.pem").status == 200


def without(name: str) -> Forgery:
    return lambda _, __, headers: headers.__delitem__(name)


def signed_with(value: Callable[[Signer, bytes], str]) -> Forgery:
    return lambda signer, body, headers: headers.update({"Signature-256": value(signer, body)})


def rightly(signer: Signer, body: bytes) -> str:
    return signer.headers(body)["Signature-256"]


def by(key: Any, body: bytes, scheme: Any = None, hash_: Any = None) -> str:
    return base64.b64encode(key.sign(body, scheme or padding.PKCS1v15(), hash_ or hashes.SHA256())).decode()


OTHER_KEY = new_key()
PSS = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
FORGERIES: dict[str, Forgery] = {
    # alexa-verifier 4.0.0, ask-sdk-webservice-support 1.3.3, ask-sdk-express-adapter 2.14.0
    "no chain URL": without("SignatureCertChainUrl"),
    "no signature": without("Signature-256"),
    "a signature that is not base64": signed_with(lambda *_: "....$#%@$se"),
    "base64, but no signature": signed_with(lambda *_: base64.b64encode(b"x" * 256).decode()),
    "another key": signed_with(lambda _, body: by(OTHER_KEY, body)),
    "a chain of another key": lambda _, __, headers: headers.update({"SignatureCertChainUrl": of("other-key")}),
    # ours
    "an empty chain URL": lambda _, __, headers: headers.update({"SignatureCertChainUrl": ""}),
    "an empty signature": signed_with(lambda *_: ""),
    "a signature of blanks": signed_with(lambda *_: "    "),
    "padding alone": signed_with(lambda *_: "===="),
    "wrong padding": signed_with(lambda signer, body: rightly(signer, body).rstrip("=")),
    "padding more": signed_with(lambda signer, body: rightly(signer, body) + "="),
    "something behind the padding": signed_with(lambda signer, body: rightly(signer, body) + "AAAA"),
    "spare bits set": signed_with(lambda signer, body: spare_bits_set(rightly(signer, body))),
    "a blank within": signed_with(lambda signer, body: rightly(signer, body)[:100] + " " + rightly(signer, body)[100:]),
    "a tab within": signed_with(lambda signer, body: rightly(signer, body)[:100] + "\t" + rightly(signer, body)[100:]),
    "letters beyond ASCII": signed_with(lambda *_: "\u00e9" * 344),
    "a byte less": signed_with(lambda signer, body: recoded(rightly(signer, body), lambda raw: raw[:-1])),
    "a byte more": signed_with(lambda signer, body: recoded(rightly(signer, body), lambda raw: b"\0" + raw)),
    "zeros alone": signed_with(lambda *_: base64.b64encode(bytes(256)).decode()),
    "the largest number": signed_with(lambda *_: base64.b64encode(b"\xff" * 256).decode()),
    "twice": signed_with(lambda signer, body: f"{rightly(signer, body)},{rightly(signer, body)}"),
    "over-long": signed_with(lambda *_: "A" * 60_000),
    "of another body": signed_with(lambda signer, _: rightly(signer, b"{}")),
    "over the SHA-1 hash": signed_with(lambda signer, body: by(signer.key, body, hash_=hashes.SHA1())),  # noqa: S303
    "over the SHA-512 hash": signed_with(lambda signer, body: by(signer.key, body, hash_=hashes.SHA512())),
    "with another padding": signed_with(lambda signer, body: by(signer.key, body, PSS)),
    "under its old name alone": lambda _, __, headers: headers.update({"Signature": headers.pop("Signature-256")}),
    "under a name like it": lambda _, __, headers: headers.update({"Signature_256": headers.pop("Signature-256")}),
}


def of(chain: str) -> str:
    return f"https://s3.amazonaws.com/echo.api/{chain}.pem"


def recoded(written: str, change: Callable[[bytes], bytes]) -> str:
    return base64.b64encode(change(base64.b64decode(written))).decode()


def spare_bits_set(written: str) -> str:
    """Another way to write the same 256 bytes: the last letter before "=" has bits that mean nothing."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    kept = written.rstrip("=")
    other = kept[:-1] + alphabet[alphabet.index(kept[-1]) | 1] + "=" * (len(written) - len(kept))
    assert other != written
    assert base64.b64decode(other) == base64.b64decode(written)
    return other


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_request_that_is_not_rightly_signed_is_refused(endpoint: Endpoint, signer: Signer, forge: Forgery) -> None:
    body = encode(envelope())
    headers = signer.headers(body)
    forge(signer, body, headers)
    refused(endpoint.send("POST", "/alexa", body, headers))


def test_a_signature_in_the_alphabet_of_urls_is_refused(endpoint: Endpoint, signer: Signer) -> None:
    for number in range(100):
        body = encode(envelope({"note": number}))
        headers = signer.headers(body)
        if "+" in headers["Signature-256"] or "/" in headers["Signature-256"]:
            break
    headers["Signature-256"] = headers["Signature-256"].replace("+", "-").replace("/", "_")
    refused(endpoint.send("POST", "/alexa", body, headers))


def test_an_unsigned_request_is_refused(endpoint: Endpoint) -> None:
    refused(endpoint.send("POST", "/alexa", encode(envelope())))


@pytest.mark.parametrize("name", ["Signature-256", "SignatureCertChainUrl"])
def test_a_header_sent_twice_is_refused_even_with_the_same_value(endpoint: Endpoint, signer: Signer, name: str) -> None:
    body = encode(envelope())
    headers = signer.headers(body)
    connection = http.client.HTTPConnection("127.0.0.1", endpoint.port, timeout=10)
    connection.putrequest("POST", "/alexa")
    for given, value in [*headers.items(), (name, headers[name]), ("Content-Length", str(len(body)))]:
        connection.putheader(given, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    refused(Answer(answer.status, answer.read()))
    connection.close()


@pytest.mark.parametrize("old", ["", "nonsense"])
def test_the_old_signature_beside_the_new_one_is_not_looked_at(endpoint: Endpoint, signer: Signer, old: str) -> None:
    body = encode(envelope())
    assert endpoint.send("POST", "/alexa", body, {**signer.headers(body), "Signature": old}).status == 200


@pytest.mark.parametrize("change", [lambda name: name.lower(), lambda name: name.upper(), lambda name: name.title()])
def test_header_names_may_be_written_in_any_case(
    endpoint: Endpoint, signer: Signer, settings: Settings, change: Callable[[str], str]
) -> None:
    body = encode(envelope())
    headers = {change(name): value for name, value in signer.headers(body).items()}
    assert endpoint.send("POST", "/alexa", body, headers).status == 200
    assert Verifier(settings).check(headers, body)
    wsgi = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    assert Verifier(settings).check(EnvironHeaders(wsgi), body)


def test_a_body_that_was_changed_after_signing_is_refused(endpoint: Endpoint, signer: Signer) -> None:
    body = encode(envelope())
    for changed in (body.replace(b"LaunchRequest", b"LaunchRequesT"), body + b" ", body.replace(b" ", b""), b""):
        refused(endpoint.send("POST", "/alexa", changed, signer.headers(body)))


def stamped(offset: timedelta, kind: str = "LaunchRequest") -> dict[str, Any]:
    stamp = (datetime.now(UTC) + offset).strftime("%Y-%m-%dT%H:%M:%SZ")
    return envelope({"type": kind, "timestamp": stamp})


@pytest.mark.parametrize("seconds", [0, -140, 140])
def test_a_timestamp_within_150_seconds_is_taken(endpoint: Endpoint, seconds: int) -> None:
    assert endpoint.alexa(stamped(timedelta(seconds=seconds))).status == 200


@pytest.mark.parametrize("seconds", [-160, 160, -86400, 86400])
def test_a_stale_or_future_timestamp_is_refused(endpoint: Endpoint, seconds: int) -> None:
    refused(endpoint.alexa(stamped(timedelta(seconds=seconds))))


@pytest.mark.parametrize("kind", ["AlexaSkillEvent.SkillDisabled", "Reminders.ReminderCreated"])
def test_an_event_may_be_an_hour_old(endpoint: Endpoint, kind: str) -> None:
    assert endpoint.alexa(stamped(timedelta(minutes=-50), kind)).status == 200
    refused(endpoint.alexa(stamped(timedelta(minutes=-61), kind)))


@pytest.mark.parametrize("stamp", NO_TIMESTAMPS.values(), ids=NO_TIMESTAMPS)
def test_a_timestamp_that_is_none_is_refused(endpoint: Endpoint, stamp: object) -> None:
    refused(endpoint.alexa(envelope({"timestamp": stamp})))


@pytest.mark.parametrize("places", NOT_OURS.values(), ids=NOT_OURS)
def test_a_request_for_another_skill_or_for_none_is_refused(endpoint: Endpoint, places: dict[str, Any]) -> None:
    refused(endpoint.alexa({"version": "1.0", "request": envelope()["request"], **places}))


@pytest.mark.parametrize("body", NO_REQUESTS.values(), ids=NO_REQUESTS)
def test_a_signed_body_that_is_not_a_request_is_refused(endpoint: Endpoint, signer: Signer, body: bytes) -> None:
    refused(endpoint.send("POST", "/alexa", body, signer.headers(body)))


@pytest.mark.parametrize("name", sorted(REQUESTS.keys() - {"lists as deep as may be"}))
def test_a_signed_request_with_odd_parts_is_answered(endpoint: Endpoint, signer: Signer, name: str) -> None:
    body = b'{"odd": ' + REQUESTS[name] + b", " + encode(envelope())[1:]
    assert endpoint.send("POST", "/alexa", body, signer.headers(body)).status == 200


def test_a_body_over_256_kilobytes_is_too_large(endpoint: Endpoint, signer: Signer) -> None:
    body = encode(envelope({"padding": "x" * 260 * 1024}))
    answer = endpoint.send("POST", "/alexa", body, signer.headers(body))
    assert answer.status == 413
    assert answer.body == b""


def test_a_slot_value_longer_than_anyone_speaks_is_answered(endpoint: Endpoint) -> None:
    said = intent("DescribeSymptomIntent", description={"value": "calf " * 20_000})
    assert endpoint.alexa(envelope(said)).status == 200


def test_multibyte_words_are_verified_as_bytes(endpoint: Endpoint) -> None:
    assert endpoint.alexa(envelope({"note": "Pokémon 漢字"})).status == 200


def test_other_methods_and_paths_are_refused_without_a_word(endpoint: Endpoint) -> None:
    assert endpoint.send("GET", "/alexa").status == 405
    assert endpoint.send("POST", "/").status == 404


def test_a_chain_is_fetched_from_amazon_s_host_when_no_folder_is_set(signer: Signer, settings: Settings) -> None:
    server = CertificateServer(signer)
    noted: list[str] = []
    verifier = Verifier(settings, note_fetch=noted.append, source=server.source())
    body = encode(envelope())
    url = "https://S3.amazonaws.com:443/x/../echo.api//./good.pem?versionId=1#x"
    assert verifier.check(signer.headers(body, url), body) == verifier.check(signer.headers(body), body)
    assert server.asked == ["/echo.api/good.pem"]
    assert noted == ["fetched"]
    server.stop()
    with pytest.raises(Refused) as refusal:
        verifier.check(signer.headers(body, of("other")), body)
    assert refusal.value.reason is Reason.CHAIN_UNREACHABLE
    assert str(refusal.value) == "the chain can't be fetched"
    assert noted == ["fetched", "unreachable"]


def test_nothing_is_fetched_for_a_request_that_is_wrong_without_it(signer: Signer, settings: Settings) -> None:
    server = CertificateServer(signer)
    verifier = Verifier(settings, source=server.source())
    body = encode(envelope())
    good = signer.headers(body)
    for headers in (
        {},
        {"SignatureCertChainUrl": CHAIN_URL},
        {**good, "Signature-256": "abc"},
        *({**good, "SignatureCertChainUrl": url} for url in REFUSED.values()),
    ):
        with pytest.raises(Refused):
            verifier.check(headers, body)
    assert server.asked == []
    server.stop()


def test_the_clock_can_be_given(signer: Signer, settings: Settings) -> None:
    then = datetime.now(UTC) + timedelta(days=30)
    body = encode(envelope({"timestamp": then.strftime("%Y-%m-%dT%H:%M:%SZ")}))
    assert Verifier(settings).check(signer.headers(body), body, then)
    with pytest.raises(Refused):
        Verifier(settings).check(signer.headers(body), body)


def test_the_skill_id_of_these_tests_is_what_the_app_expects(settings: Settings) -> None:
    assert settings.skill_id == SKILL_ID
