"""Requests that belong to a session, and the skill's answers to them with all that is wrong in them."""

from speech.channel import Channel
from speech.dialog_rules import DELEGATE, turn_directives
from speech.envelope import Json, ended_request
from speech.findings import Finding
from speech.judged_answer import JudgedAnswer
from speech.model import InteractionModel
from speech.open_session import OpenSession
from speech.request_rules import SESSION_ENDED


class Exchange:
    """Speaks with the skill on behalf of a session."""

    def __init__(self, channel: Channel, model: InteractionModel) -> None:
        self._channel = channel
        self._model = model

    def ask(self, session: OpenSession, request: Json, *, completed: bool = False) -> JudgedAnswer:
        """Sends a request; `completed` says that it carries a dialog that is complete."""
        in_progress = session.dialog.intent.name if session.dialog.intent is not None else None
        answer = self._channel.send(request, session.view())
        judged = JudgedAnswer.of(answer, self._channel.asked(request["type"], self._model, in_progress))
        again = [one for _, one in turn_directives(judged.response) if one["type"] == DELEGATE]
        if completed and any(not directive.get("updatedIntent") for directive in again):
            said = "the dialog is complete, there is nothing left to delegate"
            judged.add([Finding("delegate_after_completed", "response.directives", said, fatal=True)])
        return judged

    def farewell(
        self, session: OpenSession, reason: str, error: tuple[str, str] | None = None, within: float | None = None
    ) -> JudgedAnswer:
        """Tells that the session is over; `error` is the (type, message) of the reason ERROR."""
        request = ended_request(self._channel.device, reason, error)
        answer = self._channel.send(request, session.view(), within)
        return JudgedAnswer.of(answer, self._channel.asked(SESSION_ENDED, self._model))
