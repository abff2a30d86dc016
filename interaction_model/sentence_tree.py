"""All samples of a model as one tree of words and slots, and the wordings of each slot type as a graph of words.

The tree keeps every sample apart; the graph of a type shares equal endings, so that eighteen hundred wordings stay a
few hundred points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from interaction_model.build import Model
from interaction_model.judging import language_model

#: (intent, sample as written)
Sample = tuple[str, str]
#: Words, each with False, and types of slots, each with True.
Steps = list[tuple[str, bool]]


@dataclass(eq=False, slots=True)
class Wordings:
    """What may still be said of a slot's value: each next word, and whether the value may end here."""

    number: int
    may_end: bool
    following: dict[str, Wordings]


@dataclass(eq=False, slots=True)
class Node:
    """A beginning that samples share: what comes next in them, those that end here, and the intents at or below."""

    words: dict[str, Node] = field(default_factory=dict)
    slots: dict[str, Node] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)
    intents: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class SentenceTree:
    """The tree's root, and what each slot may hold, by (intent, slot) as written in the model.

    Slots stand in the tree under their type: two slots of one type hold the same.
    """

    root: Node
    types: Mapping[str, Wordings]
    slot_types: Mapping[str, Mapping[str, str]]


def spoken(text: str) -> list[str]:
    """The words of a sample or a value as one hears them: "M. S." is "m s"."""
    return [word.rstrip(".") for word in text.lower().replace("\u2019", "'").split()]


def sentence_tree(model: Model, more: Iterable[Sample] = ()) -> SentenceTree:
    """The tree of all samples of the intents, and of `more` for intents that the model has.

    A slot of one of Amazon's own types, whose values are not listed, is taken for a single word of its own: it meets
    only slots of the same type. A sample with a slot that its intent lacks is left out; another rule tells of it.
    """
    language = language_model(model)
    intents: list[dict[str, Any]] = language.get("intents", [])
    slot_types = {
        intent["name"]: {slot["name"].lower(): slot["type"] for slot in intent.get("slots", [])} for intent in intents
    }
    listed = {each["name"]: _phrases(each.get("values", [])) for each in language.get("types", [])}
    used = {type_name for slots in slot_types.values() for type_name in slots.values()}
    types = {name: wordings(listed.get(name) or [[f"<{name}>"]]) for name in sorted(used)}
    root = Node()
    written = [(intent["name"], sample) for intent in intents for sample in intent.get("samples", [])]
    for intent, sample in (*written, *(each for each in more if each[0] in slot_types)):
        steps = steps_of(sample, slot_types[intent])
        if steps is not None:
            _add(root, steps, (intent, sample))
    return SentenceTree(root, types, slot_types)


def steps_of(sample: str, slot_types: Mapping[str, str]) -> Steps | None:
    """The sample as steps down the tree; None where it names a slot that `slot_types` lacks."""
    steps = []
    for word in spoken(sample):
        is_slot = word.startswith("{") and word.endswith("}")
        if is_slot and word[1:-1] not in slot_types:
            return None
        steps.append((slot_types[word[1:-1]], True) if is_slot else (word, False))
    return steps


def _add(root: Node, steps: Steps, sample: Sample) -> None:
    node = root
    node.intents.add(sample[0])
    for step, is_slot in steps:
        branch = node.slots if is_slot else node.words
        if step not in branch:
            branch[step] = Node()
        node = branch[step]
        node.intents.add(sample[0])
    node.samples.append(sample)


def wordings(phrases: Iterable[list[str]]) -> Wordings:
    """The graph of phrases, equal endings shared."""
    top: dict[str, Any] = {}
    for phrase in phrases:
        branch = top
        for word in phrase:
            branch = branch.setdefault(word, {})
        branch[""] = True
    known: dict[tuple[bool, tuple[tuple[str, int], ...]], Wordings] = {}

    def shared(branch: dict[str, Any]) -> Wordings:
        following = {word: shared(after) for word, after in sorted(branch.items()) if word}
        key = ("" in branch, tuple((word, after.number) for word, after in following.items()))
        return known.setdefault(key, Wordings(len(known), "" in branch, following))

    return shared(top)


def _phrases(values: list[dict[str, Any]]) -> list[list[str]]:
    said = (text for value in values for text in (value["name"]["value"], *value["name"].get("synonyms", [])))
    return [words for text in said if (words := spoken(text))]
