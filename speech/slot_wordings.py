"""What can be said for a slot: what its type lists, or how Amazon's own types are spoken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from speech import amazon_types
from speech.model import PHRASE_TYPE, InteractionModel, Slot
from speech.samples import SLOT
from speech.slot_reading import SlotReader
from speech.words import DETERMINERS, sentence, words

# One way to say a value of Amazon's types. For lists that only Amazon has any word would do.
_SPOKEN = {
    "AMAZON.NUMBER": "five",
    "AMAZON.ORDINAL": "second",
    "AMAZON.FOUR_DIGIT_NUMBER": "one two three four",
    "AMAZON.DATE": "tomorrow",
    "AMAZON.TIME": "seven p m",
    "AMAZON.DURATION": "ten minutes",
    "AMAZON.PhoneNumber": "five five five one two one two",
    "AMAZON.US_CITY": "seattle",
    "AMAZON.FirstName": "john",
    "AMAZON.US_FIRST_NAME": "john",
    "AMAZON.Color": "blue",
    "AMAZON.DayOfWeek": "monday",
    "AMAZON.Month": "july",
    PHRASE_TYPE: "purple marmalade orchestra",  # words that hardly any model lists
}
_ANY_WORD = "marmalade"


@dataclass(slots=True)
class Trie:
    """Wordings by their words; `ends` where one is complete."""

    then: dict[str, "Trie"] = field(default_factory=dict)
    ends: bool = False


class SlotWordings:
    """The wordings of a model's slot types, looked up in the ways that comparing samples needs."""

    def __init__(self, model: InteractionModel) -> None:
        """Index the values of every type of `model`."""
        self._reader = SlotReader(model)
        self._texts = {
            slot_type.name: [text for value in slot_type.values for text in (value.value, *value.synonyms)]
            for slot_type in model.types.values()
        }
        self._listed = {name: dict.fromkeys(map(words, texts)) for name, texts in self._texts.items()}
        self._tries = {name: _trie(listed) for name, listed in self._listed.items()}
        self.shared = cache(self._shared)

    def example(self, type_name: str) -> str:
        """Something to say for a slot: the first listed value, else what Amazon's type understands."""
        listed = next((text for text in self._texts.get(type_name, ()) if words(text)), None)
        return listed or _SPOKEN.get(type_name, _ANY_WORD)

    def said(self, sample: str, slots: Mapping[str, Slot]) -> str:
        """The sample as a sentence, with an example in each of the intent's `slots`."""
        return SLOT.sub(lambda brace: self.example(slots[brace[1]].type) if brace[1] in slots else brace[1], sample)

    def trie(self, type_name: str) -> Trie:
        """The listed wordings, by their words; none for a type that lists nothing."""
        return self._tries.get(type_name) or Trie()

    def _shared(self, one: str, other: str) -> tuple[str, ...] | None:
        """Words that are a value of both types, None where none are known."""
        if one == other:
            return words(self.example(one))
        both = next(
            (norms for norms in self._listed.get(one, {}) if norms and norms in self._listed.get(other, {})), None
        )
        return both or self._read(one, other) or self._read(other, one)

    def _read(self, said: str, reading: str) -> tuple[str, ...] | None:
        """A wording of the type `said` that Amazon's type `reading` takes as well."""
        if not amazon_types.is_read(reading):
            return None
        candidates = [*self._listed.get(said, {}), *([words(self.example(said))] if amazon_types.is_read(said) else [])]
        return next((norms for norms in candidates if norms and len(norms) in self.ends(reading, norms, 0)), None)

    def ends(self, type_name: str, norms: Sequence[str], start: int) -> Iterator[int]:
        """Where a value of the type may end that begins at word `start`."""
        at = self.trie(type_name)
        for end in range(start, len(norms)):
            following = at.then.get(norms[end])
            if following is None:
                break
            at = following
            if at.ends:
                yield end + 1
        if amazon_types.is_read(type_name):
            yield from self._read_ends(type_name, norms, start)

    def _read_ends(self, type_name: str, norms: Sequence[str], start: int) -> Iterator[int]:
        heard = sentence(" ".join(norms))
        if heard.norms != tuple(norms):
            return
        ends = {hit.end for hit in self._reader.at(type_name, heard, start)}
        if norms[start] in DETERMINERS:
            # The reader passes over "the" before a value, but two sentences differ by it.
            ends -= {hit.end for hit in self._reader.at(type_name, heard, start + 1)}
        yield from ends


def _trie(listed: dict[tuple[str, ...], None]) -> Trie:
    top = Trie()
    for norms in listed:
        at = top
        for norm in norms:
            at = at.then.setdefault(norm, Trie())
        at.ends = bool(norms)
    return top
