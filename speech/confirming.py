"""How people answer when something is read back to them: yes, no, or what it should have been instead.

"No, make it tuesday" is a new value and no mere denial, "no, cancel that" is another intent, and "no, that's not it" is
a denial; the value read back, said once more, is a yes. Amazon's pages say nothing of such answers (unverified).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from speech.amazon_types import is_free
from speech.builtin_utterances import NO, YES, by_words
from speech.dialog_state import CONFIRMED, DENIED, IntentState, Question
from speech.model import PHRASE_TYPE, InteractionModel, Slot
from speech.slot_reading import SlotReader
from speech.slots import Filling
from speech.spots import Spots
from speech.understood import Eliciting, Understood
from speech.words import NOES, Sentence, sentence, without_fillers, words

Understand = Callable[[str, Eliciting | None], Understood]

_ANSWERS = by_words({YES: None, NO: None})
_STATUS = {YES: CONFIRMED, NO: DENIED}
# What means yes or no only where something is read back.
_RIGHT = (
    "perfect|great|fine|that is fine|looks good|looks right|sounds right|you got it|that is it|that works|works for me|"
    "totally|confirm|confirmed|i confirm|confirm it|good|that is good|very well|that is the one|that is what i said|"
    "i guess|got it|cool|that will do"
)
_WRONG = (
    "do not|not correct|not right|not quite|you got it wrong|you got that wrong|you misheard|you misheard me|"
    "you heard me wrong|you heard wrong|rather not|i would rather not|better not|hell no|wrong one|the wrong one|"
    "it is wrong|this is wrong|that was wrong|that is incorrect|sorry no|not that|"
    "not that one|not this one|not it"
)
_ANSWERS |= {words(wording): YES for wording in _RIGHT.split("|")}
_ANSWERS |= {words(wording): NO for wording in _WRONG.split("|")}
# What a longer answer opens with to say yes or no: "i don't" does not, or "i don't know" would deny.
_OPENINGS = {
    words(wording): YES for wording in f"yes|yeah|yep|yup|sure|okay|right|correct|yes please|{_RIGHT}".split("|")
}
_OPENINGS |= {words(wording): NO for wording in "no|nope|nah|no thanks|no thank you|no no|sorry no".split("|")}
# Behind a yes only these begin what is to be put right: "yes but for five people".
_BUT = frozenset({"but", "only", "except", "just", "make", "change"})
_UNSURE = frozenset({"sure", "yet", "certain"})
# "That's not what I meant", "don't book it".
_REJECTING = tuple(map(words, ("not", "that is not", "it is not", "this is not", "do not", "please do not")))
# "No, I said ...", "make that ...", "... instead": what stands between them is the value.
_LEADS = tuple(
    words(lead)
    for lead in (
        "but|wait|make it|make that|change it to|change that to|change to|i said|i meant|i mean|i want|i would like|"
        "i would rather|it should be|that should be|it is|that is|rather|actually|sorry|instead|try|take"
    ).split("|")
)
_TRAILS = tuple(map(words, ("actually", "instead", "rather", "i said", "i meant", "sorry", "please")))
# Stages whose values were really found in the words, not merely put into the slot that was asked for.
_FOUND = ("elicited", "exact", "scored")
_EXACT = ("exact", "built-in")
# The least confidence in values that lie inside a longer answer but answer for it.
_WITHIN = 0.9
_LONGEST_BARE = 6
# Another intent that no sample says word for word must be this sure to interrupt, in more than a few words.
_INTERRUPTS, _FEW_WORDS = 0.6, 3


@dataclass(frozen=True)
class Reply:
    """What was meant: a `status` (CONFIRMED, DENIED), other values for slots of the intent, or an `other` intent."""

    status: str | None = None
    fillings: Mapping[str, Filling] = field(default_factory=dict)
    other: Understood | None = None


def reply(
    text: str,
    question: Question,
    state: IntentState,
    model: InteractionModel,
    understand: Understand,
    reader: SlotReader,
) -> Reply | None:
    """What `text` answers to a confirmation; None where it answers nothing. `reader` finds the values in it."""
    heard = sentence(text)
    bare = without_fillers(heard)
    whole = _ANSWERS.get(heard.norms) or _ANSWERS.get(bare.norms)
    if whole is not None:
        return Reply(_STATUS[whole])
    told = understand(text, None) if bare.words else None
    if told is not None and _interrupts(told, state, bare):
        return Reply(other=told)
    polar, rest = _opening(bare)
    if polar is not None and rest.norms in _ANSWERS:  # "yeah, that's the one"
        return Reply(_STATUS[polar])
    slots = _slots_to_try(question, state, model)
    other = understand(rest.said(), Eliciting(state.name, slots[0]) if slots else None)
    if other.intent in _STATUS and other.stage in _EXACT:  # a wording that only this model lists
        return Reply(_STATUS[str(other.intent)])
    if other.intent not in (None, state.name) and other.stage in _EXACT:
        return Reply(other=other)
    if polar == YES and _BUT.isdisjoint(rest.norms[:1]):
        return Reply(CONFIRMED)
    values = _values(Spots(reader, _mended(rest)), question, state, model, understand)
    new = {slot: filling for slot, filling in values.items() if filling != state.fillings.get(slot)}
    if new:
        return Reply(fillings=new)
    if polar is not None:
        return Reply(_STATUS[polar])
    if any(bare.norms[: len(start)] == start for start in _REJECTING) and _UNSURE.isdisjoint(bare.norms):
        return Reply(DENIED)
    return Reply(CONFIRMED) if question.slot in values else None  # what was read back, said once more


def _interrupts(told: Understood, state: IntentState, bare: Sentence) -> bool:
    """Whether the whole sentence is another intent's: "never mind", "is there a boat on saturday"."""
    if told.intent in (None, state.name, *_STATUS) or bare.norms[0] in NOES:
        return False
    sure = told.stage == "scored" and told.confidence >= _INTERRUPTS and len(bare.words) > _FEW_WORDS
    return told.stage in _EXACT or sure


