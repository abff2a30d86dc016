"""Sample sentences as a tree of words and slots, so that a sentence is matched without trying every sample."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from speech import amazon_types
from speech.letters import is_unspaced
from speech.model import PHRASE_TYPE, Intent, InteractionModel, Slot
from speech.slot_reading import Hit
from speech.slots import Filling
from speech.spelling import one_slip
from speech.spots import Spots
from speech.words import DETERMINERS, FUNCTION_WORDS, NO_NAME, sentence, singular, words

#: A slot in the text of a sample; names may hold dots ("object.name").
SLOT = re.compile(r"\{\s*([^{}|]+?)\s*\}")
# Free words, of an Amazon list or of a value nobody listed, are at most this many; of signs without spaces, so many.
_MOST_FREE, _MOST_FREE_SIGNS = 5, 15
# A model of free slots alone can be walked in endless ways; real ones need a few hundred steps.
_MOST_STEPS = 10_000


@dataclass(frozen=True)
class Sample:
    """A sample sentence in parts: words in normal form and slots. `order` is its place in the model."""

    intent: str
    parts: tuple[str | Slot, ...]
    order: int

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The slots in it, left to right."""
        return tuple(part for part in self.parts if isinstance(part, Slot))

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """The words in it."""
        return tuple(part for part in self.parts if isinstance(part, str))

    @cached_property
    def phrase(self) -> Slot | None:
        """Its phrase slot (AMAZON.SearchQuery), if it has one."""
        return next((slot for slot in self.slots if slot.type == PHRASE_TYPE), None)


@lru_cache(maxsize=4096)
def _literals(text: str) -> tuple[str, ...]:
    """The words between two slots; samples share most of them ("in my", "do i get")."""
    return words(text)


def parse_sample(intent: Intent, text: str, order: int) -> Sample:
    """Split a sample; a brace that names no slot of the intent counts as a word."""
    parts: list[str | Slot] = []
    at = 0
    for brace in SLOT.finditer(text):
        parts += _literals(text[at : brace.start()])
        slot = intent.slots.get(brace.group(1))
        parts.append(slot if slot is not None else brace.group(1).lower())
        at = brace.end()
    parts += _literals(text[at:])
    return Sample(intent.name, tuple(parts), order)


def model_samples(model: InteractionModel) -> list[Sample]:
    """Every sample of every intent, in the model's order."""
    texts = [(intent, text) for intent in model.intents.values() for text in intent.samples]
    return [parse_sample(intent, text, order) for order, (intent, text) in enumerate(texts)]


def answering_samples(intent: Intent) -> list[Sample]:
    """What answers a question for `intent`: its samples, its slots' samples and each slot's value alone."""
    texts = list(intent.samples)
    for slot in intent.slots.values():
        texts += [*slot.samples, f"{{{slot.name}}}"]
    return [parse_sample(intent, text, order) for order, text in enumerate(dict.fromkeys(texts))]


def vocabulary(model: InteractionModel, samples: list[Sample], values: set[str]) -> set[str]:
    """Every word of the model's samples and name, with the words of its `values` and the singular of each."""
    every = values.union(sentence(model.invocation_name).norms, *(sample.literals for sample in samples))
    return every | {singular(word) for word in every}


def company(samples: Iterable[Sample]) -> dict[str, set[tuple[int, str]]]:
    """By slot type, the telling words next to its slots, before (-1) or behind (1): "{count} people", "room {number}".

    Little words between are passed over, but no other slot.
    """
    found = defaultdict[str, set[tuple[int, str]]](set)
    for sample in samples:
        for at, part in enumerate(sample.parts):
            if isinstance(part, Slot):
                before, behind = reversed(sample.parts[:at]), sample.parts[at + 1 :]
                for side, parts in ((-1, before), (1, behind)):
                    word = next((one for one in parts if isinstance(one, Slot) or one not in FUNCTION_WORDS), None)
                    if isinstance(word, str):
                        found[part.type].add((side, singular(word)))
    return found


@dataclass(frozen=True, slots=True)
class Match:
    """A sample that fits the whole sentence: the hit each slot took, and the number of free words among them."""

    sample: Sample
    hits: tuple[tuple[Slot, Hit], ...]
    free_words: int = 0
    slips_left: int = 0

    @property
    def fillings(self) -> dict[str, Filling]:
        """The slots as they are filled."""
        return {slot.name: hit.values if slot.multiple else hit.values[0] for slot, hit in self.hits}

    @property
    def unlisted(self) -> str | None:
        """The slot that took words its type doesn't list, if one did."""
        free = (slot.name for slot, hit in self.hits if not amazon_types.is_read(slot.type) and not hit.matched)
        return next(free, None)

    @property
    def rank(self) -> tuple[int, int, int, int, int]:
        """Better matches sort first: fewer slips and free words, more literal words, fewer values, earlier sample."""
        return -self.slips_left, self.free_words, -len(self.sample.literals), len(self.hits), self.sample.order


def _without_determiners(sample: Sample) -> Sample:
    """The sample without a "my" or "the" before a slot: a value brings its own, whichever it is."""
    parts = sample.parts
    kept = tuple(
        part
        for at, part in enumerate(parts)
        if not (isinstance(part, str) and part in DETERMINERS and isinstance((*parts, "")[at + 1], Slot))
    )
    # A phrase is what it is, and its "my" is all that carries it.
    return sample if kept == parts or sample.phrase else Sample(sample.intent, kept, sample.order)


@dataclass(slots=True)
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    slots: dict[str, tuple[Slot, "_Node"]] = field(default_factory=dict)
    ends: list[Sample] = field(default_factory=list)


