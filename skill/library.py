"""Loads and checks all content at once: facts, lay words and spoken words of one language.

`load(locale)` gives the coach's `Knowledge` and the `Wording`, `check()` does it for every locale. Every fault of every
file is reported in one `ContentError`, each with its file and key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from skill.asking import Asking, read_asking
from skill.coach.knowledge import Answer, Cause, Condition, Finding, Knowledge, Level, RedFlag
from skill.coach.phrases import Phrasebook
from skill.coach.reading import BROAD_PLACES
from skill.content_files import ContentError, Fault, Node, read_yaml
from skill.danger_words import read_danger_signs
from skill.regional_words import RegionalWords, read_regional_words, with_regional_forms
from skill.spoken_keys import needed
from skill.wording import Numbers, Wording, open_wording

CONTENT = Path(__file__).parent / "content"
RATIOS = {"+++": 12.0, "++": 4.0, "+": 2.0, "-": 0.6, "--": 0.25, "---": 0.01}
"""Likelihood ratio by strength sign (brief, section 4: estimates)."""
DEFAULT_USUAL = {"yes": 0.25, "no": 0.75}
LEVELS = {level.id: level for level in Level}
LOOKED_INTO = frozenset({"chest"})
"""Places where a cramp is not eased before danger is ruled out."""
ADVICES = frozenset({"call", "hospital", "cool", "poison", "crisis", "today", "clot", "medicine", "dialysis", "child"})


@dataclass(frozen=True)
class Library:
    """All the coach needs for one language."""

    knowledge: Knowledge
    wording: Wording


@cache
def load(locale: str = "en-US", content: Path = CONTENT) -> Library:
    """The library for `locale`; a region without files of its own falls back to its language, then to English.

    Raises ContentError with every fault found.
    """
    faults: list[Fault] = []
    about_causes = read_yaml(content / "causes.yaml", faults)
    causes = _causes(about_causes, faults)
    parts, belonging = _named(about_causes, "subconditions", causes)
    remedies, remedy_of = _named(read_yaml(content / "remedies.yaml", faults), "remedies", causes)
    faults += [
        Fault("remedies.yaml", f"remedies.{twice}", "is a part of a cause too") for twice in sorted(parts & remedies)
    ]
    about_causes.child("overview").sources()
    findings = _findings(read_yaml(content / "findings.yaml", faults), causes, faults)
    red_flags = _red_flags(read_yaml(content / "red_flags.yaml", faults), faults)
    relief = _relief(read_yaml(content / "relief.yaml", faults), findings, faults)
    numbers = _numbers(read_yaml(content / "emergency_numbers.yaml", faults), locale, faults)
    asking = read_asking(read_yaml(content / "questions.yaml", faults), causes, findings, red_flags, faults)
    _check_conditions(causes, findings, red_flags, asking, faults)
    wording = open_wording(content / "locales", locale, numbers, faults)
    known_to_reader = {"denied_in_words": findings.keys(), "screen_words": red_flags.keys()}
    regional = read_regional_words(read_yaml(content / "locales" / "en" / "regional.yaml", faults), locale)
    phrases = _phrases(content, wording.languages, regional, known_to_reader, faults)
    tips = {cause: sum(key.startswith(f"tip-{cause}-") for key in wording.keys) for cause in causes}
    own_facts = frozenset(
        own
        for finding in findings.values()
        for answer in finding.answers.values()
        for cause, ratio in answer.ratios.items()
        if ratio > 1 and f"fact-{(own := f'{finding.id}-{answer.id}-{cause}')}" in wording.keys
    )
    knowledge = Knowledge(
        causes={cause.id: replace(cause, tips=tips[cause.id]) for cause in causes.values()},
        findings=findings,
        red_flags=red_flags,
        subconditions=belonging | remedy_of,
        relief=relief,
        phrases=phrases,
        own_words=parts | remedies,
        remedies=remedies,
        compounds=asking.compounds,
        last_checks=asking.last_checks,
        follow_ups=asking.follow_ups,
        stakes=asking.stakes,
        taken_or_had=asking.taken_or_had,
        own_facts=own_facts,
        dangers=read_danger_signs(content, wording.languages, red_flags.keys(), faults),
    )
    faults.extend(wording.compare(needed(knowledge)))
    if faults:
        raise ContentError(faults)
    return Library(knowledge, wording)


def check(locales: Collection[str], content: Path = CONTENT) -> Mapping[str, int]:
    """Load the libraries of `locales` and count what they hold. Raises ContentError with the faults of all of them."""
    faults: list[Fault] = []
    counts: Mapping[str, int] = {}
    for locale in locales:
        try:
            counts = summary(load(locale, content))
        except ContentError as error:
            faults += error.faults
    if faults:
        raise ContentError(faults)
    return counts


def locales_with_numbers(content: Path = CONTENT) -> list[str]:
    """The locales with an emergency number of their own, which are those the skill is published in; en-US always."""
    numbers = read_yaml(content / "emergency_numbers.yaml", []).child("emergency_numbers")
    return sorted({"en-US", *numbers.names()})


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


def _numbers(root: Node, locale: str, faults: list[Fault]) -> Numbers:
    numbers = {}
    for id_, node in root.mapping("emergency_numbers"):
        node.only("emergency", "crisis", "poison", "sources")
        node.sources()
        numbers[id_] = Numbers(node.text("emergency"), node.text("crisis", "none"), node.text("poison", "none"))
    return numbers.get(locale, Numbers("none", "none", "none"))


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


def _phrases(
    content: Path,
    languages: tuple[str, ...],
    regional: RegionalWords,
    known: Mapping[str, Collection[str]],
    faults: list[Fault],
) -> Phrasebook:
    """Lay words of the language, the region's own added to them. Ids of slots are `interaction_model check`'s."""
    sections: dict[str, dict[str, list[str]]] = {}
    cues: dict[str, list[str]] = {}
    for language in reversed(languages):
        path = content / "locales" / language / "words.yaml"
        if not path.exists():
            continue
        root = read_yaml(path, faults)
        for section, phrases in _word_lists(root):
            if section == "reader":
                for cue, words in phrases:
                    cues.setdefault(cue, []).extend(words)
            else:
                for id_, words in phrases:
                    if id_ not in known.get(section, (id_,)):
                        faults.append(Fault(root.file, f"{section}.{id_}", "is not known to the coach"))
                    sections.setdefault(section, {}).setdefault(id_, []).extend(words)
    with_regional_forms(sections, regional)
    return Phrasebook(sections, cues)


def _word_lists(root: Node) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    for section, node in root.mapping(""):
        yield section, [(id_, node.texts(id_)) for id_ in node.names()]


def summary(library: Library) -> Mapping[str, int]:
    """Counts of what was loaded, for `python -m skill check`."""
    knowledge = library.knowledge
    return {
        "causes": len(knowledge.causes),
        "findings": len(knowledge.findings),
        "red flags": len(knowledge.red_flags),
        "spoken lines": len(library.wording.keys),
    }
