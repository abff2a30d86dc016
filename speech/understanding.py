"""What a sentence means to a skill: its interaction model in, the intent and its slots out.

Stages: exact samples and Amazon's everyday forms, one score with a margin, samples that are one word off, phrase slots,
AMAZON.FallbackIntent (`speech.guessing`). While a slot is elicited the answer to it comes first (`speech.answering`).
No intent is known by name but Amazon's, and the same words always mean the same (dates count from the day that `today`
gives).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from speech.amazon_types import LEXICON
from speech.answering import Answers
from speech.dynamic_entities import NO_ENTITIES, DynamicEntities
from speech.guessing import Guesses
from speech.invocation import find_invocation
from speech.model import FALLBACK, InteractionModel
from speech.samples import model_samples, vocabulary
from speech.slot_reading import SlotReader
from speech.spelling import Spelling
from speech.spots import Spots
from speech.understood import LAUNCH, Eliciting, Understood, taken_for
from speech.words import sentence, without_fillers

__all__ = ["LAUNCH", "Eliciting", "Understanding", "Understood"]


class Understanding:
    """Understands sentences for one interaction model. Making it indexes the model; asking it changes nothing."""

    def __init__(self, model: InteractionModel, today: Callable[[], date] = date.today) -> None:
        """`today` gives the day that "tomorrow" counts from."""
        samples = model_samples(model)
        self.model = model
        self.slots = SlotReader(model, today, lambda word: self._spelling.near(word))
        self._spelling = Spelling(vocabulary(model, samples, self.slots.words) | LEXICON)
        self._literal = {sample.literals for sample in samples if not sample.slots}
        self._guesses = Guesses(model, samples)
        self._answers = Answers(model, self._guesses)

    def understand(
        self, text: str, eliciting: Eliciting | None = None, entities: DynamicEntities = NO_ENTITIES
    ) -> Understood:
        """What `text` means, with or without the skill's invocation name, while `eliciting` is asked for (if any).

        `entities` are the values a skill gave its slot types at run time; they count beside the model's own.
        """
        invocation = find_invocation(text, self.model.invocation_name)
        if invocation is None or (invocation.requests and sentence(text).norms in self._literal):
            readings = [self._in_session(text, eliciting, entities)]
        elif invocation.requests:
            readings = [self._in_session(request, None, entities) for request in invocation.requests]
        else:
            readings = [taken_for(LAUNCH, {}, "invocation", [])]
        best = max(readings, key=lambda reading: (reading.intent not in (None, FALLBACK), reading.confidence))
        return replace(best, text=text)

    def _in_session(self, said: str, eliciting: Eliciting | None, entities: DynamicEntities) -> Understood:
        heard = sentence(said)
        if not heard.words:
            return self._guesses.fallback([])
        heard = heard.respelled([entities.correct(norm, self._spelling) for norm in heard.norms])
        slots = self.slots.with_entities(entities.lists)
        spots = Spots(slots, heard)
        without = without_fillers(heard)
        bare = spots if without == heard else Spots(slots, without)
        if eliciting is not None and self._answers.expects(eliciting):
            return self._answers.answer(spots, bare, eliciting)
        exact = self._guesses.exact(spots, bare)
        builtin = self._guesses.built_in(heard.norms, without.norms)
        ranking = self._guesses.ranking(bare)
        if exact and (builtin is None or not exact[0].hits):
            return self._guesses.matched(exact, ranking)
        if builtin is not None:
            return taken_for(builtin, {}, "built-in", ranking)
        return (
            self._guesses.guess(ranking, spots, bare)
            or self._guesses.bare_name(bare, ranking)
            or self._guesses.fallback(ranking)
        )
