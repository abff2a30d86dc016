"""Reads words.yaml: what people say for each id, the region's own words and its forms of the others added."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from skill.alike import Alike
from skill.coach.phrases import Phrasebook
from skill.content_files import ContentFiles, Node
from skill.faults import Fault
from skill.regional_words import RegionalWords, with_regional_forms

FILE = "words.yaml"
_Sections = dict[str, dict[str, list[str]]]
_Cues = dict[str, list[str]]


class LayWords:
    """The lay words under one content folder. `known`: the ids of a section, where it may have no others."""

    def __init__(self, files: ContentFiles, known: Mapping[str, Collection[str]]) -> None:
        self._files = files
        self._known = known
        self._alike = Alike()
        self._books: list[tuple[_Sections, _Cues, Phrasebook]] = []

    def book(self, languages: Sequence[str], regional: RegionalWords, faults: list[Fault]) -> Phrasebook:
        """The book of `languages` (the region first); those who say the same have the same one.

        Ids of slots are `interaction_model check`'s.
        """
        sections: _Sections = {}
        cues: _Cues = {}
        for language in reversed(languages):
            if not self._files.has(file := f"locales/{language}/{FILE}"):
                continue
            root = self._files.node(file, faults)
            for section, phrases in _word_lists(root):
                if section == "reader":
                    for cue, words in phrases:
                        cues.setdefault(cue, []).extend(words)
                else:
                    for id_, words in phrases:
                        if id_ not in self._known.get(section, (id_,)):
                            faults.append(Fault(root.file, f"{section}.{id_}", "is not known to the coach"))
                        sections.setdefault(section, {}).setdefault(id_, []).extend(words)
        with_regional_forms(sections, regional)
        for its_sections, its_cues, book in self._books:
            if sections == its_sections and cues == its_cues:
                return book
        book = Phrasebook(sections, cues)
        self._alike.share(book)
        self._books.append((sections, cues, book))
        return book


def _word_lists(root: Node) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    for section, node in root.mapping(""):
        yield section, [(id_, node.texts(id_)) for id_ in node.names()]
