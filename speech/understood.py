"""What understanding takes and gives: the slot a question asks for, and what a sentence was taken for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from speech.phrases import Phrase
from speech.scoring import Scored
from speech.slots import Filling

LAUNCH = "LaunchRequest"


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


def taken_for(
    intent: str | None,
    slots: Mapping[str, Filling],
    stage: str,
    ranking: Sequence[Scored],
    confidence: float = 1.0,
) -> Understood:
    """The intent that a stage decided for, with the best other one of the `ranking`; the text is put in at the end."""
    other = next((scored for scored in ranking if scored.intent != intent), None)
    # A stage that goes before the score may decide against it; the one that lost is then no surer than the winner.
    rival = min(other.score, confidence) if other is not None else 0.0
    runner_up = (other.intent, round(rival, 3)) if other is not None else None
    return Understood("", intent, dict(slots), round(confidence, 3), stage, runner_up, round(confidence - rival, 3))


def phrased(phrase: Phrase, ranking: Sequence[Scored], confidence: float = 0.5) -> Understood:
    """The words as they are, in a phrase slot."""
    return taken_for(phrase.intent, {phrase.slot.name: phrase.value}, "phrase", ranking, confidence)
