"""The compiled serializer beside ask-sdk-core's own: equal objects, equal JSON, the same refusals."""

from __future__ import annotations

import json
import threading
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope
from hypothesis import example, given, settings
from hypothesis import strategies as st

from skill.alexa.serializer import CompiledSerializer, is_generated
from tests.skill.alexa.conftest import real_requests
from tests.skill.alexa.every_field import TYPES, envelope_of, model_classes
from tests.skill.alexa.odd_requests import ANYTHING, bent
from tests.skill.alexa.signer import envelope, intent, match

THEIRS, OURS = DefaultSerializer(), CompiledSerializer(RequestEnvelope)


def tree(value: Any) -> Any:
    """All that is in `value`, with its types. Of a time: the instant and the offset, whatever holds its zone."""
    if isinstance(value, datetime):
        return (value.isoformat(), value.utcoffset(), value.tzname())
    if isinstance(value, Enum | str | int | float | None):
        return (type(value), repr(value))
    if isinstance(value, list | tuple):
        return (type(value), [tree(one) for one in value])
    if isinstance(value, dict):
        return (type(value), {key: tree(one) for key, one in value.items()})
    return (type(value), {name: tree(one) for name, one in vars(value).items()})


def outcome(serializer: DefaultSerializer, payload: Any, kind: Any) -> Any:
    """The whole object, or the type of the error."""
    try:
        return tree(serializer.deserialize(payload, kind))
    except Exception as error:
        return type(error)


def same(whole: Any, kind: Any = RequestEnvelope) -> bool:
    payload = json.dumps(whole)
    return bool(outcome(OURS, payload, kind) == outcome(THEIRS, payload, kind))


@pytest.mark.parametrize("kind", TYPES)
def test_a_request_of_every_type_with_every_field_is_read_alike_and_written_alike(kind: str) -> None:
    payload = json.dumps(envelope_of(kind))
    ours, theirs = OURS.deserialize(payload, RequestEnvelope), THEIRS.deserialize(payload, RequestEnvelope)
    assert type(ours.request).__name__ != "Request"
    assert tree(ours) == tree(theirs)
    assert ours == theirs
    assert json.dumps(OURS.serialize(ours)) == json.dumps(THEIRS.serialize(theirs))


@pytest.mark.parametrize("path", real_requests())
def test_a_real_request_is_read_alike_and_written_alike_or_refused_alike(path: Path) -> None:
    payload = path.read_text(encoding="utf-8")
    ours = outcome(OURS, payload, RequestEnvelope)
    assert ours == outcome(THEIRS, payload, RequestEnvelope)
    if isinstance(ours, tuple):
        read = OURS.deserialize(payload, RequestEnvelope)
        assert json.dumps(OURS.serialize(read)) == json.dumps(THEIRS.serialize(read))


SAID = envelope(
    intent("AnswerIntent", body_part=match("calf", "calf"), answer={"value": "no"}, symptom=match("cramp", "cramp"))
)
WITH_ALL = [{**envelope_of(kind), "context": SAID["context"]} for kind in TYPES[1:]] + [envelope_of(TYPES[0])]


@settings(max_examples=100, deadline=None)
@given(bent([SAID]))
def test_a_sentence_that_is_bent_anywhere_is_read_alike_or_refused_alike(whole: Any) -> None:
    assert same(whole)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(bent([SAID, *WITH_ALL]))
def test_a_request_of_any_type_that_is_bent_anywhere_is_read_alike_or_refused_alike(whole: Any) -> None:
    assert same(whole)


MODELS = [
    "ask_sdk_model.slot.Slot",
    "ask_sdk_model.dialog_state.DialogState",
    "ask_sdk_model.request.Request",
    "ask_sdk_model.slot_value.SlotValue",
]
KINDS = [
    *"str int long float bool object datetime date nothing.at.All Nothing list[ dict(".split(),
    *(f"list[{kind}]" for kind in ["str", "int", "datetime", "str,int", "dict(str, int)", *MODELS]),
    *(f"dict(str, {kind})" for kind in ["int", "list[int]", "object", *MODELS]),
    *MODELS,
]


