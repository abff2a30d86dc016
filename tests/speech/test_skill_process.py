import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from speech.authority import Authority
from speech.settings import Launch, Settings, read_settings
from speech.skill_process import SkillProcessError, running_skill
from tests.speech.bike_shop import MODEL


def settings_that_start(*code: str) -> Settings:
    launch = Launch(
        ("{python}", "-c", "\n".join(code), "{port}"),
        "http://127.0.0.1:{port}/alexa",
        "http://127.0.0.1:{port}/health",
        {"ROOTS": "{roots}"},
    )
    return Settings(MODEL, "en-US", "amzn1.ask.skill.x", None, launch)


SERVES = (
    "import os, sys, http.server",
    "assert os.path.isfile(os.environ['ROOTS'])",
    "class H(http.server.BaseHTTPRequestHandler):",
    "    def do_GET(self): self.send_response(200); self.end_headers(); self.wfile.write(str(os.getpid()).encode())",
    "    def log_message(self, *a): pass",
    "http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), H).serve_forever()",
)


def gone(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def pid_behind(endpoint: str) -> int:
    with urllib.request.urlopen(endpoint) as response:
        return int(response.read())


def test_the_skill_listens_inside_the_block_and_is_gone_after_it(authority: Authority) -> None:
    with running_skill(settings_that_start(*SERVES), authority) as endpoint:
        pid = pid_behind(endpoint)
    assert gone(pid)


def test_it_is_stopped_when_the_block_fails(authority: Authority) -> None:
    pids: list[int] = []

    def fail_while_it_runs() -> None:
        with running_skill(settings_that_start(*SERVES), authority) as endpoint:
            pids.append(pid_behind(endpoint))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_while_it_runs()
    assert gone(pids[0])


def test_a_server_that_ignores_the_polite_signal_is_stopped_with_its_workers(authority: Authority) -> None:
    code = (
        "import subprocess, sys, signal",
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))",
        "worker = subprocess.Popen([sys.executable, '-c', 'import signal, time; "
        "signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)'])",
        *(line.replace("os.getpid()", "worker.pid") for line in SERVES),
    )
    with running_skill(settings_that_start(*code), authority) as endpoint:
        worker = pid_behind(endpoint)
    assert gone(worker)


def test_a_skill_that_dies_at_once_is_quoted(authority: Authority) -> None:
    with (
        pytest.raises(SkillProcessError, match=r"exit 1: SystemExit|exit 1: no skill id") as raised,
        running_skill(settings_that_start("raise SystemExit('no skill id')"), authority),
    ):
        pass
    assert "\n" not in str(raised.value)


def test_a_skill_that_never_listens_is_given_up(authority: Authority) -> None:
    with (
        pytest.raises(SkillProcessError, match=r"did not answer within 0\.3 s"),
        running_skill(settings_that_start("import time; time.sleep(60)"), authority, ready_within=0.3),
    ):
        pass


def test_a_command_that_does_not_exist_is_named(authority: Authority) -> None:
    launch = Launch(("no-such-program",), "http://x", "http://x", {})
    settings = Settings(MODEL, "en-US", "x", None, launch)
    with pytest.raises(SkillProcessError, match="no-such-program"), running_skill(settings, authority):
        pass


def test_with_an_endpoint_nothing_is_started(authority: Authority, tmp_path: Path) -> None:
    settings = read_settings(endpoint="http://127.0.0.1:1/alexa", model=MODEL, folder=tmp_path)
    with running_skill(settings, authority) as endpoint:
        assert endpoint == "http://127.0.0.1:1/alexa"


def test_a_speaker_that_is_terminated_takes_its_skill_along(bike_folder: Path, tmp_path: Path) -> None:
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    speaker = subprocess.Popen(
        [sys.executable, "-m", "speech", "converse", "--json"],
        cwd=bike_folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert speaker.stdin is not None
    assert speaker.stdout is not None
    speaker.stdin.write('{"say": "open pedal works"}\n')
    speaker.stdin.flush()
    assert "Welcome" in speaker.stdout.readline()
    skill = int((bike_folder / "bike_shop.pid").read_text())
    speaker.send_signal(signal.SIGTERM)
    assert speaker.wait(10) == 128 + signal.SIGTERM
    assert gone(skill)
    speaker.stdin.close()
    speaker.stdout.close()
