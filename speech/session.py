"""One account's conversation with a skill on one device: sessions that open and end as Alexa's do, one Turn for each
thing said or done.

Words become an intent here and stay here; what is sent holds intent names and slot values alone. A skill's dynamic
entities belong to the person, not to the session: they last half an hour, whatever sessions end meanwhile.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from speech import envelope as requests_of
from speech.channel import Channel
from speech.device import Device
from speech.dialog import Dialog
from speech.dialog_prompts import NOTHING_TO_ASK
from speech.dialog_state import COMPLETED, Ask, Step
from speech.dynamic_entities import EntityMemory
from speech.envelope import Json
from speech.exchange import Exchange
from speech.findings import Finding
from speech.fulfillment import ask_whether
from speech.judged_answer import segments_of
from speech.model import FALLBACK
from speech.open_session import OpenSession
from speech.playback import Playback
from speech.request_rules import SESSION_ENDED
from speech.skill_client import SkillClient
from speech.slot_reading import SlotReader
from speech.turn import Turn
from speech.understanding import LAUNCH, Eliciting, Understanding, Understood
from speech.words import sentence, without_fillers

# Alexa keeps these words for itself: the session ends, and the skill may not answer.
_EXIT_WORDS = {("exit",), ("quit",)}
# A skill that keeps delegating what is complete would be asked for ever.
_MOST_REQUESTS_A_TURN = 5
_FAREWELL_WITHIN_SECONDS = 2.0


class NotHeardError(Exception):
    """A recording can't be heard: no such file, not a WAV, or no ears here. The message is one line."""


