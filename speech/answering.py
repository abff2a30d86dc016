"""Answers to an open question, in the order of the contract ("In the speaker, while a slot is elicited")."""

from collections.abc import Mapping, Sequence

from speech.amazon_types import is_read
from speech.builtin_utterances import NO, YES
from speech.guessing import LONGEST_ANSWER, MUCH, Guesses
from speech.model import PHRASE_TYPE, Intent, InteractionModel, Slot
from speech.samples import Match, SampleTree, answering_samples, company
from speech.scoring import Scored, fill
from speech.slot_reading import Hit
from speech.slots import Filling, SlotValue, texts
from speech.spots import Spots, arriving, without_overlaps
from speech.statements import denies_another, is_narrowed
from speech.understood import Eliciting, Understood, phrased, taken_for
from speech.words import NOES, OPENINGS, TURNING, sentence

_NEWS = 2
"""How many words of meaning a short answer may not drop; behind an "and", beside what was not asked, each is two."""


_CORRECTING = NOES | {"sorry", "wait", "actually", "hang", "hold", "on"}


class Answers:
    """Understands what is said while a slot is elicited."""

    def __init__(self, model: InteractionModel, guesses: Guesses) -> None:
        """Index what answers the questions of the model's dialog; other intents follow when they are asked for."""
        self._model = model
        self._guesses = guesses
        self._trees: dict[str, SampleTree] = {}
        self._company: dict[str, dict[str, set[tuple[int, str]]]] = {}
        for name in model.dialog:
            self._tree(name)

    def expects(self, eliciting: Eliciting) -> bool:
        """Whether the intent asked for has slots to fill at all."""
        return self._tree(eliciting.intent) is not None

    def _tree(self, name: str) -> SampleTree | None:
        """All that answers a question for a slot of the intent."""
        intent = self._model.intents.get(name)
        if intent is None or not intent.slots:
            return None
        if name not in self._trees:
            samples = answering_samples(intent)
            self._trees[name] = SampleTree(samples)
            self._company[name] = company(samples)
        return self._trees[name]

    def answer(self, spots: Spots, bare: Spots, eliciting: Eliciting) -> Understood:
        """What the sentence means as an answer; `bare` is it without fillers."""
        intent = self._model.intents[eliciting.intent]
        asked = intent.slots.get(eliciting.slot)
        corrected = self._corrected(bare, intent, asked)
        if corrected is not None:
            spots = bare = corrected
        exact = self._guesses.exact(spots, bare)
        builtin = self._guesses.built_in(spots.heard.norms, bare.heard.norms)
        ranking = self._guesses.ranking(bare, besides=intent.name)
        own_words = [match for match in exact if not match.hits]
        if own_words and self._model.intents[own_words[0].sample.intent].built_in:
            builtin = own_words[0].sample.intent
        elif own_words and builtin not in (YES, NO):
            builtin = None  # a sample of the skill's own in these very words goes before Amazon's everyday forms
        if builtin is not None and builtin not in (YES, NO):
            return taken_for(builtin, {}, "built-in", ranking)

        tree = self._trees[intent.name]
        own = [m for m in tree.matches(spots) or tree.matches(bare) if not m.free_words]
        if own:
            best = min(own, key=lambda m: (eliciting.slot not in m.fillings, m.rank))
            return taken_for(intent.name, best.fillings, "elicited", ranking)
        others = [match for match in exact if match.sample.intent != intent.name and not match.free_words]
        # "yes" is Amazon's unless the intent asked for takes it, even where another intent lists it as a value.
        if others and (builtin is None or not others[0].hits):
            return self._guesses.matched(others, ranking)
        if asked is not None and asked.type == PHRASE_TYPE:
            return taken_for(intent.name, {asked.name: SlotValue(spots.heard.said())}, "elicited", ranking)
        return self._inside(tree, spots, bare, eliciting, builtin, ranking)

    def _inside(
        self,
        tree: SampleTree,
        spots: Spots,
        bare: Spots,
        eliciting: Eliciting,
        builtin: str | None,
        ranking: Sequence[Scored],
    ) -> Understood:
        """An answer that is no sample: values inside it, other intents, phrase slots, its raw words."""
        intent = self._model.intents[eliciting.intent]
        hits = self._values_within(spots, eliciting, builtin)
        within = fill(intent, hits, spots)
        # Values of other slots than the one asked for wait their turn when they would leave too much unsaid.
        enough = eliciting.slot in within or spots.unexplained(hits) < MUCH
        turned = bool(spots.turning(hits)) or spots.contrasted(hits)
        told = self._told(spots, within, hits, eliciting, ranking)
        if told is not None:
            return told
        if within and enough and not turned:
            return taken_for(intent.name, within, "elicited", ranking, 0.9)
        if builtin is not None:
            return taken_for(builtin, {}, "built-in", ranking)
        interruption = self._guesses.interruption(ranking, spots, bare)
        if within and turned:  # "not numb" is no "numb": the words go on as they are
            return interruption or self._raw(spots, bare, eliciting, [], ranking)
        loose = [match for match in tree.matches(bare, unlisted=True) if match.unlisted == eliciting.slot]
        if loose and len(loose[0].sample.literals) > 1:
            return taken_for(intent.name, loose[0].fillings, "elicited", ranking, 0.7)
        if interruption is not None:
            return interruption
        if within:
            return taken_for(intent.name, within, "elicited", ranking, 0.5)
        return self._raw(spots, bare, eliciting, loose, ranking)

    def _told(
        self,
        spots: Spots,
        within: Mapping[str, Filling],
        hits: Sequence[Hit],
        eliciting: Eliciting,
        ranking: Sequence[Scored],
    ) -> Understood | None:
        """An answer whose values would drop much of what it tells, for a phrase slot instead, where one can take it.

        A long answer goes whole. A statement about a value ("my lips have blown up") goes behind its carrier.
        """
        slot = self._model.intents[eliciting.intent].slots.get(eliciting.slot)
        if not within or (slot is not None and is_read(slot.type)):
            return None
        arrived = arriving(hits, within)
        unsaid = spots.unexplained(arrived)
        halved = spots.halves_a_value(arrived, slot.type if slot is not None else None)
        norms, texts_in = spots.heard.norms, texts(within)
        whole = self._guesses.phrases.take_all(spots.heard)
        if is_narrowed(norms, texts_in) or (len(within) > 1 and denies_another(norms, texts_in)):
            dropped = True
        elif sum(not word.joined for word in spots.heard.words) > LONGEST_ANSWER:
            answered = within.get(eliciting.slot)
            # A name may have more beside it that is no news than a mere yes, or what answers something else.
            company = MUCH + (answered is not None and not self._polar(answered))
            lost = any(hit not in arrived for hit in hits if spots.telling(hit))
            dropped = lost or halved or unsaid > company
        else:
            # "Cold white foot" is no answer to "any medicines?", and "pregnant and my sight's gone" is more than one.
            news = unsaid if self._is_news(within, eliciting.slot) else 0
            dropped = halved or spots.added(arrived) + news >= _NEWS
        if dropped and whole is not None:
            return phrased(whole, ranking)
        asserted = unsaid > 0 and spots.asserts(arrived)
        carried = self._guesses.phrases.take(spots.heard) if asserted or spots.goes_on(arrived) else None
        if carried is None and asserted and unsaid >= MUCH:
            carried = whole
        unanswered = eliciting.slot not in within or self._denies(within[eliciting.slot])
        if carried is None and unanswered and self._guesses.overturned(within, spots):
            carried = whole
        return phrased(carried, ranking) if carried is not None else None

    def _denies(self, filling: Filling) -> bool:
        """Whether a slot holds a yes, a no or words that deny ("none of those")."""
        return self._polar(filling) or (
            isinstance(filling, SlotValue) and not TURNING.isdisjoint(sentence(filling.value).norms)
        )

    def _is_news(self, within: Mapping[str, Filling], asked: str) -> bool:
        """Whether the values tell what no question asked for; "no, healthy as a horse" denies, and is none."""
        return asked not in within and not all(self._denies(filling) for filling in within.values())

    def _polar(self, filling: Filling) -> bool:
        """Whether a slot holds a mere yes or no."""
        return isinstance(filling, SlotValue) and self._guesses.built_in(sentence(filling.value).norms) in (YES, NO)

    def _raw(
        self, spots: Spots, bare: Spots, eliciting: Eliciting, loose: Sequence[Match], ranking: Sequence[Scored]
    ) -> Understood:
        """The words as they are, for the slot that was asked for."""
        slot = self._model.intents[eliciting.intent].slots.get(eliciting.slot)
        phrase = self._guesses.phrases.take_all(spots.heard)
        length = sum(not word.joined for word in bare.heard.words)
        if phrase is not None and length > LONGEST_ANSWER and (slot is None or not is_read(slot.type)):
            return phrased(phrase, ranking)
        if slot is None:
            return self._guesses.fallback(ranking)
        if loose and loose[0].sample.literals:
            return taken_for(eliciting.intent, loose[0].fillings, "raw", ranking, 0.4)
        filling = bare.raw_list(slot.type) if slot.multiple else bare.resolved(slot.type, 0, len(bare.heard.words))
        return taken_for(eliciting.intent, {slot.name: filling}, "raw", ranking, 0.3)

    def _values_within(self, spots: Spots, eliciting: Eliciting, builtin: str | None) -> list[Hit]:
        """Values of the elicited intent's slots inside a longer answer, the longest first."""
        intent = self._model.intents[eliciting.intent]
        asked = intent.slots.get(eliciting.slot)
        hits: list[Hit] = []
        neighbours = self._company[intent.name]
        types = dict.fromkeys(slot.type for slot in (*((asked,) if asked else ()), *intent.slots.values()))
        for name in types:
            hits += [
                hit
                for hit in spots.longest(name)
                # A bare number says something only where a number is asked for, or as the samples say it.
                if (
                    spots.telling(hit)
                    or (hit.loose and asked is not None and name == asked.type)
                    or not neighbours[name].isdisjoint(spots.beside(hit))
                )
                and not self._opposite(hit, builtin)
                and not self._midway(hit, spots)
            ]
        return without_overlaps(hits)

    def _midway(self, hit: Hit, spots: Spots) -> bool:
        """Whether the hit is a "no" in the midst of a sentence: "there's no feeling" answers nothing."""
        opening = all(norm in OPENINGS for norm in spots.heard.norms[: hit.start])
        if opening or hit.end == len(spots.heard.norms):
            return False
        return self._polar(hit.values[0])

    def _opposite(self, hit: Hit, builtin: str | None) -> bool:
        """Whether the hit is the "yeah" of "yeah no"."""
        alone = self._guesses.built_in(sentence(hit.values[0].value).norms)
        return {alone, builtin} == {YES, NO}

    def _corrected(self, bare: Spots, intent: Intent, asked: Slot | None) -> Spots | None:
        """What follows on the "no" of "no, make that six" where no slot takes a no; None where nothing is put right."""
        norms = bare.heard.norms
        opening = next((at for at, norm in enumerate(norms) if norm not in _CORRECTING), 0)
        types = {slot.type for slot in intent.slots.values()} - {PHRASE_TYPE}
        if NOES.isdisjoint(norms[:opening]) or any(hit.start == 0 for name in types for hit in bare.at(name, 0)):
            return None
        rest = bare.behind(opening)
        told = any(rest.telling(hit) for name in types for hit in rest.longest(name))
        return rest if told or (asked is not None and rest.longest(asked.type)) else None
