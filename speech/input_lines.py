"""The things a test can have done, as JSON objects: {"say": "words"}, {"user": "anna", "wait": 40}.

Each object has one action, what belongs to it, and who and where: `user` (an account), `device`, `person` (the voice
that is recognised). Names are the test's own.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from speech.clock import ClockError
from speech.device import Json
from speech.household import Household
from speech.playback import BUTTONS
from speech.session import Conversation, NotHeardError
from speech.skill_events import ACCEPTED, EVENTS, permissions
from speech.turn import Turn

NEW_SESSION = "new_session"
WHERE = ("user", "device", "person")
AUDIO = ("nearly_finished", "finished", "failed")
MEDIA_ERRORS = tuple(
    f"MEDIA_ERROR_{name}"
    for name in ("UNKNOWN", "INVALID_REQUEST", "SERVICE_UNAVAILABLE", "INTERNAL_SERVER_ERROR", "INTERNAL_DEVICE_ERROR")
)
# Faults that are no skill's own, by Alexa's names for them.
FAULTS = ("DEVICE_COMMUNICATION_ERROR", "INTERNAL_SERVICE_ERROR", "ENDPOINT_TIMEOUT", "INVALID_RESPONSE")


class LineError(Exception):
    """An input line that can't be used; the message says why."""


def take(line: Mapping[str, Any], household: Household) -> Turn:
    """What comes of `line`. Raises LineError."""
    action = _ACTIONS[check(line)]
    where = {key: line[key] for key in ("user", "device") if key in line}
    try:
        return action.act(_Line(household, household.at(**where, person=line.get("person")), line))
    except (ClockError, NotHeardError) as fault:
        raise LineError(str(fault)) from fault


def check(line: Mapping[str, Any]) -> str:
    """The name of the one action of `line`, whose keys and values are all right. Raises LineError."""
    actions = [key for key in line if key in _ACTIONS]
    if len(actions) != 1:
        raise LineError(f"expected one of {', '.join(action.example for action in _ACTIONS.values())}")
    _check_keys(line, actions[0], _ACTIONS[actions[0]])
    return actions[0]


@dataclass(frozen=True)
class _Line:
    household: Household
    conversation: Conversation
    keys: Mapping[str, Any]


@dataclass(frozen=True)
class _Action:
    """`fits` judges the action's own value; `more` are the keys it knows besides, each with what is right for it."""

    example: str
    fits: Callable[[Any], bool]
    act: Callable[[_Line], Turn]
    more: Mapping[str, Callable[[Any], bool]]


def _check_keys(line: Mapping[str, Any], name: str, action: _Action) -> None:
    if not action.fits(line[name]):
        raise LineError(f"{name} wants {action.example}")
    for key, value in line.items():
        known = {name: action.fits} | dict.fromkeys(WHERE, _words) | dict(action.more)
        if key not in known:
            others = ", ".join(sorted(set(known) - {name}))
            raise LineError(f"{name} does not go with {key!r}; it goes with {others}")
        if not known[key](value):
            raise LineError(f"{key} can't be {value!r} beside {name}")
    # Without a scope it would tell that everything is revoked.
    if line.get("event") == ACCEPTED and not line.get("permissions") and "body" not in line:
        raise LineError(f"{ACCEPTED} wants the scopes that were accepted, as permissions")


def _words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _yes(value: Any) -> bool:
    return value is True


def _object(value: Any) -> bool:
    return isinstance(value, dict)


def _list(value: Any) -> bool:
    return isinstance(value, list)


def _list_of_words(value: Any) -> bool:
    return isinstance(value, list) and all(_words(one) for one in value)


def _seconds(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _one_of(known: tuple[str, ...]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in known


def _start_over(line: _Line) -> Turn:
    return Turn(problems=line.conversation.new_session(), ended=True)


def _event(line: _Line) -> Turn:
    body: Json | None = line.keys.get("body")
    if "permissions" in line.keys:
        body = permissions(line.keys["permissions"])
    where = {key: line.keys[key] for key in ("user", "device") if key in line.keys}
    return line.household.skill_event(line.keys["event"], body, **where)


def _audio(line: _Line) -> Turn:
    turn, playback = Turn(ended=not line.conversation.open), line.conversation.playback
    match line.keys["audio"]:
        case "failed":
            playback.fail(turn, line.keys.get("error", MEDIA_ERRORS[0]))
        case "finished":
            playback.finish(turn)
        case _:
            playback.nearly_finish(turn)
    return turn


def _press(line: _Line) -> Turn:
    turn = Turn(ended=not line.conversation.open)
    line.conversation.playback.press(line.keys["button"], turn)
    return turn


def _connection(line: _Line) -> Turn:
    keys = line.keys
    status = keys.get("status", {"code": "200", "message": "OK"})
    return line.conversation.connect(keys["connection"], keys.get("token", ""), keys.get("payload", {}), status)


_ACTIONS: dict[str, _Action] = {
    "say": _Action('{"say": "words"}', _words, lambda line: line.conversation.say(line.keys["say"]), {}),
    "hear": _Action('{"hear": "file.wav"}', _words, lambda line: line.conversation.hear(Path(line.keys["hear"])), {}),
    "silence": _Action('{"silence": true}', _yes, lambda line: line.conversation.silence(), {}),
    "touch": _Action(
        '{"touch": [arguments]}',
        _list,
        lambda line: line.conversation.touch(line.keys["touch"], line.keys.get("component")),
        {"component": _words},
    ),
    NEW_SESSION: _Action('{"new_session": true}', _yes, _start_over, {}),
    "wait": _Action(
        '{"wait": seconds}',
        _seconds,
        lambda line: line.household.wait(line.keys["wait"], line.conversation),
        {},
    ),
    "now": _Action(
        '{"now": "2026-03-01T07:00:00+01:00"}',
        _words,
        lambda line: line.household.set_clock(line.keys["now"], line.conversation),
        {},
    ),
    "event": _Action(
        f'{{"event": "{"|".join(EVENTS)}"}}',
        _one_of(EVENTS),
        _event,
        {"body": _object, "permissions": _list_of_words},
    ),
    "audio": _Action(f'{{"audio": "{"|".join(AUDIO)}"}}', _one_of(AUDIO), _audio, {"error": _one_of(MEDIA_ERRORS)}),
    "button": _Action(f'{{"button": "{"|".join(BUTTONS)}"}}', _one_of(tuple(BUTTONS)), _press, {}),
    "fault": _Action(
        f'{{"fault": "{"|".join(FAULTS)}"}}',
        _one_of(FAULTS),
        lambda line: line.conversation.break_off(line.keys["fault"]),
        {},
    ),
    "connection": _Action(
        '{"connection": "name"}',
        _words,
        _connection,
        {"token": _words, "payload": _object, "status": _object},
    ),
    "can_fulfill": _Action(
        '{"can_fulfill": "words"}',
        _words,
        lambda line: line.conversation.can_fulfill(line.keys["can_fulfill"]),
        {},
    ),
}

ACTIONS = tuple(_ACTIONS)
KEYS = tuple(dict.fromkeys([*_ACTIONS, *WHERE, *(key for action in _ACTIONS.values() for key in action.more)]))
"""All keys a line may have; which go together, `check` knows."""
