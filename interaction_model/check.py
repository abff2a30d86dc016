"""Judges the models against Alexa's rules, our own, and the ids of the skill's content: all faults at once."""

from __future__ import annotations

import json
from pathlib import Path

from interaction_model.alexa_dialog import dialog_faults
from interaction_model.alexa_names import name_faults
from interaction_model.alexa_samples import sample_faults
from interaction_model.alexa_schema import SCHEMA, AlexaSchema
from interaction_model.alexa_types import sensitivity_faults, type_faults
from interaction_model.build import BUILT, Built, build, render
from interaction_model.conflicts import answer_faults, sentences_of, shared_faults
from interaction_model.content_ids import content_faults, read_ids
from interaction_model.coverage import coverage_faults
from interaction_model.covered import covered_faults
from interaction_model.faults import Fault, ModelError, Place
from interaction_model.judging import fault
from interaction_model.marked_yaml import shown
from interaction_model.meaning import meaning_faults
from interaction_model.sources import CONTENT, HERE, LANGUAGE, locales, read_sources

RULES = (
    *(name_faults, sample_faults, type_faults, sensitivity_faults, dialog_faults),
    *(meaning_faults, answer_faults),
)
LARGEST_MODEL = 1_500_000


def check(
    folder: Path = HERE, content: Path = CONTENT, built_folder: Path = BUILT, schema_file: Path = SCHEMA
) -> list[Fault]:
    """Every fault of every locale's model, sorted by place; an empty list when all is well.

    The model is judged as its sources build it, and where these are sound and the built file holds anything else, that
    file too. Amazon's own schema has its say where `schema_file` is there.
    """
    found: list[Fault] = []
    names: list[str] = []
    schema: AlexaSchema | None = None
    try:
        schema = AlexaSchema.read(schema_file)
        names = locales(folder)
    except ModelError as problem:
        found += problem.faults
    ids = read_ids(content, found)
    for locale in names:
        try:
            sources = read_sources(locale, folder, content)
            found += content_faults(sources.words, ids, content / "locales" / LANGUAGE / "words.yaml")
            built = build(sources)
            judged = judge(built, schema)
            found += [*coverage_faults(sources, built, ids), *judged]
            found += _file_faults(built_folder / f"{locale}.json", built, schema, alone=not judged)
        except ModelError as problem:
            found += problem.faults
    return sorted(set(found))


def judge(built: Built, schema: AlexaSchema | None = None) -> list[Fault]:
    """Every fault of one model by Alexa's rules and ours, content left aside; `built.places` may be empty.

    A model that the schema refuses is judged by the rules as far as they can read it.
    """
    found = [fault(built, each) for each in schema.faults(built.model)] if schema else []
    try:
        found += [fault(built, each) for rule in RULES for each in rule(built.model)]
        tree = sentences_of(built.model)
        found += [*shared_faults(built, tree), *covered_faults(built, tree)]
    except (AttributeError, KeyError, TypeError, ValueError):
        if not found:
            raise
    if len(render(built.model).encode()) > LARGEST_MODEL:
        found.append(Fault(Place(f"{built.locale}.json"), f"is larger than {LARGEST_MODEL} bytes"))
    return sorted(set(found))


def _file_faults(path: Path, fresh: Built, schema: AlexaSchema | None, *, alone: bool) -> list[Fault]:
    """A built file that is not current, and what is wrong in it where only it may be at fault (`alone`)."""
    place = Place(shown(path))
    try:
        text = path.read_text(encoding="utf-8")
        if text == render(fresh.model):
            return []
        stale = Fault(place, "is not what the sources build: run 'python -m interaction_model build'")
        old = Built(shown(path).removesuffix(".json"), json.loads(text), {})
        return [stale, *judge(old, schema)] if alone else [stale]
    except OSError as problem:
        return [Fault(place, f"can't be read: {problem.strerror}")]
    except (AttributeError, KeyError, TypeError, ValueError):
        return [Fault(place, "is not an interaction model")]
