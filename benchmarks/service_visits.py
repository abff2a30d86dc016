"""Turns to measure: simulated patients are interviewed through the skill itself, and one turn of each is kept.

Each visit goes through the skill's WSGI door, every request signed. Of a visit one `AnswerIntent` is drawn, at a depth
that chance decides: a question was answered before it (`ranking` is among its session attributes) and its answer asks
the next one (a `Dialog.ElicitSlot` directive). So every turn brings another memory, and none ends the interview.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from random import Random
from typing import Any

from benchmarks.simulated_patients import DONT_KNOW, MODELS, WRONG, simulated
from benchmarks.wsgi_door import Wsgi, post
from skill.coach import Slot
from tests.patient_stories import Story
from tests.skill.alexa.signer import Signer, encode, envelope, intent, match
from tests.skill.conversation import LIBRARY, matched
from tests.visits import Said, State, slots_for, visit

SLOTS = ("answer", "body_part", "cause", "condition", "duration", "medicine", "person", "symptom", "timing")
"""The slots of AnswerIntent. Alexa sends every one of them, filled or not."""
DIRECTIVE = "Dialog.ElicitSlot"
_USER, _DEVICE, _TOKEN = "amzn1.ask.account." + "A" * 176, "amzn1.ask.device." + "A" * 156, "e" * 720
"""As long as Alexa's own."""


class NotEnoughTurns(Exception):
    """The visits gave fewer turns than were asked for."""


@dataclass(frozen=True)
class Turn:
    """A request, unsigned, and what the skill answered to it when the visit was held."""

    whole: Mapping[str, Any]
    answer: Mapping[str, Any]

    @property
    def memory(self) -> str:
        """Its session attributes, comparable."""
        return json.dumps(self.whole["session"]["attributes"], sort_keys=True)

    @property
    def is_mid_interview(self) -> bool:
        """Whether it is an answer in the midst of an interview that goes on."""
        asked_next = any(one["type"] == DIRECTIVE for one in self.answer["response"].get("directives", ()))
        return "ranking" in self.whole["session"]["attributes"] and asked_next

    def signed(self, signer: Signer) -> Signed:
        """The turn as Alexa would send it now."""
        fresh = {**self.whole["request"], "timestamp": _now()}
        body = encode({**self.whole, "request": fresh})
        return Signed(body, signer.headers(body))


@dataclass(frozen=True)
class Signed:
    """A request with its headers. Good for 150 seconds."""

    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Turns:
    """What is measured. `answers`: AnswerIntents in mid-interview; the others are there for comparison.

    `launches`: LaunchRequests. `openings`: AskCauseIntents that begin a session. `helps`: AMAZON.HelpIntents, each
    with the memory of another visit.
    """

    answers: tuple[Turn, ...]
    launches: tuple[Turn, ...]
    openings: tuple[Turn, ...]
    helps: tuple[Turn, ...]

    @property
    def kinds(self) -> tuple[tuple[Turn, ...], ...]:
        """All four."""
        return self.answers, self.launches, self.openings, self.helps

    def cut(self, start: int, stop: int) -> Turns:
        """Some of each kind."""
        return Turns(*(kind[start:stop] for kind in self.kinds))


def held_visits(skill: Wsgi, signer: Signer, many: int, seed: int) -> Turns:
    """`many` turns of each kind, of as many visits, in random order. Raises NotEnoughTurns.

    No two of `answers` have the same session attributes, nor two of `helps`.
    """
    random = Random(seed)  # noqa: S311  repeatable, no secret
    door = Door(skill, signer)
    answers, helps, memories = list[Turn](), list[Turn](), set[str]()
    launches, openings = list[Turn](), list[Turn]()
    for story in _patients(many, seed):
        launches.append(door.send({"type": "LaunchRequest"}, {}))
        door.visited(story)
        fit = [turn for turn in door.turns if turn.is_mid_interview and turn.memory not in memories]
        if not fit:
            continue
        drawn = random.choice(fit)
        memories.add(drawn.memory)
        openings.append(door.turns[0])
        answers.append(drawn)
        helps.append(door.send(intent("AMAZON.HelpIntent"), drawn.whole["session"]["attributes"]))
        if len(answers) == many:
            break
    else:
        raise NotEnoughTurns(f"{len(answers)} of {many} visits had a turn in mid-interview like no other")
    order = random.sample(range(many), many)
    return Turns(*(tuple(kind[one] for one in order) for kind in (answers, launches, openings, helps)))


