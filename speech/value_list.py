"""The listed values of one slot type, found by their words: exact ones first, then plurals, then other forms."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from speech.model import SlotType
from speech.slots import ResolvedValue
from speech.words import COMPANY, DETERMINERS, FUNCTION_WORDS, HEDGES, SKIPPABLE, root, singular, words

# How alike two wordings are counted as one, strictest first: the same words, singular for plural, the same roots.
_LIKENESS: tuple[Callable[[str], str], ...] = (str, singular, root)
# Roots shorter than this say too little: "tired" is no "tire".
_ROOT_LENGTH = 4
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


class ValueList:
    """The values of one slot type, found by their words and never by going through them all."""

    def __init__(self, slot_type: SlotType) -> None:
        """Index every name and synonym of `slot_type`; `words` are those they are made of."""
        self.name = slot_type.name
        self.words: set[str] = set()
        # Telling words in their order, with whether a value ends there or may go on.
        self._cores: dict[tuple[str, ...], bool] = {}
        self._index: tuple[dict[tuple[str, ...], list[ResolvedValue]], ...] = tuple({} for _ in _LIKENESS)
        self._starts: tuple[set[str], ...] = tuple(set() for _ in _LIKENESS)
        self._gapped: dict[tuple[str, ...], list[ResolvedValue]] = {}
        self._pairs: set[frozenset[str]] = set()
        for value in slot_type.values:
            resolved = ResolvedValue(value.value, value.id)
            for wording in (value.value, *value.synonyms):
                for norms in _ways_to_say(wording):
                    self._add(norms, resolved)

    def _add(self, norms: tuple[str, ...], resolved: ResolvedValue) -> None:
        self.words.update(norms)
        self._pairs.update(_pairs(norms))
        core = _core(norms)
        for end in range(len(core)):
            self._cores.setdefault(core[:end], False)
        self._cores[core] = True
        for index, starts, alike in zip(self._index, self._starts, _LIKENESS, strict=True):
            key = tuple(alike(norm) for norm in norms)
            if alike is root and min(map(len, key)) < _ROOT_LENGTH and len(key) == 1:
                continue
            found = index.setdefault(key, [])
            if resolved not in found:
                found.append(resolved)
            starts.add(key[0])
        if len(core) > 1:
            found = self._gapped.setdefault(core, [])
            if resolved not in found:
                found.append(resolved)

    def may_start(self, norm: str) -> bool:
        """Whether some value begins with this word."""
        return any(alike(norm) in starts for starts, alike in zip(self._starts, _LIKENESS, strict=True))

    def pairs(self, norms: Iterable[str]) -> bool:
        """Whether two telling words of `norms` stand together in one value: "severe" and "pain"."""
        return not self._pairs.isdisjoint(_pairs(norms))

    def ends(self, norms: Sequence[str], start: int) -> list[int]:
        """Where a value that begins at word `start` may end; `find` says whether it does."""
        if not self.may_start(norms[start]):
            return []
        found: list[int] = []
        core: tuple[str, ...] = ()
        for at in range(start, len(norms)):
            longer = (*core, root(norms[at]))
            twice = at > start and norms[at] == norms[at - 1] and longer not in self._cores
            if norms[at] not in SKIPPABLE and not twice:
                core = longer
            whole = self._cores.get(core)
            if whole is None:
                break
            # All its words may be skippable: "the same".
            if whole or not core:
                found.append(at + 1)
        return found

    def find(self, norms: Sequence[str]) -> tuple[ResolvedValue, ...]:
        """The values that `norms` stand for, all of them in the model's order; none if they stand for nothing."""
        for index, alike in zip(self._index, _LIKENESS, strict=True):
            found = index.get(tuple(alike(norm) for norm in norms))
            if found:
                return tuple(found)
        once = [norm for at, norm in enumerate(norms) if at == 0 or norm != norms[at - 1]]
        if len(once) < len(norms):  # a word said twice
            return self.find(once)
        if len(norms) > 2 and norms[0] not in SKIPPABLE and norms[-1] not in SKIPPABLE:
            return tuple(self._gapped.get(_core(norms), ()))
        return ()


def _ways_to_say(wording: str) -> list[tuple[str, ...]]:
    """A listed name as it is written, and the same without its "the", or with its hyphen not heard ("wifi")."""
    written = words(wording.replace("&", " and "))
    ways = [written] if written else []
    if "&" in wording:
        ways.append(words(wording))
    rest = written[1:] if written and written[0] in DETERMINERS else ()
    if any(norm not in FUNCTION_WORDS for norm in rest):
        ways.append(rest)
    if _HYPHENED.fullmatch(wording.strip()):
        ways.append(words(wording.replace("-", "")))
    return ways


def _pairs(norms: Iterable[str]) -> set[frozenset[str]]:
    """Every two telling words of a name or a sentence, whatever stands between them."""
    telling = {root(norm) for norm in norms if norm not in FUNCTION_WORDS | HEDGES | COMPANY}
    return {frozenset(pair) for pair in combinations(telling, 2)}


def _core(norms: Sequence[str]) -> tuple[str, ...]:
    """The words of a name without those that may come between its parts: "foot [has] turned blue"."""
    return tuple(root(norm) for norm in norms if norm not in SKIPPABLE)
