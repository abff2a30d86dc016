"""One contestant in a process of its own, so that its memory and its loading are its own.

`python -m benchmarks.contestant_worker NAME MODEL`. One JSON line out when it is ready ({"load_seconds", "variants"}),
one out for each in ({"say", "asked", "variant"}), and {"peak_megabytes"} when the input ends.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path

from benchmarks.contestants import CONTESTANTS, Contestant


def main() -> None:
    """Load, then read what comes."""
    name, model = sys.argv[1:]
    started = time.perf_counter()
    module = importlib.import_module(f"benchmarks.contestants.{CONTESTANTS[name]}")
    contestant: Contestant = module.load(Path(model))
    _say({"load_seconds": time.perf_counter() - started, "variants": contestant.variants})
    for line in sys.stdin:
        asked = json.loads(line)
        started = time.perf_counter()
        reading = contestant.read(asked["say"], asked["asked"], asked["variant"])
        _say({"seconds": time.perf_counter() - started, "reading": asdict(reading)})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kilobytes, macOS bytes.
    _say({"peak_megabytes": peak / (2**20 if sys.platform == "darwin" else 2**10)})


def _say(data: object) -> None:
    sys.stdout.write(json.dumps(data) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
