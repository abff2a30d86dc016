"""One sentence in two intents: words that are a sample of one intent and a value that another takes alone.

"back" as a wording of AMAZON.PreviousIntent would swallow the answer to "where is the cramp?", for Amazon's intents
match first. Samples that stand in two intents word for word are found with the other rules for samples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interaction_model.build import Model
from interaction_model.judging import Found, language_model, samples_with_owner

#: These mean what the values of `answer` mean, so either way the coach hears the same (contract, "Answering").
SAME_AS_ANSWER = {"AMAZON.YesIntent", "AMAZON.NoIntent", "DontKnowIntent"}

_ONLY_SLOT = re.compile(r"\{(\w+)\}")


def conflict_faults(model: Model) -> Iterator[Found]:
    """Samples without slots that are also a value of a slot some other intent takes alone."""
    spoken = language_model(model)
    values = {
        each["name"]: {text for value in each["values"] for text in _said(value["name"])}
        for each in spoken.get("types", [])
    }
    types = {
        (intent["name"], slot["name"]): slot["type"]
        for intent in spoken.get("intents", [])
        for slot in intent.get("slots", [])
    }
    alone = [
        (owner[0], bare.group(1))
        for owner, sample in samples_with_owner(model)
        if len(owner) == 1 and (bare := _ONLY_SLOT.fullmatch(sample))
    ]
    for (name, *_), sample in samples_with_owner(model):
        for taker, slot in alone:
            same = name == taker or (slot == "answer" and name in SAME_AS_ANSWER)
            if not same and sample in values.get(types.get((taker, slot), ""), set()):
                yield (name, sample), f"'{sample}' is a sample of {name} and a {slot} that {taker} takes alone"


def _said(name: dict[str, object]) -> list[str]:
    synonyms = name.get("synonyms", [])
    return [str(name["value"]), *(synonyms if isinstance(synonyms, list) else [])]
