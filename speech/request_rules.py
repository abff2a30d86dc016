"""What an answer may carry at all, by the type of the request it answers."""

from collections.abc import Iterator, Mapping
from typing import Any

from speech.answer_schema import VERDICT
from speech.audio_player import PLAY
from speech.envelope import CAN_FULFILL
from speech.findings import Finding, refusal

SESSION_ENDED = "SessionEndedRequest"

# Alexa tells the skill that something happened, and takes no answer to it.
_NEWS = (
    *("AlexaSkillEvent.", "AlexaHouseholdListEvent.", "Reminders.", "Messaging.", "System.ExceptionEncountered"),
    *("AudioPlayer.PlaybackStopped", "Alexa.Presentation.APL.RuntimeError"),
)
_PLAYER = ("AudioPlayer.", "PlaybackController.")
_STOPS_ONLY = ("AudioPlayer.PlaybackStarted", "AudioPlayer.PlaybackFinished")
_SPOKEN_OR_SHOWN = ("outputSpeech", "reprompt", "card", "directives")


def takes_no_answer(request_type: str) -> bool:
    """Whether nothing of an answer to such a request is spoken, shown or played."""
    return request_type == SESSION_ENDED or request_type.startswith(_NEWS)


def needs_no_answer(request_type: str) -> bool:
    """Whether a skill may leave such a request without a word: an empty 200 is enough."""
    return takes_no_answer(request_type) or request_type.startswith(_PLAYER)


def silent_findings(response: Mapping[str, Any], request_type: str) -> Iterator[Finding]:
    """What stands in an answer to a request that takes none."""
    ended = request_type == SESSION_ENDED
    rule, why = ("answer_to_session_end", "the session is over") if ended else ("answer_to_news", "it takes no answer")
    for name in _SPOKEN_OR_SHOWN:
        if response.get(name):
            yield Finding(rule, f"response.{name}", f"{why}: Alexa speaks and shows nothing of this")
    if response.get("shouldEndSession") is False:
        yield Finding(rule, "response.shouldEndSession", f"{why}: no session can stay open")


def request_findings(response: Mapping[str, Any], request_type: str) -> Iterator[Finding]:
    """What does not fit the request that is answered."""
    if request_type == CAN_FULFILL:
        yield from _can_fulfill(response)
    elif response.get("canFulfillIntent") is not None:
        said = "only the answer to a CanFulfillIntentRequest can say this: Alexa ignores it"
        yield Finding("can_fulfill_unasked", "response.canFulfillIntent", said)
    if request_type.startswith(_PLAYER):
        yield from _to_the_player(response, request_type)


def _can_fulfill(response: Mapping[str, Any]) -> Iterator[Finding]:
    told = response.get("canFulfillIntent")
    if told is None:
        yield refusal(
            "can_fulfill_missing", "response.canFulfillIntent", "Alexa asked whether the skill can, and waits"
        )
    else:
        yield from VERDICT.findings(told, "response.canFulfillIntent")
    for name in _SPOKEN_OR_SHOWN:
        if response.get(name):
            said = "Alexa only asks whether the skill can: nothing of this is spoken or shown"
            yield Finding("can_fulfill_alone", f"response.{name}", said)


def _to_the_player(response: Mapping[str, Any], request_type: str) -> Iterator[Finding]:
    for name in ("outputSpeech", "reprompt", "card"):
        if response.get(name):
            yield refusal(
                "player_answer", f"response.{name}", "there is no session, only AudioPlayer directives may come"
            )
    if response.get("shouldEndSession") is False:
        yield refusal("player_answer", "response.shouldEndSession", "there is no session that could stay open")
    directives = response.get("directives")
    for position, directive in enumerate(directives if isinstance(directives, list) else ()):
        kind = directive.get("type") if isinstance(directive, dict) else None
        if not isinstance(kind, str):
            continue
        place = f"response.directives[{position}]"
        if not kind.startswith("AudioPlayer."):
            yield refusal("player_answer", place, f"{kind}, where only AudioPlayer directives may come")
        elif kind == PLAY and request_type in _STOPS_ONLY:
            yield refusal("player_answer", place, f"a stream can't be started by the answer to {request_type}")
