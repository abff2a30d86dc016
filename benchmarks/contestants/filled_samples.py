"""Samples with values put into their slots: the strings that a matcher compares with and a classifier learns from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from speech.model import PHRASE_TYPE, Intent, InteractionModel, Slot, TypeValue

_SLOT = re.compile(r"\{\s*(\w+)\s*\}")
# What people say for types whose values no model lists.
_UNLISTED = tuple(
    TypeValue(words)
    for words in ("ten minutes", "an hour", "about five minutes", "two days", "half an hour", "three weeks", "a month")
)


@dataclass(frozen=True, slots=True)
class FilledSample:
    """A sample as somebody would say it, with its intent and the id that stands in each slot.

    A phrase slot is left empty, as nothing of what may stand there is known: the text is its carrier then (`carrier`).
    """

    text: str
    intent: str
    slots: Mapping[str, tuple[str, ...]]
    carrier: bool = False


def filled_samples(model: InteractionModel, most: int) -> list[FilledSample]:
    """At most about `most` strings, the ids of each type spread over each sample. The same every time."""
    return _filled(model, [(intent, text) for intent in model.intents.values() for text in intent.samples], most)


def filled_answers(model: InteractionModel, intent: Intent, most: int) -> list[FilledSample]:
    """What answers a question for `intent`: its slots' samples filled, and every listed wording alone."""
    texts = [text for slot in intent.slots.values() for text in slot.samples]
    alone = [
        FilledSample(wording.lower(), intent.name, {slot.name: (value.id or value.value,)})
        for slot in intent.slots.values()
        for value in (model.types[slot.type].values if slot.type in model.types else ())
        for wording in _wordings(value)
    ]
    return alone + _filled(model, [(intent, text) for text in texts], most)


def _filled(model: InteractionModel, samples: Sequence[tuple[Intent, str]], most: int) -> list[FilledSample]:
    with_slots = sum(bool(_SLOT.search(text)) for _, text in samples)
    each = max(1, (most - len(samples) + with_slots) // max(1, with_slots))
    found: dict[tuple[str, str], FilledSample] = {}
    for place, (intent, text) in enumerate(samples):
        for filled in _fillings(model, intent, text, place, each):
            if filled.text:
                found.setdefault((filled.text, filled.intent), filled)
    return list(found.values())


def _fillings(model: InteractionModel, intent: Intent, text: str, place: int, each: int) -> Iterable[FilledSample]:
    """Up to `each` fillings of one sample: every sample and slot starts elsewhere in its values and their synonyms."""
    parts = _SLOT.split(text)
    slots = [intent.slots[name] for name in parts[1::2] if name in intent.slots]
    listed = {slot.name: _values(model, slot) for slot in slots}
    rounds = min(each, max((len(values) for values in listed.values()), default=1))
    for round_ in range(max(1, rounds)):
        words, ids = list(parts), dict[str, tuple[str, ...]]()
        for at in range(1, len(parts), 2):
            values = listed.get(parts[at])
            if not values:
                words[at] = "" if values is not None else parts[at]
                continue
            value = values[(round_ * max(1, len(values) // rounds) + 7 * place + 3 * at) % len(values)]
            wordings = _wordings(value)
            words[at] = wordings[(round_ + place) % len(wordings)]
            if value.id is not None:
                ids[parts[at]] = (value.id,)
        yield FilledSample(
            " ".join("".join(words).lower().split()), intent.name, ids, any(not values for values in listed.values())
        )


def _values(model: InteractionModel, slot: Slot) -> Sequence[TypeValue]:
    if slot.type == PHRASE_TYPE:
        return ()
    return model.types[slot.type].values if slot.type in model.types else _UNLISTED


def _wordings(value: TypeValue) -> tuple[str, ...]:
    return (value.value, *value.synonyms)
