"""Builds, checks and packages the interaction model: `python -m interaction_model build | check | package --out DIR`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from interaction_model.build import BUILT, write_all
from interaction_model.faults import ModelError
from interaction_model.marked_yaml import shown
from interaction_model.sources import CONTENT, HERE


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 after one line for each fault."""
    given = _parser().parse_args(arguments)
    try:
        for path in write_all(given.sources, given.content, given.built):
            print(f"wrote {shown(path)}")
    except ModelError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m interaction_model", description=__doc__)
    parser.add_argument("--sources", type=Path, default=HERE, help="folder that holds en/ and the locales' folders")
    parser.add_argument("--content", type=Path, default=CONTENT, help="the skill's content folder, read as data")
    parser.add_argument("--built", type=Path, default=BUILT, help="folder of the built models")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="write the models of all locales")
    return parser


if __name__ == "__main__":
    sys.exit(main())
