from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from speech.clock import Clock, ClockError

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_clock_nobody_has_set_shows_the_real_time_and_runs() -> None:
    clock = Clock()
    before = clock.seconds()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
    assert clock.seconds() >= before


def test_a_clock_that_was_set_stands_still_until_time_is_let_pass() -> None:
    clock = Clock(BERLIN)
    clock.set("2026-03-01T07:00:00+01:00")
    assert (clock.now(), clock.stamp()) == (clock.now(), "2026-03-01T06:00:00Z")
    clock.wait(90.5)
    assert clock.stamp() == "2026-03-01T06:01:30Z"


def test_the_day_is_that_of_the_devices_zone() -> None:
    clock = Clock(ZoneInfo("Australia/Sydney"))
    clock.set("2026-02-28T20:00:00Z")
    assert clock.today() == date(2026, 3, 1)


def test_a_time_without_an_offset_is_one_of_the_devices_zone() -> None:
    clock = Clock(BERLIN)
    clock.set("2026-07-01T12:00")
    assert clock.stamp() == "2026-07-01T10:00:00Z"


def test_time_can_be_let_pass_on_a_clock_that_runs() -> None:
    clock = Clock()
    clock.wait(3600)
    assert timedelta(minutes=59) < clock.now() - datetime.now(UTC) < timedelta(minutes=61)


def test_a_clock_turned_back_makes_nothing_younger() -> None:
    clock = Clock()
    clock.set("2026-03-01T07:00:00Z")
    before = clock.seconds()
    clock.set("2020-01-01T00:00:00Z")
    assert clock.seconds() == pytest.approx(before)
    clock.wait(5)
    assert clock.seconds() == pytest.approx(before + 5)


def test_real_stamps_are_real_whatever_the_clock_shows() -> None:
    clock = Clock(real_stamps=True)
    clock.set("2020-01-01T00:00:00Z")
    assert abs(datetime.fromisoformat(clock.stamp()) - datetime.now(UTC)) < timedelta(minutes=1)
    assert clock.today() <= date(2020, 1, 1)


@pytest.mark.parametrize("time", ["", "soon", "2026-13-01", "0001-01-01T00:00:00", "9999-12-31T23:59:59-14:00"])
def test_what_is_no_time_is_refused_in_one_line(time: str) -> None:
    with pytest.raises(ClockError) as refused:
        Clock().set(time)
    assert "\n" not in str(refused.value)
    assert repr(time) in str(refused.value)


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf"), 1e12])
def test_time_passes_forward_and_not_for_ever(seconds: float) -> None:
    with pytest.raises(ClockError):
        Clock().wait(seconds)
