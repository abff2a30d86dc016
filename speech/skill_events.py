"""Skill events: what Alexa tells a skill about an account, outside of any session (enabled, disabled, permissions).

A skill answers them with 200 and nothing else; Alexa delivers them again for up to an hour until it does.
"""

from collections.abc import Callable
from dataclasses import replace

from speech.channel import Channel, fault_finding
from speech.device import Json, User, named_id
from speech.envelope import event_request
from speech.model import InteractionModel
from speech.turn import Turn
from speech.validator import findings

_PREFIX = "AlexaSkillEvent."
ENABLED, DISABLED = "SkillEnabled", "SkillDisabled"
ACCEPTED, _CHANGED, _LINKED = "SkillPermissionAccepted", "SkillPermissionChanged", "SkillAccountLinked"

# What an event tells when a test leaves it open. Whether a skill's data were to be kept is told with every disabling.
_BODIES: dict[str, Callable[[], Json | None]] = {
    ENABLED: lambda: None,
    DISABLED: lambda: {"userInformationPersistenceStatus": "NOT_PERSISTED"},
    ACCEPTED: lambda: {"acceptedPermissions": []},
    _CHANGED: lambda: {"acceptedPermissions": []},
    _LINKED: lambda: {"accessToken": named_id("access-token", "")},
}
EVENTS = tuple(_BODIES)


def permissions(scopes: list[str]) -> Json:
    """The body of a permission event: the `scopes` that are accepted now; none means that all were revoked."""
    return {"acceptedPermissions": [{"scope": scope} for scope in scopes]}


def account_after(user: User, event: str, body: Json | None) -> User:
    """The account as the event, and every request after it, shows it."""
    if event == _LINKED:
        return replace(user, access_token=str((body or {}).get("accessToken", "")))
    if event in (ACCEPTED, _CHANGED):
        token = named_id("consent-token", user.user_id) if (body or {}).get("acceptedPermissions") else None
        return replace(user, consent_token=token)
    return user


def body_of(event: str, body: Json | None) -> Json | None:
    """The body to send: the given one, else what the event tells when nothing else is said."""
    return body if body is not None else _BODIES[event]()


def send_event(channel: Channel, model: InteractionModel, event: str, body: Json | None) -> Turn:
    """Tells the skill of an event of EVENTS with a `body_of` it, and what it made of that."""
    turn = Turn(intent=_PREFIX + event)
    answer = channel.send_event(event_request(turn.intent or event, channel.device, body))
    turn.millis, turn.answered = answer.millis, answer.fault is None
    if answer.fault is None:
        turn.problems += findings(answer.json or {}, answer.body, channel.asked(turn.intent or event, model))
    elif answer.fault.place != "body":  # Amazon wants a 200, and reads no further
        turn.problems.append(fault_finding(answer, "Alexa delivers the event again, for up to an hour"))
    return turn