@settings(max_examples=200, deadline=None)
@given(
    ANYTHING,
    st.sampled_from(KINDS),
)
@example("", "ask_sdk_model.slot.Slot")
@example([], "ask_sdk_model.slot.Slot")
@example("type", "ask_sdk_model.slot_value.SlotValue")
@example({"a": None}, "dict(str, int)")
@example("\ud800", "float")
def test_anything_is_read_as_any_type_alike_or_refused_alike(whole: Any, kind: str) -> None:
    assert same(whole, kind)


DATES = [
    "2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.1Z",
    "2026-01-02T03:04:05.123456Z",
    "2026-01-02T03:04:05.1234567Z",
    "2026-01-02T03:04:05+02:00",
    "2026-01-02T03:04:05-0330",
    "2026-01-02T03:04:05",
    "2026-01-02",
    "20260102T030405Z",
    "2026-02-30T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-02T24:00:00Z",
    "2026-01-02T03:04:60Z",
    "0099-01-02T03:04:05Z",
    "\u0662026-01-02T03:04:05Z",
    "2026-01-02t03:04:05z",
    "Jan 2 2026 3pm",
    "now",
    "1517335235000",
    "",
    1517335235,
    None,
    [],
]


@pytest.mark.parametrize("kind", ["datetime", "date"])
@pytest.mark.parametrize("text", DATES)
def test_a_time_in_any_form_is_the_same_instant_at_the_same_offset(text: Any, kind: str) -> None:
    assert same(text, kind)


@given(st.datetimes(min_value=datetime(1890, 1, 1), max_value=datetime(2110, 1, 1)))
def test_every_time_in_alexa_s_form_is_the_same(time: datetime) -> None:
    assert same(time.isoformat() + "Z", "datetime")


def test_what_is_no_json_is_refused_alike() -> None:
    for payload in ("", "{", "nan", b"\xff", "[" * 100_000, None):
        assert outcome(OURS, payload, RequestEnvelope) == outcome(THEIRS, payload, RequestEnvelope)


class ByHand:
    """A class that nobody generated: a property, two attributes of one name, and one that has no name of its own."""

    deserialized_types: ClassVar = {"first": "int", "again": "str", "unnamed": "list[str]", "checked": "int"}
    attribute_map: ClassVar = {"first": "theFirst", "again": "theFirst", "checked": "checked"}

    def __init__(self) -> None:
        self.first = self.again = self.unnamed = None
        self._checked = 0

    @property
    def checked(self) -> int:
        return self._checked

    @checked.setter
    def checked(self, value: int) -> None:
        if value < 0:
            raise ValueError("negative")
        self._checked = value


class Tableless:
    """A class without tables."""


@pytest.mark.parametrize(
    "whole",
    [
        {"theFirst": "1", "unnamed": ["a", 2], "checked": 7, "more": {"x": 1}},
        {"checked": -1},
        {"theFirst": "x"},
        {"unnamed": None},
        [],
        "",
        "theFirst",
        7,
        ["checked"],
    ],
)
def test_a_class_that_somebody_wrote_is_constructed_and_set_as_ever(whole: Any) -> None:
    assert same(whole, ByHand)
    assert same(whole, Tableless)
    assert same(whole, "ask_sdk_core.serialize.DefaultSerializer")


def test_every_generated_class_is_of_the_shape_that_compiling_relies_on() -> None:
    """Plain attributes of constants, each with a name of its own: else a copy would not do for construction."""
    seen = 0
    for found in model_classes():
        if issubclass(found, Enum):
            continue
        seen += 1
        assert is_generated(found)
        assert found.__setattr__ is object.__setattr__
        assert found.__new__ is object.__new__
        names = found.attribute_map
        assert names.keys() == found.deserialized_types.keys()
        assert len(set(names.values())) == len(names)
        assert not any(isinstance(getattr(found, name, None), property) for name in names)
        assert all(value is None or type(value) in (str, int, float, bool) for value in vars(found()).values())
    assert seen > 400


def test_threads_that_meet_a_class_for_the_first_time_at_once_all_read_it_whole() -> None:
    payload = json.dumps(envelope_of("IntentRequest"))
    expected = tree(THEIRS.deserialize(payload, RequestEnvelope))
    for _ in range(2):
        fresh, found = CompiledSerializer(), list[Any]()
        ready = threading.Barrier(8)

        def read(fresh: CompiledSerializer = fresh, found: list[Any] = found, ready: Any = ready) -> None:
            ready.wait()
            found.append(tree(fresh.deserialize(payload, RequestEnvelope)))

        threads = [threading.Thread(target=read) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [expected] * 8
