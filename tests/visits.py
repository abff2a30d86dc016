"""Plays a patient's story against the coach, and notes what came of it.

It knows of the coach what the contract says: `asked`, `ranking` and `triage` among the session attributes, and that a
question covers one finding, several, or red flags. Two doors lead to the coach: `ByIds` is perfect hearing, `ByWords`
is the speaker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from skill.coach import Knowledge, Slot
from speech.session import Conversation as Speaker
from tests.patient_stories import LEVELS, Story
from tests.skill.conversation import Conversation as Coach
from tests.skill.conversation import matched

MOST_TURNS = 15
SLOT_OF = {
    "body_part": "body_part",
    "timing": "timing",
    "med_class": "medicine",
    "kidney_liver_thyroid_diabetes": "condition",
}
"""The slot that brings the answers of a choice; those of yes and no come in `answer`, or by name in `symptom`."""


@dataclass(frozen=True)
class Said:
    """What a patient says at one turn: as words, and as what these mean.

    `plain`: yes, no or unknown, where it is no more than that. `told`: (finding, answers) that are named.
    """

    words: str
    plain: str | None = None
    told: tuple[tuple[str, tuple[str, ...]], ...] = ()
    flags: tuple[str, ...] = ()
    blurted: bool = False
    """Danger out of the blue: it has words only."""


@dataclass(frozen=True)
class State:
    """Where the conversation stands after a turn, as the session attributes tell it."""

    asked: tuple[str, ...]
    ranking: tuple[str, ...]
    triage: str
    speech: str
    ended: bool = False

    @classmethod
    def of(cls, attributes: Mapping[str, Any], speech: str, ended: bool = False) -> State:
        """Read the attributes of the contract."""
        asked = attributes.get("asked")
        return cls(
            asked=() if asked is None else (asked,) if isinstance(asked, str) else tuple(asked),
            ranking=tuple(cause for cause, _ in attributes.get("ranking", ())),
            triage=attributes.get("triage", "none"),
            speech=speech,
            ended=ended,
        )


class Door(Protocol):
    """A way to the coach."""

    def open(self, story: Story) -> State:
        """A new session, with the story's opening."""

    def say(self, said: Said) -> State:
        """One more turn."""


@dataclass(frozen=True)
class Exchange:
    """One turn: what was said, what came back, and what was asked after it."""

    heard: str
    spoken: str
    asked: tuple[str, ...]


@dataclass(frozen=True)
class Visit:
    """What came of one story. `answered`: the interview ended in a ranking, and no question is open."""

    story: Story
    ranking: tuple[str, ...]
    triage: str
    questions: int
    answered: bool
    exchanges: tuple[Exchange, ...]

    def place(self) -> int | None:
        """The best place, from 1, of a cause that a clinician would accept; None without one."""
        places = [self.ranking.index(cause) + 1 for cause in self.story.accept if cause in self.ranking]
        return min(places, default=None)

    @property
    def missed_level(self) -> bool:
        """Whether it ended below the level that is safe."""
        return LEVELS.index(self.triage) < LEVELS.index(self.story.triage)

    @property
    def false_alarm(self) -> bool:
        """Whether it ended above the highest level that is right."""
        return self.story.at_most is not None and LEVELS.index(self.triage) > LEVELS.index(self.story.at_most)


def visit(story: Story, door: Door, knowledge: Knowledge) -> Visit:
    """Play `story` until the interview is over and all that is to be blurted out was said."""
    state = door.open(story)
    exchanges = [Exchange(story.opening, state.speech, state.asked)]
    triage, ranking = state.triage, state.ranking
    questions = int(bool(state.asked))
    pending, times, agreed = story.danger, 1, False
    answered = False
    for _ in range(MOST_TURNS):
        answered = answered or bool(questions and ranking and not state.asked and triage != "emergency")
        if state.ended or state.triage == "emergency":
            break
        if pending is not None and (questions >= pending.turn or not state.asked):
            said, pending = Said(pending.say, blurted=True), None
        elif state.asked:
            said = reply(story, state.asked, knowledge, again=times > 1 or _asks_which(exchanges))
        elif not questions and not agreed and story.person != "child":
            said, agreed = Said("yes please", plain="yes"), True  # something was offered, not asked
        else:
            break
        before, state = state.asked, door.say(said)
        if state.asked and state.asked != before:
            questions, times = questions + 1, 1
        else:
            times += 1
        # An answer that ends the session carries no attributes; what was known before it still counts.
        ranking = state.ranking or ranking
        triage = triage if state.ended else state.triage
        exchanges.append(Exchange(said.words, state.speech, state.asked))
    return Visit(story, ranking, triage, questions, answered, tuple(exchanges))


