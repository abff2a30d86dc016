"""hassil's recogniser: the model's samples as its sentence templates, slots as its lists.

It matches whole sentences and says yes or no. So that it sees more than exact samples, it drops hesitations, may let
any words stand before and after a sample of three parts or more, and reads an answer inside a longer one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from hassil import Intents, RecognizeResult, recognize_best

from benchmarks.contestants import Guess, Reading
from benchmarks.contestants.phrase_carriers import PhraseCarriers
from speech.model import PHRASE_TYPE, Intent, InteractionModel
from speech.words import HESITATIONS

_SLOT = re.compile(r"\{\s*([\w:]+)\s*\}")
# Shorter samples with any words around them would take nearly every sentence.
_PARTS = 3
_ANY = "any_words"
_COUNT = "count"
_DURATION = (
    f"[about|around|maybe|just|only] ({{{_COUNT}}}|a|an|half an|a few|a couple of|several) "
    "(second|minute|hour|day|night|week|month|year)[s]"
)
_SOFTENERS = ["well", "so", "like", "oh", "please", "you know", "i mean", "honestly"]


class HassilRecogniser:
    """`recognize_best` over everything but the phrase samples, which come last, as with the speaker."""

    variants = ("samples as they are", "any words around samples")

    def __init__(self, model: InteractionModel) -> None:
        self._carriers = PhraseCarriers(model)
        self._lists = _lists(model)
        intents = model.intents.values()
        own = [intent for intent in intents if not intent.built_in]
        self._exact = self._intents({intent.name: _templates(intent, intent.samples) for intent in intents})
        self._loose = self._intents({intent.name: _surrounded(_templates(intent, intent.samples)) for intent in own})
        asked = [model.intents[name] for name in model.dialog]
        self._answers = {intent.name: self._answering(intent) for intent in asked}
        self._inside = {
            (intent.name, slot): self._intents({intent.name: _surrounded(_templates(intent, [f"{{{slot}}}"]), parts=1)})
            for intent in asked
            for slot in intent.slots
        }

    def read(self, say: str, asked: str | None, variant: str) -> Reading:
        """The best match; how sure it is of it is the share of the sentence that no wildcard took."""
        otherwise = self._carriers.otherwise(say, asked)
        if asked is not None and otherwise.intent is not None:
            answer = recognize_best(say, self._answers[otherwise.intent], best_slot_name=asked) or recognize_best(
                say, self._inside[otherwise.intent, asked]
            )
            if answer is not None:
                return Reading(_guess(answer), 1.0, _guess(answer))
        found = recognize_best(say, self._exact)
        if found is None and variant == self.variants[1]:
            found = recognize_best(say, self._loose)
        if found is None:
            return Reading(otherwise, 0.0, otherwise)
        wild = sum(len(entity.text) for entity in found.entities_list if entity.is_wildcard)
        return Reading(_guess(found), 1 - wild / max(1, len(say)), otherwise)

    def _answering(self, intent: Intent) -> Intents:
        """What answers a question for the intent: its samples, its slots' samples, each slot's value alone."""
        samples = list(intent.samples)
        for slot in intent.slots.values():
            samples += [*slot.samples, f"{{{slot.name}}}"]
        return self._intents({intent.name: _templates(intent, samples)})

    def _intents(self, templates: Mapping[str, Sequence[str]]) -> Intents:
        return Intents.from_dict(
            {
                "language": "en",
                "intents": {name: {"data": [{"sentences": texts}]} for name, texts in templates.items() if texts},
                "lists": self._lists,
                "skip_words": sorted(HESITATIONS) + _SOFTENERS,
            }
        )


def _templates(intent: Intent, samples: Iterable[str]) -> list[str]:
    """Samples in hassil's grammar; those with a phrase slot are left to the carriers."""
    return [
        _SLOT.sub(lambda brace: _reference(intent, brace[1]), sample)
        for sample in dict.fromkeys(samples)
        if PHRASE_TYPE not in {intent.slots[name].type for name in _SLOT.findall(sample) if name in intent.slots}
    ]


def _surrounded(templates: Iterable[str], parts: int = _PARTS) -> list[str]:
    """Templates of at least so many parts, with any words around them."""
    return [
        f"[{{{_ANY}:before}}] {template} [{{{_ANY}:after}}]"
        for template in templates
        if len(_SLOT.sub("x", template).split()) >= parts
    ]


def _reference(intent: Intent, name: str) -> str:
    return f"{{{_list_name(intent.slots[name].type)}:{name}}}" if name in intent.slots else name


def _list_name(type_: str) -> str:
    return type_.replace(".", "_")


def _lists(model: InteractionModel) -> dict[str, Any]:
    """Each slot type as a list from wording to id; Amazon's own types, whose values nobody lists, take any words."""
    types = {slot.type for intent in model.intents.values() for slot in intent.slots.values()}
    lists: dict[str, Any] = {_list_name(type_): {"wildcard": True} for type_ in sorted(types)}
    for type_ in model.types.values():
        lists[_list_name(type_.name)] = {
            "values": [
                {"in": wording, "out": value.id or value.value}
                for value in type_.values
                for wording in (value.value, *value.synonyms)
            ]
        }
    lists["AMAZON_DURATION"] = {"values": [{"in": _DURATION, "out": "duration"}]}
    return lists | {_ANY: {"wildcard": True}, _COUNT: {"range": {"from": 1, "to": 100}}}


def _guess(found: RecognizeResult) -> Guess:
    listed = [entity for entity in found.entities_list if not entity.is_wildcard and entity.name != _COUNT]
    return Guess(found.intent.name, {entity.name: (str(entity.value),) for entity in listed})


def load(model: Path) -> HassilRecogniser:
    """Write the templates and have hassil read them."""
    return HassilRecogniser(InteractionModel.load(model))
