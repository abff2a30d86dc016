"""What a session remembers of its dialog, as Alexa's dialog manager does: the intent in progress, and what is asked.

Two hands drive it. A skill's directive says what to ask (ElicitSlot, ConfirmSlot, ConfirmIntent) or hands over to
Alexa (Delegate); an intent whose delegation strategy is ALWAYS is asked for by Alexa from the start, and the skill
hears of it once, when it is complete. What Alexa asks by itself, and in which order: speech.delegation.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from speech.confirming import Understand, reply
from speech.delegation import next_question
from speech.dialog_prompts import prompt
from speech.dialog_rules import CONFIRM_INTENT, CONFIRM_SLOT, DELEGATE, ELICIT_SLOT, turn_directives
from speech.dialog_state import (
    COMPLETED,
    IN_PROGRESS,
    NONE,
    STARTED,
    Ask,
    IntentState,
    Question,
    Step,
    ToSkill,
)
from speech.envelope import Json, intent_object
from speech.model import ALWAYS, InteractionModel
from speech.slot_reading import SlotReader
from speech.slots import Filling, request_slot
from speech.understood import Eliciting


def _now() -> datetime:
    return datetime.now().astimezone()


class Dialog:
    """The dialog of one session. `intent` is the one in progress, `question` what is asked about it; None, nothing.

    `reader` resolves the values that a skill sets; it may be exchanged when the skill updates its dynamic entities.
    """

    def __init__(self, model: InteractionModel, reader: SlotReader, now: Callable[[], datetime] = _now) -> None:
        """`now` gives the moment that dates and times are validated by."""
        self._model = model
        self._now = now
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

    def confirmed(self, text: str, understand: Understand) -> Step | None:
        """The step after an answer to a confirmation; None when none was asked for, or the words answer nothing."""
        state, question = self.intent, self.question
        if state is None or question is None or question.kind == "elicit":
            return None
        meant = reply(text, question, state, self._model, understand, self.reader)
        if meant is None:
            return None
        if meant.other is not None:
            return self.understood(str(meant.other.intent), meant.other.slots)
        self.question = None
        state.fill(meant.fillings)
        if question.kind == "confirm_slot" and meant.status is not None:
            state.slot_confirmations[question.slot or ""] = meant.status
        elif meant.status is not None:
            state.confirmation = meant.status
        if question.by_alexa:
            return self._delegated_step(by_alexa=True)
        # Amazon: COMPLETED only comes of delegation, and then also when the person said no.
        complete = question.kind == "confirm_intent" and question.delegated and meant.status is not None
        return ToSkill(state, COMPLETED if complete else IN_PROGRESS)

    def asked_again(self) -> Ask | None:
        """The question Alexa put in the model's own words, to be put once more; None where the skill asked it."""
        if self.intent is None or self.question is None or not self.question.delegated:
            return None
        due = next_question(
            self._model.dialog[self.intent.name], self.intent, self._now(), by_alexa=self.question.by_alexa
        )
        return Ask(prompt(self._model, due[1], self.intent.fillings)) if due is not None else None

    def understood(self, name: str, fillings: Mapping[str, Filling]) -> Step:
        """The step after a sentence that means the intent `name`: of the dialog in progress, or of a new one.

        Another intent, also a built-in one, takes the place of the one in progress, whose values are gone; a skill that
        wants to go on with it chains back, with an `updatedIntent` that holds them.
        """
        question, self.question = self.question, None
        if self.intent is not None and question is not None and self.intent.name == name:
            if question.kind == "elicit" and question.delegated and question.slot:
                # What broke a validation is dropped, also when the answer was about something else.
                self.intent.empty(question.slot)
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
                # Handed over, an intent that Alexa asks for by itself comes back once, when it is complete.
                return self._delegated_step(by_alexa=self._always())
        return None

    def request_intent(self, state: IntentState, skill_id: str) -> Json:
        """The intent as the request carries it: every slot of the model, filled or not."""
        intent = self._model.intents.get(state.name)
        slots = {
            name: request_slot(name, state.fillings.get(name), skill_id, state.slot_confirmations.get(name, NONE))
            for name in (intent.slots if intent is not None else {})
        }
        return intent_object(state.name, slots, state.confirmation)

    def _delegated_step(self, *, by_alexa: bool) -> Step:
        state = self.intent
        if state is None:
            raise ValueError("there is no intent to go on with")
        due = next_question(self._model.dialog[state.name], state, self._now(), by_alexa=by_alexa)
        if due is None:
            self.question = None
            return ToSkill(state, COMPLETED)
        self.question, wording = due
        return Ask(prompt(self._model, wording, state.fillings))

    def _always(self) -> bool:
        return self.intent is not None and self._model.dialog[self.intent.name].delegation == ALWAYS

    def _update(self, updated: Json | None) -> None:
        if updated is None:
            return
        if self.intent is None or self.intent.name != updated["name"]:
            self.intent = IntentState(updated["name"])
        state = self.intent
        state.confirmation = updated.get("confirmationStatus") or NONE
        for name, slot in (updated.get("slots") or {}).items():
            self._update_slot(state, name, slot)

    def _update_slot(self, state: IntentState, name: str, slot: Json) -> None:
        texts, listed = _given_values(slot)
        if not texts:
            state.empty(name)
            return
        filling = state.fillings.get(name)
        kept = [value.value for value in (filling if isinstance(filling, tuple) else (filling,)) if value is not None]
        if kept != texts:
            values = tuple(self.reader.resolve(self._slot_type(state.name, name), text) for text in texts)
            state.fillings[name] = values if listed else values[0]
        state.slot_confirmations[name] = slot.get("confirmationStatus") or NONE

    def _slot_type(self, intent: str, slot: str) -> str:
        if intent in self._model.intents:
            return self._model.intents[intent].slots[slot].type
        return self._model.dialog[intent].slots[slot].type


def _given_values(slot: Json) -> tuple[list[str], bool]:
    """The values that a skill puts into a slot, and whether it wrote them as a list."""
    said, value = slot.get("value"), slot.get("slotValue")
    value = value if isinstance(value, dict) else {}
    listed = value.get("values") if value.get("type") == "List" else None
    if isinstance(listed, list):
        given = [one.get("value") for one in listed if isinstance(one, dict)]
        return [one for one in given if isinstance(one, str) and one], True
    simple = said if isinstance(said, str) and said else value.get("value")
    return [simple] if isinstance(simple, str) and simple else [], False
