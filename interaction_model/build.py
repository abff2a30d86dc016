"""Sources of a locale -> Alexa's interaction model JSON, the same bytes every time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hassil.expression import Sentence

from interaction_model.faults import Fault, ModelError, Place
from interaction_model.regional_words import RegionalWords
from interaction_model.sources import CONTENT, HERE, IntentSource, Sources, locales, read_sources
from interaction_model.spoken_forms import spoken_forms
from interaction_model.templates import Template, parse_rules, samples_of
from interaction_model.thinning import thinned
from interaction_model.words import Section

BUILT = HERE / "built"

#: Alexa's model as JSON: {"interactionModel": {"languageModel": ..., "dialog": ..., "prompts": [...]}}.
Model = dict[str, Any]


@dataclass(frozen=True)
class Built:
    """A model, and where its parts were written.

    `places` knows an intent by (name,), a sample by (intent, sample), one of a slot being elicited by
    (intent, slot, sample), a type by (name,) and its values by (type, id), the invocation name by ("invocationName",),
    the dialog model by ("dialog",), a slot in it by ("dialog", intent, slot), and a prompt by ("prompts", id).
    """

    locale: str
    model: Model
    places: dict[tuple[str, ...], Place]


def build(sources: Sources) -> Built:
    """Build one locale's model. Raises ModelError with every fault that leaves no model to judge."""
    faults: list[Fault] = []
    named = {
        "invocation_name": "invocationName",
        "fallback_sensitivity": "fallbackIntentSensitivity",
        "dialog": "dialog",
    }
    places: dict[tuple[str, ...], Place] = {(named[each],): sources.settings[each] for each in named}
    intents = [_intent(sources.intents[name], sources, places, faults) for name in sorted(sources.intents)]
    if faults:
        raise ModelError(faults)
    language_model = {
        "invocationName": sources.invocation_name,
        "modelConfiguration": {"fallbackIntentSensitivity": {"level": sources.fallback_sensitivity}},
        "intents": intents,
        "types": _types(sources, places),
    }
    dialog, prompts = _dialog(sources, intents, places)
    whole = {"languageModel": language_model, "dialog": dialog, "prompts": prompts}
    return Built(sources.locale, {"interactionModel": whole}, places)


def render(model: Model) -> str:
    """The model as the file holds it: one sample a line, so that a change reads as the lines it changed."""
    return json.dumps(model, indent=1, ensure_ascii=False) + "\n"


def write_all(folder: Path = HERE, content: Path = CONTENT, out: Path = BUILT) -> list[Path]:
    """Build every locale into `out` and return the files written. Raises ModelError."""
    models = {locale: render(build(read_sources(locale, folder, content)).model) for locale in locales(folder)}
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for locale, text in models.items():
        written.append(out / f"{locale}.json")
        written[-1].write_text(text, encoding="utf-8")
    return written


def slots_in(sample: str) -> list[str]:
    """The names of the slots of a sample, in its order."""
    return [part.split("}")[0] for part in sample.split("{")[1:]]


def _intent(
    source: IntentSource, sources: Sources, places: dict[tuple[str, ...], Place], faults: list[Fault]
) -> dict[str, Any]:
    rules = parse_rules(sources.rules | source.rules, faults)
    places[(source.name,)] = source.place
    samples = _samples(source.templates, (source.name,), sources.regional, rules, places, faults)
    slot_samples = {
        slot: _samples(templates, (source.name, slot), sources.regional, rules, places, faults)
        for slot, templates in source.slot_templates.items()
    }
    used = {slot: places[(source.name, sample)] for sample in samples for slot in slots_in(sample)}
    used |= {slot: source.slot_templates[slot][0].place for slot in slot_samples if source.slot_templates[slot]}
    faults += [
        Fault(place, f"model.yaml has no slot '{slot}'") for slot, place in used.items() if slot not in sources.slots
    ]
    described: dict[str, Any] = {"name": source.name}
    if used:
        described["slots"] = [
            {"name": name, "type": slot.type_name} | ({"samples": slot_samples[name]} if slot_samples.get(name) else {})
            for name, slot in sources.slots.items()
            if name in used
        ]
    return described | {"samples": samples}


def _samples(
    templates: list[Template],
    owner: tuple[str, ...],
    regional: RegionalWords,
    rules: dict[str, Sentence],
    places: dict[tuple[str, ...], Place],
    faults: list[Fault],
) -> list[str]:
    # Built-in intents match exactly: a sample left out of one would never be heard.
    is_amazons = owner[0].startswith("AMAZON.")
    whole: list[list[str]] = []
    to_thin: list[list[str]] = []
    for template in templates:
        samples = samples_of(template, rules, faults)
        in_full = is_amazons or template.is_list(samples)
        (whole if in_full else to_thin).append(samples)
        for sample in samples:
            places.setdefault((*owner, sample), template.place)
    kept = thinned(whole, to_thin)
    elsewhere = {other: sample for sample in kept for other in regional.others(sample)}
    for other, sample in elsewhere.items():
        places.setdefault((*owner, other), places[(*owner, sample)])
    return sorted({*kept, *elsewhere})


def _types(sources: Sources, places: dict[tuple[str, ...], Place]) -> list[dict[str, Any]]:
    named = {slot.type_name: sources.words[slot.section] for slot in sources.slots.values() if slot.section}
    places |= {(slot.type_name,): slot.place for slot in sources.slots.values()}
    return [{"name": name, "values": _values(name, named[name], sources, places)} for name in sorted(named)]


def _values(
    type_name: str, section: Section, sources: Sources, places: dict[tuple[str, ...], Place]
) -> list[dict[str, Any]]:
    written = {phrase.text for phrases in section.phrases.values() for phrase in phrases}
    values = []
    for value_id, phrases in sorted(section.phrases.items()):
        places[(type_name, value_id)] = phrases[0].place
        said = [phrase.text for phrase in phrases]
        spoken = {*said, *(form for text in said for form in spoken_forms(text, sources.states))}
        # A form that words.yaml has itself belongs to the id it is written under, any other to the first that makes it.
        made = {*spoken, *(other for text in spoken for other in sources.regional.others(text))} - written
        written |= made
        own = sources.regional.own(said[0])
        name = own if own in made or own in said else said[0]
        values.append({"id": value_id, "name": {"value": name, "synonyms": sorted({*said, *made} - {name})}})
    return values


def _dialog(
    sources: Sources, intents: list[dict[str, Any]], places: dict[tuple[str, ...], Place]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    elicited = next((intent for intent in intents if intent["name"] == sources.dialog_intent), {})
    slots, prompts = [], []
    for slot in elicited.get("slots", []):
        prompt_id = f"Elicit.Slot.{sources.dialog_intent}.{slot['name']}"
        place = sources.slots[slot["name"]].place
        places |= {("dialog", sources.dialog_intent, slot["name"]): place, ("prompts", prompt_id): place}
        slots.append(
            {
                "name": slot["name"],
                "type": slot["type"],
                "elicitationRequired": True,
                "confirmationRequired": False,
                "prompts": {"elicitation": prompt_id},
            }
        )
        wording = sources.slots[slot["name"]].prompt or ""
        prompts.append({"id": prompt_id, "variations": [{"type": "PlainText", "value": wording}]})
    intent = {
        "name": sources.dialog_intent,
        "delegationStrategy": sources.delegation,
        "confirmationRequired": False,
        "prompts": {},
        "slots": slots,
    }
    return {"delegationStrategy": sources.delegation, "intents": [intent]}, prompts
