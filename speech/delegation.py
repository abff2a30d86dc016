"""What Alexa asks by itself once a dialog is in its hands.

Slot by slot in the model's order: a required one that is empty is asked for, a value that breaks a validation is asked
for again in that rule's words, before the next slot's turn. Then the slots that want to be confirmed, then the intent.
Amazon's pages name these steps; their order among one another is unverified against the live service.
"""

from collections.abc import Iterator
from datetime import datetime

from speech.dialog_state import DENIED, NONE, IntentState, Question
from speech.model import DialogIntent, DialogSlot
from speech.slot_validations import broken_rule

# The question, and the id of the prompt that asks it.
Due = tuple[Question, str | None]


def next_question(dialog: DialogIntent, state: IntentState, now: datetime, *, by_alexa: bool) -> Due | None:
    """The question that is due in `state`, with its prompt's id; None when the dialog is complete.

    Values that were denied are forgotten on the way. `now` is what dates and times are validated by.
    """
    due = next(_values_due(dialog, state, now), None) or next(_confirmations_due(dialog, state), None)
    if due is None:
        return None
    question, prompt = due
    return Question(question.kind, question.slot, delegated=True, by_alexa=by_alexa), prompt


def _values_due(dialog: DialogIntent, state: IntentState, now: datetime) -> Iterator[Due]:
    denied = [name for name, status in state.slot_confirmations.items() if status == DENIED]
    for name in denied:
        state.empty(name)
    for slot in dialog.slots.values():
        filling = state.fillings.get(slot.name)
        # What was denied is asked for again, also where it need not have been said at all.
        again = slot.name in denied and slot.elicitation_prompt is not None
        if filling is None and (slot.elicitation_required or again):
            yield Question("elicit", slot.name), slot.elicitation_prompt
        broken = broken_rule(slot, filling, now) if filling is not None else None
        if broken is not None:
            yield Question("elicit", slot.name), broken.prompt or slot.elicitation_prompt


def _confirmations_due(dialog: DialogIntent, state: IntentState) -> Iterator[Due]:
    for slot in dialog.slots.values():
        if slot.confirmation_required and slot.name in state.fillings and _unconfirmed(slot, state):
            yield Question("confirm_slot", slot.name), slot.confirmation_prompt
    if dialog.confirmation_required and state.confirmation == NONE:
        yield Question("confirm_intent"), dialog.confirmation_prompt


def _unconfirmed(slot: DialogSlot, state: IntentState) -> bool:
    return state.slot_confirmations.get(slot.name, NONE) == NONE
