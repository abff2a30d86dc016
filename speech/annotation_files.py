"""Reads and writes the files of annotation sets, as CSV or JSON."""

from collections.abc import Iterable
from pathlib import Path

from speech.annotation_csv import as_csv, parse_csv
from speech.annotation_json import as_json, parse_json
from speech.annotations import Annotation, AnnotationError


def read_annotations(path: Path) -> list[Annotation]:
    """The annotations of a file: CSV when its name ends in `.csv`, else JSON. Raises AnnotationError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise AnnotationError(f"{path}: can't read the annotation set: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise AnnotationError(f"{path}: not UTF-8: {fault.reason} at byte {fault.start}") from fault
    try:
        found = parse_csv(text) if path.suffix.lower() == ".csv" else parse_json(text)
    except AnnotationError as fault:
        raise AnnotationError(f"{path}: {fault}") from fault
    if not found:
        raise AnnotationError(f"{path}: no annotations in it")
    return found


def write_annotations(path: Path, annotations: Iterable[Annotation]) -> None:
    """Write a set as CSV or JSON, as the name ends in `.csv` or `.json`. Raises AnnotationError."""
    forms = {".csv": as_csv, ".json": as_json}
    form = forms.get(path.suffix.lower())
    if form is None:
        raise AnnotationError(f"{path}: an annotation set is written to a name that ends in .csv or .json")
    written = form(annotations).encode("utf-8", errors="replace")
    try:
        path.write_bytes(written)
    except OSError as fault:
        raise AnnotationError(f"{path}: can't write the annotation set: {fault.strerror}") from fault
