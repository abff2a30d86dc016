"""`make schema`: the real script, with a stand-in for npm where the network would answer."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "requirements" / "schema.sh"


def run(folder: Path, path: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(SCRIPT), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, env={"PATH": path}, cwd=folder.parent)


@pytest.fixture
def npm(tmp_path: Path) -> Path:
    """A folder for PATH whose npm packs a spec.json of its own."""
    packed = tmp_path / "bin"
    packed.mkdir()
    lines = (
        "#!/bin/sh",
        "mkdir package",
        "echo '{}' >package/spec.json",
        "echo terms >package/LICENSE",
        "tar -czf ask-smapi-model-1.24.0.tgz package",
        "rm -r package",
    )
    (packed / "npm").write_text("\n".join(lines) + "\n")
    (packed / "npm").chmod(0o755)
    return packed


def test_without_npm_it_says_what_to_install(tmp_path: Path) -> None:
    ended = run(tmp_path / "schema", str(tmp_path))
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
    assert "npm is missing. On Debian: apt install npm" in ended.stderr


def test_a_package_that_is_not_the_pinned_one_is_thrown_away(tmp_path: Path, npm: Path) -> None:
    ended = run(tmp_path / "schema", f"{npm}:{os.environ['PATH']}")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "what npm fetched is not the pinned ask-smapi-model 1.24.0" in ended.stderr
    assert not (tmp_path / "schema" / "spec.json").exists()


def test_npm_that_fails_is_told_in_one_line(tmp_path: Path, npm: Path) -> None:
    (npm / "npm").write_text("#!/bin/sh\nexit 1\n")
    ended = run(tmp_path / "schema", f"{npm}:{os.environ['PATH']}")
    assert (ended.returncode, ended.stderr) == (1, "Cramp Coach schema: npm could not fetch ask-smapi-model 1.24.0\n")
