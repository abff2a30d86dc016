"""Finding slot values in a sentence: listed values by name, numbers and times by how they are said."""

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from speech import amazon_types
from speech.model import PHRASE_TYPE, InteractionModel
from speech.slots import Filling, Resolution, SlotValue, texts
from speech.value_list import ValueList
from speech.words import (
    ASSERTING,
    CONTRASTS,
    DETERMINERS,
    FUNCTION_WORDS,
    HEDGES,
    LONG_PAST,
    SUBJECTS,
    TURNING,
    Sentence,
    sentence,
)

# Little words that mean something by themselves.
_POLAR = frozenset({"no", "not"})
# Shorter words have too many real neighbours to be mended without company: "calm" is no "calf".
_LONG_ENOUGH_ALONE = 5
# What stands between the values of a list.
# "Big toe and the one next to it" adds nothing.
_MORE_OF_THE_SAME = frozenset({"one", "ones", "next", "other"})
_LIST_LINKS = ("and", "or", "plus")
# No misspelt word is mended further from the start of a value than this.
_LONGEST_VALUE = 12
# Nobody lists more in one breath.
_MOST_VALUES = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A value found at words `start` to `end`; `start` counts a leading "the" or "my" that the value leaves out."""

    type: str
    start: int
    end: int
    values: tuple[SlotValue, ...]
    loose: bool = False

    @property
    def matched(self) -> bool:
        """Whether every value in it is a listed one."""
        return all(value.matched for value in self.values)

    @property
    def length(self) -> int:
        """How many words it takes."""
        return self.end - self.start


class SlotReader:
    """Reads slot values for one model. Dates count from `today()`, the machine's own day unless told otherwise."""

    def __init__(
        self,
        model: InteractionModel,
        today: Callable[[], date] = date.today,
        near: Callable[[str], Iterable[str]] = lambda word: (),
    ) -> None:
        """Index the model's slot types.

        `near` gives the words that a misspelt one may have been meant as, and none for a word that is right. One such
        word is mended where the other words of a value vouch for it ("water pil"), or where it is all that was said.
        """
        self._lists = {slot_type.name: ValueList(slot_type) for slot_type in model.types.values()}
        self._dynamic: Mapping[str, ValueList] = {}
        self._near = near
        self.today = today

    def with_entities(self, entities: Mapping[str, ValueList]) -> "SlotReader":
        """A reader that finds `entities`, by type name, beside the model's values; this one stays as it is.

        It shares the model's index, so that making it costs nothing.
        """
        if not entities:
            return self
        reader = copy.copy(self)
        reader._dynamic = entities
        return reader

    @property
    def words(self) -> set[str]:
        """Every word of the model's listed values."""
        return set[str]().union(*(values.words for values in self._lists.values()))

    def resolve(self, type_name: str, text: str) -> SlotValue:
        """`text` as the value of a slot: matched, in normal form, or raw where it is neither.

        What has a normal form already ("PT10M") stays as it is.
        """
        heard = sentence(text)
        hits = self.at(type_name, heard, 0)
        whole = [hit for hit in hits if hit.end == len(heard.words)]
        if whole:
            return whole[0].values[0]
        as_it_is = not heard.words or amazon_types.is_read(type_name)
        return self.raw(type_name, text.strip() if as_it_is else heard.said())

    def raw(self, type_name: str, said: str) -> SlotValue:
        """Words that match nothing: types with listed values say so, Amazon's own just carry them."""
        return SlotValue(said, self._resolutions(type_name, ()))

    def known(self, type_name: str, norms: Sequence[str]) -> bool:
        """Whether `norms` are a listed value of a type."""
        return any(resolution.values for resolution in self._resolutions(type_name, norms))

    def pairs(self, norms: Iterable[str], besides: str | None) -> bool:
        """Whether two telling words of `norms` stand together in a value of some list but that of `besides`."""
        words = list(norms)
        return any(values.pairs(words) for name, values in self._lists.items() if name != besides)

    def _resolutions(self, type_name: str, norms: Sequence[str]) -> tuple[Resolution, ...]:
        """What each authority makes of `norms`, in Alexa's order: the model's values, then the session's."""
        lists = ((self._lists.get(type_name), False), (self._dynamic.get(type_name), True))
        return tuple(Resolution(type_name, found.find(norms), dynamic) for found, dynamic in lists if found is not None)

    def at(self, type_name: str, heard: Sentence, start: int) -> list[Hit]:
        """All values of the type that begin at word `start`, the longest first."""
        return self._at(type_name, heard, heard.norms, self._slips(heard.norms), start)

    def _slips(self, norms: tuple[str, ...]) -> list[tuple[int, str]]:
        """The places of misspelt words, each with a word that may have been meant."""
        return [(place, meant) for place, norm in enumerate(norms) for meant in self._near(norm)]

    def _at(
        self, type_name: str, heard: Sentence, norms: tuple[str, ...], slips: Iterable[tuple[int, str]], start: int
    ) -> list[Hit]:
        if start >= len(norms) or heard.words[start].joined or type_name == PHRASE_TYPE:
            return []
        # "my calf" holds the value "calf"; a value that is listed with its "the" is found as it stands.
        skipped = start + 1 if norms[start] in DETERMINERS and start + 1 < len(norms) else start
        hits: dict[int, Hit] = {}
        for value_start in (start,) if skipped == start else (start, skipped):
            for hit in (
                *self._from(type_name, heard, norms, value_start),
                *self._mended(type_name, heard, norms, slips, value_start),
            ):
                hits.setdefault(hit.end, Hit(type_name, start, hit.end, hit.values, hit.loose))
        return sorted(hits.values(), key=lambda hit: -hit.end)

    def _from(self, type_name: str, heard: Sentence, norms: tuple[str, ...], start: int) -> Iterable[Hit]:
        for end in self._ends(type_name, norms, start):
            resolutions = self._resolutions(type_name, norms[start:end])
            if any(resolution.values for resolution in resolutions):
                yield Hit(type_name, start, end, (SlotValue(heard.said(start, end), resolutions),))
        named = amazon_types.names(type_name, norms[start])
        if named is not None:
            value = self.raw(type_name, heard.said(start, start + 1))
            yield Hit(type_name, start, start + 1, (value,), named.loose)
        if amazon_types.is_read(type_name):
            for end in range(start + 1, amazon_types.reach(type_name, norms, start) + 1):
                reading = amazon_types.read(type_name, norms[start:end], self.today())
                if reading is not None:
                    yield Hit(type_name, start, end, (SlotValue(reading.value),), reading.loose)

    def _ends(self, type_name: str, norms: Sequence[str], start: int) -> list[int]:
        """Where listed values that begin at word `start` may end."""
        listed = [values for lists in (self._lists, self._dynamic) if (values := lists.get(type_name)) is not None]
        return sorted({end for values in listed for end in values.ends(norms, start)})

    def _mended(
        self, type_name: str, heard: Sentence, norms: tuple[str, ...], slips: Iterable[tuple[int, str]], start: int
    ) -> Iterable[Hit]:
        """Listed values from word `start` on with one misspelt word in them; none where it may mean several."""
        found: dict[int, tuple[Resolution, ...] | None] = {}
        for place, meant in slips:
            if not start <= place < start + _LONGEST_VALUE:
                continue
            mended = (*norms[start:place], meant, *norms[place + 1 : start + _LONGEST_VALUE])
            for end in (start + length for length in self._ends(type_name, mended, 0)):
                if end <= place:
                    continue
                others = (*norms[start:place], *norms[place + 1 : end])
                alone = all(word in FUNCTION_WORDS or word in HEDGES for word in others)
                if alone and (len(norms) > 1 or len(meant) < _LONG_ENOUGH_ALONE):
                    continue
                resolutions = self._resolutions(type_name, mended[: end - start])
                if any(resolution.values for resolution in resolutions):
                    found[end] = resolutions if found.get(end, resolutions) == resolutions else None
        for end, resolved in found.items():
            if resolved is not None:
                yield Hit(type_name, start, end, (SlotValue(heard.said(start, end), resolved),))


class Spots:
    """The values in one sentence, looked up once for each type and place."""

    def __init__(self, reader: SlotReader, heard: Sentence) -> None:
        """Nothing is looked up until it is asked for."""
        self.heard = heard
        self._norms = heard.norms
        self._slips = reader._slips(self._norms)
        self._reader = reader
        self._found: dict[tuple[str, int], list[Hit]] = {}
        self._lists: dict[tuple[str, int], list[Hit]] = {}
        self._everywhere: dict[str, list[Hit]] = {}

    def at(self, type_name: str, start: int) -> list[Hit]:
        """As `SlotReader.at`."""
        key = (type_name, start)
        if key not in self._found:
            self._found[key] = self._reader._at(type_name, self.heard, self._norms, self._slips, start)
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
        """The word right before the hit (-1) and the one behind it (1)."""
        places = ((-1, hit.start - 1), (1, hit.end))
        return {(side, self._norms[at]) for side, at in places if 0 <= at < len(self._norms)}

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
    """The longest hits that leave each other alone, in the order of the sentence."""
    taken: set[int] = set()
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-hit.length, hit.start)):
        place = set(range(hit.start, hit.end))
        if not place & taken:
            taken |= place
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)
