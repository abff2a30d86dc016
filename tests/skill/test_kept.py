"""What was made of the content is kept for the next start, and nothing else is ever taken for it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from threading import Thread

import pytest

from skill.kept import Keeper
from skill.library import Libraries, load_all
from skill.wording import Numbers

MADE = Numbers("112", "none", "none")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of two files, older than the code that runs."""
    folder = tmp_path / "package"
    (folder / "content").mkdir(parents=True)
    for file in ("code.py", "content/words.ftl"):
        write(folder / file, "a")
    return folder


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    os.utime(file, (0, 0))


def keeper(package: Path) -> Keeper:
    return Keeper(package, package / "__pycache__")


def kept(package: Path) -> list[Path]:
    return sorted((package / "__pycache__").iterdir())


def test_what_was_made_is_there_at_the_next_start_and_only_then(package: Path) -> None:
    assert keeper(package).read() is None
    keeper(package).write(MADE)
    assert keeper(package).read() == MADE
    assert kept(package) == [keeper(package).path]


@pytest.mark.parametrize("file", ["code.py", "content/words.ftl", "content/new.ftl"])
def test_another_byte_of_content_or_code_has_another_file_and_the_old_one_goes(package: Path, file: str) -> None:
    keeper(package).write(MADE)
    write(package / file, "b")
    later = keeper(package)
    assert later.read() is None
    later.write(Numbers("999", "none", "none"))
    assert later.read() == Numbers("999", "none", "none")
    assert kept(package) == [later.path]


def test_a_renamed_file_is_another_package(package: Path) -> None:
    keeper(package).write(MADE)
    (package / "content" / "words.ftl").rename(package / "content" / "lines.ftl")
    assert keeper(package).read() is None


def cut_short(held: bytes) -> bytes:
    return held[:-1]


def empty(held: bytes) -> bytes:
    return b""


def with_a_bit_turned(held: bytes) -> bytes:
    return held[:40] + bytes([held[40] ^ 1]) + held[41:]


def no_pickle(held: bytes) -> bytes:
    return whole(b"not a pickle")


def whole(body: bytes) -> bytes:
    """`body` as if the keeper had written it."""
    return blake2b(body, digest_size=32).digest() + body


@pytest.mark.parametrize("damage", [cut_short, empty, with_a_bit_turned, no_pickle])
def test_a_damaged_file_is_nothing_and_is_written_anew(package: Path, damage: Callable[[bytes], bytes]) -> None:
    keeper(package).write(MADE)
    path = keeper(package).path
    path.write_bytes(damage(path.read_bytes()))
    assert keeper(package).read() is None
    keeper(package).write(MADE)
    assert keeper(package).read() == MADE


class Opens:
    """Opens a file for writing when it is made again from a pickle."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self.path), "w")


def test_a_file_that_would_do_anything_else_does_nothing(package: Path, tmp_path: Path) -> None:
    keeper(package).write(MADE)
    keeper(package).path.write_bytes(whole(pickle.dumps(Opens(tmp_path / "opened"))))
    assert keeper(package).read() is None
    assert not (tmp_path / "opened").exists()


@pytest.mark.parametrize("name", ["skill.settings Path", "skill.settings from_environment", "os system"])
def test_only_classes_of_the_skill_are_made(package: Path, name: str) -> None:
    keeper(package).write(MADE)
    module, attribute = name.split()
    keeper(package).path.write_bytes(whole(f"c{module}\n{attribute}\n.".encode()))  # the pickle of that name
    assert keeper(package).read() is None


def test_a_folder_that_can_t_be_written_is_left_alone(package: Path) -> None:
    (package / "__pycache__").write_text("a file where the folder would be", encoding="utf-8")
    keeper(package).write(MADE)
    assert keeper(package).read() is None
    assert (package / "__pycache__").is_file()


def test_content_that_changes_while_it_is_read_is_not_kept(package: Path) -> None:
    begun = keeper(package)
    write(package / "content" / "words.ftl", "b")
    begun.write(MADE)
    assert not (package / "__pycache__").exists()


def test_code_that_is_newer_than_what_runs_is_not_what_it_was_made_by(package: Path) -> None:
    os.utime(package / "code.py")
    keeper(package).write(MADE)
    assert not (package / "__pycache__").exists()


def test_many_who_write_at_once_leave_one_whole_file(package: Path) -> None:
    seen = []

    def start() -> None:
        one = keeper(package)
        for _ in range(20):
            one.write(MADE)
            seen.append(one.read())

    threads = [Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 120
    assert {*seen} == {MADE}
    assert kept(package) == [keeper(package).path]


def test_the_libraries_are_the_same_after_they_were_kept(package: Path) -> None:
    libraries = load_all()
    keeper(package).write(libraries)
    again = keeper(package).read()
    assert isinstance(again, Libraries)
    assert again.published == libraries.published
    assert again.by_locale.keys() == libraries.by_locale.keys()
    for locale, library in libraries.by_locale.items():
        other = again.by_locale[locale]
        assert vars(other.wording) == vars(library.wording)
        for part, its_other in (
            (library.knowledge.phrases, other.knowledge.phrases),
            (library.knowledge.dangers, other.knowledge.dangers),
        ):
            assert vars(part) == vars(its_other)
        facts, other_facts = dict(vars(library.knowledge)), dict(vars(other.knowledge))
        for words in ("phrases", "dangers"):
            del facts[words], other_facts[words]
        assert facts == other_facts


@pytest.mark.slow
def test_a_second_start_reads_no_yaml_and_no_fluent(tmp_path: Path) -> None:
    asked = (
        "import sys; from skill.library import load; print(load('en-GB').knowledge.phrases is not None, "
        "*sorted({'yaml', 'babel', 'fluent.runtime', 'fluent.syntax'} & sys.modules.keys()))"
    )
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    said = [
        subprocess.run(
            [sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True, timeout=120
        ).stdout.split()
        for _ in range(2)
    ]
    assert said == [["True", "babel", "fluent.runtime", "fluent.syntax", "yaml"], ["True"]]
