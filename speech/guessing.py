"""The stages that any sentence goes through: exact samples, one score with a margin, near samples, phrase slots."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from speech.amazon_types import is_free
from speech.builtin_utterances import NO, by_words
from speech.model import FALLBACK, InteractionModel
from speech.phrases import Phrase, PhraseSamples
from speech.samples import Match, Sample, SampleTree
from speech.scoring import SampleScores, Scored
from speech.slots import Filling, SlotValue, texts
from speech.spots import Spots
from speech.statements import changes_subject, is_narrowed, is_statement
from speech.understood import Understood, phrased, taken_for
from speech.words import (
    CONTRASTS,
    DETERMINERS,
    FUNCTION_WORDS,
    HEDGES,
    POLITE_STARTS,
    QUESTION_STARTS,
    STATEMENT_STARTS,
    TURNING,
    sentence,
)

# A score below this is no understanding, by the model's `fallbackIntentSensitivity`; LOW is Alexa's own choice. The
# more samples a model has the nearer one of them is to anything, so that one of a hundred asks for less.
THRESHOLDS = {"LOW": (0.42, 0.45), "MEDIUM": (0.46, 0.62), "HIGH": (0.6, 0.75)}
_FEW, _MANY = 100, 3000
# Two scores closer than this are a doubt.
MARGIN = 0.02
# An answer is expected while a slot is elicited: another intent must be this sure to interrupt.
INTERRUPTING = 0.7
# Longer answers are no name for anything: a list slot takes them raw only where the model has no phrase slot.
LONGEST_ANSWER = 8
# As many words of meaning left unsaid are more than a value's company.
MUCH = 2
# What a sample is worth at least that fits but for one unlisted value.
_UNLISTED = 0.55
# A sample that fits but for one word dropped, doubled or misspelt.
_NEARLY = 0.6
# Alone, only so few words pass for a name.
_LONGEST_NAME = 2


class Guesses:
    """What a sentence may mean to a model, asked stage by stage."""

    def __init__(self, model: InteractionModel, samples: Sequence[Sample]) -> None:
        """Index the samples."""
        self.model = model
        self.phrases = PhraseSamples(samples, model.types)
        self._tree = SampleTree(samples)
        self._scores = SampleScores(samples, model.intents)
        # One word may be wrong in a sample. Where an intent is open to all words they are better told to that intent.
        near = samples if self.phrases.open is None else [s for s in samples if any(is_free(t.type) for t in s.slots)]
        self._near_tree = SampleTree(near, phrases=True)
        self._threshold = _threshold(model.fallback_sensitivity, len(samples))
        self._builtins = by_words(model.intents)
        self._own_words = {name: frozenset[str]() for name in model.intents}
        for sample in samples:
            self._own_words[sample.intent] |= {*sample.literals}
        self._order = {name: place for place, name in enumerate(model.intents)}

    def exact(self, spots: Spots, bare: Spots) -> list[Match]:
        """The samples that fit the whole sentence, or else its `bare` form, or its request alone, best first."""
        return self._tree.matches(spots) or self._tree.matches(bare) or self._tree.matches(bare.unwrapped())

    def built_in(self, *wordings: tuple[str, ...]) -> str | None:
        """Amazon's intent that one of `wordings` means in everyday speech."""
        return next((name for norms in wordings if (name := self._builtins.get(norms)) is not None), None)

    def matched(self, exact: Sequence[Match], ranking: Sequence[Scored]) -> Understood:
        """The best of some exact matches."""
        best = exact[0]
        confidence = 0.9 if best.free_words else 1.0
        rival = next((m.sample.intent for m in exact if m.sample.intent != best.sample.intent), None)
        stage = "built-in" if self.model.intents[best.sample.intent].built_in else "exact"
        understood = taken_for(best.sample.intent, best.fillings, stage, ranking, confidence)
        return understood if rival is None else replace(understood, runner_up=(rival, confidence), margin=0.0)

    def ranking(self, spots: Spots, besides: str | None = None) -> list[Scored]:
        """Intents by score, each by the sentence as it is or by the request in it, whichever says more."""
        best = self._ranked(spots, besides)
        request = spots.unwrapped()
        if request is not spots:
            for name, scored in self._ranked(request, besides).items():
                if name not in best or scored.score > best[name].score:
                    best[name] = scored
        return sorted(best.values(), key=lambda scored: (-round(scored.score, 6), self._order[scored.intent]))

    def _ranked(self, spots: Spots, besides: str | None) -> dict[str, Scored]:
        """Scores by intent; a sample that fits but for one unlisted value counts as its literal words deserve."""
        best = {scored.intent: scored for scored in self._scores.ranking(spots, besides=besides)}
        whole: dict[str, Scored] = {}
        # Where a phrase slot takes any words, unlisted ones are better told there, as they were said.
        for match in self._tree.matches(spots, unlisted=True) if self.phrases.open is None else ():
            name = match.sample.intent
            content = [word for word in match.sample.literals if word not in FUNCTION_WORDS]
            if not match.free_words or name == besides or not content or self._is_misplaced(match, spots):
                continue
            score = _worth(_UNLISTED, len(content))
            alike = best.get(name)
            if name not in whole and (alike is None or len(alike.fillings) <= len(match.fillings)):
                # A sample that takes the whole sentence says better what fills its slots than one that is like it.
                whole[name] = Scored(name, max(score, alike.score if alike else 0.0), match.fillings)
        return best | whole

    def _is_misplaced(self, match: Match, spots: Spots) -> bool:
        """Whether the free words of a match are a value of another slot: "for six" is a number and no occasion."""
        others = {slot.type for slot in self.model.intents[match.sample.intent].slots.values()}
        return any(
            hit.start >= raw.start and hit.end == raw.end
            for slot, raw in match.hits
            if slot.name == match.unlisted
            for name in others - {slot.type}
            for hit in spots.at(name, raw.start)
        )

    def guess(self, ranking: Sequence[Scored], spots: Spots, bare: Spots) -> Understood | None:
        """The scored intent that clears threshold and margin, else a near sample, else what a phrase slot takes."""
        phrase = self._carried(spots, bare) or self.phrases.take_unopened(bare)
        carried = _worth(_UNLISTED, phrase.telling) if phrase and phrase.carrier > 1 and not self.phrases.open else 0.0
        near = self._nearly(bare)
        if self._clear(ranking, max(self._threshold, carried), bare, may_turn=phrase is None):
            best = ranking[0]
            dropped = self._drops_much(best, spots) or self.overturned(best.fillings, spots)
            norms = spots.heard.norms
            dropped = dropped or (is_statement(norms) and self._brings_nothing(best, spots))
            dropped = dropped or is_narrowed(norms, texts(best.fillings)) or changes_subject(norms)
            if (dropped or _holds_two_statements(best.fillings)) and (whole := self._open(spots)):
                return phrased(phrase or whole, ranking)
            if near is not None and near.sample.intent == best.intent and len(near.hits) > len(best.fillings):
                best = replace(best, fillings=near.fillings)
            return taken_for(best.intent, best.fillings, "scored", ranking, best.score)
        if near is not None and not carried:
            return taken_for(near.sample.intent, near.fillings, "scored", ranking, _NEARLY)
        return phrased(phrase, ranking, max(carried, 0.5)) if phrase is not None else None

    def interruption(self, ranking: Sequence[Scored], spots: Spots, bare: Spots) -> Understood | None:
        """Another intent that is sure enough of an answer to take it, else what a phrase slot takes."""
        phrase = self.phrases.take(spots.heard) or self.phrases.take(bare.heard)
        if self._clear(ranking, INTERRUPTING, bare, may_turn=False):
            if self._drops_much(ranking[0], spots) and (whole := self._open(spots)):
                return phrased(phrase or whole, ranking)
            return taken_for(ranking[0].intent, ranking[0].fillings, "scored", ranking, ranking[0].score)
        return phrased(phrase, ranking) if phrase is not None else None

    def _open(self, spots: Spots) -> Phrase | None:
        """The whole sentence, where an intent of the model is open to any words; a search alone is not."""
        return self.phrases.take_all(spots.heard) if self.phrases.open is not None else None

    def _carried(self, spots: Spots, bare: Spots) -> Phrase | None:
        """What stands behind a phrase sample's carrier, in the sentence, in its bare form, or in the request in it."""
        forms = (spots.heard, bare.heard, bare.unwrapped().heard)
        takes = (take(heard) for take in (self.phrases.take, self.phrases.take_alike) for heard in forms)
        return next((phrase for phrase in takes if phrase is not None), None)

    def bare_name(self, bare: Spots, ranking: Sequence[Scored]) -> Understood | None:
        """Words that could be a name, for a skill that takes names of Amazon's lists without a word around them."""
        said = set(bare.heard.norms) - DETERMINERS
        if len(said) > _LONGEST_NAME or said & FUNCTION_WORDS:
            return None
        names = [match for match in self._near_tree.matches(bare, bare=True) if not match.sample.literals]
        return taken_for(names[0].sample.intent, names[0].fillings, "scored", ranking, 0.3) if names else None

    def fallback(self, ranking: Sequence[Scored]) -> Understood:
        """AMAZON.FallbackIntent where the model has it; the surer, the less anything else fits."""
        intent = FALLBACK if FALLBACK in self.model.intents else None
        best = ranking[0].score if ranking else 0.0
        return taken_for(intent, {}, "fallback", ranking, round(1 - best, 3))

    def _clear(self, ranking: Sequence[Scored], threshold: float, bare: Spots, *, may_turn: bool) -> bool:
        """Whether the first of the ranking is no doubt; `may_turn`: even where a word turns its meaning."""
        if not ranking or ranking[0].score < threshold:
            return False
        if len(ranking) > 1 and ranking[0].score - ranking[1].score < MARGIN:
            return False
        # "my calf is not numb" would arrive as "numb"; a question ("how do i not cramp") says nothing of that kind.
        return may_turn or not ranking[0].turned or bare.heard.norms[0] in QUESTION_STARTS

    def overturned(self, fillings: Mapping[str, Filling], spots: Spots) -> bool:
        """Whether a "no" and a value would arrive side by side that said the opposite: "no, but i have chest pain"."""
        norms = spots.heard.norms
        start = next((at for at, norm in enumerate(norms) if norm not in POLITE_STARTS), 0)
        said = [sentence(text).norms for text in texts(fillings)]
        first = next((value for value in said if value and norms[start : start + len(value)] == value), None)
        if first is None or len(said) < 2 or not (set(first) & TURNING or self.built_in(first) == NO):
            return False
        return any(norm in STATEMENT_STARTS for norm in norms[start + len(first) : start + len(first) + 1])

    def _drops_much(self, scored: Scored, spots: Spots) -> bool:
        """Whether the intent would drop much of a long sentence: words in no filled slot and in none of its samples."""
        heard = spots.heard
        arrived = {norm for said in texts(scored.fillings) for norm in sentence(said).norms}
        unsaid = {*heard.norms} - arrived - self._own_words[scored.intent] - FUNCTION_WORDS - HEDGES
        return len(heard.words) > LONGEST_ANSWER and len(unsaid) >= MUCH

    def _brings_nothing(self, scored: Scored, spots: Spots) -> bool:
        """Whether the intent would fill none of its slots, and drop a word that none of its samples has."""
        unknown = {*spots.heard.norms} - self._own_words[scored.intent] - FUNCTION_WORDS
        return not scored.fillings and bool(self.model.intents[scored.intent].slots) and bool(unknown)

    def _nearly(self, bare: Spots) -> Match | None:
        """The sample that fits but for one word; among free words it takes more than two literal ones to be sure."""
        near = next(iter(self._near_tree.matches(bare, slips=1)), None)
        if near is None or len(near.sample.parts) < 3 or len(near.sample.literals) <= (2 if near.free_words else 0):
            return None
        return near


def _threshold(sensitivity: str, samples: int) -> float:
    """The score that a model with so many samples asks for."""
    few, many = THRESHOLDS.get(sensitivity, THRESHOLDS["LOW"])
    share = math.log(max(samples, 1) / _FEW) / math.log(_MANY / _FEW)
    return few + (many - few) * min(max(share, 0.0), 1.0)


def _worth(least: float, telling: int) -> float:
    """What a sample is worth that free words fill: the more telling words it has of its own, the more."""
    return least + min(0.3, 0.1 * telling)


def _holds_two_statements(fillings: Mapping[str, Filling]) -> bool:
    """Whether unlisted words of one slot turn round a "but": "a stroke but i just get a cramp" is no value."""
    values = [value for value in fillings.values() if isinstance(value, SlotValue) and not value.ids]
    return any(not CONTRASTS.isdisjoint(sentence(value.value).norms) for value in values)
