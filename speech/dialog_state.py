"""What a dialog is made of: an intent with its values, the open question, and the step that comes next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from speech.envelope import Json
from speech.model import Variation
from speech.slots import Filling, contract_shape

STARTED, IN_PROGRESS, COMPLETED = "STARTED", "IN_PROGRESS", "COMPLETED"
NONE, CONFIRMED, DENIED = "NONE", "CONFIRMED", "DENIED"


@dataclass
class IntentState:
    """An intent while it is talked about: what fills its slots, and what was confirmed."""

    name: str
    fillings: dict[str, Filling] = field(default_factory=dict)
    slot_confirmations: dict[str, str] = field(default_factory=dict)
    confirmation: str = NONE

    def fill(self, fillings: Mapping[str, Filling]) -> None:
        """Takes new values; what was confirmed of the old ones no longer counts."""
        for name, filling in fillings.items():
            self.fillings[name] = filling
            self.slot_confirmations.pop(name, None)
            self.confirmation = NONE

    def empty(self, slot: str) -> None:
        """Forgets the value of a slot."""
        self.fillings.pop(slot, None)
        self.slot_confirmations.pop(slot, None)

    def shown_slots(self) -> Json:
        """The filled slots in the speaker's own output."""
        return contract_shape(self.fillings)


@dataclass(frozen=True)
class Question:
    """What the next words answer.

    `delegated` when Alexa asked it in the model's words; `by_alexa` when it goes on by itself after the answer, without
    the skill (strategy ALWAYS).
    """

    kind: Literal["elicit", "confirm_slot", "confirm_intent"]
    slot: str | None = None
    delegated: bool = False
    by_alexa: bool = False


@dataclass(frozen=True)
class ToSkill:
    """An IntentRequest is due; `dialog_state` is None where the intent has no dialog model."""

    intent: IntentState
    dialog_state: str | None


@dataclass(frozen=True)
class Ask:
    """Alexa asks by itself, in the model's words; None where the model has no prompt."""

    prompt: Variation | None


Step = ToSkill | Ask
