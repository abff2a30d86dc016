"""In-process: what one signed turn costs each contestant, in the same run and in turns, and in terms of the echo."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.service_contestants import CLIENT, ECHO, NAMES, OURS, STOCK, WSGI, Answer, Trust
from benchmarks.service_processes import ContestantError, ContestantProcess, Timed, at_work
from benchmarks.service_stages import ORDER, Stages
from benchmarks.service_visits import DIRECTIVE, Turn, held_visits
from benchmarks.wsgi_door import Wsgi
from tests.skill.alexa.signer import SKILL_ID, Signer

BLOCK = 5
"""Turns a contestant answers before the next one's turn: long enough to be warm, short enough that a busy moment of
the machine hits all."""
JUDGED = "AnswerIntent in mid-interview"
Say = Callable[[str], object]


@dataclass
class Figures:
    """Milliseconds that each turn took by the clock and of the processor; and how many answers were wrong."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    wrong: int = 0

    @property
    def median(self) -> float:
        """By the clock."""
        return statistics.median(self.wall)

    @property
    def processor(self) -> float:
        """The median of the processor's time."""
        return statistics.median(self.cpu)

    @property
    def ninetieth(self) -> float:
        """By the clock."""
        return statistics.quantiles(self.wall, n=10)[-1]


Measured = Mapping[str, Figures]
"""By contestant."""


def measure_turns(many: int, seed: int, say: Say) -> None:
    """Measure `many` turns of each kind, and print. No memory is measured twice."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as started:
        signer = Signer.make(Path(folder))
        trust = Trust(signer.roots, signer.folder)
        processes = []
        for name in NAMES:
            try:
                processes.append(started.enter_context(at_work(name, trust)))
            except ContestantError as error:
                say(f"left out: {error}")
        spare = max(1, many // BLOCK)
        turns = held_visits(skill_app(trust), signer, 3 * many + spare, seed)
        before = turns.cut(3 * many, 3 * many + spare).answers
        first, second, third = (turns.cut(part * many, (part + 1) * many) for part in range(3))
        measured = partial(_measured, processes, signer, before)
        say(f"{many} turns of each kind, no two with the same memory; one {JUDGED} is")
        say(f"{_size(first.answers)} bytes and its answer {_answer_size(first.answers)}, with a {DIRECTIVE} directive")
        say("ratios of medians by the clock, and of the processor's time in brackets: on a busy machine trust these")
        say("")
        _table(f"{JUDGED}, through the WSGI callable (the figure that counts)", measured(WSGI, first.answers), say)
        _table(f"{JUDGED}, through Flask's test client", measured(CLIENT, second.answers), say)
        _table("LaunchRequest, through the WSGI callable", measured(WSGI, first.launches), say)
        _table("AskCauseIntent that opens a session, through the WSGI callable", measured(WSGI, first.openings), say)
        _table("AMAZON.HelpIntent in mid-interview, through the WSGI callable", measured(WSGI, first.helps), say)
        for process in processes:
            if process.name == OURS:
                _stages_table(process.stages(WSGI, [turn.signed(signer) for turn in third.answers]), say)


def skill_app(trust: Trust) -> Wsgi:
    """Our skill, in this process. Imported late: a process that starts from here must not have it."""
    from skill.settings import Settings
    from skill.web import create_app

    return create_app(Settings(SKILL_ID, trust.roots, trust.chains))


def _measured(
    processes: Iterable[ContestantProcess], signer: Signer, before: Sequence[Turn], way: str, turns: Sequence[Turn]
) -> Measured:
    """Every turn by every contestant, in blocks. Each block begins with a turn that doesn't count, one of `before`."""
    figures: Mapping[str, Figures] = defaultdict(Figures)
    for number, start in enumerate(range(0, len(turns), BLOCK)):
        block = turns[start : start + BLOCK]
        requests = [turn.signed(signer) for turn in (before[number % len(before)], *block)]
        for process in processes:
            if way in process.ways:
                _note(figures[process.name], process.name, block, process.timed(way, requests)[1:])
    return figures


def _note(figures: Figures, name: str, turns: Iterable[Turn], timed: Iterable[Timed]) -> None:
    for turn, one in zip(turns, timed, strict=True):
        figures.wall.append(one.wall * 1000)
        figures.cpu.append(one.cpu * 1000)
        figures.wrong += not _right(turn, one.answer, echoed=name == ECHO)


def _right(turn: Turn, answer: Answer, echoed: bool) -> bool:
    """Whether it is the answer of the visit; the echo's is any."""
    status, body = answer
    if status != 200 or echoed:
        return status == 200
    given, expected = json.loads(body), dict(turn.answer)
    return {**given, "userAgent": None} == {**expected, "userAgent": None}


def _table(title: str, measured: Measured, say: Say) -> None:
    say(title)
    say(f"  {'':<22}{'median ms':>11}{'90 % ms':>10}{'cpu ms':>9}{'x echo':>15}{'stock /':>15}{'wrong':>7}")
    for name, figures in measured.items():
        echo = _ratio(figures, measured.get(ECHO))
        stock = _ratio(measured.get(STOCK), figures)
        say(
            f"  {name:<22}{figures.median:>11.3f}{figures.ninetieth:>10.3f}{figures.processor:>9.3f}"
            f"{echo:>15}{stock:>15}{figures.wrong:>7}"
        )
    say("")


def _ratio(over: Figures | None, under: Figures | None) -> str:
    """By the clock, and of the processor's time in brackets."""
    if over is None or under is None:
        return "-"
    return f"{over.median / under.median:.1f} ({over.processor / under.processor:.1f})"


def _stages_table(stages: Stages, say: Say) -> None:
    say(f"where the time of an {JUDGED} goes ({sum(stages.looks.values())} looks at the stack)")
    for stage in ORDER:
        seconds = stages.seconds(stage)
        say(f"  {stage:<42}{seconds * 1e6:>8.0f} us{100 * seconds / stages.mean:>6.0f} %")
    say(f"  {'mean turn, while looked at (cpu)':<42}{stages.mean * 1e6:>8.0f} us")
    say("")


def _size(turns: Iterable[Turn]) -> int:
    return round(statistics.median(len(json.dumps(turn.whole)) for turn in turns))


def _answer_size(turns: Iterable[Turn]) -> int:
    return round(statistics.median(len(json.dumps(turn.answer)) for turn in turns))


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
