"""The least a skill on Flask can do: read a request as JSON and answer with it. Others are told in its terms."""

from __future__ import annotations

import json

from flask import Flask, Response, request


def echo_app() -> Flask:
    """Answers `POST /alexa` with what came, verified by nobody."""
    app = Flask("echo")

    @app.post("/alexa")
    def alexa() -> Response:
        return Response(json.dumps(json.loads(request.get_data())), content_type="application/json")

    @app.get("/health")
    def health() -> str:
        return "ok"

    return app
