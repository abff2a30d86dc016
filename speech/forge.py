"""Makes the messages of a rehearsal: good requests, signed as Amazon signs, for the faults to spoil in one place."""

import contextlib
import datetime
import json
import secrets
import time
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from speech.authority import CHAIN_FILE, Authority
from speech.device import Device, User
from speech.envelope import (
    Json,
    SessionView,
    ended_request,
    envelope,
    intent_object,
    intent_request,
    launch_request,
    new_session_id,
)
from speech.signing import CHAIN_ADDRESS, CHAIN_FOLDER, signed_headers

HELP = "AMAZON.HelpIntent"
# A user of its own, so that a rehearsal touches nothing the skill keeps for the speaker's user.
_USER = "amzn1.ask.account.OFFLINEREHEARSAL"
_CHAIN_PREFIX = "rehearsal-"
# No rehearsal takes so long: what is older was left by one that could not remove it.
_OVER_AFTER_SECONDS = 3600.0


@dataclass(frozen=True)
class Message:
    """What goes over the wire: the method, the headers as they are written, and the bytes of the body."""

    headers: dict[str, str]
    body: bytes
    method: str = "POST"

    def with_headers(self, **changed: str) -> "Message":
        """The same with some headers put in or replaced; `_` in a name stands for `-`."""
        return replace(self, headers=self.headers | {name.replace("_", "-"): text for name, text in changed.items()})

    def without(self, *names: str) -> "Message":
        """The same without these headers."""
        return replace(self, headers={name: text for name, text in self.headers.items() if name not in names})


class Forge:
    """Makes messages for one skill. Chain files it writes into the authority's folder go when its block ends.

    What a run that was killed has left there goes when the next begins.
    """

    def __init__(self, authority: Authority, skill_id: str, locale: str) -> None:
        self.authority = authority
        self.skill_id = skill_id
        self._device = Device(locale=locale, user=User(_USER))
        # A skill may remember chains by their address, failed ones too: no run uses an address of another.
        self._run = secrets.token_hex(4)
        self._written: list[Path] = []

    def __enter__(self) -> "Forge":
        long_ago = time.time() - _OVER_AFTER_SECONDS
        for file in self.authority.chains.glob(f"{_CHAIN_PREFIX}*.pem"):
            with contextlib.suppress(FileNotFoundError):  # another run may be tidying up too
                if file.stat().st_mtime < long_ago:
                    file.unlink()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._written:
            file.unlink(missing_ok=True)

    def launch(self, age: datetime.timedelta = datetime.timedelta()) -> Json:
        """A whole LaunchRequest that was sent `age` ago."""
        return self._whole(launch_request(self._device), age)

    def help(self) -> Json:
        """A whole IntentRequest for the one intent every skill must have."""
        return self._whole(intent_request(self._device, intent_object(HELP, {}), None))

    def ended(self) -> Json:
        """A whole SessionEndedRequest."""
        return self._whole(ended_request(self._device, "USER_INITIATED"))

    def event(self, kind: str, age: datetime.timedelta) -> Json:
        """An event that happened `age` ago: it has no session, device or locale."""
        whole = self.launch(age)
        del whole["session"]
        del whole["context"]["System"]["device"]
        stamp = whole["request"]["timestamp"]
        request = {"type": kind, "eventCreationTime": stamp, "eventPublishingTime": stamp}
        request |= {key: whole["request"][key] for key in ("requestId", "timestamp")}
        return whole | {"request": request}

    def signed(self, body: Json | bytes, chain: str = CHAIN_ADDRESS) -> Message:
        """`body` with the headers Amazon sends; `chain` is the address of the chain."""
        content = body if isinstance(body, bytes) else to_bytes(body)
        return Message(signed_headers(content, self.authority, chain), content)

    def good_chain(self) -> bytes:
        """The chain file that every good request names: signing certificate, then root."""
        return (self.authority.chains / CHAIN_FILE).read_bytes()

    def new_chain(self, content: bytes | None) -> str:
        """The address of a chain file that no skill has seen yet; with None there is no such file."""
        file = self.authority.chains / f"{_CHAIN_PREFIX}{self._run}-{len(self._written)}.pem"
        self._written.append(file)
        if content is not None:
            file.write_bytes(content)
        return CHAIN_FOLDER + file.name

    def _whole(self, request: Json, age: datetime.timedelta = datetime.timedelta()) -> Json:
        request = request | {"timestamp": stamp(age)}
        return envelope(request, self._device, self.skill_id, SessionView(new_session_id(), True, {}))


def stamp(age: datetime.timedelta) -> str:
    """The time `age` ago as Alexa writes it: ISO 8601, whole seconds, UTC."""
    return (datetime.datetime.now(datetime.UTC) - age).strftime("%Y-%m-%dT%H:%M:%SZ")


def to_bytes(body: Json) -> bytes:
    """JSON as the speaker sends it."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
