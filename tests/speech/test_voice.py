import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import espeakng_loader
import pytest

from speech.sound import seconds, trimmed
from speech.ssml import Pause, Speech, parse, plain, segments
from speech.voice import Voice, VoiceError


@pytest.fixture(scope="module")
def voice() -> Iterator[Voice]:
    with Voice("en-US") as voice:
        yield voice


def test_words_become_sound_of_a_pleasant_pace(voice: Voice) -> None:
    text = "Brakes that squeak in the rain are often harmless. Do they squeak at once, or after a while?"
    sound = voice.speak(plain(text))
    assert 0.25 <= seconds(sound) / len(text.split()) <= 0.6
    assert trimmed(sound) == sound


def test_a_break_is_silence_of_its_length(voice: Voice) -> None:
    words = segments(parse("<speak>One.</speak>")), segments(parse("<speak>Two.</speak>"))
    apart = segments(parse('<speak>One.<break time="2s"/>Two.</speak>'))
    alone = sum(seconds(voice.speak(word)) for word in words)
    assert seconds(voice.speak(apart)) == pytest.approx(alone + 2, abs=0.1)


def test_a_slower_rate_takes_longer(voice: Voice) -> None:
    text = "one two three four five six seven eight"
    slow, usual = (seconds(voice.speak([Speech(text, text, rate)])) for rate in (0.6, 1.0))
    assert slow > usual * 1.3


@pytest.mark.parametrize("text", ["", " ", "...", "?!", "\u2013"])
def test_what_has_no_words_makes_no_sound(voice: Voice, text: str) -> None:
    assert voice.speak([Speech(text, text)]) == b""


def test_only_a_pause_is_only_silence(voice: Voice) -> None:
    assert seconds(voice.speak([Pause(250)])) == pytest.approx(0.25, abs=0.001)


def test_a_worker_that_dies_is_started_again() -> None:
    with Voice("en-US") as voice:
        before = voice.speak(plain("Still here?"))
        worker = voice.worker_id
        assert worker is not None
        os.kill(worker, signal.SIGKILL)
        after = voice.speak(plain("Still here?"))
        assert voice.worker_id != worker
    assert seconds(after) == pytest.approx(seconds(before), abs=0.1)


def test_a_closed_voice_leaves_no_process_behind() -> None:
    with Voice("en-US") as voice:
        voice.speak(plain("Bye"))
        worker = voice.worker_id
    assert worker is not None
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_a_machine_without_the_voice_gets_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "espeakng_loader.py").write_text("raise ImportError('no eSpeak NG here')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Voice("en-US") as voice, pytest.raises(VoiceError, match="no eSpeak NG here") as raised:
        voice.speak(plain("Hello"))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("deep", ["where the data lies", "where temporary files go"])
def test_a_path_too_long_for_espeak_does_no_harm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, deep: str) -> None:
    folder = tmp_path.joinpath(*["a-folder-of-a-rather-long-name"] * 6)
    folder.mkdir(parents=True)
    if deep == "where the data lies":
        installed = Path(espeakng_loader.get_library_path()).parent
        shutil.copytree(installed, folder / "espeakng_loader")
        monkeypatch.setenv("PYTHONPATH", str(folder))
    else:
        monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with Voice("en-US") as voice:
        assert seconds(voice.speak(plain("Can you hear me?"))) > 0.5


@pytest.mark.spoken
def test_two_threads_share_one_voice(voice: Voice) -> None:
    lengths: list[float] = []

    def speak() -> None:
        lengths.extend(seconds(voice.speak(plain("We take turns, as people do."))) for _ in range(20))

    threads = [threading.Thread(target=speak) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lengths) == 40
    assert min(lengths) > 0.9 * max(lengths)


@pytest.mark.spoken
@pytest.mark.parametrize("locale", ["en-GB", "de-DE", "fr-FR", "es-MX", "hi-IN", "xx-XX"])
def test_every_locale_finds_some_voice(locale: str) -> None:
    with Voice(locale) as voice:
        assert seconds(voice.speak(plain("Taxi, hotel, radio."))) > 0.8


@pytest.mark.spoken
def test_no_utterance_of_two_hundred_is_lost(voice: Voice) -> None:
    texts = ["Goodbye.", "No.", "Okay. Is it your calf, your foot, or your thigh?", "Has it become weaker?"]
    for number in range(200):
        assert seconds(voice.speak(plain(texts[number % len(texts)]))) > 0.2
