from pathlib import Path

import pytest

from speech.player import Player
from speech.sound import read_wav, silence

SOUND = silence(100)


def install(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_the_player_of_the_machine_gets_the_sound_as_a_wav(programs: Path, tmp_path: Path) -> None:
    install(programs, "aplay", f'while [ "$1" = -q ]; do shift; done; /bin/cp "$1" {tmp_path}/played.wav')
    player = Player()
    assert (player.plays, player.notice) == (True, "")
    player.play(SOUND)
    assert read_wav(tmp_path / "played.wav") == SOUND
    assert player.notice == ""


def test_a_machine_without_a_player_says_so(programs: Path) -> None:
    player = Player()
    player.play(SOUND)
    assert not player.plays
    assert "No sound player" in player.notice


def test_a_player_that_fails_is_asked_once(programs: Path, tmp_path: Path) -> None:
    install(programs, "aplay", f"echo again >> {tmp_path}/calls; exit 1")
    player = Player()
    player.play(SOUND)
    player.play(SOUND)
    assert "aplay plays nothing here" in player.notice
    assert (tmp_path / "calls").read_text() == "again\n"


def test_a_muted_player_is_silent_and_says_nothing(programs: Path, tmp_path: Path) -> None:
    install(programs, "aplay", f"echo played > {tmp_path}/calls")
    player = Player(muted=True)
    player.play(SOUND)
    assert (player.plays, player.notice) == (False, "")
    assert not (tmp_path / "calls").exists()
