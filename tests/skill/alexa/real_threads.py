"""Things done at the same time, and waiting for what other threads do."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

_Given = TypeVar("_Given")
PATIENCE = 20.0
"""Seconds after which what did not happen is a failure."""


def in_parallel(do: Callable[[_Given], Any], given: Iterable[_Given]) -> list[Any]:
    """What `do` returned or raised for each, done all at once."""
    each = list(given)
    with ThreadPoolExecutor(len(each)) as pool:
        futures = [pool.submit(do, one) for one in each]
        return [future.exception(PATIENCE) or future.result() for future in futures]


def until(happened: Callable[[], bool]) -> None:
    """Wait for it."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def free_port() -> int:
    """A port of loopback where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
