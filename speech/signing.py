"""Signs a request as Amazon signs it: over the very bytes that are sent, RSA PKCS#1 v1.5.

Amazon sends the SHA-256 signature in `Signature-256` and, beside it, the older SHA-1 one in `Signature`; skills check
the first. The chain's address names the file by its base name under Amazon's host.
"""

import base64

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from speech.authority import CHAIN_FILE, Authority

CHAIN_FOLDER = "https://s3.amazonaws.com/echo.api/"
CHAIN_ADDRESS = CHAIN_FOLDER + CHAIN_FILE


def signed_headers(body: bytes, authority: Authority, chain_address: str = CHAIN_ADDRESS) -> dict[str, str]:
    """The headers Amazon sends with `body`."""
    return {
        "Content-Type": "application/json;charset=UTF-8",
        "Accept": "application/json",
        "Accept-Charset": "utf-8",
        "SignatureCertChainUrl": chain_address,
        "Signature": older_signature(body, authority.key),
        "Signature-256": signature(body, authority.key),
    }


def signature(body: bytes, key: RSAPrivateKey) -> str:
    """What `Signature-256` holds, in base64."""
    return base64.b64encode(key.sign(body, PKCS1v15(), hashes.SHA256())).decode("ascii")


def older_signature(body: bytes, key: RSAPrivateKey) -> str:
    """What `Signature` holds, in base64: SHA-1 only because Amazon still sends that header too [U]."""
    return base64.b64encode(key.sign(body, PKCS1v15(), hashes.SHA1())).decode("ascii")  # noqa: S303  # no check rests on it
