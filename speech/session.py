"""One person's conversation with a skill: sessions that open and end as Alexa's do, one Turn for each thing said.

Words become an intent here and stay here; what is sent holds intent names and slot values alone. A skill's dynamic
entities belong to the person, not to the session: they last half an hour, whatever sessions end meanwhile.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from speech import envelope as requests_of
from speech.dialog import Dialog
from speech.dialog_rules import DELEGATE, turn_directives
from speech.dialog_state import COMPLETED, Ask, Step
from speech.dynamic_entities import EntityMemory
from speech.envelope import APL_INTERFACE, Device, Json, SessionView
from speech.findings import Finding
from speech.model import FALLBACK
from speech.skill_client import Answer, SkillClient
from speech.slot_reading import SlotReader
from speech.ssml import Segment, parse, plain, segments
from speech.turn import Turn
from speech.understanding import LAUNCH, Eliciting, Understanding, Understood
from speech.validator import Asked, findings
from speech.words import sentence, without_fillers

SESSION_ENDED = "SessionEndedRequest"

# Alexa keeps these words for itself: the session ends, and the skill may not answer.
_EXIT_WORDS = {("exit",), ("quit",)}
# A skill that keeps delegating what is complete would be asked for ever.
_MOST_REQUESTS_A_TURN = 5
_FAREWELL_WITHIN_SECONDS = 2.0


class NotHeardError(Exception):
    """A recording can't be heard: no such file, not a WAV, or no ears here. The message is one line."""


@dataclass
class _OpenSession:
    """What Alexa keeps of a session: its attributes, its dialog, what to say after silence, what the screen shows."""

    dialog: Dialog
    session_id: str = field(default_factory=requests_of.new_session_id)
    new: bool = True
    attributes: Json = field(default_factory=dict)
    reprompt: list[Segment] = field(default_factory=list)
    token: str | None = None


