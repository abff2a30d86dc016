"""A skill that has nothing to do with health: a bicycle workshop, on Python's own HTTP server.

It checks each request as a skill must (chain, name, signature over the raw bytes), keeps what it was sent, and answers
in the shapes the tests need. `python -m tests.speech.bike_shop --port N` serves it as `[tool.speech].start` would,
and leaves its process id in the current folder.
"""

import argparse
import base64
import datetime
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

Json = dict[str, Any]
Answerer = Callable[[Json], Any]

MODEL = Path(__file__).parent / "models" / "bike_shop.json"
REPLY_SLOTS = ("answer", "bike", "noise", "time", "since")


def speaks(text: str, *, ends: bool | None = None, **more: Any) -> Json:
    response: Json = {"outputSpeech": {"type": "PlainText", "text": text}} | more
    if ends is not None:
        response["shouldEndSession"] = ends
    return {"version": "1.0", "response": response}


def asks(text: str, again: str = "Could you tell me?", **more: Any) -> Json:
    return speaks(text, ends=False, reprompt={"outputSpeech": {"type": "PlainText", "text": again}}, **more)


def empty_reply() -> Json:
    slots = {name: {"name": name, "confirmationStatus": "NONE"} for name in REPLY_SLOTS}
    return {"name": "ReplyIntent", "confirmationStatus": "NONE", "slots": slots}


def elicits(slot: str, **more: Any) -> list[Json]:
    return [{"type": "Dialog.ElicitSlot", "slotToElicit": slot} | more]


def shows(*items: Json) -> Json:
    document = {"type": "APL", "version": "1.8", "mainTemplate": {"items": [{"type": "Container", "items": items}]}}
    return {"type": "Alexa.Presentation.APL.RenderDocument", "token": "menu", "document": document}


def has_screen(envelope: Json) -> bool:
    return "Alexa.Presentation.APL" in envelope["context"]["System"]["device"]["supportedInterfaces"]


def workshop(envelope: Json) -> Json:
    """The shop's answers: an open question after launch and faults, delegation for rentals, plain answers otherwise."""
    request, attributes = envelope["request"], envelope["session"].get("attributes") or {}
    turns = {"turns": attributes.get("turns", 0) + 1}
    if request["type"] == "SessionEndedRequest":
        return {"version": "1.0", "response": {}}
    if request["type"] == "LaunchRequest":
        directives = elicits("noise", updatedIntent=empty_reply())
        return asks("Welcome to Pedal Works. What noise does it make?", directives=directives) | {
            "sessionAttributes": turns
        }
    if request["type"] != "IntentRequest":
        return speaks("You touched it.") | {"sessionAttributes": turns}
    answer = _to_intent(request["intent"], request.get("dialogState"))
    if request["intent"]["name"] == "ReplyIntent" and has_screen(envelope):
        answer["response"]["directives"] = [shows()]
    return answer | {"sessionAttributes": turns}


def _to_intent(intent: Json, state: str | None) -> Json:
    match intent["name"], state:
        case "RentBikeIntent", "COMPLETED":
            bike = intent["slots"]["bike"]["resolutions"]["resolutionsPerAuthority"][0]["values"][0]["value"]["id"]
            return speaks(f"Your {bike} bike is waiting.", ends=True)
        case "RentBikeIntent", _:
            return {
                "version": "1.0",
                "response": {"directives": [{"type": "Dialog.Delegate"}], "shouldEndSession": False},
            }
        case "BookRepairIntent", _:
            return speaks("Booked." if intent["confirmationStatus"] == "CONFIRMED" else "Not booked.", ends=True)
        case "DescribeFaultIntent", _:
            return asks("Does it make a noise?", directives=elicits("answer", updatedIntent=empty_reply()))
        case "ReplyIntent", _:
            return asks("It needs new brake pads. Anything else?")
        case "AMAZON.HelpIntent", _:
            return asks("Say what is wrong. What is it?")
        case "AMAZON.StopIntent" | "AMAZON.CancelIntent", _:
            return speaks("Ride safely.", ends=True)
        case _:
            return asks("I did not get that. What is wrong with your bike?")


class BikeShop:
    """A running shop: `requests` and `headers` of all it was sent, `answer` to put other answers in its mouth."""

    def __init__(self, roots: Path, chains: Path, port: int = 0) -> None:
        self.requests: list[Json] = []
        self.bodies: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.connections: set[int] = set()
        self.answer: Answerer = workshop
        self._roots, self._chains = roots, chains
        self.server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/alexa"

    @property
    def types(self) -> list[str]:
        """What was asked, in order: intent names, or types of other requests."""
        kinds = [envelope["request"] for envelope in self.requests]
        return [kind["intent"]["name"] if kind["type"] == "IntentRequest" else kind["type"] for kind in kinds]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        shop = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # or every answer waits 40 ms for an acknowledgement

            def do_GET(self) -> None:
                self._send(200, b"ok")

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                shop.connections.add(id(self))
                if not shop.trusts(body, dict(self.headers)):
                    self._send(400, b"")
                    return
                envelope = json.loads(body)
                shop.bodies.append(body)
                shop.headers.append(dict(self.headers))
                shop.requests.append(envelope)
                answer = shop.answer(envelope)
                if isinstance(answer, int):
                    self._send(answer, b"")
                else:
                    self._send(200, answer if isinstance(answer, bytes) else json.dumps(answer).encode())

            def _send(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler

    def trusts(self, body: bytes, headers: dict[str, str]) -> bool:
        """Whether the request is signed by a chain that leads to the trusted roots, for Amazon's signing name."""
        chain = (self._chains / headers["SignatureCertChainUrl"].rsplit("/", 1)[1]).read_bytes()
        leaf, *others = x509.load_pem_x509_certificates(chain)
        store = Store(x509.load_pem_x509_certificates(self._roots.read_bytes()))
        verifier = PolicyBuilder().store(store).time(datetime.datetime.now(datetime.UTC))
        try:
            verifier.build_server_verifier(x509.DNSName("echo-api.amazon.com")).verify(leaf, others)
            key = leaf.public_key()
            assert isinstance(key, rsa.RSAPublicKey)
            key.verify(base64.b64decode(headers["Signature-256"]), body, PKCS1v15(), hashes.SHA256())
        except (VerificationError, InvalidSignature):
            return False
        return True


@contextmanager
def open_shop(roots: Path, chains: Path) -> Iterator[BikeShop]:
    shop = BikeShop(roots, chains)
    thread = threading.Thread(target=shop.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield shop
    finally:
        shop.server.shutdown()
        shop.server.server_close()
        thread.join()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    environment = os.environ
    Path("bike_shop.pid").write_text(str(os.getpid()))
    BikeShop(
        Path(environment["BIKE_SHOP_ROOTS"]), Path(environment["BIKE_SHOP_CHAINS"]), parser.parse_args().port
    ).server.serve_forever()
