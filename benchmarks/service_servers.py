"""Real servers to put under load, each on a core of its own where the machine has one to spare."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.service_contestants import Trust
from tests.skill.alexa.signer import CHAIN_URL, SKILL_ID

OURS, ECHO, NODE = "Cramp Coach", "bare Flask echo", "Node express adapter"
NAMES = (ECHO, OURS, NODE)
NODE_FOLDER = Path(__file__).parents[1] / ".node-bench"
"""Where requirements/node_bench.sh installs Node's packages."""
STARTS_WITHIN = 30.0
TICKS = os.sysconf("SC_CLK_TCK")


class ServerError(Exception):
    """A server that can't be started; the message is one line."""


@dataclass(frozen=True)
class Memory:
    """Resident bytes (VmRSS) of all processes of a server, summed; 0 where there is no /proc."""

    resident: int
    processes: frozenset[int]


@dataclass(frozen=True)
class Server:
    """A server that is up."""

    name: str
    url: str
    process: subprocess.Popen[bytes]

    def memory(self) -> Memory:
        """What the process and all it started hold."""
        pids = self._family()
        return Memory(sum(_resident(pid) for pid in pids), pids)

    def worked(self) -> float:
        """Seconds of a processor that the process and all it ever started have used; 0 where there is no /proc."""
        return sum(ticks for pid in self._family() if (stat := _stat(pid)) for ticks in map(int, stat[11:15])) / TICKS

    def _family(self) -> frozenset[int]:
        found = {self.process.pid}
        parents = {pid: int(stat[1]) for pid in _pids() if (stat := _stat(pid))}
        while more := {pid for pid, parent in parents.items() if parent in found} - found:
            found |= more
        return frozenset(found)


def cores() -> tuple[set[int], set[int]]:
    """The core for servers, and that for the load tool: the same set for both where they can't be told apart."""
    if not hasattr(os, "sched_getaffinity"):
        return set(), set()
    allowed = sorted(os.sched_getaffinity(0))
    return ({allowed[-1]}, {allowed[0]}) if len(allowed) > 1 else (set(allowed), set(allowed))


@contextmanager
def on_cores(chosen: set[int]) -> Iterator[None]:
    """What is started meanwhile runs on these cores alone."""
    if not chosen:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, chosen)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def server(name: str, trust: Trust, answers: Mapping[str, Any], folder: Path) -> Iterator[Server]:
    """Start one and stop it afterwards. `answers`: those of Cramp Coach by request id. Raises ServerError."""
    port = _free_port()
    command = _command(name, port, trust, answers, folder)
    log = folder / f"{port}.log"
    with log.open("wb") as output, on_cores(cores()[0]):
        process = subprocess.Popen(command, stdout=output, stderr=output, env=_environment(trust))
    try:
        _wait(name, port, process, log)
        yield Server(name, f"http://127.0.0.1:{port}/alexa", process)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _command(name: str, port: int, trust: Trust, answers: Mapping[str, Any], folder: Path) -> Sequence[str]:
    if name != NODE:
        served = ["skill", "serve"] if name == OURS else ["benchmarks.echo_server"]
        return [sys.executable, "-m", *served, "--port", str(port), "--workers", "1"]
    node = shutil.which("node")
    if node is None or not (NODE_FOLDER / "node_modules" / "ask-sdk-express-adapter").is_dir():
        raise ServerError(f"{name}: run requirements/node_bench.sh first; it needs node and npm")
    recorded = folder / "answers.json"
    recorded.write_text(json.dumps(answers))
    chain = trust.chains / CHAIN_URL.rpartition("/")[2]
    script = Path(__file__).parent / "node" / "skill.js"
    return [node, str(script), str(port), str(trust.roots), str(chain), CHAIN_URL, str(recorded)]


def _environment(trust: Trust) -> Mapping[str, str]:
    return {
        **os.environ,
        "CRAMP_COACH_SKILL_ID": SKILL_ID,
        "CRAMP_COACH_TRUSTED_ROOTS": str(trust.roots),
        "CRAMP_COACH_CHAIN_SOURCE": str(trust.chains),
        "NODE_ENV": "production",
        "NODE_PATH": str(NODE_FOLDER / "node_modules"),
    }


def _wait(name: str, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while process.poll() is None and time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        with suppress(OSError):
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        connection.close()
        time.sleep(0.05)
    said = log.read_text(errors="replace").strip().splitlines()
    raise ServerError(f"{name} did not start: {said[-1] if said else 'it said nothing'}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _pids() -> Iterable[int]:
    return (int(entry.name) for entry in Path("/proc").glob("[0-9]*"))


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on: 1 is the parent, 11 to 14 are the times, its children's too."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []


def _resident(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    return 0
