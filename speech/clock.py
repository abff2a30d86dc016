"""The one clock of a run: the real time, until a test sets it or lets time pass.

It gives the timestamp of requests, the day that "tomorrow" counts from, and the age of all that Alexa keeps for a
while. A skill that holds timestamps against its own clock, as Amazon demands, refuses a request more than 150 seconds
off: it has to go by the same clock, or the speaker has to stamp its requests with the real time (`real_stamps`).
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo

TOLERATED_SECONDS = 150.0
LONGEST_WAIT_SECONDS = 366 * 24 * 3600.0
_YEARS = range(1970, 3000)


class ClockError(Exception):
    """A time that no clock can show; the message is one line."""


class Clock:
    """Runs with the real time; set, it stands still, so that a test hears the same dates on every run."""

    def __init__(self, zone: tzinfo | None = None, *, real_stamps: bool = False) -> None:
        """`zone` is the device's, None the machine's; with `real_stamps` requests carry the real time always."""
        self._zone = zone
        self._real_stamps = real_stamps
        self._standing: datetime | None = None
        self._ahead = timedelta()
        self._turned_back = 0.0

    def now(self) -> datetime:
        """The time at the device, with its zone."""
        now = self._standing if self._standing is not None else datetime.now(UTC) + self._ahead
        return now.astimezone(self._zone)

    def today(self) -> date:
        """The day at the device."""
        return self.now().date()

    def seconds(self) -> float:
        """Seconds that only grow: a clock that is turned back makes nothing younger."""
        return self.now().timestamp() + self._turned_back

    def stamp(self) -> str:
        """The time as requests carry it: whole seconds, in UTC."""
        now = datetime.now(UTC) if self._real_stamps else self.now().astimezone(UTC)
        return now.strftime("%Y-%m-%dT%H:%M:%SZ")

    def strays(self) -> bool:
        """Whether requests are stamped with a time at which a skill that checks it refuses them."""
        return not self._real_stamps and abs((datetime.now(UTC) - self.now()).total_seconds()) > TOLERATED_SECONDS

    def as_it_was(self) -> Callable[[], None]:
        """Something to call when a test is over: it undoes what was set and let pass meanwhile."""
        standing, ahead = self._standing, self._ahead

        def put_back() -> None:
            left = self.now()
            self._standing, self._ahead = standing, ahead
            self._turned_back += max(0.0, (left - self.now()).total_seconds())

        return put_back

    def set(self, time: str) -> None:
        """Sets the clock to an ISO 8601 `time`, without an offset one of the device's zone; raises ClockError."""
        try:
            wanted = datetime.fromisoformat(time)
            if wanted.year not in _YEARS:
                raise ValueError(time)
            if wanted.tzinfo is None:
                wanted = wanted.replace(tzinfo=self._zone) if self._zone is not None else wanted.astimezone()
        except (ValueError, OverflowError):
            said = f"expected a date and time like 2026-03-01T07:00:00+01:00, of the years 1970 to 2999, not {time!r}"
            raise ClockError(said) from None
        self._turned_back += max(0.0, (self.now() - wanted).total_seconds())
        self._standing = wanted

    def wait(self, seconds: float) -> None:
        """Lets `seconds` pass, without anybody waiting for them; raises ClockError."""
        if not 0 <= seconds <= LONGEST_WAIT_SECONDS:
            raise ClockError(f"expected from 0 to {LONGEST_WAIT_SECONDS:.0f} seconds, not {seconds!r}")
        if self._standing is not None:
            self._standing += timedelta(seconds=seconds)
        else:
            self._ahead += timedelta(seconds=seconds)
