"""Model, handlers, knowledge and words agree, and the house keeps its own rules."""

from __future__ import annotations

import ast
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from skill.alexa.request import KINDS
from skill.alexa.response import ANSWER_INTENT, ANSWER_SLOTS
from skill.coach.reading import BROAD_PLACES
from skill.library import load
from skill.spoken_keys import needed

HOUSE = Path(__file__).parents[1]
MODEL = json.loads((HOUSE / "interaction_model/built/en-US.json").read_text(encoding="utf-8"))["interactionModel"]
LANGUAGE = MODEL["languageModel"]
INTENTS = {intent["name"]: intent for intent in LANGUAGE["intents"]}
KNOWLEDGE = load("en-US").knowledge
SOURCES = sorted(
    path for folder in ("skill", "interaction_model", "speech", "tests") for path in (HOUSE / folder).rglob("*.py")
)


def ids_of(slot: str) -> set[str]:
    (type_,) = {found["type"] for found in INTENTS[ANSWER_INTENT]["slots"] if found["name"] == slot}
    (values,) = [found["values"] for found in LANGUAGE["types"] if found["name"] == type_]
    return {value["id"] for value in values}


def test_the_handlers_know_exactly_the_intents_of_the_model() -> None:
    assert set(INTENTS) == set(KINDS)


def test_answer_intent_is_the_only_dialog_and_has_the_slots_that_are_elicited() -> None:
    (dialog,) = MODEL["dialog"]["intents"]
    assert dialog["name"] == ANSWER_INTENT
    assert {slot["name"] for slot in dialog["slots"]} == set(ANSWER_SLOTS)
    assert {slot["name"] for slot in INTENTS[ANSWER_INTENT]["slots"]} == set(ANSWER_SLOTS)
    assert all(slot["elicitationRequired"] for slot in dialog["slots"])


def test_every_answer_of_a_choice_can_be_spoken() -> None:
    for slot, finding in (("body_part", "body_part"), ("timing", "timing"), ("medicine", "med_class")):
        assert ids_of(slot) >= set(KNOWLEDGE.findings[finding].answers) - {"none"}
    assert ids_of("body_part") >= BROAD_PLACES
    assert ids_of("condition") >= set(KNOWLEDGE.findings["kidney_liver_thyroid_diabetes"].answers) - {"none"}


def test_every_symptom_and_cause_of_the_model_is_known_to_the_coach() -> None:
    known = {*KNOWLEDGE.red_flags, *KNOWLEDGE.findings, "cramp", "twitch"}
    assert ids_of("symptom") <= known
    assert ids_of("cause") == {*KNOWLEDGE.causes, *KNOWLEDGE.subconditions, *KNOWLEDGE.remedies}


def test_every_red_flag_and_every_yes_no_finding_can_be_spoken() -> None:
    yes_no = {finding.id for finding in KNOWLEDGE.findings.values() if "yes" in finding.answers}
    as_condition = {"pregnant"} & ids_of("condition")
    assert ids_of("symptom") | as_condition >= {*KNOWLEDGE.red_flags, *yes_no}


def test_every_line_that_the_code_names_has_words() -> None:
    keys = needed(KNOWLEDGE)
    for path in (HOUSE / "skill").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Line" and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    assert key.value in keys, f"{path.name}:{node.lineno}"


def test_no_file_is_longer_than_one_idea() -> None:
    long = {str(path.relative_to(HOUSE)): lines for path in SOURCES if (lines := _lines(path)) > 320}
    assert not long


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_the_served_skill_needs_none_of_the_speaker_s_packages() -> None:
    serving = (HOUSE / "requirements/serve.txt").read_text(encoding="utf-8")
    for package in ("pyttsx3", "espeakng", "pocketsphinx", "rich", "hassil"):
        assert f"\n{package}" not in serving
    code = (
        "import sys\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in sys.argv[1:]: raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        "import skill.web, skill.__main__, skill.server, skill.lambda_function"
    )
    environment = {**os.environ, "CRAMP_COACH_SKILL_ID": "amzn1.ask.skill.house"}
    done = subprocess.run(
        [sys.executable, "-c", code, "pyttsx3", "espeakng_loader", "pocketsphinx", "rich", "hassil", "speech"],
        capture_output=True, text=True, check=False, cwd=HOUSE, env=environment,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_every_pin_has_a_hash_and_no_address() -> None:
    for path in (HOUSE / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert pins
        assert all("==" in pin and pin.endswith("\\") for pin in pins), path.name


def test_the_manifest_says_what_the_skill_is_not() -> None:
    manifest: dict[str, Any] = json.loads((HOUSE / "infra/skill.json").read_text(encoding="utf-8"))["manifest"]
    for locale in manifest["publishingInformation"]["locales"].values():
        text = locale["description"]
        for words in ("information only", "not reviewed by a clinician", "not a substitute", "emergenc"):
            assert words in text
        assert len(locale["summary"]) <= 160
        assert len(text) <= 4000
        assert all("cramp coach" in phrase.lower() for phrase in locale["examplePhrases"])
    assert manifest["privacyAndCompliance"]["usesHealthInfo"] is False
    assert manifest["permissions"] == []


def test_the_example_phrases_of_the_manifest_are_understood() -> None:
    from speech.model import InteractionModel
    from speech.understanding import Understanding

    model = InteractionModel.load(HOUSE / "interaction_model/built/en-US.json")
    understanding = Understanding(model)
    manifest = json.loads((HOUSE / "infra/skill.json").read_text(encoding="utf-8"))["manifest"]
    heard = [
        understanding.understand(phrase.lower().replace(",", "").replace("alexa ", ""))
        for phrase in manifest["publishingInformation"]["locales"]["en-US"]["examplePhrases"]
    ]
    assert [found.intent for found in heard] == ["LaunchRequest", "AskCauseIntent", "ReliefIntent"]


@pytest.mark.parametrize("name", ["compose.yaml"])
def test_the_compose_file_is_readable(name: str) -> None:
    services = yaml.safe_load((HOUSE / "infra" / name).read_text(encoding="utf-8"))["services"]
    assert set(services) == {"skill", "proxy"}


def test_the_image_is_built_with_the_content_made_ready(tmp_path: Path) -> None:
    steps = (HOUSE / "infra/Containerfile").read_text(encoding="utf-8").splitlines()
    (keep,) = [place for place, step in enumerate(steps) if step.startswith("RUN") and "load_all()" in step]
    install = next(place for place, step in enumerate(steps) if step.startswith("RUN") and step.endswith(" ."))
    taken = next(place for place, step in enumerate(steps) if step.startswith("COPY --from=build /venv"))
    folder = [step.split()[1] for step in steps[:keep] if step.startswith("WORKDIR")][-1]
    assert install < keep < taken
    assert folder == "/"  # where the sources lie they are imported, and what was installed is not made ready

    shutil.copytree(HOUSE / "skill", tmp_path / "skill", ignore=shutil.ignore_patterns("__pycache__"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment["PYTHONPATH"] = str(tmp_path)
    _, _, *arguments = shlex.split(steps[keep])
    subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, check=True)
    again = "import sys; from skill.library import load_all; load_all(); print('skill.source' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", again], cwd=folder, env=environment, check=True, capture_output=True)
    assert done.stdout.strip() == b"False"
