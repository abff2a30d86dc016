"""Ears: the words in a WAV file, heard offline by PocketSphinx with the skill's own sentences in mind.

PocketSphinx is an extra (`ears`): without it importing this module works, and making `Ears` says what is missing.
"""

import importlib
import sys
import tempfile
import wave
from array import array
from pathlib import Path
from typing import Any

from speech.language_model import arpa, likely_sentences, spoken_words
from speech.model import InteractionModel

RATE = 16_000
# What the recogniser needs, measured on synthetic speech: a moment of quiet on both sides, a steady loudness, and never
# the perfect silence of a machine (without the faint noise two words in three were lost).
_QUIET_SAMPLES = RATE * 2 // 5
_PEAK = 16_000
_NOISE = 60


class EarsMissingError(Exception):
    """PocketSphinx isn't installed; the message is one line and says how to get it."""


class HearingError(Exception):
    """A sound file that can't be heard; the message is one line."""


class Ears:
    """Hears files for one interaction model. Making it takes a second or two; keep it."""

    def __init__(self, model: InteractionModel) -> None:
        """Raises EarsMissingError where PocketSphinx isn't installed."""
        try:
            pocketsphinx: Any = importlib.import_module("pocketsphinx")
        except ImportError as missing:
            raise EarsMissingError(
                "hearing needs pocketsphinx: run `make setup` on a machine that has a wheel for it, or type instead"
            ) from missing
        self._decoder: Any = pocketsphinx.Decoder(samprate=RATE, lm=None, cmn="batch", loglevel="FATAL")
        # A word that the dictionary can't pronounce can't be heard; sentences with one are left out.
        spoken = [spoken_words(text) for text in likely_sentences(model)]
        known = [words for words in spoken if words and all(self._decoder.lookup_word(word) for word in words)]
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "skill.lm"
            file.write_text(arpa(known), encoding="ascii")
            self._decoder.add_lm_file("skill", str(file))
        self._decoder.activate_search("skill")

    def hear(self, path: str | Path) -> str:
        """The words in a WAV file, "" for none; raises HearingError for a file that is missing or no WAV."""
        samples = read_sound(path)
        if not any(samples):
            return ""
        self._decoder.start_utt()
        self._decoder.process_raw(_made_audible(samples), no_search=False, full_utt=True)
        self._decoder.end_utt()
        heard = self._decoder.hyp()
        return str(heard.hypstr) if heard is not None else ""


def read_sound(path: str | Path) -> "array[int]":
    """A WAV file of any rate and number of channels as 16 bit mono samples, 16,000 a second. Raises HearingError."""
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            frames = file.readframes(file.getnframes())
    except OSError as fault:
        raise HearingError(f"{path}: can't read the sound: {fault.strerror}") from fault
    except (wave.Error, EOFError) as fault:
        raise HearingError(f"{path}: not a WAV file with plain samples ({fault or 'it ends too soon'})") from fault
    return _resampled(_mono(_samples(frames, width), channels), rate)


def _samples(frames: bytes, width: int) -> "array[int]":
    """Samples of `width` bytes as 16 bit numbers."""
    frames = frames[: len(frames) // width * width]
    if width == 1:  # the only unsigned width in WAV
        return array("h", ((byte - 128) << 8 for byte in frames))
    if width == 2:
        samples = array("h")
        samples.frombytes(frames)
        if sys.byteorder == "big":
            samples.byteswap()
        return samples
    return array(
        "h",
        (
            int.from_bytes(frames[at + width - 2 : at + width], "little", signed=True)
            for at in range(0, len(frames), width)
        ),
    )


def _mono(samples: "array[int]", channels: int) -> "array[int]":
    if channels == 1:
        return samples
    whole = len(samples) // channels * channels
    return array("h", (sum(samples[at : at + channels]) // channels for at in range(0, whole, channels)))


def _resampled(samples: "array[int]", rate: int) -> "array[int]":
    """To `RATE`: averaged over each new sample's time when there are too many, else on the line between neighbours."""
    if rate == RATE or not samples:
        return samples
    step = rate / RATE
    count = int(len(samples) / step)
    made = array("h", bytes(2 * count))
    reach = max(1, round(step))
    last = len(samples) - 1
    for at in range(count):
        place = at * step
        left = int(place)
        if reach > 1:
            window = samples[left : left + reach]
            made[at] = sum(window) // len(window)
        else:
            part = place - left
            made[at] = int(samples[left] * (1 - part) + samples[min(left + 1, last)] * part)
    return made


def _made_audible(samples: "array[int]") -> bytes:
    """The sound at a steady loudness between two moments of quiet, all of it over a faint noise; in machine order."""
    gain = _PEAK / max(abs(sample) for sample in samples)
    quiet = array("h", bytes(2 * _QUIET_SAMPLES))
    state = 1
    audible = array("h")
    for sample in (*quiet, *samples, *quiet):
        state = (state * 1_103_515_245 + 12_345) & 0x7FFF_FFFF  # the same noise every time
        audible.append(round(sample * gain) + (state >> 16) % (2 * _NOISE + 1) - _NOISE)
    return audible.tobytes()