class SampleTree:
    """Samples matched word by word; slots must hold a value of their type."""

    def __init__(self, samples: Iterable[Sample], *, phrases: bool = False) -> None:
        """Plant the samples; those with a phrase slot are for `speech.phrases`, unless `phrases` are wanted."""
        self._root = _Node()
        for sample in samples:
            if sample.parts and (phrases or sample.phrase is None):
                self._plant(sample)
                short = _without_determiners(sample)
                if short is not sample:
                    self._plant(short)

    def _plant(self, sample: Sample) -> None:
        node = self._root
        for part in sample.parts:
            if isinstance(part, str):
                node = node.words.setdefault(part, _Node())
            else:
                # The same name may have another type in another intent.
                key = f"{part.name} {part.type} {part.multiple}"
                node = node.slots.setdefault(key, (part, _Node()))[1]
        node.ends.append(sample)

    def matches(self, spots: Spots, *, unlisted: bool = False, slips: int = 0, bare: bool = False) -> list[Match]:
        """All samples that fit the whole sentence, best first.

        With `unlisted` one slot of each may hold words its type doesn't list, as Alexa lets them. With `slips` that
        many words may be missing, too many or misspelt. With `bare` free words need no literal word beside them.
        """
        walk = _Walk(spots, bare)
        best: dict[int, Match] = {}
        allowed = _Allowed(unlisted=int(unlisted), slips=slips)
        for match in sorted(walk.on(self._root, 0, (), allowed), key=lambda match: match.rank):
            best.setdefault(match.sample.order, match)
        return list(best.values())


class _Allowed(NamedTuple):
    """What may still differ: slots of Amazon's lists, slots with unlisted words, slips; and the free words so far."""

    lists: int = 3
    unlisted: int = 0
    slips: int = 0
    free: int = 0


_Hits = tuple[tuple[Slot, Hit], ...]


class _Walk:
    """One sentence on its way through the tree."""

    def __init__(self, spots: Spots, bare: bool) -> None:
        self._spots = spots
        self._bare = bare
        self._words = spots.heard.words
        self._steps_left = _MOST_STEPS

    def on(self, node: _Node, at: int, hits: _Hits, allowed: _Allowed) -> Iterator[Match]:
        """Every way from `node` and word `at` on to the end of a sample."""
        self._steps_left -= 1
        if self._steps_left < 0:
            return
        if at == len(self._words):
            for sample in node.ends:
                # Free words alone are no match: "{city}" would take every sentence.
                if not allowed.free or sample.literals or self._bare:
                    valued = tuple((slot, _valued(self._spots, hit)) for slot, hit in hits)
                    yield Match(sample, valued, allowed.free, allowed.slips)
        elif self._words[at].norm in node.words:
            yield from self.on(node.words[self._words[at].norm], at + 1, hits, allowed)
        if at < len(self._words):
            yield from self._into_slots(node, at, hits, allowed)
        if allowed.slips:
            yield from self._slipping(node, at, hits, allowed._replace(slips=allowed.slips - 1))

    def _into_slots(self, node: _Node, at: int, hits: _Hits, allowed: _Allowed) -> Iterator[Match]:
        for slot, child in node.slots.values():
            listed = self._spots.lists_at(slot.type, at) if slot.multiple else self._spots.at(slot.type, at)
            for hit in listed:
                yield from self.on(child, hit.end, (*hits, (slot, hit)), allowed)
            if amazon_types.is_free(slot.type) or slot.type == PHRASE_TYPE:
                rest = allowed._replace(lists=allowed.lists - 1)
            else:
                rest = allowed._replace(unlisted=allowed.unlisted - 1)
            if min(rest.lists, rest.unlisted) < 0 or self._words[at].joined:
                continue
            taken = {hit.end for hit in listed}
            known = self._known(slot.type)
            a_name = amazon_types.is_free(slot.type) or amazon_types.is_read(slot.type)
            longest = _MOST_FREE_SIGNS if is_unspaced(self._words[at].norm) else _MOST_FREE
            if slot.type == PHRASE_TYPE:
                longest = len(self._words)
            for end in range(min(len(self._words), at + longest), at, -1):
                if a_name and any(word.norm in NO_NAME for word in self._words[at:end]):
                    continue  # "tom to the game" is no first name, nor is "in bristol" a day
                # Words around a listed value are no value of their own: "me a dinghy" is a dinghy.
                if end not in taken and not any(at < hit.end <= end for hit in known):
                    # Most of these lead nowhere: what the words resolve to is worked out where a sample ends.
                    raw = Hit(slot.type, at, end, ())
                    yield from self.on(child, end, (*hits, (slot, raw)), rest._replace(free=rest.free + end - at))

    def _known(self, type_name: str) -> list[Hit]:
        """The values of a type in the sentence: those read, and listed ones that mean something wherever they stand."""
        if type_name == PHRASE_TYPE:
            return []
        read = amazon_types.is_read(type_name)
        return [hit for hit in self._spots.longest(type_name) if read or self._spots.telling(hit)]

    def _slipping(self, node: _Node, at: int, hits: _Hits, allowed: _Allowed) -> Iterator[Match]:
        for word, child in node.words.items():
            yield from self.on(child, at, hits, allowed)  # left out
            if at < len(self._words) and len(word) > 2 and one_slip(self._words[at].norm, word):
                yield from self.on(child, at + 1, hits, allowed)
        if at < len(self._words):
            yield from self.on(node, at + 1, hits, allowed)  # one too many


def _valued(spots: Spots, hit: Hit) -> Hit:
    return hit if hit.values else replace(hit, values=(spots.resolved(hit.type, hit.start, hit.end),))
