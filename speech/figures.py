"""What judged sentences amount to: precision, recall and F1 by intent and by slot, and what was taken for what."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from speech.evaluation import Judged


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1, 0 to 1, and the number of cases there are.

    What divides by nothing is 0, as in scikit-learn's report.
    """

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures by name, their plain average, and those of all cases counted together."""

    each: Mapping[str, Figures]
    macro: Figures
    micro: Figures


def intent_figures(judged: Iterable[Judged]) -> FigureTable:
    """Figures for every intent that was expected or understood."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in judged:
        counts[one.nearest.intent][1] += 1
        counts[one.intent][2] += 1
        counts[one.intent][0] += one.intent_right
    return _table(counts)


def slot_figures(judged: Iterable[Judged]) -> FigureTable | None:
    """Figures for every slot by name: a value counts when slot and value are right. None where no slot is expected."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in judged:
        for tally in one.tallies:
            for at, count in enumerate((tally.met, tally.expected, tally.found)):
                counts[tally.slot][at] += count
    # A set that never names a slot says nothing about slots.
    return _table(counts) if any(expected for _, expected, _ in counts.values()) else None


def confusion(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    """How often each intent expected was understood as which; only intents that were confused with another."""
    wrong = [one for one in judged if not one.intent_right]
    involved = sorted({one.nearest.intent for one in wrong} | {one.intent for one in wrong})
    pairs = Counter((one.nearest.intent, one.intent) for one in judged)
    rows = {row: {column: pairs[row, column] for column in involved if pairs[row, column]} for row in involved}
    return {row: columns for row, columns in rows.items() if columns}


def intent_confusions(judged: Iterable[Judged]) -> list[tuple[str, str, list[Judged]]]:
    """(expected, understood, sentences) of every mistaken intent, the most frequent first."""
    groups: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in judged:
        if not one.intent_right:
            groups[one.nearest.intent, one.intent].append(one)
    return sorted(((*pair, group) for pair, group in groups.items()), key=lambda entry: (-len(entry[2]), entry[:2]))


def slot_mistakes(judged: Iterable[Judged]) -> list[tuple[str, list[Judged]]]:
    """(slot, sentences) of every slot that is wrong though the intent is right, the most frequent first."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        for slot in one.wrong_slots if one.intent_right else ():
            groups[slot].append(one)
    return sorted(groups.items(), key=lambda entry: (-len(entry[1]), entry[0]))


def _table(counts: dict[str, list[int]]) -> FigureTable:
    each = {name: _figures(*counts[name]) for name in sorted(counts)}
    support = sum(figures.support for figures in each.values())
    macro = Figures(
        _mean(figures.precision for figures in each.values()),
        _mean(figures.recall for figures in each.values()),
        _mean(figures.f1 for figures in each.values()),
        support,
    )
    return FigureTable(
        each, macro, _figures(*(sum(column) for column in zip((0, 0, 0), *counts.values(), strict=True)))
    )


def _figures(met: int, expected: int, found: int) -> Figures:
    precision, recall = (met / found if found else 0.0), (met / expected if expected else 0.0)
    return Figures(precision, recall, 2 * met / (expected + found) if met else 0.0, expected)


def _mean(numbers: Iterable[float]) -> float:
    every = list(numbers)
    return sum(every) / len(every) if every else 0.0
