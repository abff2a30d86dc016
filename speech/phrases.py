"""Phrase slots (AMAZON.SearchQuery): a short carrier, and the rest of the sentence just as it was said."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from speech.model import Slot
from speech.samples import Sample
from speech.slots import SlotValue
from speech.words import Sentence


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence taken by a phrase slot; `carrier` counts the words of the sample around it."""

    intent: str
    slot: Slot
    value: SlotValue
    carrier: int


class PhraseSamples:
    """The samples with a phrase slot, found by the first word of their carrier."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        """Samples without a phrase slot, or with another slot beside it (Alexa refuses those), are passed over."""
        self._by_start: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Sample]]] = defaultdict(list)
        self._widest: Sample | None = None
        for sample in samples:
            if sample.phrase is None or len(sample.slots) > 1:
                continue
            at = sample.parts.index(sample.phrase)
            before, after = sample.literals[:at], sample.literals[at:]
            self._by_start[before[0] if before else ""].append((before, after, sample))
            self._widest = self._widest or sample

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
            if sample.phrase is not None and (best is None or carrier > best.carrier):
                best = Phrase(sample.intent, sample.phrase, SlotValue(heard.said(start, end)), carrier)
        return best

    def take_all(self, heard: Sentence) -> Phrase | None:
        """The whole sentence as the phrase of the model's first phrase slot; None where the model has none."""
        if self._widest is None or self._widest.phrase is None:
            return None
        return Phrase(self._widest.intent, self._widest.phrase, SlotValue(heard.said()), 0)
