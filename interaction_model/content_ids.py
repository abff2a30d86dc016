"""The model against the coach's content: slot types know only its ids, and every id of it can be said.

Content is read as data (skill/content/*.yaml); nothing of the skill is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interaction_model.faults import Fault, Place
from interaction_model.marked_yaml import Entry, read_yaml, shown
from interaction_model.words import Section

_BROAD_PARTS = {"leg", "arm", "trunk", "face", "chest"}
#: The relief for a place that nobody named.
_ANY_PLACE = "anywhere"
#: Yes/no findings that a condition affirms, by the condition's id.
_CONDITION_FOR = {"neuro": "known_neuro_diagnosis", "artery": "artery_risk", "pregnant": "pregnant"}


@dataclass(frozen=True)
class Ids:
    """Each slot's ids: all it may have, and those it must have so that the coach can be told them."""

    known: dict[str, set[str]]
    wanted: dict[str, dict[str, Place]]


def read_ids(content: Path, faults: list[Fault]) -> Ids:
    """The ids of all facts of the content, by the slot that carries them. Notes files that lack them."""
    causes = _section(content / "causes.yaml", "causes", faults)
    parts = _section(content / "causes.yaml", "subconditions", faults)
    remedies = _section(content / "remedies.yaml", "remedies", faults)
    findings = _section(content / "findings.yaml", "findings", faults)
    red_flags = _section(content / "red_flags.yaml", "red_flags", faults)
    relief = _places(_section(content / "relief.yaml", "relief", faults))
    yes_no = {name: place for name, (entry, place) in findings.items() if _answers(entry).keys() == {"yes", "no"}}
    wanted = {
        "body_part": _chosen(findings, "body_part"),
        "timing": _chosen(findings, "timing"),
        "medicine": _chosen(findings, "med_class"),
        "condition": _chosen(findings, "kidney_liver_thyroid_diabetes"),
        "cause": _places(causes) | _places(parts) | _places(remedies),
        "symptom": {name: at for name, at in yes_no.items() if name not in _CONDITION_FOR.values()}
        | _places(red_flags),
        "answer": {},
        "person": {},
        "record": {},
    }
    wanted["body_part"] |= {place: at for place, at in relief.items() if place != _ANY_PLACE} | wanted["body_part"]
    wanted["condition"] |= {ours: yes_no[finding] for ours, finding in _CONDITION_FOR.items() if finding in yes_no}
    also = {
        "body_part": _BROAD_PARTS,
        "medicine": {"other", "none"},
        "condition": {*_CONDITION_FOR, "none"},
        "symptom": {"cramp", "twitch", *yes_no},
        "answer": {"yes", "no", "unknown"},
        "person": {"self", "adult", "child"},
        "record": {"keep"},
    }
    known = {slot: {*ids} | also.get(slot, set()) for slot, ids in wanted.items()}
    return Ids(known, wanted)


def content_faults(words: dict[str, Section], ids: Ids, words_file: Path) -> list[Fault]:
    """Ids of words.yaml that the content does not have, and ids of the content that no phrase says."""
    faults = []
    for slot, known in ids.known.items():
        said = words[slot].phrases if slot in words else {}
        for value_id in sorted(said.keys() - known):
            faults.append(Fault(said[value_id][0].place, f"the content has no {slot} '{value_id}'"))
        for value_id, place in sorted(ids.wanted[slot].items()):
            if value_id not in said:
                message = f"'{value_id}' can't be said: {shown(words_file)} has no phrase for it under '{slot}'"
                faults.append(Fault(place, message))
        always = {"symptom": {"cramp", "twitch"}, "medicine": {"other"}, "body_part": _BROAD_PARTS}
        fixed = known if slot in ("answer", "person", "record") else always.get(slot, set())
        for value_id in sorted(fixed - said.keys()):
            faults.append(Fault(Place(shown(words_file)), f"'{value_id}' has no phrase under '{slot}'"))
    return faults


def _section(path: Path, key: str, faults: list[Fault]) -> dict[str, tuple[Entry, Place]]:
    root = read_yaml(path, faults)
    if root is None:
        return {}
    fields = root.mapped(faults)
    if key not in fields:
        faults.append(Fault(Place(shown(path)), f"has no '{key}'"))
        return {}
    entries = fields[key].mapped(faults)
    return {name: (entry, fields[key].keys[name]) for name, entry in entries.items()}


def _answers(entry: Entry) -> dict[str, Entry]:
    answers = (entry.fields or {}).get("answers")
    return (answers.fields or {}) if answers else {}


def _chosen(findings: dict[str, tuple[Entry, Place]], finding: str) -> dict[str, Place]:
    """The answers of a choice, each with its place; `none` is said with a plain no."""
    if finding not in findings:
        return {}
    entry = (findings[finding][0].fields or {}).get("answers")
    return {name: place for name, place in entry.keys.items() if name != "none"} if entry else {}


def _places(section: dict[str, tuple[Entry, Place]]) -> dict[str, Place]:
    return {name: place for name, (_, place) in section.items()}
