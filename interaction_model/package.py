"""Lays out the skill package that ask-cli deploys.

DIR/ask-resources.json
DIR/skill-package/skill.json                                   the manifest, from infra/skill.json where that exists
DIR/skill-package/interactionModels/custom/<locale>.json       the built models
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from interaction_model.build import BUILT
from interaction_model.faults import Fault, ModelError, Place
from interaction_model.marked_yaml import shown
from interaction_model.sources import HERE

MANIFEST = HERE.parent / "infra" / "skill.json"

_RESOURCES = {
    "askcliResourcesVersion": "2020-03-31",
    "profiles": {"default": {"skillMetadata": {"src": "./skill-package"}}},
}


def package(out: Path, locales: list[str], built: Path = BUILT, manifest: Path = MANIFEST) -> list[Path]:
    """Write the package into `out` and return its files. Raises ModelError before anything is written.

    Without a manifest the package holds the models alone; with one, its locales and the models' must be the same.
    """
    faults = [
        Fault(Place(shown(built / f"{locale}.json")), "is not there: run 'python -m interaction_model build'")
        for locale in locales
        if not (built / f"{locale}.json").is_file()
    ]
    if manifest.is_file():
        faults += _manifest_faults(manifest, locales)
    if out.exists() and not out.is_dir():
        faults.append(Fault(Place(out.as_posix()), "is a file; name a folder"))
    if faults:
        raise ModelError(faults)
    models = out / "skill-package" / "interactionModels" / "custom"
    models.mkdir(parents=True, exist_ok=True)
    written = [models / f"{locale}.json" for locale in locales]
    for path in written:
        shutil.copyfile(built / path.name, path)
    if manifest.is_file():
        written.append(out / "skill-package" / "skill.json")
        shutil.copyfile(manifest, written[-1])
    written.append(out / "ask-resources.json")
    written[-1].write_text(json.dumps(_RESOURCES, indent=2) + "\n", encoding="utf-8")
    return written


def _manifest_faults(manifest: Path, locales: list[str]) -> list[Fault]:
    place = Place(shown(manifest))
    try:
        described = json.loads(manifest.read_text(encoding="utf-8"))
    except ValueError as problem:
        return [Fault(place, f"is not JSON: {problem}")]
    store = described.get("manifest") if isinstance(described, dict) else None
    published = store.get("publishingInformation", {}).get("locales", {}) if isinstance(store, dict) else None
    if not isinstance(published, dict):
        return [Fault(place, "has no manifest.publishingInformation.locales")]
    faults = [Fault(place, f"publishes {name}, which has no model") for name in sorted(published.keys() - {*locales})]
    return faults + [Fault(place, f"does not publish {name}") for name in sorted({*locales} - published.keys())]
