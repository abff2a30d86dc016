"""The figures of a run as plain tables. The same run gives the same text, but for times and memory."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from benchmarks.tally import Decided, Tally, confusions
from benchmarks.thresholds import Setting

_WIDTH = 26
# Confusions shown of each contestant, and sentences of each confusion.
_MOST, _EXAMPLES = 5, 2

_LEGEND = """\
in scope      intent right; DescribeSymptomIntent counts for statements (its words reach the coach's reader)
strict        the same, DescribeSymptomIntent not counted
out of scope  rejected: Fallback, none, or DescribeSymptomIntent (the reader says then it is not for us)
fallback      the same, DescribeSymptomIntent not counted
answers       intent right while a slot is asked for
with ids      answers whose labelled ids are found too
ids           labelled ids found, of all sentences
"""
NOBODY = "no understanding at all"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one contestant did in a run.

    `tried`: sentences right in and out of scope on tuned_on, by variant. `decided`: what it took each sentence for, by
    half. `median_seconds` is over both halves.
    """

    name: str
    setting: Setting
    tried: Mapping[str, int]
    decided: Mapping[str, Sequence[Decided]]
    load_seconds: float
    median_seconds: float
    peak_megabytes: float


def comparison(entries: Sequence[Entry], nobody: Mapping[str, Sequence[Decided]], shown: Iterable[str]) -> str:
    """All tables. `nobody` is the row to hold the others against, `shown` the halves whose sentences may be shown."""
    parts = [_LEGEND]
    for half, decided in nobody.items():
        rows = [(entry.name, Tally.of(entry.decided[half])) for entry in entries]
        parts.append(_shares(half, len(decided), [*rows, (NOBODY, Tally.of(decided))]))
    parts += [_costs(entries), _settings(entries)]
    parts += [_wrong(entry, half) for half in shown for entry in entries]
    return "\n".join(parts)


def _shares(half: str, count: int, rows: Iterable[tuple[str, Tally]]) -> str:
    names = [field.name for field in fields(Tally)]
    titles = ["in scope", "strict", "out of scope", "fallback", "answers", "with ids", "ids"]
    lines = [_line(f"{half} ({count} sentences)", titles)]
    for name, tally in rows:
        shares = [getattr(tally, each) for each in names]
        lines.append(_line(name, ["-" if share is None else str(share) for share in shares]))
    return "\n".join(lines) + "\n"


def _costs(entries: Sequence[Entry]) -> str:
    first = entries[0]
    lines = [_line("cost", ["load s", "median ms", f"x {first.name}", "peak MB"])]
    for entry in entries:
        ratio = entry.median_seconds / first.median_seconds
        cells = [f"{entry.load_seconds:.2f}", f"{entry.median_seconds * 1000:.2f}", f"{ratio:.1f}"]
        lines.append(_line(entry.name, [*cells, f"{entry.peak_megabytes:.0f}"]))
    return "\n".join(lines) + "\n"


def _settings(entries: Iterable[Entry]) -> str:
    lines = ["set up on tuned_on (right in and out of scope, of each way tried)"]
    for entry in entries:
        setting = entry.setting
        tried = ", ".join(f"{variant} {right}" for variant, right in entry.tried.items())
        if setting.accept is None or setting.interrupt is None:
            lines.append(f"{entry.name:<{_WIDTH}}{tried}; its own thresholds")
        else:
            interrupts = "never" if setting.interrupt == math.inf else f"from {setting.interrupt:.3f}"
            bounds = f"sure from {setting.accept:.3f}, interrupts a question {interrupts}"
            lines.append(f"{entry.name:<{_WIDTH}}{tried}; plays {setting.variant}, {bounds}")
    return "\n".join(lines) + "\n"


def _wrong(entry: Entry, half: str) -> str:
    lines = [f"what {entry.name} gets wrong most, {half} (meant -> taken for)"]
    for confusion in confusions(entry.decided[half])[:_MOST]:
        said = " | ".join(confusion.sentences[:_EXAMPLES])
        lines.append(f"{len(confusion.sentences):4}  {confusion.expected} -> {confusion.given}: {said}")
    return "\n".join(lines) + "\n"


def _line(title: str, cells: Iterable[str]) -> str:
    return f"{title:<{_WIDTH}}" + "".join(f"{cell:>14}" for cell in cells)
