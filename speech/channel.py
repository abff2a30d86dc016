"""What goes between one device and the skill: each request with what the device tells of itself, each answer back."""

from dataclasses import replace

from speech.audio_player import AudioPlayer
from speech.device import AUDIO_INTERFACE, Device, Json, User
from speech.envelope import SessionView, envelope, event_envelope
from speech.findings import Finding
from speech.model import InteractionModel
from speech.request_rules import needs_no_answer
from speech.screen import Screen
from speech.skill_client import Answer, SkillClient
from speech.validator import Asked


class Channel:
    """One device's line to the skill. `person_id` is the voice that was recognised, None when none was."""

    def __init__(self, client: SkillClient, skill_id: str, device: Device) -> None:
        self.client = client
        self.skill_id = skill_id
        self.device = device
        self.screen = Screen(device)
        self.player = AudioPlayer(device.clock)
        self.person_id: str | None = None

    def asked(self, request_type: str, model: InteractionModel, in_progress: str | None = None) -> Asked:
        """What an answer to such a request of this device is held against."""
        device = self.device
        return Asked(
            request_type,
            model,
            in_progress,
            device.screen,
            audio=device.audio,
            locale=device.locale,
            shown=self.screen.token,
            keeps_open=self.screen.shows_now,
            interfaces=device.interfaces(),
        )

    def send(self, request: Json, session: SessionView | None, within: float | None = None) -> Answer:
        """Sends a request of this device, in a session or in none; never raises.

        Where no answer is needed, an empty one is as good as one without anything in its response.
        """
        context = {AUDIO_INTERFACE: self.player.context()} if self.device.audio else {}
        whole = envelope(
            request,
            self.device,
            self.skill_id,
            session,
            person_id=self.person_id,
            context=context | self.screen.context(),
        )
        answer = self._explained(self.client.send(whole, within))
        empty = answer.fault is not None and answer.fault.rule == "not_json" and not answer.body.strip()
        if empty and needs_no_answer(request["type"]):
            return replace(answer, json={"version": "1.0", "response": {}}, fault=None)
        return answer

    def send_event(self, request: Json) -> Answer:
        """Sends a request of the account, which no device and no session has a part in; never raises."""
        return self._explained(self.client.send(event_envelope(request, self.device, self.skill_id)))

    def _explained(self, answer: Answer) -> Answer:
        """The answer; where the skill may have refused the time of the request, its fault says so."""
        if answer.fault is None or answer.fault.rule != "http_status" or not self.device.clock.strays():
            return answer
        said = f"{answer.fault.message} (the clock was set: a skill that checks timestamps wants --real-timestamps)"
        return replace(answer, fault=replace(answer.fault, message=said))

    def belongs_to(self, user: User) -> None:
        """What the skill knows of the account has changed."""
        self.device = replace(self.device, user=user)

    def beside(self, device: Device) -> "Channel":
        """Another device's line to the same skill."""
        return Channel(self.client, self.skill_id, device)


def fault_finding(answer: Answer, effect: str) -> Finding:
    """The finding for an answer with a fault; `effect` says what Alexa does about it."""
    fault = answer.fault
    if fault is None:
        raise ValueError("there is no fault in this answer")
    return Finding(fault.rule, fault.place, f"{fault.message}: {effect}", fatal=True)
