"""An evaluation to read: tables on a terminal, plain lines elsewhere, or one JSON object."""

from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from speech import figures
from speech.annotations import ExpectedValue
from speech.evaluation import Judged
from speech.figures import Figures, FigureTable
from speech.slots import contract_shape

# So many of a kind are shown: sentences of one mistake, mistakes, intents of the confusion matrix.
_SENTENCES = 5
_MISTAKES = 10
_MATRIX = 15
# Wide enough that no line of a file or a pipe is ever wrapped.
_UNWRAPPED = 1000


def as_json(judged: Sequence[Judged]) -> dict[str, Any]:
    """All figures, rates from 0 to 1; of every mistake at most five sentences."""
    right, intents_right = sum(one.right for one in judged), sum(one.intent_right for one in judged)
    slots = figures.slot_figures(judged)
    return {
        "sentences": len(judged),
        "right": right,
        "accuracy": _rate(right / len(judged)),
        "intents_right": intents_right,
        "intent_accuracy": _rate(intents_right / len(judged)),
        "intents": _table_as_json(figures.intent_figures(judged)),
        "slots": None if slots is None else _table_as_json(slots),
        "confusion": figures.confusion(judged),
        "worst": [
            {"expected": expected, "understood": understood, "count": len(group), "sentences": _first_as_json(group)}
            for expected, understood, group in figures.intent_confusions(judged)
        ],
        "slot_mistakes": [
            {"slot": slot, "count": len(group), "sentences": _first_as_json(group)}
            for slot, group in figures.slot_mistakes(judged)
        ],
    }


def _table_as_json(table: FigureTable) -> dict[str, Any]:
    return {
        "each": {name: _figures_as_json(found) for name, found in table.each.items()},
        "macro": _figures_as_json(table.macro),
        "micro": _figures_as_json(table.micro),
    }


def _figures_as_json(found: Figures) -> dict[str, Any]:
    rates = {"precision": _rate(found.precision), "recall": _rate(found.recall), "f1": _rate(found.f1)}
    return rates | {"support": found.support}


def _rate(rate: float) -> float:
    return round(rate, 4)


def _first_as_json(group: Iterable[Judged]) -> list[dict[str, Any]]:
    return [_sentence_as_json(one) for one in list(group)[:_SENTENCES]]


def _sentence_as_json(one: Judged) -> dict[str, Any]:
    asked, understood = one.annotation.eliciting, one.understood
    rival = understood.runner_up
    return {
        "text": one.annotation.utterance,
        "place": one.annotation.place,
        "eliciting": None if asked is None else {"intent": asked.intent, "slot": asked.slot},
        "expected": {"intent": one.nearest.intent, "slots": dict(one.nearest.slots)},
        "understood": {"intent": understood.intent, "slots": contract_shape(understood.slots)},
        "stage": understood.stage,
        "confidence": understood.confidence,
        "runner_up": None if rival is None else {"intent": rival[0], "confidence": rival[1]},
        "margin": understood.margin,
    }


def show(judged: Sequence[Judged], out: TextIO, name: str) -> None:
    """Write the report of the set called `name` to `out`."""
    console = Console(file=out, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = _UNWRAPPED
    right, intents_right = sum(one.right for one in judged), sum(one.intent_right for one in judged)
    console.print(
        f"{name}: {len(judged)} sentences, {right} right, accuracy {_percent(right / len(judged))} %; "
        f"the intent right in {intents_right}, {_percent(intents_right / len(judged))} %"
    )
    _show_figures(console, "intents", figures.intent_figures(judged))
    slots = figures.slot_figures(judged)
    if slots is not None:
        _show_figures(console, "slots", slots)
    _show_matrix(console, judged)
    for expected, understood, group in figures.intent_confusions(judged)[:_MISTAKES]:
        console.print(f"\n{expected} taken for {understood}: {len(group)}")
        for one in group[:_SENTENCES]:
            console.print(_shown(one))
    for slot, group in figures.slot_mistakes(judged)[:_MISTAKES]:
        console.print(f"\nslot {slot} not as expected: {len(group)}")
        for one in group[:_SENTENCES]:
            expected_value = _shown_expected(one.nearest.slots[slot])
            console.print(f"{_shown(one)} · expected {expected_value}, found {_shown_found(one, slot)}")


def _table(console: Console, first: str, *others: str) -> Table:
    # Lines and padding only where someone looks at it; a pipe gets the bare columns.
    boxed = console.is_terminal
    table = Table(box=SIMPLE if boxed else None, padding=(0, 1, 0, 0) if not boxed else (0, 1), pad_edge=False)
    table.add_column(first, no_wrap=True)
    for other in others:
        table.add_column(other, justify="right", no_wrap=True)
    return table


def _show_figures(console: Console, title: str, found: FigureTable) -> None:
    table = _table(console, title, "precision", "recall", "F1", "support")
    rows = [*found.each.items(), ("macro average", found.macro), ("micro average", found.micro)]
    for name, row in rows:
        table.add_row(name, _percent(row.precision), _percent(row.recall), _percent(row.f1), str(row.support))
    console.print()
    console.print(table)


def _show_matrix(console: Console, judged: Sequence[Judged]) -> None:
    matrix = figures.confusion(judged)
    if not matrix:
        return
    mistakes = {
        name: sum(
            count
            for row, columns in matrix.items()
            for column, count in columns.items()
            if row != column and name in (row, column)
        )
        for name in dict.fromkeys([*matrix, *(column for columns in matrix.values() for column in columns)])
    }
    shown = sorted(sorted(mistakes, key=lambda name: -mistakes[name])[:_MATRIX])
    left_out = len(mistakes) - len(shown)
    console.print("\nconfusion: expected down, understood across" + (f" ({left_out} more intents)" if left_out else ""))
    table = _table(console, "", *(str(number) for number in range(1, len(shown) + 1)))
    for number, row in enumerate(shown, start=1):
        table.add_row(f"{number} {row}", *(str(matrix.get(row, {}).get(column, ".")) for column in shown))
    console.print(table)


def _shown(one: Judged) -> str:
    understood, asked = one.understood, one.annotation.eliciting
    rival = f", before {understood.runner_up[0]} {understood.runner_up[1]}" if understood.runner_up else ""
    why = f"{understood.stage} {understood.confidence}{rival}, margin {understood.margin}"
    question = f" asked for {asked.slot}" if asked else ""
    return f'  "{one.annotation.utterance}"{question} · {why} · {one.annotation.place}'


def _shown_expected(value: ExpectedValue) -> str:
    return " + ".join(value) if isinstance(value, tuple) else value


def _shown_found(one: Judged, slot: str) -> str:
    filling = one.understood.slots.get(slot, ())
    values = filling if isinstance(filling, tuple) else (filling,)
    return " + ".join(f"{v.value} ({v.id})" if v.id else v.value for v in values) or "nothing"


def _percent(rate: float) -> str:
    return f"{100 * rate:.1f}"