def _opening(heard: Sentence) -> tuple[str | None, Sentence]:
    """The yes or no that a longer answer opens with, and what follows on it."""
    for length in (3, 2, 1):
        polar = _OPENINGS.get(heard.norms[:length])
        if polar is not None and length < len(heard.words):
            return polar, Sentence(heard.text, heard.words[length:])
    return None, heard


def _mended(heard: Sentence) -> Sentence:
    """`heard` without the words that only say that something is to be put right."""
    if heard.norms[:1] == ("not",) and "but" in heard.norms:  # "not tomorrow but friday"
        heard = Sentence(heard.text, heard.words[heard.norms.index("but") :])
    kept = heard.words
    while lead := next((lead for lead in _LEADS if heard.norms[: len(lead)] == lead), None):
        kept = kept[len(lead) :]
        heard = Sentence(heard.text, kept)
    while trail := next((trail for trail in _TRAILS if heard.norms[-len(trail) :] == trail), None):
        kept = kept[: -len(trail)]
        heard = Sentence(heard.text, kept)
    return heard


def _slots_to_try(question: Question, state: IntentState, model: InteractionModel) -> list[str]:
    """The slot that is asked about, where one is, and one of each other type; none that takes any words."""
    slots = model.intents[state.name].slots if state.name in model.intents else {}
    asked = [question.slot] if question.slot in slots else []
    by_type: dict[str, str] = {}
    for name in (*asked, *slots):
        if name is not None and slots[name].type != PHRASE_TYPE:
            by_type.setdefault(slots[name].type, name)
    return list(by_type.values())


def _values(
    spots: Spots, question: Question, state: IntentState, model: InteractionModel, understand: Understand
) -> Mapping[str, Filling]:
    """Values for slots of the intent that the words hold."""
    heard = spots.heard
    if not heard.words or state.name not in model.intents:
        return {}
    slots = model.intents[state.name].slots
    tried = _slots_to_try(question, state, model)
    # A look costs milliseconds: after the first none is taken for a type that the words hold no value of.
    names = tried[:1] + [name for name in tried[1:] if is_free(slots[name].type) or spots.longest(slots[name].type)]
    # What is said in so many words is no bare value; one look finds all that they tell.
    for name in names if len(heard.words) <= _LONGEST_BARE else names[:1]:
        understood = understand(heard.said(), Eliciting(state.name, name))
        if understood.intent != state.name or understood.stage not in _FOUND:
            continue
        values = {slot: value for slot, value in understood.slots.items() if slots[slot].type != PHRASE_TYPE}
        # A bare value inside other words counts only for what was read back.
        sure = name == question.slot or understood.confidence == 1
        if values and (sure or any(_told(slots, slot, name, understood) for slot in values)):
            return values if name == question.slot or not _between_two(slots, values, heard, state, understand) else {}
    return {}


def _between_two(
    slots: Mapping[str, Slot],
    values: Mapping[str, Filling],
    heard: Sentence,
    state: IntentState,
    understand: Understand,
) -> bool:
    """Whether a bare value may be meant for another slot as well: "kiel", of a crossing from one port to another."""
    types = {slots[name].type for name in values}
    rivals = [name for name, slot in slots.items() if name not in values and slot.type in types]
    return any(rival in understand(heard.said(), Eliciting(state.name, rival)).slots for rival in rivals)


def _told(slots: Mapping[str, Slot], slot: str, asked: str, understood: Understood) -> bool:
    """Whether the words tell the value of `slot` without being asked for one of its kind."""
    return slots[slot].type != slots[asked].type and understood.confidence >= _WITHIN
