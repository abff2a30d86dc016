"""What a session remembers of its dialog, as Alexa's dialog manager does: the intent in progress, and what is asked.

Two hands drive it. A skill's directive says what to ask (ElicitSlot, ConfirmSlot, ConfirmIntent) or hands over to
Alexa (Delegate); an intent whose delegation strategy is ALWAYS is asked for by Alexa from the start, and the skill
hears of it once, when it is complete. The order within delegation (required slots in model order, slot
confirmations, intent confirmation) is the one Amazon's pages suggest; it is unverified against the live service.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from speech.builtin_utterances import NO, YES, by_words
from speech.dialog_rules import CONFIRM_INTENT, CONFIRM_SLOT, DELEGATE, ELICIT_SLOT, turn_directives
from speech.envelope import Json, intent_object
from speech.model import DialogIntent, InteractionModel, Variation
from speech.slot_reading import SlotReader
from speech.slots import Filling, contract_shape, request_slot
from speech.understanding import Eliciting
from speech.words import sentence, without_fillers

STARTED, IN_PROGRESS, COMPLETED = "STARTED", "IN_PROGRESS", "COMPLETED"
ALWAYS = "ALWAYS"

_ANSWERS = by_words({YES: None, NO: None})
_CONFIRMATION = {YES: "CONFIRMED", NO: "DENIED"}


@dataclass
class IntentState:
    """An intent while it is talked about: what fills its slots, and what was confirmed."""

    name: str
    fillings: dict[str, Filling] = field(default_factory=dict)
    slot_confirmations: dict[str, str] = field(default_factory=dict)
    confirmation: str = "NONE"

    def fill(self, fillings: Mapping[str, Filling]) -> None:
        """Takes new values; what was confirmed of the old ones no longer counts."""
        for name, filling in fillings.items():
            self.fillings[name] = filling
            self.slot_confirmations.pop(name, None)
            self.confirmation = "NONE"

    def empty(self, slot: str) -> None:
        """Forgets the value of a slot."""
        self.fillings.pop(slot, None)
        self.slot_confirmations.pop(slot, None)

    def shown_slots(self) -> Json:
        """The filled slots in the speaker's own output."""
        return contract_shape(self.fillings)


@dataclass(frozen=True)
class Question:
    """What the next words answer; `by_alexa` when Alexa goes on asking by itself afterwards (strategy ALWAYS)."""

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


