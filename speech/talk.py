"""A conversation a person can follow: who said what, what it was taken for, how long it took; shown and spoken."""

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from speech.findings import Finding
from speech.player import Player
from speech.session import Conversation
from speech.sound import silence, write_wav
from speech.ssml import Segment, spoken_text
from speech.turn import Turn
from speech.voice import Voice, VoiceError

MOST_UNKNOWN_ANSWERS = 12
UNKNOWN_ANSWER = "I don't know"
BETWEEN_REPLIES_MILLIS = 500

_LEAVING = {"exit", "quit"}


class Mouth:
    """Speaks replies aloud and keeps them for a WAV; what it can't do it says once, and the talk goes on in text."""

    def __init__(self, voice: Voice, player: Player, console: Console, *, keep: bool) -> None:
        self._voice = voice
        self._player = player
        self._console = console
        self._keep = keep
        self._kept: list[bytes] = []
        self._silent = False
        self._shown_notice = ""

    def speak(self, segments: list[Segment]) -> None:
        """Speaks `segments` where someone listens or a WAV is wanted."""
        if segments and not self._silent and (self._keep or self._player.plays):
            try:
                sound = self._voice.speak(segments)
            except VoiceError as error:
                self._silent = True
                self._warn(f"{error}. The conversation goes on in text.")
                return
            if self._keep and sound:
                self._kept.append(sound)
            self._player.play(sound)
        if self._player.notice != self._shown_notice:
            self._shown_notice = self._player.notice
            self._warn(self._shown_notice)

    def recorded(self) -> bytes:
        """Every reply in order, with half a second between."""
        return silence(BETWEEN_REPLIES_MILLIS).join(self._kept)

    def _warn(self, line: str) -> None:
        self._console.print(line, style="yellow", highlight=False, markup=False)


class Talk:
    """Shows and speaks the turns of one conversation, and remembers how it went."""

    def __init__(self, conversation: Conversation, mouth: Mouth, console: Console) -> None:
        self._conversation = conversation
        self._mouth = mouth
        self._console = console
        self.got_answer = False
        self.problems = 0
        self.refusals = 0

    def by_keyboard(self) -> None:
        """Takes lines from the keyboard until "exit" or the end of the input."""
        self._console.print('Say something, such as "help". "exit" or Ctrl-D ends.', style="dim", highlight=False)
        typed = sys.stdin.isatty()
        for line in self._typed_lines():
            if line:
                self.take(self._conversation.say(line), show_heard=not typed)

    def without_keyboard(self, first: str) -> None:
        """Asks `first`, answers "I don't know" while the skill asks on, then says "stop"."""
        turn = self.take(self._conversation.say(first))
        for _ in range(MOST_UNKNOWN_ANSWERS):
            if not turn.asking or not self._conversation.open:
                break
            turn = self.take(self._conversation.say(UNKNOWN_ANSWER))
        if self._conversation.open:
            answered = self.got_answer
            self.take(self._conversation.say("stop"))
            self.got_answer = answered  # the farewell is no answer

    def take(self, turn: Turn, *, show_heard: bool = True) -> Turn:
        """Shows and speaks one turn."""
        self.got_answer = self.got_answer or (turn.answered and not turn.asking)
        self._count(turn.problems)
        if show_heard and turn.heard:
            self._console.print(f"[bold cyan]{self._label('You')}[/]{escape(turn.heard)}", highlight=False)
        for line in self._answer_lines(turn):
            self._console.print(line, highlight=False)
        self._mouth.speak(turn.spoken)
        return turn

    def leave(self) -> None:
        """Ends an open session, and shows what is wrong with the answer to that."""
        found = self._conversation.new_session()
        self._count(found)
        for line in self._problem_lines(found):
            self._console.print(line, highlight=False)

    def _count(self, found: list[Finding]) -> None:
        self.problems += len(found)
        self.refusals += sum(finding.fatal for finding in found)

    def _typed_lines(self) -> Iterator[str]:
        prompt = f"[bold cyan]{self._label('You')}[/]" if sys.stdin.isatty() else ""
        while True:
            try:
                line = self._console.input(prompt).strip()
            except (EOFError, UnicodeDecodeError):
                self._console.print()
                return
            if line.lower() in _LEAVING:
                return
            yield line

    def _answer_lines(self, turn: Turn) -> Iterator[str]:
        speech = spoken_text(turn.spoken)
        if speech:
            name = self._label(self._conversation.name.title())
            yield f"[bold green]{escape(name)}[/]{escape(speech)}"
        slots = ", ".join(f"{name}={_shown_slot(slot)}" for name, slot in turn.slots.items())
        heard_as = f"{turn.intent or 'nothing was sent'}{f' ({slots})' if slots else ''}"
        ended = " · session ended" if turn.ended else ""
        yield f"[dim]{self._label('')}{escape(heard_as)} · {turn.millis:.0f} ms{ended}[/]"
        yield from self._problem_lines(turn.problems)

    def _problem_lines(self, found: list[Finding]) -> Iterator[str]:
        for problem in found:
            fault = f"{problem.rule} at {problem.place or 'the answer'}: {problem.effect}"
            yield f"[bold red]{self._label('Problem')}[/]{escape(fault)}"

    def _label(self, text: str) -> str:
        width = max(len(label) for label in ("You", "Problem", self._conversation.name)) + 2
        return text.ljust(width)


def _shown_slot(slot: object) -> str:
    if isinstance(slot, list):
        return " + ".join(_shown_slot(value) for value in slot)
    return str(slot.get("id") or slot.get("value")) if isinstance(slot, dict) else ""


def save(mouth: Mouth, wav: Path) -> bool:
    """Writes what was spoken as a WAV; False when there was nothing. Raises OSError."""
    sound = mouth.recorded()
    if sound:
        write_wav(wav, sound)
    return bool(sound)
