"""A contestant, asked from here, at work in a process of its own (`contestant_worker`)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from benchmarks.contestants import Guess, Reading
from benchmarks.labelled import Sentence

# Numeric libraries start a thread for each core and have them wait for one another, which on a busy machine took ten
# times as long as one thread alone. None of the contestants gains by more than one.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class ContestantError(Exception):
    """A contestant that doesn't start or stops early; the message is one line."""


class ContestantProcess:
    """A worker at the other end of two pipes.

    `load_seconds`: importing its packages, reading the model and getting ready.
    """

    def __init__(self, name: str, process: subprocess.Popen[str], errors: IO[str]) -> None:
        """Wait until it is ready. Raises ContestantError, as every method does, when it stops."""
        self.name = name
        self._process = process
        self._errors = errors
        ready = self._next()
        self.load_seconds: float = ready["load_seconds"]
        self.variants: tuple[str, ...] = tuple(ready["variants"])

    def read(self, sentence: Sentence, variant: str) -> tuple[Reading, float]:
        """What it makes of the sentence, and the seconds that took it."""
        asked = {"say": sentence.say, "asked": sentence.asked, "variant": variant}
        try:
            print(json.dumps(asked), file=self._process.stdin, flush=True)
        except BrokenPipeError:
            raise self._stopped() from None
        told = self._next()
        reading = told["reading"]
        return Reading(_guess(reading["best"]), reading["score"], _guess(reading["otherwise"])), told["seconds"]

    def finish(self) -> float:
        """End it; the most memory it ever held, in megabytes, Python's own included."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        return float(self._next()["peak_megabytes"])

    def _next(self) -> dict[str, Any]:
        line = self._process.stdout.readline() if self._process.stdout is not None else ""
        if not line:
            raise self._stopped()
        told: dict[str, Any] = json.loads(line)
        return told

    def _stopped(self) -> ContestantError:
        self._errors.seek(0)
        why = self._errors.read().strip().splitlines() or ["it said nothing"]
        missing = "; make bench installs it" if why[-1].startswith("ModuleNotFoundError") else ""
        return ContestantError(f"{self.name} stopped: {why[-1]}{missing}")


@contextmanager
def contestant(name: str, model: Path) -> Iterator[ContestantProcess]:
    """Start a contestant and end it afterwards. Raises ContestantError when it can't start."""
    worker = [sys.executable, "-m", "benchmarks.contestant_worker", name, str(model)]
    with (
        # A file, not a pipe: what a library warns about must never fill up and stop the worker.
        tempfile.TemporaryFile("w+", encoding="utf-8") as errors,
        subprocess.Popen(
            worker,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            env={**os.environ, **_ONE_THREAD},
        ) as process,
    ):
        try:
            yield ContestantProcess(name, process, errors)
        finally:
            process.kill()


def _guess(told: dict[str, Any]) -> Guess:
    return Guess(told["intent"], {slot: tuple(ids) for slot, ids in told["slots"].items()})
