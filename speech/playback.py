"""Long audio between device and skill: the player's requests, buttons, and what the skill answers to them.

None of these belongs to a session: the skill may answer with audio directives alone, and one it can't be understood
in comes back to it as System.ExceptionEncountered.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from speech.audio_player import NEARLY_FINISHED, Event
from speech.builtin_utterances import by_words
from speech.channel import Channel, fault_finding
from speech.device import AUDIO_INTERFACE
from speech.envelope import device_request
from speech.findings import Finding
from speech.model import InteractionModel
from speech.request_rules import takes_no_answer
from speech.turn import Turn
from speech.validator import findings
from speech.words import sentence, without_fillers

EXCEPTION = "System.ExceptionEncountered"
BUTTONS = {"play": "Play", "pause": "Pause", "next": "Next", "previous": "Previous"}
_COMPLAINT_WITHIN_SECONDS = 2.0
# What a skill makes of its own audio must not go on for ever.
_MOST_EVENTS_A_TURN = 20
# These reach the skill that played last without its name, also where its model has none of them.
_COMMANDS = by_words(
    dict.fromkeys(
        f"AMAZON.{name}Intent"
        for name in (
            *("Cancel", "LoopOff", "LoopOn", "Next", "Pause", "Previous", "Repeat", "Resume"),
            *("ShuffleOff", "ShuffleOn", "StartOver", "Stop"),
        )
    )
)


class Playback:
    """The player of one device, and its talk with the skill."""

    def __init__(self, channel: Channel, model: InteractionModel) -> None:
        self._channel = channel
        self._model = model
        self._player = channel.player

    def command(self, text: str) -> str | None:
        """The built-in intent that `text` is for a skill that plays, or was the last to play; None for other words."""
        heard = sentence(text)
        if not self._player.has_played:
            return None
        return _COMMANDS.get(heard.norms) or _COMMANDS.get(without_fillers(heard).norms)

    def take_up(self, directives: Iterable[Any], turn: Turn) -> None:
        """Follows the audio directives of an answer that broke no fatal rule, and tells the skill what came of it."""
        self._report(self._take(directives), turn)

    def nearly_finish(self, turn: Turn) -> None:
        """What plays comes to its end."""
        self._tell(self._player.nearly_finish(), turn)

    def finish(self, turn: Turn) -> None:
        """What plays has ended; the skill could queue something just before."""
        plays = self._player.plays
        self._report(self._player.nearly_finish(), turn)
        if plays and not self._player.plays:  # the skill stopped it in the last moment
            turn.intent = NEARLY_FINISHED
            return
        self._tell(self._player.finish(), turn)

    def fail(self, turn: Turn, error_type: str) -> None:
        """What plays can't be played on."""
        self._tell(self._player.fail(error_type), turn)

    def press(self, button: str, turn: Turn) -> None:
        """A button of BUTTONS is pressed, on the device or a remote control."""
        kind = f"PlaybackController.{BUTTONS[button]}CommandIssued"
        if self._player.has_played:
            self._tell(iter([Event(kind, {})]), turn)
        else:
            said = "the skill has played nothing: the button is not for it, and nothing was sent"
            turn.problems.append(Finding("nothing_played", "", said))

    def _tell(self, events: Iterator[Event], turn: Turn) -> None:
        first = next(events, None)
        if first is None:
            said = "nothing plays that this could happen to, and nothing was sent"
            turn.problems.append(Finding("nothing_plays", "", said))
            return
        turn.intent = first.type
        self._report(chain([first], events), turn)

    def _take(self, directives: Iterable[Any]) -> Iterator[Event]:
        # A device without a player follows none of them.
        for directive in directives if self._channel.device.audio else ():
            if isinstance(directive, dict) and str(directive.get("type")).startswith(f"{AUDIO_INTERFACE}."):
                yield from self._player.take(directive)

    def _report(self, events: Iterator[Event], turn: Turn) -> None:
        due, told = deque([events]), 0
        while due:
            event = next(due[0], None)
            if event is None:
                due.popleft()
                continue
            if told == _MOST_EVENTS_A_TURN:
                said = f"the player has told of {told} events, and there are more: the speaker gives up"
                turn.problems.append(_of(event, Finding("audio_without_end", "response.directives", said)))
                return
            due.append(self._exchange(event, turn))
            told += 1

    def _exchange(self, event: Event, turn: Turn) -> Iterator[Event]:
        request = device_request(event.type, self._channel.device, event.fields)
        answer = self._channel.send(request, None)
        turn.millis = round(turn.millis + answer.millis, 1)
        document = answer.json or {}
        response = document.get("response")
        response = response if isinstance(response, dict) else {}
        if answer.fault is not None:
            found = [fault_finding(answer, f"Alexa tells the skill {answer.fault.type}")]
        else:
            found = findings(document, answer.body, self._channel.asked(event.type, self._model))
        turn.problems += [_of(event, finding) for finding in found]
        directives = response.get("directives")
        directives = directives if isinstance(directives, list) else []
        turn.directives = [*turn.directives, *directives]
        if any(finding.fatal for finding in found):
            error_type = answer.fault.type if answer.fault is not None else "INVALID_RESPONSE"
            self._complain(turn, request["requestId"], error_type, next(one.effect for one in found if one.fatal))
            return iter(())
        turn.answered = True
        return self._take(directives) if not takes_no_answer(event.type) else iter(())

    def _complain(self, turn: Turn, request_id: str, error_type: str, message: str) -> None:
        rest = {"error": {"type": error_type, "message": message}, "cause": {"requestId": request_id}}
        request = device_request(EXCEPTION, self._channel.device, rest)
        answer = self._channel.send(request, None, _COMPLAINT_WITHIN_SECONDS)
        if answer.fault is not None:  # told already, in the answer that is complained of
            return
        found = findings(answer.json or {}, answer.body, self._channel.asked(EXCEPTION, self._model))
        turn.problems += [_of(Event(EXCEPTION, {}), finding) for finding in found]


def _of(event: Event, finding: Finding) -> Finding:
    """The finding with the request in its place: a turn may hold answers to several."""
    return Finding(finding.rule, f"{event.type} {finding.place}".rstrip(), finding.effect, finding.fatal)
