"""One word, other places: a phrase or a sample in the forms it is said in elsewhere, as regional.yaml has them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

from interaction_model.faults import Fault
from interaction_model.marked_yaml import read_yaml


class RegionalWords:
    """Words that have other forms in some place: `sets`, the forms of one word each; `own`, what is written here."""

    def __init__(self, sets: Sequence[Sequence[str]], own: Mapping[str, str]) -> None:
        self._forms = {form: forms for forms in sets for form in forms}
        self._own = dict(own)
        longest_first = sorted(self._forms, key=lambda form: (-len(form), form))
        # Braces: the name of a slot is no word.
        self._known = re.compile(rf"(?<![\w'{{])({'|'.join(map(re.escape, longest_first))})(?![\w'}}])")

    def others(self, text: str) -> list[str]:
        """All other forms of `text`, in the order of the file."""
        if not self._forms:
            return []
        written = product(*(self._forms.get(piece, (piece,)) for piece in self._known.split(text)))
        return [other for words in written if (other := "".join(words)) != text]

    def own(self, text: str) -> str:
        """`text` as the locale writes it."""
        return "".join(self._own.get(piece, piece) for piece in self._known.split(text)) if self._forms else text


def read_regional_words(path: Path, locale: str, faults: list[Fault]) -> RegionalWords:
    """The words of the file that are heard in `locale`; a file that is not there has none."""
    sets: dict[str, list[str]] = {}
    own: dict[str, str] = {}
    root = read_yaml(path, faults) if path.exists() else None
    groups = root.mapped(faults).get("groups") if root else None
    for group in (groups.mapped(faults) if groups else {}).values():
        fields = group.mapped(faults)
        spelling = (fields["heard"].words(faults) if "heard" in fields else None) == "everywhere"
        here = locale in [place for place, _ in (fields["places"].texts(faults) if "places" in fields else ())]
        for word, entry in (fields["instead_of"].mapped(faults) if "instead_of" in fields else {}).items():
            forms = [form for form, _ in entry.texts(faults)]
            if here or spelling:
                sets.setdefault(word, [word]).extend(forms)
            if here and spelling and forms:
                own.setdefault(word, forms[0])
    return RegionalWords(list(sets.values()), own)
