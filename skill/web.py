"""The Flask app: verifies, hands over to flask-ask-sdk's adapter, and tells how it is doing."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, g, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge

from skill.alexa.apology import DEFAULT_LOCALE, sorry
from skill.alexa.certvalidator_stand_in import put_in_place
from skill.alexa.handlers import build_skill
from skill.alexa.signature import Refused, Verifier
from skill.library import load
from skill.settings import Settings, from_environment

put_in_place()
from flask_ask_sdk.skill_adapter import (  # noqa: E402  # only importable once the stand-in is in place
    VERIFY_SIGNATURE_APP_CONFIG,
    VERIFY_TIMESTAMP_APP_CONFIG,
    SkillAdapter,
)

LONGEST_BODY = 256 * 1024
KNOWN_INTENTS = 64
log = logging.getLogger("cramp_coach")


def create_app(settings: Settings | None = None) -> Flask:
    """The app for `settings`; without them the environment is read. Raises SettingsError or ContentError."""
    settings = settings or from_environment()
    app = Flask("skill")
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY
    # The adapter's own verifier is replaced by ours, which every request passes before the adapter sees it.
    app.config[VERIFY_SIGNATURE_APP_CONFIG] = False
    app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
    load(DEFAULT_LOCALE)
    verifier = Verifier(settings)
    skill = build_skill()
    adapter = SkillAdapter(skill=skill, skill_id=settings.skill_id, app=app)
    figures = _Figures()
    if settings.trust == "development":
        log.warning("trusting development certificates: other roots or another chain source than Amazon's are set")

    @app.post("/alexa")
    def alexa() -> Response:
        try:
            body = request.get_data(cache=True)
        except HTTPException:
            raise
        except Exception:  # chunks that are none: each server has its own error for them
            g.refusal = "the body is broken"
            raise BadRequest from None
        if request.content_length is None and len(body) >= LONGEST_BODY:  # a chunked body is cut off at the limit
            raise RequestEntityTooLarge
        try:
            g.alexa = verifier.check(dict(request.headers.items()), body)
        except Refused as refusal:
            g.refusal = str(refusal)
            raise BadRequest from None
        try:
            answer: Response = adapter.dispatch_request()
        except Exception as error:  # a fault of ours is said aloud, never an HTTP error (design, rule 5)
            return jsonify(sorry(g.alexa, error))
        return answer

    @app.get("/health")
    def health() -> Response:
        return jsonify(status="ok")

    @app.get("/health/ready")
    def ready() -> Response:
        return jsonify(status="ready", trust=settings.trust)

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(figures.registry), content_type=CONTENT_TYPE_LATEST)

    @app.before_request
    def start_clock() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def note(answer: Response) -> Response:
        if request.path == "/alexa":
            figures.note(g.get("alexa"), g.get("refusal"), answer.status_code, time.perf_counter() - g.started)
        return answer

    @app.errorhandler(HTTPException)
    def refuse(error: HTTPException) -> tuple[Response, int]:
        """Say no more than the status: the reason is in the log."""
        if isinstance(error, RequestEntityTooLarge):
            g.refusal = "the body is too long"
        return Response(), error.code or 500

    return app


class _Figures:
    """Counts and log lines: request type, intent and outcome, never words, slot values or user ids."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "cramp_coach_requests", "Requests by type, intent and status", ["type", "intent", "status"],
            registry=self.registry,
        )  # fmt: skip
        self._refusals = Counter(
            "cramp_coach_refusals", "Refused requests by reason", ["reason"], registry=self.registry
        )
        self._seconds = Histogram("cramp_coach_request_seconds", "Time to answer", registry=self.registry)

    def note(self, envelope: Mapping[str, Any] | None, refusal: str | None, status: int, seconds: float) -> None:
        """Note one request to /alexa."""
        inner = envelope["request"] if envelope else {}
        kind = _name(inner.get("type"))
        intent = _name((inner.get("intent") or {}).get("name")) if isinstance(inner.get("intent"), dict) else ""
        self._requests.labels(kind, intent, str(status)).inc()
        self._seconds.observe(seconds)
        if refusal:
            self._refusals.labels(refusal).inc()
        log.info(
            "request type=%s intent=%s status=%d ms=%.1f%s",
            kind, intent, status, seconds * 1000, f" refused={refusal!r}" if refusal else "",
        )  # fmt: skip


def _name(value: Any) -> str:
    """A name from a verified request, short enough for a label; anything else is `other`."""
    return value if isinstance(value, str) and len(value) <= KNOWN_INTENTS else "other" if value else ""
