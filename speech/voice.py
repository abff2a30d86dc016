"""Speaks: segments of words and pauses become one sound, made by eSpeak NG in a worker process."""

import json
import queue
import subprocess
import sys
import tempfile
import threading
import wave
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from speech.sound import read_wav, silence, trimmed
from speech.ssml import Pause, Segment

WORDS_A_MINUTE = 170
_SLOWEST, _FASTEST = 80, 450  # eSpeak's own bounds
_ANSWER_WITHIN_SECONDS = 40.0
_LONGEST_FOLDER = 80


class VoiceError(Exception):
    """Speech can't be made; the message is one line. The conversation can go on in text."""


class Voice:
    """A voice for one locale; its worker starts with the first words and is started again when it died.

    Use it in a `with` block. One utterance at a time, from any thread.
    """

    def __init__(self, locale: str, words_a_minute: int = WORDS_A_MINUTE) -> None:
        self._locale = locale
        self._words_a_minute = words_a_minute
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._worker: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str | None] = queue.Queue()
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def worker_id(self) -> int | None:
        """The process that speaks, None before the first words."""
        return self._worker.pid if self._worker is not None else None

    def speak(self, segments: list[Segment]) -> bytes:
        """The sound of `segments` (see speech.sound), without quiet at its ends; raises VoiceError."""
        with self._turn:
            pieces = [
                silence(segment.millis) if isinstance(segment, Pause) else self._say(segment.text, segment.rate)
                for segment in segments
            ]
        return b"".join(pieces)

    def close(self) -> None:
        """Ends the worker and removes its folder."""
        with self._turn:
            self._end_worker()

    def _say(self, text: str, rate: float) -> bytes:
        if not any(character.isalnum() for character in text):
            return b""
        try:
            return self._synthesise(text, rate)
        except _WorkerDiedError:
            # It takes its process along when it fails; a fresh one usually speaks the same words.
            try:
                return self._synthesise(text, rate)
            except _WorkerDiedError:
                raise VoiceError("the voice stopped twice on the same words") from None

    def _synthesise(self, text: str, rate: float) -> bytes:
        folder = self._running_worker()
        file = Path(folder) / "u.wav"
        file.unlink(missing_ok=True)
        pace = max(_SLOWEST, min(_FASTEST, round(self._words_a_minute * rate)))
        self._ask({"text": text, "rate": pace, "locale": self._locale, "path": str(file)})
        try:
            return trimmed(read_wav(file))
        except (OSError, ValueError, EOFError, wave.Error) as error:
            raise VoiceError(f"the voice wrote no sound: {error}") from None

    def _running_worker(self) -> str:
        if self._worker is not None and self._worker.poll() is None and self._folder is not None:
            return self._folder.name
        self._end_worker()
        try:
            self._folder = tempfile.TemporaryDirectory(prefix="v", dir=_short_folder())
            self._worker = subprocess.Popen(
                [sys.executable, "-m", "speech.voice_worker", self._folder.name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                start_new_session=True,  # Ctrl-C ends the conversation, not the voice in mid-word
            )
        except OSError as error:
            raise VoiceError(f"the voice can't be started: {error}") from None
        self._answers = queue.Queue()
        threading.Thread(target=_pass_on, args=(self._worker, self._answers), daemon=True).start()
        try:
            self._next_answer()
        except _WorkerDiedError:
            raise VoiceError("the voice ends as soon as it starts") from None
        return self._folder.name

    def _ask(self, job: dict[str, Any]) -> None:
        if self._worker is None or self._worker.stdin is None:
            raise _WorkerDiedError
        try:
            self._worker.stdin.write(json.dumps(job) + "\n")
            self._worker.stdin.flush()
        except OSError:
            raise _WorkerDiedError from None
        self._next_answer()

    def _next_answer(self) -> None:
        try:
            line = self._answers.get(timeout=_ANSWER_WITHIN_SECONDS)
        except queue.Empty:
            self._end_worker()
            raise _WorkerDiedError from None
        if line is None:
            self._end_worker()
            raise _WorkerDiedError
        answer = json.loads(line)
        if "error" in answer:
            raise VoiceError(f"the voice failed: {answer['error']}")

    def _end_worker(self) -> None:
        worker, folder = self._worker, self._folder
        self._worker = self._folder = None
        if worker is not None:
            worker.kill()
            worker.wait()
            for stream in (worker.stdin, worker.stdout):
                if stream is not None:
                    stream.close()
        if folder is not None:
            folder.cleanup()


class _WorkerDiedError(Exception):
    """The worker ended, or says nothing."""


def _short_folder() -> str | None:
    """Where temporary files go, but /tmp when that path is long: eSpeak stands no long ones (see voice_worker)."""
    return "/tmp" if len(tempfile.gettempdir()) > _LONGEST_FOLDER else None  # noqa: S108  a folder of its own in it


def _pass_on(worker: subprocess.Popen[str], answers: "queue.Queue[str | None]") -> None:
    try:
        for line in worker.stdout or ():
            answers.put(line)
    except ValueError:
        pass  # the stream was closed while it was read: the same as its end
    answers.put(None)
