"""The device's player of long audio: what plays, what is queued, and which requests a change of that causes.

Nothing is fetched and nothing is heard: how long a stream is stays unknown, so a test says when it ends. Its offset
runs with the clock.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from speech.clock import Clock
from speech.device import AUDIO_INTERFACE, Json

PLAY, STOP, CLEAR_QUEUE = (f"{AUDIO_INTERFACE}.{name}" for name in ("Play", "Stop", "ClearQueue"))
STARTED, NEARLY_FINISHED, FINISHED, STOPPED, FAILED = (
    f"{AUDIO_INTERFACE}.Playback{name}" for name in ("Started", "NearlyFinished", "Finished", "Stopped", "Failed")
)
CLEAR_ALL = "CLEAR_ALL"
REPLACE_ALL, ENQUEUE, REPLACE_ENQUEUED = "REPLACE_ALL", "ENQUEUE", "REPLACE_ENQUEUED"


@dataclass(frozen=True)
class Event:
    """A request that is due: its type, and the fields that only it has."""

    type: str
    fields: Json


@dataclass(frozen=True)
class _Stream:
    token: str
    offset: int


class AudioPlayer:
    """One device's player. A change gives the Events it causes one by one: what follows, happens once each is told."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._queue: deque[_Stream] = deque()
        self._current: _Stream | None = None
        self._activity = "IDLE"
        self._since = 0.0
        self._offset = 0
        self._nearly_finished = False

    @property
    def plays(self) -> bool:
        """Whether something plays."""
        return self._activity == "PLAYING"

    @property
    def has_played(self) -> bool:
        """Whether the skill was the last to play something: commands without a name are for it."""
        return self._current is not None

    def context(self) -> Json:
        """`AudioPlayer` of a request's context."""
        state: Json = {"offsetInMilliseconds": self._position(), "playerActivity": self._activity}
        return state if self._current is None else {"token": self._current.token} | state

    def take(self, directive: Json) -> Iterator[Event]:
        """Follows a Play, Stop or ClearQueue directive that broke no rule."""
        match directive["type"]:
            case kind if kind == PLAY:
                yield from self._play(directive.get("playBehavior"), directive["audioItem"]["stream"])
            case kind if kind == STOP:
                yield from self._stop()
            case kind if kind == CLEAR_QUEUE:
                self._queue.clear()
                if directive.get("clearBehavior") == CLEAR_ALL:
                    yield from self._stop()

    def nearly_finish(self) -> Iterator[Event]:
        """The stream comes to its end, and the device is ready for another; told once for each stream."""
        if self.plays and not self._nearly_finished:
            self._nearly_finished = True
            yield self._event(NEARLY_FINISHED)

    def finish(self) -> Iterator[Event]:
        """The stream ends by itself, and the next of the queue starts. Nothing when nothing plays."""
        if self.plays:
            self._halt("FINISHED")
            yield self._event(FINISHED)
            yield from self._next()

    def fail(self, error_type: str) -> Iterator[Event]:
        """The stream can't be played on. Whether Alexa then plays what is queued is unverified: here it stops."""
        if self.plays and self._current is not None:
            current = {"currentPlaybackState": self.context()}
            self._halt("STOPPED")
            error = {"type": error_type, "message": "the stream could not be played"}
            yield Event(FAILED, {"token": self._current.token, "error": error} | current)

    def _play(self, behavior: Any, stream: Json) -> Iterator[Event]:
        wanted = _Stream(str(stream["token"]), _milliseconds(stream.get("offsetInMilliseconds")))
        if behavior == REPLACE_ALL:
            self._queue.clear()
            yield from self._stop()
        elif behavior == REPLACE_ENQUEUED:
            self._queue.clear()
        elif stream.get("expectedPreviousToken") not in (None, self._last_token()):
            return  # the skill believed in another queue: Amazon's guard against streams that overtake each other
        self._queue.append(wanted)
        if not self.plays:
            yield from self._next()

    def _last_token(self) -> str | None:
        last = self._queue[-1] if self._queue else self._current
        return last.token if last is not None else None

    def _next(self) -> Iterator[Event]:
        if self._queue and not self.plays:
            self._current, self._activity, self._nearly_finished = self._queue.popleft(), "PLAYING", False
            self._offset, self._since = self._current.offset, self._clock.seconds()
            yield self._event(STARTED)

    def _stop(self) -> Iterator[Event]:
        if self.plays:
            self._halt("STOPPED")
            yield self._event(STOPPED)

    def _halt(self, activity: str) -> None:
        self._offset = self._position()
        self._activity = activity

    def _position(self) -> int:
        played = round((self._clock.seconds() - self._since) * 1000) if self.plays else 0
        return self._offset + played

    def _event(self, kind: str) -> Event:
        token = self._current.token if self._current is not None else ""
        return Event(kind, {"token": token, "offsetInMilliseconds": self._position()})


def _milliseconds(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0
