"""The command line's options for the device that is spoken to: screen, audio, time zone, clock."""

import argparse
from zoneinfo import ZoneInfo

from speech.clock import Clock, ClockError
from speech.device import Device
from speech.settings import SettingsError


def add_device_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options that `described_device` reads."""
    parser.add_argument("--no-screen", action="store_true", help="a device that shows nothing")
    parser.add_argument("--audio", action="store_true", help="a device that plays long audio (AudioPlayer)")
    parser.add_argument("--timezone", metavar="ZONE", help="where the device is, like Europe/Berlin")
    parser.add_argument("--now", metavar="TIME", help="what its clock shows, and goes on showing (ISO 8601)")
    stamps = "stamp requests with the real time, whatever the clock shows, for a skill that checks the time"
    parser.add_argument("--real-timestamps", action="store_true", help=stamps)


def described_device(options: argparse.Namespace) -> Device:
    """The device that the options describe; raises SettingsError."""
    zone = _zone(options.timezone) if options.timezone is not None else None
    clock = Clock(zone, real_stamps=options.real_timestamps)
    if options.now is not None:
        try:
            clock.set(options.now)
        except ClockError as error:
            raise SettingsError(f"--now: {error}") from None
    return Device(screen=not options.no_screen, audio=options.audio, clock=clock)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # unknown, a folder of zones, a name that leads out of their folder
        said = f"--timezone wants a place that this machine's time zones know, like Europe/Berlin, not {name!r}"
        raise SettingsError(said) from None
