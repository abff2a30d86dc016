"""What a request of Alexa's may hold that ask-sdk-model does not know, and what becomes of it.

Alexa adds to its requests over time: request types, enum values, interfaces, parts of the context. Whatever can't be
read is left out where it stands, and all else is kept: a new value in one slot must never silence a whole sentence,
which may be that of somebody in danger.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_model import Context, Request, RequestEnvelope, SlotValue
from ask_sdk_model.interfaces.system import SystemState

from skill.alexa.serializer import CompiledSerializer, Fields, Reader, is_generated
from skill.request_log import NAME

log = logging.getLogger(NAME)
_OF_SESSION = ("new", "sessionId", "application", "attributes")
_EMPTY = frozenset({"name", "confirmationStatus", "source"})
"""What a slot holds that was not filled."""
_OF_SYSTEM = ("application", "apiEndpoint", "apiAccessToken")
UNKNOWN = "Unknown"
"""The type of a request that is none."""


class TolerantSerializer(CompiledSerializer):
    """Reads every request, leaving out what it can't read. Thread-safe."""

    def __init__(self) -> None:
        super().__init__(RequestEnvelope)
        self._handed_over = threading.local()

    def deserialize(self, payload: str | bytes | None, obj_type: Any) -> Any:
        """As CompiledSerializer; a RequestEnvelope is read from what was handed over, if anything was."""
        if obj_type is not RequestEnvelope or payload is None:
            return super().deserialize(payload, obj_type)
        parsed = getattr(self._handed_over, "parsed", None)
        if parsed is not None:
            return self.envelope(parsed)
        envelope = super().deserialize(payload, object)
        return self.envelope(envelope if isinstance(envelope, dict) else {})

    @contextmanager
    def parsed_already(self, parsed: Mapping[str, Any]) -> Iterator[None]:
        """Within it, in this thread, `deserialize` takes `parsed` for what is in the text of a RequestEnvelope.

        For a caller who has parsed the very text to verify it, and hands it to an adapter that parses again.
        """
        self._handed_over.parsed = parsed
        try:
            yield
        finally:
            self._handed_over.parsed = None

    def envelope(self, parsed: Mapping[str, Any]) -> Any:
        """The RequestEnvelope of a parsed request. It always has a request and a system; it has a session if sent one.

        It has what handlers look at, and nothing else.
        Session attributes are those of `parsed`, not a copy: they are read, and never written to.
        """
        envelope = self.read(_looked_at(parsed), RequestEnvelope)
        if envelope.request is None:
            envelope.request = self.read({"type": UNKNOWN}, Request)
        if envelope.context is None:
            envelope.context = Context()
        if envelope.context.system is None:
            envelope.context.system = SystemState()
        if envelope.session is not None and envelope.session.attributes is not None:
            envelope.session.attributes = _Untouched(envelope.session.attributes)
        return envelope

    def list_reader(self, read: Reader) -> Reader:
        """A list without the values that can't be read."""

        def readable(payload: Any) -> list[Any]:
            found = []
            for value in payload:
                try:
                    found.append(None if value is None else read(value))
                except Exception:
                    log.debug("left out what can't be read: one value of a list")
            return found

        return readable

    def dict_reader(self, read: Reader) -> Reader:
        """A mapping without the values that can't be read."""

        def readable(payload: Any) -> dict[Any, Any]:
            found = {}
            for key, value in payload.items():
                try:
                    found[key] = None if value is None else read(value)
                except Exception:
                    log.debug("left out what can't be read: one value of a mapping")
            return found

        return readable

    def child_reader(self, kind: Any) -> Reader:
        """As the type says. An object of a new type has the fields that all of its kind share.

        A slot's value of a new type is read for its shape, because it is what was said.
        """
        known, shared = super().child_reader(kind), self.own_reader(kind)

        def read(payload: Any) -> Any:
            try:
                return known(payload)
            except SerializationException:
                if kind is SlotValue:
                    return known({**payload, "type": "List" if "values" in payload else "Simple"})
                return shared(payload)

        return read

    def model_reader(self, kind: Any, fields: Fields) -> Reader:
        """An object without the fields that can't be read, nor any that would hide what it is. Text is no object."""
        if not is_generated(kind):
            return super().model_reader(kind, fields)
        defaults, new, field_of = vars(kind()), kind.__new__, fields.get
        taken = frozenset({*defaults, *dir(kind)})

        def readable(payload: Any) -> Any:
            if payload.__class__ is not dict:
                raise SerializationException(f"{type(payload).__name__} is no {kind.__name__}")
            model = new(kind)
            state = model.__dict__ = defaults.copy()
            for name, value in payload.items():
                field = field_of(name)
                try:
                    if field is None:
                        if name not in taken:
                            state[name] = value
                    elif value is None or value.__class__ is field[1]:  # most are texts, whose reader is `str`
                        state[field[0]] = value
                    else:
                        state[field[0]] = field[1](value)
                except Exception:  # whatever ask-sdk-model makes of it; the name is Amazon's, the value may be words
                    log.debug("left out what can't be read: %s.%s", kind.__name__, name)
            return model

        return readable


def _looked_at(parsed: Mapping[str, Any]) -> dict[str, Any]:
    """`parsed` without what no handler looks at: most of session and context, and slots that were not filled.

    Three objects in four would be made of those.
    """
    found = dict(parsed)
    match parsed.get("session"):
        case dict(session):
            found["session"] = {name: session[name] for name in _OF_SESSION if name in session}
    match parsed.get("context"):
        case {"System": dict(system)}:
            found["context"] = {"System": {name: system[name] for name in _OF_SYSTEM if name in system}}
    match parsed.get("request"):
        case {"intent": {"slots": dict(slots), **intent}, **request}:
            filled = {name: slot for name, slot in slots.items() if not isinstance(slot, dict) or slot.keys() - _EMPTY}
            found["request"] = {**request, "intent": {**intent, "slots": filled}}
    return found


class _Untouched(dict[str, Any]):
    """Session attributes that nobody writes to, so that ask-sdk-core's deep copy of them can be done without."""

    def __deepcopy__(self, memo: object) -> _Untouched:
        return self
