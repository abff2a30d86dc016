"""Calls a WSGI app as a server would, with an environ made by hand: nothing of a test client is measured with it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol
from wsgiref.types import WSGIApplication as Wsgi

__all__ = ["Request", "Wsgi", "called", "environ", "post"]


class Request(Protocol):
    """A body and its headers."""

    @property
    def body(self) -> bytes:
        """The bytes."""

    @property
    def headers(self) -> Mapping[str, str]:
        """By name, as HTTP writes them."""


def post(app: Wsgi, request: Request) -> tuple[int, bytes]:
    """The status and the body that `app` answers to `POST /alexa`."""
    return called(app, environ(request))


def called(app: Wsgi, made: dict[str, Any]) -> tuple[int, bytes]:
    """Call `app` once and read its whole answer."""
    told: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], error: Any = None, /) -> Callable[[bytes], object]:
        told.append(status)
        return told.append  # type: ignore[return-value]  # the old way to write; nothing here uses it

    answer: Iterable[bytes] = app(made, start)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return int(told[0][:3]), body


def environ(request: Request) -> dict[str, Any]:
    """What a server makes of `request`."""
    made: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/alexa",
        "QUERY_STRING": "",
        "RAW_URI": "/alexa",
        "CONTENT_LENGTH": str(len(request.body)),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8080",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "REMOTE_PORT": "50000",
        "HTTP_HOST": "127.0.0.1:8080",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in request.headers.items():
        key = name.upper().replace("-", "_")
        made[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return made
