"""The server as an operator runs it: its settings, its lines, its figures over all workers, its stops and reloads."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.server import configuration, cores, serve
from skill.settings import Settings, SettingsError
from tests.skill.alexa.conftest import signer
from tests.skill.alexa.signer import SKILL_ID, Signer, envelope, intent
from tests.skill.served import Clients, Served, free_port, served

__all__ = ["signer"]
TOKEN = "a-token-that-nobody-guesses"  # noqa: S105  # of this test alone


@pytest.fixture
def skill(signer: Signer, tmp_path: Path) -> Iterator[Served]:
    with served(signer, tmp_path, "--workers", "2") as skill:
        yield skill


def total(figures: bytes, name: str) -> float:
    """The sum of all series of one figure."""
    return sum(float(value) for value in re.findall(rb"^%s(?:\{.*\})? (\S+)$" % name.encode(), figures, re.MULTILINE))


def test_workers_are_as_many_as_the_cores_that_a_container_may_use(tmp_path: Path) -> None:
    quota = tmp_path / "cpu.max"
    assert cores(quota) == len(os.sched_getaffinity(0))
    quota.write_text("max 100000\n")
    assert cores(quota) == len(os.sched_getaffinity(0))
    quota.write_text("50000 100000\n")
    assert cores(quota) == 1
    assert configuration("127.0.0.1", 80, None, None, None)["workers"] == cores()
    assert configuration("127.0.0.1", 80, 5, 3, None)["workers"] == 5
    assert configuration("127.0.0.1", 80, 5, 3, None)["threads"] == 3


def test_it_listens_on_two_ports_where_figures_have_their_own() -> None:
    assert configuration("127.0.0.1", 80, 1, 1, None)["bind"] == ["127.0.0.1:80"]
    assert configuration("::1", 80, 1, 1, 81)["bind"] == ["[::1]:80", "[::1]:81"]


def test_a_stop_is_clean_and_every_line_is_json_without_words_or_users(signer: Signer, tmp_path: Path) -> None:
    with served(signer, tmp_path, "--workers", "2") as skill:
        said = envelope(intent("DescribeSymptomIntent", description={"value": "my secret knee spasm"}))
        assert skill.alexa(said) == 200
        skill.raw(b"a secret that is not HTTP\r\n\r\n").recv(100)
        assert (
            skill.raw(b"POST /alexa HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nsecret").recv(12) == b"HTTP/1.1 400"
        )
        assert skill.stop() == 0
    assert list(tmp_path.glob("cramp-coach-figures-*")) == []
    text = skill.errors.read_text()
    assert "secret" not in text
    assert "amzn1.ask" not in text
    lines = skill.log()
    assert [line["level"] for line in lines[:2]] == ["warning", "info"]
    assert lines[0]["event"].startswith("trusting development certificates")
    told = [line for line in lines if line["event"] == "request"]
    assert [line["outcome"] for line in told] == ["answered", "refused", "refused"]
    assert {"time", "level", "ms", "status", "type", "intent", "reference"} <= told[0].keys()
    assert all(line["reason"] for line in told[1:])


def test_figures_are_those_of_all_workers_and_outlive_each_of_them(skill: Served) -> None:
    sent = 12
    for _ in range(sent):
        assert skill.alexa(envelope(intent("AMAZON.FallbackIntent"))) == 200
    before = skill.workers()
    assert total(skill.get("/metrics")[1], "cramp_coach_fallbacks_total") == sent
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    skill.renewed(before, 2)
    assert skill.alexa() == 200
    figures = skill.get("/metrics")[1]
    assert total(figures, "cramp_coach_fallbacks_total") == sent
    assert total(figures, "cramp_coach_requests_total") == sent + 1
    assert total(figures, "cramp_coach_request_seconds_count") == sent + 1


@pytest.mark.slow
def test_a_reload_brings_new_workers_and_keeps_the_figures_in_as_many_files(skill: Served, tmp_path: Path) -> None:
    assert skill.alexa() == 200
    for _ in range(2):
        before = skill.workers()
        skill.process.send_signal(signal.SIGHUP)
        skill.renewed(before, 2)
        assert skill.alexa() == 200
    figures = skill.get("/metrics")[1]
    assert total(figures, "cramp_coach_requests_total") == total(figures, "cramp_coach_request_seconds_count") == 3
    files = {path.name for path in next(tmp_path.glob("cramp-coach-figures-*")).iterdir()}
    assert files <= {f"{kind}_{name}.db" for kind in ("counter", "histogram") for name in ("main", 0, 1, 2, 3)}


@pytest.mark.slow
@pytest.mark.parametrize("found", ["nothing here", None], ids=["no certificate", "no file"])
def test_a_reload_with_broken_roots_changes_nothing_but_readiness(
    signer: Signer, tmp_path: Path, found: str | None
) -> None:
    roots = tmp_path / "roots.pem"
    roots.write_bytes(signer.roots.read_bytes())
    with served(signer, tmp_path, "--workers", "1", CRAMP_COACH_TRUSTED_ROOTS=str(roots)) as skill:
        before = skill.workers()
        roots.unlink()
        if found is not None:
            roots.write_text(found)
        skill.process.send_signal(signal.SIGHUP)
        skill.renewed(before, 1)
        assert skill.alexa() == 200
        status, body = skill.get("/health/ready")
        assert (status, b'"reason":"roots"' in body) == (503, True)
        assert skill.get("/health")[0] == 200
        assert skill.stop() == 0
    told = [line["event"] for line in skill.log() if line["event"].startswith("not reloaded, the old one serves on")]
    assert len(told) == 1
    assert str(roots) in told[0]


@pytest.mark.slow
def test_figures_can_have_a_port_of_their_own_and_need_a_token(signer: Signer, tmp_path: Path) -> None:
    port = free_port()
    given = {"CRAMP_COACH_METRICS_PORT": str(port), "CRAMP_COACH_METRICS_TOKEN": TOKEN}
    with served(signer, tmp_path, **given) as skill:
        right = {"Authorization": f"Bearer {TOKEN}"}
        assert skill.get("/metrics", right) == (404, b"")
        assert skill.get("/metrics", port=port) == (401, b"")
        assert skill.get("/metrics", right | {"Authorization": "Bearer"}, port=port) == (401, b"")
        status, figures = skill.get("/metrics", right, port=port)
        assert (status, b"cramp_coach_fallbacks_total 0.0" in figures) == (200, True)


def test_figures_can_not_have_the_port_of_alexa(signer: Signer) -> None:
    settings = Settings(SKILL_ID, signer.roots, signer.folder, metrics_port=8080)
    with pytest.raises(SettingsError, match="CRAMP_COACH_METRICS_PORT: 8080 is where /alexa is served"):
        serve(settings, "127.0.0.1", 8080, 1, 1)


@pytest.mark.slow
@pytest.mark.parametrize(("given", "warned"), [({}, True), ({"CRAMP_COACH_METRICS_TOKEN": TOKEN}, False)])
def test_public_figures_are_warned_of_at_the_start(
    signer: Signer, tmp_path: Path, given: dict[str, str], warned: bool
) -> None:
    with served(signer, tmp_path, "--host", "0.0.0.0", "--workers", "1", **given) as skill:  # noqa: S104
        lines = [line for line in skill.log() if "can read /metrics" in line["event"]]
    assert [line["level"] for line in lines] == ["warning"] * warned


@pytest.mark.slow
def test_a_port_that_is_taken_is_one_line(skill: Served, signer: Signer) -> None:
    environment = os.environ | {"CRAMP_COACH_SKILL_ID": SKILL_ID, "CRAMP_COACH_TRUSTED_ROOTS": str(signer.roots)}
    command = [sys.executable, "-m", "skill", "serve", "--port", str(skill.port)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith(f"skill: can't listen on 127.0.0.1:{skill.port}")


@pytest.mark.slow
@pytest.mark.parametrize("keep_alive", [True, False], ids=["kept alive", "one connection each"])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_stop_under_load_loses_no_request(signer: Signer, tmp_path: Path, workers: str, keep_alive: bool) -> None:
    with served(signer, tmp_path, "--workers", workers) as skill, Clients(skill, keep_alive, number=6) as clients:
        clients.until_answered(60)
        assert skill.stop() == 0
    assert clients.lost == []


@pytest.mark.slow
@pytest.mark.parametrize("keep_alive", [True, False], ids=["kept alive", "one connection each"])
def test_reloads_under_load_lose_no_request_and_turn_nobody_away(skill: Served, keep_alive: bool) -> None:
    with Clients(skill, keep_alive, number=6) as clients:
        for _ in range(3):
            before = skill.workers()
            clients.until_answered(60)
            skill.process.send_signal(signal.SIGHUP)
            skill.renewed(before, 2)
    assert clients.lost == []
    assert clients.turned_away == 0


SHORT_LIVED = """
import sys, skill.server
from skill.__main__ import main
usual = skill.server.configuration
skill.server.configuration = lambda *given: usual(*given) | {"max_requests": 40, "max_requests_jitter": 10}
sys.exit(main())
"""


@pytest.mark.slow
@pytest.mark.parametrize("keep_alive", [True, False], ids=["kept alive", "one connection each"])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_workers_that_are_replaced_after_many_requests_lose_none(
    signer: Signer, tmp_path: Path, workers: str, keep_alive: bool
) -> None:
    with served(signer, tmp_path, "--workers", workers, program=("-c", SHORT_LIVED)) as skill:
        before = skill.workers()
        with Clients(skill, keep_alive, number=6) as clients:
            clients.until_answered(250)
        assert clients.lost == []
        assert clients.turned_away == 0
        skill.renewed(before, int(workers))
