"""How the interview asks, from `skill/content/questions.yaml`: compound questions, the last danger sign, the stakes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from skill.coach.knowledge import Condition, Finding, FollowUp, LastCheck
from skill.content_files import Node
from skill.faults import Fault


@dataclass(frozen=True)
class Asking:
    """What the coach's `Knowledge` takes from the file."""

    compounds: Mapping[str, tuple[str, ...]]
    last_checks: tuple[LastCheck, ...]
    follow_ups: tuple[FollowUp, ...]
    stakes: Mapping[str, float]
    taken_or_had: Mapping[str, tuple[str, str]]


def read_asking(
    root: Node, causes: Collection[str], findings: Mapping[str, Finding], flags: Collection[str], faults: list[Fault]
) -> Asking:
    """Read and check the file: every name is known, no finding is in two compounds, every cause has its stake."""
    compounds: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for id_, node in root.mapping("compounds"):
        node.only("covers", "sources")
        node.sources()
        covers = tuple(node.texts("covers"))
        if len(covers) < 2:
            node.fault("covers", "needs two findings or more")
        for finding in covers:
            if finding not in findings:
                node.fault("covers", f"{finding!r} is not a finding")
            elif finding in seen:
                node.fault("covers", f"{finding!r} is in two compounds")
            seen.add(finding)
        compounds[id_] = covers
    checks = [LastCheck(flag, when) for flag, when in _conditional(root, "before_answer", "flag", flags, "a red flag")]
    follow_ups = [
        FollowUp(finding, when) for finding, when in _conditional(root, "follow_ups", "finding", findings, "a finding")
    ]
    stakes = {}
    if root.has("stakes"):
        table = root.child("stakes")
        stakes = {cause: table.number(cause) for cause in table.names()}
    for cause in sorted(stakes.keys() ^ set(causes)):
        faults.append(Fault(root.file, f"stakes.{cause}", "is missing" if cause in causes else "is not a cause"))
    for cause, stake in stakes.items():
        if stake <= 0:
            faults.append(Fault(root.file, f"stakes.{cause}", "is a number above 0"))
    own = {}
    for name, node in root.mapping("taken_or_had"):
        for finding, answer in node.mapping_of_text(""):
            if finding not in findings or answer not in findings[finding].answers:
                node.fault(finding, f"{answer!r} is no answer of it")
            own[name] = (finding, answer)
    return Asking(compounds, tuple(checks), tuple(follow_ups), stakes, own)


def _conditional(
    root: Node, section: str, key: str, known: Collection[str], kind: str
) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    """What `section` lists under `key`, each with the conditions it is due on; a name that is not known is a fault."""
    for node in root.items(section):
        node.only(key, "when", "sources")
        node.sources()
        name = node.text(key)
        if name not in known:
            node.fault(key, f"{name!r} is not {kind}")
        when = tuple(Condition(finding, frozenset(answers)) for finding, answers in node.conditions("when"))
        yield name, when