class Dialog:
    """The dialog of one session. `intent` is the one in progress, `question` what is asked about it; None, nothing.

    `reader` resolves the values that a skill sets; it may be exchanged when the skill updates its dynamic entities.
    """

    def __init__(self, model: InteractionModel, reader: SlotReader) -> None:
        self._model = model
        self.reader = reader
        self.intent: IntentState | None = None
        self.question: Question | None = None

    def eliciting(self) -> Eliciting | None:
        """The slot that the next words fill, where one is elicited."""
        if self.intent is None or self.question is None or self.question.kind != "elicit" or not self.question.slot:
            return None
        return Eliciting(self.intent.name, self.question.slot)

    def clear(self) -> None:
        """Nothing is in progress any more."""
        self.intent = self.question = None

    def confirmed(self, text: str) -> Step | None:
        """The step after a yes or no to a confirmation; None when none was asked for, or the words are neither."""
        heard = sentence(text)
        answer = _ANSWERS.get(heard.norms) or _ANSWERS.get(without_fillers(heard).norms)
        if self.intent is None or self.question is None or self.question.kind == "elicit" or answer is None:
            return None
        question, self.question = self.question, None
        if question.kind == "confirm_intent":
            self.intent.confirmation = _CONFIRMATION[answer]
            # Amazon: COMPLETED only comes of delegation, and then also when the person said no.
            return ToSkill(self.intent, COMPLETED if question.delegated else IN_PROGRESS)
        self.intent.slot_confirmations[question.slot or ""] = _CONFIRMATION[answer]
        return self._delegated_step(by_alexa=True) if question.by_alexa else ToSkill(self.intent, IN_PROGRESS)

    def understood(self, name: str, fillings: Mapping[str, Filling]) -> Step:
        """The step after a sentence that means the intent `name`: of the dialog in progress, or of a new one."""
        question, self.question = self.question, None
        if self.intent is not None and question is not None and self.intent.name == name:
            self.intent.fill(fillings)
            return self._delegated_step(by_alexa=True) if question.by_alexa else ToSkill(self.intent, IN_PROGRESS)
        self.intent = IntentState(name, dict(fillings))
        dialog = self._model.dialog.get(name)
        if dialog is None:
            return ToSkill(self.intent, None)
        return self._delegated_step(by_alexa=True) if dialog.delegation == ALWAYS else ToSkill(self.intent, STARTED)

    def answered(self, response: Json) -> Step | None:
        """Takes up the dialog directive of an answer that broke no rule; a Step when Alexa has to go on by itself."""
        self.question = None
        directives = turn_directives(response)
        if not directives:
            self.intent = None
            return None
        _, directive = directives[0]
        self._update(directive.get("updatedIntent"))
        match directive["type"]:
            case kind if kind == ELICIT_SLOT:
                self.question = Question("elicit", directive["slotToElicit"])
            case kind if kind == CONFIRM_SLOT:
                self.question = Question("confirm_slot", directive["slotToConfirm"])
            case kind if kind == CONFIRM_INTENT:
                self.question = Question("confirm_intent")
            case kind if kind == DELEGATE:
                return self._delegated_step(by_alexa=False)
        return None

    def request_intent(self, state: IntentState, skill_id: str) -> Json:
        """The intent as the request carries it: every slot of the model, filled or not."""
        intent = self._model.intents.get(state.name)
        slots = {
            name: request_slot(name, state.fillings.get(name), skill_id, state.slot_confirmations.get(name, "NONE"))
            for name in (intent.slots if intent is not None else {})
        }
        return intent_object(state.name, slots, state.confirmation)

    def _delegated_step(self, *, by_alexa: bool) -> Step:
        state = self.intent
        if state is None:
            raise ValueError("there is no intent to go on with")
        dialog = self._model.dialog[state.name]
        for slot in dialog.slots.values():
            if state.slot_confirmations.get(slot.name) == "DENIED":
                state.empty(slot.name)
            if slot.elicitation_required and slot.name not in state.fillings:
                self.question = Question("elicit", slot.name, delegated=True, by_alexa=by_alexa)
                return self._ask(slot.elicitation_prompt, state)
        for slot in dialog.slots.values():
            unconfirmed = state.slot_confirmations.get(slot.name, "NONE") == "NONE"
            if slot.confirmation_required and slot.name in state.fillings and unconfirmed:
                self.question = Question("confirm_slot", slot.name, delegated=True, by_alexa=by_alexa)
                return self._ask(slot.confirmation_prompt, state)
        return self._confirm_or_complete(dialog, state, by_alexa=by_alexa)

    def _confirm_or_complete(self, dialog: DialogIntent, state: IntentState, *, by_alexa: bool) -> Step:
        if dialog.confirmation_required and state.confirmation == "NONE":
            self.question = Question("confirm_intent", delegated=True, by_alexa=by_alexa)
            return self._ask(dialog.confirmation_prompt, state)
        self.question = None
        return ToSkill(state, COMPLETED)

    def _ask(self, prompt: str | None, state: IntentState) -> Ask:
        variations = self._model.prompts.get(prompt or "", ())
        if not variations:
            return Ask(None)
        # Always the first variation, where Alexa takes any: a test must hear the same words twice.
        wording = variations[0].value
        for name, filling in state.fillings.items():
            values = filling if isinstance(filling, tuple) else (filling,)
            wording = wording.replace("{" + name + "}", " and ".join(value.value for value in values))
        return Ask(Variation(variations[0].type, wording))

    def _update(self, updated: Json | None) -> None:
        if updated is None:
            return
        if self.intent is None or self.intent.name != updated["name"]:
            self.intent = IntentState(updated["name"])
        state = self.intent
        state.confirmation = updated.get("confirmationStatus") or "NONE"
        for name, slot in (updated.get("slots") or {}).items():
            self._update_slot(state, name, slot)

    def _update_slot(self, state: IntentState, name: str, slot: Json) -> None:
        filling = state.fillings.get(name)
        said = slot.get("value")
        texts = _listed_values(slot) or ([said] if isinstance(said, str) and said else [])
        if not texts:
            state.empty(name)
            return
        kept = [value.value for value in (filling if isinstance(filling, tuple) else (filling,)) if value is not None]
        if kept != texts:
            values = tuple(self.reader.resolve(self._slot_type(state.name, name), text) for text in texts)
            state.fillings[name] = values if _listed_values(slot) else values[0]
        state.slot_confirmations[name] = slot.get("confirmationStatus") or "NONE"

    def _slot_type(self, intent: str, slot: str) -> str:
        if intent in self._model.intents:
            return self._model.intents[intent].slots[slot].type
        return self._model.dialog[intent].slots[slot].type


def _listed_values(slot: Json) -> list[str]:
    value = slot.get("slotValue")
    if not isinstance(value, dict) or value.get("type") != "List" or not isinstance(value.get("values"), list):
        return []
    return [str(one["value"]) for one in value["values"] if isinstance(one, dict) and one.get("value")]
