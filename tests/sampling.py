"""Long tables of cases: some in every run, all of them in `make test-all`."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest


def sampled(cases: Iterable[Any], every: int = 3) -> Sequence[Any]:
    """`cases` for `parametrize`: each `every`-th runs always, the others are marked slow."""
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.slow if at % every else ())
        for at, case in enumerate(cases)
    ]
