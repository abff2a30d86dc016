"""The whole run, short, with whichever contestants this machine has."""

import re
import shutil

import pytest

from benchmarks.service import main
from benchmarks.service_servers import NODE_FOLDER


@pytest.mark.slow
def test_a_short_run_prints_every_table_with_no_answer_wrong(capfd: pytest.CaptureFixture[str]) -> None:
    main(["--quick"])
    told = capfd.readouterr().out
    assert "AnswerIntent in mid-interview, through the WSGI callable" in told
    assert "AMAZON.HelpIntent" in told
    assert re.search(r"verify +\d+ us", told)
    rows = re.findall(
        r"^  (bare Flask echo|Cramp Coach|stock flask-ask-sdk|ask-sdk-core alone|Node .+?) .* (\d+)$", told, re.M
    )
    assert {name for name, _ in rows} >= {"bare Flask echo", "Cramp Coach", "stock flask-ask-sdk", "ask-sdk-core alone"}
    assert {errors for _, errors in rows} == {"0"}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("wrk") is None, reason="needs Debian's wrk")
def test_what_is_not_installed_is_left_out_with_one_line(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.service_servers.NODE_FOLDER", NODE_FOLDER / "nowhere")
    main(["--quick", "--only", "load"])
    told = capfd.readouterr().out
    assert "left out: Node express adapter: run requirements/node_bench.sh first; it needs node and npm" in told
    assert "16 connections" in told


def test_without_the_load_tool_it_says_how_to_get_it(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    main(["--quick", "--only", "load"])
    assert capfd.readouterr().out == (
        "left out, everything under load: wrk is missing. On Debian: apt-get install wrk\n"
    )
