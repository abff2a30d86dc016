"""Finding slot values in a sentence: listed values by name, numbers and times by how they are said."""

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from speech import amazon_types
from speech.model import PHRASE_TYPE, InteractionModel
from speech.slots import Resolution, SlotValue
from speech.value_list import ValueList
from speech.words import DETERMINERS, FUNCTION_WORDS, HEDGES, Sentence, sentence

# Shorter words have too many real neighbours to be mended without company: "calm" is no "calf".
_LONG_ENOUGH_ALONE = 5
# No misspelt word is mended further from the start of a value than this.
_LONGEST_VALUE = 12


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
        return self.found_at(type_name, heard, heard.norms, self.slips(heard.norms), start)

    def slips(self, norms: tuple[str, ...]) -> list[tuple[int, str]]:
        """The places of misspelt words, each with a word that may have been meant."""
        return [(place, meant) for place, norm in enumerate(norms) for meant in self._near(norm)]

    def found_at(
        self, type_name: str, heard: Sentence, norms: tuple[str, ...], slips: Iterable[tuple[int, str]], start: int
    ) -> list[Hit]:
        """As `at`, with the words in normal form and the misspelt ones among them looked up already."""
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
