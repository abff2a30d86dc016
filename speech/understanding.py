"""What a sentence means to a skill: its interaction model in, the intent and its slots out.

Stages, each stricter than the next: exact sentences, one score with a margin, phrase slots, AMAZON.FallbackIntent.
While a slot is elicited the answer to it comes first (see `_answer`). No intent is known by name but Amazon's, and the
same words always mean the same (dates count from the day that `today` gives).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from speech.amazon_types import LEXICON, is_free, is_read
from speech.builtin_utterances import NO, YES, by_words
from speech.dynamic_entities import NO_ENTITIES, DynamicEntities
from speech.invocation import find_invocation
from speech.model import FALLBACK, PHRASE_TYPE, InteractionModel
from speech.phrases import Phrase, PhraseSamples
from speech.samples import Match, SampleTree, answering_samples, model_samples, vocabulary
from speech.scoring import SampleScores, Scored, fill
from speech.slot_reading import Hit, SlotReader, Spots, without_overlaps
from speech.slots import Filling, SlotValue
from speech.spelling import Spelling
from speech.words import DETERMINERS, FUNCTION_WORDS, QUESTION_STARTS, sentence, without_fillers

LAUNCH = "LaunchRequest"
# A score below this is no understanding, by the model's `fallbackIntentSensitivity`; LOW is Alexa's own choice.
THRESHOLDS = {"LOW": 0.45, "MEDIUM": 0.6, "HIGH": 0.7}
# Two scores closer than this are a doubt.
MARGIN = 0.02
# An answer is expected while a slot is elicited: another intent must be this sure to interrupt.
INTERRUPTING = 0.7
# What a sample is worth that fits but for one unlisted value: a good guess, a poor one where a phrase slot takes any
# words, because there they arrive as they were said.
_UNLISTED, _UNLISTED_OR_PHRASE = 0.55, 0.2
# A sample that fits but for one word dropped, doubled or misspelt.
_NEARLY = 0.6
# Alone, only so few words pass for a name.
_LONGEST_NAME = 2
# Longer answers are no name for anything: a list slot takes them raw only where the model has no phrase slot.
_LONGEST_RAW = 8
# As much of an answer left unexplained (see `Spots.unexplained`) is more than a value's company.
_MUCH = 2


@dataclass(frozen=True, slots=True)
class Eliciting:
    """The slot an open question asks for."""

    intent: str
    slot: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence was taken for.

    `intent` is LaunchRequest for a bare invocation, None where nothing fits and the model has no FallbackIntent.
    `stage` says which rule decided, `margin` by how much it led the `runner_up` (intent, confidence).
    """

    text: str
    intent: str | None
    slots: Mapping[str, Filling]
    confidence: float
    stage: str
    runner_up: tuple[str, float] | None = None
    margin: float = field(default=1.0)


