"""Lets `flask_ask_sdk` be imported where OpenSSL is 3.0.10 or newer.

`flask_ask_sdk` imports a verifier we do not use, and with it `certvalidator`, whose `oscrypto` cannot read the version
of a current OpenSSL. A stand-in in `sys.modules` is enough; nothing is patched (docs/decisions/0004). A test tells
when it is no longer needed.
"""

from __future__ import annotations

import sys
from types import ModuleType


def put_in_place() -> None:
    """Put the stand-in for `certvalidator` into `sys.modules`, once, before `flask_ask_sdk` is imported."""
    if "certvalidator" in sys.modules:
        return
    package, errors = ModuleType("certvalidator"), ModuleType("certvalidator.errors")
    package.CertificateValidator = _Unused  # type: ignore[attr-defined]  # a module made by hand
    errors.ValidationError = type("ValidationError", (Exception,), {})  # type: ignore[attr-defined]  # a module made by hand
    errors.PathError = type("PathError", (Exception,), {})  # type: ignore[attr-defined]  # a module made by hand
    package.errors = errors  # type: ignore[attr-defined]  # a module made by hand
    sys.modules["certvalidator"] = package
    sys.modules["certvalidator.errors"] = errors


class _Unused:
    """Refuses to judge anything: verification is `skill.alexa.signature`'s."""

    def __init__(self, *_: object, **__: object) -> None:
        raise RuntimeError("certvalidator is a stand-in here; requests are verified by skill.alexa.signature")
