"""The values in one sentence, and what of the sentence they leave unsaid."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from speech.slot_reading import Hit, SlotReader
from speech.slots import Filling, SlotValue, texts
from speech.words import ASSERTING, CONTRASTS, FUNCTION_WORDS, HEDGES, LONG_PAST, SUBJECTS, TURNING, Sentence, singular
from speech.wrappers import without_wrapping

# Little words that mean something by themselves.
_POLAR = frozenset({"no", "not"})
# What stands between the values of a list.
_LIST_LINKS = ("and", "or", "plus")
# "Big toe and the one next to it" adds nothing.
_MORE_OF_THE_SAME = frozenset({"one", "ones", "next", "other"})
# Nobody lists more in one breath.
_MOST_VALUES = 20


class Spots:
    """The values in one sentence, looked up once for each type and place."""

    def __init__(self, reader: SlotReader, heard: Sentence) -> None:
        """Nothing is looked up until it is asked for."""
        self.heard = heard
        self._norms = heard.norms
        self._slips = reader.slips(self._norms)
        self._reader = reader
        self._found: dict[tuple[str, int], list[Hit]] = {}
        self._lists: dict[tuple[str, int], list[Hit]] = {}
        self._everywhere: dict[str, list[Hit]] = {}
        self._unwrapped: Spots | None = None

    def unwrapped(self) -> "Spots":
        """The same without what is wrapped around a request ("could you ... for me"); itself where nothing is."""
        if self._unwrapped is None:
            heard = without_wrapping(self.heard)
            self._unwrapped = self if heard is self.heard else Spots(self._reader, heard)
        return self._unwrapped

    def behind(self, count: int) -> "Spots":
        """The same without its first `count` words."""
        return Spots(self._reader, Sentence(self.heard.text, self.heard.words[count:]))

    def at(self, type_name: str, start: int) -> list[Hit]:
        """As `SlotReader.at`."""
        key = (type_name, start)
        if key not in self._found:
            self._found[key] = self._reader.found_at(type_name, self.heard, self._norms, self._slips, start)
        return self._found[key]

    def lists_at(self, type_name: str, start: int) -> list[Hit]:
        """Values one after another, with "and" or "or" between, as one hit with several values; the longest first."""
        # From the end on, so that what follows a value is known already.
        for at in range(len(self._norms) - 1, start - 1, -1):
            if (type_name, at) not in self._lists:
                self._lists[type_name, at] = self._list_from(type_name, at)
        return self._lists.get((type_name, start), [])

    def _list_from(self, type_name: str, start: int) -> list[Hit]:
        hits: dict[int, Hit] = {}
        for first in self.at(type_name, start):
            hits.setdefault(first.end, first)
            follow = first.end
            while follow < len(self._norms) and self._norms[follow] in (*_LIST_LINKS, "with"):
                follow += 1
            for rest in self._lists.get((type_name, follow), ()):
                if len(rest.values) < _MOST_VALUES:
                    both = Hit(type_name, start, rest.end, first.values + rest.values, first.loose or rest.loose)
                    hits.setdefault(rest.end, both)
        return sorted(hits.values(), key=lambda hit: -hit.end)

    def longest(self, type_name: str) -> list[Hit]:
        """The longest value at every place, left to right, never two on the same word."""
        if type_name not in self._everywhere:
            candidates = [hits[0] for start in range(len(self.heard.words)) if (hits := self.at(type_name, start))]
            self._everywhere[type_name] = without_overlaps(candidates)
        return self._everywhere[type_name]

    def telling(self, hit: Hit) -> bool:
        """Whether the hit means something wherever it stands: "i" or "it is" don't, nor does a number by itself."""
        norms = self._norms[hit.start : hit.end]
        return not hit.loose and not all(norm in FUNCTION_WORDS and norm not in _POLAR for norm in norms)

    def beside(self, hit: Hit) -> set[tuple[int, str]]:
        """The telling word before the hit (-1) and the one behind it (1), little words passed over."""
        sides = ((-1, reversed(self._norms[: hit.start])), (1, self._norms[hit.end :]))
        near = ((side, next((word for word in words if word not in FUNCTION_WORDS), None)) for side, words in sides)
        return {(side, singular(word)) for side, word in near if word is not None}

    def unexplained(self, hits: Iterable[Hit]) -> int:
        """How much of the sentence `hits` leave out: a point a word of meaning, two for one that turns the meaning."""
        return sum(2 if word in TURNING else word not in FUNCTION_WORDS | HEDGES for word in self._besides(hits))

    def contrasted(self, hits: Iterable[Hit]) -> bool:
        """Whether something follows on a "but" or an "except" that none of the `hits` explains."""
        left = self._besides(hits)
        at = next((place for place, word in enumerate(left) if word in CONTRASTS), len(left))
        return any(word not in FUNCTION_WORDS | HEDGES for word in left[at + 1 :])

    def added(self, hits: Iterable[Hit]) -> int:
        """How many words of meaning follow on an "and" or a "with" that none of the `hits` explains."""
        left = self._besides(hits)
        at = next((place for place, word in enumerate(left) if word in ("and", "with")), len(left))
        return sum(word not in FUNCTION_WORDS | HEDGES | _MORE_OF_THE_SAME for word in left[at + 1 :])

    def asserts(self, hits: Iterable[Hit]) -> bool:
        """Whether a verb follows on one of `hits`, so that something is said of it: "my lips have ..."."""
        return any(hit.end < len(self._norms) and self._norms[hit.end] in ASSERTING for hit in hits)

    def halves_a_value(self, hits: Iterable[Hit], besides: str | None) -> bool:
        """Whether two words of a value that is listed elsewhere than in `besides` are in none of `hits`."""
        return self._reader.pairs(self._besides(hits), besides)

    def goes_on(self, hits: Iterable[Hit]) -> bool:
        """Whether a second statement follows that none of `hits` explains: "i'm pregnant and there's much blood"."""
        covered = {place for hit in hits for place in range(hit.start, hit.end)}
        starts = (place for place, pair in enumerate(pairwise(self._norms)) if pair[0] == "and" and pair[1] in SUBJECTS)
        after = next(starts, len(self._norms))
        left = [word for place, word in enumerate(self._norms) if place > after and place not in covered]
        return any(word not in FUNCTION_WORDS | HEDGES for word in left)

    def turning(self, hits: Iterable[Hit]) -> frozenset[str]:
        """The words that turn the meaning and stand in none of the `hits`."""
        left = self._besides(hits)
        long_ago = any(word == "last" and period in LONG_PAST for word, period in pairwise(left))
        return frozenset(left) & TURNING | ({"last"} if long_ago else set[str]())

    def _besides(self, hits: Iterable[Hit]) -> list[str]:
        covered = {place for hit in hits for place in range(hit.start, hit.end)}
        return [word for place, word in enumerate(self._norms) if place not in covered]

    def raw_list(self, type_name: str) -> tuple[SlotValue, ...]:
        """The whole sentence as unlisted values, one for each part between "and", "or" and "plus"."""
        cuts = [-1, *(at for at, norm in enumerate(self._norms) if norm in _LIST_LINKS), len(self._norms)]
        parts = [(start + 1, end) for start, end in pairwise(cuts) if start + 1 < end]
        return tuple(self.resolved(type_name, start, end) for start, end in parts or [(0, len(self._norms))])

    def resolved(self, type_name: str, start: int, end: int) -> SlotValue:
        """Words `start` to `end` as an unlisted value of the type."""
        return self._reader.raw(type_name, self.heard.said(start, end))


def arriving(hits: Iterable[Hit], fillings: Mapping[str, Filling]) -> list[Hit]:
    """The hits whose words are in a filled slot; where a slot holds but one of two, the other is lost."""
    arrived = texts(fillings)
    return [hit for hit in hits if any(one.value in text for one in hit.values for text in arrived)]


def without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """The longest hits that leave each other alone, listed ones first among equals, in the order of the sentence."""
    taken: set[int] = set()
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-hit.length, not hit.matched, hit.start)):
        place = set(range(hit.start, hit.end))
        if not place & taken:
            taken |= place
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)
