"""Serves the app with gunicorn: one file with every setting, and what happens when workers come and go."""

from __future__ import annotations

import ctypes
import gc
import ipaddress
import logging
import os
import shutil
import socket
import struct
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from skill.alexa.signature import CHAIN_URL_HEADER
from skill.faults import ContentError
from skill.metrics import count_as_worker, share_between_workers
from skill.patient_worker import PatientWorker
from skill.request_log import NAME, log_turned_away, write_json
from skill.settings import Settings, SettingsError

THREADS = 8
"""A worker's threads, for requests that wait for a certificate; all others are answered by its loop."""
_CHAIN_URL = CHAIN_URL_HEADER.upper()
_QUOTA = Path("/sys/fs/cgroup/cpu.max")
log = logging.getLogger(NAME)


def cores(quota: Path = _QUOTA) -> int:
    """How many cores this process may use: those it is allowed on, fewer where a container has a smaller share."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        share, period = quota.read_text().split()
        return max(1, min(allowed, round(int(share) / int(period))))
    except (OSError, ValueError):  # no such file, or "max": no limit
        return allowed


def configuration(host: str, port: int, workers: int | None, threads: int | None, metrics_port: int | None) -> Any:
    """All of gunicorn's settings that differ from its own, by name. None for a number means by cores."""
    address = f"[{host}]" if ":" in host else host
    return {
        "bind": [f"{address}:{one}" for one in (port, metrics_port) if one],
        "workers": workers or cores(),
        "threads": threads or THREADS,
        "worker_class": PatientWorker,
        "worker_connections": 1000,  # open at once in one worker, idle ones too; more push out the oldest that wait
        "preload_app": True,  # loaded once, shared by all workers until they write to it
        "keepalive": 65,  # longer than the 60 s of the proxies in front (nginx, AWS): it is for them to hang up first
        "timeout": 30,  # a worker whose loop stands still this long is replaced; slow clients and fetches don't stop it
        "graceful_timeout": 8,  # 5 s for a request to arrive, 2 s for a certificate; Docker kills after 10
        "max_requests": 200_000,  # then a worker is replaced, whatever may have grown in it ...
        "max_requests_jitter": 40_000,  # ... and not all of them at once
        "limit_request_line": 2048,
        "limit_request_fields": 64,  # Alexa sends a dozen
        "limit_request_field_size": 4096,  # a signature and a chain's address are below 600
        "forwarded_allow_ips": "",  # nothing is believed about where a request came from
        "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,  # noqa: S108  # heartbeats
        "logger_class": _Lines,
        "loglevel": "warning",
        "control_socket_disable": True,
        "pre_fork": _number_worker,
        "post_fork": lambda arbiter, worker: count_as_worker(worker.number),
        "post_worker_init": _introduce,
    }


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn with the app of these settings."""

    def __init__(self, settings: Settings, options: Any) -> None:
        self._settings, self._options = settings, options
        super().__init__()

    def load_config(self) -> None:
        """Called at the start, and again at a reload."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """The app, loaded before the workers are made."""
        from skill.web import create_app  # what counts must know first that there are several

        return create_app(self._settings)

    def reload(self) -> None:
        """At HUP, before new workers replace the old ones: read the roots again. What is broken now changes nothing."""
        super().reload()
        try:
            self.callable = self.load()
            log.info("reloaded: new workers take over")
        except (ContentError, SettingsError) as error:
            log.error("not reloaded, the old one serves on: %s", str(error).splitlines()[0])

    def run(self) -> None:
        """Serve until told to stop."""
        _Arbiter(self).run()


def serve(settings: Settings, host: str, port: int, workers: int | None, threads: int | None) -> int:
    """Serve until told to stop. Raises SettingsError and ContentError before anything is served."""
    if port == settings.metrics_port:
        raise SettingsError(f"CRAMP_COACH_METRICS_PORT: {port} is where /alexa is served, give another or leave it out")
    for one in (port, settings.metrics_port):
        if one:
            _check_free(host, one)
    write_json(settings.log_level, sys.stderr)
    shared = Path(tempfile.mkdtemp(prefix="cramp-coach-figures-"))
    owner = os.getpid()
    try:
        share_between_workers(shared)
        server = Server(settings, configuration(host, port, workers, threads, settings.metrics_port))
        server.wsgi()
        gc.freeze()  # what is loaded stays: collections need not look at it, nor workers copy it
        if not (settings.metrics_token or settings.metrics_port or _is_loopback(host)):
            log.warning("anybody who reaches %s can read /metrics: set CRAMP_COACH_METRICS_TOKEN or _PORT", host)
        log.info("serving POST /alexa on http://%s:%s", host, port)
        server.run()
    finally:
        if os.getpid() == owner:  # workers leave through here as well
            shutil.rmtree(shared, ignore_errors=True)
    return 0


class _Arbiter(Arbiter):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's, which lets nobody connect any more before it stops."""

    def stop(self, graceful: bool = True) -> None:
        if graceful:
            for listener in self.LISTENERS:
                _turn_newcomers_away(listener.sock)
        super().stop(graceful)


class _Lines(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's logger without handlers and formats of its own: its lines join all others."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        self._access_log_enabled = False
        self.error_log.propagate = True
        self.error_log.setLevel(logging.WARNING)


def _number_worker(arbiter: Any, worker: Any) -> None:
    """Give a new worker the lowest number that no living one has: its file of figures is then its alone."""
    taken = {other.number for other in arbiter.WORKERS.values()}
    worker.number = next(number for number in range(len(taken) + 1) if number not in taken)


def _introduce(worker: Any) -> None:
    """Tell a worker what it can't know of its app: where refusals are counted, and which requests may have to wait."""
    from skill.web import AT_HAND, FIGURES

    figures, at_hand = worker.wsgi.extensions.get(FIGURES), worker.wsgi.extensions.get(AT_HAND)

    def note(reason: str, status: int) -> None:
        if figures:
            figures.refusal(reason)
        log_turned_away(reason, status)

    def may_wait(headers: Sequence[tuple[str, str]]) -> bool:
        urls = [value for name, value in headers if name == _CHAIN_URL]
        return len(urls) > 1 or (len(urls) == 1 and at_hand is not None and not at_hand(urls[0]))

    worker.note_refusal = note
    worker.may_wait = may_wait


def _turn_newcomers_away(listener: socket.socket) -> None:
    """Let the kernel drop the first packet of new connections, where it can (Linux).

    A listening socket goes on taking connections until it is closed, and closing it breaks those nobody accepted yet:
    requests that were sent and are lost. Dropped here, they are tried again and then refused, as if nobody served.
    """
    # A classic BPF program (SO_ATTACH_FILTER, 26): drop a TCP segment with SYN and without ACK (flags: byte 13).
    load, mask, compare, keep = 0x30, 0x54, 0x15, 0x06
    steps = ((load, 0, 0, 13), (mask, 0, 0, 0x12), (compare, 0, 1, 0x02), (keep, 0, 0, 0), (keep, 0, 0, 0xFFFF))
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    try:
        if sys.platform != "linux":
            raise OSError
        listener.setsockopt(socket.SOL_SOCKET, 26, struct.pack("HP", len(steps), ctypes.addressof(program)))
    except OSError:
        log.info("newcomers can't be turned away here: connections that nobody accepted are broken at the end")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_free(host: str, port: int) -> None:
    """Raise SettingsError where the address can't be listened on."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.create_server((host, port), family=family):
            pass
    except OSError as error:
        raise SettingsError(f"can't listen on {host}:{port}: {error.strerror or error}") from None
