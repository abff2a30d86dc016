"""What Alexa keeps of a session while it is open, and what an answer makes of it."""

from dataclasses import dataclass, field
from enum import Enum, auto

from speech.dialog import Dialog
from speech.envelope import Json, SessionView, new_session_id
from speech.ssml import Segment

# Alexa listens about eight seconds for an answer. With the microphone closed, a screen keeps the session half a minute.
LISTENS_SECONDS = 8.0
KEPT_SECONDS = 30.0


class Stays(Enum):
    """Whether the microphone is open, or the session open behind a closed one."""

    LISTENING = auto()
    SHOWING = auto()


@dataclass
class OpenSession:
    """Attributes, dialog, what to say after silence; `waited` seconds of silence, and `until` when it is kept."""

    dialog: Dialog
    session_id: str = field(default_factory=new_session_id)
    new: bool = True
    attributes: Json = field(default_factory=dict)
    reprompt: list[Segment] = field(default_factory=list)
    waited: float = 0.0
    until: float | None = None

    def listen(self) -> None:
        """The microphone opens: the silence begins anew."""
        self.waited, self.until = 0.0, None

    def show(self, now: float) -> None:
        """The microphone closes: from `now` on the screen keeps the session for a while."""
        self.until = now + KEPT_SECONDS

    def outlives(self, response: Json, now: float, *, asks: bool, shows: bool) -> bool:
        """Whether the session goes on after an answer, behind an open microphone or a closed one.

        Where Alexa itself `asks`, or the dialog goes on, it listens whatever the answer says; `shows` as in outcome.
        """
        stays = outcome(response, shows=shows)
        if stays is Stays.LISTENING or asks:
            self.listen()
        elif stays is Stays.SHOWING:
            self.show(now)
        return stays is not None or asks

    def reprompt_once(self) -> list[Segment]:
        """What is said after silence: nothing the second time, nor behind a closed microphone."""
        if self.until is not None or not self.reprompt:
            return []
        again, self.reprompt = self.reprompt, []
        self.listen()
        return again

    def run_out(self, now: float) -> bool:
        """Whether only the screen kept it, and the time for that is over."""
        return self.until is not None and self.until <= now

    def patience(self, now: float) -> float:
        """The seconds of silence that are left before something happens."""
        return LISTENS_SECONDS - self.waited if self.until is None else max(0.0, self.until - now)

    def view(self) -> SessionView:
        """What the next request says of the session; from then on the skill knows it."""
        view = SessionView(self.session_id, self.new, self.attributes)
        self.new = False
        return view


def outcome(response: Json, *, shows: bool) -> Stays | None:
    """What becomes of the session by an answer's shouldEndSession; None when it ends.

    False and null open the microphone. Left out, the session stays open only while a screen shows something of the
    skill (`shows`), with the microphone closed.
    """
    if "shouldEndSession" in response:
        return None if response["shouldEndSession"] is True else Stays.LISTENING
    return Stays.SHOWING if shows else None
