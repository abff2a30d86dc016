"""Where a turn's time goes, by looking at the stack every half millisecond.

Each look counts for the innermost frame that belongs to a stage. Files and ask-sdk's own names tell which: a function
may be renamed or split and still counts where it belongs. A look that belongs to no stage counts for the layer that
was at work: the dispatch of ask-sdk, metrics and log, or Flask.
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import CodeType, FrameType

EVERY = 0.0005
REST = "the rest"
Rules = Sequence[tuple[str, str, str | None]]
"""What it counts for, part of the path of the file, and the name of the function or None for all of the file's."""
STAGES: Rules = (
    ("read", "/json/", "decode"),
    ("read", "/json/", "loads"),
    ("write", "/json/", "encode"),
    ("write", "/json/", "dumps"),
    ("read", "/skill/alexa/signed_body.py", "parse"),
    ("verify", "/skill/alexa/sign", None),
    ("verify", "/skill/alexa/chain", None),
    ("verify", "/skill/alexa/trusted_chain", None),
    ("read", "/skill/alexa/request.py", None),
    ("read", "", "deserialize"),
    ("write", "/skill/alexa/response.py", None),
    ("write", "/skill/alexa/model_writer.py", None),
    ("write", "/skill/web.py", "_answer"),
    ("write", "", "serialize"),
    ("words", "/skill/wording.py", None),
    ("coach", "/skill/coach/", None),
)
LAYERS: Rules = (
    ("metrics and log", "/prometheus_client/", None),
    ("metrics and log", "/logging/", None),
    ("metrics and log", "/structlog/", None),
    ("dispatch by ask-sdk", "ask_sdk", None),
    ("Flask", "/flask/", None),
    ("Flask", "/werkzeug/", None),
)
ORDER = ("verify", "read", "coach", "words", "write", "dispatch by ask-sdk", "metrics and log", "Flask", REST)


@dataclass(frozen=True)
class Stages:
    """`looks` by stage, and the mean seconds of the processor that a turn took meanwhile."""

    looks: Mapping[str, int]
    mean: float

    def seconds(self, stage: str) -> float:
        """Of the mean turn, those of `stage`."""
        return self.mean * self.looks.get(stage, 0) / max(1, sum(self.looks.values()))


def sampled(calls: Sequence[Callable[[], object]]) -> Stages:
    """Run `calls` in the main thread, and look at its stack meanwhile."""
    stacks = Counter[tuple[CodeType, ...]]()  # judged afterwards: a look should cost the turn next to nothing

    def look(_: int, frame: FrameType | None) -> None:
        codes = []
        while frame is not None:
            codes.append(frame.f_code)
            frame = frame.f_back
        stacks[tuple(codes)] += 1

    before = signal.signal(signal.SIGALRM, look)
    started = time.thread_time()
    signal.setitimer(signal.ITIMER_REAL, EVERY, EVERY)
    try:
        for call in calls:
            call()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        mean = (time.thread_time() - started) / max(1, len(calls))
        signal.signal(signal.SIGALRM, before)
    looks = Counter[str]()
    for codes, times in stacks.items():
        looks[stage_of(codes)] += times
    return Stages(dict(looks), mean)


def stage_of(codes: Iterable[CodeType]) -> str:
    """What a look at this stack counts for; the innermost function first."""
    known = tuple(codes)
    for rules in (STAGES, LAYERS):
        for code in known:
            for stage, path, function in rules:
                if path in code.co_filename and function in (None, code.co_name):
                    return stage
    return REST
