"""docs/speaker.md promises a test for each behaviour: every one it names must be there."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PAGE = (REPOSITORY / "docs" / "speaker.md").read_text(encoding="utf-8")
ROWS = [row for row in PAGE.splitlines() if row.startswith("| ") and not row.startswith("| behaviour")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:40])
def test_every_behaviour_of_the_page_names_a_test_that_exists(row: str) -> None:
    named = re.fullmatch(r"\| .+ \| `(tests/[\w/]+\.py)::(test_\w+)` \|", row)
    assert named, f"no test is named: {row}"
    file, name = named.groups()
    assert f"def {name}(" in (REPOSITORY / file).read_text(encoding="utf-8")


def test_the_page_is_read_at_all() -> None:
    assert len(ROWS) >= 30
