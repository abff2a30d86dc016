"""Reads the facts, which are the same in every language: causes, findings, danger signs, remedies, whom to call.

Every fault of every file is noted with its file and key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skill.asking import Asking, read_asking
from skill.coach.knowledge import Answer, Cause, Condition, Finding, Level, RedFlag
from skill.coach.reading import BROAD_PLACES
from skill.content_files import ContentFiles, Node
from skill.faults import Fault
from skill.wording import Numbers

RATIOS = {"+++": 12.0, "++": 4.0, "+": 2.0, "-": 0.6, "--": 0.25, "---": 0.01}
"""Likelihood ratio by strength sign (brief, section 4: estimates)."""
DEFAULT_USUAL = {"yes": 0.25, "no": 0.75}
LEVELS = {level.id: level for level in Level}
LOOKED_INTO = frozenset({"chest"})
"""Places where a cramp is not eased before danger is ruled out."""
ADVICES = frozenset({"call", "hospital", "cool", "poison", "crisis", "today", "clot", "medicine", "dialysis", "child"})


@dataclass(frozen=True)
class Facts:
    """All that the content holds besides words."""

    causes: Mapping[str, Cause]
    """Without the number of their tips, which the words tell."""
    findings: Mapping[str, Finding]
    red_flags: Mapping[str, RedFlag]
    relief: frozenset[str]
    parts: frozenset[str]
    """Names that people use for a part of a cause."""
    remedies: frozenset[str]
    belonging: Mapping[str, str]
    """The cause that each part belongs to, and each remedy that belongs to one."""
    asking: Asking
    numbers: Mapping[str, Numbers]
    """Whom to call, by locale."""


def read_facts(files: ContentFiles, faults: list[Fault]) -> Facts:
    """The facts of a content folder, all checked."""
    about_causes = files.node("causes.yaml", faults)
    causes = _causes(about_causes, faults)
    parts, belonging = _named(about_causes, "subconditions", causes)
    remedies, remedy_of = _named(files.node("remedies.yaml", faults), "remedies", causes)
    faults += [
        Fault("remedies.yaml", f"remedies.{twice}", "is a part of a cause too") for twice in sorted(parts & remedies)
    ]
    about_causes.child("overview").sources()
    findings = _findings(files.node("findings.yaml", faults), causes, faults)
    red_flags = _red_flags(files.node("red_flags.yaml", faults), faults)
    relief = _relief(files.node("relief.yaml", faults), findings, faults)
    numbers = _numbers(files.node("emergency_numbers.yaml", faults))
    asking = read_asking(files.node("questions.yaml", faults), causes, findings, red_flags, faults)
    _check_conditions(causes, findings, red_flags, asking, faults)
    return Facts(causes, findings, red_flags, relief, parts, remedies, belonging | remedy_of, asking, numbers)


def _causes(root: Node, faults: list[Fault]) -> dict[str, Cause]:
    causes = {}
    for id_, node in root.mapping("causes"):
        node.only("prior", "sources", "never_first_unless", "only_if", "triage")
        prior = node.number("prior")
        if not 0 < prior < 1:
            node.fault("prior", "is a share between 0 and 1")
        causes[id_] = Cause(
            id=id_,
            prior=prior,
            sources=node.sources(),
            never_first_unless=_conditions(node, "never_first_unless"),
            only_if=_conditions(node, "only_if"),
            triage=LEVELS[node.choice("triage", LEVELS, "none")],
        )
    total = sum(cause.prior for cause in causes.values())
    if causes and abs(total - 1) > 0.001:
        faults.append(Fault(root.file, "causes", f"the priors add up to {total:.3f}; make them 1"))
    return causes


def _named(root: Node, section: str, causes: Mapping[str, Cause]) -> tuple[frozenset[str], dict[str, str]]:
    """The names of `section`, and the cause each belongs to; only remedies may have none."""
    found = {}
    names = set()
    for id_, node in root.mapping(section):
        node.only("cause", "sources")
        node.sources()
        names.add(id_)
        if section == "remedies" and not node.has("cause"):
            continue
        found[id_] = node.text("cause")
        if found[id_] not in causes:
            node.fault("cause", f"{found[id_]!r} is not a cause")
    return frozenset(names), found


def _findings(root: Node, causes: Mapping[str, Cause], faults: list[Fault]) -> dict[str, Finding]:
    findings = {}
    for id_, node in root.mapping("findings"):
        node.only("slot", "ask_if", "unless", "private", "several", "screens", "sources", "answers")
        answers = {}
        for answer, part in node.mapping("answers"):
            part.only("triage", "usual", "strengths")
            ratios = {}
            for cause, strength in part.mapping_of_text("strengths"):
                if cause not in causes:
                    part.fault(f"strengths.{cause}", "is not a cause")
                elif strength not in RATIOS:
                    part.fault(f"strengths.{cause}", f"{strength!r} is not one of {' '.join(RATIOS)}")
                else:
                    ratios[cause] = RATIOS[strength]
            level = part.choice("triage", LEVELS, "none")
            usual = part.number("usual") if part.has("usual") else DEFAULT_USUAL.get(answer, 1.0)
            answers[answer] = Answer(answer, ratios, LEVELS[level], usual)
        if len(answers) < 2:
            node.fault("answers", "needs two or more answers")
        findings[id_] = Finding(
            id=id_,
            answers=answers,
            slot=node.text("slot", "answer"),
            sources=node.sources(),
            ask_if=_conditions(node, "ask_if"),
            unless=_conditions(node, "unless"),
            private=node.flag("private"),
            several=node.flag("several"),
            screens=node.choice("screens", ("", "serious", "exposure"), ""),
        )
    return findings


def _red_flags(root: Node, faults: list[Fault]) -> dict[str, RedFlag]:
    flags = {}
    for id_, node in root.mapping("red_flags"):
        node.only("level", "advice", "sources", "screen", "implied_by")
        level = node.choice("level", ("emergency", "same_day"), "emergency")
        advice = node.choice("advice", ADVICES, "call")
        implied_by = tuple(
            tuple(Condition(finding, frozenset(answers)) for finding, answers in entry)
            for entry in node.entries("implied_by")
        )
        flags[id_] = RedFlag(id_, LEVELS[level], advice, node.sources(), node.flag("screen"), implied_by)
    return flags


def _relief(root: Node, findings: Mapping[str, Finding], faults: list[Fault]) -> frozenset[str]:
    places = set(findings["body_part"].answers) if "body_part" in findings else set()
    found = set()
    for id_, node in root.mapping("relief"):
        node.only("sources")
        node.sources()
        if id_ not in places | BROAD_PLACES - LOOKED_INTO | {"anywhere"}:
            node.fault("", "is not an answer of body_part")
        found.add(id_)
    if "anywhere" not in found:
        faults.append(Fault(root.file, "relief", "needs the entry 'anywhere'"))
    return frozenset(found)


def _numbers(root: Node) -> dict[str, Numbers]:
    numbers = {}
    for id_, node in root.mapping("emergency_numbers"):
        node.only("emergency", "crisis", "poison", "sources")
        node.sources()
        numbers[id_] = Numbers(node.text("emergency"), node.text("crisis", "none"), node.text("poison", "none"))
    return numbers


def _conditions(node: Node, key: str) -> tuple[Condition, ...]:
    return tuple(Condition(finding, frozenset(answers)) for finding, answers in node.conditions(key))


def _check_conditions(
    causes: Mapping[str, Cause],
    findings: Mapping[str, Finding],
    red_flags: Mapping[str, RedFlag],
    asking: Asking,
    faults: list[Fault],
) -> None:
    """Every gate names a finding and answers that exist; `male` is known of the person, not asked."""
    gates: list[tuple[str, str, tuple[Condition, ...]]] = [
        ("causes.yaml", f"causes.{cause.id}", (*cause.never_first_unless, *cause.only_if)) for cause in causes.values()
    ]
    gates += [("findings.yaml", f"findings.{f.id}", (*f.ask_if, *f.unless)) for f in findings.values()]
    gates += [
        ("red_flags.yaml", f"red_flags.{flag.id}", conditions)
        for flag in red_flags.values()
        for conditions in flag.implied_by
    ]
    gates += [("questions.yaml", f"before_answer.{check.flag}", check.when) for check in asking.last_checks]
    gates += [("questions.yaml", f"follow_ups.{follow.finding}", follow.when) for follow in asking.follow_ups]
    for file, key, conditions in gates:
        for condition in conditions:
            if condition.finding == "male":
                continue
            if condition.finding not in findings:
                faults.append(Fault(file, key, f"the gate {condition.finding!r} is not a finding"))
            elif unknown := condition.answers - set(findings[condition.finding].answers):
                faults.append(Fault(file, key, f"{', '.join(sorted(unknown))}: no answer of {condition.finding}"))
