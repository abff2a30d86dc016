"""Everybody who speaks with one skill in a run, and the time that passes for all of them.

Each account and device has a conversation of its own: its session, its ids; dynamic entities are the account's. Names
are those a test gives; the skill sees opaque ids, which are new after it was disabled.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from speech.clock import Clock
from speech.device import Device, Json, User, named_id
from speech.dynamic_entities import EntityMemory
from speech.findings import Finding
from speech.session import Conversation
from speech.skill_events import DISABLED, account_after, body_of, send_event
from speech.turn import Turn


class Household:
    """The conversations of a run by account and device; the first has neither name."""

    def __init__(self, first: Conversation, generations: Iterator[int] | None = None) -> None:
        """Further conversations are with the skill of the `first`, on devices like its own.

        `generations` number the accounts that come back after a disabling. Households that speak with one skill, one
        after the other, share them: else an id that is to be new would be one the skill has met before.
        """
        self._like = first.channel.device
        self._conversations: dict[tuple[str, str], Conversation] = {("", ""): first}
        self._users: dict[str, User] = {"": self._like.user}
        self._entities: dict[str, EntityMemory] = {"": first.entities}
        self._generations: dict[str, int] = {}
        self._new_generations = generations or count(1)

    @property
    def clock(self) -> Clock:
        """The clock of all devices."""
        return self._like.clock

    def at(self, user: str = "", device: str = "", person: str | None = None) -> Conversation:
        """The conversation of an account on a device; `person` is the voice recognised now, None when none was."""
        if (user, device) not in self._conversations:
            described = self._described(user, device)
            self._conversations[user, device] = self._conversations["", ""].beside(described, self._entities_of(user))
        conversation = self._conversations[user, device]
        generation = self._generations.get(user, 0)
        # The skill knows a voice as it knows an account: by an id of its own.
        conversation.channel.person_id = (
            None if person is None else named_id("ask.person", f"{user}/{person}", generation)
        )
        return conversation

    def wait(self, seconds: float, at: Conversation) -> Turn:
        """Lets time pass in silence, for all; what comes of it `at` one conversation. Raises ClockError.

        Open microphones hear silence, sessions that only a screen keeps run out, each at its time.
        """
        Clock().wait(seconds)  # refused before anything happens
        turn, left = Turn(ended=not at.open), seconds
        while True:
            due = min(self._patience(), default=left)
            step = min(max(due, 0.0), left)
            self._pass(step)
            left -= step
            lapsed = [one for one in self._conversations.values() if _at_its_end(one.patience())]
            for conversation in lapsed:
                came = conversation.silence()
                turn = _after(turn, came) if conversation is at else turn
            if not lapsed and left <= 0:
                return turn

    def set_clock(self, time: str, at: Conversation) -> Turn:
        """Sets the clock; sessions that only a screen kept may run out by that. Raises ClockError."""
        self.clock.set(time)
        turns = {id(one): one.run_out() for one in self._conversations.values()}
        return turns[id(at)] or Turn(ended=not at.open)

    def skill_event(self, event: str, body: Json | None, user: str = "", device: str = "") -> Turn:
        """Tells the skill of an event of skill_events.EVENTS. Disabled, it forgets the account, and Alexa the skill."""
        conversation = self.at(user, device)
        sent = body_of(event, body)
        account = account_after(conversation.channel.device.user, event, sent)
        self._users[user] = account
        for (owner, _), one in self._conversations.items():
            if owner == user:
                one.channel.belongs_to(account)
        turn = send_event(conversation.channel, conversation.model, event, sent)
        if event == DISABLED:
            self._disable(user)
        turn.ended = not self.at(user, device).open
        return turn

    def end_others(self) -> list[Finding]:
        """Ends every open session but that of the first conversation, which is its owner's; what was wrong with it.

        A skill that hangs is waited for as briefly as Conversation.close does.
        """
        others = [one for place, one in self._conversations.items() if place != ("", "")]
        return [finding for conversation in others for finding in conversation.close()]

    def _described(self, user: str, device: str) -> Device:
        generation = self._generations.get(user, 0)
        if user not in self._users:
            self._users[user] = User(named_id("ask.account", user, generation))
        # A device is known by an id that is the skill's and the account's alone.
        named = user or device or generation
        identity = named_id("ask.device", f"{user}/{device}", generation) if named else self._like.device_id
        return replace(self._like, device_id=identity, user=self._users[user])

    def _entities_of(self, user: str) -> EntityMemory:
        return self._entities.setdefault(user, EntityMemory(self.clock.seconds))

    def _disable(self, user: str) -> None:
        """Sessions, dynamic entities, what is shown and played are gone; whoever enables the skill is new to it."""
        self._generations[user] = next(self._new_generations)
        self._users[user] = User(named_id("ask.account", user, self._generations[user]))
        self._entities.pop(user, None)
        for (owner, device), one in self._conversations.items():
            if owner == user:
                one.start_anew(self._described(user, device), self._entities_of(user))

    def _patience(self) -> Iterator[float]:
        for conversation in self._conversations.values():
            patience = conversation.patience()
            if patience is not None:
                yield patience

    def _pass(self, seconds: float) -> None:
        self.clock.wait(seconds)
        for conversation in self._conversations.values():
            conversation.waited(seconds)


def _after(first: Turn, then: Turn) -> Turn:
    """One turn for what happened in silence, one thing after the other."""
    then.spoken = [*first.spoken, *then.spoken]
    then.problems = [*first.problems, *then.problems]
    then.millis = round(first.millis + then.millis, 1)
    return then


def _at_its_end(patience: float | None) -> bool:
    # Seconds are added up as they pass: the last of them may be lost in rounding.
    return patience is not None and patience <= 1e-6
