"""Sentence templates in hassil's grammar, written out into samples.

`(a|b)` alternatives, `[x]` optional, `(a;b)` any order, `{slot}` a slot, `<rule>` a rule of the same file or of
rules.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice

from hassil.errors import MissingRuleError
from hassil.expression import Sentence
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError
from hassil.sample import sample_sentence

from interaction_model.faults import Fault, Place
from interaction_model.words import clean

#: More samples than this from one template is a template that exploded; it belongs split or cut down.
MOST_SAMPLES_PER_TEMPLATE = 4000


@dataclass(frozen=True)
class Template:
    """One sentence template and the line it stands on."""

    text: str
    place: Place

    def is_list(self, samples: list[str]) -> bool:
        """Whether each of its samples was written by hand, none made by choices that multiply."""
        return len(samples) <= self.text.count("|") + 1


def parse_rules(rules: dict[str, Template], faults: list[Fault]) -> dict[str, Sentence]:
    """Parse rule bodies by name; those that can't be parsed are noted and left out."""
    parsed = {name: _parsed(rule, faults) for name, rule in rules.items()}
    return {name: sentence for name, sentence in parsed.items() if sentence is not None}


def samples_of(template: Template, rules: dict[str, Sentence], faults: list[Fault]) -> list[str]:
    """Every sample the template stands for, cleaned, in the template's order; what is wrong with it is noted."""
    sentence = _parsed(template, faults)
    if sentence is None:
        return []
    written = sample_sentence(sentence, expansion_rules=rules, expand_lists=False)
    try:
        samples = [clean(text) for text in islice(written, MOST_SAMPLES_PER_TEMPLATE + 1)]
    except MissingRuleError as problem:
        faults.append(Fault(template.place, str(problem)))
        return []
    except RecursionError:
        faults.append(Fault(template.place, "a rule in this template leads back to itself"))
        return []
    if len(samples) > MOST_SAMPLES_PER_TEMPLATE:
        faults.append(
            Fault(template.place, f"the template gives more than {MOST_SAMPLES_PER_TEMPLATE} samples: split it")
        )
        return []
    if "" in samples:
        faults.append(Fault(template.place, "the template may leave nothing to say: every word in it is optional"))
    return list(dict.fromkeys(samples))


def _parsed(template: Template, faults: list[Fault]) -> Sentence | None:
    try:
        return _sentence(template.text)
    except ParseError as problem:
        faults.append(Fault(template.place, f"is not a sentence template: {problem}"))
        return None


@cache
def _sentence(text: str) -> Sentence:
    # Locales of one language share most templates, and parsing takes longer than writing them out.
    return parse_sentence(text)
