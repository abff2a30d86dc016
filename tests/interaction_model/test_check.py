from __future__ import annotations

import json
import subprocess
import sys

import pytest

from interaction_model.build import write_all
from interaction_model.check import check, judge

from .changes import sample
from .conftest import House


@pytest.mark.slow
def test_the_model_and_the_content_of_this_house_agree() -> None:
    assert check() == []


def test_the_small_house_is_sound(house: House) -> None:
    write_all(house.model, house.content, house.built)
    assert house.faults() == []


def test_a_phrase_slot_beside_another_slot_is_a_fault(house: House) -> None:
    house.change("model/en/DescribeSymptomIntent.yaml", "(i|my) {description}", "my {body_part} {description}")
    (fault,) = judge(house.build())
    assert "must be the only slot" in fault.message
    assert (fault.place.file.endswith("DescribeSymptomIntent.yaml"), fault.place.line) == (True, 3)


def test_a_built_file_that_is_not_current_is_judged_as_it_stands(house: House) -> None:
    (path,) = write_all(house.model, house.content, house.built)
    model = json.loads(path.read_text(encoding="utf-8"))
    sample("no {symptom}")(model["interactionModel"])
    path.write_text(json.dumps(model), encoding="utf-8")
    told = [str(fault) for fault in house.faults()]
    assert [each.split(": ", 1)[1][:20] for each in told] == ["is not what the sour", "'no {symptom}': 'no'"]


@pytest.mark.parametrize("text", ["[]", "{", '{"interactionModel": {"languageModel": {"intents": [1]}}}'])
def test_a_built_file_that_is_no_model_is_one_fault(house: House, text: str) -> None:
    house.built.mkdir()
    (house.built / "en-US.json").write_text(text, encoding="utf-8")
    (fault,) = house.faults()
    assert fault.message == "is not an interaction model"


def test_the_command_tells_every_fault_in_a_line_of_its_own_and_exits_with_one(house: House) -> None:
    house.change("content/locales/en/words.yaml", "overuse: [overuse]", "overus: [overuse]")
    house.change("model/en/AskCauseIntent.yaml", "{record} {symptom}", "no {symptom}")
    folders = ["--sources", str(house.model), "--content", str(house.content), "--built", str(house.built)]
    command = [sys.executable, "-m", "interaction_model", *folders, "check"]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stdout == ""
    told = ended.stderr.splitlines()
    assert any("words.yaml:19: the content has no cause 'overus'" in line for line in told)
    assert any("AskCauseIntent.yaml:5: 'no {symptom}'" in line for line in told)
    assert not any("Traceback" in line for line in told)


def test_the_command_says_ok_and_in_one_line_that_amazons_schema_is_not_there(house: House) -> None:
    write_all(house.model, house.content, house.built)
    folders = ["--sources", str(house.model), "--content", str(house.content), "--built", str(house.built)]
    command = [sys.executable, "-m", "interaction_model", *folders, "check", "--schema", str(house.model / "none.json")]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (0, "ok: en-US\n")
    assert ended.stderr == "left out: the check against Amazon's own schema, which 'make schema' fetches\n"