class Conversation:
    """Speaks with one skill, in one session after the other. Never raises for what the skill does."""

    def __init__(
        self,
        understanding: Understanding,
        client: SkillClient,
        skill_id: str,
        device: Device | None = None,
        ears: Callable[[Path], str] | None = None,
        entities: EntityMemory | None = None,
    ) -> None:
        """`ears` turn a recording into words; the `device` has the clock that everything here goes by.

        `entities` are those of the device's account, which its other devices share.
        """
        self._understanding = understanding
        self.model = understanding.model
        self._ears = ears
        self._begin_with(Channel(client, skill_id, device or Device()), entities)

    def _begin_with(self, channel: Channel, entities: EntityMemory | None) -> None:
        self.channel = channel
        self.playback = Playback(channel, self.model)
        self._exchanges = Exchange(channel, self.model)
        self._clock = channel.device.clock
        self.entities = entities or EntityMemory(self._clock.seconds)
        self._session: OpenSession | None = None

    def beside(self, device: Device, entities: EntityMemory) -> "Conversation":
        """Another conversation with the same skill, on another device or with another account."""
        channel = self.channel.beside(device)
        return Conversation(self._understanding, channel.client, channel.skill_id, device, self._ears, entities)

    @property
    def name(self) -> str:
        """What the skill is called."""
        return self.model.invocation_name

    @property
    def open(self) -> bool:
        """Whether a session is open."""
        return self._session is not None

    def say(self, text: str) -> Turn:
        """What comes of a sentence, with or without the skill's name in it."""
        turn = self._begin(heard=text)
        if self._session is not None and without_fillers(sentence(text)).norms in _EXIT_WORDS:
            return self._end(turn, "USER_INITIATED")
        dialog = self._session.dialog if self._session is not None else None
        step = dialog.confirmed(text, self._understand) if dialog is not None else None
        if step is None:
            eliciting = dialog.eliciting() if dialog is not None else None
            understood = self._understand(text, eliciting)
            intent = understood.intent
            if intent in (None, FALLBACK):
                intent = self.playback.command(text) or intent
            if intent == LAUNCH:
                return self._launch(turn)
            step = dialog.asked_again() if dialog is not None and intent in (None, FALLBACK) else None
            if step is None and intent is None:
                return self._nothing_understood(turn)
            if step is None:
                step = (self._session or self._open()).dialog.understood(str(intent), understood.slots)
        self._go_on(self._session or self._open(), turn, step)
        return turn

    def _understand(self, text: str, eliciting: Eliciting | None) -> Understood:
        return self._understanding.understand(text, eliciting, self.entities.current())

    def hear(self, wav: Path) -> Turn:
        """What comes of a recording; silence in it counts as silence. Raises NotHeardError."""
        if self._ears is None:
            raise NotHeardError("this conversation has no ears")
        heard = self._ears(wav).strip()
        return self.say(heard) if heard else self.silence()

    def silence(self) -> Turn:
        """The person says nothing: the reprompt, once, and then the session ends; at once behind a closed microphone.

        Amazon writes that a screen keeps a session some time after the microphone has closed; how that ends, and
        whether the skill always hears of it, is unverified.
        """
        over = self.run_out()
        if over is not None:
            return over
        turn, session = Turn(), self._session
        if session is None:
            turn.ended = True
            return turn
        turn.spoken = session.reprompt_once()
        if not turn.spoken:
            return self._end(turn, "EXCEEDED_MAX_REPROMPTS")
        turn.asking = session.dialog.question is not None
        return turn

    def touch(self, arguments: list[Any], component: str | None = None) -> Turn:
        """A touch on the screen that sends `arguments`; `component` is the id of what is touched, where that matters.

        The session that is open gets it, else it opens one. Where nothing is shown nothing is sent.
        """
        turn = self._begin()
        screen = self.channel.screen
        token = screen.token
        if token is None or not self.channel.device.screen:
            turn.problems.append(screen.nothing_to_touch())
            turn.ended = not self.open
            return turn
        session = self._session or self._open()
        session.dialog.clear()
        screen.stay()
        turn.intent = requests_of.USER_EVENT
        source = screen.source(arguments, component)
        self._exchange(session, turn, requests_of.touch_request(self.channel.device, token, arguments, source))
        return turn

    def connect(self, name: str, token: str, payload: Json, status: Json) -> Turn:
        """A task of Alexa's that the skill had handed over is done: Connections.Response, in a session."""
        turn = self._begin()
        turn.intent = requests_of.CONNECTIONS_RESPONSE
        session = self._session or self._open()
        request = requests_of.connection_request(self.channel.device, name, token, payload, status)
        self._exchange(session, turn, request)
        return turn

    def can_fulfill(self, text: str) -> Turn:
        """Whether the skill could answer `text`, asked without naming it and outside of any session."""
        turn = ask_whether(self.channel, self._understanding, self.entities.current(), text)
        turn.ended = not self.open
        return turn

    def break_off(self, error_type: str) -> Turn:
        """Something that is no fault of the skill ends the session: SessionEndedRequest ERROR with `error_type`."""
        return self._end(self._begin(), "ERROR", error=(error_type, "the session was broken off"))

    def new_session(self, within: float | None = None) -> list[Finding]:
        """Ends an open session at the person's wish; what was wrong with the answer to that."""
        return self._end(Turn(), "USER_INITIATED", within=within).problems if self._session is not None else []

    def close(self) -> list[Finding]:
        """Ends an open session as `new_session` does, but waits for no slow skill."""
        return self.new_session(_FAREWELL_WITHIN_SECONDS)

    def start_anew(self, device: Device, entities: EntityMemory | None = None) -> None:
        """As on a `device` that never heard of the skill: an open session is over without a word."""
        self._begin_with(self.channel.beside(device), entities)

    def run_out(self) -> Turn | None:
        """Ends the session if only the screen kept it and the time for that is over; None when there is none to end."""
        session = self._session
        if session is None or not session.run_out(self._clock.seconds()):
            return None
        return self._end(Turn(), "EXCEEDED_MAX_REPROMPTS")

    def patience(self) -> float | None:
        """The seconds of silence after which something happens; None while no session is open."""
        return self._session.patience(self._clock.seconds()) if self._session is not None else None

    def waited(self, seconds: float) -> None:
        """So many seconds of silence have gone by."""
        if self._session is not None:
            self._session.waited += seconds

    def _begin(self, heard: str = "") -> Turn:
        """A new turn, once a session that has run out meanwhile is ended."""
        over = self.run_out()
        if self._session is not None:  # another device of the account may have been given entities meanwhile
            self._session.dialog.reader = self._reader()
        return Turn(heard=heard, problems=over.problems if over is not None else [])

    def _open(self) -> OpenSession:
        self._session = OpenSession(Dialog(self.model, self._reader(), self._clock.now))
        return self._session

    def _reader(self) -> SlotReader:
        return self._understanding.slots.with_entities(self.entities.current().lists)

    def _launch(self, turn: Turn) -> Turn:
        turn.intent = LAUNCH
        turn.problems += self.new_session()
        self._exchange(self._open(), turn, requests_of.launch_request(self.channel.device))
        return turn

    def _nothing_understood(self, turn: Turn) -> Turn:
        """Words that mean nothing to a skill without a FallbackIntent are as good as silence."""
        silent = self.silence()
        silent.heard, silent.problems = turn.heard, turn.problems + silent.problems
        return silent

    def _go_on(self, session: OpenSession, turn: Turn, first: Step) -> None:
        """Takes dialog steps until it is the person's turn again."""
        step: Step | None = first
        for _ in range(_MOST_REQUESTS_A_TURN):
            if step is None:
                return
            if isinstance(step, Ask):
                self._ask(session, turn, step)
                return
            turn.intent, turn.slots = step.intent.name, step.intent.shown_slots()
            intent = session.dialog.request_intent(step.intent, self.channel.skill_id)
            request = requests_of.intent_request(self.channel.device, intent, step.dialog_state)
            step = self._exchange(session, turn, request, completed=step.dialog_state == COMPLETED)
        said = "Alexa is handed a dialog that is complete, again and again: it gives up and ends the session"
        self._fail(turn, [Finding("delegate_without_end", "response.directives", said, fatal=True)], "INVALID_RESPONSE")

    def _ask(self, session: OpenSession, turn: Turn, ask: Ask) -> None:
        state = session.dialog.intent
        if state is not None:
            turn.intent, turn.slots = state.name, state.shown_slots()
        turn.asking, turn.ended = True, False
        session.listen()
        if ask.prompt is None:
            turn.problems.append(NOTHING_TO_ASK)
            return
        field_name = "ssml" if ask.prompt.type == "SSML" else "text"
        prompt = segments_of({"type": ask.prompt.type, field_name: ask.prompt.value})
        turn.spoken += prompt
        turn.reprompt = session.reprompt = prompt

    def _exchange(self, session: OpenSession, turn: Turn, request: Json, *, completed: bool = False) -> Step | None:
        """Sends a request and takes up the answer; a Step when the dialog goes on without the person."""
        judged = self._exchanges.ask(session, request, completed=completed)
        turn.millis = round(turn.millis + judged.answer.millis, 1)
        turn.directives, turn.session = judged.directives, judged.attributes
        if not judged.usable:
            self._fail(turn, judged.found, judged.error_type)
            return None
        turn.problems += judged.found
        turn.answered = True
        step = self._take_up(session, turn, judged.response)
        self.playback.take_up(judged.directives, turn)
        return step

    def _take_up(self, session: OpenSession, turn: Turn, response: Json) -> Step | None:
        turn.spoken = turn.spoken + segments_of(response.get("outputSpeech"))
        turn.reprompt = segments_of((response.get("reprompt") or {}).get("outputSpeech"))
        session.attributes, session.reprompt = turn.session, turn.reprompt
        self.entities.take_up(response, self.model)
        session.dialog.reader = self._reader()
        self.channel.screen.take_up(turn.directives)
        step = session.dialog.answered(response)
        turn.asking = step is None and session.dialog.question is not None
        # A screen that still shows what an earlier session left there shows nothing of this one.
        shows = self.channel.device.screen and self.channel.screen.shows_now
        asks = turn.asking or step is not None
        if not session.outlives(response, self._clock.seconds(), asks=asks, shows=shows):
            self._session = None
            self.channel.screen.leave_soon()
        turn.ended = self._session is None
        return step

    def _fail(self, turn: Turn, found: list[Finding], error_type: str) -> None:
        """The answer is unusable: nothing of it is spoken, and the session ends."""
        turn.problems += found
        turn.spoken, turn.reprompt = [], []
        turn.answered, turn.asking, turn.ended = False, False, True
        message = next(finding.effect for finding in found if finding.fatal)
        session, self._session = self._session, None
        if session is not None:
            # Whatever it says to that: the turn's problems are those of the answer that failed.
            self._exchanges.farewell(session, "ERROR", (error_type, message), _FAREWELL_WITHIN_SECONDS)
        self.channel.screen.clear()

    def _end(self, turn: Turn, reason: str, error: tuple[str, str] | None = None, within: float | None = None) -> Turn:
        session, self._session = self._session, None
        turn.ended = True
        # A session the skill never heard of (Alexa asked by itself so far) ends without it.
        if session is not None and not session.new:
            turn.intent = SESSION_ENDED
            judged = self._exchanges.farewell(session, reason, error, within)
            turn.millis, turn.session = judged.answer.millis, judged.attributes
            turn.directives = judged.directives
            turn.problems += judged.found
        self.channel.screen.clear()
        return turn
