"""What danger.yaml must not hold is told with its place, all of it at once."""

from __future__ import annotations

from pathlib import Path

from skill.content_files import ContentFiles
from skill.danger_words import read_danger_signs
from skill.faults import Fault
from skill.library import load

FAULTY = """
words:
  leg: [leg]
  spare: [spare]
signs:
  rf_nothing: [leg]
  rf_heart: ["leg + unheard"]
"""


def faults_of(text: str, folder: Path) -> set[str]:
    (folder / "locales" / "en").mkdir(parents=True)
    (folder / "locales" / "en" / "danger.yaml").write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    read_danger_signs(ContentFiles(folder), ("en",), load("en-US").knowledge.red_flags.keys(), faults)
    return {str(fault) for fault in faults}


def test_unknown_flags_classes_without_words_and_words_without_a_sign_are_refused(tmp_path: Path) -> None:
    assert faults_of(FAULTY, tmp_path) == {
        "danger.yaml: signs.rf_nothing: is not a red flag",
        "danger.yaml: signs.rf_heart: 'unheard' has no words",
        "danger.yaml: words.spare: is named by no sign",
    }


def test_a_language_without_the_file_is_a_fault(tmp_path: Path) -> None:
    faults: list[Fault] = []
    read_danger_signs(ContentFiles(tmp_path), ("en",), (), faults)
    assert [str(fault) for fault in faults] == ["danger.yaml: is missing"]
