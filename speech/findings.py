"""One fault found in a skill's answer, and what Alexa does with an answer it refuses."""

from dataclasses import dataclass, replace

_REFUSED = "Alexa drops the answer and ends the session with INVALID_RESPONSE"
OVER = "the session is over already, so nothing more comes of this"


@dataclass(frozen=True)
class Finding:
    """The `rule` that is broken, the `place` in the answer, and the `effect` it has with Alexa.

    With a `fatal` one Alexa drops the answer, apologises in its own words, and ends the session.
    """

    rule: str
    place: str
    effect: str
    fatal: bool = False

    def shown(self) -> dict[str, str]:
        """The finding as `converse --json` prints it."""
        return {"rule": self.rule, "place": self.place, "effect": self.effect}


def refusal(rule: str, place: str, what: str) -> Finding:
    """The finding of an answer that Alexa refuses because of `what`."""
    return Finding(rule, place, f"{what}: {_REFUSED}", fatal=True)


def after_the_end(finding: Finding) -> Finding:
    """The finding as it is in the answer to a session's end, where Alexa has nothing left to drop or to end."""
    return replace(finding, effect=finding.effect.replace(_REFUSED, OVER), fatal=False)
