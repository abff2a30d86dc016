"""Under load: requests a second and how long they take, for our skill, a bare Flask echo and Node's adapter.

All three are up at the same time on one core, the load tool, `wrk`, is on another: what each does in a second is what
it does on one core. The two on Flask run under the same gunicorn, with one worker. Short rounds in turns, so that a
busy moment of the machine hits all; the median of the rounds is told.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from benchmarks.service_contestants import Trust
from benchmarks.service_servers import (
    ECHO,
    NAMES,
    NODE,
    OURS,
    Memory,
    Server,
    ServerError,
    cores,
    on_cores,
    server,
)
from benchmarks.service_turns import skill_app
from benchmarks.service_visits import Turn, held_visits
from skill.coach import Line
from tests.skill.alexa.signer import Signer
from tests.skill.conversation import LIBRARY

SCRIPT = Path(__file__).parent / "signed_requests.lua"
CONNECTIONS = (1, 4, 16)
WARM_SECONDS = 2.0
"""Of load that doesn't count: caches fill, and Node compiles."""
LONGEST = 140.0
"""Seconds until a batch is broken off: a request is good for 150."""
BATCH = 10_000
"""Requests after which they are signed anew, so that none is older than the 150 seconds that are allowed."""
IN_ANSWER = {OURS: '"response"', NODE: '"response"', ECHO: '"request"'}
"""What every right answer holds; and it is no apology for a fault of ours, which would be a 200 too."""
APOLOGY = LIBRARY.wording.line(Line("apology")).partition(".")[0]
Say = Callable[[str], object]


@dataclass(frozen=True)
class Load:
    """How much is sent. `seconds` a round. `early` and `late`: after how many requests memory is looked at."""

    rounds: int = 3
    seconds: float = 5.0
    early: int = 1_000
    late: int = 100_000
    turns: int = 200


@dataclass(frozen=True)
class Run:
    """One run of wrk. Milliseconds; `broken` connections, and answers that were `wrong`.

    `worked`: seconds of a processor that the server used for it.
    """

    answers: int
    seconds: float
    p50: float
    p95: float
    p99: float
    broken: int
    wrong: int
    worked: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds

    @property
    def by_processor(self) -> float:
        """Answers for each second of a processor that the server used: a busy machine does not change it."""
        return self.answers / self.worked if self.worked else 0.0

    @property
    def errors(self) -> int:
        """Of any kind."""
        return self.broken + self.wrong


@dataclass(frozen=True)
class Rounds:
    """Several runs; what is told is the median of each figure."""

    runs: Sequence[Run]

    def middle(self, figure: Callable[[Run], float]) -> float:
        """The median of one figure."""
        return statistics.median(figure(run) for run in self.runs)

    @property
    def errors(self) -> int:
        """All of them."""
        return sum(run.errors for run in self.runs)


@dataclass(frozen=True)
class Growth:
    """What a server held early and late, after so many answers in all, and errors of any kind."""

    name: str
    early: Memory
    late: Memory
    answers: int
    errors: int


@dataclass(frozen=True)
class Tool:
    """wrk, with the file of the requests it sends."""

    wrk: str
    signer: Signer
    requests: Path

    def run(self, on: Server, turns: Sequence[Turn], connections: int, seconds: float, most: int = 0) -> Run:
        """Send `turns` over and over, freshly signed, for so many seconds or until there are `most` answers."""
        lines = []
        for signed in (turn.signed(self.signer) for turn in turns):
            url, signature = signed.headers["SignatureCertChainUrl"], signed.headers["Signature-256"]
            lines.append(f"{url}\t{signature}\t{signed.body.decode()}\n")
        self.requests.write_text("".join(lines))
        times = [
            "--threads",
            "1",
            "--connections",
            str(connections),
            "--duration",
            f"{seconds:.0f}s",
            "--timeout",
            "10s",
        ]
        script = ["--script", str(SCRIPT), on.url, "--", str(self.requests), IN_ANSWER[on.name], APOLOGY, str(most)]
        before = on.worked()
        with on_cores(cores()[1]):
            done = subprocess.run([self.wrk, *times, *script], capture_output=True, text=True, check=True)
        told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        return Run(**told, worked=on.worked() - before)


