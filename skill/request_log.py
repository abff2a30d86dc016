"""Log lines as JSON, one a request: what kind it was, how it ended, how long it took; never words, values or users.

All loggers, gunicorn's and those of libraries too, write through one formatter. A fault is told by its kind and place:
its message may hold what somebody said.
"""

from __future__ import annotations

import logging
import traceback
from typing import Any, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

NAME = "cramp_coach"
_log: Any = structlog.wrap_logger(
    logging.getLogger(NAME),
    processors=[structlog.stdlib.filter_by_level, ProcessorFormatter.wrap_for_formatter],
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
).bind()


def write_json(level: str, stream: TextIO) -> None:
    """Let every logger of this process write JSON lines of `level` and above to `stream`."""
    handler = logging.StreamHandler(stream)
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        _fault_without_words,
    ]
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name],
            processors=[
                *shared,
                ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False, default=_kind_of),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for chatty in ("urllib3", "asyncio"):
        logging.getLogger(chatty).setLevel(max(root.level, logging.WARNING))


def log_request(
    kind: str, intent: str, outcome: str, status: int, seconds: float, reason: str | None, reference: str | None
) -> None:
    """One line for one request to /alexa; `reference` finds it again beside a fault."""
    fields: dict[str, Any] = {"outcome": outcome, "status": status, "ms": round(seconds * 1000, 2)}
    if kind:
        fields["type"] = kind
    if intent:
        fields["intent"] = intent
    if reason:
        fields["reason"] = reason
    if reference:
        fields["reference"] = reference
    _log.info("request", **fields)


def log_turned_away(reason: str, status: int) -> None:
    """One line for what never became a request: it came too slowly, or is not HTTP."""
    _log.info("request", outcome="refused", status=status, reason=reason)


def _fault_without_words(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    """Replace a traceback by the kind of its exception and the place that raised it."""
    record = line.get("_record")
    told = line.pop("exc_info", None) or (record.exc_info if record is not None else None)
    fault = told[1] if isinstance(told, tuple) else told
    if isinstance(fault, BaseException):
        frames = traceback.extract_tb(fault.__traceback__)
        line["fault"] = type(fault).__name__
        line["at"] = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "nowhere"
    return line


def _kind_of(value: Any) -> str:
    return type(value).__name__
