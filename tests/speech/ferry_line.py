"""A ferry line: a skill with every kind of validation, confirmations, a list slot and two ways of delegation."""

from pathlib import Path
from typing import Any

from tests.speech.bike_shop import Json, asks, speaks

MODEL = Path(__file__).parent / "models" / "ferry_line.json"


def delegates(**more: Any) -> Json:
    directive = {"type": "Dialog.Delegate"} | more
    return {"version": "1.0", "response": {"directives": [directive], "shouldEndSession": False}}


def updated(name: str, slots: tuple[str, ...], **values: str) -> Json:
    """An `updatedIntent` with all of its `slots`, those of `values` filled."""
    listed = {
        slot: {"name": slot, "confirmationStatus": "NONE"} | ({"value": values[slot]} if slot in values else {})
        for slot in slots
    }
    return {"name": name, "confirmationStatus": "NONE", "slots": listed}


def ferry_line(envelope: Json) -> Json:
    """Hands every dialog to Alexa until it is complete, and then says how it came out."""
    request = envelope["request"]
    if request["type"] == "SessionEndedRequest":
        return {"version": "1.0", "response": {}}
    if request["type"] == "LaunchRequest":
        return asks("Sea Lark Ferries. Where to?")
    name, state = request["intent"]["name"], request.get("dialogState")
    if state is not None and state != "COMPLETED":
        return delegates()
    if state == "COMPLETED":
        return speaks("Not done." if request["intent"]["confirmationStatus"] == "DENIED" else "Done.", ends=True)
    return speaks("Bye.", ends=True) if name == "AMAZON.StopIntent" else asks(f"{name}. What else?")
