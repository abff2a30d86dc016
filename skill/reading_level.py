"""How hard a spoken text is to follow: its Flesch-Kincaid grade, from textstat where that is installed."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec
from typing import Any

MEASURED_WITH = (0, 7, 8)
"""The version whose grades the limit is set for; newer ones download data when first used, so they are not touched."""
NAMES = re.compile(
    r"\b(alcohol|bladder|caffeine|cholesterol|coffee|diabetes|diarrhoea|diarrhea|energy|heart disease|inhaler|kidney|"
    r"liver|loose motions|medicine|muscular dystrophy|motor neurone disease|parkinson's|pregnan(cy|t)|sedative|statin|"
    r"stimulant|thyroid|vomiting)\b",
    re.IGNORECASE,
)
"""Illnesses, medicines and the like that have no plainer name: people know their own, however many syllables it has."""


def measurer() -> Any | None:
    """textstat, imported here because only development has it; None where it is absent or another version."""
    if find_spec("textstat") is None:
        return None
    textstat = import_module("textstat")
    return textstat.textstat if tuple(textstat.__version__) == MEASURED_WITH else None


def grade(text: str, textstat: Any) -> float:
    """The school grade that can follow `text` (7.0: seventh grade)."""
    return float(textstat.flesch_kincaid_grade(text))


def without_names(text: str) -> str:
    """`text` with each name that can't be plainer as one plain word, to judge a question that must name them."""
    return NAMES.sub("name", text)
