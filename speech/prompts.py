"""Whether what is said asks something: what Alexa's certification looks for before it opens the microphone.

It is the last sentence that counts, since the microphone opens behind it. It asks when it is a question; behind a
question it may also list what can be said, and in languages whose words are known here it may invite ("say ride").
"""

import re
from functools import cache

# Of every script that has one of its own: Greek, Armenian, Arabic, Ethiopic, full width, and the doubled ones.
QUESTION_MARKS = "?\u037e\u055e\u061f\u1367\uff1f\u2047\u2048\u2049\u203d"
_ENDS = f"{QUESTION_MARKS}.!\u2026\u3002\uff0e\uff01\u0964\u06d4\u1362"
_SENTENCE = re.compile(rf"[^{_ENDS}]+[{_ENDS}]*")
_LETTER = re.compile(r"\w")
# A Japanese question may end in its particle alone.
_ASKING_ENDS = ("か", "かな", "かしら")

_OR = frozenset({"or", "oder", "ou", "o", "u", "oppure", "of", "या", "أو"})
_OR_UNSPACED = ("または", "それとも", "もしくは")
_INVITATIONS = {
    "en": "say|tell me|ask|choose|pick|try|name|give me|let me know|answer",
    "de": "sag|sage|sagen sie|nenn|nenne|nennen sie|frag|frage|fragen sie|wähl|wähle|wählen sie",
    "fr": "dis|dites|demande|demandez|choisis|choisissez|essaie|essayez",
    "es": "di|diga|dime|dígame|pide|pida|elige|elija|pregunta|pregunte",
    "it": "di|di'|dimmi|dica|chiedi|chieda|scegli|scelga|prova",
    "pt": "diga|diz|peça|escolha|pergunte|tente",
    "nl": "zeg|kies|vraag|noem|probeer",
}
_BEFORE = "please|just|you can|you could|you can also|or|bitte|einfach|du kannst|s'il vous plaît|por favor"


def asks(text: str, language: str) -> bool:
    """Whether the words of an answer, in a language like "en", end with something to answer."""
    sentences = _sentences(text)
    if not sentences:
        return False
    last = sentences[-1]
    if is_question(last):
        return True
    asked = any(is_question(sentence) for sentence in sentences)
    if asked and _lists_choices(last):
        return True
    invitation = _invitation(language)
    return bool(invitation.search(last)) if invitation is not None else asked


def ends_in_a_question(text: str) -> bool:
    """Whether the last sentence is a question."""
    sentences = _sentences(text)
    return bool(sentences) and is_question(sentences[-1])


def is_question(sentence: str) -> bool:
    """Whether one sentence, with the signs it ends in, is a question."""
    if any(mark in sentence for mark in QUESTION_MARKS):
        return True
    return sentence.strip().rstrip(_ENDS).endswith(_ASKING_ENDS)


def _sentences(text: str) -> list[str]:
    return [piece for piece in _SENTENCE.findall(text) if _LETTER.search(piece)]


def _lists_choices(sentence: str) -> bool:
    words = re.findall(r"\w+", sentence.casefold())
    return not _OR.isdisjoint(words) or any(word in sentence for word in _OR_UNSPACED)


@cache
def _invitation(language: str) -> re.Pattern[str] | None:
    verbs = _INVITATIONS.get(language)
    if verbs is None:
        return None
    return re.compile(rf"(?:^\W*|[,;:]\s*|\b(?:{_BEFORE})\s+)(?:{verbs})\b", re.IGNORECASE)
