"""One answer for each rule of dialog directives that breaks it, to a request that ReplyIntent is in progress with."""

from typing import Any

from tests.speech.bike_shop import Json, asks, elicits, empty_reply, speaks
from tests.speech.broken_answers import FIRST, Broken, refused, warned

UPDATED = f"{FIRST}.updatedIntent"


def eliciting(**changes: Any) -> Json:
    """An answer that elicits a slot with an updatedIntent, changed so."""
    return asks("What?", directives=elicits("noise", updatedIntent=empty_reply() | changes))


def with_slots(**changes: Any) -> Json:
    return eliciting(slots=empty_reply()["slots"] | changes)


BROKEN_DIALOGS: list[Broken] = [
    refused("dialog_directive_type", f"{FIRST}.type", asks("What?", directives=[{"type": "Dialog.Elicit"}])),
    warned(
        "alexa_conversations",
        f"{FIRST}.type",
        asks("What?", directives=[{"type": "Dialog.DelegateRequest", "target": "skill"}]),
    ),
    refused("one_dialog_directive", "response.directives", asks("What?", directives=elicits("noise") * 2)),
    refused(
        "dialog_needs_session", "response.shouldEndSession", speaks("What?", ends=True, directives=elicits("noise"))
    ),
    refused("dialog_needs_intent", FIRST, asks("What?", directives=elicits("noise")), intent=None),
    refused("intent_not_in_dialog_model", FIRST, eliciting(name="OpeningHoursIntent")),
    refused("dialog_slot", f"{FIRST}.slotToElicit", asks("What?", directives=elicits("colour"))),
    refused("built_in_updated_intent", f"{UPDATED}.name", eliciting(name="AMAZON.HelpIntent")),
    refused("updated_intent_shape", UPDATED, eliciting(name=None)),
    refused("updated_slots_shape", f"{UPDATED}.slots", eliciting(slots=["noise"])),
    refused("updated_slots_shape", f"{UPDATED}.slots", eliciting(slots="noise")),
    warned("updated_slots_complete", f"{UPDATED}.slots", eliciting(slots={})),
    refused("updated_slot_unknown", f"{UPDATED}.slots.colour", with_slots(colour={"name": "colour"})),
    refused("updated_slot_shape", f"{UPDATED}.slots.bike", with_slots(bike={"name": "noise"})),
    refused("updated_slot_value", f"{UPDATED}.slots.bike.value", with_slots(bike={"name": "bike", "value": 7})),
    refused("confirmation_status", f"{UPDATED}.confirmationStatus", eliciting(confirmationStatus="YES")),
]
