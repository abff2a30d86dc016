"""The one process that holds eSpeak NG: reads jobs as JSON lines, writes WAV files, answers in JSON lines.

A process of its own because eSpeak aborts on two threads, and takes its whole process along when it fails.
    in   {"text": "...", "rate": words a minute, "locale": "en-US", "path": "x.wav"}
    out  {"ready": true} once, then {"done": "x.wav"} or {"error": "..."} for each line
"""

import ctypes
import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

_SPOKEN_WITHIN_SECONDS = 30.0
_VOLUME = 1.5  # louder than eSpeak's usual, which is faint; its limiter keeps that clean up to 2


def main() -> int:
    """Serves until the input ends."""
    answers = _own_output()
    try:
        speak = _open_engine(Path(sys.argv[1]))
    except Exception as error:  # whatever a foreign library raises must reach the speaker as words
        _answer(answers, {"error": f"{type(error).__name__}: {error}"})
        return 1
    _answer(answers, {"ready": True})
    for line in sys.stdin:
        job = json.loads(line)
        try:
            speak(job)
        except Exception as error:  # as above: the next job may go well
            _answer(answers, {"error": f"{type(error).__name__}: {error}"})
        else:
            _answer(answers, {"done": job["path"]})
    return 0


def _own_output() -> TextIO:
    """The answers' stream: pyttsx3 prints on stdout, which from here on leads to stderr."""
    kept = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(kept, "w", encoding="utf-8")


def _answer(answers: TextIO, answer: dict[str, Any]) -> None:
    print(json.dumps(answer), file=answers, flush=True)


def _open_engine(folder: Path) -> Callable[[dict[str, Any]], None]:
    import espeakng_loader

    # eSpeak ends the process when the path of its data is long, as in a deep virtual environment: a short link helps.
    link = folder / "d"
    link.symlink_to(espeakng_loader.get_data_path(), target_is_directory=True)
    os.environ["ESPEAK_DATA_PATH"] = str(link)
    # Loaded for all, so that pyttsx3, which looks for "libespeak-ng.so.1" by name, finds this one.
    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    import pyttsx3
    from pyttsx3.drivers import _espeak

    engine = pyttsx3.init("espeak")
    finished = threading.Event()
    engine.connect("finished-utterance", lambda **_: finished.set())
    spoken_locale = ""

    def speak(job: dict[str, Any]) -> None:
        nonlocal spoken_locale
        if job["locale"] != spoken_locale:
            spoken_locale = job["locale"]
            voice = _voice_for(spoken_locale, engine.getProperty("voices"))
            if voice:
                engine.setProperty("voice", voice)
        engine.setProperty("rate", job["rate"])
        engine.setProperty("volume", _VOLUME)
        finished.clear()
        engine.save_to_file(job["text"], job["path"])
        # Not runAndWait: it may stop the utterance it has just begun, and leave an empty file (seen in 3 of 100).
        engine.startLoop()
        if not finished.wait(_SPOKEN_WITHIN_SECONDS):
            raise TimeoutError("eSpeak did not finish")
        _espeak.Synchronize()
        engine.endLoop()

    return speak


def _voice_for(locale: str, voices: list[Any]) -> str | None:
    """The id of the voice for the locale, else of the first for its language, else None."""
    wanted = locale.lower()
    language = wanted.split("-")[0]
    spoken = [(str(tongue), str(voice.id)) for voice in voices for tongue in voice.languages]
    close = [voice for tongue, voice in spoken if tongue == wanted] + [v for tongue, v in spoken if tongue == language]
    near = [voice for tongue, voice in spoken if tongue.startswith(f"{language}-")]
    return next(iter(close + near), None)


if __name__ == "__main__":
    raise SystemExit(main())
