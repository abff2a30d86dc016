"""Whether what is said is fit to be heard: short, plain, never a diagnosis, and other words when it repeats.

`python -m skill check` runs it for every locale. Every fault is told at once, with its file and key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from skill.coach import Line
from skill.faults import Fault
from skill.library import Library
from skill.reading_level import grade, measurer, without_names
from skill.spoken_turns import SAYING, Turn, answers, dangers, details, questions, said

LIMITS = {"question-": 20, "tip-": 18, "fact-": 9, "about-": 40}
"""The most words of a line, by how its key begins."""
LONGEST_TURN = 75
"""Words between two microphones."""
HARDEST = 7.0
"""The highest Flesch-Kincaid grade of what is said in one turn."""
REPEATED = (
    "ask-interview ask-more ask-next ask-tip elsewhere going-back moving-on not-understood noted say-it-plainly "
    "say-it-plainly-place say-it-plainly-time say-it-plainly-which"
).split()
"""Lines that come more than once in a conversation; each sounds different in three turns running."""
ASKING = re.compile(r"(question|ask)-")
ALSO_ASKING = frozenset({"apology", "apology-again"})
"""Lines that end in a question of their own."""
FORBIDDEN: Mapping[str, re.Pattern[str]] = {
    "diagnoses": re.compile(r"\bdiagnos", re.IGNORECASE),
    "promises a cure": re.compile(r"\bcur(e|es|ed|ing)\b", re.IGNORECASE),
    "speaks of a percentage": re.compile(r"%|\bper ?cent(age)?\b", re.IGNORECASE),
    "has letters that are not read one by one (write M S)": re.compile(r"\b[A-Z]{2,}\b"),
}
FILLER = "that"
"""What stands for a value where a line is looked at alone."""


def spoken_faults(library: Library) -> list[Fault]:
    """Every fault of the spoken words of one locale; of the reading level too, where it can be measured."""
    faults = [*_lines(library), *_turns(library)]
    return list(dict.fromkeys(faults))


def _lines(library: Library) -> Iterator[Fault]:
    wording = library.wording
    claims = _claims(library)
    for key in sorted(wording.keys):
        place = wording.file_of(key)
        texts = [_text(key, library, who, turn) for who, turn in SAYING]
        for text in dict.fromkeys(texts):
            yield from _too_long(place, key, text)
            for what, pattern in {**FORBIDDEN, "tells people what they have": claims}.items():
                if pattern.search(text):
                    yield Fault(place, key, f"{what}: {text!r}")
            asks = text.count("?")
            if ASKING.match(key) and asks != 1:
                yield Fault(place, key, f"asks {asks} questions, not one: {text!r}")
            if not ASKING.match(key) and key not in ALSO_ASKING and asks:
                yield Fault(place, key, f"asks a question besides the one that ends the turn: {text!r}")
        again = f"{key}-again"
        if ASKING.match(key) and again in wording.keys:
            repeats = [_text(again, library, who, turn) for who, turn in SAYING]
            if any(first == second for first, second in zip(texts, repeats, strict=True)):
                yield Fault(wording.file_of(again), again, f"says the same as {key}")
    for key in REPEATED:
        if key in wording.keys and len({_text(key, library, "self", turn) for turn in range(3)}) < 3:
            yield Fault(wording.file_of(key), key, "repeats, so it needs three wordings that choose on $turn")


def _turns(library: Library) -> Iterator[Fault]:
    textstat = measurer()
    for kind in (questions, answers, details, dangers):
        for turn in kind(library):
            place = library.wording.file_of(turn.key)
            texts = said(turn, library)
            if kind is questions:
                yield from (fault for text in texts for fault in _too_long(place, turn.key, text))
            longest = max(texts, key=lambda text: len(text.split()))
            if (words := len(longest.split())) > LONGEST_TURN:
                yield Fault(place, turn.key, f"{_told(turn)}: {words} words, at most {LONGEST_TURN}: {longest!r}")
            if textstat is None:
                continue
            # A question has to name illnesses within few words, so their names don't count against it.
            grades = {text: grade(without_names(text) if kind is questions else text, textstat) for text in texts}
            hardest, level = max(grades.items(), key=lambda each: each[1])
            if level > HARDEST:
                yield Fault(place, turn.key, f"{_told(turn)}: grade {level:.1f}, at most {HARDEST}: {hardest!r}")


def _too_long(place: str, key: str, text: str) -> Iterator[Fault]:
    for start, most in LIMITS.items():
        words = len(text.split())
        if key.startswith(start) and words > most:
            yield Fault(place, key, f"{words} words, at most {most}: {text!r}")


def _told(turn: Turn) -> str:
    return "alone" if turn.about == turn.key else turn.about


def _text(key: str, library: Library, who: str, turn: int) -> str:
    values: dict[str, Line | str | int] = dict.fromkeys(library.wording.values_of(key), FILLER)
    return library.wording.line(Line(key, values), who, turn)


def _claims(library: Library) -> re.Pattern[str]:
    """ "You have <cause>", for every cause and every illness that can be asked for by name."""
    knowledge = library.knowledge
    names = [library.wording.line(Line(f"cause-{cause}")) for cause in knowledge.causes]
    names += [name.replace("_", " ") for name in knowledge.subconditions]
    names += ["M S", "A L S", "motor neurone disease", "parkinson's", "disease", "clot", "stroke", "heart attack"]
    heads = sorted({re.sub(r"^(an?|the) ", "", name) for name in names}, key=len, reverse=True)
    known = "|".join(re.escape(head) for head in heads)
    return re.compile(
        rf"(?<!if )\b(you|they)('ve| have| have got|'ve got|'re having) (an?|the)? ?({known})\b", re.IGNORECASE
    )
