"""The lay words of slot types, read as data from the skill's words.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interaction_model.faults import Fault, Place
from interaction_model.marked_yaml import read_yaml, shown


@dataclass(frozen=True)
class Phrase:
    """One wording of an id, cleaned as it goes into the model."""

    text: str
    place: Place


@dataclass(frozen=True)
class Section:
    """The ids of one slot type, each with its phrases (the first is the canonical one); empty ids are left out."""

    place: Place
    phrases: dict[str, list[Phrase]]


def clean(text: str) -> str:
    """The text as samples and slot values have it: lower case, straight apostrophes, single blanks."""
    return " ".join(text.lower().replace("\u2019", "'").split())


def read_words(folders: list[Path], sections: set[str], faults: list[Fault]) -> dict[str, Section]:
    """Read words.yaml of each folder, the first being the language and the next what a locale adds to it.

    Only `sections` are read: the file has others, which are not for the model. Notes a section that is missing, and a
    phrase that stands for two ids of one section.
    """
    found: dict[str, Section] = {}
    for folder in folders:
        root = read_yaml(folder / "words.yaml", faults)
        if root is None:
            continue
        for name, entry in root.mapped(faults).items():
            if name not in sections:
                continue
            section = found.setdefault(name, Section(root.keys[name], {}))
            for value_id, phrases in entry.mapped(faults).items():
                known = section.phrases.setdefault(value_id, [])
                known += [Phrase(clean(text), place) for text, place in phrases.texts(faults)]
    for name in sorted(sections - found.keys()):
        faults.append(Fault(Place(shown(folders[0] / "words.yaml")), f"has no section '{name}'"))
    return {name: _without_empty(_told_apart(section, faults)) for name, section in found.items()}


def _without_empty(section: Section) -> Section:
    return Section(section.place, {value_id: said for value_id, said in section.phrases.items() if said})


def _told_apart(section: Section, faults: list[Fault]) -> Section:
    owners: dict[str, tuple[str, Place]] = {}
    for value_id, phrases in section.phrases.items():
        for phrase in phrases:
            if phrase.text not in owners:
                owners[phrase.text] = (value_id, phrase.place)
                continue
            owner, first = owners[phrase.text]
            told = f"for '{value_id}' here and for '{owner}' at {first}" if owner != value_id else "here a second time"
            faults.append(Fault(phrase.place, f"'{phrase.text}' stands {told}"))
    return section
