"""Samples that another sample of their intent covers: every sentence they make, the other makes too, with more slots.

"maybe {symptom}" beside "{answer} {symptom}", where "maybe" is an answer: whether the coach is told "maybe" is chance,
for a literal word never arrives. A word that is taken for granted when it is not said loses nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from interaction_model.build import Built, Model
from interaction_model.faults import Fault, Place
from interaction_model.judging import language_model, where
from interaction_model.sentence_tree import Node, SentenceTree, Steps, Wordings, spoken, steps_of

#: (type, id) of what nobody needs to say: somebody who names nobody speaks of themselves.
TAKEN_FOR_GRANTED = {("Person", "self")}


def covered_faults(built: Built, tree: SentenceTree) -> Iterator[Fault]:
    """Samples with words that are a value of a slot in another sample, otherwise equal, of the same intent.

    One fault stands for all samples of a template with words of one type.
    """
    granted = _taken_for_granted(built.model)
    told: dict[tuple[Place, str], dict[str, str]] = defaultdict(dict)
    for intent in language_model(built.model).get("intents", []):
        name = intent["name"]
        for sample in intent.get("samples", []):
            steps = steps_of(sample, tree.slot_types[name])
            for other, lost in _covering(tree, tree.root, name, steps, ()) if steps else ():
                words, type_name = next((each for each in lost if each[0] not in granted), ("", ""))
                if words:
                    why = f"'{words}' is a value of {type_name} in '{other}', but never arrives from here"
                    told[(where(built, (name, sample)), type_name)].setdefault(sample, f"'{sample}': {why}")
    for (place, _), samples in told.items():
        more = f" and {len(samples) - 1} more like it" if len(samples) > 1 else ""
        yield Fault(place, next(iter(samples.values())) + more)


def _taken_for_granted(model: Model) -> set[str]:
    return {
        " ".join(spoken(text))
        for each in language_model(model).get("types", [])
        for value in each.get("values", [])
        if (each["name"], value.get("id")) in TAKEN_FOR_GRANTED
        for text in (value["name"]["value"], *value["name"].get("synonyms", []))
    }


def _covering(
    tree: SentenceTree, node: Node, intent: str, steps: Steps, lost: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Other samples of the intent that make the same sentences, with the words that are a slot's value only there."""
    if intent not in node.intents:
        return
    if not steps:
        if lost:
            yield from ((text, lost) for owner, text in node.samples if owner == intent)
        return
    (step, is_slot), rest = steps[0], steps[1:]
    branch = node.slots if is_slot else node.words
    if step in branch:
        yield from _covering(tree, branch[step], intent, rest, lost)
    for type_name, behind in () if is_slot else node.slots.items():
        for count in _values(tree.types[type_name], steps):
            words = " ".join(word for word, _ in steps[:count])
            yield from _covering(tree, behind, intent, steps[count:], (*lost, (words, type_name)))


def _values(wordings: Wordings, steps: Steps) -> Iterator[int]:
    """How many of the next words are a whole value, for each value that begins here."""
    after: Wordings | None = wordings
    for count, (word, is_slot) in enumerate(steps, start=1):
        after = None if is_slot or after is None else after.following.get(word)
        if after is None:
            return
        if after.may_end:
            yield count
