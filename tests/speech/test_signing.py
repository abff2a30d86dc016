import base64

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from speech.authority import CHAIN_FILE, Authority
from speech.signing import CHAIN_FOLDER, signed_headers

BODY = '{"x": "Pokémon"}'.encode()


def verify(authority: Authority, header: str, body: bytes, digest: hashes.HashAlgorithm) -> None:
    key = x509.load_pem_x509_certificates((authority.chains / CHAIN_FILE).read_bytes())[0].public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    signature = base64.b64decode(signed_headers(BODY, authority)[header], validate=True)
    key.verify(signature, body, PKCS1v15(), digest)


@pytest.mark.parametrize(("header", "digest"), [("Signature-256", hashes.SHA256()), ("Signature", hashes.SHA1())])  # noqa: S303  Amazon sends it
def test_both_signatures_fit_the_very_bytes(authority: Authority, header: str, digest: hashes.HashAlgorithm) -> None:
    verify(authority, header, BODY, digest)
    with pytest.raises(InvalidSignature):
        verify(authority, header, BODY + b" ", digest)


def test_the_chains_address_names_the_file_under_amazons_host(authority: Authority) -> None:
    headers = signed_headers(BODY, authority)
    address = headers["SignatureCertChainUrl"]
    assert address.startswith("https://s3.amazonaws.com/echo.api/")
    assert (authority.chains / address.rsplit("/", 1)[1]).is_file()
    assert headers["Content-Type"] == "application/json;charset=UTF-8"


def test_another_chain_can_be_named(authority: Authority) -> None:
    address = CHAIN_FOLDER + "another.pem"
    assert signed_headers(BODY, authority, address)["SignatureCertChainUrl"] == address
