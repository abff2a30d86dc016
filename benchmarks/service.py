"""What serving costs, beside others in the same run: `python -m benchmarks.service`.

In-process: one signed AnswerIntent in mid-interview by our skill, a bare Flask echo, the stock flask-ask-sdk and
ask-sdk-core alone, and where its time goes. Under load, on one core: our skill, the echo under the same gunicorn, and
Node's ask-sdk-express-adapter with recorded answers of ours; and their memory early and late. `wrk` (Debian) makes the
load, and requirements/node_bench.sh installs the adapter: what is missing is left out, with one line.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from benchmarks.service_load import Load, measure_load
from benchmarks.service_turns import measure_turns, say


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = _options(arguments)
    load = Load(late=options.requests)
    if options.quick:
        load = Load(rounds=1, seconds=1.0, early=100, late=400, turns=20)
    if options.only != "load":
        measure_turns(20 if options.quick else options.turns, options.seed, say)
    if options.only != "turns":
        measure_load(load, options.seed, say)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few seconds of everything, to see that it works")
    parser.add_argument("--only", choices=("turns", "load"), help="in-process alone, or under load alone")
    parser.add_argument("--turns", type=int, default=200, help="turns of each kind, in-process (200)")
    parser.add_argument("--requests", type=int, default=100_000, help="after so many memory is told (100000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other patients (1)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
