"""`make bench`: every measurement, one after another.

Each in a process of its own: a process's peak memory counts that of the one that started it, so whoever starts the
contestants of `understanding` must not have loaded a web server for `service` before.
"""

import subprocess
import sys

MEASUREMENTS = (
    "benchmarks.service",
    "benchmarks.speaker",
    "benchmarks.slot_values",
    "benchmarks.understanding",
    "benchmarks.coach",
)

if __name__ == "__main__":
    for name in MEASUREMENTS:
        print(f"== {name}", flush=True)
        done = subprocess.run([sys.executable, "-m", name], check=False)
        if done.returncode:
            sys.exit(done.returncode)
        print(flush=True)
