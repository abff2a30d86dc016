"""What a typed turn costs the speaker itself: understanding, dialog, signing and judging, beside the skill's own time.

Two models, Cramp Coach's, the largest at hand, and that of the bicycle workshop in the speaker's tests; each talks to a
bare skill on a real socket that answers at once. Beside it, in turns: a post by the HTTP library alone.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests

from interaction_model.build import BUILT
from speech.authority import open_authority
from speech.model import InteractionModel
from speech.session import Conversation
from speech.skill_client import SkillClient
from speech.understanding import Understanding
from tests.speech.bike_shop import MODEL

ROUNDS = 30
SKILL_ID = "amzn1.ask.skill.bare"
SAID = {
    "Cramp Coach": (
        BUILT / "en-US.json",
        ("why do my calves cramp in bed", "what helps against a foot cramp", "thanks"),
    ),
    "bicycle workshop": (MODEL, ("rent a mountain bike", "my brakes squeak when it rains", "help me")),
}
_ANSWER = json.dumps(
    {
        "version": "1.0",
        "response": {
            "outputSpeech": {"type": "PlainText", "text": "All right. What else?"},
            "reprompt": {"outputSpeech": {"type": "PlainText", "text": "Anything else?"}},
            "shouldEndSession": False,
        },
    }
).encode()


@dataclass
class Times:
    """Milliseconds of each turn: the whole of it, what the skill's round trip took of that, and a bare post."""

    whole: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    post: list[float] = field(default_factory=list)


def main(rounds: int = ROUNDS) -> None:
    """Measure `rounds` times each sentence, and print."""
    sys.stdout.write(
        f"{'ms, median (90th percentile)':<30}{'turn':>16}{'speaker alone':>18}{'bare post':>16}{'ratio':>8}\n"
    )
    for name, (model, said) in SAID.items():
        times = _measured(model, said, rounds)
        cells = f"{_middle(times.whole):>16}{_middle(times.own):>18}{_middle(times.post):>16}"
        ratio = statistics.median(times.whole) / statistics.median(times.post)
        sys.stdout.write(f"{name:<30}{cells}{ratio:>8.1f}\n")


def _measured(model: Path, said: tuple[str, ...], rounds: int) -> Times:
    times = Times()
    with tempfile.TemporaryDirectory() as folder, _bare_skill() as endpoint, requests.Session() as bare:
        client = SkillClient(endpoint, open_authority(Path(folder)))
        talk = Conversation(Understanding(InteractionModel.load(model)), client, SKILL_ID)
        for round_ in range(rounds + 3):
            for words in said:
                started = time.perf_counter()
                turn = talk.say(words)
                whole = (time.perf_counter() - started) * 1000
                started = time.perf_counter()
                bare.post(endpoint, data=_ANSWER, timeout=8).json()
                post = (time.perf_counter() - started) * 1000
                if round_ >= 3:  # the first rounds fill caches
                    times.whole.append(whole)
                    times.own.append(whole - turn.millis)
                    times.post.append(post)
        client.close()
    return times


def _middle(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} ({statistics.quantiles(values, n=10)[-1]:.2f})"


@contextmanager
def _bare_skill() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(_ANSWER)))
            self.end_headers()
            self.wfile.write(_ANSWER)

        def log_message(self, *_: object) -> None:
            """A measurement is no log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    main()