class Understanding:
    """Understands sentences for one interaction model. Making it indexes the model; asking it changes nothing."""

    def __init__(self, model: InteractionModel, today: Callable[[], date] = date.today) -> None:
        """`today` gives the day that "tomorrow" counts from."""
        samples = model_samples(model)
        self.model = model
        self.slots = SlotReader(model, today)
        self._spelling = Spelling(vocabulary(model, samples) | LEXICON)
        self._tree = SampleTree(samples)
        self._literal = {sample.literals for sample in samples if not sample.slots}
        self._scores = SampleScores(samples, model.intents)
        self._phrases = PhraseSamples(samples, model.types)
        # One word may be wrong in a sample. Where an intent is open to all words they are better told to that intent.
        near = samples if self._phrases.open is None else [s for s in samples if any(is_free(t.type) for t in s.slots)]
        self._near_tree = SampleTree(near, phrases=True)
        self._threshold = THRESHOLDS.get(model.fallback_sensitivity, THRESHOLDS["LOW"])
        self._builtins = by_words(model.intents)
        self._answers = {
            name: SampleTree(answering_samples(model, intent)) for name, intent in model.intents.items() if intent.slots
        }

    def understand(
        self, text: str, eliciting: Eliciting | None = None, entities: DynamicEntities = NO_ENTITIES
    ) -> Understood:
        """What `text` means, with or without the skill's invocation name, while `eliciting` is asked for (if any).

        `entities` are the values a skill gave its slot types at run time; they count beside the model's own.
        """
        invocation = find_invocation(text, self.model.invocation_name)
        if invocation is None or (invocation.requests and sentence(text).norms in self._literal):
            return self._in_session(text, text, eliciting, entities)
        if not invocation.requests:
            return Understood(text, LAUNCH, {}, 1.0, "invocation")
        readings = [self._in_session(text, request, None, entities) for request in invocation.requests]
        return max(readings, key=lambda reading: (reading.intent not in (None, FALLBACK), reading.confidence))

    def _in_session(
        self, text: str, words_said: str, eliciting: Eliciting | None, entities: DynamicEntities
    ) -> Understood:
        heard = sentence(words_said)
        heard = heard.respelled([entities.correct(norm, self._spelling) for norm in heard.norms])
        slots = self.slots.with_entities(entities.lists)
        spots = Spots(slots, heard)
        bare = without_fillers(heard)
        bare_spots = spots if bare == heard else Spots(slots, bare)
        if not heard.words:
            return self._fallback(text, [])
        if eliciting is not None and eliciting.intent in self._answers:
            return self._answer(text, spots, bare_spots, eliciting)
        exact = self._tree.matches(spots) or self._tree.matches(bare_spots)
        builtin = self._builtins.get(heard.norms) or self._builtins.get(bare.norms)
        ranking = self._ranking(bare_spots)
        if exact and (builtin is None or not exact[0].hits):
            return self._matched(text, exact, ranking)
        if builtin is not None:
            return _sure(text, builtin, {}, "built-in", ranking)
        return (
            self._guess(text, ranking, spots, bare_spots)
            or self._bare_name(text, bare_spots, ranking)
            or self._fallback(text, ranking)
        )

    def _answer(self, text: str, spots: Spots, bare: Spots, eliciting: Eliciting) -> Understood:
        """An answer to an open question, in the order of the contract ("In the speaker, while a slot is elicited")."""
        intent = self.model.intents[eliciting.intent]
        exact = self._tree.matches(spots) or self._tree.matches(bare)
        builtin = self._builtins.get(spots.heard.norms) or self._builtins.get(bare.heard.norms)
        ranking = self._ranking(bare, besides=intent.name)
        own_words = [match for match in exact if not match.hits]
        if own_words and self.model.intents[own_words[0].sample.intent].built_in:
            builtin = own_words[0].sample.intent
        elif own_words and builtin not in (YES, NO):
            builtin = None  # a sample of the skill's own in these very words goes before Amazon's everyday forms
        if builtin is not None and builtin not in (YES, NO):
            return _sure(text, builtin, {}, "built-in", ranking)

        tree = self._answers[intent.name]
        own = [m for m in tree.matches(spots) or tree.matches(bare) if not m.free_words]
        if own:
            best = min(own, key=lambda m: (eliciting.slot not in m.fillings, m.rank))
            return _sure(text, intent.name, best.fillings, "elicited", ranking)
        others = [match for match in exact if match.sample.intent != intent.name and not match.free_words]
        # "yes" is Amazon's unless the intent asked for takes it, even where another intent lists it as a value.
        if others and (builtin is None or not others[0].hits):
            return self._matched(text, others, ranking)
        asked = intent.slots.get(eliciting.slot)
        if asked is not None and asked.type == PHRASE_TYPE:
            return _sure(text, intent.name, {asked.name: SlotValue(spots.heard.said())}, "elicited", ranking)
        hits = self._values_within(spots, eliciting, builtin)
        within = fill(intent, hits, spots)
        # Values of other slots than the one asked for wait their turn when they would leave too much unsaid.
        enough = eliciting.slot in within or spots.unexplained(hits) < _MUCH
        turned = bool(spots.turning(hits)) or spots.contrasted(hits)
        if within and enough and not turned:
            return _sure(text, intent.name, within, "elicited", ranking, 0.9)
        if builtin is not None:
            return _sure(text, builtin, {}, "built-in", ranking)
        if within and turned:  # "not numb" is no "numb": the words go on as they are
            phrase = self._phrases.take(spots.heard) or self._phrases.take(bare.heard)
            return _phrased(text, phrase, ranking) if phrase else self._raw(text, spots, bare, eliciting, [], ranking)
        loose = [match for match in tree.matches(bare, unlisted=True) if match.unlisted == eliciting.slot]
        if loose and len(loose[0].sample.literals) > 1:
            return _sure(text, intent.name, loose[0].fillings, "elicited", ranking, 0.7)
        guess = self._guess(text, ranking, spots, bare, interrupting=True)
        if guess is not None:
            return guess
        if within:
            return _sure(text, intent.name, within, "elicited", ranking, 0.5)
        return self._raw(text, spots, bare, eliciting, loose, ranking)

    def _raw(
        self, text: str, spots: Spots, bare: Spots, eliciting: Eliciting, loose: list[Match], ranking: list[Scored]
    ) -> Understood:
        """The words as they are, for the slot that was asked for."""
        slot = self.model.intents[eliciting.intent].slots.get(eliciting.slot)
        phrase = self._phrases.take_all(spots.heard)
        if phrase is not None and len(bare.heard.words) > _LONGEST_RAW and (slot is None or not is_read(slot.type)):
            return _phrased(text, phrase, ranking)
        if slot is None:
            return self._fallback(text, ranking)
        if loose and loose[0].sample.literals:
            return _sure(text, eliciting.intent, loose[0].fillings, "raw", ranking, 0.4)
        filling = bare.raw_list(slot.type) if slot.multiple else bare.resolved(slot.type, 0, len(bare.heard.words))
        return _sure(text, eliciting.intent, {slot.name: filling}, "raw", ranking, 0.3)

    def _values_within(self, spots: Spots, eliciting: Eliciting, builtin: str | None) -> list[Hit]:
        """Values of the elicited intent's slots inside a longer answer, the longest first."""
        intent = self.model.intents[eliciting.intent]
        asked = intent.slots.get(eliciting.slot)
        hits: list[Hit] = []
        types = dict.fromkeys(slot.type for slot in (*((asked,) if asked else ()), *intent.slots.values()))
        for name in types:
            hits += [
                hit
                for hit in spots.longest(name)
                # A bare number says something only where a number is asked for.
                if (spots.telling(hit) or (hit.loose and asked is not None and name == asked.type))
                and not self._opposite(hit, builtin)
            ]
        return without_overlaps(hits)

    def _opposite(self, hit: Hit, builtin: str | None) -> bool:
        """Whether the hit is the "yeah" of "yeah no"."""
        alone = self._builtins.get(sentence(hit.values[0].value).norms)
        return {alone, builtin} == {YES, NO}

    def _ranking(self, spots: Spots, besides: str | None = None) -> list[Scored]:
        """Intents by score; a sample that fits but for one unlisted value counts as its literal words deserve."""
        best = {scored.intent: scored for scored in self._scores.ranking(spots, besides=besides)}
        whole: dict[str, Scored] = {}
        for match in self._tree.matches(spots, unlisted=True):
            name = match.sample.intent
            content = [word for word in match.sample.literals if word not in FUNCTION_WORDS]
            if not match.free_words or name == besides or not content:
                continue
            score = _worth(_UNLISTED if self._phrases.open is None else _UNLISTED_OR_PHRASE, len(content))
            alike = best.get(name)
            if name not in whole and (alike is None or len(alike.fillings) <= len(match.fillings)):
                # A sample that takes the whole sentence says better what fills its slots than one that is like it.
                whole[name] = Scored(name, max(score, alike.score if alike else 0.0), match.fillings)
        best |= whole
        order = list(self.model.intents)
        return sorted(best.values(), key=lambda scored: (-round(scored.score, 6), order.index(scored.intent)))

    def _guess(
        self, text: str, ranking: list[Scored], spots: Spots, bare: Spots, interrupting: bool = False
    ) -> Understood | None:
        """The scored intent that clears threshold and margin, else what a phrase slot takes."""
        first = ranking[0].score if ranking else 0.0
        second = ranking[1].score if len(ranking) > 1 else 0.0
        phrase = self._phrases.take(spots.heard) or self._phrases.take(bare.heard)
        if phrase is None and not interrupting:
            phrase = self._phrases.take_unopened(bare)
        threshold = INTERRUPTING if interrupting else self._threshold
        carried = _worth(_UNLISTED, phrase.telling) if phrase and phrase.carrier > 1 and not self._phrases.open else 0.0
        clear = first >= max(threshold, carried) and first - second >= MARGIN
        # "my calf is not numb" would arrive as "numb"; a question ("how do i not cramp") says nothing of that kind.
        turned = bool(ranking) and ranking[0].turned and bare.heard.norms[0] not in QUESTION_STARTS
        near = None if interrupting else self._nearly(bare)
        if clear and not (turned and phrase is not None):
            best = ranking[0]
            if near is not None and near.sample.intent == best.intent and len(near.hits) > len(best.fillings):
                best = replace(best, fillings=near.fillings)
            return _sure(text, best.intent, best.fillings, "scored", ranking, first)
        if near is not None and not carried:
            return _sure(text, near.sample.intent, near.fillings, "scored", ranking, _NEARLY)
        if phrase is not None:
            return _sure(text, phrase.intent, {phrase.slot.name: phrase.value}, "phrase", ranking, max(carried, 0.5))
        return None

    def _nearly(self, bare: Spots) -> Match | None:
        """The sample that fits but for one word; among free words it takes more than two literal ones to be sure."""
        near = next(iter(self._near_tree.matches(bare, slips=1)), None)
        if near is None or len(near.sample.parts) < 3 or len(near.sample.literals) <= (2 if near.free_words else 0):
            return None
        return near

    def _bare_name(self, text: str, bare: Spots, ranking: list[Scored]) -> Understood | None:
        """Words that could be a name, for a skill that takes names of Amazon's lists without a word around them."""
        said = set(bare.heard.norms) - DETERMINERS
        if len(said) > _LONGEST_NAME or said & FUNCTION_WORDS:
            return None
        names = [match for match in self._near_tree.matches(bare, bare=True) if not match.sample.literals]
        return _sure(text, names[0].sample.intent, names[0].fillings, "scored", ranking, 0.3) if names else None

    def _matched(self, text: str, exact: list[Match], ranking: list[Scored]) -> Understood:
        best = exact[0]
        confidence = 0.9 if best.free_words else 1.0
        rival = next((m.sample.intent for m in exact if m.sample.intent != best.sample.intent), None)
        stage = "built-in" if self.model.intents[best.sample.intent].built_in else "exact"
        understood = _sure(text, best.sample.intent, best.fillings, stage, ranking, confidence)
        if rival is None:
            return understood
        return replace(understood, runner_up=(rival, confidence), margin=0.0)

    def _fallback(self, text: str, ranking: list[Scored]) -> Understood:
        intent = FALLBACK if FALLBACK in self.model.intents else None
        best = ranking[0].score if ranking else 0.0
        return _sure(text, intent, {}, "fallback", ranking, round(1 - best, 3))


def _worth(least: float, telling: int) -> float:
    """What a sample is worth that free words fill: the more telling words it has of its own, the more."""
    return least + min(0.3, 0.1 * telling)


def _sure(
    text: str,
    intent: str | None,
    fillings: Mapping[str, Filling],
    stage: str,
    ranking: list[Scored],
    confidence: float = 1.0,
) -> Understood:
    other = next((scored for scored in ranking if scored.intent != intent), None)
    runner_up = (other.intent, round(other.score, 3)) if other is not None else None
    margin = round(confidence - (other.score if other is not None else 0.0), 3)
    return Understood(text, intent, dict(fillings), round(confidence, 3), stage, runner_up, margin)


def _phrased(text: str, phrase: Phrase, ranking: list[Scored]) -> Understood:
    return _sure(text, phrase.intent, {phrase.slot.name: phrase.value}, "phrase", ranking, 0.5)
