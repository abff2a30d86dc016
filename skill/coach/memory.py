"""What the coach remembers of one session, and the session attributes it travels in.

`asked`, `ranking` and `triage` are the contract; all else is under `memory`, versioned. One that can't be read is a
fresh start, never an error.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from skill.coach.knowledge import Knowledge, Level
from skill.coach.reply import Line

VERSION = 2
_TEXTS = frozenset({str})
LIMIT = 200
"""The longest a remembered list may be; a session never comes near it."""


Answers = tuple[tuple[str, str], ...]
"""Findings, each with an answer that was given."""


class Memory(NamedTuple):
    """One session. Findings map an id to the answers given (several only where the finding allows it).

    A named tuple, for a turn changes it a dozen times: `_replace` costs a fifth of what it costs a dataclass.
    """

    asked: tuple[str, ...] | None = None
    findings: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Answers by finding id; an empty tuple is "don't know"."""
    trail: tuple[tuple[str, ...], ...] = ()
    """The questions that were answered, each as the findings it covered, in order."""
    doubt: tuple[str, ...] = ()
    """What else a bare yes to several things may have meant, while one of them is asked for."""
    flags: tuple[str, ...] = ()
    """Red flags heard and not taken back."""
    peak: Level = Level.NONE
    """The highest triage level of this session; only a correction lowers it."""
    told: tuple[str, ...] = ()
    """Same-day flags whose advice was already said."""
    place: str | None = None
    """A broad place (leg, arm) that narrows the next question."""
    person: str = "self"
    male: bool = False
    screened: bool = False
    checked: tuple[str, ...] = ()
    """The last danger signs that were asked for before an answer."""
    assured: bool = False
    """Whether it was said that nothing is kept, before a private question."""
    turns: int = 0
    """Turns so far; lines that come back take another variant each time."""
    questions: int = 0
    """Interview questions asked, the safety screen included."""
    puzzled: int = 0
    """How often in a row the open question got no usable answer."""
    offer: str | None = None
    """What a bare yes would mean while no interview question is open."""
    shown: int = 0
    """How many of the ranked causes were talked about, the first one included."""
    tips: int = 0
    """How many tips were given for the cause talked about."""
    topic: str | None = None
    """The cause talked about."""
    welcomed: bool = False
    """Whether the first-use line was said."""
    last: tuple[Line, ...] = ()
    """What was said last, to say it again."""
    ranking: tuple[tuple[str, float], ...] = ()

    @property
    def done(self) -> bool:
        """Whether an answer was given, so that a new question starts a new interview."""
        return self.shown > 0

    def flags_in_force(self, knowledge: Knowledge) -> tuple[str, ...]:
        """The red flags heard and not taken back, and those that answers imply, in the order of the content."""
        grave = self._grave(knowledge)
        return _in_force(self.flags, grave, knowledge) if grave or self.flags else ()

    def level(self, knowledge: Knowledge) -> Level:
        """The highest triage level of what was heard and not taken back, and of the cause that was named first."""
        grave = self._grave(knowledge)
        named = self.ranking[0][0] if self.done and self.ranking else None
        return _level(self.flags, grave, named, knowledge) if grave or self.flags or named else Level.NONE

    def _grave(self, knowledge: Knowledge) -> Answers:
        """The answers given that mean a triage level, or may have a part in meaning a red flag."""
        grave = knowledge.grave
        return tuple(
            [met for id_, given in self.findings.items() for answer in given if (met := (id_, answer)) in grave]
        )

    def knows(self, finding: str) -> bool:
        """Whether `finding` was answered, "don't know" included."""
        return finding in self.findings


@lru_cache(maxsize=1024)
def _in_force(flags: tuple[str, ...], grave: Answers, knowledge: Knowledge) -> tuple[str, ...]:
    found = {*flags}
    for met in grave:
        for flag, gates in knowledge.implied.get(met, ()):
            if all(any(id_ == gate.finding and answer in gate.answers for id_, answer in grave) for gate in gates):
                found.add(flag)
    return tuple([flag for flag in knowledge.red_flags if flag in found])


@lru_cache(maxsize=1024)
def _level(flags: tuple[str, ...], grave: Answers, named: str | None, knowledge: Knowledge) -> Level:
    levels = [knowledge.red_flags[flag].level for flag in _in_force(flags, grave, knowledge)]
    levels += [knowledge.urgency[met] for met in grave if met in knowledge.urgency]
    return max(levels + ([knowledge.causes[named].triage] if named else []), default=Level.NONE)


def forget(memory: Memory) -> Memory:
    """A fresh interview in the same session: the danger signs and the welcome stay, as does whom it is about."""
    return Memory(
        flags=memory.flags,
        peak=memory.peak,
        told=memory.told,
        person=memory.person,
        male=memory.male,
        screened=memory.screened,
        turns=memory.turns,
        welcomed=memory.welcomed,
        questions=1 if memory.screened else 0,
    )