def measure_load(load: Load, seed: int, say: Say) -> None:
    """Measure, and print."""
    wrk = shutil.which("wrk")
    if wrk is None:
        say("left out, everything under load: wrk is missing. On Debian: apt-get install wrk")
        return
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        signer = Signer.make(folder)
        trust = Trust(signer.roots, signer.folder)
        turns = held_visits(skill_app(trust), signer, load.turns, seed)
        mixed = [turn for four in zip(*turns.kinds, strict=True) for turn in four]
        recorded = {turn.whole["request"]["requestId"]: turn.answer for turn in mixed}
        tool = Tool(wrk, signer, folder / "requests.txt")
        say(where())
        with ExitStack() as up:
            servers = list[Server]()
            for contestant in NAMES:
                try:
                    servers.append(up.enter_context(server(contestant, trust, recorded, folder)))
                except ServerError as error:
                    say(f"left out: {error}")
            for one in servers:
                tool.run(one, turns.answers, 16, WARM_SECONDS)
            for connections in CONNECTIONS:
                runs: Mapping[str, list[Run]] = {one.name: [] for one in servers}
                for _ in range(load.rounds):
                    for one in servers:
                        runs[one.name].append(tool.run(one, turns.answers, connections, load.seconds))
                _table(connections, {one: Rounds(found) for one, found in runs.items()}, say)
        grown = []
        for one in servers:
            with server(one.name, trust, recorded, folder) as fresh:
                grown.append(growth(tool, fresh, mixed, load))
        _memory_table(load, grown, say)


def growth(tool: Tool, on: Server, turns: Sequence[Turn], load: Load) -> Growth:
    """Send `turns` over and over to a server that has answered nothing yet, and look at its memory twice."""
    answers = errors = 0
    early = done = None
    while answers < load.late and (done is None or done.answers):
        most = min(BATCH, (load.late if early else load.early) - answers)
        done = tool.run(on, turns, 16, LONGEST, most)
        answers, errors = answers + done.answers, errors + done.errors
        early = early or on.memory()
    return Growth(on.name, early or on.memory(), on.memory(), answers, errors)


def where() -> str:
    """On which cores everything runs."""
    servers, tool = cores()
    if not servers:
        return "servers and wrk share all cores: this system can't keep them apart"
    if servers == tool:
        return "servers and wrk share the one core there is"
    return f"all server processes on core {min(servers)}, wrk on core {min(tool)}; one worker each"


def _table(connections: int, measured: Mapping[str, Rounds], say: Say) -> None:
    say("")
    say(f"AnswerIntent in mid-interview, {connections} connection{'s' if connections > 1 else ''}")
    say(
        f"  {'':<22}{'a second':>9}{'a cpu s':>9}{'x Node':>13}"
        f"{'50 % ms':>10}{'95 % ms':>10}{'99 % ms':>10}{'99/50':>7}{'errors':>8}"
    )
    for name, rounds in measured.items():
        rate, work = rounds.middle(lambda run: run.rate), rounds.middle(lambda run: run.by_processor)
        p50, p95, p99 = (rounds.middle(attrgetter(figure)) for figure in ("p50", "p95", "p99"))
        ahead = _ahead(rounds, measured.get(NODE))
        say(
            f"  {name:<22}{rate:>9.0f}{work:>9.0f}{ahead:>13}"
            f"{p50:>10.2f}{p95:>10.2f}{p99:>10.2f}{p99 / p50:>7.1f}{rounds.errors:>8}"
        )


def _ahead(rounds: Rounds, node: Rounds | None) -> str:
    """By the clock, and by the processor's time in brackets."""
    if node is None:
        return "-"
    by_clock, by_processor = (
        rounds.middle(figure) / (node.middle(figure) or 1.0)
        for figure in (attrgetter("rate"), attrgetter("by_processor"))
    )
    return f"{by_clock:.2f} ({by_processor:.2f})"


def _memory_table(load: Load, grown: Iterable[Growth], say: Say) -> None:
    say("")
    say("memory of all processes of each server, started anew")
    say("(16 connections; AnswerIntents, LaunchRequests, AskCauseIntents and HelpIntents in turn)")
    say(f"  {'':<22}{f'MB at {load.early}':>14}{f'MB at {load.late}':>14}{'growth':>9}{'answers':>10}{'errors':>8}")
    for one in grown:
        before, after = one.early.resident, one.late.resident
        share = f"{100 * (after / before - 1):+.1f} %" if before else "-"
        say(f"  {one.name:<22}{before / 1e6:>14.1f}{after / 1e6:>14.1f}{share:>9}{one.answers:>10}{one.errors:>8}")
        if one.early.processes != one.late.processes:
            say(f"  {'':<22}its processes were replaced meanwhile: the growth is not of the same ones")
