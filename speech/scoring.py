"""One simple score for sentences that are no sample: how much of the sentence and of a sample explain each other.

Words, slots and pairs of neighbours are weighed by how rare they are among the samples, words that carry no meaning
hardly at all. A sample's score is twice the weight it shares with the sentence over the weight of both (Dice's
measure), so what is left over on either side costs. The same sentence always gets the same score.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from speech.amazon_types import is_free
from speech.likelihood import Likelihood
from speech.model import Intent, Slot
from speech.samples import Sample, company
from speech.slot_reading import Hit
from speech.slots import Filling
from speech.spots import Spots, without_overlaps
from speech.words import DETERMINERS, FUNCTION_WORDS, HESITATIONS, root

# How much these count, next to their rarity: words without a meaning of their own, and pairs of neighbours.
_FUNCTION_WORD = 0.3
_PAIR = 0.5
_FUNCTION_PAIR = 0.5
# What the best sample lacks but its intent has elsewhere is half explained.
_ELSEWHERE = 0.5
# A slot of the sample that the sentence doesn't fill costs this share: samples often name more than people do.
_UNFILLED = 0.5
# Samples of bare values are answers. Said unasked, in more words than theirs, they are the poorer guess.
_BARE = 0.8

# What the likelihood of an intent's words adds to the likeness of its nearest sample, at most.
_LIKELIHOOD = 0.4
# Samples that share less with the sentence than this part of what another of their intent shares are not looked at.
_WORTH_A_LOOK = 0.5
# A sample with slots that the sentence fills none of, while it has words nobody listed, is about something else.
_STRANGE = 0.5
# Slot types that stand in this part of all samples are what the skill is about. A sentence with a value of theirs is
# likelier to be meant for it; one without, but with words nobody listed, is likelier about something else.
_TOPIC = 0.4
_ON_TOPIC, _OFF_TOPIC = 1.15, 0.7

# What a listed value adds to the only intent that takes one of its kind.
_OWN = 0.15
# No city or name is longer, in words; shorter ones, in letters, are mostly verbs ("the way to go").
_LONGEST_NAME, _SHORTEST_NAME = 3, 4
# A sentence with words taken for a name is that much less sure.
_NAMED = 0.8

_NUMBER = "AMAZON.NUMBER"

Feature = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scored:
    """An intent's score, 0 to 1, with the slots that the sentence fills in it.

    `turned`: a word that turns the meaning ("had", "never") stands in the sentence and neither in the sample nor in a
    value, so that the intent would hear the opposite of what was said.
    """

    intent: str
    score: float
    fillings: Mapping[str, Filling]
    turned: bool = False


class SampleScores:
    """Scores a sentence against every intent's samples, by way of an index of their words and slots."""

    def __init__(self, samples: Iterable[Sample], intents: Mapping[str, Intent]) -> None:
        """Index the samples of `intents`; built-ins and phrase samples have stages of their own."""
        self._intents = intents
        self._order = {name: place for place, name in enumerate(intents)}
        self._samples = [s for s in samples if not intents[s.intent].built_in and s.phrase is None]
        features = [_features(_outline(sample)) for sample in self._samples]
        counts = Counter(feature for found in features for feature in found)
        total = len(self._samples)
        self._weights = {feature: _weight(feature, count, total) for feature, count in counts.items()}
        self._rarest = math.log(1 + total)
        self._postings: dict[Feature, list[int]] = defaultdict(list)
        self._own: dict[str, set[Feature]] = defaultdict(set)
        self._slots: list[frozenset[Feature]] = []
        self._sizes: list[float] = []
        for index, found in enumerate(features):
            for feature in found:
                self._postings[feature].append(index)
                self._own[self._samples[index].intent].add(feature)
            self._slots.append(frozenset(filter(_is_slot, found)))
            self._sizes.append(sum(self._weights[f] * (_UNFILLED if _is_slot(f) else 1) for f in found))
        self._runs = _runs(self._samples)
        self._owners = _owners(intents)
        self._company = company(self._samples)
        self._openings = _openings(self._samples)
        self._bare = [all(word in FUNCTION_WORDS for word in sample.literals) for sample in self._samples]
        share = Counter(slot for found in self._slots for slot in found)
        self._topics = {slot for slot, count in share.items() if count >= _TOPIC * total}
        self._types = sorted({slot.type for sample in self._samples for slot in sample.slots})
        self._likelihood = Likelihood(
            (sample.intent, found) for sample, found in zip(self._samples, features, strict=True)
        )

    def ranking(self, spots: Spots, *, besides: str | None = None) -> list[Scored]:
        """Every intent that shares something with the sentence, best first; `besides` one that is judged elsewhere."""
        found = [hit for name in self._types for hit in spots.longest(name) if self._tells(hit, spots)]
        names = [*self._names(spots)]
        hits = without_overlaps([*found, *names])
        named = any(hit in names for hit in hits)
        sentence = self._weigh(_features(self._outline_of(spots, hits)))
        # A value's words may also be a sample's own: "work out" a knot, though "working out" is a time.
        spelled = self._weigh(_features(self._outline_of(spots, [])))
        best = self._nearest(sentence, {f: w for f, w in spelled.items() if f not in sentence}, besides)
        likely = self._likelihood.of(sentence)
        owners = {self._owners[hit.type] for hit in hits if hit.matched and hit.type in self._owners}
        turning = spots.turning(hits)
        scored = [
            Scored(
                name,
                self._score(likeness, likely[name], owns=name in owners and not self._bare[index], named=named),
                fill(self._intents[name], [*hits, *self._numbers(hits, spots)], spots, self._samples[index]),
                not turning.issubset(self._samples[index].literals),
            )
            for name, (likeness, index) in best.items()
        ]
        return sorted(scored, key=lambda entry: (-round(entry.score, 6), self._order[entry.intent]))

    @staticmethod
    def _score(likeness: float, likely: float, *, owns: bool, named: bool) -> float:
        score = (likeness + _LIKELIHOOD * likely) / (1 + _LIKELIHOOD) + _OWN * owns
        return min(score * (_NAMED if named else 1), 1.0)

    def _tells(self, hit: Hit, spots: Spots) -> bool:
        """Whether a hit means something in this sentence: a bare number does in the company that samples give it."""
        return spots.telling(hit) or (hit.loose and not self._company[hit.type].isdisjoint(spots.beside(hit)))

    @staticmethod
    def _numbers(hits: Sequence[Hit], spots: Spots) -> list[Hit]:
        """The one bare number of a sentence, for a slot that waits for one: "hire two rackets". "One" is none."""
        loose = [hit for hit in spots.longest(_NUMBER) if hit.loose and hit.values[0].value != "1"]
        if len(loose) != 1:
            return []
        number = loose[0]
        taken = any(h.type == _NUMBER or (h.start < number.end and number.start < h.end) for h in hits)
        return [] if taken else [number]

    def _names(self, spots: Spots) -> Iterator[Hit]:
        """Words no sample has where samples have a value of Amazon's own lists, a city or a name: "from glasgow"."""
        norms = spots.heard.norms
        for name, openings in self._openings.items():
            for at in range(1, len(norms)):
                end = at
                while end < min(at + _LONGEST_NAME, len(norms)) and self._is_strange(norms[end]):
                    end += 1
                long_enough = sum(map(len, norms[at:end])) >= _SHORTEST_NAME
                if long_enough and norms[at - 1] in openings:
                    yield Hit(name, at, end, (spots.resolved(name, at, end),))

    def _is_strange(self, norm: str) -> bool:
        return norm not in FUNCTION_WORDS and root(norm) not in self._weights

    def _nearest(
        self, sentence: Mapping[Feature, float], spelled: Mapping[Feature, float], besides: str | None
    ) -> dict[str, tuple[float, int]]:
        """Each intent's sample that is most like the sentence, with that likeness: {intent: (0 to 1, sample)}.

        `spelled` are the words that `sentence` holds as values; they count where a sample has them, and cost nothing.
        """
        shared = [0.0] * len(self._samples)
        for feature, weight in sentence.items():
            for index in self._postings.get(feature, ()):
                shared[index] += weight
        for feature, weight in spelled.items():
            for index in self._postings.get(feature, ()):
                if shared[index]:
                    shared[index] += weight
        size = sum(sentence.values())
        slots = {feature: weight for feature, weight in sentence.items() if _is_slot(feature)}
        strangers = any(isinstance(f, str) and f not in self._weights and f not in _FUNCTION_ROOTS for f in sentence)
        topical = 1.0
        if self._topics:
            topical = _ON_TOPIC if slots.keys() & self._topics else _OFF_TOPIC if strangers else 1.0
        best: dict[str, tuple[float, int]] = {}
        for name, run in self._runs:
            most = max(shared[run.start : run.stop])
            if not most or name == besides:
                continue
            own = self._own[name]
            explained = sum(weight for feature, weight in sentence.items() if feature in own)
            for index in run:
                full = shared[index]
                if full < most * _WORTH_A_LOOK:
                    continue
                filled = self._slots[index] & slots.keys() if slots else frozenset[Feature]()
                gain = full - sum(w for slot, w in slots.items() if slot in filled) * (1 - _UNFILLED) / 2
                # What the intent explains elsewhere makes the sentence that much smaller.
                elsewhere = (explained - full) * _ELSEWHERE
                likeness = topical * 2 * gain / (size - full - elsewhere + gain + self._sizes[index])
                if self._bare[index]:
                    likeness *= _BARE
                if strangers and self._slots[index] and not filled:
                    likeness *= _STRANGE
                if name not in best or likeness > best[name][0]:
                    best[name] = (likeness, index)
        return best

    def _outline_of(self, spots: Spots, hits: Iterable[Hit]) -> list[str]:
        starts = {hit.start: hit for hit in hits}
        outline: list[str] = []
        at = 0
        while at < len(spots.heard.words):
            if at in starts:
                outline.append(f"{{{starts[at].type}}}")
                at = starts[at].end
                continue
            outline.append(root(spots.heard.words[at].norm))
            at += 1
        return outline

    def _weigh(self, features: Iterable[Feature]) -> dict[Feature, float]:
        """Pairs the model has never seen weigh nothing; words it has never seen are what no intent explains."""
        weighed: dict[Feature, float] = {}
        for feature in features:
            weight = self._weights.get(feature)
            if weight is None:
                pair_or_slot = isinstance(feature, tuple) or _is_slot(feature)
                function_word = _FUNCTION_WORD if feature in _FUNCTION_ROOTS else 1
                weight = 0.0 if pair_or_slot else self._rarest * function_word
            weighed[feature] = weight
        return weighed


