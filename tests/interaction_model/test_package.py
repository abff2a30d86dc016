from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from interaction_model.build import BUILT
from interaction_model.faults import ModelError
from interaction_model.package import package
from interaction_model.sources import locales

MODEL = "skill-package/interactionModels/custom/en-US.json"


def manifest(folder: Path, *locales: str) -> Path:
    path = folder / "skill.json"
    store: object = {"manifest": {"publishingInformation": {"locales": {locale: {} for locale in locales}}}}
    path.write_text(json.dumps(store), encoding="utf-8")
    return path


def test_the_package_holds_models_manifest_and_what_ask_cli_reads_first(tmp_path: Path) -> None:
    out = tmp_path / "out"
    written = package(out, ["en-US"], manifest=manifest(tmp_path, "en-US"))
    files = sorted(path.relative_to(out).as_posix() for path in written)
    assert files == ["ask-resources.json", MODEL, "skill-package/skill.json"]
    assert (out / MODEL).read_bytes() == (BUILT / "en-US.json").read_bytes()
    resources = json.loads((out / "ask-resources.json").read_text(encoding="utf-8"))
    assert resources["profiles"]["default"]["skillMetadata"]["src"] == "./skill-package"
    told = json.loads((out / "skill-package" / "skill.json").read_text(encoding="utf-8"))
    assert told["manifest"]["publishingInformation"]["locales"] == {"en-US": {}}


def test_without_a_manifest_the_package_holds_the_models(tmp_path: Path) -> None:
    package(tmp_path / "out", ["en-US"], manifest=tmp_path / "none.json")
    assert (tmp_path / "out" / MODEL).is_file()
    assert not (tmp_path / "out" / "skill-package" / "skill.json").exists()


def test_packaging_again_gives_the_same_files(tmp_path: Path) -> None:
    for _ in range(2):
        package(tmp_path / "out", ["en-US"], manifest=manifest(tmp_path, "en-US"))
    assert len([path for path in (tmp_path / "out").rglob("*") if path.is_file()]) == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "is not JSON"),
        ("[]", "has no manifest.publishingInformation.locales"),
        ('{"manifest": {}}', "does not publish en-US"),
        ('{"manifest": {"publishingInformation": {"locales": []}}}', "has no manifest.publishingInformation.locales"),
        ('{"manifest": {"publishingInformation": {"locales": {"en-US": {}, "de-DE": {}}}}}', "publishes de-DE"),
    ],
)
def test_a_manifest_that_does_not_fit_the_models_is_refused_before_anything_is_written(
    tmp_path: Path, text: str, reason: str
) -> None:
    (tmp_path / "skill.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=reason):
        package(tmp_path / "out", ["en-US"], manifest=tmp_path / "skill.json")
    assert not (tmp_path / "out").exists()


def test_a_model_that_was_not_built_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"en-GB\.json: is not there"):
        package(tmp_path / "out", ["en-GB"], built=tmp_path, manifest=tmp_path / "none.json")


def test_a_file_in_the_place_of_the_folder_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    none = str(tmp_path / "none.json")
    command = [sys.executable, "-m", "interaction_model", "package", "--manifest", none, "--out", str(tmp_path / "out")]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.splitlines() == [f"{tmp_path / 'out'}: is a file; name a folder"]


def test_the_command_names_every_file_it_wrote(tmp_path: Path) -> None:
    out = tmp_path / "out"
    none = str(tmp_path / "none.json")
    command = [sys.executable, "-m", "interaction_model", "package", "--manifest", none, "--out", str(out)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    models = [out / MODEL.replace("en-US", locale) for locale in locales()]
    assert ended.stdout.splitlines() == [f"wrote {path}" for path in (*models, out / "ask-resources.json")]
