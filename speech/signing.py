"""Signs a request as Amazon signs it: over the very bytes that are sent, RSA PKCS#1 v1.5.

Amazon sends the SHA-256 signature in `Signature-256` and, beside it, the older SHA-1 one in `Signature`; skills check
the first. The chain's address names the file by its base name under Amazon's host.
"""

import base64

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from speech.authority import CHAIN_FILE, Authority

CHAIN_ADDRESS = f"https://s3.amazonaws.com/echo.api/{CHAIN_FILE}"


def signed_headers(body: bytes, authority: Authority) -> dict[str, str]:
    """The headers Amazon sends with `body`."""
    # SHA-1 only because Amazon still sends that header too; no check rests on it.
    older = authority.key.sign(body, PKCS1v15(), hashes.SHA1())  # noqa: S303  # what Amazon still sends beside it
    return {
        "Content-Type": "application/json;charset=UTF-8",
        "Accept": "application/json",
        "Accept-Charset": "utf-8",
        "SignatureCertChainUrl": CHAIN_ADDRESS,
        "Signature": base64.b64encode(older).decode("ascii"),
        "Signature-256": base64.b64encode(authority.key.sign(body, PKCS1v15(), hashes.SHA256())).decode("ascii"),
    }
