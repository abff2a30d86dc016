"""The whole run, with real contestants in processes of their own, on a small model."""

from __future__ import annotations

import importlib.util
import math
import re
from pathlib import Path

import pytest

from benchmarks.contestant_process import ContestantError, contestant
from benchmarks.labelled import read_halves
from benchmarks.understanding import main, measure

HELD_OUT = ("play the violin for grandmother", "sing a song", "how do i relax my lower leg")


def run(model_file: Path, sentences_file: Path, *more: str) -> int:
    return main(["--model", str(model_file), "--sentences", str(sentences_file), "--only", "ours", *more])


def test_contestants_are_measured_side_by_side_on_both_halves(model_file: Path, sentences_file: Path) -> None:
    halves = read_halves(sentences_file)
    entries = measure(model_file, halves, ["ours", "hassil"])
    assert [entry.name for entry in entries] == ["ours", "hassil"]
    for entry in entries:
        assert {half: [s for s, _ in decided] for half, decided in entry.decided.items()} == halves
        assert entry.decided["tuned_on"][0][1].slots == {"place": ("calf",)}
        assert entry.load_seconds > 0
        assert entry.median_seconds > 0
        assert entry.peak_megabytes > 5
    ours, hassil = entries
    assert ours.setting.accept is None
    assert hassil.setting.accept is not None
    assert not math.isnan(hassil.setting.accept)
    assert set(hassil.tried) == {"samples as they are", "any words around samples"}


def test_held_out_sentences_are_never_printed_unless_asked_for(
    model_file: Path, sentences_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(model_file, sentences_file) == 0
    shown = capsys.readouterr().out
    assert "bring me the newspaper" in shown
    assert not [sentence for sentence in HELD_OUT if sentence in shown]

    assert run(model_file, sentences_file, "--show-held-out") == 0
    assert HELD_OUT[0] in capsys.readouterr().out


def test_the_same_run_prints_the_same_but_for_its_costs(
    model_file: Path, sentences_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = []
    for _ in range(2):
        assert run(model_file, sentences_file) == 0
        printed.append(re.sub(r"^cost.*?\n\n", "", capsys.readouterr().out, flags=re.S | re.M))
    assert printed[0] == printed[1]
    assert "held_out (3 sentences)" in printed[0]


@pytest.mark.parametrize("broken", ["model", "sentences"])
def test_a_missing_file_ends_the_run_with_one_line(
    broken: str, model_file: Path, sentences_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = Path("nowhere.file")
    assert run(missing if broken == "model" else model_file, missing if broken == "sentences" else sentences_file) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert re.fullmatch(r"nowhere\.file: can't read .*\n", told.err)


def test_a_contestant_that_cannot_start_says_why_in_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "model.json"
    broken.write_text("{}", encoding="utf-8")
    with pytest.raises(ContestantError, match=r"^ours stopped: .*ModelError.*missing$"), contestant("ours", broken):
        pass


@pytest.mark.skipif(importlib.util.find_spec("sklearn") is not None, reason="scikit-learn is installed")
def test_a_missing_package_says_how_to_get_it(model_file: Path) -> None:
    with pytest.raises(ContestantError, match="make bench"), contestant("TF-IDF + LR", model_file):
        pass
