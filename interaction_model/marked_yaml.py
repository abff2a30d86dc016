"""YAML read with the line of every key and value, so that every fault can name its line.

Nothing is converted: a scalar keeps the text that was written, and whoever needs words asks with `words()`, which
refuses an unquoted yes or no (YAML reads those as true and false), a number and an empty value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from interaction_model.faults import Fault, Place

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader  # the same, six times as fast
_TEXT_TAG = "tag:yaml.org,2002:str"


def shown(path: Path) -> str:
    """The path as faults show it: from the repository's top where it lies inside, else as given."""
    top = Path(__file__).resolve().parent.parent
    resolved = path.resolve()
    return resolved.relative_to(top).as_posix() if resolved.is_relative_to(top) else path.as_posix()


@dataclass(frozen=True)
class Entry:
    """One value of a YAML file: a scalar, a list or a mapping, with its place."""

    place: Place
    scalar: str | None = None
    is_text: bool = False
    items: list[Entry] | None = None
    fields: dict[str, Entry] | None = None
    keys: dict[str, Place] = field(default_factory=dict)

    def words(self, faults: list[Fault]) -> str | None:
        """The scalar as text, or None after noting why it is none."""
        if self.scalar is None:
            faults.append(Fault(self.place, "a text is wanted here, not a list or a mapping"))
        elif not self.is_text:
            faults.append(Fault(self.place, f"'{self.scalar}' is not text to YAML: put it in quotes"))
        elif not self.scalar.strip():
            faults.append(Fault(self.place, "the text is empty"))
        else:
            return self.scalar
        return None

    def listed(self, faults: list[Fault]) -> list[Entry]:
        """The items of a list; an empty list, after noting a fault, for anything else."""
        if self.items is None:
            faults.append(Fault(self.place, "a list is wanted here"))
            return []
        return self.items

    def mapped(self, faults: list[Fault]) -> dict[str, Entry]:
        """The fields of a mapping; an empty one, after noting a fault, for anything else."""
        if self.fields is None:
            faults.append(Fault(self.place, "a mapping is wanted here"))
            return {}
        return self.fields

    def texts(self, faults: list[Fault]) -> Iterator[tuple[str, Place]]:
        """Each text of a list with its place; faulty ones are noted and left out."""
        for item in self.listed(faults):
            text = item.words(faults)
            if text is not None:
                yield text, item.place


def read_yaml(path: Path, faults: list[Fault]) -> Entry | None:
    """Read one file; None after noting why it can't be read. A key that stands twice in a mapping is a fault."""
    name = shown(path)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except OSError as problem:
        faults.append(Fault(Place(name), f"can't be read: {problem.strerror}"))
        return None
    except UnicodeDecodeError:
        faults.append(Fault(Place(name), "is not UTF-8 text"))
        return None
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 0
        faults.append(Fault(Place(name, line), f"is not YAML: {problem.problem or problem.context}"))
        return None
    except yaml.YAMLError as problem:
        faults.append(Fault(Place(name), f"is not YAML: {str(problem).splitlines()[0]}"))
        return None
    if node is None:
        faults.append(Fault(Place(name), "is empty"))
        return None
    return _entry(node, name, faults)


def _entry(node: yaml.Node, name: str, faults: list[Fault]) -> Entry:
    place = Place(name, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return Entry(place, scalar=node.value, is_text=node.tag == _TEXT_TAG)
    if isinstance(node, yaml.SequenceNode):
        return Entry(place, items=[_entry(item, name, faults) for item in node.value])
    fields: dict[str, Entry] = {}
    keys: dict[str, Place] = {}
    for key_node, value_node in node.value:
        key_place = Place(name, key_node.start_mark.line + 1)
        key = _entry(key_node, name, faults).words(faults)
        if key is None:
            continue
        if key in fields:
            faults.append(Fault(key_place, f"'{key}' stands here a second time"))
            continue
        fields[key] = _entry(value_node, name, faults)
        keys[key] = key_place
    return Entry(place, fields=fields, keys=keys)
