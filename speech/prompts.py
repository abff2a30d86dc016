"""Whether what is said asks something: what Alexa's certification looks for before it opens the microphone.

It is the end that counts, since the microphone opens behind it. It asks when it is a question, and in languages whose
words are known here when it invites ("say ride"); behind that may stand what can be said, examples, encouragement.
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
    "en": (
        "say|tell me|tell us|ask|choose|pick|select|try|name|give me|give us|let me know|answer|spell|repeat|provide"
        "|enter|confirm|guess|go ahead|continue|describe"
    ),
    "de": "sag|sage|sagen sie|nenn|nenne|nennen sie|frag|frage|fragen sie|wähl|wähle|wählen sie",
    "fr": "dis|dites|demande|demandez|choisis|choisissez|essaie|essayez",
    "es": "di|diga|dime|dígame|pide|pida|elige|elija|pregunta|pregunte",
    "it": "di|di'|dimmi|dica|chiedi|chieda|scegli|scelga|prova",
    "pt": "diga|diz|peça|escolha|pergunte|tente",
    "nl": "zeg|kies|vraag|noem|probeer",
}
_BEFORE = "please|just|you can|you could|you can also|or|bitte|einfach|du kannst|s'il vous plaît|por favor"

# How a question may begin that lost its mark. "Do it" and "have a nice day" are none.
_QUESTION_STARTS = {
    "en": (
        r"what(?! an?\b)|which|who|whom|whose|where|when|why|how|is|are|was|were|can|could|will|would|shall|should|may"
        r"|does|did|has|had|(?:do|have) (?:you|i|we|they)"
    ),
    "de": "was|wie|wer|wen|wem|wo|wohin|wann|warum|welche[rsnm]?",
    "fr": "que|quoi|qui|où|quand|pourquoi|comment|quel|quelle|quels|quelles|est-ce",
    "es": "qué|quién|dónde|cuándo|cómo|cuál|cuáles",
    "it": "che cosa|cosa|chi|dove|quando|perché|come|quale|quali",
    "pt": "o que|quem|onde|quando|como|qual|quais",
    "nl": "wat|wie|waar|wanneer|waarom|hoe|welke?",
}

# What may follow a question: what can be said, each in a few words, an example, or encouragement.
_MOST_WORDS_OF_A_CHOICE = 3
_EXAMPLE = re.compile(
    r"\W*(?:for (?:example|instance)|you can|you could|say|take your time|zum beispiel|du kannst|sie können|lass dir"
    r"|par exemple|prends|prenez|por ejemplo|per esempio|por exemplo|bijvoorbeeld)\b",
    re.IGNORECASE,
)
# Few words that tell something, or take leave, are no choice.
_TELLING = frozenset(
    (
        "it that this i we he she they is are was bye goodbye thanks thank es das ist sind war ich wir er sie tschüss"
        " danke est c je nous merci son era gracias adiós è sono grazie ciao é são obrigado het dat ik wij dank"
    ).split()
)


def asks(text: str, language: str) -> bool:
    """Whether the words of an answer, in a language like "en", end with something to answer."""
    sentences = _sentences(text)
    if not sentences:
        return False
    asked = any(is_question(sentence) for sentence in sentences)
    invitation = _invitation(language)
    if invitation is None or (asked and _lists_choices(sentences[-1])):
        return asked
    for sentence in reversed(sentences):
        if is_question(sentence) or invitation.search(sentence) or _lost_its_mark(sentence, language):
            return True
        if not _may_follow(sentence):
            return False
    return False


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


def _may_follow(sentence: str) -> bool:
    """Whether a question that stands before it is still open behind it."""
    if _EXAMPLE.match(sentence):
        return True
    choices = [re.findall(r"\w+", piece.casefold()) for piece in re.split(r"[,;:\n]", sentence)]
    return all(len(words) <= _MOST_WORDS_OF_A_CHOICE and _TELLING.isdisjoint(words) for words in choices)


def _lost_its_mark(sentence: str, language: str) -> bool:
    starts = _QUESTION_STARTS.get(language)
    unmarked = sentence.strip()[-1] not in _ENDS
    return starts is not None and unmarked and re.match(rf"\W*(?:{starts})\b", sentence, re.IGNORECASE) is not None


@cache
def _invitation(language: str) -> re.Pattern[str] | None:
    verbs = _INVITATIONS.get(language)
    if verbs is None:
        return None
    return re.compile(rf"(?:^\W*|[,;:]\s*|\b(?:{_BEFORE})\s+)(?:{verbs})\b", re.IGNORECASE)
