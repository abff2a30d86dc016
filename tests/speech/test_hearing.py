import sys
import wave
from collections.abc import Iterator
from itertools import pairwise
from math import pi, sin
from pathlib import Path

import pytest

from speech.hearing import RATE, Ears, EarsMissingError, HearingError, read_sound
from speech.language_model import arpa, likely_sentences, spoken_words
from speech.model import InteractionModel
from speech.sound import silence, write_wav
from speech.ssml import plain
from speech.voice import Voice

MODEL = InteractionModel.load(Path(__file__).parent / "models" / "bike_shop.json")


def write_tone(file: Path, rate: int, channels: int, width: int) -> None:
    tones = [round(9000 * sin(2 * pi * 440 * at / rate)) for at in range(rate // 2)]
    frames = bytearray()
    for tone in tones:
        sample = (
            bytes([(tone >> 8) + 128])
            if width == 1
            else (tone << 8 * (width - 2)).to_bytes(width, "little", signed=True)
        )
        frames += sample * channels
    with wave.open(str(file), "wb") as sound:
        sound.setparams((channels, width, rate, 0, "NONE", ""))
        sound.writeframes(bytes(frames))


@pytest.mark.parametrize(
    ("rate", "channels", "width"), [(16_000, 1, 2), (44_100, 2, 2), (8_000, 1, 1), (22_050, 1, 2), (48_000, 2, 3)]
)
def test_any_plain_wav_becomes_mono_at_the_ears_rate(tmp_path: Path, rate: int, channels: int, width: int) -> None:
    write_tone(tmp_path / "tone.wav", rate, channels, width)
    samples = read_sound(tmp_path / "tone.wav")
    assert abs(len(samples) - RATE // 2) <= 2
    rises = sum(1 for before, after in pairwise(samples) if before < 0 <= after)
    assert abs(rises - 220) <= 3  # half a second of 440 Hz
    assert 8000 < max(samples) < 9500


def test_a_file_that_is_missing_or_no_wav_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "song.wav").write_bytes(b"ID3 not a wav at all, but long enough to look at")
    with pytest.raises(HearingError, match=r"song\.wav: not a WAV file"):
        read_sound(tmp_path / "song.wav")
    with pytest.raises(HearingError, match=r"none\.wav: can't read the sound"):
        read_sound(tmp_path / "none.wav")


def test_without_pocketsphinx_the_ears_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)  # as Python has it where the import failed
    with pytest.raises(EarsMissingError, match="make setup"):
        Ears(MODEL)


def test_the_ears_expect_the_skills_sentences_with_values_in_them() -> None:
    expected = set(likely_sentences(MODEL))
    assert {"open pedal works", "book a puncture repair", "helmet", "stop"} <= expected
    assert not any("{" in sentence for sentence in expected)
    assert spoken_words("M. T. B., it\u2019s a tune-up") == ("m", "t", "b", "it's", "a", "tune", "up")


def test_the_language_model_prefers_what_it_was_made_of_and_adds_up() -> None:
    text = arpa([("fix", "my", "bike"), ("fix", "my", "bike"), ("rent", "a", "bike")])
    lines = [line.split("\t") for line in text.splitlines() if "\t" in line]
    chances = {gram[1]: 10 ** float(gram[0]) for gram in lines}
    unigrams = [chance for gram, chance in chances.items() if " " not in gram and gram != "<s>"]
    assert sum(unigrams) == pytest.approx(1, abs=0.01)
    assert chances["<s> fix my"] > chances["<s> rent a"] / 2 > 0
    assert chances["<s> fix"] > chances["<s> rent"]


@pytest.fixture(scope="module")
def ears() -> Ears:
    pytest.importorskip("pocketsphinx", reason="the ears are an extra")
    return Ears(MODEL)


@pytest.fixture(scope="module")
def voice() -> Iterator[Voice]:
    with Voice("en-US") as voice:
        yield voice


@pytest.mark.spoken
@pytest.mark.parametrize(
    "said", ["book a repair", "how much is a full service", "rent a mountain bike", "opening hours"]
)
def test_spoken_sentences_of_the_skill_are_heard(ears: Ears, voice: Voice, tmp_path: Path, said: str) -> None:
    write_wav(tmp_path / "said.wav", voice.speak(plain(said)))
    assert ears.hear(tmp_path / "said.wav").strip() == said
    assert ears.hear(tmp_path / "said.wav").strip() == said


@pytest.mark.spoken
def test_silence_holds_no_words(ears: Ears, tmp_path: Path) -> None:
    write_wav(tmp_path / "quiet.wav", silence(1000))
    assert ears.hear(tmp_path / "quiet.wav") == ""
