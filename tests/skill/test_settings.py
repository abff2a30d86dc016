"""Settings come from the environment; what is wrong is one line that says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from skill.settings import SettingsError, from_environment
from skill.web import create_app


def test_with_a_skill_id_alone_the_public_roots_are_trusted_over_https() -> None:
    settings = from_environment({"CRAMP_COACH_SKILL_ID": "amzn1.ask.skill.x"})
    assert settings.trust == "amazon"
    assert settings.chain_source is None


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "CRAMP_COACH_SKILL_ID is not set"),
        ({"CRAMP_COACH_SKILL_ID": " "}, "CRAMP_COACH_SKILL_ID is not set"),
        ({"CRAMP_COACH_TRUSTED_ROOTS": "nowhere.pem"}, "nowhere.pem is not a file of root certificates"),
        ({"CRAMP_COACH_CHAIN_SOURCE": "nowhere"}, "nowhere is neither 'https' nor a folder"),
        ({"CRAMP_COACH_TRUSTED_ROOTS": "."}, "is not a file of root certificates"),
        ({"CRAMP_COACH_TRUSTED_ROOTS": "x" * 300}, "is not a file of root certificates"),
        ({"CRAMP_COACH_CHAIN_SOURCE": "x" * 300}, "is neither 'https' nor a folder"),
        ({"CRAMP_COACH_LOG_LEVEL": "loud"}, "'loud' is not one of debug, info, warning, error"),
        ({"CRAMP_COACH_METRICS_PORT": "70000"}, "CRAMP_COACH_METRICS_PORT: '70000' is no port"),
        ({"CRAMP_COACH_METRICS_PORT": "x"}, "CRAMP_COACH_METRICS_PORT: 'x' is no port"),
        ({"CRAMP_COACH_METRICS_TOKEN": "short"}, "CRAMP_COACH_METRICS_TOKEN: give 16 or more"),
        ({"CRAMP_COACH_METRICS_TOKEN": "sixteen and a blank"}, "CRAMP_COACH_METRICS_TOKEN: give 16 or more"),
        ({"CRAMP_COACH_DIARY": "on"}, "this version has no diary"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(environment: dict[str, str], message: str) -> None:
    if environment and "CRAMP_COACH_SKILL_ID" not in environment:
        environment = {"CRAMP_COACH_SKILL_ID": "amzn1.ask.skill.x", **environment}
    with pytest.raises(SettingsError, match=message.replace(".", r"\.")):
        from_environment(environment)


def test_other_roots_or_another_source_are_development(tmp_path: Path) -> None:
    environment = {"CRAMP_COACH_SKILL_ID": "x", "CRAMP_COACH_CHAIN_SOURCE": str(tmp_path)}
    assert from_environment(environment).trust == "development"


def test_a_file_of_roots_without_a_certificate_is_refused_at_the_start(tmp_path: Path) -> None:
    roots = tmp_path / "roots.pem"
    roots.write_text("nothing here")
    settings = from_environment({"CRAMP_COACH_SKILL_ID": "x", "CRAMP_COACH_TRUSTED_ROOTS": str(roots)})
    with pytest.raises(SettingsError, match="there is no certificate in"):
        create_app(settings)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["serve"], 2, "skill: CRAMP_COACH_SKILL_ID is not set"),
        pytest.param(["check"], 0, "", marks=pytest.mark.slow),
        ([], 2, "usage: python -m skill"),
        (["serve", "--port", "x"], 2, "usage: python -m skill"),
    ],
)
def test_the_command_line_says_one_line_and_never_a_traceback(arguments: list[str], code: int, said: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CRAMP_COACH")}
    done = subprocess.run(
        [sys.executable, "-m", "skill", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert done.stderr.startswith(said)
    assert "Traceback" not in done.stderr
