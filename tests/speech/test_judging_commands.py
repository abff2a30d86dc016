"""`evaluate` and `conflicts` as a developer runs them: real files, a real process, its exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from speech.annotation_files import read_annotations
from tests.speech.bike_shop import MODEL

REPOSITORY = Path(__file__).parents[2]
BIKE_SHOP = Path(__file__).parent / "annotations" / "bike_shop.json"
WITH_MODEL = ("--model", str(MODEL))


def speech(*arguments: str | Path, folder: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "speech", *map(str, arguments)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=120,
    )


def evaluate(annotations: Path, *more: str | Path) -> subprocess.CompletedProcess[str]:
    return speech("evaluate", *WITH_MODEL, "--annotations", annotations, *more)


@pytest.fixture
def with_mistakes(tmp_path: Path) -> Path:
    """Six sentences that are understood as they should be, then a wrong intent and a wrong slot."""
    data = json.loads(BIKE_SHOP.read_text())
    data["data"] += [
        {"inputs": {"utterance": "when are you open"}, "expected": [{"intent": {"name": "PriceIntent"}}]},
        {
            "inputs": {"utterance": "rent a racer"},
            "expected": [{"intent": {"name": "RentBikeIntent", "slots": {"bike": {"value": "city"}}}}],
        },
    ]
    file = tmp_path / "mistakes.json"
    file.write_text(json.dumps(data))
    return file


def test_a_set_that_is_understood_exits_0() -> None:
    run = evaluate(BIKE_SHOP, "--fail-under", "100")
    assert (run.returncode, run.stderr) == (0, "")
    assert "bike_shop.json: 6 sentences, 6 right, accuracy 100.0 %" in run.stdout
    assert "confusion" not in run.stdout


def test_too_few_right_exit_1_with_one_line_and_the_report(with_mistakes: Path) -> None:
    run = evaluate(with_mistakes, "--fail-under", "75.1")
    assert run.returncode == 1
    assert run.stderr == "speech: 6 of 8 sentences are right, fewer than 75.1 %\n"
    assert "PriceIntent taken for OpeningHoursIntent: 1" in run.stdout
    assert '"when are you open" · exact 1.0' in run.stdout
    assert "data[6]" in run.stdout
    assert "slot bike not as expected: 1" in run.stdout
    assert "expected city, found racer (road)" in run.stdout
    assert "\x1b" not in run.stdout


def test_just_enough_right_exit_0(with_mistakes: Path) -> None:
    assert evaluate(with_mistakes, "--fail-under", "75").returncode == 0


def test_json_is_one_object_with_all_the_figures(with_mistakes: Path) -> None:
    run = evaluate(with_mistakes, "--json", "--fail-under", "80")
    assert run.returncode == 1
    report: dict[str, Any] = json.loads(run.stdout)
    assert (report["sentences"], report["right"], report["accuracy"]) == (8, 6, 0.75)
    assert (report["intents_right"], report["intent_accuracy"]) == (7, 0.875)
    assert report["intents"]["each"]["RentBikeIntent"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "support": 3}
    assert set(report["intents"]) == set(report["slots"]) == {"each", "macro", "micro"}
    assert report["slots"]["each"]["bike"] == {"precision": 0.75, "recall": 0.75, "f1": 0.75, "support": 4}
    assert report["confusion"] == {"PriceIntent": {"OpeningHoursIntent": 1}}
    (worst,) = report["worst"]
    assert (worst["expected"], worst["understood"], worst["count"]) == ("PriceIntent", "OpeningHoursIntent", 1)
    (sentence,) = worst["sentences"]
    assert {"text", "place", "stage", "confidence", "runner_up", "margin"} <= set(sentence)
    assert [mistake["slot"] for mistake in report["slot_mistakes"]] == ["bike"]


def test_a_set_is_written_in_its_other_form_and_back(tmp_path: Path) -> None:
    there, back = tmp_path / "set.csv", tmp_path / "set.json"
    run = evaluate(BIKE_SHOP, "--write", there)
    assert "set.csv leaves out what 1 of them answer: only JSON has room for it" in run.stdout
    assert there.read_text().startswith("utterance,referenceTimestamp,intent,slot[bike]")
    assert evaluate(there, "--write", back, "--json").returncode == 0
    before, after = read_annotations(BIKE_SHOP), read_annotations(back)
    assert [(one.utterance, one.expected, one.timestamp) for one in after] == [
        (one.utterance, one.expected, one.timestamp) for one in before
    ]


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("utterance,intent\nhelp,AMAZON.HelpIntent\nfly,FlyIntent\n", "line 3: the model has no intent FlyIntent"),
        ("utterance\n", "no column 'intent'"),
    ],
)
def test_a_set_that_cannot_be_used_exits_2_and_names_the_row(tmp_path: Path, rows: str, complaint: str) -> None:
    (tmp_path / "a.csv").write_text(rows)
    run = evaluate(tmp_path / "a.csv", "--fail-under", "100")
    assert (run.returncode, run.stdout) == (2, "")
    assert complaint in run.stderr
    assert len(run.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", [("conflicts",), ("evaluate", "--annotations", str(BIKE_SHOP))])
def test_a_broken_model_is_no_verdict(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "model.json").write_text("{}")
    run = speech(*command, "--model", tmp_path / "model.json")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.splitlines() == [f"speech: {tmp_path / 'model.json'}: languageModel: missing"]


@pytest.mark.parametrize("percent", ["-1", "101", "many", "nan"])
def test_a_percentage_that_is_none_exits_2(percent: str) -> None:
    run = evaluate(BIKE_SHOP, f"--fail-under={percent}")
    assert run.returncode == 2
    assert "expected a number from 0 to 100" in run.stderr


def test_conflicts_are_a_line_each_and_exit_1() -> None:
    run = speech("conflicts", *WITH_MODEL)
    assert (run.returncode, run.stderr) == (1, "")
    *lines, last = run.stdout.splitlines()
    assert last == f"{len(lines)} conflicts"
    assert (
        'shared value: "commuter" stands for city (types[0].values[2].name.synonyms[0]) '
        "and folding (types[0].values[4].name.synonyms[1]) in BIKE" in lines
    )


def test_conflicts_as_one_json_object() -> None:
    run = speech("conflicts", *WITH_MODEL, "--json")
    assert run.returncode == 1
    report = json.loads(run.stdout)
    assert report["count"] == len(report["conflicts"])
    assert set(report["conflicts"][0]) == {"kind", "message", "intents", "samples", "places", "sentence"}


def test_a_model_without_conflicts_exits_0(tmp_path: Path) -> None:
    language = {"invocationName": "tiny shop", "intents": [{"name": "OpenIntent", "samples": ["are you open"]}]}
    (tmp_path / "model.json").write_text(json.dumps({"interactionModel": {"languageModel": language}}))
    run = speech("conflicts", "--model", tmp_path / "model.json")
    assert (run.returncode, run.stdout) == (0, "no conflicts\n")


@pytest.mark.slow
def test_our_own_model_is_judged_without_naming_it(tmp_path: Path) -> None:
    rows = "utterance,intent\nstop,AMAZON.StopIntent\nhelp,AMAZON.HelpIntent\nwhy do my legs cramp,AskCauseIntent\n"
    (tmp_path / "a.csv").write_text(rows)
    run = speech("evaluate", "--annotations", tmp_path / "a.csv", "--fail-under", "100")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "\nslots" not in run.stdout


@pytest.mark.slow
def test_the_conflicts_of_our_own_model_are_readable() -> None:
    run = speech("conflicts", "--json")
    assert run.returncode in (0, 1), run.stderr
    assert isinstance(json.loads(run.stdout)["conflicts"], list)
