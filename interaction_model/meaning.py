"""Our own rule: words that turn the meaning of a symptom are never literals of its sample.

A skill is sent slot values, never the sentence: "no {symptom}" or "my mother had {symptom}" would deliver a bare
"chest pain". Such words belong in a slot (`answer`, `person`) or in a free description.
"""

from __future__ import annotations

from collections.abc import Iterator

from interaction_model.build import Model, slots_in
from interaction_model.judging import Found, samples_with_owner

_TURNING = {
    *(
        "no",
        "not",
        "never",
        "none",
        "neither",
        "nor",
        "without",
        "nothing",
        "cannot",
        "stopped",
        "gone",
        "anymore",
        "free",
    ),
    *("had", "used", "ago", "previously", "formerly", "past", "yesterday", "once", "history"),
    *("mother", "mom", "mum", "mommy", "mummy", "father", "dad", "daddy", "parent", "parents", "wife", "husband"),
    *("partner", "son", "daughter", "kid", "kids", "child", "children", "baby", "toddler", "brother", "sister"),
    *("grandma", "grandpa", "grandmother", "grandfather", "gran", "nan", "aunt", "uncle", "niece", "nephew", "cousin"),
    *("friend", "girlfriend", "boyfriend", "neighbor", "neighbour", "family", "relative", "grandson", "granddaughter"),
}
_PRONOUNS = {"he", "she", "they", "him", "his", "her", "hers", "their", "them", "someone", "somebody"}


def meaning_faults(model: Model) -> Iterator[Found]:
    """Samples with {symptom} that say in plain words that it is denied, past, or somebody else's."""
    for owner, sample in samples_with_owner(model):
        slots = slots_in(sample)
        if "symptom" not in slots:
            continue
        # "in his {body_part}" only repeats what the person slot has told.
        refused = _TURNING if "person" in slots else _TURNING | _PRONOUNS
        words = sample.split()
        for place, word in enumerate(words):
            # "last year" turns the meaning, "how long does it last" does not.
            adjective = word == "last" and place + 1 < len(words)
            if adjective or word.endswith("n't") or word.removesuffix("'s").removesuffix("'d") in refused:
                reason = "turns the meaning of {symptom} and never arrives: it belongs in a slot"
                yield (*owner, sample), f"'{sample}': '{word}' {reason}"
