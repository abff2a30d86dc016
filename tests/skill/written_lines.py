"""The log lines of this process, as they are written when the skill is served."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from skill import request_log

Lines = Callable[[], list[dict[str, Any]]]


@contextmanager
def written_lines(level: str = "info") -> Iterator[Lines]:
    """All lines of `level` and above since; the loggers are as before at the end."""
    root, own = logging.getLogger(), logging.getLogger(request_log.NAME)
    handlers, level_before, own_before, log = root.handlers[:], root.level, own.level, request_log._log
    own.setLevel(logging.NOTSET)  # a Lambda that was imported before sets its own
    written = io.StringIO()
    request_log.write_json(level, written)
    try:
        yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    finally:
        root.handlers[:], request_log._log = handlers, log
        root.setLevel(level_before)
        own.setLevel(own_before)
