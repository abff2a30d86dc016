from __future__ import annotations

import pytest

from benchmarks import speaker


@pytest.mark.slow
def test_every_model_gets_a_row_with_what_the_speaker_takes_of_a_turn(capsys: pytest.CaptureFixture[str]) -> None:
    speaker.main(rounds=1)
    title, *rows = capsys.readouterr().out.splitlines()
    assert title.split()[-1] == "ratio"
    assert [row.split("  ")[0] for row in rows] == list(speaker.SAID)
    for row in rows:
        turn, alone = _figures(row)
        assert 0 < alone < turn


def _figures(row: str) -> tuple[float, float]:
    """The medians of the whole turn and of the speaker's part of it."""
    cells = [cell for cell in row.split() if cell.replace(".", "").isdigit()]
    return float(cells[0]), float(cells[1])
