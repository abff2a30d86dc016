"""A skill's answer with everything that is wrong with it, and its parts in shapes that can be relied on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from speech.channel import fault_finding
from speech.envelope import Json
from speech.findings import OVER, Finding, after_the_end
from speech.request_rules import SESSION_ENDED
from speech.skill_client import Answer
from speech.ssml import Segment, parse, plain, segments
from speech.validator import Asked, findings


@dataclass
class JudgedAnswer:
    """`found` is what is wrong; with a fatal finding among them nothing of the answer may be used."""

    answer: Answer
    found: list[Finding]

    @classmethod
    def of(cls, answer: Answer, asked: Asked) -> "JudgedAnswer":
        """Judges the answer to what was `asked`."""
        if asked.request_type == SESSION_ENDED:
            fault = [fault_finding(answer, OVER)] if answer.fault is not None else None
            found = fault or findings(answer.json or {}, answer.body, asked)
            return cls(answer, [after_the_end(finding) for finding in found])
        if answer.fault is not None:
            said = f"Alexa says that the skill does not respond, and ends the session with {answer.fault.type}"
            return cls(answer, [fault_finding(answer, said)])
        return cls(answer, findings(answer.json or {}, answer.body, asked))

    @property
    def usable(self) -> bool:
        """Whether Alexa takes the answer."""
        return not any(finding.fatal for finding in self.found)

    @property
    def error_type(self) -> str:
        """What Alexa calls the failure of an answer that is not usable."""
        return self.answer.fault.type if self.answer.fault is not None else "INVALID_RESPONSE"

    @property
    def response(self) -> Json:
        """The `response` object, empty when there is none."""
        response = (self.answer.json or {}).get("response")
        return response if isinstance(response, dict) else {}

    @property
    def directives(self) -> list[Any]:
        """The directives as received."""
        directives = self.response.get("directives")
        return directives if isinstance(directives, list) else []

    @property
    def attributes(self) -> Json:
        """The session attributes the answer carries."""
        attributes = (self.answer.json or {}).get("sessionAttributes")
        return attributes if isinstance(attributes, dict) else {}

    def add(self, found: Sequence[Finding]) -> None:
        """What else is wrong; nothing, where there was no answer to judge."""
        if self.answer.fault is None:
            self.found += found


def segments_of(speech: Any) -> list[Segment]:
    """The segments of an outputSpeech that broke no rule."""
    if not isinstance(speech, dict):
        return []
    return segments(parse(speech["ssml"])) if speech["type"] == "SSML" else plain(speech["text"])
