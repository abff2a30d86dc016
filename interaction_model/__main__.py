"""Builds, checks and packages the interaction model: `build`, `check` or `package --out DIR`."""

from __future__ import annotations

import argparse
import gc
import sys
from importlib.util import find_spec
from pathlib import Path

# Templates and Amazon's schema are read with them; serving brings neither.
if missing := [library for library in ("hassil", "jsonschema") if find_spec(library) is None]:
    sys.exit(f"interaction_model: {' and '.join(missing)} not installed: run 'make setup'")

from interaction_model.alexa_schema import SCHEMA
from interaction_model.build import BUILT, write_all
from interaction_model.check import check
from interaction_model.faults import ModelError
from interaction_model.marked_yaml import shown
from interaction_model.package import MANIFEST, package
from interaction_model.sources import CONTENT, HERE, locales


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 after one line for each fault."""
    given = _parser().parse_args(arguments)
    try:
        if given.command == "check":
            faults = check(given.sources, given.content, given.built, given.schema)
            if not given.schema.exists():
                print("left out: the check against Amazon's own schema, which 'make schema' fetches", file=sys.stderr)
            if faults:
                raise ModelError(faults)
            print(f"ok: {', '.join(locales(given.sources))}")
            return 0
        if given.command == "build":
            written = write_all(given.sources, given.content, given.built)
        else:
            written = package(given.out, locales(given.sources), given.built, given.manifest)
        for path in written:
            print(f"wrote {shown(path)}")
    except ModelError as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as problem:
        print(f"{problem.filename}: {problem.strerror}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m interaction_model", description=__doc__)
    parser.add_argument("--sources", type=Path, default=HERE, help="folder that holds en/ and the locales' folders")
    parser.add_argument("--content", type=Path, default=CONTENT, help="the skill's content folder, read as data")
    parser.add_argument("--built", type=Path, default=BUILT, help="folder of the built models")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="write the models of all locales")
    checking = commands.add_parser("check", help="judge them by Alexa's rules, by ours and by the skill's content")
    checking.add_argument("--schema", type=Path, default=SCHEMA, help="spec.json of ask-smapi-model, where it is there")
    packaging = commands.add_parser("package", help="write a skill package for ask-cli")
    packaging.add_argument("--out", type=Path, required=True, help="folder to write it into")
    packaging.add_argument("--manifest", type=Path, default=MANIFEST, help="the skill manifest")
    return parser


if __name__ == "__main__":
    gc.disable()  # a short run that keeps nearly all it makes: looking for what to free is a third of its time
    sys.exit(main())
