"""The stand-in for certvalidator: it stays out of the way, and tells when it can go."""

from __future__ import annotations

import ssl
import subprocess
import sys

import pytest


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_the_adapter_can_be_imported_with_it() -> None:
    done = python(
        "import skill.web; from flask_ask_sdk.skill_adapter import SkillAdapter; print(SkillAdapter.__name__)"
    )
    assert done.stdout.strip() == "SkillAdapter", done.stderr


def test_it_judges_nothing() -> None:
    done = python(
        "from skill.alexa.certvalidator_stand_in import put_in_place; put_in_place()\n"
        "import certvalidator; certvalidator.CertificateValidator(b'')"
    )
    assert "requests are verified by skill.alexa.signature" in done.stderr


def test_it_is_still_needed_here() -> None:
    """When this fails, flask_ask_sdk can be imported as it is: delete the stand-in (docs/decisions/0004)."""
    major, minor, _, patch, _ = ssl.OPENSSL_VERSION_INFO
    if (major, minor, patch) < (3, 0, 10):
        pytest.skip("this OpenSSL is older than the one that oscrypto can't read")
    assert "LibraryNotFoundError" in python("import flask_ask_sdk.skill_adapter").stderr
