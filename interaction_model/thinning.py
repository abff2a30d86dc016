"""As few samples as still teach what the templates say.

Written out in full, a dozen templates with four choices each make tens of thousands of samples that differ in little.
What a recogniser learns from them is which words stand next to which. So a short template is written out in full, and a
plain list of sentences too; of a long one its plainest sample is kept, and those that bring a pair of neighbouring
words the intent did not have yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import gcd

#: A template with at most so many samples is written out in full.
SHORT_TEMPLATE = 8


def thinned(whole: Sequence[Sequence[str]], long: Sequence[Sequence[str]]) -> list[str]:
    """The samples to keep of one intent's templates, each written out: all of `whole`, the telling ones of `long`."""
    kept: dict[str, None] = {}
    known = _Pairs()
    seen = 0
    plainest = [[min(samples, key=lambda sample: len(sample.split()))] for samples in long if samples]
    for samples in (*whole, *(each for each in long if len(each) <= SHORT_TEMPLATE), *plainest):
        kept |= dict.fromkeys(samples)
        for sample in samples:
            seen |= known.of(sample)
    waiting = [(sample, known.of(sample)) for samples in long for sample in _mixed(samples)]
    for wanted in (4, 3, 2, 1):  # those that bring most come first, so that fewer are needed
        waiting = [(sample, pairs) for sample, pairs in waiting if pairs & ~seen]
        for sample, pairs in waiting:
            if (pairs & ~seen).bit_count() >= wanted:
                kept[sample] = None
                seen |= pairs
    return list(kept)


class _Pairs:
    """Neighbouring words, with the sentence's two ends as words of their own; each pair is one bit of a number."""

    def __init__(self) -> None:
        self._bits: dict[tuple[str, str], int] = {}

    def of(self, sample: str) -> int:
        """The pairs of a sample, as the bits of one number."""
        pairs = 0
        for pair in pairwise(("", *sample.split(), "")):
            pairs |= self._bits.setdefault(pair, 1 << len(self._bits))
        return pairs


def _mixed(samples: Sequence[str]) -> Iterator[str]:
    """All samples, in an order in which neighbours differ in every choice: steps of about the golden ratio."""
    step = int(len(samples) * 0.618) | 1
    while gcd(step, len(samples)) > 1:
        step += 1
    return (samples[number * step % len(samples)] for number in range(len(samples)))
