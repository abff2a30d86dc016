"""The Flask app: verifies, hands over to flask-ask-sdk's adapter, and tells how it is doing."""

from __future__ import annotations

import hmac
import logging
import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import orjson
from ask_sdk_core.dispatch_components import AbstractExceptionHandler
from flask import Flask, Request, Response, g, request
from flask.json.provider import DefaultJSONProvider
from prometheus_client import CONTENT_TYPE_LATEST
from werkzeug.exceptions import BadRequest, HTTPException, MethodNotAllowed, RequestEntityTooLarge

from skill.alexa.apology import sorry
from skill.alexa.certvalidator_stand_in import put_in_place
from skill.alexa.handlers import build_skill
from skill.alexa.signature import CHAIN_URL_HEADER, SIGNATURE_HEADER, Refused, Verifier
from skill.arrived import LONGEST_BODY
from skill.library import load_all
from skill.metrics import Figures, names
from skill.readiness import not_ready
from skill.request_log import NAME, REFERENCE, log_request, log_turned_away
from skill.settings import Settings, from_environment

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

put_in_place()
from flask_ask_sdk.skill_adapter import (  # noqa: E402  # only importable once the stand-in is in place
    VERIFY_SIGNATURE_APP_CONFIG,
    VERIFY_TIMESTAMP_APP_CONFIG,
    SkillAdapter,
)

FIGURES = "cramp_coach_figures"
"""Where the app's `extensions` hold its Figures, for the server that runs it."""
AT_HAND = "cramp_coach_at_hand"
"""Where they hold what tells whether a chain URL can be judged without waiting for the network."""
TOO_LONG = "the body is too long"
_SIGNED = {name: "HTTP_" + name.upper().replace("-", "_") for name in (CHAIN_URL_HEADER, SIGNATURE_HEADER)}
log = logging.getLogger(NAME)


def create_app(settings: Settings | None = None) -> Flask:
    """The app for `settings`; without them the environment is read. Raises SettingsError or ContentError."""
    settings = settings or from_environment()
    app = Flask("skill", static_folder=None)
    app.request_class = _Request
    app.json = _Answers(app)
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY
    # The adapter's own verifier is replaced by ours, which every request passes before the adapter sees it.
    app.config[VERIFY_SIGNATURE_APP_CONFIG] = False
    app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
    load_all()
    figures = app.extensions[FIGURES] = Figures()
    verifier = Verifier(settings, note_fetch=figures.certificate_fetch)
    app.extensions[AT_HAND] = verifier.at_hand
    skill = build_skill()
    skill.request_dispatcher.exception_mapper.exception_handlers.insert(0, _NoteFault())
    adapter = SkillAdapter(skill=skill, skill_id=settings.skill_id, app=app)
    if settings.metrics_port:
        app.wsgi_app = _apart(app.wsgi_app, str(settings.metrics_port))  # type: ignore[method-assign, assignment]  # the documented way
    if settings.trust == "development":
        log.warning("trusting development certificates: other roots or another chain source than Amazon's are set")

    @app.post("/alexa", provide_automatic_options=False)
    def alexa() -> Response:
        started = time.perf_counter()
        try:
            body = request.get_data()
            if len(body) >= LONGEST_BODY and request.content_length is None:  # a chunked body is cut off at the limit
                raise RequestEntityTooLarge
        except RequestEntityTooLarge:
            return refuse(413, TOO_LONG, started)
        except Exception:  # chunks that are none: each server has its own error for them
            return refuse(400, "the body is broken", started)
        environ = request.environ
        try:
            envelope = verifier.check({name: environ[key] for name, key in _SIGNED.items() if key in environ}, body)
        except Refused as refusal:
            return refuse(400, str(refusal), started)
        kind, intent = names(envelope)
        REFERENCE.set(_reference(envelope))
        try:
            with skill.serializer.parsed_already(envelope):
                answer: Response = adapter.dispatch_request()
        except Exception as error:  # a fault of ours is said aloud, never an HTTP error (design, rule 5)
            g.fault = True
            answer = _answer(sorry(envelope, error))
        outcome = "apologised" if "fault" in g else "answered"
        if isinstance(answer, _Answer):
            figures.turn(_session_attributes(envelope), answer.told.get("sessionAttributes"))
        seconds = time.perf_counter() - started
        figures.request(kind, intent, outcome, seconds)
        log_request(kind, intent, outcome, 200, seconds)
        REFERENCE.set(None)
        return answer

    def refuse(status: int, reason: str, started: float) -> Response:
        """Say no more than the status: the reason is in the log and the figures."""
        seconds = time.perf_counter() - started
        figures.request("", "", "refused", seconds)
        figures.refusal(reason)
        log_request("", "", "refused", status, seconds, reason)
        return Response(status=status, mimetype="application/json")

    @app.get("/health", provide_automatic_options=False)
    def health() -> Response:
        return _answer({"status": "ok"})

    @app.get("/health/ready", provide_automatic_options=False)
    def ready() -> tuple[Response, int]:
        if reason := not_ready(settings):
            return _answer({"status": "not ready", "reason": reason, "trust": settings.trust}), 503
        return _answer({"status": "ready", "trust": settings.trust}), 200

    @app.get("/metrics", provide_automatic_options=False)
    def metrics() -> Response:
        given = request.headers.get("Authorization", "").encode()
        if settings.metrics_token and not hmac.compare_digest(given, b"Bearer " + settings.metrics_token.encode()):
            return Response(status=401, headers={"WWW-Authenticate": "Bearer"}, mimetype="text/plain")
        return Response(figures.text(), content_type=CONTENT_TYPE_LATEST)

    @app.errorhandler(HTTPException)
    def say_the_status_alone(error: HTTPException) -> tuple[Response, int]:
        status = error.code or 500
        if request.path == "/alexa":
            reason = "not a POST" if isinstance(error, MethodNotAllowed) else "the request is broken"
            figures.refusal(reason)
            log_turned_away(reason, status)
        allowed = getattr(error, "valid_methods", None)
        return Response(headers={"Allow": ", ".join(allowed)} if allowed else None, mimetype="application/json"), status

    return app


