"""The compiled writer beside ask-sdk-core's own: equal JSON, in the same order, for all that we answer and more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import Response, Slot
from ask_sdk_model.ui import SimpleCard

from skill.alexa.apology import apology
from skill.alexa.handlers import build_skill
from skill.alexa.model_writer import ModelWriter
from skill.alexa.request import KINDS
from tests.skill.alexa.signer import envelope, intent, match

THEIRS, OURS = DefaultSerializer(), ModelWriter()
SKILL = build_skill()
DANGER = intent("DescribeSymptomIntent", description={"value": "my chest is tight and my arm hurts"})
CALF = intent("AnswerIntent", body_part=match("calf", "calf"))


def answers_of_ours() -> Iterator[Any]:
    """What is answered to every intent at every point of an interview, and to what is no intent."""
    openings = [{"type": "LaunchRequest"}, intent("AMAZON.NoIntent"), CALF, *[intent("DontKnowIntent")] * 12]
    attributes: Any = {}
    for request in openings:
        for other in ({"type": "CanFulfillIntentRequest"}, DANGER, *map(intent, KINDS)):
            yield invoked(other, attributes)
        answer = invoked(request, attributes)
        attributes = answer.session_attributes
        yield answer
    yield invoked({"type": "SessionEndedRequest", "reason": "ERROR"}, attributes)
    yield invoked({"type": "Alexa.Presentation.APL.UserEvent", "arguments": ["HelpIntent"]}, attributes)
    yield apology("0123abcd", "IntentRequest", "en-GB")


def invoked(request: dict[str, Any], attributes: dict[str, Any]) -> Any:
    whole = envelope(request)
    whole["session"]["attributes"] = attributes
    return SKILL.invoke(SKILL.serializer.envelope(whole), None)


def test_every_answer_of_ours_is_written_to_the_same_text() -> None:
    seen = set()
    for answer in answers_of_ours():
        text = json.dumps(OURS.write(answer))
        assert text == json.dumps(THEIRS.serialize(answer))
        seen.add(text)
    assert len(seen) > 100


class Shade(Enum):
    """An enum whose values are no texts."""

    DARK = 1
    LIGHT = 2


@pytest.mark.parametrize(
    "value",
    [
        None,
        "text",
        7,
        1.5,
        True,
        b"bytes",
        Shade.DARK,
        Decimal("3"),
        Decimal("3.5"),
        datetime(2026, 1, 2, 3, 4, 5),
        datetime(2026, 1, 2).date(),
        [1, [None, Shade.LIGHT]],
        (1, (2, Decimal(4))),
        {"a": None, "b": {"c": [Slot(name="x")]}},
        Response(card=SimpleCard(title="t", content="c"), should_end_session=False),
    ],
)
def test_whatever_can_be_written_is_written_alike(value: Any) -> None:
    ours, theirs = OURS.write(value), THEIRS.serialize(value)
    assert (type(ours), ours) == (type(theirs), theirs)


@pytest.mark.parametrize("value", [object(), {1, 2}, RuntimeError()])
def test_what_cannot_be_written_is_refused_alike(value: Any) -> None:
    for write in (OURS.write, THEIRS.serialize):
        with pytest.raises(AttributeError):
            write(value)
