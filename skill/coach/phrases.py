"""Finds known phrases in free words, however they are put.

Both sides are cut into clauses and stems; small words are dropped. A phrase is found where all its stems stand close
together in one clause, in its order: "tight chest" is found in "a tight feeling in my chest". Longer phrases win, so
"back of my thigh" is never also a back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_HOURS = re.compile(r"(?<!')\b([ap])(?:\. ?| )m\b\.?")
_SPELLED = re.compile(r"(?<!')\b(?:[a-z](?:\. ?| )){1,7}[a-z](?:\.|\b)(?![a-z'])")
_IS = re.compile(r"\b(he|she|it|that|there|who|what)'s\b")
_CONTRACTIONS = (
    ("cannot", "can not"),
    ("can't", "can not"),
    ("won't", "will not"),
    ("n't", " not"),
    ("'m", " am"),
    ("'ve", " have"),
    ("'re", " are"),
    ("'ll", " will"),
    ("'d", " would"),
    ("not able to", "can not"),
    ("unable to", "can not"),
)
_SMALL = frozenset(
    "a an the my your his her its our their i me you he she we they am is are was were be been being do does did "
    "have has had of in at to for with and or that this these those so very really just like "
    "got there um uh er ah well oh would will could about as by from if then "
    "also again been's s m t d".split()
)
_POSSESSIVES = frozenset("my your his her our their".split())
_DETERMINERS = _POSSESSIVES | {"a", "an", "the"}


def is_small(word: str) -> bool:
    """Whether the word says nothing by itself: "the", "have", "with"."""
    return word in _SMALL


def plain(text: str) -> str:
    """Lower-case `text` with curly apostrophes made straight."""
    return text.lower().replace("\u2019", "'").replace("\u2018", "'")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Cut the common English endings off `word`, so that breathe, breathing and breath are one."""
    for ending, least in (("ness", 3), ("ing", 3), ("ed", 3), ("ies", 2), ("es", 3), ("s", 2), ("ly", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            if ending == "ies":
                return word[:-3] + "y"
            if ending == "es" and not word[:-2].endswith(("s", "x", "z", "ch", "sh", "v")):
                continue
            word = word[: -len(ending)]
            if ending in ("ing", "ed") and len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of `text`, contractions opened ("can't" is "can", "not") and possessive endings dropped."""
    text = plain(text)
    for short, long in _CONTRACTIONS:
        text = text.replace(short, long)
    text = _IS.sub(r"\1 is", text)
    text = text.replace("'s ", " ").removesuffix("'s").replace("'", "")
    return tuple(_WORD.findall(_unspelled(text)))


def _unspelled(text: str) -> str:
    """`text` with spelled names as one word: "m d m a" and "m. s." are mdma and ms, "a m" is an hour and no verb."""
    return _SPELLED.sub(_joined, _HOURS.sub(r"\1mhours ", text))


def _joined(letters: re.Match[str]) -> str:
    name = re.sub(r"[ .]", "", letters[0])
    return letters[0] if set(name) <= {"i", "a"} else f"{name} "


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of `text` that carry meaning; all of them where it holds small words only."""
    words = words_of(text)
    return tuple(stem(word) for word in words if word not in _SMALL) or tuple(stem(word) for word in words)


@dataclass(frozen=True)
class Clause:
    """A stretch of words with one subject: its words, (position, stem) of each, and all that was said around it."""

    words: tuple[str, ...]
    stems: tuple[tuple[int, str], ...]
    around: str


@dataclass(frozen=True)
class Match:
    """A phrase found in a clause: the id it stands for and where its words are."""

    id: str
    clause: int
    places: tuple[int, ...]


@dataclass(frozen=True)
class _Phrase:
    id: str
    stems: tuple[str, ...]
    reach: int
    """How many words may lie between its first stem and its last."""
    words: tuple[str, ...]
    """The words that must stand as they are; empty where the stems are enough."""


@lru_cache(maxsize=32768)
def _known(id_: str, phrase: str) -> tuple[_Phrase, tuple[str, ...]]:
    """What is looked for to find `phrase`, and its words; the same objects for every book that has it."""
    stems, words = stems_of(phrase), words_of(phrase)
    exact = _as_written(words) if len(stems) == 1 else ()
    return _Phrase(id_, stems, _reach(phrase, stems), exact), words


class Phrasebook:
    """Phrases by section and id, and the cue words the reader needs. Built once, then only read."""

    def __init__(self, sections: Mapping[str, Mapping[str, Sequence[str]]], cues: Mapping[str, Sequence[str]]) -> None:
        self._cues = {name: tuple(cue) for name, cue in cues.items()}
        self._cue_phrases = {name: tuple(dict.fromkeys(map(words_of, cue))) for name, cue in cues.items()}
        self._cue_spoken = {name: tuple(_spoken(cue) for cue in found) for name, found in self._cue_phrases.items()}
        self._cue_starts = {name: frozenset(cue[0] for cue in found) for name, found in self._cue_phrases.items()}
        self._cue_words = {name: frozenset(words_of(" ".join(cue))) for name, cue in cues.items()}
        self._by_stem: dict[str, dict[str, list[_Phrase]]] = {}
        self._whole: dict[str, dict[tuple[str, ...], str]] = {}
        self._together: dict[str, dict[str, list[_Phrase]]] = {}
        told = {
            section: [_known(id_, phrase) for id_, phrases in ids.items() for phrase in phrases]
            for section, ids in sections.items()
        }
        # A phrase waits under the rarest of its stems: a sentence without that can't hold it.
        often = Counter(word for phrases in told.values() for phrase, _ in phrases for word in phrase.stems)
        links = (self.cue_words("clause_breaks") - self.cue_words("contrasts")) | {"and"}
        for section, phrases in told.items():
            index = self._by_stem.setdefault(section, {})
            together = self._together.setdefault(section, {})
            whole = self._whole.setdefault(section, {})
            for phrase, words in phrases:
                rarest = min(phrase.stems, key=often.__getitem__)
                index.setdefault(rarest, []).append(phrase)
                if not links.isdisjoint(words[1:]):
                    together.setdefault(rarest, []).append(phrase)
                whole.setdefault(words, phrase.id)

    def cue_words(self, name: str) -> frozenset[str]:
        """The single words of the cue list `name`; empty where the language has none."""
        return self._cue_words.get(name, frozenset())

    def cue(self, name: str) -> frozenset[str]:
        """The phrases of the cue list `name`."""
        return frozenset(self._cues.get(name, ()))

    def has_cue(self, name: str, text: str) -> bool:
        """Whether any phrase of the cue list `name` stands in `text`, word for word."""
        words = words_of(text)
        if self._cue_starts.get(name, frozenset()).isdisjoint(words):
            return False
        spoken = _spoken(words)
        return any(cue in spoken for cue in self._cue_spoken[name])

    def places_of_cue(self, name: str, clause: Clause) -> frozenset[int]:
        """Where phrases of the cue list `name` stand in `clause`, word for word."""
        return frozenset().union(*self.spans_of_cue(name, clause))

    def spans_of_cue(self, name: str, clause: Clause) -> list[frozenset[int]]:
        """Where each phrase of the cue list `name` stands in `clause`, word for word."""
        return [
            frozenset(range(start, start + len(wanted)))
            for wanted in self._cue_phrases.get(name, ())
            if wanted[0] in clause.words
            for start in range(len(clause.words) - len(wanted) + 1)
            if clause.words[start : start + len(wanted)] == wanted
        ]

    def opening(self, section: str, text: str, whole: bool = False) -> str | None:
        """The id of the longest phrase of `section` that `text` begins with; with `whole`, of the one that it is."""
        words = words_of(text)
        known = self._whole.get(section, {})
        ends = (len(words),) if whole else range(len(words), 0, -1)
        return next((known[words[:end]] for end in ends if words[:end] in known), None)

    def clauses(self, text: str, together: bool = False) -> tuple[Clause, ...]:
        """Cut `text` where punctuation or a turning word ("but", "now", "and my") starts a new subject.

        `together`: only at punctuation and where a "but" turns it.
        """
        breaks = self.cue_words("contrasts" if together else "clause_breaks")
        return _cut(text, breaks, frozenset() if together else self.cue_words("clause_starters"))

    def find(self, section: str, clauses: Sequence[Clause], start: str = "") -> list[Match]:
        """Every phrase of `section` in `clauses`, the longest first where they share words.

        `start`: only those of ids that begin so.
        """
        return _found(self._by_stem.get(section, {}), clauses, start)

    def find_together(self, section: str, clauses: Sequence[Clause]) -> list[Match]:
        """Only what links two things: "pregnant and bleeding", "haven't peed since last night"."""
        return _found(self._together.get(section, {}), clauses, "")


@lru_cache(maxsize=1024)
def _cut(text: str, breaks: frozenset[str], starters: frozenset[str]) -> tuple[Clause, ...]:
    """`text` cut at punctuation, before the words of `breaks`, and where a starter follows "and" or "or"."""
    clauses = []
    for sentence in re.split(r"[.,;:!?]+", _unspelled(plain(text))):
        words, start = words_of(sentence), 0
        for place, word in enumerate(words):
            joins = word in ("and", "or") and place + 1 < len(words) and words[place + 1] in starters
            if (word in breaks or joins) and place > start:
                clauses.append(words[start:place])
                start = place
        clauses.append(words[start:])
    return tuple(
        Clause(words, tuple((place, stem(word)) for place, word in enumerate(words)), text)
        for words in clauses
        if words
    )


def forget_words() -> None:
    """Keep nothing of what was said: words are looked at many times within a turn, and never after it."""
    for remembered in (words_of, stem, _cut):
        remembered.cache_clear()


def _found(index: Mapping[str, list[_Phrase]], clauses: Sequence[Clause], start: str) -> list[Match]:
    """The phrases of `index` in `clauses` whose ids begin with `start`, the longest first where they share words."""
    matches: list[Match] = []
    for number, clause in enumerate(clauses):
        present = {word for _, word in clause.stems}
        candidates = [
            phrase
            for word in present
            for phrase in index.get(word, ())
            if present.issuperset(phrase.stems) and phrase.id.startswith(start)
        ]
        candidates.sort(key=lambda phrase: (-len(phrase.stems), -len(phrase.words), phrase.id, phrase.stems))
        taken: set[int] = set()
        for phrase in candidates:
            places = _stretch(clause, phrase.words) if phrase.words else _span(clause, phrase, taken)
            if places and taken.isdisjoint(places):
                taken.update(places)
                matches.append(Match(phrase.id, number, places))
    return matches


def _spoken(words: Sequence[str]) -> str:
    """`words` as one text that holds another's as a part only where whole words agree."""
    return f" {' '.join(words)} "


def _reach(phrase: str, stems: tuple[str, ...]) -> int:
    """How far apart a phrase may stand; "not breathing" is no "not short of breath", so a denial stands as written."""
    if stems[0] not in ("not", "no"):
        return 2 * len(stems) + 3
    words = words_of(phrase)
    telling = [place for place, word in enumerate(words) if word not in _SMALL]
    return telling[-1] - telling[0]


def _as_written(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a phrase with one stem that must stand together; none where only "my" stands beside one word.

    "The" and "my" may come and go, unless a "the" is all that stands beside one word ("the runs").
    """
    if len([word for word in words if word not in _POSSESSIVES]) < 2:
        return ()
    bare = tuple(word for word in words if word not in _DETERMINERS)
    return bare if len(bare) > 1 else words


def _stretch(clause: Clause, words: tuple[str, ...]) -> tuple[int, ...]:
    """Where `words` stand in `clause` one after another; empty if nowhere."""
    as_said = not _DETERMINERS.isdisjoint(words)
    places = [place for place, word in enumerate(clause.words) if as_said or word not in _DETERMINERS]
    for start in range(len(places) - len(words) + 1):
        stretch = tuple(places[start : start + len(words)])
        if tuple(clause.words[place] for place in stretch) == words:
            return stretch
    return ()


def _span(clause: Clause, phrase: _Phrase, taken: Collection[int]) -> tuple[int, ...]:
    """Where the stems of `phrase` stand in `clause`, in order and close together, not on words `taken`; or nowhere."""
    stems = phrase.stems
    free = [(place, word) for place, word in clause.stems if place not in taken]
    best: tuple[int, ...] = ()
    for begin, (_, word) in enumerate(free):
        if word != stems[0]:
            continue
        places: list[int] = []
        for place, found in free[begin:]:
            if len(places) < len(stems) and found == stems[len(places)]:
                places.append(place)
        if len(places) == len(stems) and (not best or places[-1] - places[0] < best[-1] - best[0]):
            best = tuple(places)
    return best if best and best[-1] - best[0] <= phrase.reach else ()
