"""Trials of the signature and of the very bytes it is over.

Grounds are Amazon's page "Host a Custom Skill as a Web Service", "Check the signature of the request", where no other
is named.
"""

from collections.abc import Callable

from speech.certificates import new_key
from speech.forge import Forge, Message, to_bytes
from speech.signing import older_signature, signature
from speech.trial import REFUSED, Needs, Trial


def signature_faults() -> list[Trial]:
    """Every trial of this page, in the order of a run."""
    missing, wrong = "a request without a signature is refused", "a signature that does not fit is refused"
    return [
        Trial(
            "unsigned",
            "no signature and no chain address",
            REFUSED,
            missing,
            lambda f: f.signed(f.launch()).without("Signature", "Signature-256", "SignatureCertChainUrl"),
            Needs.NOTHING,
        ),
        Trial(
            "signature-missing",
            "a chain address, but neither Signature-256 nor Signature",
            REFUSED,
            missing,
            lambda f: f.signed(f.launch()).without("Signature", "Signature-256"),
            Needs.NOTHING,
        ),
        Trial(
            "chain-address-missing",
            "signatures, but no SignatureCertChainUrl",
            REFUSED,
            missing,
            lambda f: f.signed(f.launch()).without("SignatureCertChainUrl"),
            Needs.NOTHING,
        ),
        Trial(
            "old-signature-only",
            "the SHA-1 Signature without Signature-256",
            REFUSED,
            "Signature-256 replaced it; Amazon's own verifiers read nothing else",
            lambda f: f.signed(f.launch()).without("Signature-256"),
        ),
        Trial("signature-empty", "an empty Signature-256", REFUSED, missing, _signature(lambda f, body: "")),
        Trial(
            "signature-not-base64",
            "a Signature-256 that is not base64",
            REFUSED,
            wrong,
            _signature(lambda f, body: "?no$base64: these are only words!"),
        ),
        # A lenient reader fills up what is missing at the end; here a byte of the signature goes too.
        Trial(
            "signature-cut",
            "a Signature-256 cut off, so that its padding is wrong",
            REFUSED,
            wrong,
            _signature(lambda f, body: signature(body, f.authority.key)[:-3]),
        ),
        Trial(
            "signature-of-another-body",
            "the right key's signature of another request",
            REFUSED,
            wrong,
            _signature(lambda f, body: signature(to_bytes(f.launch()), f.authority.key)),
        ),
        Trial(
            "signature-by-another-key",
            "a signature by a key that is not the certificate's",
            REFUSED,
            wrong,
            _signature(lambda f, body: signature(body, new_key())),
        ),
        Trial(
            "signature-by-sha1",
            "an SHA-1 signature in Signature-256",
            REFUSED,
            "Signature-256 is over the SHA-256 hash",
            _signature(lambda f, body: older_signature(body, f.authority.key)),
        ),
        Trial("body-tampered", "one byte of the body changed after it was signed", REFUSED, wrong, _tampered),
        Trial(
            "body-with-a-blank-more",
            "a blank added to the body after it was signed",
            REFUSED,
            "the signature is over the very bytes, not over what they mean",
            _with_a_blank_more,
        ),
    ]


def _signature(sign: Callable[[Forge, bytes], str]) -> Callable[[Forge], Message]:
    def make(forge: Forge) -> Message:
        message = forge.signed(forge.launch())
        return message.with_headers(Signature_256=sign(forge, message.body))

    return make


def _tampered(forge: Forge) -> Message:
    message = forge.signed(forge.launch())
    place = message.body.index(b"echo-api.request.") + len(b"echo-api.request.")
    other = b"1" if message.body[place : place + 1] == b"0" else b"0"
    return Message(message.headers, message.body[:place] + other + message.body[place + 1 :])


def _with_a_blank_more(forge: Forge) -> Message:
    message = forge.signed(forge.launch())
    return Message(message.headers, message.body + b" ")
