"""Log lines as JSON, one a request: what kind it was, how it ended, how long it took; never words, values or users.

All loggers, gunicorn's and those of libraries too, write through the same last steps. A fault is told by its kind and
place: its message may hold what somebody said.
"""

from __future__ import annotations

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

import orjson

from skill.structlog_alone import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

ProcessorFormatter = structlog.stdlib.ProcessorFormatter
NAME = "cramp_coach"
REFERENCE: ContextVar[str | None] = ContextVar("reference", default=None)
"""The request that is being answered: every line written meanwhile carries it, a fault's too."""
_FIRST = ("time", "level", "event")
_log: Any = structlog.wrap_logger(
    logging.getLogger(NAME),
    processors=[structlog.stdlib.filter_by_level, ProcessorFormatter.wrap_for_formatter],
    wrapper_class=structlog.stdlib.BoundLogger,
).bind()


def write_json(level: str, stream: TextIO) -> None:
    """Let every logger of this process write JSON lines of `level` and above to `stream`."""
    global _log
    last_steps: list[Processor] = [
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        _with_reference,
        _line,
    ]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name],
            processors=[
                structlog.stdlib.add_log_level,
                _fault_without_words,
                ProcessorFormatter.remove_processors_meta,
                *last_steps,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for chatty in ("urllib3", "asyncio"):
        logging.getLogger(chatty).setLevel(max(root.level, logging.WARNING))
    # A request's own line skips the standard library's loggers and takes one step: a fifth of the time.
    _log = structlog.wrap_logger(
        structlog.WriteLogger(stream),
        processors=[_request_line],
        wrapper_class=structlog.make_filtering_bound_logger(root.level),
    ).bind()


def log_request(kind: str, intent: str, outcome: str, status: int, seconds: float, reason: str | None = None) -> None:
    """One line for one request to /alexa."""
    fields: dict[str, Any] = {"outcome": outcome, "status": status, "ms": round(seconds * 1000, 2)}
    if kind:
        fields["type"] = kind
    if intent:
        fields["intent"] = intent
    if reason:
        fields["reason"] = reason
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
        line["fault"] = type(fault).__name__
        line["at"] = place_of(fault)
    return line


def place_of(fault: BaseException) -> str:
    """The file and line that raised `fault`."""
    frames = traceback.extract_tb(fault.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "nowhere"


def _with_reference(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    if (reference := REFERENCE.get()) is not None:
        line["reference"] = reference
    return line


def _line(_: WrappedLogger, __: str, line: EventDict) -> str:
    """JSON, with what a reader looks for first at the front."""
    ordered = {key: line.pop(key) for key in _FIRST if key in line} | dict(line)
    try:
        return orjson.dumps(ordered, default=_kind).decode()
    except TypeError:  # half a character, a huge number: Python's own writer takes them
        return json.dumps(ordered, default=_kind)


def _request_line(_: WrappedLogger, level: str, line: EventDict) -> str:
    """All the steps at once; what it holds is ours and always fits JSON."""
    now = datetime.now(UTC).isoformat()[: -len("+00:00")]
    first = {"time": now + "Z", "level": level, "event": line.pop("event"), **line}
    if (reference := REFERENCE.get()) is not None:
        first["reference"] = reference
    return orjson.dumps(first).decode()


def _kind(value: object) -> str:
    return type(value).__name__
