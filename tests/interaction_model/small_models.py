"""Models in a few lines: samples by intent, and the wordings of a slot by id. The slot {part} has the type Part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from interaction_model.build import Model, slots_in

_AMAZONS = {"description": "AMAZON.SearchQuery", "duration": "AMAZON.DURATION"}


def model_of(
    samples: Mapping[str, Sequence[str]], values: Mapping[str, Mapping[str, Sequence[str]]], dialog: Sequence[str] = ()
) -> Model:
    """The model of those intents; `values` is {slot: {id: [name, synonym ...]}}, `dialog` names those of the dialog."""
    intents: list[dict[str, Any]] = []
    for name, said in samples.items():
        slots = sorted({slot for sample in said for slot in slots_in(sample)})
        typed = [{"name": slot, "type": _AMAZONS.get(slot, slot.capitalize())} for slot in slots]
        intents.append({"name": name, "slots": typed, "samples": [*said]})
    types = [
        {
            "name": slot.capitalize(),
            "values": [{"id": id_, "name": {"value": said[0], "synonyms": [*said[1:]]}} for id_, said in ids.items()],
        }
        for slot, ids in values.items()
    ]
    spoken = {"invocationName": "cramp coach", "intents": intents, "types": types}
    return {"interactionModel": {"languageModel": spoken, "dialog": {"intents": [{"name": name} for name in dialog]}}}
