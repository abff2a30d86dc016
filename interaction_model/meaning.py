"""Our own rule: words that turn the meaning of a symptom are never literals of its sample.

A skill is sent slot values, never the sentence: "no {symptom}" or "my mother had {symptom}" would deliver a bare
"chest pain", and so would "past {description}". Such words belong in a slot (`answer`, `person`) or in what a phrase
slot takes.
"""

from __future__ import annotations

from collections.abc import Iterator

from interaction_model.alexa_samples import PHRASE_TYPES
from interaction_model.build import Model, slots_in
from interaction_model.judging import Found, language_model, samples_with_owner

_TURNING = frozenset(
    "no not never none neither nor without nothing cannot stopped gone anymore free "
    "had used ago previously formerly past yesterday once history "
    "mother mom mum mommy mummy father dad daddy parent parents wife husband partner son daughter kid kids child "
    "children baby toddler brother sister grandma grandpa grandmother grandfather grandson granddaughter gran nan aunt "
    "uncle niece nephew cousin friend girlfriend boyfriend neighbor neighbour family relative".split()
)
_PRONOUNS = frozenset("he she they him his her hers their them someone somebody".split())
#: "someone has {symptom}" is somebody else's; "should i see someone about {symptom}" is not.
_HAVING = frozenset("has have gets get keeps keep with who who's is".split())
#: What a new statement begins with: a "no" or "oh no" before it denies nothing in it (docs/decisions/0006).
_STATEMENT = frozenset("i i'm i've my it it's there there's".split())
#: What one can't do with a symptom ("and i can't move it") is no denial of it; that one can't have it, would be.
_UNABLE = frozenset("can't cannot won't".split())


def meaning_faults(model: Model) -> Iterator[Found]:
    """Samples with {symptom}, or a phrase slot, that say beside it that it is denied, past, or somebody else's."""
    phrases = {
        slot["name"]
        for intent in language_model(model).get("intents", [])
        for slot in intent.get("slots", [])
        if slot["type"] in PHRASE_TYPES
    }
    for owner, sample in samples_with_owner(model):
        slots = slots_in(sample)
        turned = next((slot for slot in slots if slot == "symptom" or slot in phrases), None)
        if turned is None:
            continue
        # "in his {body_part}" only repeats what the person slot has told, and "he {description}" is in the contract.
        refused = _TURNING if "person" in slots or turned in phrases else _TURNING | _PRONOUNS
        words = sample.split()
        for place, word in enumerate(words):
            if _turns(word, place, words, refused):
                reason = f"turns the meaning of {{{turned}}} and never arrives: it belongs in a slot"
                yield (*owner, sample), f"'{sample}': '{word}' {reason}"


def _turns(word: str, place: int, words: list[str], refused: frozenset[str]) -> bool:
    following = words[place + 1] if place + 1 < len(words) else ""
    if word == "last":  # "last year" turns the meaning, "how long does it last" does not
        return bool(following)
    if word == "no" and words[:place] in ([], ["oh"]):
        return following not in _STATEMENT
    if word == "once" and place == 0:  # "once the cramp starts" is when, not long ago
        return False
    if word in ("someone", "somebody"):
        return word in refused and following in _HAVING
    if word in _UNABLE:
        said_before = any("{" in each for each in words[:place])
        return not said_before and following != "stop"
    return word.endswith("n't") or word.removesuffix("'s").removesuffix("'d") in refused
