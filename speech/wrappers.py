"""What people wrap a request in: "could you ... for me", "i would like to ...".

A skill's few samples name the request and seldom the wrapping; Amazon's understanding hears through it.
"""

from speech.words import Sentence, words

_OPENINGS = (
    "can you|could you|would you|will you|can you please|could you please|would you please|can you just|could you just|"
    "can i|could i|may i|can we|could we|may we|am i able to|are we able to|is it possible to|would it be possible to|"
    "i want to|i want you to|i would like to|i would like you to|i would love to|i need to|i need you to|"
    "i have to|i wish to|i am trying to|i am looking to|i am going to|i am here to|i was hoping to|i would rather|"
    "i was wondering if you could|i wonder if you could|do you think you could|would you mind|"
    "we want to|we would like to|we would love to|we need to|we are going to|let me|let us|help me|help me to|"
    "i would like|i want|i need|we would like|we want|we need|can i have|could i have|can i get|could i get|"
    "can we have|could we have|can we get|could we get|give me|get me|are there|is there|do you have|"
    "tell me|could you tell me|can you tell me|please tell me|do you know|do you happen to know|i would like to know|"
    "i want to know|i need to know|show me|see if|check if|find out if|make sure|make sure to|do not forget to|"
    "do not let me forget to|go ahead and|try to|please"
)
_ENDINGS = "for me|for us|please|if you can|if you could|if possible|right now|right away|now|thanks|thank you|then"


def _longest_first(table: str) -> list[tuple[str, ...]]:
    return sorted((words(text) for text in table.split("|")), key=len, reverse=True)


_STARTS, _ENDS = _longest_first(_OPENINGS), _longest_first(_ENDINGS)


def without_wrapping(heard: Sentence) -> Sentence:
    """`heard` without what is wrapped around its request; as it is where there is nothing, or nothing would be left."""
    kept = heard.words
    changed = True
    while changed:
        norms = tuple(word.norm for word in kept)
        start = next((len(wrap) for wrap in _STARTS if norms[: len(wrap)] == wrap), 0)
        end = next((len(wrap) for wrap in _ENDS if norms[start:][-len(wrap) :] == wrap), 0)
        shorter = kept[start : len(kept) - end]
        changed = bool(shorter) and shorter != kept
        kept = shorter or kept
    return Sentence(heard.text, kept) if kept != heard.words else heard
