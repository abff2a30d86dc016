"""Holds a conversation with the coach without Alexa: each turn travels through the session attributes as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from skill.coach import Heard, Kind, Line, Memory, Reply, Slot, respond
from skill.coach.memory import from_attributes, to_attributes
from skill.library import load

LIBRARY = load("en-US")


@dataclass
class Conversation:
    """One session; `attributes` is what Alexa would carry to the next turn."""

    attributes: dict[str, Any] = field(default_factory=dict)
    reply: Reply = field(default_factory=lambda: Reply((), Memory()))

    def hear(self, kind: str, *slots: Slot, touched: bool = False) -> str:
        """One turn; gives the words of the reply."""
        memory = from_attributes(self.attributes, LIBRARY.knowledge)
        self.reply = respond(Heard(Kind(kind), slots, touched), memory, LIBRARY.knowledge)
        self.attributes = json.loads(json.dumps(to_attributes(self.reply.memory, LIBRARY.knowledge)))
        return self.words

    def answer(self, *slots: Slot) -> str:
        """An AnswerIntent."""
        return self.hear("answer", *slots)

    def describe(self, words: str) -> str:
        """Free words, as DescribeSymptomIntent brings them."""
        return self.hear("describe", Slot("description", words))

    def until_answer(self, answers: dict[str, Slot]) -> str:
        """Answer every question from `answers`, the rest with no, until the interview is over."""
        for _ in range(12):
            if self.asked is None:
                return self.words
            asked = [self.asked] if isinstance(self.asked, str) else self.asked
            self.answer(*([answers[one] for one in asked if one in answers] or [NO]))
        raise AssertionError("the interview did not end")

    @property
    def words(self) -> str:
        """What was said last."""
        return self._said(self.reply.lines)

    @property
    def reprompt(self) -> str:
        """What would be said after silence."""
        return self._said(self.reply.reprompt)

    def _said(self, lines: Iterable[Line]) -> str:
        memory = self.reply.memory
        return LIBRARY.wording.say(lines, "self" if memory.person == "self" else "other", memory.turns)

    @property
    def asked(self) -> Any:
        """The session attribute `asked`."""
        return self.attributes["asked"]

    @property
    def triage(self) -> str:
        """The session attribute `triage`."""
        level: str = self.attributes["triage"]
        return level

    @property
    def first_cause(self) -> str:
        """The best ranked cause."""
        cause: str = self.attributes["ranking"][0][0]
        return cause


def matched(name: str, said: str, id_: str) -> Slot:
    """A slot value that Alexa matched to an id."""
    return Slot(name, said, (id_,))


def raw(name: str, said: str) -> Slot:
    """A slot value that matched nothing."""
    return Slot(name, said)


YES = matched("answer", "yes", "yes")
NO = matched("answer", "no", "no")
CALF = matched("body_part", "calf", "calf")
FOOT = matched("body_part", "foot", "foot_or_toes")
NIGHT = matched("timing", "at night", "night_in_bed")
WALKING = matched("timing", "when i walk", "walking_eases_with_rest")
CRAMP = matched("symptom", "cramp", "cramp")
