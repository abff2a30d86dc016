"""How people answer when something is read back to them: yes, no, or what it should have been instead.

"No, make it tuesday" is a new value and no mere denial, "no, cancel that" is another intent, and "no, that's not it" is
a denial. Amazon's pages say nothing of such answers (unverified).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from speech.builtin_utterances import NO, YES, by_words
from speech.dialog_state import CONFIRMED, DENIED, IntentState, Question
from speech.model import PHRASE_TYPE, InteractionModel
from speech.slots import Filling
from speech.understood import Eliciting, Understood
from speech.words import Sentence, sentence, without_fillers

Understand = Callable[[str, Eliciting | None], Understood]

_ANSWERS = by_words({YES: None, NO: None})
_STATUS = {YES: CONFIRMED, NO: DENIED}
# Stages whose values were really found in the words, not merely put into the slot that was asked for.
_FOUND = ("elicited", "exact", "scored")


@dataclass(frozen=True)
class Reply:
    """What was meant: a `status` (CONFIRMED, DENIED), other values for slots of the intent, or an `other` intent."""

    status: str | None = None
    fillings: Mapping[str, Filling] = field(default_factory=dict)
    other: Understood | None = None


def reply(
    text: str, question: Question, state: IntentState, model: InteractionModel, understand: Understand
) -> Reply | None:
    """What `text` answers to a confirmation; None where it answers nothing."""
    heard = sentence(text)
    whole = _ANSWERS.get(heard.norms) or _ANSWERS.get(without_fillers(heard).norms)
    if whole is not None:
        return Reply(_STATUS[whole])
    polar, rest = _opening(without_fillers(heard))
    other = understand(rest, None)
    interrupts = other.intent is not None and other.intent != state.name and other.stage in ("exact", "built-in")
    if interrupts and other.intent not in (YES, NO):
        return Reply(other=other)
    fillings = _new_values(rest, question, state, model, understand)
    if fillings:
        return Reply(fillings=fillings)
    return Reply(_STATUS[polar]) if polar is not None else None


def _opening(heard: Sentence) -> tuple[str | None, str]:
    """The yes or no that a longer answer opens with, and what follows on it."""
    for length in (3, 2, 1):
        polar = _ANSWERS.get(heard.norms[:length])
        if polar is not None and length < len(heard.words):
            return polar, heard.said(length)
    return None, heard.said()


def _new_values(
    said: str, question: Question, state: IntentState, model: InteractionModel, understand: Understand
) -> Mapping[str, Filling]:
    """Values for slots of the intent that `said` holds, and that differ from those read back."""
    slots = model.intents[state.name].slots if state.name in model.intents else {}
    asked = [question.slot] if question.slot in slots else []
    for name in dict.fromkeys([*asked, *slots]):
        if name is None or slots[name].type == PHRASE_TYPE:
            continue
        understood = understand(said, Eliciting(state.name, name))
        found = {
            slot: filling
            for slot, filling in understood.slots.items()
            if slots[slot].type != PHRASE_TYPE and filling != state.fillings.get(slot)
        }
        # "That's the one" is no number of people: what was not read back has to be said as its samples say it.
        sure = name == question.slot or understood.confidence == 1
        if understood.intent == state.name and understood.stage in _FOUND and sure and found:
            return found
    return {}
