"""A contestant at work in a process of its own, told what to do through a pipe."""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.service_contestants import Answer, Trust, contestant
from benchmarks.service_stages import Stages, sampled
from benchmarks.wsgi_door import Request


class ContestantError(Exception):
    """A contestant that doesn't start or stops early; the message is one line."""


@dataclass(frozen=True)
class Timed:
    """One call: what it took, in seconds by the clock and of the processor, and what it answered."""

    wall: float
    cpu: float
    answer: Answer


@dataclass
class ContestantProcess:
    """The near end of the pipe. Its methods raise ContestantError when the far end stops."""

    name: str
    ways: Sequence[str]
    _pipe: Connection
    _errors: Path

    def timed(self, way: str, requests: Sequence[Request]) -> list[Timed]:
        """Call it once with each request, one after another."""
        timed: list[Timed] = _ask(self._pipe, self.name, self._errors, ("timed", way, list(requests)))
        return timed

    def stages(self, way: str, requests: Sequence[Request]) -> Stages:
        """Where its time goes while it answers `requests`."""
        stages: Stages = _ask(self._pipe, self.name, self._errors, ("stages", way, list(requests)))
        return stages


@contextmanager
def at_work(name: str, trust: Trust) -> Iterator[ContestantProcess]:
    """Start a contestant and end it afterwards. Raises ContestantError when it can't start."""
    spawn = multiprocessing.get_context("spawn")
    near, far = spawn.Pipe()
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder) / "stderr"
        process = spawn.Process(target=_work, args=(far, name, trust, errors), daemon=True)
        process.start()
        far.close()
        try:
            ways = _ask(near, name, errors, None)
            yield ContestantProcess(name, ways, near, errors)
        finally:
            near.close()
            process.join(5)
            process.kill()


def _ask(pipe: Connection, name: str, errors: Path, order: object) -> Any:
    try:
        if order is not None:
            pipe.send(order)
        return pipe.recv()
    except (EOFError, OSError):
        said = errors.read_text(errors="replace").strip().splitlines() if errors.exists() else []
        raise ContestantError(f"{name} stopped: {said[-1] if said else 'it said nothing'}") from None


def _work(pipe: Connection, name: str, trust: Trust, errors: Path) -> None:
    """The far end. What it logs goes to a file, so that writing the log is part of what is measured."""
    os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND), sys.stderr.fileno())
    ways = contestant(name, trust)
    pipe.send(tuple(ways))
    while True:
        try:
            what, way, requests = pipe.recv()
        except EOFError:
            return
        ready = [ways[way](request) for request in requests]
        if what == "stages":
            pipe.send(sampled(ready))
            continue
        timed = []
        for call in ready:
            wall, cpu = time.perf_counter(), time.thread_time()
            answer = call()
            cpu, wall = time.thread_time() - cpu, time.perf_counter() - wall
            timed.append(Timed(wall, cpu, answer))
        pipe.send(timed)
