"""What a rightly signed body may hold: every form of JSON, timestamp and application id that is refused or borne."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.alexa.refusal import Reason, Refused
from skill.alexa.signed_body import DEEPEST, check_application, check_timestamp, parse
from tests.skill.alexa.signer import SKILL_ID, encode, envelope

NOW = datetime(2026, 11, 28, 8, 30, 0, tzinfo=UTC)
EVENT_KINDS = """
    AlexaSkillEvent.SkillEnabled AlexaSkillEvent.SkillDisabled AlexaSkillEvent.SkillPermissionChanged
    AlexaSkillEvent.SkillPermissionAccepted AlexaSkillEvent.SkillAccountLinked
    AlexaSkillEvent.ProactiveSubscriptionChanged AlexaSkillEvent.NotKnownYet
    AlexaHouseholdListEvent.ItemsCreated AlexaHouseholdListEvent.ItemsUpdated AlexaHouseholdListEvent.ListDeleted
    Reminders.ReminderCreated Reminders.ReminderUpdated Reminders.ReminderDeleted Reminders.ReminderStarted
    Reminders.ReminderStatusChanged""".split()
OTHER_KINDS: list[object] = [
    "LaunchRequest",
    "IntentRequest",
    "SessionEndedRequest",
    "AlexaSkillEvent",
    "Reminders",
    "",
    None,
    7,
    [],
]
OTHER_KINDS += ["alexaskillevent.SkillEnabled", "My.AlexaSkillEvent.SkillEnabled", "AlexaSkillEventful.X", {}]


def refusal(do: Callable[..., object], *given: object) -> Reason | None:
    try:
        do(*given)
    except Refused as refused:
        return refused.reason
    return None


def stamped(stamp: object, kind: object = "LaunchRequest") -> Reason | None:
    return refusal(check_timestamp, {"timestamp": stamp, "type": kind}, NOW)


def at(seconds: float) -> str:
    return (NOW + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize("seconds", [0, -150, 150, -149.999, 149.5])
def test_a_timestamp_within_150_seconds_either_way_is_taken(seconds: float) -> None:
    assert stamped(at(seconds)) is None


@pytest.mark.parametrize("seconds", [-150.001, 150.001, -151, 151, -3600, 3600, -86400, 86400])
@pytest.mark.parametrize("kind", OTHER_KINDS, ids=repr)
def test_a_timestamp_further_away_is_refused(seconds: float, kind: object) -> None:
    assert stamped(at(seconds), kind) is Reason.TIMESTAMP_AGE


@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_an_event_may_be_an_hour_away_and_no_more(kind: str) -> None:
    assert [stamped(at(seconds), kind) for seconds in (-3600, -3000, 0, 3600)] == [None] * 4
    assert [stamped(at(seconds), kind) for seconds in (-3601, 3601)] == [Reason.TIMESTAMP_AGE] * 2


TIMESTAMPS = """
    2026-11-28T08:30:00Z 2026-11-28T08:30:00.5Z 2026-11-28T08:30:00.123456789Z 2026-11-28T08:30:00+00:00
    2026-11-28T09:30:00+01:00 2026-11-28T00:30:00-08:00 2026-11-28T08:30:00.000-00:00""".split()


@pytest.mark.parametrize("stamp", TIMESTAMPS)
def test_a_timestamp_as_alexa_writes_it_is_taken(stamp: str) -> None:
    assert stamped(stamp) is None


NO_TIMESTAMPS: dict[str, object] = {
    "missing": None,
    "seconds": 1795854600,
    "milliseconds, as years ago": 1795854600000,
    "milliseconds in a text": "1795854600000",
    "a list": ["2026-11-28T08:30:00Z"],
    "an object": {"$date": "2026-11-28T08:30:00Z"},
    "truth": True,
    "empty": "",
    "a word": "yesterday",
    "without a zone": "2026-11-28T08:30:00",
    "a small z": "2026-11-28T08:30:00z",
    "a small t": "2026-11-28t08:30:00Z",
    "a blank for the T": "2026-11-28 08:30:00Z",
    "any letter for the T": "2026-11-28x08:30:00Z",
    "without hyphens": "20261128T083000Z",
    "half of them": "20261128T08:30:00Z",
    "a week date": "2026-W48-6T08:30:00Z",
    "a day of the year": "2026-332T08:30:00Z",
    "hours alone": "2026-11-28T08Z",
    "without seconds": "2026-11-28T08:30Z",
    "a date alone": "2026-11-28",
    "a comma for the point": "2026-11-28T08:30:00,5Z",
    "a point and no fraction": "2026-11-28T08:30:00.Z",
    "a fraction without end": "2026-11-28T08:30:00." + "0" * 5000 + "Z",
    "an offset without colon": "2026-11-28T08:30:00+0000",
    "an offset in hours": "2026-11-28T08:30:00+00",
    "an offset with seconds": "2026-11-28T08:30:00+00:00:01",
    "an offset of a day": "2026-11-28T08:30:00+24:00",
    "a zone's name": "2026-11-28T08:30:00 UTC",
    "Z and an offset": "2026-11-28T08:30:00Z+00:00",
    "a blank behind": "2026-11-28T08:30:00Z ",
    "a line behind": "2026-11-28T08:30:00Z\n",
    "other digits": "\u0662\u0660\u0662\u0666-11-28T08:30:00Z",
    "month 13": "2026-13-28T08:30:00Z",
    "day 31 of November": "2026-11-31T08:30:00Z",
    "hour 24": "2026-11-28T24:00:00Z",
    "a leap second": "2026-11-28T08:29:60Z",
    "year 0": "0000-11-28T08:30:00Z",
    "a year of five digits": "12026-11-28T08:30:00Z",
    "half a character": "\ud800",
}


@pytest.mark.parametrize("stamp", NO_TIMESTAMPS.values(), ids=NO_TIMESTAMPS)
def test_anything_else_is_no_timestamp(stamp: object) -> None:
    assert stamped(stamp) is Reason.TIMESTAMP_FORM


@pytest.mark.parametrize("stamp", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_a_timestamp_at_the_edge_of_the_calendar_is_only_too_far_away(stamp: str) -> None:
    assert stamped(stamp) is Reason.TIMESTAMP_AGE


@pytest.mark.parametrize("hours", [-12, 9])
def test_the_clock_may_be_told_in_any_zone(hours: int) -> None:
    now = NOW.astimezone(timezone(timedelta(hours=hours)))
    assert refusal(check_timestamp, {"timestamp": at(100)}, now) is None


_ODD = st.text(st.characters(max_codepoint=0x2FF), max_size=30) | st.none() | st.floats() | st.lists(st.none())
_TWO = st.integers(0, 99).map("{:02}".format)
_NEARLY = st.tuples(
    st.sampled_from(["2026-11-28T", "2026-11-28 ", "0001-01-01T", "9999-12-31T", "2026-02-30T", "2026-W48-6T", ""]),
    st.lists(_TWO, min_size=2, max_size=4).map(":".join),
    st.sampled_from(["", ".", ".5", ",5", ".0000000001"]),
    st.sampled_from(["Z", "z", "", "+", "-"]),
    st.lists(_TWO, max_size=2).map(":".join),
).map("".join)


@settings(max_examples=80, deadline=None)
@given(_NEARLY | _ODD)
def test_no_timestamp_breaks_the_check(stamp: object) -> None:
    assert stamped(stamp) in {None, Reason.TIMESTAMP_FORM, Reason.TIMESTAMP_AGE}


NO_REQUESTS: dict[str, bytes] = {
    "empty": b"",
    "blank": b" ",
    "words": b"not json",
    "cut": encode(envelope())[:-1],
    "a comma more": encode(envelope())[:-1] + b",}",
    "something behind": encode(envelope()) + b"x",
    "two requests": encode(envelope()) * 2,
    "single quotes": b"{'request': {}}",
    "null": b"null",
    "true": b"true",
    "a number": b"7",
    "a text": b'"x"',
    "a list": b"[]",
    "an object without a request": b"{}",
    "a request that is null": b'{"request": null}',
    "a request that is a number": b'{"request": 7}',
    "a request that is a list": b'{"request": []}',
    "a byte order mark": b"\xef\xbb\xbf" + encode(envelope()),
    "UTF-16": json.dumps(envelope()).encode("utf-16"),
    "UTF-32": json.dumps(envelope()).encode("utf-32"),
    "Latin-1": b'{"request": {"a": "caf\xe9"}}',
    "cut UTF-8": b'{"request": {"a": "\xc3"}}',
    "overlong UTF-8": b'{"request": {"a": "\xc0\xaf"}}',
    "a surrogate in UTF-8": b'{"request": {"a": "\xed\xa0\x80"}}',
    "a lone surrogate": b'{"request": {"a": "\\ud800"}}',
    "a lone low surrogate": b'{"request": {"a": "\\uDC00 and"}}',
    "surrogates the wrong way round": b'{"request": {"a": "\\udc00\\ud800"}}',
    "a lone surrogate as key": b'{"request": {"\\uD83D": 1}}',
    "NaN": b'{"request": {"a": NaN}}',
    "Infinity": b'{"request": {"a": [Infinity]}}',
    "-Infinity": b'{"request": {"a": -Infinity}}',
    "a number that becomes infinite": b'{"request": {"a": 1e999}}',
    "a number that becomes infinite below": b'{"request": {"a": -1.5E+9999}}',
    "a number of 5000 digits": b'{"request": {"a": ' + b"9" * 5000 + b"}}",
    "a line break in a text": b'{"request": {"a": "\n"}}',
    "an escape that is none": b'{"request": {"a": "\\x41"}}',
    "an escape cut short": b'{"request": {"a": "\\ud8"}}',
    "brackets alone": b"[" * 100_000,
    "objects alone": b'{"a":' * 50_000,
    "deep lists": b'{"request": {"a": ' + b"[" * 50_000 + b"]" * 50_000 + b"}}",
    "lists a little too deep": b'{"request": {"a": ' + b"[" * (DEEPEST - 1) + b"]" * (DEEPEST - 1) + b"}}",
    "objects a little too deep": b'{"request": ' + b'{"a": ' * DEEPEST + b"1" + b"}" * (DEEPEST + 1),
    "depth behind brackets in texts": b'{"request": {"a": ' + b'["]]]", ' * 300 + b"1" + b"]" * 300 + b"}}",
}


@pytest.mark.parametrize("body", NO_REQUESTS.values(), ids=NO_REQUESTS)
def test_a_body_that_is_no_request_is_refused(body: bytes) -> None:
    assert refusal(parse, body) is Reason.BODY


REQUESTS: dict[str, bytes] = {
    "an empty request": b'{"request": {}}',
    "blanks around": b' \r\n\t{"request": {}} \n',
    "letters beyond ASCII": '{"request": {"a": "Pokémon 漢字 😀"}}'.encode(),
    "escapes": b'{"request": {"a": "\\u00e9 \\n \\/ \\" \\\\ud800"}}',
    "a pair of surrogates": b'{"request": {"a": "\\ud83d\\ude00"}}',
    "an end of C's": b'{"request": {"a": "\\u0000"}}',
    "a number near the largest": b'{"request": {"a": 1e308, "b": -0.0, "c": 1e-999}}',
    "lists as deep as may be": b'{"request": {"a": ' + b"[" * (DEEPEST - 2) + b"]" * (DEEPEST - 2) + b"}}",
    "many brackets side by side": b'{"request": {"a": [' + b"[]," * 5000 + b"{}]}}",
    "brackets in a text": b'{"request": {"a": "' + b"[" * 5000 + b'"}}',
}


@pytest.mark.parametrize("body", REQUESTS.values(), ids=REQUESTS)
def test_a_body_that_is_a_request_is_read_as_any_reader_would(body: bytes) -> None:
    assert parse(body) == json.loads(body)


def test_of_a_key_that_stands_twice_the_last_value_counts_as_for_every_reader_here() -> None:
    body = b'{"request": 7, "request": {"a": 1, "a": 2}}'
    assert parse(body) == json.loads(body) == {"request": {"a": 2}}


HERE = {"application": {"applicationId": SKILL_ID}}
OTHER = {"application": {"applicationId": "amzn1.ask.skill.other"}}
OURS: dict[str, dict[str, Any]] = {
    "in both places": {"session": HERE, "context": {"System": HERE}},
    "in the context alone, as for events": {"context": {"System": HERE}},
    "in the session alone, as years ago": {"session": HERE},
    "in the session, and a context without": {"session": HERE, "context": {"System": {}}},
    "and a session that is null": {"session": None, "context": {"System": HERE}},
}
NOT_OURS: dict[str, dict[str, Any]] = {
    "nowhere": {},
    "another in both": {"session": OTHER, "context": {"System": OTHER}},
    "another in the context": {"session": HERE, "context": {"System": OTHER}},
    "another in the session": {"session": OTHER, "context": {"System": HERE}},
    "in another case": {"session": {"application": {"applicationId": SKILL_ID.upper()}}},
    "with a blank": {"session": {"application": {"applicationId": SKILL_ID + " "}}},
    "its beginning": {"session": {"application": {"applicationId": SKILL_ID[:-1]}}},
    "empty": {"session": {"application": {"applicationId": ""}}, "context": {"System": HERE}},
    "a number": {"context": {"System": {"application": {"applicationId": 0}}}},
    "false": {"session": {"application": {"applicationId": False}}, "context": {"System": HERE}},
    "a list of it": {"context": {"System": {"application": {"applicationId": [SKILL_ID]}}}},
    "null": {"context": {"System": {"application": {"applicationId": None}}}},
    "in no object": {"session": 7, "context": [HERE]},
    "not where it belongs": {"application": {"applicationId": SKILL_ID}},
}


@pytest.mark.parametrize("request_", OURS.values(), ids=OURS)
def test_a_request_for_this_skill_is_taken(request_: dict[str, Any]) -> None:
    assert refusal(check_application, request_, SKILL_ID) is None


@pytest.mark.parametrize("request_", NOT_OURS.values(), ids=NOT_OURS)
def test_a_request_for_another_skill_or_for_none_is_refused(request_: dict[str, Any]) -> None:
    assert refusal(check_application, request_, SKILL_ID) is Reason.APPLICATION
