"""CanFulfillIntentRequest: Alexa asks a skill whether it could answer, before anybody has named it."""

from speech.channel import Channel
from speech.dialog import Dialog
from speech.dynamic_entities import DynamicEntities
from speech.envelope import CAN_FULFILL, can_fulfill_request
from speech.judged_answer import JudgedAnswer
from speech.open_session import OpenSession
from speech.turn import Turn
from speech.understanding import LAUNCH, Understanding


def ask_whether(channel: Channel, understanding: Understanding, entities: DynamicEntities, text: str) -> Turn:
    """Asks whether the skill could answer `text`; its verdict is the turn's `can_fulfill`. No session comes of it."""
    understood = understanding.understand(text, None, entities)
    turn = Turn(heard=text, ended=True)
    if understood.intent in (None, LAUNCH):
        return turn
    model = understanding.model
    dialog = Dialog(model, understanding.slots.with_entities(entities.lists))
    dialog.understood(understood.intent or "", understood.slots)
    if dialog.intent is None:
        return turn
    turn.intent, turn.slots = CAN_FULFILL, dialog.intent.shown_slots()
    request = can_fulfill_request(channel.device, dialog.request_intent(dialog.intent, channel.skill_id))
    answer = channel.send(request, OpenSession(dialog).view())
    judged = JudgedAnswer.of(answer, channel.asked(CAN_FULFILL, model))
    turn.millis, turn.problems, turn.answered = answer.millis, judged.found, judged.usable
    if judged.usable:
        turn.can_fulfill = judged.response["canFulfillIntent"]
    return turn
