"""Plays sound through whatever player the machine has; where there is none, the speaker is silent and says so once."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from speech.sound import seconds, write_wav

_PLAYERS = {
    "pw-play": [],
    "paplay": [],
    "aplay": ["-q"],
    "afplay": [],
    "ffplay": ["-autoexit", "-nodisp", "-loglevel", "quiet"],
}
_BEYOND_ITS_LENGTH_SECONDS = 10.0


class Player:
    """Plays one sound after the other. `notice` is the one line to show the person, once, or ""."""

    def __init__(self, *, muted: bool = False) -> None:
        self._command = [] if muted else _player()
        self.notice = "" if muted or self._command else "No sound player here (such as aplay): answers are shown only."

    @property
    def plays(self) -> bool:
        """Whether it will try to play what it is given."""
        return bool(self._command)

    def play(self, pcm: bytes) -> None:
        """Plays `pcm` to its end; a player that fails is not asked again, and `notice` says so."""
        if not self._command or not pcm:
            return
        try:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "reply.wav"
                write_wav(file, pcm)
                subprocess.run(
                    [*self._command, str(file)],
                    check=True,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    timeout=seconds(pcm) + _BEYOND_ITS_LENGTH_SECONDS,
                )
        except (OSError, subprocess.SubprocessError):
            self.notice = f"{Path(self._command[0]).name} plays nothing here: answers are shown only."
            self._command = []


def _player() -> list[str]:
    for name, options in _PLAYERS.items():
        found = shutil.which(name)
        if found:
            return [found, *options]
    return []
