"""What a skill's people are likely to say, as a small n-gram language model (ARPA) made of its interaction model.

Sentences are the samples with slot values put in, so that the ears expect the skill's own words in its own order.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle

from speech.model import PHRASE_TYPE, InteractionModel, Slot

# How Amazon's own types sound; enough of each to teach the ears their words.
_SPOKEN: dict[str, tuple[str, ...]] = {
    "AMAZON.NUMBER": (
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
        "twenty",
    ),
    "AMAZON.FOUR_DIGIT_NUMBER": ("one two three four", "five six seven eight", "nine zero one two", "twelve thirty"),
    "AMAZON.ORDINAL": ("first", "second", "third", "fourth", "fifth", "last"),
    "AMAZON.DATE": (
        "today", "tomorrow", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "next week", "this weekend", "next month", "last night", "this morning",
    ),
    "AMAZON.TIME": (
        "noon", "midnight", "three o'clock", "half past four", "quarter to six", "seven thirty", "in the evening",
        "ten in the morning", "two at night",
    ),
    "AMAZON.DURATION": (
        "ten minutes", "an hour", "half an hour", "two hours", "a couple of days", "three days", "a week", "two weeks",
        "thirty seconds", "a minute", "five minutes", "six months", "a year",
    ),
}  # fmt: skip
_ALWAYS = (
    "help", "stop", "cancel", "yes", "no", "yeah", "nope", "yes please", "no thanks", "repeat that", "say that again",
    "start over", "never mind", "next", "previous", "i don't know", "i'm not sure", "not really", "okay", "thank you",
    "stop it", "go back",
)  # fmt: skip
# Said so often that they count for as many sentences each.
_ALWAYS_WEIGHT = 20
_SLOT = re.compile(r"\{\s*(\w+)\s*\}")
_NOT_SPOKEN = re.compile(r"[^a-z' ]")
_BREAKS = re.compile(r"[-_]|\.(?=\s|$)")
# What is taken from every count to be left for words not seen in that place.
_DISCOUNT = 0.5
_START, _END = "<s>", "</s>"
_NEVER = -99.0

Gram = tuple[str, ...]


def likely_sentences(model: InteractionModel) -> Iterator[str]:
    """Every sample of the model with values in its slots, every value by itself, and ways to open the skill.

    What is said in every skill comes several times. Samples take turns with the values of a type, so that all values
    are heard of; nothing is drawn by chance.
    """
    name = model.invocation_name
    for _ in range(_ALWAYS_WEIGHT):
        yield from _ALWAYS
        yield from (f"{opening} {name}" for opening in ("open", "launch", "start", "talk to", "ask"))
    turns: dict[str, Iterator[str]] = {}
    for intent in model.intents.values():
        for sample in (*intent.samples, *(text for slot in intent.slots.values() for text in slot.samples)):
            slots = [intent.slots[found] for found in _SLOT.findall(sample) if found in intent.slots]
            if not any(slot.type == PHRASE_TYPE for slot in slots):
                for _ in range(3 if slots else 1):
                    yield _filled(sample, intent.slots.get, model, turns)
    for slot_type in model.types.values():
        for value in slot_type.values:
            yield from (value.value, *value.synonyms)


def _filled(
    sample: str, slot_of: Callable[[str], Slot | None], model: InteractionModel, turns: dict[str, Iterator[str]]
) -> str:
    def value(match: re.Match[str]) -> str:
        slot = slot_of(match.group(1))
        if slot is None:
            return match.group(1)
        if slot.type not in turns:
            listed = model.types.get(slot.type)
            wordings = [w for v in listed.values for w in (v.value, *v.synonyms)] if listed else []
            turns[slot.type] = cycle(wordings or _SPOKEN.get(slot.type, ("something",)))
        return next(turns[slot.type])

    return _SLOT.sub(value, sample)


def spoken_words(text: str) -> Gram:
    """`text` as a pronunciation dictionary spells it: lower case words with their apostrophes."""
    plain = _BREAKS.sub(" ", text.lower().replace("\u2019", "'"))
    return tuple(_NOT_SPOKEN.sub("", plain).split())


def arpa(sentences: Iterable[Gram], order: int = 3) -> str:
    """A back-off model of the sentences with absolute discounting, in the ARPA format. Raises ValueError for none."""
    counts: list[Counter[Gram]] = [Counter() for _ in range(order)]
    for sentence in sentences:
        marked = (_START, *sentence, _END)
        for size in range(1, order + 1):
            counts[size - 1].update(marked[at : at + size] for at in range(len(marked) - size + 1))
    if not counts[0]:
        raise ValueError("no sentences to make a language model of")
    probabilities = [_unigrams(counts[0])]
    backoffs: list[dict[Gram, float]] = []
    for size in range(1, order):
        found, left = _discounted(counts[size], probabilities)
        probabilities.append(found)
        backoffs.append(left)
    return _written(probabilities, backoffs)


def _unigrams(counts: Counter[Gram]) -> dict[Gram, float]:
    total = sum(count for gram, count in counts.items() if gram != (_START,))
    return {gram: 0.0 if gram == (_START,) else count / total for gram, count in sorted(counts.items())}


def _discounted(counts: Counter[Gram], lower: list[dict[Gram, float]]) -> tuple[dict[Gram, float], dict[Gram, float]]:
    totals: dict[Gram, int] = defaultdict(int)
    follows: dict[Gram, list[Gram]] = defaultdict(list)
    for gram, count in sorted(counts.items()):
        totals[gram[:-1]] += count
        follows[gram[:-1]].append(gram)
    found = {gram: (count - _DISCOUNT) / totals[gram[:-1]] for gram, count in sorted(counts.items())}
    backoffs = {}
    for history, grams in follows.items():
        kept = 1 - sum(found[gram] for gram in grams)
        covered = sum(lower[-1].get(gram[1:], 0.0) for gram in grams)
        backoffs[history] = kept / max(1 - covered, 1e-6)
    return found, backoffs


def _written(probabilities: list[dict[Gram, float]], backoffs: list[dict[Gram, float]]) -> str:
    lines = ["\\data\\", *(f"ngram {size}={len(grams)}" for size, grams in enumerate(probabilities, 1))]
    for size, grams in enumerate(probabilities, 1):
        lines += ["", f"\\{size}-grams:"]
        for gram, probability in grams.items():
            backoff = backoffs[size - 1].get(gram) if size <= len(backoffs) else None
            tail = "" if backoff is None else f"\t{math.log10(max(backoff, 1e-9)):.4f}"
            lines.append(f"{math.log10(probability) if probability else _NEVER:.4f}\t{' '.join(gram)}{tail}")
    return "\n".join([*lines, "", "\\end\\", ""])