def fill(intent: Intent, hits: Sequence[Hit], spots: Spots, sample: Sample | None = None) -> dict[str, Filling]:
    """Give each hit to a slot of its type, the sample's slots first; a multi-value slot takes all of its type.

    Where one slot would have to hold two different values it holds the words from the first to the last of them, as
    unlisted ones: so nothing that was said is lost.
    """
    slots = [*(sample.slots if sample else ()), *intent.slots.values()]
    taken: dict[str, list[Hit]] = {}
    for hit in hits:
        of_type = [slot for slot in slots if slot.type == hit.type]
        free = next((slot for slot in of_type if slot.multiple or slot.name not in taken), None)
        slot = free or next(iter(of_type), None)
        if slot is not None:
            taken.setdefault(slot.name, []).append(hit)
    return {name: _filling(intent.slots[name].multiple, own, hits, spots) for name, own in taken.items()}


def _filling(multiple: bool, own: list[Hit], hits: Sequence[Hit], spots: Spots) -> Filling:
    if multiple:
        return tuple(value for hit in own for value in hit.values)
    first, last = own[0], own[-1]
    if len({hit.values[0].id for hit in own}) == 1 or not all(hit.matched for hit in own):
        return first.values[0]
    places = {hit.start for hit in own}
    if any(first.end <= hit.start < last.start and hit.start not in places for hit in hits):
        return first.values[0]
    return spots.resolved(first.type, first.start, last.end)


