"""A locale's sources: its YAML folders, the language's own and what the locale adds to it.

model.yaml holds the invocation name, the slots, the dialog; rules.yaml the rules all templates share; builtins.yaml the
samples of Amazon's intents; every other file is one intent. A locale's folder (en-GB) holds only what differs from the
language's (en): its samples come on top, its settings in model.yaml take the place of the language's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from interaction_model.faults import Fault, ModelError, Place
from interaction_model.marked_yaml import Entry, read_yaml, shown
from interaction_model.regional_words import RegionalWords, read_regional_words
from interaction_model.templates import Template
from interaction_model.words import Section, read_words

HERE = Path(__file__).resolve().parent
CONTENT = HERE.parent / "skill" / "content"
LANGUAGE = "en"


@dataclass(frozen=True)
class Slot:
    """A slot's type, the section of words.yaml its values come from, and the prompt of the dialog model."""

    name: str
    type_name: str
    place: Place
    section: str | None = None
    prompt: str | None = None


@dataclass
class IntentSource:
    """One intent: its sentence templates, its own rules, and templates of what fills a slot being elicited."""

    name: str
    place: Place
    templates: list[Template] = field(default_factory=list)
    slot_templates: dict[str, list[Template]] = field(default_factory=dict)
    rules: dict[str, Template] = field(default_factory=dict)


@dataclass
class Sources:
    """All that one locale's model is built from; `settings` tells where each setting of model.yaml was written."""

    locale: str
    invocation_name: str
    fallback_sensitivity: str
    dialog_intent: str
    delegation: str
    slots: dict[str, Slot]
    intents: dict[str, IntentSource]
    rules: dict[str, Template]
    words: dict[str, Section]
    regional: RegionalWords
    states: frozenset[str]
    settings: dict[str, Place]


def locales(folder: Path = HERE) -> list[str]:
    """The locales to build, as the language's model.yaml lists them. Raises ModelError."""
    faults: list[Fault] = []
    settings = _settings(folder / LANGUAGE / "model.yaml", faults)
    listed = settings.get("locales")
    names = [name for name, _ in listed.texts(faults)] if listed else []
    if not names:
        faults.append(Fault(Place(shown(folder / LANGUAGE / "model.yaml")), "lists no locales"))
    if faults:
        raise ModelError(faults)
    return names


def read_sources(locale: str, folder: Path = HERE, content: Path = CONTENT) -> Sources:
    """Read everything one locale is built from; `content` is the skill's content folder, read as data.

    Raises ModelError with every fault found.
    """
    faults: list[Fault] = []
    here = [place for place in (folder / LANGUAGE, folder / locale) if place.is_dir()]
    settings: dict[str, Entry] = {}
    for layer in here:
        if layer.name == LANGUAGE or (layer / "model.yaml").exists():
            settings |= _settings(layer / "model.yaml", faults)
    slots = _slots(settings, faults)
    dialog = settings["dialog"].mapped(faults) if "dialog" in settings else {}
    states = settings["states"].texts(faults) if "states" in settings else ()
    sections = {slot.section for slot in slots.values() if slot.section}
    spoken = [content / "locales" / name for name in (LANGUAGE, locale)]
    sources = Sources(
        locale=locale,
        invocation_name=_setting(settings, "invocation_name", here[0], faults),
        fallback_sensitivity=_setting(settings, "fallback_sensitivity", here[0], faults),
        dialog_intent=_setting(dialog, "intent", here[0], faults),
        delegation=_setting(dialog, "delegation", here[0], faults),
        slots=slots,
        intents={},
        rules={},
        regional=read_regional_words(spoken[0] / "regional.yaml", locale, faults),
        states=frozenset(state for state, _ in states),
        settings={name: entry.place for name, entry in settings.items()},
        words=read_words(
            [spoken[0], *(path for path in spoken[1:] if (path / "words.yaml").exists())], sections, faults
        ),
    )
    for layer in here:
        _read_layer(layer, sources, faults)
    if faults:
        raise ModelError(faults)
    return sources


def _settings(path: Path, faults: list[Fault]) -> dict[str, Entry]:
    root = read_yaml(path, faults)
    return root.mapped(faults) if root else {}


def _setting(settings: dict[str, Entry], key: str, folder: Path, faults: list[Fault]) -> str:
    if key not in settings:
        faults.append(Fault(Place(shown(folder / "model.yaml")), f"'{key}' is missing"))
        return ""
    return settings[key].words(faults) or ""


def _slots(settings: dict[str, Entry], faults: list[Fault]) -> dict[str, Slot]:
    slots = {}
    for name, entry in (settings["slots"].mapped(faults) if "slots" in settings else {}).items():
        told = {key: value.words(faults) for key, value in entry.mapped(faults).items()}
        type_name = told.get("type")
        if type_name is None:
            faults.append(Fault(entry.place, f"slot '{name}' has no type"))
            continue
        slots[name] = Slot(name, type_name, entry.place, told.get("words"), told.get("prompt"))
    return slots


def _read_layer(layer: Path, sources: Sources, faults: list[Fault]) -> None:
    for path in sorted(layer.glob("*.yaml")):
        if path.name == "model.yaml":
            continue
        root = read_yaml(path, faults)
        if root is None:
            continue
        fields = root.mapped(faults)
        if path.name == "rules.yaml":
            sources.rules |= _templates_by_name(root, faults)
        elif path.name == "builtins.yaml":
            for name, entry in fields.items():
                _intent(sources, name, root.keys[name]).templates.extend(_templates(entry, faults))
        else:
            _read_intent(root, fields, path, sources, faults)


def _read_intent(root: Entry, fields: dict[str, Entry], path: Path, sources: Sources, faults: list[Fault]) -> None:
    name = fields["intent"].words(faults) if "intent" in fields else None
    if name != path.stem:
        faults.append(Fault(root.place, f"the file of one intent is called after it: 'intent: {path.stem}' is wanted"))
        return
    for key in sorted(fields.keys() - {"intent", "sentences", "slot_sentences", "rules"}):
        faults.append(Fault(root.keys[key], f"'{key}' is no part of an intent's file"))
    intent = _intent(sources, name, root.place)
    if "sentences" in fields:
        intent.templates.extend(_templates(fields["sentences"], faults))
    if "rules" in fields:
        intent.rules |= _templates_by_name(fields["rules"], faults)
    for slot, entry in (fields["slot_sentences"].mapped(faults) if "slot_sentences" in fields else {}).items():
        intent.slot_templates.setdefault(slot, []).extend(_templates(entry, faults))


def _intent(sources: Sources, name: str, place: Place) -> IntentSource:
    return sources.intents.setdefault(name, IntentSource(name, place))


def _templates(entry: Entry, faults: list[Fault]) -> list[Template]:
    return [Template(text, place) for text, place in entry.texts(faults)]


def _templates_by_name(entry: Entry, faults: list[Fault]) -> dict[str, Template]:
    told = {name: (body.words(faults), body.place) for name, body in entry.mapped(faults).items()}
    return {name: Template(text, place) for name, (text, place) in told.items() if text is not None}
