"""The skill as flask-ask-sdk serves it by itself: its own verifiers on, ask-sdk-core's own serializer, our handlers.

Two things are changed, and only in the process that measures it. `oscrypto`, on which its verifier stands, reads no
OpenSSL version of two digits at the end, so that nothing could be imported (docs/decisions/0004): the pattern is
widened for as long as the import takes. And the test root is trusted beside the system's, in a validation context that
is made for each request just as the verifier makes one. The chain lies in the verifier's cache from the start.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill import CustomSkill
from flask import Flask

from skill.alexa.handlers import build_skill


def skill_with_stock_serializer() -> CustomSkill:
    """Our handlers, which call the coach, with ask-sdk-core's own serializer."""
    skill: CustomSkill = build_skill()
    skill.serializer = DefaultSerializer()
    return skill


def stock_app(skill_id: str, roots: Path, chains: dict[str, bytes]) -> Flask:
    """The app. `roots`: a PEM file with the test root; `chains`: PEM by URL, as if fetched before.

    Raises RuntimeError where the stand-in for certvalidator is in place already: then nothing would be verified.
    """
    if "certvalidator" in sys.modules:
        raise RuntimeError("the stock verifier needs a process in which skill.web was not imported")
    with _readable_openssl_version():
        certvalidator: Any = importlib.import_module("certvalidator")
        from ask_sdk_webservice_support import verifier
        from flask_ask_sdk.skill_adapter import SkillAdapter

    root = roots.read_bytes()

    def trusting(end: bytes, others: list[bytes]) -> Any:
        context = certvalidator.ValidationContext(extra_trust_roots=[root])
        return certvalidator.CertificateValidator(end, others, context)

    patch.object(verifier, "CertificateValidator", trusting).start()  # for as long as the process lives
    app = Flask("stock")
    adapter = SkillAdapter(skill=skill_with_stock_serializer(), skill_id=skill_id, app=app)
    for one in adapter._webservice_handler._verifiers:
        if isinstance(one, verifier.RequestVerifier):
            one._cert_cache.update(chains)
    adapter.register(app=app, route="/alexa")
    return app


@contextmanager
def _readable_openssl_version() -> Iterator[None]:
    search = re.search

    def wider(pattern: Any, *rest: Any) -> Any:
        if isinstance(pattern, str):
            pattern = pattern.replace(r"\d\.\d\.\d[a-z]*", r"\d\.\d\.\d+[a-z]*")
        return search(pattern, *rest)

    with patch.object(re, "search", wider):
        yield
