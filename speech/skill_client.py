"""Sends a signed request to the skill and brings back what it answered, whatever that was.

Nothing that can go wrong on the way is an exception: it is an Answer with a Fault, in the words of Alexa's own
session errors.
"""

import json
import math
import threading
import time
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy

import requests

from speech.authority import Authority
from speech.envelope import Json
from speech.signing import signed_headers

ANSWER_WITHIN_SECONDS = 8.0
_MOST_BYTES_READ = 8 * 1024 * 1024


@dataclass(frozen=True)
class Fault:
    """Why an answer is unusable: the `rule` that broke, Alexa's SessionEndedRequest error `type`, and the `place`."""

    rule: str
    type: str
    message: str
    place: str = "connection"


@dataclass(frozen=True)
class Answer:
    """What came back: the raw `body`, `json` when it is a JSON object, the round trip in `millis`, a fault or None."""

    body: bytes
    json: Json | None
    millis: float
    fault: Fault | None


class SkillClient:
    """A kept-open connection to one endpoint."""

    def __init__(self, endpoint: str, authority: Authority, answer_within: float = ANSWER_WITHIN_SECONDS) -> None:
        self._endpoint = endpoint
        self._authority = authority
        self._answer_within = answer_within
        self._http = requests.Session()
        self._http.trust_env = False  # a proxy of the environment has no business between speaker and skill
        # Alexa keeps no cookies, and one client speaks for several accounts.
        self._http.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._http.headers.update({"User-Agent": "Apache-HttpClient/UNAVAILABLE (Java/1.8.0)"})

    def send(self, envelope: Json, within: float | None = None) -> Answer:
        """Signs and posts `envelope`, and waits `within` seconds (else Alexa's 8) for the answer; never raises."""
        body = json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        headers = signed_headers(body, self._authority)
        started = time.perf_counter()
        status, received, fault = self.exchange("POST", body, headers, within)
        millis = round((time.perf_counter() - started) * 1000, 1)
        if fault is None and status != requests.codes.ok:
            said = f"HTTP {status} instead of 200"
            fault = Fault(
                "http_status", "INVALID_RESPONSE" if status < 500 else "INTERNAL_SERVICE_ERROR", said, "status"
            )
        elif fault is None and len(received) > _MOST_BYTES_READ:
            said = f"the answer has more than {_MOST_BYTES_READ} bytes, and was read no further"
            fault = Fault("answer_size", "INVALID_RESPONSE", said, "body")
        if fault is not None:
            return Answer(received, None, millis, fault)
        document = _json_object(received)
        if document is None:
            fault = Fault("not_json", "INVALID_RESPONSE", "the answer is not a JSON object", "body")
        return Answer(received, document, millis, fault)

    def exchange(
        self, method: str, body: bytes, headers: dict[str, str], within: float | None = None
    ) -> tuple[int, bytes, Fault | None]:
        """HTTP status (0 for none) and body of the answer to these very bytes, signed or not; never raises.

        Waits no longer than `within`, however the answer comes in: a socket's own limit starts anew with each byte. An
        answer that is too slow is left to a thread of its own, which ends with it or with the program.
        """
        within = within or self._answer_within
        answers: list[tuple[int, bytes, Fault | None]] = []
        sending = threading.Thread(
            target=lambda: answers.append(self._exchange(method, body, headers, within)), daemon=True
        )
        sending.start()
        sending.join(within)
        return answers[0] if answers else (0, b"", _too_slow(within))

    def _exchange(
        self, method: str, body: bytes, headers: dict[str, str], within: float
    ) -> tuple[int, bytes, Fault | None]:
        deadline = time.monotonic() + within
        received = b""
        try:
            with self._http.request(
                method,
                self._endpoint,
                data=body,
                headers=headers,
                timeout=within,
                stream=True,
                allow_redirects=False,
            ) as response:
                for piece in response.iter_content(65536):
                    received += piece
                    if time.monotonic() > deadline:
                        return response.status_code, received, _too_slow(within)
                    if len(received) > _MOST_BYTES_READ:
                        break
                return response.status_code, received, None
        except requests.Timeout:
            return 0, received, _too_slow(within)
        except Exception as error:  # whatever an answer makes of the HTTP library: it is told, and not as slowness
            said = f"no answer from {self._endpoint} ({type(error).__name__})"
            return 0, received, Fault("no_answer", "ENDPOINT_TIMEOUT", said)

    def close(self) -> None:
        """Closes the connection."""
        self._http.close()


def _too_slow(within: float) -> Fault:
    return Fault("answer_in_time", "ENDPOINT_TIMEOUT", f"no answer within {within:g} s")


def _json_object(body: bytes) -> Json | None:
    def refuse(name: str) -> float:
        raise ValueError(name)

    def finite(text: str) -> float:
        number = float(text)
        if not math.isfinite(number):
            raise ValueError(text)
        return number

    try:
        document = json.loads(body.decode("utf-8"), parse_constant=refuse, parse_float=finite)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None
