"""Starts the skill under test as `[tool.speech]` says, waits until it listens, and stops it afterwards."""

import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import IO

from speech.authority import Authority
from speech.settings import Settings, fill, launch_values

READY_WITHIN_SECONDS = 20.0
_POLL_SECONDS = 0.04
_STOP_WITHIN_SECONDS = 5.0
_TAIL_BYTES = 4000


class SkillProcessError(Exception):
    """The skill does not start; the message is one line with its own last words."""


@contextlib.contextmanager
def running_skill(
    settings: Settings, authority: Authority, ready_within: float = READY_WITHIN_SECONDS
) -> Iterator[str]:
    """The endpoint of the skill, running while the block runs; raises SkillProcessError.

    With a given endpoint nothing is started. The skill gets a process group of its own, so that Ctrl-C reaches the
    speaker alone, and the whole group (a server and its workers) is stopped when the block ends, however it ends.
    """
    if settings.launch is None:
        yield settings.endpoint or ""
        return
    launch = settings.launch
    values = launch_values(_free_port(), settings.skill_id, authority.roots, authority.chains, settings.locale)
    environment = os.environ | {name: fill(value, values) for name, value in launch.environment.items()}
    command = [fill(part, values) for part in launch.command]
    endpoint, ready = fill(launch.endpoint, values), fill(launch.ready, values)
    with tempfile.TemporaryFile() as output:
        try:
            process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise SkillProcessError(f"the skill can't be started with {command[0]!r}: {error.strerror}") from None
        try:
            _wait_until_ready(process, ready, output, ready_within)
            yield endpoint
        finally:
            _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(process: subprocess.Popen[bytes], address: str, output: IO[bytes], ready_within: float) -> None:
    # urllib, because nothing else is loaded yet; and without the environment's proxies.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + ready_within
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SkillProcessError(f"the skill stopped at once, exit {process.returncode}: {_last_words(output)}")
        try:
            with opener.open(address, timeout=2):
                return
        except (urllib.error.URLError, OSError, ValueError):
            time.sleep(_POLL_SECONDS)
    raise SkillProcessError(f"{address} did not answer within {ready_within:g} s: {_last_words(output)}")


def _last_words(output: IO[bytes]) -> str:
    size = output.seek(0, os.SEEK_END)
    output.seek(max(0, size - _TAIL_BYTES))
    lines = [line.strip() for line in output.read().decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it printed nothing"


def _stop(process: subprocess.Popen[bytes]) -> None:
    _signal_group(process, signal.SIGTERM)
    try:
        process.wait(_STOP_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        # Workers that outlive their server are ended too.
        _signal_group(process, signal.SIGKILL)
        process.wait()


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
