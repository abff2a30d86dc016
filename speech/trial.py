"""One trial of a rehearsal: what is sent, what Amazon expects of the skill, and what the skill's answer comes to."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from speech.forge import Forge, Message

TAKEN = (200,)
REFUSED = (400,)
EITHER = (200, 400)


class Needs(StrEnum):
    """What a skill must do with good requests before its refusal of a bad one says anything."""

    NOTHING = "nothing"
    TRUST = "trust in the development root"
    CHAINS = "chain files read by the name in their address"


class Verdict(StrEnum):
    """What an answer comes to. All but the first three are findings."""

    RIGHT = "right"
    INFORMATION = "information"
    INCONCLUSIVE = "inconclusive"
    LET_THROUGH = "let through"
    WRONGLY_REFUSED = "wrongly refused"
    WRONG_STATUS = "wrong status"
    SERVER_ERROR = "server error"
    NO_ANSWER = "no answer"
    TOO_SLOW = "too slow"
    TRACEBACK = "traceback shown"

    @property
    def is_finding(self) -> bool:
        """Whether the skill has to be mended."""
        return self not in (Verdict.RIGHT, Verdict.INFORMATION, Verdict.INCONCLUSIVE)


@dataclass(frozen=True)
class Trial:
    """`name` is its key; `what` is sent; `expects` are the HTTP statuses that are right, `why` says on what ground."""

    name: str
    what: str
    expects: tuple[int, ...]
    why: str
    make: Callable[[Forge], Message]
    needs: Needs = Needs.TRUST
    # Any answer but a breakdown is right, and shown.
    only_shown: bool = False
    # How often the same message is sent; the last answer counts.
    times: int = 1
    label: str = ""

    @property
    def expected(self) -> str:
        """The statuses in words."""
        if self.only_shown:
            return "any answer"
        return self.label or " or ".join(str(status) for status in self.expects)


@dataclass(frozen=True)
class Reply:
    """What came back: the HTTP `status`, 0 for none; then `trouble` is what that comes to, and `said` why."""

    status: int
    body: bytes = b""
    millis: float = 0.0
    trouble: Verdict | None = None
    said: str = ""

    @property
    def got(self) -> str:
        """The reply in a word."""
        return str(self.status) if self.trouble is None else str(self.trouble)


# A skill may answer with megabytes; a trace that is shown stands near the beginning.
_SEARCHED_BYTES = 64 * 1024
# How stack traces begin in Python, Node, Java, .NET, Go, Ruby and PHP.
_TRACE = re.compile(
    rb"Traceback \(most recent call last\)"
    # Every repetition is bounded, and the indent holds no line break: else it takes minutes to find none.
    rb"|(?:\n|\\n|<br ?/?>)(?:[ \t\r]|&nbsp;){1,64}at [\w$.<>\[\] ]{1,300}\([^()\n]{0,500}:\d+"
    rb"|\bat [\w$.<>]{1,300}\([\w.]{1,300}\.(?:java|kt|scala):\d+\)"
    rb"|\bin [^\n]{1,500}\.(?:cs|fs):line \d+"
    rb"|\bgoroutine \d+ \[running\]"
    rb"|\.rb:\d+:in [`']"
    rb"|Stack trace:\s{0,64}(?:\n|\\n|<br ?/?>)\s{0,64}#0 "
)


def verdict_on(trial: Trial, reply: Reply) -> Verdict:
    """What `reply` comes to where the skill can be judged."""
    if reply.trouble is not None:
        return reply.trouble
    if _TRACE.search(reply.body, 0, _SEARCHED_BYTES):
        return Verdict.TRACEBACK
    if trial.only_shown and reply.status < 500:
        return Verdict.INFORMATION
    if reply.status in trial.expects:
        return Verdict.RIGHT
    if reply.status >= 500:
        return Verdict.SERVER_ERROR
    if 200 <= reply.status < 300 and 200 not in trial.expects:
        return Verdict.LET_THROUGH
    if reply.status >= 400 and trial.expects == TAKEN:
        return Verdict.WRONGLY_REFUSED
    return Verdict.WRONG_STATUS
