"""Which audio directives Alexa accepts, and what an answer to a request without a session may hold.

The rules are those of Amazon's pages on AudioPlayer and PlaybackController; what Alexa does with an answer that breaks
them is told there as a System.ExceptionEncountered request with INVALID_RESPONSE.
"""

from collections.abc import Iterator
from typing import Any

from speech.audio_player import (
    CLEAR_QUEUE,
    ENQUEUE,
    FINISHED,
    PLAY,
    REPLACE_ALL,
    REPLACE_ENQUEUED,
    STARTED,
    STOP,
    STOPPED,
)
from speech.device import AUDIO_INTERFACE, Json
from speech.findings import Finding

EXCEPTION = "System.ExceptionEncountered"
LONGEST_TOKEN, LONGEST_URL = 1_024, 8_000

_WITHOUT_SESSION = ("outputSpeech", "reprompt", "card")
_ALLOWED = {STARTED: (STOP, CLEAR_QUEUE), FINISHED: (STOP, CLEAR_QUEUE), STOPPED: (), EXCEPTION: ()}
_DROPPED = "Alexa drops the answer"


def is_audio(directive: Any) -> bool:
    """Whether something in a list of directives is for the player."""
    kind = directive.get("type") if isinstance(directive, dict) else None
    return isinstance(kind, str) and kind.startswith(AUDIO_INTERFACE + ".")


def audio_findings(directives: Any, *, has_player: bool) -> Iterator[Finding]:
    """What is wrong with the audio directives of an answer, for a device that has a player, or none."""
    found = [
        (f"response.directives[{position}]", directive)
        for position, directive in enumerate(directives if isinstance(directives, list) else ())
        if is_audio(directive)
    ]
    for place, directive in found:
        if not has_player:
            said = "the device plays no audio: Alexa says that it doesn't support this, and plays nothing"
            yield Finding("audio_directive", place, said)
        yield from _directive(directive, place)
    if sum(directive["type"] == PLAY for _, directive in found) > 1:
        yield _dropped("one_play_directive", "response.directives", "more than one AudioPlayer.Play")


def sessionless_findings(response: Json, request_type: str) -> Iterator[Finding]:
    """What an answer to a request of the player, a button or Alexa's own complaint holds that it may not."""
    for name in _WITHOUT_SESSION:
        if response.get(name):
            said = f"there is no session, so nothing can be said or shown: {_DROPPED}"
            yield Finding("answer_without_session", f"response.{name}", said, fatal=True)
    allowed = _ALLOWED.get(request_type)
    directives = response.get("directives")
    for position, directive in enumerate(directives if isinstance(directives, list) else ()):
        kind = directive.get("type") if isinstance(directive, dict) else None
        if not is_audio(directive) or (allowed is not None and kind not in allowed):
            said = f"{kind} can't answer {request_type}"
            yield _dropped("directive_without_session", f"response.directives[{position}]", said)


def _directive(directive: Json, place: str) -> Iterator[Finding]:
    if directive["type"] == CLEAR_QUEUE:
        if directive.get("clearBehavior") not in ("CLEAR_ALL", "CLEAR_ENQUEUED"):
            yield _dropped("clear_behavior", f"{place}.clearBehavior", "neither CLEAR_ALL nor CLEAR_ENQUEUED")
    elif directive["type"] == PLAY:
        yield from _play(directive, place)
    elif directive["type"] != STOP:
        yield _dropped("audio_directive_type", f"{place}.type", f"unknown {directive['type']}")


def _play(directive: Json, place: str) -> Iterator[Finding]:
    behavior, item = directive.get("playBehavior"), directive.get("audioItem")
    if behavior not in (REPLACE_ALL, ENQUEUE, REPLACE_ENQUEUED):
        said = "none of REPLACE_ALL, ENQUEUE, REPLACE_ENQUEUED"
        yield _dropped("audio_play_behavior", f"{place}.playBehavior", said)
    stream = item.get("stream") if isinstance(item, dict) else None
    at = f"{place}.audioItem.stream"
    if not isinstance(stream, dict):
        yield _dropped("audio_stream", at, "no stream to play")
        return
    for name, longest in (("url", LONGEST_URL), ("token", LONGEST_TOKEN)):
        value = stream.get(name)
        if not isinstance(value, str) or not value:
            yield _dropped("audio_stream", f"{at}.{name}", f"a stream without {name}")
        elif len(value) > longest:
            yield _dropped("audio_stream", f"{at}.{name}", f"{len(value)} characters, more than {longest}")
    if isinstance(stream.get("url"), str) and not stream["url"].startswith("https://"):
        yield Finding("audio_url", f"{at}.url", "not https: the device can't play it, and tells so as PlaybackFailed")
    if behavior in (REPLACE_ALL, REPLACE_ENQUEUED) and stream.get("expectedPreviousToken") is not None:
        said = f"only {ENQUEUE} may expect a previous token"
        yield _dropped("expected_previous_token", f"{at}.expectedPreviousToken", said)


def _dropped(rule: str, place: str, what: str) -> Finding:
    return Finding(rule, place, f"{what}: {_DROPPED} and tells the skill INVALID_RESPONSE", fatal=True)
