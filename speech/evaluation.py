"""How well a model is understood: each sentence of an annotation set judged. `speech.figures` counts what comes of it.

A sentence is right when its intent is, and each slot its annotation names holds the values named there and no others.
Amazon's pages don't say how its tool compares slot values, so this is ours: an expected value is met by the value that
is sent, or by the name or id of a listed value that it resolves to; case, punctuation and digits for number words make
no difference. A slot that is filled though the annotation doesn't name it costs precision, not the sentence. A sentence
that no intent takes counts as AMAZON.FallbackIntent, whether the model has that intent or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from speech.annotations import Annotation, AnnotationError, Expected, ExpectedValue
from speech.model import FALLBACK, InteractionModel
from speech.slots import Filling, SlotValue
from speech.understanding import LAUNCH, Understanding, Understood
from speech.words import words


@dataclass(frozen=True, slots=True)
class SlotTally:
    """One slot of one sentence: how many of the values expected were found, and how many of those found were right."""

    slot: str
    met: int
    expected: int
    found: int

    @property
    def right(self) -> bool:
        """Whether it holds what is expected and nothing else."""
        return self.met == self.expected == self.found


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with what it was taken for, and the right answer that comes nearest to that."""

    annotation: Annotation
    understood: Understood
    nearest: Expected
    tallies: tuple[SlotTally, ...]

    @property
    def intent(self) -> str:
        """The intent it was taken for."""
        return self.understood.intent or FALLBACK

    @property
    def intent_right(self) -> bool:
        """Whether the intent is one of those expected."""
        return self.intent == self.nearest.intent

    @property
    def wrong_slots(self) -> tuple[str, ...]:
        """The slots that the annotation names and that hold something else."""
        return tuple(tally.slot for tally in self.tallies if tally.slot in self.nearest.slots and not tally.right)

    @property
    def right(self) -> bool:
        """Whether the sentence is understood as it should be."""
        return self.intent_right and not self.wrong_slots


def evaluate(model: InteractionModel, annotations: Sequence[Annotation]) -> list[Judged]:
    """Judge every annotation. Raises AnnotationError for one that names what the model doesn't have."""
    for annotation in annotations:
        _check(annotation, model)
    today: date | None = None
    understanding = Understanding(model, lambda: today or date.today())
    judged = []
    for annotation in annotations:
        today = annotation.day
        judged.append(_judge(annotation, understanding.understand(annotation.utterance, annotation.eliciting)))
    return judged


def _check(annotation: Annotation, model: InteractionModel) -> None:
    for choice in annotation.expected:
        intent = model.intents.get(choice.intent)
        if intent is None and choice.intent not in (FALLBACK, LAUNCH):
            raise AnnotationError(f"{annotation.place}: the model has no intent {choice.intent}")
        for slot in choice.slots:
            if intent is None or slot not in intent.slots:
                raise AnnotationError(f"{annotation.place}: the model's {choice.intent} has no slot {slot}")
    asked = annotation.eliciting
    if asked and (asked.intent not in model.intents or asked.slot not in model.intents[asked.intent].slots):
        raise AnnotationError(f"{annotation.place}: the model has no slot {asked.slot} in an intent {asked.intent}")


def _judge(annotation: Annotation, understood: Understood) -> Judged:
    choices = [Judged(annotation, understood, choice, _tallies(choice, understood)) for choice in annotation.expected]
    # `max` keeps the first of equals: the set's own order decides.
    return max(choices, key=lambda one: (one.right, one.intent_right, sum(tally.met for tally in one.tallies)))


def _tallies(expected: Expected, understood: Understood) -> tuple[SlotTally, ...]:
    tallies = []
    for slot in dict.fromkeys((*expected.slots, *understood.slots)):
        wanted = list(_wanted(expected.slots.get(slot)))
        found = _found(understood.slots.get(slot))
        left = list(wanted)
        for value in found:
            met = next((each for each in left if meets(value, each)), None)
            if met is not None:
                left.remove(met)
        tallies.append(SlotTally(slot, len(wanted) - len(left), len(wanted), len(found)))
    return tuple(tallies)


def _wanted(value: ExpectedValue | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _found(filling: Filling | None) -> tuple[SlotValue, ...]:
    if filling is None:
        return ()
    return filling if isinstance(filling, tuple) else (filling,)


def meets(value: SlotValue, expected: str) -> bool:
    """Whether `value` is the one expected: as it is sent, or by name or id of a value it resolves to."""
    listed = [name for match in value.resolutions for each in match.values for name in (each.name, each.id) if name]
    return any(_compared(name) == _compared(expected) for name in (value.value, *listed))


def _compared(text: str) -> tuple[object, ...]:
    # The words of a text leave out a minus, and a text without words has to stand for itself.
    return (text.lstrip().startswith("-"), words(text) or text.strip().casefold())
