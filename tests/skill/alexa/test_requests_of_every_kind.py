"""Requests of every kind, stamped and signed, through the whole app: each answered 200 or refused for a reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.skill.alexa.conftest import Endpoint, real_requests
from tests.skill.alexa.every_field import TYPES, envelope_of
from tests.skill.alexa.signer import SKILL_ID

REFUSED: Mapping[str, str] = {}
"""Real requests that are a 400 although they are Alexa's, each with the reason. There is none."""


def ours_and_now(whole: dict[str, Any]) -> dict[str, Any]:
    """The envelope, sent to us and just now: what Alexa would change of it."""
    if "request" not in whole:
        whole = {"version": "1.0", "request": whole}
    whole["request"]["timestamp"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    application = {"applicationId": SKILL_ID}
    if isinstance(whole.get("session"), dict):
        whole["session"]["application"] = application
    context = whole["context"] = whole.get("context") or {}
    context["System"] = {**(context.get("System") or {}), "application": application}
    return whole


@pytest.mark.parametrize("path", real_requests())
def test_a_real_request_is_answered(endpoint: Endpoint, path: Path) -> None:
    answer = endpoint.alexa(ours_and_now(json.loads(path.read_text(encoding="utf-8"))))
    assert answer.status == (400 if path.stem in REFUSED else 200)
    if answer.status == 200:
        assert_is_allowed(path.stem.removeprefix("bare__").removeprefix("synthetic__"), answer.json)


def test_where_real_requests_are_missing_that_is_said(tmp_path: Path) -> None:
    (one,) = real_requests(tmp_path)
    (mark,) = one.marks
    assert (mark.name, str(tmp_path) in mark.kwargs["reason"]) == ("skip", True)


@pytest.mark.parametrize("kind", TYPES)
def test_a_request_with_every_field_is_answered(endpoint: Endpoint, kind: str) -> None:
    answer = endpoint.alexa(ours_and_now(envelope_of(kind)))
    assert answer.status == 200
    assert_is_allowed(kind.replace(".", "_"), answer.json)


def assert_is_allowed(kind: str, answer: dict[str, Any]) -> None:
    """Speech for what was said or touched, NO for what could be, and nothing for what is only told."""
    response = answer["response"]
    if kind.startswith("CanFulfillIntentRequest"):
        assert response["canFulfillIntent"]["canFulfill"] == "NO"
    elif kind.startswith(("LaunchRequest", "IntentRequest", "SessionResumed", "Alexa_Presentation_APL_UserEvent")):
        assert response["outputSpeech"]["ssml"].startswith("<speak>")
        assert "went wrong" not in response["outputSpeech"]["ssml"]
    else:
        assert response == {}
