"""Long tables of cases: some in every run, all of them in `make test-all`."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

_ALWAYS = ("en-US", "en-GB")


def by_locale(cases: Iterable[Any]) -> Sequence[Any]:
    """Cases that begin with a locale: those of two run always, the others, which load models of their own, are slow."""
    listed = [case if isinstance(case, tuple) else (case,) for case in cases]
    return [pytest.param(*case, marks=() if case[0] in _ALWAYS else pytest.mark.slow) for case in listed]


def sampled(cases: Iterable[Any], every: int = 3) -> Sequence[Any]:
    """`cases` for `parametrize`: each `every`-th runs always, the others are marked slow."""
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.slow if at % every else ())
        for at, case in enumerate(cases)
    ]
