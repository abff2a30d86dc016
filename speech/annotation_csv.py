"""The CSV form of an annotation set: `utterance,referenceTimestamp,intent,slot[NAME],...`.

What Amazon's pages don't say is settled here, and read back as it is written: the values of a list stand in one cell
with `|` between them (a list of one ends in `|`), and a row with an empty `utterance` is one more right answer to the
sentence above it.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from speech.annotations import Annotation, AnnotationError, Expected, ExpectedValue, checked_timestamp

_UTTERANCE, _TIMESTAMP, _INTENT = "utterance", "referenceTimestamp", "intent"
_SLOT = re.compile(r"slot\[([^\[\]]+)\]")
_BETWEEN_VALUES = "|"


def parse_csv(text: str) -> list[Annotation]:
    """The annotations in `text`. Raises AnnotationError, which names the line."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[Annotation] = []
    try:
        columns = [cell.strip() for cell in next(rows, [])]
        _check_columns(columns)
        for row in rows:
            if any(cell.strip() for cell in row):
                _add(found, columns, row, f"line {rows.line_num}")
    except csv.Error as fault:
        raise AnnotationError(f"line {rows.line_num}: not CSV: {fault}") from fault
    return found


def _check_columns(columns: Sequence[str]) -> None:
    for column in (_UTTERANCE, _INTENT):
        if column not in columns:
            raise AnnotationError(
                f"line 1: no column {column!r}; the first line is utterance,referenceTimestamp,intent,slot[NAME],..."
            )
    for at, column in enumerate(columns):
        if column not in (_UTTERANCE, _TIMESTAMP, _INTENT) and not _SLOT.fullmatch(column):
            raise AnnotationError(f"line 1: unknown column {column!r}; a slot's is slot[NAME]")
        if column in columns[:at]:
            raise AnnotationError(f"line 1: the column {column!r} stands there twice")


def _add(found: list[Annotation], columns: Sequence[str], row: Sequence[str], place: str) -> None:
    if len(row) > len(columns):
        raise AnnotationError(
            f"{place}: {len(row)} cells where the first line has {len(columns)}; quote what has a comma"
        )
    cells = dict(zip(columns, row, strict=False))
    utterance, intent = cells[_UTTERANCE].strip(), cells.get(_INTENT, "").strip()
    if not intent:
        raise AnnotationError(f"{place}: no intent; what is for no intent expects AMAZON.FallbackIntent")
    slots = {
        name.group(1): _value(cell)
        for column, cell in cells.items()
        if (name := _SLOT.fullmatch(column)) and cell.strip(f" {_BETWEEN_VALUES}")
    }
    timestamp = checked_timestamp(cells.get(_TIMESTAMP, ""), place)
    if utterance:
        found.append(Annotation(cells[_UTTERANCE], (Expected(intent, slots),), timestamp, None, place))
        return
    if not found or timestamp is not None:
        raise AnnotationError(f"{place}: no utterance")
    above = found.pop()
    expected = (*above.expected, Expected(intent, slots))
    found.append(Annotation(above.utterance, expected, above.timestamp, None, above.place))


def _value(cell: str) -> ExpectedValue:
    if _BETWEEN_VALUES not in cell:
        return cell
    return tuple(value.strip() for value in cell.split(_BETWEEN_VALUES) if value.strip())


def as_csv(annotations: Iterable[Annotation]) -> str:
    """The annotations as CSV. Raises AnnotationError for a value that holds a `|`."""
    every = list(annotations)
    names = dict.fromkeys(name for one in every for choice in one.expected for name in choice.slots)
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([_UTTERANCE, _TIMESTAMP, _INTENT, *(f"slot[{name}]" for name in names)])
    for one in every:
        for at, choice in enumerate(one.expected):
            inputs = ("", "") if at else (one.utterance, one.timestamp or "")
            rows.writerow([*inputs, choice.intent, *(_cell(choice.slots.get(name), one.place) for name in names)])
    return out.getvalue()


def _cell(value: ExpectedValue | None, place: str) -> str:
    values = value if isinstance(value, tuple) else (value or "",)
    if any(_BETWEEN_VALUES in each for each in values):
        raise AnnotationError(f"{place}: CSV can't hold a slot value with a | in it; write JSON")
    if isinstance(value, tuple):
        return _BETWEEN_VALUES.join(value) if len(value) > 1 else f"{value[0]}{_BETWEEN_VALUES}"
    return values[0]
