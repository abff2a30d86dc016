"""Whether a sentence calls the skill by name, and what it asks of it then.

Only the whole invocation name in a sentence of one of Alexa's shapes counts: "tell me about it" calls nobody.
"""

from dataclasses import dataclass

from speech.words import Sentence, sentence, without_fillers, words

# What opens the skill, with or without a request.
_LAUNCH = (
    "open|launch|start|begin|run|play|load|enable|use|resume|talk to|talk with|speak to|speak with|ask|tell|go to|"
    "i want to use|i would like to use|can i use|can i speak to|take me to|bring up|i want to open|"
    "i want to talk to|i would like to talk to|i want to speak to|let me talk to|let us talk to|can i talk to"
)
# What needs a request.
_ASK = "see|search|consult|check with|have|get|let|by using|using"


def _wordings(table: str) -> tuple[tuple[str, ...], ...]:
    return tuple(words(text) for text in table.split("|"))


_LAUNCHES = frozenset(_wordings(_LAUNCH))
_OPENINGS = sorted((*_wordings(_LAUNCH), *_wordings(_ASK)), key=len, reverse=True)
# "<request> with pedal works"
_BEHIND = sorted(_wordings("with|using|by using|from|through|via|on|in|by asking|and ask"), key=len, reverse=True)
# "open the pedal works skill" opens pedal works.
_AROUND = (("the", "my"), ("skill", "app", "application"))
_POLITE = _wordings("can you|could you|would you|will you|i want you to")
# After "ask <name>": words that only join the request to the name, and those that may belong to it.
_JOINS = ("to", "and", "that")
_MAY_BELONG = ("about", "for", "if", "whether", "on", "regarding", "with")


@dataclass(frozen=True, slots=True)
class Invocation:
    """A sentence that calls the skill: `requests` are readings of what it asks, likeliest first; none: a launch."""

    requests: tuple[str, ...] = ()


def find_invocation(text: str, name: str) -> Invocation | None:
    """The invocation of the skill called `name` in `text`; None where the skill isn't called."""
    heard = _unwrapped(sentence(text))
    norms, called = heard.norms, words(name)
    if not called or len(norms) < len(called):
        return None
    if norms == called:
        return Invocation()
    for opening in _OPENINGS:
        end = _end_of_name(norms, len(opening), called) if norms[: len(opening)] == opening else None
        if end is None:
            continue
        if end < len(norms) and heard.words[end].joined:  # "ask pedal works's price"
            return None
        rest = _after(heard, end)
        return Invocation(rest) if rest or opening in _LAUNCHES else None
    return _behind_its_request(heard, called)


def _behind_its_request(heard: Sentence, called: tuple[str, ...]) -> Invocation | None:
    """ "Rent a bike with pedal works"."""
    norms = heard.norms
    for start in range(max(0, len(norms) - len(called) - 2), len(norms) - len(called) + 1):
        if _end_of_name(norms, start, called) == len(norms):
            for behind in _BEHIND:
                stop = start - len(behind)
                if stop > 0 and norms[stop:start] == behind:
                    return Invocation((heard.said(0, stop),))
    return None


def _end_of_name(norms: tuple[str, ...], start: int, called: tuple[str, ...]) -> int | None:
    """Where the name that is called from word `start` on ends; None where it isn't called there."""
    before, after = _AROUND
    if start < len(norms) and norms[start] in before and norms[start] != called[0]:
        start += 1
    end = start + len(called)
    if norms[start:end] != called:
        return None
    return end + 1 if end < len(norms) and norms[end] in after else end


def _unwrapped(heard: Sentence) -> Sentence:
    """The sentence without "alexa", politeness and "could you" in front of it."""
    heard = without_fillers(heard)
    for polite in _POLITE:
        if heard.norms[: len(polite)] == polite and len(heard.words) > len(polite):
            return without_fillers(Sentence(heard.text, heard.words[len(polite) :]))
    return heard


def _after(heard: Sentence, end: int) -> tuple[str, ...]:
    """How to read the words after the name; empty where there are none to read."""
    norms = heard.norms
    if end == len(norms) or (end + 1 == len(norms) and norms[end] in (*_JOINS, *_MAY_BELONG)):
        return ()
    whole, inner = heard.said(end), heard.said(end + 1)
    if norms[end] == "and" and norms[end + 1] == "ask" and end + 2 < len(norms):
        return (heard.said(end + 2), inner)
    if norms[end] in _JOINS:
        return (inner, whole)
    return (whole, inner) if norms[end] in _MAY_BELONG else (whole,)
