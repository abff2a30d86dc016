"""Phrase slots (AMAZON.SearchQuery): a short carrier, and the rest of the sentence just as it was said."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from speech.model import Slot
from speech.samples import Sample
from speech.slots import SlotValue
from speech.spots import Spots
from speech.statements import is_statement
from speech.words import FUNCTION_WORDS, Sentence

# An intent with this many openings before its phrase slot is open to any other.
_MANY = 12
_MODALS = frozenset({"do", "does", "did", "can", "could", "should", "would", "shall", "may", "must", "to"})
_PERSONS = frozenset({"i", "you", "we", "they", "one"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence taken by a phrase slot; `carrier` counts the words of the sample around it.

    `telling` counts those of them that mean something: "remember that" says what is wanted, "my" doesn't.
    """

    intent: str
    slot: Slot
    value: SlotValue
    carrier: int
    telling: int = 0


class PhraseSamples:
    """The samples with a phrase slot, found by the first word of their carrier."""

    def __init__(self, samples: Iterable[Sample], types: Iterable[str]) -> None:
        """Samples without a phrase slot, or with another slot beside it (Alexa refuses those), are passed over."""
        self._by_start: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Sample]]] = defaultdict(list)
        self._alike: dict[tuple[str, ...], Sample] = {}
        self._types = types
        firsts: dict[str, Sample] = {}
        openings: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for sample in samples:
            if sample.phrase is None or len(sample.slots) > 1:
                continue
            at = sample.parts.index(sample.phrase)
            before, after = sample.literals[:at], sample.literals[at:]
            self._by_start[before[0] if before else ""].append((before, after, sample))
            firsts.setdefault(sample.intent, sample)
            if before and not after:
                openings[sample.intent].add(before)
            if before and not after:
                self._alike.setdefault(tuple(token for token, _ in _loosely(before)), sample)
        most = max(openings, key=lambda intent: len(openings[intent]), default=None)
        #: A sample of the intent that takes any opening; None where the model has no such intent.
        self.open = firsts[most] if most is not None and len(openings[most]) >= _MANY else None
        self._first = next(iter(firsts.values()), None)

    def take(self, heard: Sentence) -> Phrase | None:
        """The phrase behind the longest carrier that fits, the model's first among equals; None if none fits."""
        norms = heard.norms
        best: Phrase | None = None
        if not norms:
            return None
        for before, after, sample in sorted(
            self._by_start.get(norms[0], []) + self._by_start.get("", []), key=lambda entry: entry[2].order
        ):
            start, end = len(before), len(norms) - len(after)
            if start >= end or norms[:start] != before or norms[end:] != after or heard.words[start].joined:
                continue
            carrier = len(before) + len(after)
            telling = sum(word not in FUNCTION_WORDS for word in (*before, *after))
            if sample.phrase is not None and (best is None or carrier > best.carrier):
                best = Phrase(sample.intent, sample.phrase, SlotValue(heard.said(start, end)), carrier, telling)
        return best

    def take_alike(self, heard: Sentence) -> Phrase | None:
        """The phrase behind words that ask as a carrier does: "how to get rid of" as "how do i get rid of".

        Not where an intent is open to all words: it is told the whole sentence.
        """
        tokens = _loosely(heard.norms) if self.open is None else []
        for length in range(len(tokens) - 1, 1, -1):
            sample = self._alike.get(tuple(token for token, _ in tokens[:length]))
            start = tokens[length - 1][1]
            if sample is not None and sample.phrase is not None and not heard.words[start].joined:
                telling = sum(word not in FUNCTION_WORDS for word in heard.norms[:start])
                return Phrase(sample.intent, sample.phrase, SlotValue(heard.said(start)), length, telling)
        return None

    def take_unopened(self, spots: Spots) -> Phrase | None:
        """The whole sentence for an intent that has met so many openings that it takes one it has never met.

        Only where the sentence holds a value the model lists, or states something in two words of one: words that
        nothing connects with the skill stay out.
        """
        if self.open is None:
            return None
        listed = any(spots.telling(hit) for name in self._types for hit in spots.longest(name))
        connected = listed or (is_statement(spots.heard.norms) and spots.halves_a_value((), None))
        return _whole(self.open, spots.heard) if connected else None

    def take_all(self, heard: Sentence) -> Phrase | None:
        """The whole sentence as the phrase of the model's first phrase slot; None where the model has none."""
        return _whole(self._first, heard) if self._first is not None else None


def _loosely(norms: Sequence[str]) -> list[tuple[str, int]]:
    """Words with where each ends; what asks or allows is one and the same, with its person: "do i", "to"."""
    tokens: list[tuple[str, int]] = []
    at = 0
    while at < len(norms):
        asks = norms[at] in _MODALS
        end = at + (2 if asks and norms[at + 1 : at + 2] and norms[at + 1] in _PERSONS else 1)
        tokens.append(("~" if asks else norms[at], end))
        at = end
    return tokens


def _whole(sample: Sample, heard: Sentence) -> Phrase | None:
    return Phrase(sample.intent, sample.phrase, SlotValue(heard.said()), 0) if sample.phrase is not None else None
