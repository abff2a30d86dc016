"""Real requests from the field, stamped and signed anew: each answered 200 or refused for a reason, never a fault."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.skill.alexa.conftest import Endpoint, folder_of_requests
from tests.skill.alexa.signer import SKILL_ID

REQUESTS = sorted(folder_of_requests().glob("*.json"))


@pytest.mark.skipif(not REQUESTS, reason="the real requests lie beside the project, not in it")
@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: path.stem)
def test_a_real_request_is_answered(endpoint: Endpoint, path: Path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    if "request" not in whole:
        whole = {"version": "1.0", "request": whole}
    whole["request"]["timestamp"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    application = {"applicationId": SKILL_ID}
    if isinstance(whole.get("session"), dict):
        whole["session"]["application"] = application
    context = whole["context"] = whole.get("context") or {}
    context["System"] = {**(context.get("System") or {}), "application": application}
    assert endpoint.alexa(whole).status == 200
