"""Who is measured in-process, and the ways to call each: through the WSGI callable, and through Flask's test client.

A contestant is made in a process of its own (`service_processes`), so that none carries the modules, the patches or
the garbage of another.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from benchmarks.echo_app import echo_app
from benchmarks.wsgi_door import Request, called, environ
from tests.skill.alexa.signer import CHAIN_URL, SKILL_ID

Answer = tuple[int, bytes]
Way = Callable[[Request], Callable[[], Answer]]
"""Gets a request ready; what it gives is timed."""
WSGI, CLIENT = "WSGI", "test client"
ECHO, OURS, STOCK, CORE = "bare Flask echo", "Cramp Coach", "stock flask-ask-sdk", "ask-sdk-core alone"


@dataclass(frozen=True)
class Trust:
    """The test's own authority: a PEM file of roots, and a folder of chain files."""

    roots: Path
    chains: Path


def contestant(name: str, trust: Trust) -> Mapping[str, Way]:
    """Make one, ready to be called."""
    return _MAKERS[name](trust)


def _echo(_: Trust) -> Mapping[str, Way]:
    return _both_ways(echo_app())


def _ours(trust: Trust) -> Mapping[str, Way]:
    from skill.request_log import write_json
    from skill.settings import Settings
    from skill.web import create_app

    write_json("info", sys.stderr)  # as `python -m skill serve`: writing the log is part of the turn
    return _both_ways(create_app(Settings(SKILL_ID, trust.roots, trust.chains)))


def _stock(trust: Trust) -> Mapping[str, Way]:
    from benchmarks.stock_skill import stock_app

    chain = (trust.chains / CHAIN_URL.rpartition("/")[2]).read_bytes()
    return _both_ways(stock_app(SKILL_ID, trust.roots, {CHAIN_URL: chain}))


def _core(_: Trust) -> Mapping[str, Way]:
    """No HTTP and no verification: text in, text out."""
    from ask_sdk_model import RequestEnvelope

    from benchmarks.stock_skill import skill_with_stock_serializer

    skill = skill_with_stock_serializer()

    def invoked(body: bytes) -> Answer:
        asked = skill.serializer.deserialize(body.decode(), RequestEnvelope)
        return 200, json.dumps(skill.serializer.serialize(skill.invoke(asked, None))).encode()

    return {WSGI: lambda request: lambda: invoked(request.body)}


_MAKERS: Mapping[str, Callable[[Trust], Mapping[str, Way]]] = {ECHO: _echo, OURS: _ours, STOCK: _stock, CORE: _core}
NAMES = tuple(_MAKERS)


def _both_ways(app: Flask) -> Mapping[str, Way]:
    client = app.test_client()

    def by_environ(request: Request) -> Callable[[], Answer]:
        made = environ(request)
        return lambda: called(app, made)

    def by_client(request: Request) -> Callable[[], Answer]:
        def send() -> Answer:
            answer = client.post("/alexa", data=request.body, headers=dict(request.headers))
            return answer.status_code, answer.data

        return send

    return {WSGI: by_environ, CLIENT: by_client}
