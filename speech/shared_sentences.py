"""Sentences that belong to two intents: samples that are the same, or become so when listed slot values are put in.

All samples stand in one tree of words and slots. Each is walked through it once, part by part: a word goes along the
same word or along a slot that has it as a value, a slot along a slot with a value in common or along words that are one
of its values. What is reached at the end says the same. So no two samples are ever compared, and 5,000 of them take
seconds. Not seen: a value that begins in one sample's slot and ends in the words behind it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from speech.letters import written
from speech.model import Slot
from speech.slot_wordings import SlotWordings, Trie

Norms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A sample: its intent, its text, where it stands (None for Amazon's own words), and its words and slots."""

    intent: str
    text: str
    place: str | None
    parts: tuple[str | Slot, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A sentence that is `one` and `other`."""

    sentence: str
    one: Said
    other: Said


@dataclass(slots=True)
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    slots: dict[str, "_Node"] = field(default_factory=dict)  # by type: what a slot is called makes no difference
    ends: list[Said] = field(default_factory=list)


class SharedSentences:
    """Finds the sentences that two intents have in common."""

    def __init__(self, samples: Iterable[Said], wordings: SlotWordings) -> None:
        """Plant the samples."""
        self._wordings = wordings
        self._top = _Node()
        self._along: dict[tuple[str, int], list[tuple[Norms, _Node]]] = {}
        for sample in samples:
            node = self._top
            for part in sample.parts:
                branches, key = (node.words, part) if isinstance(part, str) else (node.slots, part.type)
                node = branches.setdefault(key, _Node())
            node.ends.append(sample)

    def of(self, sample: Said) -> Iterator[Shared]:
        """Everything of other intents that `sample` can say the same as, with a sentence that shows it."""
        seen: set[tuple[int, int]] = set()
        ways: list[tuple[int, _Node, Norms]] = [(0, self._top, ())]
        while ways:
            at, node, said = ways.pop()
            if (at, id(node)) in seen:
                continue
            seen.add((at, id(node)))
            if at == len(sample.parts):
                for other in node.ends if sample.parts else ():
                    if other.intent != sample.intent:
                        yield Shared(written(said), sample, other)
                continue
            ways += [(then, reached, said + norms) for then, reached, norms in self._steps(sample, at, node)]

    def _steps(self, sample: Said, at: int, node: _Node) -> Iterator[tuple[int, _Node, Norms]]:
        part = sample.parts[at]
        if isinstance(part, Slot):
            for norms, reached in self._words_along(part.type, node):
                yield at + 1, reached, norms
            for name, reached in node.slots.items():
                shared = self._wordings.shared(part.type, name)
                if shared is not None:
                    yield at + 1, reached, shared
            return
        if part in node.words:
            yield at + 1, node.words[part], (part,)
        if node.slots:
            literal = _literal_words(sample, at)
            for name, reached in node.slots.items():
                for end in self._wordings.ends(name, literal, 0):
                    yield at + end, reached, literal[:end]

    def _words_along(self, type_name: str, node: _Node) -> list[tuple[Norms, _Node]]:
        """The values of a type that stand as words in the tree, from `node` on."""
        key = (type_name, id(node))
        if key not in self._along:
            self._along[key] = list(_together(self._wordings.trie(type_name), node, ()))
        return self._along[key]


def _together(trie: Trie, node: _Node, said: Norms) -> Iterator[tuple[Norms, _Node]]:
    if trie.ends:
        yield said, node
    fewer = trie.then if len(trie.then) < len(node.words) else node.words
    for word in fewer:
        if word in trie.then and word in node.words:
            yield from _together(trie.then[word], node.words[word], (*said, word))


def _literal_words(sample: Said, at: int) -> Norms:
    run: list[str] = []
    for part in sample.parts[at:]:
        if not isinstance(part, str):
            break
        run.append(part)
    return tuple(run)