class Conversation:
    """Speaks with one skill, in one session after the other. Never raises for what the skill does."""

    def __init__(
        self,
        understanding: Understanding,
        client: SkillClient,
        skill_id: str,
        device: Device | None = None,
        ears: Callable[[Path], str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`ears` turn a recording into words; `clock` gives the seconds that dynamic entities are kept by."""
        self._understanding = understanding
        self._model = understanding.model
        self._client = client
        self._skill_id = skill_id
        self._device = device or Device()
        self._ears = ears
        self._entities = EntityMemory(clock)
        self._session: _OpenSession | None = None

    @property
    def name(self) -> str:
        """What the skill is called."""
        return self._model.invocation_name

    @property
    def open(self) -> bool:
        """Whether a session is open."""
        return self._session is not None

    def say(self, text: str) -> Turn:
        """What comes of a sentence, with or without the skill's name in it."""
        if self._session is not None and without_fillers(sentence(text)).norms in _EXIT_WORDS:
            return self._end(Turn(heard=text), "USER_INITIATED")
        dialog = self._session.dialog if self._session is not None else None
        step = dialog.confirmed(text, self._understand) if dialog is not None else None
        if step is None:
            eliciting = dialog.eliciting() if dialog is not None else None
            understood = self._understand(text, eliciting)
            if understood.intent == LAUNCH:
                return self._launch(text)
            lost = understood.intent in (None, FALLBACK)
            step = dialog.asked_again() if dialog is not None and lost else None
            if step is None and understood.intent is None:
                return self._nothing_understood(Turn(heard=text))
            if step is None:
                step = (self._session or self._open()).dialog.understood(str(understood.intent), understood.slots)
        turn = Turn(heard=text)
        self._go_on(self._session or self._open(), turn, step)
        return turn

    def _understand(self, text: str, eliciting: Eliciting | None) -> Understood:
        return self._understanding.understand(text, eliciting, self._entities.current())

    def hear(self, wav: Path) -> Turn:
        """What comes of a recording; silence in it counts as silence. Raises NotHeardError."""
        if self._ears is None:
            raise NotHeardError("this conversation has no ears")
        heard = self._ears(wav).strip()
        return self.say(heard) if heard else self.silence()

    def silence(self) -> Turn:
        """The person says nothing: the reprompt, once, and then the session ends."""
        return self._nothing_understood(Turn())

    def touch(self, arguments: list[Any]) -> Turn:
        """A touch on the screen that sends `arguments`."""
        session = self._session or self._open()
        session.dialog.clear()
        turn = Turn(intent=requests_of.USER_EVENT)
        self._exchange(session, turn, requests_of.touch_request(self._device, session.token or "", arguments))
        return turn

    def new_session(self) -> list[Finding]:
        """Ends an open session at the person's wish; what was wrong with the answer to that."""
        return self._end(Turn(), "USER_INITIATED").problems if self._session is not None else []

    def close(self) -> None:
        """Ends an open session as `new_session` does, but waits for no slow skill."""
        self._end(Turn(), "USER_INITIATED", within=_FAREWELL_WITHIN_SECONDS)

    def _open(self) -> _OpenSession:
        self._session = _OpenSession(Dialog(self._model, self._reader()))
        return self._session

    def _reader(self) -> SlotReader:
        return self._understanding.slots.with_entities(self._entities.current().lists)

    def _launch(self, text: str) -> Turn:
        turn = Turn(heard=text, intent=LAUNCH, problems=self.new_session())
        session = self._open()
        self._exchange(session, turn, requests_of.launch_request(self._device))
        return turn

    def _nothing_understood(self, turn: Turn) -> Turn:
        session = self._session
        if session is None:
            turn.ended = True
            return turn
        if not session.reprompt:
            return self._end(turn, "EXCEEDED_MAX_REPROMPTS")
        turn.spoken, session.reprompt = session.reprompt, []
        turn.asking = session.dialog.question is not None
        return turn

    def _go_on(self, session: _OpenSession, turn: Turn, first: Step) -> None:
        """Takes dialog steps until it is the person's turn again."""
        step: Step | None = first
        for _ in range(_MOST_REQUESTS_A_TURN):
            if step is None:
                return
            if isinstance(step, Ask):
                self._ask(session, turn, step)
                return
            turn.intent, turn.slots = step.intent.name, step.intent.shown_slots()
            intent = session.dialog.request_intent(step.intent, self._skill_id)
            completed = step.dialog_state == COMPLETED
            step = self._exchange(
                session, turn, requests_of.intent_request(self._device, intent, step.dialog_state), completed=completed
            )
        said = "Alexa is handed a dialog that is complete, again and again: it gives up and ends the session"
        self._fail(turn, [Finding("delegate_without_end", "response.directives", said, fatal=True)], "INVALID_RESPONSE")

    def _ask(self, session: _OpenSession, turn: Turn, ask: Ask) -> None:
        state = session.dialog.intent
        if state is not None:
            turn.intent, turn.slots = state.name, state.shown_slots()
        turn.asking, turn.ended = True, False
        if ask.prompt is None:
            said = "the dialog model has no prompt here, so Alexa has nothing to ask"
            turn.problems.append(Finding("dialog_prompt", "prompts", said))
            return
        field_name = "ssml" if ask.prompt.type == "SSML" else "text"
        prompt = _segments({"type": ask.prompt.type, field_name: ask.prompt.value})
        turn.spoken += prompt
        turn.reprompt = session.reprompt = prompt

    def _exchange(self, session: _OpenSession, turn: Turn, request: Json, *, completed: bool = False) -> Step | None:
        """Sends a request and takes up the answer; a Step when the dialog goes on without the person."""
        dialog = session.dialog
        in_progress = dialog.intent.name if dialog.intent is not None else None
        answer = self._send(session, request)
        turn.millis = round(turn.millis + answer.millis, 1)
        if answer.fault is not None:
            self._fail(turn, [_fault_finding(answer)], answer.fault.type)
            return None
        document = answer.json or {}
        device = self._device
        asked = Asked(
            request["type"], self._model, in_progress, device.screen, locale=device.locale, shown=session.token
        )
        found = findings(document, answer.body, asked)
        response = document.get("response")
        response = response if isinstance(response, dict) else {}
        again = [d for _, d in turn_directives(response) if d["type"] == DELEGATE and not d.get("updatedIntent")]
        if completed and again:
            said = "the dialog is complete, there is nothing left to delegate"
            found.append(Finding("delegate_after_completed", "response.directives", said, fatal=True))
        directives, attributes = response.get("directives"), document.get("sessionAttributes")
        turn.directives = directives if isinstance(directives, list) else []
        turn.session = attributes if isinstance(attributes, dict) else {}
        if any(finding.fatal for finding in found):
            self._fail(turn, found, "INVALID_RESPONSE")
            return None
        turn.problems += found
        turn.answered = True
        return self._take_up(session, turn, response, touched=request["type"] == requests_of.USER_EVENT)

    def _take_up(self, session: _OpenSession, turn: Turn, response: Json, *, touched: bool) -> Step | None:
        turn.spoken = turn.spoken + _segments(response.get("outputSpeech"))
        turn.reprompt = _segments((response.get("reprompt") or {}).get("outputSpeech"))
        session.attributes, session.reprompt = turn.session, turn.reprompt
        self._entities.take_up(response, self._model)
        session.dialog.reader = self._reader()
        for directive in turn.directives:
            if directive["type"] == f"{APL_INTERFACE}.RenderDocument":
                session.token = str(directive.get("token", ""))
        step = session.dialog.answered(response)
        turn.asking = step is None and session.dialog.question is not None
        # Left out, shouldEndSession keeps a session open only while the screen shows something of the skill.
        shows = self._device.screen and (touched or session.token is not None)
        stays = response["shouldEndSession"] is not True if "shouldEndSession" in response else shows
        turn.ended = not (stays or turn.asking or step is not None)
        if turn.ended:
            self._session = None
        return step

    def _fail(self, turn: Turn, found: list[Finding], error_type: str) -> None:
        """The answer is unusable: nothing of it is spoken, and the session ends."""
        turn.problems += found
        turn.spoken, turn.reprompt = [], []
        turn.answered, turn.asking, turn.ended = False, False, True
        message = next(finding.effect for finding in found if finding.fatal)
        request = requests_of.ended_request(self._device, "ERROR", (error_type, message))
        session, self._session = self._session, None
        if session is not None:
            # Whatever it says to that: the turn's problems are those of the answer that failed.
            self._send(session, request, within=_FAREWELL_WITHIN_SECONDS)

    def _end(self, turn: Turn, reason: str, within: float | None = None) -> Turn:
        session, self._session = self._session, None
        turn.ended = True
        # A session the skill never heard of (Alexa asked by itself so far) ends without it.
        if session is not None and not session.new:
            turn.intent = SESSION_ENDED
            answer = self._send(session, requests_of.ended_request(self._device, reason), within)
            turn.millis = answer.millis
            attributes = (answer.json or {}).get("sessionAttributes")
            turn.session = attributes if isinstance(attributes, dict) else {}
            turn.problems += [_fault_finding(answer)] if answer.fault else self._farewell_findings(answer)
        return turn

    def _farewell_findings(self, answer: Answer) -> list[Finding]:
        asked = Asked(SESSION_ENDED, self._model, None, self._device.screen)
        return findings(answer.json or {}, answer.body, asked)

    def _send(self, session: _OpenSession, request: Json, within: float | None = None) -> Answer:
        view = SessionView(session.session_id, session.new, session.attributes)
        session.new = False
        return self._client.send(requests_of.envelope(request, self._device, self._skill_id, view), within)


def _fault_finding(answer: Answer) -> Finding:
    fault = answer.fault
    if fault is None:
        raise ValueError("there is no fault in this answer")
    effect = f"{fault.message}: Alexa says that the skill does not respond, and ends the session with {fault.type}"
    return Finding(fault.rule, "", effect, fatal=True)


def _segments(speech: Any) -> list[Segment]:
    """The segments of an outputSpeech that broke no rule."""
    if not isinstance(speech, dict):
        return []
    return segments(parse(speech["ssml"])) if speech["type"] == "SSML" else plain(speech["text"])
