"""`python -m speech evaluate`: judges the understanding of a model with an annotation set."""

import json
from pathlib import Path
from typing import TextIO

from speech.annotation_files import read_annotations, write_annotations
from speech.evaluation import evaluate
from speech.evaluation_report import as_json, show
from speech.model import InteractionModel


class TooFewRightError(Exception):
    """Fewer sentences are right than were asked for; the message is one line with the figures."""


def run(
    model: InteractionModel,
    source: Path,
    out: TextIO,
    *,
    fail_under: float | None = None,
    as_data: bool = False,
    write: Path | None = None,
) -> None:
    """Judge the set in `source`, report to `out` as text or as JSON, and write the set to `write` in its other form.

    Raises AnnotationError for a set that can't be read, written or used with this model, and TooFewRightError, after
    all else is done, when fewer than `fail_under` percent of the sentences are right.
    """
    annotations = read_annotations(source)
    judged = evaluate(model, annotations)
    if write is not None:
        write_annotations(write, annotations)
    if as_data:
        out.write(json.dumps(as_json(judged), ensure_ascii=False) + "\n")
    else:
        show(judged, out, source.name)
        answers = sum(one.eliciting is not None for one in annotations)
        if write is not None and write.suffix.lower() == ".csv" and answers:
            out.write(f"\n{write.name} leaves out what {answers} of them answer: only JSON has room for it\n")
    right = sum(one.right for one in judged)
    if fail_under is not None and 100 * right < fail_under * len(judged):
        raise TooFewRightError(f"{right} of {len(judged)} sentences are right, fewer than {fail_under:g} %")
