"""Trials of the certificate chain and of its address.

Grounds are Amazon's page "Host a Custom Skill as a Web Service", "Check the signature of the request", where no other
is named. What no readable copy of an Amazon page says is marked [U] for unverified.
"""

import datetime
from collections.abc import Callable

from cryptography import x509

from speech import authority, certificates
from speech.forge import Forge, Message
from speech.trial import EITHER, REFUSED, TAKEN, Needs, Trial

_HOST = "https://s3.amazonaws.com"
_STRANGER = "https://chains.example.com"


def chain_faults() -> list[Trial]:
    """Every trial of this page, in the order of a run; the first shows whether others say anything."""
    return [*_good_chains(), *_bad_chains(), *_good_addresses(), *_bad_addresses()]


def _good_chains() -> list[Trial]:
    return [
        Trial(
            RENAMED,
            "the good chain under a new address",
            TAKEN,
            "Amazon changes chains and their addresses: neither may be pinned",
            _chain(lambda f: f.good_chain()),
        ),
        Trial(
            "chain-with-intermediate",
            "signing certificate and intermediate, without the root",
            TAKEN,
            "Amazon's own chains look like this",
            _chain(_kept(authority.WITH_INTERMEDIATE)),
            Needs.CHAINS,
        ),
    ]


def _bad_chains() -> list[Trial]:
    name = f"{certificates.SIGNING_NAME} stands among the subject alternative names"
    dates = "the certificate is valid now: Not Before, Not After"
    trust = "the chain leads to a trusted root"
    order = "the chain file begins with the signing certificate and holds what links it to a root"
    had = "a chain that can't be had is no chain: certification tries this"
    rows: list[tuple[str, str, str, Callable[[Forge], bytes | None]]] = [
        ("certificate-of-another-name", "a certificate for another name", name, _kept(authority.ANOTHER_NAME)),
        (
            "certificate-name-elsewhere",
            "Amazon's name as common name only, another as alternative",
            name,
            _kept(authority.COMMON_NAME_ONLY),
        ),
        ("certificate-without-names", "a certificate without alternative names", name, _kept(authority.WITHOUT_NAMES)),
        ("certificate-expired", "a certificate that expired yesterday", dates, _kept(authority.EXPIRED)),
        ("certificate-not-yet-valid", "a certificate of the future", dates, _kept(authority.NOT_YET_VALID)),
        ("certificate-self-signed", "a certificate that signed itself", trust, _self_signed),
        ("root-untrusted", "a chain up to a root of the same name that is not the trusted one", trust, _forged_root),
        ("issuer-no-authority", "a certificate issued by a signing certificate, which may issue none", trust, _no_ca),
        ("chain-reversed", "intermediate first, signing certificate last", order, _reversed),
        ("chain-cut", "the signing certificate without the intermediate", order, _cut),
        ("chain-garbage", "a chain file of words", had, lambda f: b"Nothing to see here.\n"),
        ("chain-broken", "a certificate with its middle cut out", had, _broken),
        ("chain-empty", "an empty chain file", had, lambda f: b""),
        ("chain-unreachable", "the address of a file that is not there", had, lambda f: None),
    ]
    return [Trial(key, what, REFUSED, why, _chain(content), Needs.CHAINS) for key, what, why, content in rows]


def _good_addresses() -> list[Trial]:
    rows: list[tuple[str, str, Callable[[str], str]]] = [
        ("address-with-port-443", "port 443 named", lambda file: f"{_HOST}:443/echo.api/{file}"),
        ("address-with-upper-case-host", "the host in capitals", lambda f: f"https://S3.AMAZONAWS.COM/echo.api/{f}"),
        ("address-with-upper-case-scheme", "HTTPS in capitals", lambda f: f"HTTPS://s3.amazonaws.com/echo.api/{f}"),
        ("address-with-dot-segments", "/echo.api/../echo.api/", lambda f: f"{_HOST}/echo.api/../echo.api/{f}"),
    ]
    why = "the address is good once it is normalised: scheme, host, folder, port"
    return [
        *(Trial(name, f"{what} in the chain address", TAKEN, why, _address(change)) for name, what, change in rows),
        # %2e is a dot (RFC 3986), so this leads out of the folder; but Amazon's verifier for Python takes it too.
        Trial(
            "address-out-of-it-encoded",
            "encoded dots that lead out in the chain address",
            EITHER,
            "to refuse it is safer, Amazon's own verifier for Python does not [U]",
            _address(lambda f: f"{_HOST}/echo.api/%2e%2e/other/{f}"),
        ),
        Trial(
            "address-with-query",
            "a query in the chain address",
            EITHER,
            "Amazon's list of rules does not name it [U]",
            _address(lambda f: f"{_HOST}/echo.api/{f}?version=2"),
        ),
    ]


