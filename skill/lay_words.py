"""Reads words.yaml: what people say for each id, the region's own words and its forms of the others added."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from skill.coach.phrases import Phrasebook
from skill.content_files import ContentFiles, Node
from skill.faults import Fault
from skill.regional_words import RegionalWords, with_regional_forms

FILE = "words.yaml"


def read_lay_words(
    files: ContentFiles,
    languages: Sequence[str],
    regional: RegionalWords,
    known: Mapping[str, Collection[str]],
    faults: list[Fault],
) -> Phrasebook:
    """Lay words of `languages` (the region first). `known`: the ids of a section, where it may have no others.

    Ids of slots are `interaction_model check`'s.
    """
    sections: dict[str, dict[str, list[str]]] = {}
    cues: dict[str, list[str]] = {}
    for language in reversed(languages):
        if not files.has(file := f"locales/{language}/{FILE}"):
            continue
        root = files.node(file, faults)
        for section, phrases in _word_lists(root):
            if section == "reader":
                for cue, words in phrases:
                    cues.setdefault(cue, []).extend(words)
            else:
                for id_, words in phrases:
                    if id_ not in known.get(section, (id_,)):
                        faults.append(Fault(root.file, f"{section}.{id_}", "is not known to the coach"))
                    sections.setdefault(section, {}).setdefault(id_, []).extend(words)
    with_regional_forms(sections, regional)
    return Phrasebook(sections, cues)


def _word_lists(root: Node) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    for section, node in root.mapping(""):
        yield section, [(id_, node.texts(id_)) for id_ in node.names()]
