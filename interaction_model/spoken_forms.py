"""One phrase of words.yaml in the forms people say it in.

The coach's reader ignores small words, so words.yaml has "chest tight" once. Alexa matches the synonyms it was given,
so the model writes out "chest is tight", "chest's tight" and "chest feels tight".
"""

from __future__ import annotations

import re

_SPELLED = re.compile(r"(?<!')\b[a-z](?: [a-z])+\b")
_BETWEEN_ONE = ("{} is {}", "{}'s {}", "{} feels {}", "{} went {}")
_BETWEEN_SEVERAL = ("{} are {}", "{} feel {}", "{} went {}")


def dotted(text: str) -> str:
    """The text with spelled letters as Alexa writes them: "a l s" becomes "a. l. s."."""
    return _SPELLED.sub(lambda letters: letters.group().replace(" ", ". ") + ".", text)


def spoken_forms(text: str, states: frozenset[str]) -> list[str]:
    """Other forms of a phrase, itself left out; `states` are words like tight and swollen that a body part can be."""
    words = text.split()
    bare = [words[0], *words[2:]] if words[1:2] in (["is"], ["are"], ["feels"]) else words
    forms = [text]
    if len(bare) > 1 and bare[1] in states:
        rest = " ".join(bare[1:])
        patterns = _BETWEEN_SEVERAL if bare[0].endswith("s") else _BETWEEN_ONE
        forms += [" ".join(bare), *(pattern.format(bare[0], rest) for pattern in patterns)]
    forms += [form.replace("can't ", "cannot ") for form in forms if "can't " in form]
    forms += [dotted(form) for form in forms]
    return [form for form in dict.fromkeys(forms) if form != text]
