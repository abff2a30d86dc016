"""Reads danger.yaml: the word classes and the danger signs made of them, all checked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from skill.coach.danger import IT, DangerSigns, Sign, sign_from
from skill.content_files import ContentFiles
from skill.faults import Fault

FILE = "danger.yaml"


def read_danger_signs(
    files: ContentFiles, languages: Sequence[str], red_flags: Collection[str], faults: list[Fault]
) -> DangerSigns:
    """The signs of `languages` (the region first), a region's words and signs added to its language's.

    Refused: a flag the content does not have, a class no words are given for, and a class that nothing names.
    """
    words: dict[str, list[str]] = {}
    signs: list[Sign] = []
    calm: dict[str, frozenset[str]] = {}
    with_signs = with_danger_signs(files, languages)
    if not with_signs:
        faults.append(Fault(FILE, "", "is missing"))
    for language in reversed(with_signs):
        root = files.node(_file(language), faults)
        root.only("words", "calm", "signs")
        classes = root.child("words")
        for name in classes.names():
            words.setdefault(name, []).extend(classes.texts(name))
        calming = root.child("calm")
        for flag in calming.names():
            if flag not in red_flags:
                calming.fault(flag, "is not a red flag")
            calm[flag] = calm.get(flag, frozenset()) | frozenset(calming.texts(flag))
        flags = root.child("signs")
        for flag in flags.names():
            if flag not in red_flags:
                flags.fault(flag, "is not a red flag")
            signs += [sign_from(flag, text) for text in flags.texts(flag)]
    for sign in signs:
        faults += [Fault(FILE, f"signs.{sign.flag}", f"{name!r} has no words") for name in sign.classes - words.keys()]
    for flag, names in calm.items():
        faults += [Fault(FILE, f"calm.{flag}", f"{name!r} has no words") for name in names - words.keys()]
    named = frozenset().union(*(sign.classes for sign in signs), *calm.values())
    faults += [Fault(FILE, f"words.{name}", "is named by no sign") for name in words.keys() - named - {IT}]
    return DangerSigns(words, signs, calm)


def with_danger_signs(files: ContentFiles, languages: Sequence[str]) -> tuple[str, ...]:
    """Those of `languages` that have signs or words of their own."""
    return tuple(language for language in languages if files.has(_file(language)))


def _file(language: str) -> str:
    return f"locales/{language}/{FILE}"