def _owners(intents: Mapping[str, Intent]) -> dict[str, str]:
    """The slot types that one intent alone has, with that intent."""
    found = defaultdict[str, set[str]](set)
    for intent in intents.values():
        for slot in intent.slots.values():
            found[slot.type].add(intent.name)
    return {name: next(iter(owners)) for name, owners in found.items() if len(owners) == 1}


def _openings(samples: Iterable[Sample]) -> dict[str, set[str]]:
    """By type, the words right before the slots of Amazon's own lists."""
    found = defaultdict[str, set[str]](set)
    for sample in samples:
        for before, part in pairwise(sample.parts):
            if (
                isinstance(part, Slot)
                and is_free(part.type)
                and isinstance(before, str)
                and before not in DETERMINERS - {"me"}
            ):
                found[part.type].add(before)
    return found


def _runs(samples: Sequence[Sample]) -> list[tuple[str, range]]:
    """Where each intent's samples stand; the model lists them together."""
    starts = [at for at in range(len(samples)) if at == 0 or samples[at].intent != samples[at - 1].intent]
    return [(samples[a].intent, range(a, b)) for a, b in pairwise([*starts, len(samples)])]


def _outline(sample: Sample) -> list[str]:
    return [root(part) if isinstance(part, str) else f"{{{part.type}}}" for part in sample.parts]


def _features(outline: Sequence[str]) -> dict[Feature, None]:
    """Words, slots and pairs of neighbours, in the order of the sentence; "my" and "the" make no difference."""
    telling = [word for word in outline if word not in _UNTELLING]
    return dict.fromkeys([*telling, *pairwise(["^", *telling])])


def _is_slot(feature: Feature) -> bool:
    return isinstance(feature, str) and feature.startswith("{")


def _weight(feature: Feature, count: int, total: int) -> float:
    rarity = math.log(1 + total / count)
    if isinstance(feature, tuple):
        # "How many", "do i": two words that carry a sentence say no more together.
        return rarity * _PAIR * (_FUNCTION_PAIR if _FUNCTION_ROOTS.issuperset(feature) else 1)
    return rarity * (_FUNCTION_WORD if feature in _FUNCTION_ROOTS else 1)


_UNTELLING = frozenset(root(word) for word in DETERMINERS | HESITATIONS)
_FUNCTION_ROOTS: frozenset[Feature] = frozenset(root(word) for word in FUNCTION_WORDS)
