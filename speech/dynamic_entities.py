"""Dialog.UpdateDynamicEntities: values that a skill gives its slot types while it runs, beside those of its model.

From the answer that carries them on they are found in what is said, and a slot of their type gets a second authority,
`amzn1.er-authority.echo-sdk.dynamic.<skill id>.<type>`, with a status of its own. They outlive the session: Alexa keeps
them for half an hour, or until the skill replaces or clears them (so those who wrote about them; Amazon's own page has
a chapter on letting them end with the session). That an update of more than a hundred names is taken not at all is
unverified.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from speech.amazon_types import is_read
from speech.findings import Finding, refusal
from speech.model import PHRASE_TYPE, InteractionModel, ModelError, SlotType
from speech.spelling import Spelling
from speech.value_list import ValueList
from speech.words import words

UPDATE = "Dialog.UpdateDynamicEntities"
KEPT_SECONDS = 30 * 60.0
MOST_NAMES = 100

_REPLACE, _CLEAR = "REPLACE", "CLEAR"


@dataclass(frozen=True)
class DynamicEntities:
    """The values a skill gave at run time, each type once; without types it is what every session begins with."""

    types: tuple[SlotType, ...] = ()

    @cached_property
    def lists(self) -> Mapping[str, ValueList]:
        """The values by type, ready to be found (`SlotReader.with_entities`)."""
        return {slot_type.name: ValueList(slot_type) for slot_type in self.types}

    def correct(self, word: str, spelling: Spelling) -> str:
        """`word` as it was meant: `spelling` is the model's, but a word of these values is right as it stands."""
        if not self.types:
            return spelling.correct(word)
        if word in self._words or spelling.knows(word):
            return word
        corrected = spelling.correct(word)
        return corrected if corrected != word else self._spelling.correct(word)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for slot_type in self.types for name in _names(slot_type) for word in words(name))

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(self._words)


NO_ENTITIES = DynamicEntities()


class EntityMemory:
    """What one person's dynamic entities are at the moment, by a `clock` that counts seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """There are none to begin with."""
        self._clock = clock
        self._kept = NO_ENTITIES
        self._until = 0.0

    def current(self) -> DynamicEntities:
        """The entities that still count."""
        if self._clock() >= self._until:
            self._kept = NO_ENTITIES
        return self._kept

    def take_up(self, response: Mapping[str, Any], model: InteractionModel) -> None:
        """Takes the updates of a `response` that broke no fatal rule; each counts half an hour from now."""
        for _, directive in _updates(response):
            types = [] if directive["updateBehavior"] == _CLEAR else _slot_types(directive)
            if sum(len(_names(slot_type)) for slot_type in types) <= MOST_NAMES:
                usable = [slot_type for slot_type in types if _takes_values(slot_type.name, model)]
                self._kept, self._until = DynamicEntities(_merged(usable)), self._clock() + KEPT_SECONDS


def entity_findings(response: Mapping[str, Any], model: InteractionModel) -> Iterator[Finding]:
    """What Alexa would refuse or never use in the updates of `response`."""
    for position, directive in _updates(response):
        yield from _findings(directive, f"response.directives[{position}]", model)


def _findings(directive: Mapping[str, Any], place: str, model: InteractionModel) -> Iterator[Finding]:
    behavior = directive.get("updateBehavior")
    if behavior not in (_REPLACE, _CLEAR):
        yield refusal("update_behavior", f"{place}.updateBehavior", "neither REPLACE nor CLEAR")
        return
    if behavior == _CLEAR:
        return
    if not isinstance(directive.get("types"), list):
        yield refusal("dynamic_entities_shape", f"{place}.types", "not a list of types")
        return
    try:
        slot_types = _slot_types(directive)
    except ModelError as fault:
        yield refusal("dynamic_entities_shape", place, str(fault))
        return
    for at, slot_type in enumerate(slot_types):
        if not _takes_values(slot_type.name, model):
            said = f"no slot that can take listed values has the type {slot_type.name}: Alexa never uses these"
            yield Finding("dynamic_entities_type", f"{place}.types[{at}].name", said)
    names = sum(len(_names(slot_type)) for slot_type in slot_types)
    if names > MOST_NAMES:
        said = f"{names} values and synonyms, more than {MOST_NAMES}: Alexa takes none of them"
        yield Finding("dynamic_entities_limit", f"{place}.types", said)


def _updates(response: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    directives = response.get("directives")
    for position, directive in enumerate(directives if isinstance(directives, list) else ()):
        if isinstance(directive, dict) and directive.get("type") == UPDATE:
            yield position, directive


def _slot_types(directive: Mapping[str, Any]) -> list[SlotType]:
    return [SlotType.from_json(listed, f"types[{at}]") for at, listed in enumerate(directive["types"])]


def _names(slot_type: SlotType) -> list[str]:
    return [name for value in slot_type.values for name in (value.value, *value.synonyms)]


def _takes_values(type_name: str, model: InteractionModel) -> bool:
    used = any(slot.type == type_name for intent in model.intents.values() for slot in intent.slots.values())
    return used and type_name != PHRASE_TYPE and not is_read(type_name)


def _merged(types: Iterable[SlotType]) -> tuple[SlotType, ...]:
    """Each type once, with all the values given for it."""
    merged: dict[str, SlotType] = {}
    for slot_type in types:
        before = merged.get(slot_type.name)
        merged[slot_type.name] = SlotType(slot_type.name, (before.values if before else ()) + slot_type.values)
    return tuple(merged.values())
