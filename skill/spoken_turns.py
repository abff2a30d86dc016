"""What is heard in one go: the lines that make up each kind of turn, with the longest words that may fill them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from skill.coach import Line
from skill.coach.knowledge import Knowledge
from skill.library import Library

SAYING = (("self", 0), ("self", 1), ("self", 2), ("other", 0), ("other", 1), ("other", 2))
"""Whom a line may be about, and its three wordings: every way it can sound."""
ORDINALS = ("first", "second", "third")


@dataclass(frozen=True)
class Turn:
    """Lines said together. `key` is the line a fault is told of, `about` the cause or question it was met with."""

    key: str
    about: str
    lines: tuple[Line, ...]


def said(turn: Turn, library: Library) -> list[str]:
    """Every way `turn` can sound, each once."""
    return list(dict.fromkeys(library.wording.say(turn.lines, who, number) for who, number in SAYING))


def questions(library: Library) -> Iterator[Turn]:
    """Each interview question and its other wording; a compound one with every choice of its parts."""
    wording, knowledge = library.wording, library.knowledge
    for key in sorted(wording.keys):
        if key.startswith("question-") and not wording.values_of(key):
            yield Turn(key, key, (Line(key),))
    for compound, covers in knowledge.compounds.items():
        for size in range(2, len(covers) + 1):
            for chosen in combinations(covers, size):
                parts = {name: Line(f"part-{finding}") for name, finding in zip(ORDINALS, chosen, strict=False)}
                key, about = f"question-any-{size}", f"{compound}: {', '.join(chosen)}"
                yield Turn(key, about, (Line(key, {"open": Line(f"open-{compound}"), **parts}),))
                yield Turn(f"{key}-again", about, (Line(f"{key}-again", parts),))


def answers(library: Library) -> Iterator[Turn]:
    """The answer for each cause at its longest: two reasons, the runner-up, a tip, when to see someone, a question."""
    knowledge = library.knowledge
    for cause in knowledge.causes:
        reasons = _longest_reasons(cause, library)
        names = [Line(f"cause-{other}") for other in knowledge.causes if other != cause]
        values: dict[str, Line | str | int] = {"cause": Line(f"cause-{cause}")}
        values |= {f"fact{number}": reason for number, reason in enumerate(reasons, start=1)}
        lines = (
            Line(f"most-likely-{len(reasons)}", values),
            Line("also-possible", {"cause": _longest(names, library)}),
            _longest(_tips(cause, knowledge), library),
            Line(f"see-{cause}"),
            Line("ask-tip"),
        )
        yield Turn(f"see-{cause}", "the answer", lines)


def details(library: Library) -> Iterator[Turn]:
    """What is said of a cause, a part of one or a remedy that was asked for by name, and what eases a cramp now."""
    for cause in library.knowledge.causes:
        tip = _longest(_tips(cause, library.knowledge), library)
        lines = (Line(f"about-{cause}"), tip, Line(f"see-{cause}"), Line("ask-tip"))
        yield Turn(f"about-{cause}", "about it, a tip, when to see someone", lines)
    alone = [f"about-{name}" for name in sorted(library.knowledge.own_words)]
    alone += [f"relief-{place}" for place in sorted(library.knowledge.relief)]
    for key in ("overview", "list-causes", "see-doctor", "tip-general", *alone):
        yield Turn(key, key, (Line(key),))


def dangers(library: Library) -> Iterator[Turn]:
    """What is said to each danger sign: why it matters, and what to do."""
    for flag in library.knowledge.red_flags.values():
        key = f"why-{flag.id}"
        yield Turn(key, "why it matters and what to do", (Line(key), Line(f"advice-{flag.advice}")))


def _tips(cause: str, knowledge: Knowledge) -> list[Line]:
    return [Line(f"tip-{cause}-{number}") for number in range(1, knowledge.causes[cause].tips + 1)]


def _longest_reasons(cause: str, library: Library) -> list[Line]:
    """The two longest reasons for `cause`, of two findings."""
    knowledge = library.knowledge
    best = []
    for finding in knowledge.findings.values():
        lines = []
        for answer in finding.answers.values():
            if answer.ratios.get(cause, 1.0) > 1:
                own = f"{finding.id}-{answer.id}-{cause}"
                lines.append(Line(f"fact-{own}" if own in knowledge.own_facts else f"fact-{finding.id}-{answer.id}"))
        if lines:
            best.append(_longest(lines, library))
    return sorted(best, key=lambda line: -_length(line, library))[:2]


def _longest(lines: list[Line], library: Library) -> Line:
    return max(lines, key=lambda line: _length(line, library))


def _length(line: Line, library: Library) -> int:
    return max(len(library.wording.line(line, who).split()) for who in ("self", "other"))
