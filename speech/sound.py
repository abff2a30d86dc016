"""Sound as the speaker keeps it: mono, 16 bit, 22,050 samples a second, as plain bytes."""

import sys
import wave
from array import array
from pathlib import Path

SAMPLES_A_SECOND = 22_050
BYTES_A_SAMPLE = 2

_QUIET = 120  # of 32,767: below it eSpeak's voices are not heard
_KEPT_EDGE = SAMPLES_A_SECOND // 100  # 10 ms stay on each side, so that no consonant is cut


def silence(millis: int) -> bytes:
    """`millis` milliseconds of silence."""
    return bytes(SAMPLES_A_SECOND * millis // 1000 * BYTES_A_SAMPLE)


def trimmed(pcm: bytes) -> bytes:
    """`pcm` without the quiet at its start and end; empty when all of it is quiet."""
    samples = _samples(pcm)
    loud = [position for position in (_first_loud(samples, 1), _first_loud(samples, -1)) if position is not None]
    if not loud:
        return b""
    start = max(0, loud[0] - _KEPT_EDGE)
    end = min(len(samples), loud[1] + 1 + _KEPT_EDGE)
    return pcm[start * BYTES_A_SAMPLE : end * BYTES_A_SAMPLE]


def seconds(pcm: bytes) -> float:
    """How long `pcm` lasts."""
    return len(pcm) / BYTES_A_SAMPLE / SAMPLES_A_SECOND


def write_wav(file: Path, pcm: bytes) -> None:
    """Writes `pcm` as a WAV file; raises OSError."""
    with file.open("wb") as handle, wave.open(handle, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(BYTES_A_SAMPLE)
        sound.setframerate(SAMPLES_A_SECOND)
        sound.writeframes(pcm)


def read_wav(file: Path) -> bytes:
    """The sound of a WAV file of this very format; raises ValueError for another, OSError, wave.Error or EOFError."""
    with wave.open(str(file), "rb") as sound:
        shape = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate())
        if shape != (1, BYTES_A_SAMPLE, SAMPLES_A_SECOND):
            raise ValueError(f"{file} is not mono, 16 bit, {SAMPLES_A_SECOND} Hz")
        return sound.readframes(sound.getnframes())


def _samples(pcm: bytes) -> "array[int]":
    samples = array("h")
    samples.frombytes(pcm[: len(pcm) // BYTES_A_SAMPLE * BYTES_A_SAMPLE])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _first_loud(samples: "array[int]", step: int) -> int | None:
    positions = range(len(samples)) if step > 0 else range(len(samples) - 1, -1, -1)
    return next((position for position in positions if abs(samples[position]) > _QUIET), None)
