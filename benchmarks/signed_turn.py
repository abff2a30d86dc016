"""What one signed turn costs in-process, beside a bare Flask echo and beside ask-sdk-core's own serializer.

An AnswerIntent in mid-interview, sent through Flask's test client: verification, reading, coach, words and directive
included. Median of each, and the ratio to the echo of the same run.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope
from flask import Flask, Response, request

from skill.settings import Settings
from skill.web import create_app
from tests.skill.alexa.signer import SKILL_ID, Signer, encode, envelope, intent, match
from tests.skill.conversation import CALF, NO, Conversation

ROUNDS = 400


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        signer = Signer.make(Path(folder))
        skill = create_app(Settings(SKILL_ID, signer.roots, signer.folder)).test_client()
        echo = _echo().test_client()
        body = _mid_interview()
        headers = signer.headers(body)
        text = body.decode()
        times = _alternating(
            {
                "bare Flask echo": lambda: echo.post("/alexa", data=body, headers=headers),
                "Cramp Coach, signed turn": lambda: skill.post("/alexa", data=body, headers=headers),
                "ask-sdk-core reading the request alone": lambda: DefaultSerializer().deserialize(
                    text, RequestEnvelope
                ),
            }
        )
    base = times["bare Flask echo"]
    for name, seconds in times.items():
        sys.stdout.write(f"{name:<40} {seconds * 1000:7.2f} ms   {seconds / base:6.1f} x echo\n")


def _alternating(subjects: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median time of each, measured in turns so that a busy moment hits all of them."""
    times: dict[str, list[float]] = {name: [] for name in subjects}
    for round_ in range(ROUNDS + 20):
        for name, run in subjects.items():
            started = time.perf_counter()
            run()
            if round_ >= 20:
                times[name].append(time.perf_counter() - started)
    return {name: statistics.median(measured) for name, measured in times.items()}


def _mid_interview() -> bytes:
    talk = Conversation()
    talk.hear("launch")
    talk.answer(NO)
    talk.answer(CALF)
    session = {**envelope()["session"], "new": False, "attributes": talk.attributes}
    return encode(envelope(intent("AnswerIntent", timing=match("at night", "night_in_bed")), session=session))


def _echo() -> Flask:
    app = Flask("echo")

    @app.post("/alexa")
    def alexa() -> Response:
        return Response(json.dumps(json.loads(request.get_data())), content_type="application/json")

    return app


if __name__ == "__main__":
    main()