def _asks_which(exchanges: Sequence[Exchange]) -> bool:
    """Whether the open question narrows the one before it, after a bare yes."""
    before = exchanges[-2].asked if len(exchanges) > 1 else ()
    return len(before) > 1 and set(exchanges[-1].asked) <= set(before)


def reply(story: Story, asked: tuple[str, ...], knowledge: Knowledge, again: bool = False) -> Said:
    """How this patient answers a question that covers `asked`.

    `again`: it was put before, or asks which of several it was. Then it is answered in the plainest words, by name.
    """
    flags = tuple(flag for flag in asked if flag in story.signs)
    if flags:
        return Said(" and ".join(story.signs[flag] for flag in flags), flags=flags)
    findings = [id_ for id_ in asked if id_ in knowledge.findings]
    if not findings:
        return Said("no", plain="no")
    if len(findings) > 1:
        return _of_several(story, findings, knowledge, by_name=again or not story.curt)
    (finding,) = findings
    if finding in story.unknown:
        return Said(story.words.get(finding, "I don't know"), plain="unknown")
    answers = _answers(story, finding, knowledge)
    plain = answers[0] if answers in (("yes",), ("no",), ("none",)) else None
    simplest = "no" if plain == "none" else plain or " and ".join(answers).replace("_", " ")
    words = simplest if again else story.words.get(finding, simplest)
    return Said(words, "no" if plain == "none" else plain, () if plain else ((finding, answers),))


def _of_several(story: Story, findings: list[str], knowledge: Knowledge, by_name: bool) -> Said:
    holding = [
        (finding, answers)
        for finding in findings
        if finding not in story.unknown and (answers := _answers(story, finding, knowledge)) not in (("no",), ("none",))
    ]
    if not holding:
        unsure = all(finding in story.unknown for finding in findings)
        return Said("I don't know", plain="unknown") if unsure else Said("no, none of those", plain="no")
    if not by_name:
        return Said("yes", plain="yes")
    named = [story.words.get(finding, _name(finding, answers)) for finding, answers in holding]
    return Said(" and ".join(named), told=tuple(holding))


def _name(finding: str, answers: tuple[str, ...]) -> str:
    """Words for a fact whose patient has none: the id is plain English."""
    return " and ".join(finding if answer == "yes" else answer for answer in answers).replace("_", " ")


def _answers(story: Story, finding: str, knowledge: Knowledge) -> tuple[str, ...]:
    if finding in story.facts:
        return story.facts[finding]
    return ("none",) if "none" in knowledge.findings[finding].answers else ("no",)


class ByIds:
    """Straight to the coach, each answer as the id it means: no interaction model, nothing misheard.

    What is blurted out has no ids. It reaches the coach's reader as words, whole, as if a description had brought it.
    """

    def __init__(self) -> None:
        self._coach = Coach()

    def open(self, story: Story) -> State:
        """A new session, with what the story's opening tells."""
        self._coach = Coach()
        slots = [slot for told in story.tells for slot in slots_for(told, story.facts.get(told, ("yes",)))]
        person = [] if story.person == "self" else [matched("person", story.person, story.person)]
        return self._state(self._coach.hear("ask_cause", matched("symptom", "cramp", "cramp"), *person, *slots))

    def say(self, said: Said) -> State:
        """One more turn."""
        if said.blurted:
            return self._state(self._coach.describe(said.words))
        if said.plain is not None:
            return self._state(self._coach.answer(matched("answer", said.plain, said.plain)))
        slots = [slot for finding, answers in said.told for slot in slots_for(finding, answers)]
        slots += [slot for flag in said.flags for slot in slots_for(flag, ("yes",))]
        return self._state(self._coach.answer(*slots))

    def _state(self, words: str) -> State:
        return State.of(self._coach.attributes, words, self._coach.reply.ends)


class ByWords:
    """Through the speaker: the words, the interaction model, a signed request, the skill."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker

    def open(self, story: Story) -> State:
        """A new session, with the story's opening words."""
        self._speaker.new_session()
        return self._heard(story.opening)

    def say(self, said: Said) -> State:
        """One more turn."""
        return self._heard(said.words)

    def _heard(self, words: str) -> State:
        turn = self._speaker.say(words).shown()
        return State.of(turn["session"], turn["speech"], turn["ended"])


def slots_for(id_: str, answers: tuple[str, ...]) -> list[Slot]:
    """The slot values that bring this finding or red flag. Their words are the ids: one word that means nothing."""
    if id_ in SLOT_OF:
        return [matched(SLOT_OF[id_], answer, answer) for answer in answers if answer != "none"]
    return [matched("symptom", id_, id_)] if answers == ("yes",) else []
