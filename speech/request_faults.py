"""Trials of a rightly signed request: its time, application id and body, and what is new to a skill.

Grounds are Amazon's page "Host a Custom Skill as a Web Service" where no other is named. What no readable copy of an
Amazon page says is marked [U] for unverified: such a trial takes refusal and tolerance alike.
"""

import datetime
import json
from collections.abc import Callable
from typing import Any

from speech.envelope import Json, intent_object
from speech.forge import HELP, Forge, Message, stamp
from speech.trial import EITHER, REFUSED, TAKEN, Needs, Trial

_MINUTES = datetime.timedelta(minutes=1)
_DEEP = 20_000

# 404 and 405 are what web frameworks say; a skill that verifies every method, or a bare server, is as right.
_NO_GET = (404, 405, 400, 401, 403, 501)


def _time_trials() -> list[Trial]:
    within, shape = "150 seconds at most lie between the timestamp and now", "a timestamp is ISO 8601"
    hour = 'events come up to an hour late, with their first timestamp ("Skill events in Alexa skills")'
    return [
        Trial("timestamp-stale", "a timestamp three minutes old", REFUSED, within, _aged(3 * _MINUTES)),
        Trial("timestamp-of-yesterday", "a timestamp a day old", REFUSED, within, _aged(24 * 60 * _MINUTES)),
        # Not every verifier in use refuses this one, but the tolerance of Amazon's own counts both ways.
        Trial("timestamp-future", "a timestamp three minutes ahead", REFUSED, within, _aged(-3 * _MINUTES)),
        Trial("timestamp-missing", "no timestamp", REFUSED, within, _timestamp(None)),
        Trial("timestamp-in-words", "a timestamp that is none", REFUSED, shape, _timestamp("this morning")),
        Trial("timestamp-impossible", "a month 13 and an hour 61", REFUSED, shape, _timestamp("2026-13-32T61:61:61Z")),
        Trial("timestamp-of-year-one", "a timestamp at the edge of calendars", REFUSED, within, _timestamp(_YEAR_ONE)),
        Trial(
            "timestamp-without-zone",
            "the right time without its Z",
            EITHER,
            "Alexa always names the zone; to read it as UTC opens nothing [U]",
            lambda f: f.signed(_stamped(f.launch(), stamp(0 * _MINUTES)[:-1])),
        ),
        Trial(
            "timestamp-in-milliseconds",
            "the right time as a number",
            EITHER,
            "Alexa wrote it so in its first years [U]",
            lambda f: f.signed(_stamped(f.launch(), round(datetime.datetime.now(datetime.UTC).timestamp() * 1000))),
        ),
        Trial(
            "event-late",
            "a skill event 50 minutes old",
            TAKEN,
            hour,
            lambda f: f.signed(f.event("AlexaSkillEvent.SkillEnabled", 50 * _MINUTES)),
        ),
        Trial(
            "event-stale",
            "a skill event two hours old",
            REFUSED,
            hour,
            lambda f: f.signed(f.event("AlexaSkillEvent.SkillEnabled", 120 * _MINUTES)),
        ),
        Trial(
            "reminder-late",
            "an event of a reminder 50 minutes old",
            EITHER,
            "the list of late events in Amazon's verifier leaves reminders out, its pages do not [U]",
            lambda f: f.signed(f.event("Reminders.ReminderDeleted", 50 * _MINUTES)),
        ),
    ]


def _body_trials() -> list[Trial]:
    nothing = "a bad request is answered with 400, never with a 500 of the skill's own"
    bodies: list[tuple[str, str, bytes]] = [
        ("body-not-json", "a body of words", b"open the door"),
        ("body-empty", "an empty body", b""),
        ("body-cut", "half a request", b'{"version": "1.0", "session": {"new": true'),
        ("body-not-utf8", "JSON with bytes that are not UTF-8", b'{"version": "\xff\xfe", "request": {}}'),
        ("body-a-list", "JSON, but a list", b"[1, 2, 3]"),
        ("body-without-request", "an object without a request", b'{"version": "1.0"}'),
        ("body-request-a-text", "a request that is a text", b'{"version": "1.0", "request": "LaunchRequest"}'),
    ]
    trials = [Trial(name, f"{what}, rightly signed", REFUSED, nothing, _body(body)) for name, what, body in bodies]
    # A server may also say that this is too long.
    deep = b"[" * _DEEP + b"]" * _DEEP
    trials.append(
        Trial("body-nested-deep", f"lists {_DEEP:,} deep, rightly signed", (400, 413), nothing, _body(deep)),
    )
    return trials