def to_attributes(memory: Memory, knowledge: Knowledge) -> dict[str, Any]:
    """The session attributes that carry `memory` to the next turn."""
    asked: str | list[str] | None = None
    if memory.asked is not None:
        asked = memory.asked[0] if len(memory.asked) == 1 else list(memory.asked)
    attributes: dict[str, Any] = {"asked": asked, "triage": max(memory.peak, memory.level(knowledge)).id}
    if memory.ranking:
        attributes["ranking"] = [[cause, probability] for cause, probability in memory.ranking]
    attributes["memory"] = {
        "version": VERSION,
        "findings": {finding: list(answers) for finding, answers in memory.findings.items()},
        "trail": [list(asked) for asked in memory.trail],
        "doubt": list(memory.doubt),
        "flags": list(memory.flags),
        "peak": int(memory.peak),
        "told": list(memory.told),
        "place": memory.place,
        "person": memory.person,
        "male": memory.male,
        "screened": memory.screened,
        "checked": list(memory.checked),
        "assured": memory.assured,
        "turns": memory.turns,
        "questions": memory.questions,
        "puzzled": memory.puzzled,
        "offer": memory.offer,
        "shown": memory.shown,
        "tips": memory.tips,
        "topic": memory.topic,
        "welcomed": memory.welcomed,
        "last": [_line_out(line) for line in memory.last],
    }
    return attributes


def from_attributes(attributes: Mapping[str, Any], knowledge: Knowledge) -> Memory:
    """Read the memory back. Anything that is not what `to_attributes` writes for this knowledge is a fresh start."""
    try:
        return _read(attributes, knowledge)
    except (AttributeError, KeyError, TypeError, ValueError):
        return Memory()


def _read(attributes: Mapping[str, Any], knowledge: Knowledge) -> Memory:
    kept = attributes["memory"]
    if kept["version"] != VERSION:
        raise ValueError("another version")
    asked = attributes.get("asked")
    asked = (asked,) if isinstance(asked, str) else None if asked is None else _ids(asked)
    if asked is not None and not _is_a_question(asked, knowledge):
        raise ValueError("asked for something unknown")
    findings = {finding: _ids(answers) for finding, answers in kept["findings"].items()}
    for finding, answers in findings.items():
        if not knowledge.findings[finding].answers.keys() >= {*answers}:
            raise ValueError("an unknown answer")
    topic = _text(kept["topic"])
    if topic is not None and topic not in knowledge.causes:
        raise ValueError("an unknown cause")
    ranking = tuple([(str(cause), float(share)) for cause, share in attributes.get("ranking", ())])
    return Memory(
        asked=asked,
        findings=findings,
        trail=_trail(kept["trail"], knowledge),
        doubt=_known(kept["doubt"], knowledge.findings),
        flags=_known(kept["flags"], knowledge.red_flags),
        peak=Level(_count(kept["peak"])),
        told=_ids(kept["told"]),
        place=_text(kept["place"]),
        person=_text(kept["person"]) or "self",
        male=bool(kept["male"]),
        screened=bool(kept["screened"]),
        checked=_known(kept["checked"], knowledge.red_flags),
        assured=bool(kept["assured"]),
        turns=_count(kept["turns"]),
        questions=_count(kept["questions"]),
        puzzled=_count(kept["puzzled"]),
        offer=_text(kept["offer"]),
        shown=_count(kept["shown"]),
        tips=_count(kept["tips"]),
        topic=topic,
        welcomed=bool(kept["welcomed"]),
        last=tuple([_line_in(line) for line in kept["last"]]),
        ranking=ranking if knowledge.causes.keys() >= {cause for cause, _ in ranking} else (),
    )


def _trail(value: Any, knowledge: Knowledge) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list) or len(value) > LIMIT:
        raise ValueError("not a list of questions")
    trail = [_ids(asked) for asked in value]
    return tuple([asked for asked in trail if asked and knowledge.findings.keys() >= {*asked}])


def _is_a_question(asked: tuple[str, ...], knowledge: Knowledge) -> bool:
    """Whether the coach could have asked for these together: red flags, one finding, or a part of a compound."""
    if not asked or knowledge.red_flags.keys() >= {*asked}:
        return bool(asked)
    alone = len(asked) == 1 and asked[0] in knowledge.findings
    return alone or any({*asked} <= {*covers} for covers in knowledge.compounds.values())


def _known(value: Any, known: Collection[str]) -> tuple[str, ...]:
    return tuple([id_ for id_ in _ids(value) if id_ in known]) if value != [] else ()


def _ids(value: Any) -> tuple[str, ...]:
    if value == []:
        return ()
    if not isinstance(value, list) or len(value) > LIMIT or not {*map(type, value)} <= _TEXTS:
        raise ValueError("not a list of ids")
    return tuple(value)


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LIMIT:
        raise ValueError("not a count")
    return value


def _line_out(line: Line) -> list[Any]:
    if not line.values:
        return [line.key]
    values = {name: _line_out(value) if isinstance(value, Line) else value for name, value in line.values.items()}
    return [line.key, values]


def _line_in(value: Any) -> Line:
    if not isinstance(value, list) or not value or not isinstance(value[0], str) or len(value) > 2:
        raise ValueError("not a line")
    values: dict[str, Line | str | int] = {}
    for name, held in (value[1] if len(value) == 2 else {}).items():
        if isinstance(held, list):
            values[name] = _line_in(held)
        elif isinstance(held, str | int):
            values[name] = held
        else:
            raise ValueError("not a line's value")
    return Line(value[0], values)
