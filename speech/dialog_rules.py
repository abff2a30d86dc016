"""Which dialog directives Alexa accepts, judged against the dialog model.

Amazon's pages say a directive needs a dialog model; that only one may stand in an answer, and that a built-in intent
can't be its target, is what skills report (unverified on a live page).
"""

from collections.abc import Iterator
from typing import Any

from speech.envelope import Json
from speech.findings import Finding, refusal
from speech.model import InteractionModel

ELICIT_SLOT = "Dialog.ElicitSlot"
CONFIRM_SLOT = "Dialog.ConfirmSlot"
CONFIRM_INTENT = "Dialog.ConfirmIntent"
DELEGATE = "Dialog.Delegate"
TURN_DIRECTIVES = (ELICIT_SLOT, CONFIRM_SLOT, CONFIRM_INTENT, DELEGATE)
SLOT_FIELDS = {ELICIT_SLOT: "slotToElicit", CONFIRM_SLOT: "slotToConfirm"}

_CONVERSATIONS = "Dialog.DelegateRequest"
_OTHERS = {"Dialog.UpdateDynamicEntities", _CONVERSATIONS}
# A tuple, since an answer may hold anything, also what no set can look up.
_CONFIRMATIONS = (None, "NONE", "CONFIRMED", "DENIED")


def turn_directives(response: Json) -> list[tuple[int, Json]]:
    """The directives of `response` that decide the next turn of a dialog, with their positions."""
    directives = response.get("directives")
    if not isinstance(directives, list):
        return []
    return [
        (position, directive)
        for position, directive in enumerate(directives)
        if isinstance(directive, dict) and directive.get("type") in TURN_DIRECTIVES
    ]


def listens(response: Json) -> bool:
    """Whether the microphone opens: null opens it as false does, and so does a dialog directive."""
    opens = "shouldEndSession" in response or bool(turn_directives(response))
    return opens and response.get("shouldEndSession") is not True


def target_intent(directive: Json, in_progress: str | None) -> Any:
    """The name of the intent a directive is about: that of `updatedIntent`, else the one in progress."""
    updated = directive.get("updatedIntent")
    return updated.get("name") if isinstance(updated, dict) else in_progress


def dialog_findings(response: Json, model: InteractionModel, in_progress: str | None) -> Iterator[Finding]:
    """What Alexa would refuse in the dialog directives of `response`; `in_progress` is the intent it answers."""
    yield from _unknown_types(response.get("directives"))
    found = turn_directives(response)
    if len(found) > 1:
        yield refusal("one_dialog_directive", "response.directives", "more than one dialog directive")
    if found and response.get("shouldEndSession") is True:
        yield refusal("dialog_needs_session", "response.shouldEndSession", "a dialog directive in an answer that ends")
    for position, directive in found:
        yield from _directive(directive, f"response.directives[{position}]", model, in_progress)


def _unknown_types(directives: Any) -> Iterator[Finding]:
    for position, directive in enumerate(directives if isinstance(directives, list) else ()):
        kind = directive.get("type") if isinstance(directive, dict) else None
        if not isinstance(kind, str) or not kind.startswith("Dialog."):
            continue
        place = f"response.directives[{position}].type"
        if kind not in {*TURN_DIRECTIVES, *_OTHERS}:
            yield refusal("dialog_directive_type", place, f"unknown {kind}")
        elif kind == _CONVERSATIONS:
            said = "Alexa hands the dialog to Alexa Conversations, which is not played here: nothing comes of it"
            yield Finding("alexa_conversations", place, said)


def _directive(directive: Json, place: str, model: InteractionModel, in_progress: str | None) -> Iterator[Finding]:
    updated = directive.get("updatedIntent")
    if updated is not None and not (isinstance(updated, dict) and isinstance(updated.get("name"), str)):
        yield refusal("updated_intent_shape", f"{place}.updatedIntent", "an updatedIntent without a name")
        return
    target = target_intent(directive, in_progress)
    if target is None:
        yield refusal("dialog_needs_intent", place, "no intent is in progress and updatedIntent names none")
        return
    if updated is not None and target.startswith("AMAZON."):
        yield refusal("built_in_updated_intent", f"{place}.updatedIntent.name", f"{target} is built in")
        return
    if target not in model.dialog:
        yield refusal("intent_not_in_dialog_model", place, f"{target} is not in the dialog model")
        return
    slot_field = SLOT_FIELDS.get(str(directive.get("type")))
    if slot_field is not None and str(directive.get(slot_field)) not in model.dialog[target].slots:
        named = directive.get(slot_field)
        yield refusal("dialog_slot", f"{place}.{slot_field}", f"{named!r} is no slot of {target} in the dialog model")
    if updated is not None:
        yield from _updated_slots(updated, f"{place}.updatedIntent", model)


def _updated_slots(updated: Json, place: str, model: InteractionModel) -> Iterator[Finding]:
    if updated.get("confirmationStatus") not in _CONFIRMATIONS:
        yield refusal("confirmation_status", f"{place}.confirmationStatus", "none of NONE, CONFIRMED, DENIED")
    slots = updated.get("slots") or {}
    intent = model.intents.get(updated["name"])
    known = intent.slots if intent is not None else model.dialog[updated["name"]].slots
    if not isinstance(slots, dict):
        yield refusal("updated_slots_shape", f"{place}.slots", "not an object")
        return
    for name, slot in slots.items():
        if name not in known:
            yield refusal("updated_slot_unknown", f"{place}.slots.{name}", f"{updated['name']} has no slot {name}")
        elif not isinstance(slot, dict) or slot.get("name") != name:
            yield refusal("updated_slot_shape", f"{place}.slots.{name}", "a slot without its own name in it")
        elif slot.get("confirmationStatus") not in _CONFIRMATIONS:
            yield refusal("confirmation_status", f"{place}.slots.{name}", "none of NONE, CONFIRMED, DENIED")
        elif not isinstance(slot.get("value") or "", str):
            yield refusal("updated_slot_value", f"{place}.slots.{name}.value", "a value that is no text")
    missing = [name for name in known if name not in slots]
    if missing:
        said = f"{', '.join(missing)} not listed: Alexa may refuse an updatedIntent without every slot of the intent"
        yield Finding("updated_slots_complete", f"{place}.slots", said)
