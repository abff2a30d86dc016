"""What the coach answers: lines to be worded in the person's language, and what is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from skill.coach.memory import Memory


@dataclass(frozen=True)
class Line:
    """The key of a phrase and the values it is filled with; a value may itself be a line."""

    key: str
    values: Mapping[str, Line | str | int] = field(default_factory=dict)


class Reply(NamedTuple):
    """One turn of the coach.

    lines: what is said, in order, the question last. reprompt: what is said when the person stays silent; empty when
    the session ends. elicit: the slot a spoken answer should fill, while an interview question is open.
    """

    lines: tuple[Line, ...]
    memory: Memory
    reprompt: tuple[Line, ...] = ()
    elicit: str | None = None
    ends: bool = False
