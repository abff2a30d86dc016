import io
import json
import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from speech.attack import Attacker
from speech.attack_command import run
from speech.authority import Authority, open_authority
from speech.faults import TRIALS
from tests.speech.conftest import SKILL_ID
from tests.speech.guarded_skill import Guard, guarded, open_skill

REPOSITORY = Path(__file__).parents[2]


def attacked(
    skill: Authority, speaker: Authority, without: Collection[str] = (), as_data: bool = False
) -> tuple[bool, str]:
    """Whether a skill that trusts `skill` passes, and what is printed."""
    out = io.StringIO()
    careful = guarded(Guard(skill.roots, skill.chains, SKILL_ID, without))
    with open_skill(careful) as endpoint, Attacker(endpoint, speaker, SKILL_ID) as attacker:
        return run(attacker, speaker, out, as_data=as_data), out.getvalue()


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return open_authority(tmp_path_factory.mktemp("stranger"))


def test_a_careful_skill_gets_a_row_for_each_trial_and_passes(authority: Authority) -> None:
    passed, printed = attacked(authority, authority)
    head, *lines = printed.splitlines()
    assert passed
    assert head.split() == ["fault", "Amazon", "expects", "got", "verdict"]
    assert [line.split()[0] for line in lines[: len(TRIALS)]] == list(TRIALS)
    assert lines[-2].startswith("replay: got 200; ")
    assert lines[-1] == f"{len(TRIALS) - 1} of {len(TRIALS)} right, 0 to mend"


def test_a_finding_is_explained_and_fails_the_run(authority: Authority) -> None:
    passed, printed = attacked(authority, authority, ["end"])
    assert not passed
    assert (
        "certificate-expired: a certificate that expired yesterday. Amazon expects 400, since the certificate is valid "
        "now: Not Before, Not After; it got 200: let through.\n"
    ) in printed
    assert printed.endswith(", 1 to mend\n")


def test_a_skill_that_trusts_nobody_is_told_first_how_to(authority: Authority, stranger: Authority) -> None:
    passed, printed = attacked(stranger, authority)
    assert not passed
    explained, table = printed.split("\n\n", 1)
    for needed in (str(authority.roots), str(authority.chains), "--skill-id"):
        assert needed in explained
    assert [line.split()[-1] for line in table.splitlines() if line.startswith("timestamp-stale")] == ["inconclusive"]
    assert "faults can't be judged before the skill trusts the development authority." in table


def test_the_same_is_said_as_data(authority: Authority) -> None:
    passed, printed = attacked(authority, authority, ["end"], as_data=True)
    data: dict[str, Any] = json.loads(printed)
    assert not passed
    assert (data["trusted"], data["passed"]) == (True, False)
    assert data["counts"] == {"right": len(TRIALS) - 2, "information": 1, "let through": 1}
    assert [trial["fault"] for trial in data["trials"]] == list(TRIALS)
    (expired,) = (trial for trial in data["trials"] if trial["fault"] == "certificate-expired")
    assert expired["expects"] == [400]
    assert expired["status"] == 200
    assert expired["verdict"] == "let through"
    assert expired["millis"] > 0


def test_data_say_when_the_skill_trusts_nobody(authority: Authority, stranger: Authority) -> None:
    data = json.loads(attacked(stranger, authority, as_data=True)[1])
    assert not data["trusted"]
    assert data["counts"]["inconclusive"] > 60


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(REPOSITORY)}


def attack(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "speech", "attack", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.slow
def test_the_folders_own_skill_is_started_attacked_and_stopped(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "pyproject.toml").write_text(
        """
[tool.speech]
model    = "none is needed"
start    = ["{python}", "-m", "tests.speech.guarded_skill", "--port", "{port}"]
endpoint = "http://127.0.0.1:{port}/alexa"
ready    = "http://127.0.0.1:{port}/health"
env      = { GUARD_ROOTS = "{roots}", GUARD_CHAINS = "{chains}", GUARD_SKILL_ID = "{skill_id}" }
"""
    )
    done = attack(tmp_path, environment, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["passed"]
    assert len(list((tmp_path / "cache").rglob("chains/*"))) == 1


@pytest.mark.parametrize(
    ("endpoint", "code", "says"),
    [
        ("http://127.0.0.1:1/alexa", 1, "no answer from http://127.0.0.1:1/alexa (ConnectionError) to a good request"),
        ("127.0.0.1/alexa", 2, "--endpoint wants an address"),
    ],
)
def test_what_cannot_be_attacked_is_one_line(
    tmp_path: Path, environment: dict[str, str], endpoint: str, code: int, says: str
) -> None:
    done = attack(tmp_path, environment, "--endpoint", endpoint)
    assert (done.returncode, done.stdout) == (code, "")
    (line,) = done.stderr.splitlines()
    assert says in line
