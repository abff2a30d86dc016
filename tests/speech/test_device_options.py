import argparse
from datetime import date

import pytest

from speech.device import Device
from speech.device_options import add_device_options, described_device
from speech.settings import SettingsError


def described(*arguments: str) -> Device:
    parser = argparse.ArgumentParser()
    add_device_options(parser)
    return described_device(parser.parse_args(arguments))


def test_without_a_word_it_is_a_device_with_a_screen_and_the_real_time() -> None:
    device = described()
    assert (device.screen, device.audio) == (True, False)
    assert device.clock.seconds() > 0


def test_screen_and_audio_can_be_chosen() -> None:
    assert described("--no-screen", "--audio").interfaces() == {"AudioPlayer": {}}


def test_the_clock_shows_the_time_given_in_the_zone_given() -> None:
    device = described("--timezone", "America/New_York", "--now", "2026-03-01T02:00:00Z")
    assert device.clock.today() == date(2026, 2, 28)
    assert device.clock.stamp() == "2026-03-01T02:00:00Z"


def test_real_timestamps_leave_the_clock_as_it_is_set() -> None:
    device = described("--now", "2020-03-01T02:00:00Z", "--real-timestamps")
    assert device.clock.today().year == 2020
    assert not device.clock.stamp().startswith("2020")


@pytest.mark.parametrize(
    "arguments",
    [["--timezone", "Atlantis/Capital"], ["--timezone", "Europe"], ["--timezone", "../etc"], ["--timezone", ""]],
)
def test_a_place_without_a_time_zone_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SettingsError, match="--timezone"):
        described(*arguments)


def test_a_time_that_is_none_is_refused() -> None:
    with pytest.raises(SettingsError, match="--now: expected a date"):
        described("--now", "tea time")
