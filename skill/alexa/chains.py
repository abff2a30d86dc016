"""Chains by their path: fetched once however many requests wait, kept for a while, looked at anew every hour.

Source: Amazon, "Host a Custom Skill as a Web Service", section "Check request signature", steps 2 and 3: URL and
content of the chain change, so it is fetched from where the request says, and pinned nowhere.
"""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, TypeVar

from skill.alexa.chain_source import Absent, Busy, ChainSource, Unreachable
from skill.alexa.refusal import Reason, Refused
from skill.alexa.trusted_chain import TrustedChain, TrustedRoots, Untrusted

KEPT = 16
"""Chains kept at a time; Amazon uses one, and two in rotation."""
REVALIDATE = timedelta(hours=1)
"""No request is judged by a chain that was validated longer ago."""
FAILURE_KEPT = timedelta(seconds=10)
"""A chain that could not be had is not fetched again for this long."""
FAILURES_KEPT = 256

FetchOutcome = Literal["fetched", "unreachable", "refused", "untrusted"]
"""How one attempt to fetch a chain ended: a chain we trust; no whole answer in time, or a server at a loss (status 429
and 500 upward); an answer that is no chain file (a redirect, 404, more than 64 KB); a file we do not trust."""
NoteFetch = Callable[[FetchOutcome], None]

_REASONS: dict[FetchOutcome, Reason] = {
    "unreachable": Reason.CHAIN_UNREACHABLE,
    "refused": Reason.CHAIN_ABSENT,
    "untrusted": Reason.CHAIN_UNTRUSTED,
}
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Kept:
    chain: TrustedChain
    fetched: datetime


@dataclass(slots=True)
class _Failure:
    reason: Reason
    since: datetime


@dataclass(slots=True)
class _Flight:
    """One fetch under way, and then its outcome for all who wait for it."""

    done: threading.Event = field(default_factory=threading.Event)
    chain: TrustedChain | None = None
    reason: Reason = Reason.CHAIN_UNREACHABLE


class Chains:
    """Validated chains by normalised path. Thread-safe; who asks for a known one never waits for the network."""

    def __init__(self, roots: TrustedRoots, source: ChainSource, note_fetch: NoteFetch = lambda _: None) -> None:
        self._roots = roots
        self._source = source
        self._note_fetch = note_fetch
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._failures: OrderedDict[str, _Failure] = OrderedDict()
        self._flights: dict[str, _Flight] = {}
        self._lock = threading.Lock()

    def chain(self, path: str, now: datetime) -> TrustedChain:
        """The chain at `path`, good at `now`. Raises Refused."""
        with self._lock:
            kept = self._valid(path, now)
        if kept is None:
            return self._fetched(path, now)
        if _within(REVALIDATE, kept.fetched, now):
            return kept.chain
        return self._looked_at_anew(path, kept, now)

    def at_hand(self, path: str, now: datetime) -> bool:
        """Whether `chain` would answer without waiting for the network."""
        with self._lock:
            return self._valid(path, now) is not None

    def _valid(self, path: str, now: datetime) -> _Kept | None:
        """What is kept and not out of its time; under the lock."""
        kept = self._kept.get(path)
        if kept is None or not kept.chain.is_valid_at(now):
            return None
        self._kept.move_to_end(path)
        return kept

    def _fetched(self, path: str, now: datetime) -> TrustedChain:
        """Fetch the chain, or wait for the one who does: both get the same outcome."""
        with self._lock:
            if (kept := self._valid(path, now)) is not None:  # it came a moment ago
                return kept.chain
            under_way = self._flights.get(path)
            flight = under_way or self._begin(path, now)
        if under_way is None:
            self._fly(flight, path, now)
        else:
            flight.done.wait()  # as long as its source may take
        if flight.chain is None or not flight.chain.is_valid_at(now):
            raise Refused(flight.reason)
        return flight.chain

    def _looked_at_anew(self, path: str, kept: _Kept, now: datetime) -> TrustedChain:
        """Validate the chain again, at once and without the network, and have it fetched again beside.

        So nobody waits, and nobody relies on what was validated more than an hour ago.
        """
        chain = kept.chain
        if not _within(REVALIDATE, chain.validated, now):
            try:
                chain = self._roots.validate(chain.certificates, now)
            except Untrusted:
                raise Refused(Reason.CHAIN_UNTRUSTED) from None
            with self._lock:
                if self._kept.get(path) is kept:
                    self._kept[path] = _Kept(chain, kept.fetched)
        with contextlib.suppress(Refused):  # refused: it could not be had a moment ago
            self._fly_beside(path, now)
        return chain

    def _begin(self, path: str, now: datetime) -> _Flight:
        """A fetch that others can wait for; under the lock. Raises Refused while a failure is remembered."""
        failure = self._failures.get(path)
        if failure is not None and _within(FAILURE_KEPT, failure.since, now):
            raise Refused(failure.reason)
        flight = self._flights[path] = _Flight()
        return flight

    def _fly_beside(self, path: str, now: datetime) -> None:
        with self._lock:
            if path in self._flights:
                return
            flight = self._begin(path, now)
        try:
            threading.Thread(target=self._fly, args=(flight, path, now), daemon=True).start()
        except RuntimeError:  # no thread is to be had: the next request tries again
            self._land(flight, path, now, None)

    def _fly(self, flight: _Flight, path: str, now: datetime) -> None:
        outcome: FetchOutcome | None = None
        try:
            flight.chain = self._roots.validate_pem(self._source(path), now)
            outcome = "fetched"
        except Busy:
            flight.reason = Reason.CHAINS_BUSY
        except Unreachable:
            outcome = "unreachable"
        except Absent:
            outcome = "refused"
        except Untrusted:
            outcome = "untrusted"
        finally:
            self._land(flight, path, now, outcome)
        if outcome is not None:
            self._note_fetch(outcome)

    def _land(self, flight: _Flight, path: str, now: datetime, outcome: FetchOutcome | None) -> None:
        """Keep what came of the fetch, and let those who wait go on. Without an outcome nothing was tried."""
        with self._lock:
            del self._flights[path]
            if flight.chain is not None:
                _keep(self._kept, path, _Kept(flight.chain, now), KEPT)
                self._failures.pop(path, None)
            elif outcome is not None:
                flight.reason = _REASONS[outcome]
                _keep(self._failures, path, _Failure(flight.reason, now), FAILURES_KEPT)
                if outcome != "unreachable":  # Amazon has withdrawn it; silence alone takes nothing from what was good
                    self._kept.pop(path, None)
        flight.done.set()


def _within(span: timedelta, since: datetime, now: datetime) -> bool:
    """Whether less than `span` has passed; not so when the clock was set back behind `since`."""
    return timedelta(0) <= now - since < span


def _keep(store: OrderedDict[str, _Value], path: str, value: _Value, most: int) -> None:
    store[path] = value
    store.move_to_end(path)
    while len(store) > most:
        store.popitem(last=False)