def _tolerance_trials() -> list[Trial]:
    grows = "Alexa's requests grow; what a skill does not know it leaves alone"
    return [
        Trial(
            "request-type-unknown",
            "a request of a type that does not exist yet",
            TAKEN,
            grows,
            _request(lambda request: {**request, "type": "Novelty.SomethingHappened"}),
        ),
        Trial("values-unknown", "an unknown dialogState, confirmation and screen", TAKEN, grows, _unknown_values),
        Trial(
            "reason-unknown",
            "a session that ended for an unknown reason and error",
            TAKEN,
            grows,
            lambda f: f.signed(
                _changed(f.ended(), {"reason": "NOVELTY", "error": {"type": "NOVEL", "message": "new"}})
            ),
        ),
        Trial("fields-unknown", "fields that do not exist yet", TAKEN, grows, _unknown_fields),
        Trial(
            "headers-in-small-letters",
            "header names in small letters",
            TAKEN,
            "header names have no case (RFC 9110), and proxies change it",
            _small_headers,
        ),
        Trial(
            "body-in-many-lines",
            "a signed body with line breaks and letters beyond ASCII",
            TAKEN,
            "the signature is over the very bytes, not over what a reader writes again",
            _many_lines,
        ),
        Trial(
            "context-missing",
            "no context",
            EITHER,
            "Alexa always sends one; refused or answered, but no error of the skill's own [U]",
            lambda f: f.signed({key: part for key, part in f.launch().items() if key != "context"}),
        ),
    ]


def request_faults() -> list[Trial]:
    """Every trial of this page, in the order of a run."""
    other_method = Trial(
        "get",
        "a GET, as a browser sends",
        _NO_GET,
        "requests are POSTs; Amazon's adapter for Flask answers 405 to others",
        lambda f: Message({}, b"", "GET"),
        Needs.NOTHING,
        label="404 or 405",
    )
    other_skill = Trial(
        "application-of-another-skill",
        "the application id of another skill",
        REFUSED,
        'a skill takes its own requests only ("Handle requests sent by Alexa")',
        _of_another_skill,
    )
    replay = Trial(
        "replay",
        "a good request for the second time",
        TAKEN,
        "Amazon asks for no more than the timestamp: within 150 seconds this is the skill's affair",
        lambda f: f.signed(f.launch()),
        only_shown=True,
        times=2,
    )
    return [*_time_trials(), other_skill, *_body_trials(), *_tolerance_trials(), other_method, replay]


_YEAR_ONE = "0001-01-01T00:00:00+14:00"
_Make = Callable[[Forge], Message]


def _aged(age: datetime.timedelta) -> _Make:
    return lambda forge: forge.signed(forge.launch(age))


def _timestamp(value: str | None) -> _Make:
    return lambda forge: forge.signed(_stamped(forge.launch(), value))


def _stamped(whole: Json, value: Any) -> Json:
    """With another timestamp, or with None without one."""
    request = {key: part for key, part in whole["request"].items() if key != "timestamp"}
    return whole | {"request": request | ({} if value is None else {"timestamp": value})}


def _body(body: bytes) -> _Make:
    return lambda forge: forge.signed(body)


def _request(change: Callable[[Json], Json]) -> _Make:
    def make(forge: Forge) -> Message:
        whole = forge.launch()
        return forge.signed(whole | {"request": change(whole["request"])})

    return make


def _changed(whole: Json, changes: Json) -> Json:
    return whole | {"request": whole["request"] | changes}


def _unknown_values(forge: Forge) -> Message:
    whole = _changed(forge.help(), {"intent": intent_object(HELP, {}, "PONDERED"), "dialogState": "PONDERING"})
    viewport = {"type": "NOVEL", "id": "main", "shape": "TRIANGLE", "mode": "WINDSCREEN", "presentationType": "NOVEL"}
    whole["context"]["Viewports"] = [viewport]
    whole["context"]["Viewport"] = {"shape": "TRIANGLE", "mode": "WINDSCREEN", "experiences": []}
    return forge.signed(whole)


def _unknown_fields(forge: Forge) -> Message:
    whole = _changed(forge.launch(), {"novelty": {"seen": [True, None, 1.5]}})
    whole["context"]["Novelty.State"] = {"token": "x"}
    whole["context"]["System"]["device"]["supportedInterfaces"]["Novelty"] = {"version": "9.0"}
    return forge.signed(whole | {"novelty": []})


def _of_another_skill(forge: Forge) -> Message:
    text = json.dumps(forge.launch())
    return forge.signed(text.replace(forge.skill_id, "amzn1.ask.skill.00000000-0000-4000-8000-00000000beef").encode())


def _small_headers(forge: Forge) -> Message:
    message = forge.signed(forge.launch())
    return Message({name.lower(): text for name, text in message.headers.items()}, message.body)


def _many_lines(forge: Forge) -> Message:
    whole = forge.launch()
    whole["session"]["attributes"] = {"note": "naïve \N{BICYCLE} Pokémon", "figures": [1.0, 1e2]}
    return forge.signed(json.dumps(whole, ensure_ascii=False, indent=2).encode())