def _patients(many: int, seed: int) -> Iterator[Story]:
    """More patients than are needed, of both models and all causes in turn."""
    each = many // (len(LIBRARY.knowledge.causes) * len(MODELS)) + 1
    for more in range(8):
        for model in MODELS:
            yield from simulated(LIBRARY.knowledge, model, each, seed + more, DONT_KNOW, WRONG)


class Door:
    """A way to the coach as `tests.visits` knows it: by ids, through the skill's WSGI door."""

    def __init__(self, skill: Wsgi, signer: Signer) -> None:
        self._skill, self._signer = skill, signer
        self._numbers = count()
        self._attributes: Mapping[str, Any] = {}
        self.turns: list[Turn] = []
        """Those of the visit, the opening first."""

    def visited(self, story: Story) -> None:
        """Hold one visit to its end."""
        visit(story, self, LIBRARY.knowledge)

    def open(self, story: Story) -> State:
        """A new session, with what the story's opening tells."""
        self.turns, self._attributes = [], {}
        told = [slot for one in story.tells for slot in slots_for(one, story.facts.get(one, ("yes",)))]
        return self._turn("AskCauseIntent", [matched("symptom", "cramp", "cramp"), *told])

    def say(self, said: Said) -> State:
        """One more turn."""
        if said.plain is not None:
            return self._turn("AnswerIntent", [matched("answer", said.plain, said.plain)])
        slots = [slot for finding, answers in said.told for slot in slots_for(finding, answers)]
        return self._turn("AnswerIntent", slots)

    def send(self, request: dict[str, Any], attributes: Mapping[str, Any]) -> Turn:
        """Send `request`, signed, with these session attributes."""
        turn = Turn(self._whole(request, attributes), {})
        status, answer = post(self._skill, turn.signed(self._signer))
        if status != 200:
            raise RuntimeError(f"the skill answered {status} to a request of ours")
        return replace(turn, answer=json.loads(answer))

    def _turn(self, name: str, slots: list[Slot]) -> State:
        filled: dict[str, dict[str, Any]] = {slot: {"source": "USER"} for slot in SLOTS}
        for slot in slots:  # of several values for one slot the last is sent: Alexa's multi-value slots have a test
            filled[slot.name] = {**match(slot.said, slot.ids[0]), "source": "USER"}
        request = {**intent(name, **filled), "dialogState": "IN_PROGRESS" if self.turns else "STARTED"}
        turn = self.send(request, self._attributes)
        self.turns.append(turn)
        self._attributes = turn.answer.get("sessionAttributes", {})
        return State.of(self._attributes, "", turn.answer["response"].get("shouldEndSession", False))

    def _whole(self, request: dict[str, Any], attributes: Mapping[str, Any]) -> dict[str, Any]:
        number = next(self._numbers)
        shell = envelope({**request, "requestId": f"amzn1.echo-api.request.{number:032x}", "timestamp": _now()})
        system = shell["context"]["System"]
        system["user"], system["device"]["deviceId"] = {"userId": _USER}, _DEVICE
        system["apiAccessToken"] = _TOKEN
        session = {**shell["session"], "new": not attributes, "attributes": attributes, "user": {"userId": _USER}}
        return {**shell, "session": {**session, "sessionId": f"amzn1.echo-api.session.{number:032x}"}}


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
