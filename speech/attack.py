"""A certification rehearsal: sends a skill good requests and bad ones, and judges what it answers to each.

From a test of any skill, once it trusts the development authority:

    with Attacker(endpoint, open_authority(), skill_id) as attacker:
        assert attacker.send("timestamp-stale").verdict is Verdict.RIGHT

`speech.faults.TRIALS` holds every name, so that a test can be parametrized with it.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType

from speech.authority import Authority
from speech.chain_faults import RENAMED
from speech.faults import GOOD, TRIALS
from speech.forge import Forge, Message
from speech.settings import DEFAULT_LOCALE
from speech.skill_client import ANSWER_WITHIN_SECONDS, SkillClient
from speech.trial import Needs, Reply, Trial, Verdict, verdict_on


class AttackError(Exception):
    """There is nothing to judge, or no trial of that name; the message is one line."""


@dataclass(frozen=True)
class Outcome:
    """One trial, the skill's reply to it, and what that comes to."""

    trial: Trial
    reply: Reply
    verdict: Verdict


class Attacker:
    """Sends trials to one skill. It writes chain files beside the authority's own, and removes them at the end."""

    def __init__(
        self,
        endpoint: str,
        authority: Authority,
        skill_id: str,
        locale: str = DEFAULT_LOCALE,
        answer_within: float = ANSWER_WITHIN_SECONDS,
    ) -> None:
        self._endpoint = endpoint
        self._authority = authority
        self._answer_within = answer_within
        self._forge = Forge(authority, skill_id, locale)
        self._within_block = False
        self._meets: dict[Needs, bool] = {Needs.NOTHING: True}

    def __enter__(self) -> "Attacker":
        self._forge.__enter__()
        self._within_block = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._within_block = False
        self._forge.__exit__(kind, error, trace)

    def send(self, name: str) -> Outcome:
        """The outcome of one trial of TRIALS. Good requests go before it, once, to know what a refusal means.

        Raises AttackError for an unknown name, outside of the attacker's block, and when the skill does not answer at
        all.
        """
        if name not in TRIALS:
            raise AttackError(f"there is no trial named {name!r}; known: {', '.join(TRIALS)}")
        trial = TRIALS[name]
        reply = self._reply(trial)
        verdict = verdict_on(trial, reply)
        # A refusal by a skill that refuses good requests too says nothing; every other answer does.
        refused = reply.trouble is None and 400 <= reply.status < 500
        if refused and trial not in GOOD and verdict is not Verdict.TRACEBACK and not self.meets(trial.needs):
            verdict = Verdict.INCONCLUSIVE
        return Outcome(trial, reply, verdict)

    def run(self) -> Iterator[Outcome]:
        """The outcome of every trial, good requests first; raises AttackError when the skill does not answer at all."""
        self.meets(Needs.TRUST)
        for name in TRIALS:
            yield self.send(name)

    def meets(self, need: Needs) -> bool:
        """Whether the skill takes the good requests that `need` asks for; they are sent once."""
        if need not in self._meets:
            trial = GOOD[0] if need is Needs.TRUST else TRIALS[RENAMED]
            reply = self._reply(trial)
            if reply.status == 0 and need is Needs.TRUST:
                raise AttackError(f"{reply.said} to a good request: there is nothing to judge")
            self._meets[need] = reply.status == 200 and (need is Needs.TRUST or self.meets(Needs.TRUST))
        return self._meets[need]

    def _reply(self, trial: Trial) -> Reply:
        if not self._within_block:  # nobody would remove the chain files it writes
            raise AttackError("trials are sent within the attacker's block: with Attacker(...) as attacker")
        message = trial.make(self._forge)
        for _ in range(trial.times - 1):
            self._exchange(message)
        return self._exchange(message)

    def _exchange(self, message: Message) -> Reply:
        # A connection of its own: what a skill does to one after a bad request is no answer to the next.
        client = SkillClient(self._endpoint, self._authority, self._answer_within)
        started = time.perf_counter()
        status, body, fault = client.exchange(message.method, message.body, message.headers)
        millis = round((time.perf_counter() - started) * 1000, 1)
        client.close()
        if fault is None:
            return Reply(status, body, millis)
        trouble = Verdict.TOO_SLOW if fault.rule == "answer_in_time" else Verdict.NO_ANSWER
        return Reply(0, body, millis, trouble, fault.message)