def _bad_addresses() -> list[Trial]:
    scheme, host, folder = "the scheme is https", "the host is s3.amazonaws.com", "the path begins with /echo.api/"
    port = "the port is 443 or none"
    rows: list[tuple[str, str, str, Callable[[str], str]]] = [
        ("address-http", "http", scheme, lambda f: f"http://s3.amazonaws.com/echo.api/{f}"),
        ("address-file", "file", scheme, lambda f: f"file:///echo.api/{f}"),
        ("address-of-another-host", "another host", host, lambda f: f"{_STRANGER}/echo.api/{f}"),
        (
            "address-of-a-host-below",
            "a host below Amazon's",
            host,
            lambda f: f"https://x.s3.amazonaws.com/echo.api/{f}",
        ),
        (
            "address-of-a-host-like-it",
            "a host that begins like Amazon's",
            host,
            lambda f: f"https://s3.amazonaws.com.example.com/echo.api/{f}",
        ),
        (
            "address-with-user",
            "Amazon's host as the user of another",
            host,
            lambda f: f"https://s3.amazonaws.com@chains.example.com/echo.api/{f}",
        ),
        ("address-of-another-folder", "another folder", folder, lambda f: f"{_HOST}/other.folder/{f}"),
        ("address-in-another-case", "the folder in another case", folder, lambda f: f"{_HOST}/EcHo.aPi/{f}"),
        ("address-like-the-folder", "a folder that begins like it", folder, lambda f: f"{_HOST}/echo.api.x/{f}"),
        ("address-out-of-the-folder", "dots that lead out", folder, lambda f: f"{_HOST}/echo.api/../other/{f}"),
        ("address-of-another-port", "port 563", port, lambda f: f"{_HOST}:563/echo.api/{f}"),
        ("address-of-no-port", "port 99999", port, lambda f: f"{_HOST}:99999/echo.api/{f}"),
        ("address-with-port-in-words", "a port in letters", port, lambda f: f"{_HOST}:abc/echo.api/{f}"),
        ("address-none", "a name instead of an address", scheme, lambda f: f),
    ]
    return [
        Trial(name, f"{what} in the chain address", REFUSED, why, _address(change)) for name, what, why, change in rows
    ]


RENAMED = "chain-renamed"


def _chain(content: Callable[[Forge], bytes | None]) -> Callable[[Forge], Message]:
    return lambda forge: forge.signed(forge.launch(), forge.new_chain(content(forge)))


def _address(change: Callable[[str], str]) -> Callable[[Forge], Message]:
    # The file is the good one in every address: only the rules for addresses tell them apart.
    return lambda forge: forge.signed(forge.launch(), change(authority.CHAIN_FILE))


def _kept(name: str) -> Callable[[Forge], bytes]:
    return lambda forge: (forge.authority.rehearsal / name).read_bytes()


def _usual() -> certificates.Validity:
    return certificates.Validity.usual(datetime.datetime.now(datetime.UTC))


def _self_signed(forge: Forge) -> bytes:
    return certificates.pem(certificates.signing_certificate(forge.authority.key, None, _usual()))


def _forged_root(forge: Forge) -> bytes:
    forged = certificates.root(datetime.datetime.now(datetime.UTC))
    return certificates.pem(certificates.signing_certificate(forge.authority.key, forged, _usual()), forged.certificate)


def _no_ca(forge: Forge) -> bytes:
    """The good signing certificate plays the authority it is not allowed to be."""
    good = x509.load_pem_x509_certificates(forge.good_chain())
    issuer = certificates.Issuer(good[0], forge.authority.key)
    return certificates.pem(
        certificates.signing_certificate(forge.authority.key, issuer, _usual(), common_name="Issued by no authority"),
        *good,
    )


def _with_intermediate(forge: Forge) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(_kept(authority.WITH_INTERMEDIATE)(forge))


def _reversed(forge: Forge) -> bytes:
    return certificates.pem(*reversed(_with_intermediate(forge)))


def _cut(forge: Forge) -> bytes:
    return certificates.pem(_with_intermediate(forge)[0])


def _broken(forge: Forge) -> bytes:
    lines = certificates.pem(x509.load_pem_x509_certificates(forge.good_chain())[0]).splitlines(keepends=True)
    return b"".join(lines[:5] + lines[9:])
