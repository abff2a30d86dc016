"""Annotation sets: sentences with what each should be understood as, as Amazon's NLU evaluation tool has them.

How they stand in files: `speech.annotation_json` and `speech.annotation_csv`; `speech.annotation_files` reads and
writes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from speech.understanding import Eliciting

# A slot's value as it is expected: one, or those of a list.
ExpectedValue = str | tuple[str, ...]


class AnnotationError(Exception):
    """An annotation set that can't be used; the message is one line that names file and row."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One right answer: the intent, and the slots that must be filled with these values."""

    intent: str
    slots: Mapping[str, ExpectedValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A sentence and its right answers, one or more; `timestamp` as it stands in the file, `place` the row it is in."""

    utterance: str
    expected: tuple[Expected, ...]
    timestamp: str | None = None
    eliciting: Eliciting | None = None
    place: str = field(default="", compare=False)

    @property
    def day(self) -> date | None:
        """The day that "tomorrow" counts from, in UTC; None where the set leaves it to the day of the test."""
        return None if self.timestamp is None else _moment(self.timestamp).date()


def checked_timestamp(text: str, place: str) -> str | None:
    """`text` if it is a time in ISO form, None if it is empty. Raises AnnotationError."""
    if not text.strip():
        return None
    try:
        _moment(text)
    except (ValueError, OverflowError) as fault:
        raise AnnotationError(
            f"{place}: referenceTimestamp is a time like 2026-11-22T09:00:00Z, not {text!r}"
        ) from fault
    return text


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.strip())
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    if not 1900 <= moment.year < 3000:  # days are counted from it, and must stay within the calendar
        raise ValueError(f"the year {moment.year}")
    return moment