class _Request(Request):
    """A request whose body is read in one piece where its length is known; werkzeug's general way takes 30 us more."""

    _body: bytes | None = None

    def get_data(self, cache: bool = True, as_text: bool = False, parse_form_data: bool = False) -> bytes:  # type: ignore[override]
        """The whole body. Raises RequestEntityTooLarge before reading it, and BadRequest when it is cut short."""
        if self._body is None:
            length = self.environ.get("CONTENT_LENGTH") or ""
            if not (length.isascii() and length.isdecimal() and len(length) < 7 and int(length) <= LONGEST_BODY):
                self._body = super().get_data(cache)
            else:
                self._body = self.environ["wsgi.input"].read(int(length))
                if len(self._body) < int(length):
                    raise BadRequest
        return self._body


def _apart(app: WSGIApplication, port: str) -> WSGIApplication:
    """`app` with /metrics on `port` alone, and nothing else there."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if (environ.get("SERVER_PORT") == port) == (environ.get("PATH_INFO") == "/metrics"):
            return app(environ, start)
        start("404 NOT FOUND", [("Content-Length", "0")])
        return ()

    return answer


class _Answer(Response):
    """An answer that still knows what was told, so that nobody has to read its JSON again."""

    told: Mapping[str, Any]


def _answer(told: Mapping[str, Any]) -> _Answer:
    """`told` as short JSON in the order it comes in."""
    answer = _Answer(orjson.dumps(told), mimetype="application/json")
    answer.told = told
    return answer


class _Answers(DefaultJSONProvider):
    """How the adapter's own `jsonify` writes its answer."""

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """The one argument, or the keywords, as an answer."""
        return _answer(args[0] if args else kwargs)


class _NoteFault(AbstractExceptionHandler):
    """Asked first about every fault: notes that there was one and leaves the apology to others."""

    def can_handle(self, handler_input: Any, exception: Exception) -> bool:
        """Never."""
        g.fault = True
        return False

    def handle(self, handler_input: Any, exception: Exception) -> None:
        """Nothing."""


def _session_attributes(envelope: Mapping[str, Any]) -> Any:
    session = envelope.get("session")
    return session.get("attributes") if isinstance(session, dict) else None


def _reference(envelope: Mapping[str, Any]) -> str | None:
    """The end of Amazon's id of the request: enough to find it again, and it names nobody."""
    id_ = envelope["request"].get("requestId")
    return id_[-12:] if isinstance(id_, str) and id_.isascii() and id_.isprintable() else None
