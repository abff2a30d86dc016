"""One turn of a conversation: what was heard, what was sent, what came back."""

from dataclasses import dataclass, field
from typing import Any

from speech.envelope import Json
from speech.findings import Finding
from speech.ssml import Segment, spoken_text


@dataclass
class Turn:
    """What `converse --json` prints, and the segments a voice speaks.

    `intent` is an intent's name or a request's type, None when nothing was sent. `asking` says that a dialog goes on:
    the last answer carried a dialog directive, or Alexa asks by itself. `answered` says that the skill answered usably.
    `can_fulfill` is its verdict on a CanFulfillIntentRequest.
    """

    heard: str = ""
    intent: str | None = None
    slots: Json = field(default_factory=dict)
    spoken: list[Segment] = field(default_factory=list)
    reprompt: list[Segment] = field(default_factory=list)
    ended: bool = False
    directives: list[Any] = field(default_factory=list)
    session: Json = field(default_factory=dict)
    millis: float = 0.0
    problems: list[Finding] = field(default_factory=list)
    asking: bool = False
    answered: bool = False
    can_fulfill: Json | None = None

    def shown(self) -> Json:
        """The turn as one line of `converse --json`; `can_fulfill` only where that was asked."""
        verdict = {"can_fulfill": self.can_fulfill} if self.can_fulfill is not None else {}
        return {
            "heard": self.heard,
            "intent": self.intent,
            "slots": self.slots,
            "speech": spoken_text(self.spoken),
            "reprompt": spoken_text(self.reprompt),
            "ended": self.ended,
            "directives": self.directives,
            "session": self.session,
            "millis": self.millis,
            "problems": [finding.shown() for finding in self.problems],
        } | verdict
