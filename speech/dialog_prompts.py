"""The prompts of a dialog model, with the values of slots put in."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from speech.findings import Finding
from speech.model import SLOT_IN_PROMPT, InteractionModel, Variation
from speech.slots import Filling

NOTHING_TO_ASK = Finding("dialog_prompt", "prompts", "the dialog model has no prompt here, so Alexa has nothing to ask")
# What XML has no place for: a skill may have put anything into a slot.
_UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTES = {'"': "&quot;", "'": "&apos;"}


def prompt(model: InteractionModel, name: str | None, fillings: Mapping[str, Filling]) -> Variation | None:
    """The prompt called `name` as it is said now; None where the model has none.

    Alexa takes any of the variations. Here it is always the same one, so that a test hears the same words twice: the
    first whose slots all have values, else the first, with nothing where a value is missing.
    """
    variations = model.prompts.get(name or "", ())
    if not variations:
        return None
    whole = (one for one in variations if all(slot in fillings for slot in SLOT_IN_PROMPT.findall(one.value)))
    chosen = next(whole, variations[0])
    values = {slot: spoken(filling) for slot, filling in fillings.items()}
    if chosen.type == "SSML":
        values = {slot: escape(_UNSPEAKABLE.sub("", value), _QUOTES) for slot, value in values.items()}
    return Variation(chosen.type, SLOT_IN_PROMPT.sub(lambda place: values.get(place[1], ""), chosen.value))


def spoken(filling: Filling) -> str:
    """A slot's value as a prompt says it: as it was said; several with "and" before the last."""
    values = [value.value for value in (filling if isinstance(filling, tuple) else (filling,))]
    return " and ".join([*filter(None, [", ".join(values[:-1])]), values[-1]]) if values else ""
