import math
import wave
from array import array
from pathlib import Path

import pytest

from speech.sound import read_wav, seconds, silence, trimmed, write_wav


def tone(millis: int) -> bytes:
    return array("h", [int(9000 * math.sin(i / 9)) for i in range(22050 * millis // 1000)]).tobytes()


def test_silence_lasts_as_long_as_it_says() -> None:
    assert seconds(silence(500)) == pytest.approx(0.5, abs=0.001)
    assert set(silence(10)) == {0}


def test_trimming_takes_the_quiet_off_both_ends_alone() -> None:
    sound = trimmed(silence(300) + tone(100) + silence(200) + tone(100) + silence(400))
    assert seconds(sound) == pytest.approx(0.42, abs=0.01)


@pytest.mark.parametrize("quiet", [b"", silence(200), b"\x05\x00" * 50])
def test_nothing_but_quiet_is_trimmed_to_nothing(quiet: bytes) -> None:
    assert trimmed(quiet) == b""


def test_a_wav_is_mono_16_bit_at_22050_and_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    write_wav(file, tone(50))
    with wave.open(str(file), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 22050)
    assert read_wav(file) == tone(50)


def test_a_wav_of_another_format_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(44100)
        sound.writeframes(b"\0" * 400)
    with pytest.raises(ValueError, match="mono"):
        read_wav(file)
