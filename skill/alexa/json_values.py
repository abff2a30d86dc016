"""Readers of single JSON values, as ask-sdk-core's DefaultSerializer reads them: primitives, enums, dates and times."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from typing import Any

from ask_sdk_core.exceptions import SerializationException
from dateutil.parser import parse
from dateutil.tz import UTC

_ALEXA_TIME = re.compile(
    r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z",
    re.ASCII,
)
"""The form of time that Alexa sends: one that dateutil and the standard library read alike."""


def cast_to(kind: Any) -> Callable[[Any], Any]:
    """The reader of a primitive type. It raises SerializationException for a value that can't be made one."""
    if kind in (str, bool):
        made: Callable[[Any], Any] = kind
        return made  # anything in JSON can be made either of these

    def read(payload: Any) -> Any:
        try:
            return kind(payload)
        except UnicodeEncodeError:
            return payload
        except TypeError:
            return payload
        except ValueError:
            raise SerializationException(f"not to be made {kind.__name__}") from None

    return read


def member_of(kind: type[Enum]) -> Callable[[Any], Any]:
    """The reader of an enum. It raises SerializationException for a value that no member has."""
    members = {member.value: member for member in kind if isinstance(member.value, str)}

    def read(payload: Any) -> Any:
        try:
            return members[payload]
        except (KeyError, TypeError):
            try:
                return kind(payload)  # by a value of another type, or as the enum itself thinks fit
            except Exception as error:
                raise SerializationException(str(error)) from error

    return read


def read_datetime(payload: Any) -> datetime:
    """The time. What ends in Z is in dateutil's own UTC, where dateutil itself says "local" on a machine that runs in
    UTC: the same instant, offset and name of the zone, whatever the machine.
    """
    if payload.__class__ is str and _ALEXA_TIME.fullmatch(payload):
        try:
            return datetime.fromisoformat(payload[:-1]).replace(tzinfo=UTC)
        except ValueError:
            pass  # the 30th of February is dateutil's to refuse
    return _parsed(payload)


def read_date(payload: Any) -> date:
    """The day."""
    return _parsed(payload).date()


def _parsed(payload: Any) -> datetime:
    try:
        return parse(payload)
    except ValueError:
        raise SerializationException("no time to be read") from None
