"""What a developer should mend in an interaction model before it is uploaded: where the model contradicts itself.

Five kinds, named by `Conflict.kind`:
    same_sentence  one sentence is a sample of two intents, as it stands or once listed slot values are put in
    built_in       a sample is what people say for one of Amazon's intents that the model has ("stop", "help me")
    other_intent   a sample, with a listed value in each slot, is understood as another intent than its own
    shared_value   one wording stands for two values of a slot type
    unused_slot    a slot is in no sample of its intent, and the dialog doesn't ask for it
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from speech.builtin_utterances import by_words
from speech.invocation import find_invocation
from speech.model import FALLBACK, InteractionModel, SlotType
from speech.samples import SLOT, SampleTree, model_samples, parse_sample
from speech.shared_sentences import Said, SharedSentences
from speech.slot_wordings import SlotWordings
from speech.spots import Spots
from speech.understanding import Understanding
from speech.words import sentence as heard
from speech.words import words


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing to mend: `places` are JSON paths below `languageModel`, `samples` the texts that stand there.

    `sentence` shows it where there is one to show; `message` is the whole of it in one line.
    """

    kind: str
    message: str
    intents: tuple[str, ...]
    samples: tuple[str, ...]
    places: tuple[str, ...]
    sentence: str | None = None


def find_conflicts(model: InteractionModel) -> list[Conflict]:
    """Every conflict of the model, by kind and in the model's order."""
    samples = _samples(model)
    wordings = SlotWordings(model)
    same, built_in = _shared_sentences(model, samples, wordings)
    explained: dict[str | None, set[str]] = defaultdict(set)
    for found in (*same, *built_in):
        for place in found.places:
            explained[place].update(found.intents)
    return [
        *same,
        *built_in,
        *_misunderstood(model, samples, wordings, explained),
        *(conflict for at, slot_type in enumerate(model.types.values()) for conflict in _shared_values(slot_type, at)),
        *_unused_slots(model),
    ]


def _samples(model: InteractionModel) -> list[Said]:
    return [
        Said(intent.name, text, f"intents[{at}].samples[{index}]", parse_sample(intent, text, index).parts)
        for at, intent in enumerate(model.intents.values())
        for index, text in enumerate(intent.samples)
    ]


def _shared_sentences(
    model: InteractionModel, samples: Sequence[Said], wordings: SlotWordings
) -> tuple[list[Conflict], list[Conflict]]:
    """Conflicts between samples, and those between a sample and what people say for Amazon's intents."""
    everyday = [Said(intent, " ".join(norms), None, norms) for norms, intent in by_words(model.intents).items()]
    shared = SharedSentences([*samples, *everyday], wordings)
    same: dict[tuple[int, int], Conflict] = {}
    built_in: list[Conflict] = []
    order = {sample.place: at for at, sample in enumerate(samples)}
    for at, sample in enumerate(samples):
        usual: dict[str, list[str]] = defaultdict(list)
        for found in shared.of(sample):
            if found.other.place is None:
                usual[found.other.intent].append(found.sentence)
            else:
                first, second = sorted((at, order[found.other.place]))
                same.setdefault((first, second), _two_intents(samples[first], samples[second], found.sentence))
        built_in += [_also_amazons(sample, intent, sentences) for intent, sentences in usual.items()]
    return [same[pair] for pair in sorted(same)], built_in


def _two_intents(one: Said, other: Said, sentence: str) -> Conflict:
    message = f'same sentence: "{sentence}" is {_shown(one)} and {_shown(other)}'
    places = tuple(said.place for said in (one, other) if said.place)
    return Conflict("same_sentence", message, (one.intent, other.intent), (one.text, other.text), places, sentence)


def _also_amazons(sample: Said, intent: str, sentences: Sequence[str]) -> Conflict:
    shortest = min(sentences, key=lambda sentence: (len(sentence), sentence))
    more = f" (and {len(sentences) - 1} more)" if len(sentences) > 1 else ""
    message = f'built-in: "{shortest}"{more} is what people say for {intent}, and is {_shown(sample)}'
    return _one_sample("built_in", message, sample, intent, shortest)


def _misunderstood(
    model: InteractionModel,
    samples: Sequence[Said],
    wordings: SlotWordings,
    explained: Mapping[str | None, set[str]],
) -> Iterator[Conflict]:
    understanding = Understanding(model)
    tree = SampleTree(model_samples(model))
    for sample in samples:
        sentence = wordings.said(sample.text, model.intents[sample.intent].slots)
        exact = tree.matches(Spots(understanding.slots, heard(sentence)))
        called = find_invocation(sentence, model.invocation_name)
        known = {FALLBACK, sample.intent} | explained.get(sample.place, set())
        if exact and not called and known.issuperset(match.sample.intent for match in exact):
            continue  # exact samples come first, so the other stages, which take their time, need not be asked
        understood = understanding.understand(sentence)
        # Where no intent takes it there is none to keep apart from this one.
        if understood.intent is None or understood.intent in known:
            continue
        why = f"{understood.stage} {understood.confidence}"
        message = f'other intent: {_shown(sample)}, said as "{sentence}", is understood as {understood.intent} ({why})'
        yield _one_sample("other_intent", message, sample, understood.intent, sentence)


def _one_sample(kind: str, message: str, sample: Said, other: str, sentence: str) -> Conflict:
    places = (sample.place,) if sample.place else ()
    return Conflict(kind, message, (sample.intent, other), (sample.text,), places, sentence)


def _shown(sample: Said) -> str:
    return f'{sample.intent} "{" ".join(sample.text.split())}" ({sample.place})'


def _shared_values(slot_type: SlotType, at: int) -> Iterator[Conflict]:
    """Wordings that two values of a type have; the same id listed twice is one value."""
    standing: dict[tuple[str, ...], dict[str, tuple[str, str]]] = defaultdict(dict)
    for index, value in enumerate(slot_type.values):
        place = f"types[{at}].values[{index}].name"
        places = [f"{place}.value", *(f"{place}.synonyms[{number}]" for number in range(len(value.synonyms)))]
        for wording, where in zip((value.value, *value.synonyms), places, strict=True):
            norms = words(wording)
            if norms:
                standing[norms].setdefault(value.id or " ".join(words(value.value)), (wording, where))
    for found in standing.values():
        for (one, (wording, here)), (other, (again, there)) in combinations(found.items(), 2):
            message = f'shared value: "{wording}" stands for {one} ({here}) and {other} ({there}) in {slot_type.name}'
            yield Conflict("shared_value", message, (), (wording, again), (here, there))


def _unused_slots(model: InteractionModel) -> Iterator[Conflict]:
    """Slots that nothing can fill: in no sample, without samples of their own, and not asked for by the dialog."""
    for at, intent in enumerate(model.intents.values()):
        used = {name for text in intent.samples for name in SLOT.findall(text)}
        dialog = model.dialog.get(intent.name)
        asked = {name for name, slot in dialog.slots.items() if slot.elicitation_required} if dialog else set()
        for index, slot in enumerate(intent.slots.values()):
            if slot.name in used | asked or slot.samples:
                continue
            place = f"intents[{at}].slots[{index}]"
            message = (
                f"unused slot: {{{slot.name}}} of {intent.name} ({place}) is in no sample, and nothing asks for it"
            )
            yield Conflict("unused_slot", message, (intent.name,), (), (place,))
