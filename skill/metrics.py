"""What is counted: kinds of requests, refusals, times, danger and questions; never words, slot values or users.

Every label comes from a closed list, so that nobody can make the figures grow by what he sends. With several workers
each one counts into a file of its own, named by its number rather than its process, and a successor takes the file
over: there are as many files as there were workers at once, however often they are replaced.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.multiprocess import MultiProcessCollector

from skill.alexa.chains import FetchOutcome
from skill.alexa.request import KINDS
from skill.coach.knowledge import Level

OTHER = "other"
NONE = ""
TYPES = frozenset(
    """
    LaunchRequest IntentRequest SessionEndedRequest SessionResumedRequest CanFulfillIntentRequest
    System.ExceptionEncountered Alexa.Presentation.APL.UserEvent Alexa.Presentation.APL.RuntimeError
    Alexa.Presentation.APL.LoadIndexListData AlexaSkillEvent.SkillEnabled AlexaSkillEvent.SkillDisabled
    AlexaSkillEvent.SkillPermissionAccepted AlexaSkillEvent.SkillPermissionChanged AlexaSkillEvent.SkillAccountLinked
    Connections.Response
    """.split()
)
FETCHES: frozenset[str] = frozenset(get_args(FetchOutcome))
FALLBACK = "AMAZON.FallbackIntent"
REASONS_AT_MOST = 64
SECONDS = (0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Bounds of the times: about 1 ms is what a turn should take, 8 s is when Alexa gives up (platform, 1.5)."""
QUESTIONS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12)
_LEVELS = {level.id: level for level in Level}
_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_number = "main"


def share_between_workers(folder: Path) -> None:
    """From here on count into files in `folder`, an empty one; before any Figures are made, and before a fork."""
    os.environ[_FOLDER] = str(folder)
    values.ValueClass = values.MultiProcessValue(lambda: _number)  # type: ignore[no-untyped-call]


def count_as_worker(number: int) -> None:
    """Count into the file of worker `number` from here on; no other living process may have that number."""
    global _number
    _number = str(number)


class Figures:
    """The counters of one app. Thread-safe; right over all workers once `share_between_workers` was called."""

    def __init__(self) -> None:
        self._folder = os.environ.get(_FOLDER) if values.ValueClass is not values.MutexValue else None
        registry = CollectorRegistry()
        if self._folder:
            MultiProcessCollector(registry, self._folder)  # type: ignore[no-untyped-call]
        self._registry = registry
        own = None if self._folder else registry  # with files, the collector reads them and nothing else

        def counter(name: str, text: str, *labels: str) -> Counter:
            return Counter(f"cramp_coach_{name}", text, labels, registry=own)

        self._requests = counter("requests", "Requests by type, intent and outcome", "type", "intent", "outcome")
        self._refusals = counter("refusals", "Refused requests by reason", "reason")
        self._fallbacks = counter("fallbacks", "Sentences that fitted no intent")
        self._triage = counter("triage", "Sessions that reached a level of triage", "level")
        self._fetches = counter("certificate_fetches", "Certificate chains fetched, by outcome", "outcome")
        self._seconds = Histogram(
            "cramp_coach_request_seconds", "Time to answer a request", buckets=SECONDS, registry=own
        )
        self._questions = Histogram(
            "cramp_coach_questions_to_answer", "Questions before an answer", buckets=QUESTIONS, registry=own
        )
        for outcome in FETCHES:
            self._fetches.labels(outcome)
        for level in list(Level)[1:]:
            self._triage.labels(level.id)
        self._by_kind: dict[tuple[str, str, str], Any] = {}
        self._by_reason: dict[str, Any] = {}

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self._registry)

    def request(self, kind: str, intent: str, outcome: str, seconds: float) -> None:
        """One request to /alexa. `kind` and `intent` as `names` gives them."""
        key = kind, intent, outcome
        counter = self._by_kind.get(key)
        if counter is None:  # `labels` takes a lock and checks each time; this is a third of the cost
            counter = self._by_kind[key] = self._requests.labels(*key)
        counter.inc()
        self._seconds.observe(seconds)
        if intent == FALLBACK:
            self._fallbacks.inc()

    def refusal(self, reason: str) -> None:
        """One refusal; `reason` is a sentence of ours, never anything that was sent."""
        if reason not in self._by_reason and len(self._by_reason) >= REASONS_AT_MOST:
            reason = OTHER
        counter = self._by_reason.get(reason)
        if counter is None:
            counter = self._by_reason[reason] = self._refusals.labels(reason)
        counter.inc()

    def certificate_fetch(self, outcome: str) -> None:
        """One attempt to fetch a certificate chain."""
        self._fetches.labels(outcome if outcome in FETCHES else OTHER).inc()

    def turn(self, before: Any, after: Any) -> None:
        """What one turn changed, told by the session attributes it came with and those it left."""
        if not isinstance(after, dict):
            return
        before = before if isinstance(before, dict) else {}
        level = _level(after.get("triage"))
        if level > _level(before.get("triage")):
            self._triage.labels(level.id).inc()
        memory, earlier = after.get("memory"), before.get("memory")
        answered = isinstance(earlier, dict) and earlier.get("shown")
        if isinstance(memory, dict) and memory.get("shown") and not answered:
            self._questions.observe(memory.get("questions", 0))


def names(envelope: Mapping[str, Any] | None) -> tuple[str, str]:
    """The type and the intent of a verified request as labels: known ones by name, all others `other`."""
    inner = envelope.get("request") if envelope else None
    if not isinstance(inner, dict):
        return NONE, NONE
    kind = _known(inner.get("type"), TYPES)
    if kind != "IntentRequest":
        return kind, NONE
    intent = inner.get("intent")
    return kind, _known(intent.get("name") if isinstance(intent, dict) else None, KINDS)


def _level(id_: Any) -> Level:
    return _LEVELS.get(id_, Level.NONE) if isinstance(id_, str) else Level.NONE


def _known(name: Any, known: Any) -> str:
    return name if isinstance(name, str) and name in known else OTHER
