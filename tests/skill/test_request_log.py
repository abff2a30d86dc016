"""Every line is JSON, whoever writes it, and a fault is told without its words."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from skill.request_log import REFERENCE, log_request, log_turned_away
from tests.skill.written_lines import Lines, written_lines


@pytest.fixture
def lines(request: pytest.FixtureRequest) -> Iterator[Lines]:
    """What was written since; the level is the test's parameter, else info."""
    with written_lines(getattr(request, "param", "info")) as lines:
        yield lines


def test_a_request_is_one_line_with_the_time_first(lines: Lines) -> None:
    log_request("IntentRequest", "AnswerIntent", "answered", 200, 0.00123)
    (line,) = lines()
    assert list(line)[:3] == ["time", "level", "event"]
    assert line["time"].endswith("Z")
    del line["time"]
    assert line == {
        "level": "info", "event": "request", "outcome": "answered", "status": 200, "ms": 1.23,
        "type": "IntentRequest", "intent": "AnswerIntent",
    }  # fmt: skip


def test_a_refusal_has_a_reason_and_no_names(lines: Lines) -> None:
    log_request("", "", "refused", 400, 0.001, "not signed")
    log_turned_away("the request came too slowly", 408)
    first, second = lines()
    assert (first["reason"], first["status"]) == ("not signed", 400)
    assert (second["reason"], second["status"]) == ("the request came too slowly", 408)
    assert "type" not in first | second


def test_a_line_break_in_what_is_logged_does_not_break_the_line(lines: Lines) -> None:
    logging.getLogger("somebody").warning("two\nlines of %s", "one")
    (line,) = lines()
    assert (line["event"], line["logger"], line["level"]) == ("two\nlines of one", "somebody", "warning")


def test_what_json_can_not_hold_is_written_all_the_same(lines: Lines) -> None:
    told = {"name": "somebody", "msg": "half a character: %s", "args": ("\ud83d",), "levelno": logging.WARNING}
    for handler in logging.getLogger().handlers[:1]:  # ours alone: pytest could not report such a line
        handler.handle(logging.makeLogRecord(told))
    assert lines()[0]["event"] == "half a character: \ud83d"


def test_a_fault_is_told_by_its_kind_and_place_and_not_by_its_message(lines: Lines) -> None:
    try:
        raise ValueError("my secret knee")
    except ValueError:
        logging.getLogger("skill").exception("it failed")
    (line,) = lines()
    assert (line["event"], line["fault"]) == ("it failed", "ValueError")
    assert __file__ in line["at"]
    assert "secret" not in json.dumps(line)


def test_all_lines_of_one_request_carry_its_reference(lines: Lines) -> None:
    token = REFERENCE.set("0123456789ab")
    logging.getLogger("cramp_coach").error("fault")
    log_request("LaunchRequest", "", "apologised", 200, 0.001)
    REFERENCE.reset(token)
    log_request("LaunchRequest", "", "answered", 200, 0.001)
    assert [line.get("reference") for line in lines()] == ["0123456789ab", "0123456789ab", None]


@pytest.mark.parametrize("lines", ["warning"], indirect=True)
def test_below_the_level_that_is_set_nothing_is_written(lines: Lines) -> None:
    log_request("LaunchRequest", "", "answered", 200, 0.001)
    logging.getLogger("cramp_coach").info("serving")
    logging.getLogger("cramp_coach").warning("trusting")
    assert [line["event"] for line in lines()] == ["trusting"]


def test_until_lines_are_asked_for_a_request_goes_to_the_logger_alone(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO, "cramp_coach")
    log_request("LaunchRequest", "", "answered", 200, 0.001)
    assert "LaunchRequest" in caplog.text
    assert capsys.readouterr() == ("", "")
