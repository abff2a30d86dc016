"""What every rule of `check` shares: what it looks at and how it says what it found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from interaction_model.build import Built, Model
from interaction_model.faults import Fault, Place

#: What a rule found: the part of the model, named as `Built.places` names it (or any words of a JSON path), and why.
Found = tuple[tuple[str, ...], str]


def language_model(model: Model) -> dict[str, Any]:
    """The languageModel of a model, empty where it has none."""
    spoken: dict[str, Any] = model.get("interactionModel", {}).get("languageModel", {})
    return spoken


def samples_with_owner(model: Model) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every sample with its owner: (intent,) or, for a sample of a slot being elicited, (intent, slot)."""
    for intent in language_model(model).get("intents", []):
        for sample in intent.get("samples", []):
            yield (intent["name"],), sample
        for slot in intent.get("slots", []):
            for sample in slot.get("samples", []):
                yield (intent["name"], slot["name"]), sample


def fault(built: Built, found: Found) -> Fault:
    """The finding with the line it was written on, or with its path in the built file where no line is known."""
    part, message = found
    return Fault(where(built, part), message)


def where(built: Built, part: tuple[str, ...]) -> Place:
    """The line that a part of the model, or the nearest part around it, was written on; else its path in the file."""
    for length in range(len(part), 0, -1):
        if part[:length] in built.places:
            return built.places[part[:length]]
    return Place(f"{built.locale}.json" + "".join(f" > {step}" for step in part))
