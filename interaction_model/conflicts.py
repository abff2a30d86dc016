"""One sentence in two intents.

Which intent such a sentence goes to is chance. Not told, because a developer has nothing to mend:

- Yes, No, "I don't know" and Next against a bare value of `answer`: they mean the same (contract, "Answering");
- AskCause, DescribeSymptom, RedFlag and Answer among each other: one reader reads all their slots (contract, "What the
  skill can see");
- a sample of the dialog's intent against another that fills a slot too: what is being asked tells them apart;
- two samples that are a bare slot each, with one wording in both types: its words arrive either way;
- samples with a phrase slot: such a sample wins only when no other intent does;
- a sentence without slots that another sample makes out of nothing but several slots ("skip back", an answer and a
  place): its own intent hears it word for word;
- two samples that share less than one sentence in a hundred: a coincidence of wordings (`shared_part`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from interaction_model.amazon_utterances import AMAZONS_OWN
from interaction_model.build import Built, Model, slots_in
from interaction_model.faults import Fault, Place
from interaction_model.judging import Found, language_model, samples_with_owner, where
from interaction_model.sentence_tree import Sample, SentenceTree, sentence_tree, spoken
from interaction_model.shared_part import SharedPart
from interaction_model.shared_sentences import shared_sentences

#: The id of `answer` that each intent means.
MEANS = {
    "AMAZON.YesIntent": "yes",
    "AMAZON.NoIntent": "no",
    "DontKnowIntent": "unknown",
    "AMAZON.NextIntent": "unknown",
}
#: Samples that share a smaller part than this of their sentences are left alone.
COINCIDENCE = 0.01
READ_ALIKE = {"AskCauseIntent", "DescribeSymptomIntent", "RedFlagIntent", "AnswerIntent"}


def sentences_of(model: Model) -> SentenceTree:
    """The tree of the model's samples and of what Amazon's intents in it hear anyway."""
    return sentence_tree(model, AMAZONS_OWN)


def shared_faults(built: Built, tree: SentenceTree) -> Iterator[Fault]:
    """Sentences of two intents in the built model's tree, one fault for each pair of templates that make some."""
    told: dict[tuple[Place, Place], list[tuple[str, Sample, Sample]]] = defaultdict(list)
    dialog = {each["name"] for each in built.model.get("interactionModel", {}).get("dialog", {}).get("intents", [])}
    shared_part = SharedPart(tree)
    for (one, other), said in shared_sentences(tree).items():
        # One sample written in two intents is told by the rules for samples.
        written_twice = one[1] == other[1] and not {one, other} & {*AMAZONS_OWN}
        if not written_twice and not _harmless(one, other, dialog) and shared_part.of(one, other) >= COINCIDENCE:
            told[(where(built, one), where(built, other))].append((said, one, other))
    for (place, beside), shared in told.items():
        said, one, other = min(shared, key=lambda each: (len(each[0].split()), each))
        more = f" and {len(shared) - 1} more like it" if len(shared) > 1 else ""
        both = f"'{one[1]}' of {one[0]} and '{other[1]}' of {other[0]}"
        yield Fault(place, f"'{said}' is both {both} ({beside}){more}")


def _harmless(one: Sample, other: Sample, dialog: set[str]) -> bool:
    intents = {one[0], other[0]}
    if intents <= READ_ALIKE or intents == {"DontKnowIntent", "AMAZON.NextIntent"}:
        return True
    slots = {slot for _, sample in (one, other) for slot in slots_in(sample)}
    if slots == {"answer"} and intents & MEANS.keys() and "AnswerIntent" in intents:
        return True
    if intents & dialog and slots_in(one[1]) and slots_in(other[1]):
        return True
    if all(_is_bare_slot(sample) for _, sample in (one, other)):
        return True
    return any(not slots_in(plain[1]) and _is_all_slots(made[1]) for plain, made in ((one, other), (other, one)))


def _is_bare_slot(sample: str) -> bool:
    return sample.startswith("{") and sample.find("}") == len(sample) - 1


def _is_all_slots(sample: str) -> bool:
    return len(slots_in(sample)) > 1 and all(word.startswith("{") for word in sample.split())


def answer_faults(model: Model) -> Iterator[Found]:
    """Wordings of `answer` that Yes, No, "I don't know" or Next has with another meaning."""
    language = language_model(model)
    slots = [slot for intent in language.get("intents", []) for slot in intent.get("slots", [])]
    types = {slot["type"] for slot in slots if slot["name"] == "answer"}
    meanings = {
        " ".join(spoken(text)): value["id"]
        for each in language.get("types", [])
        if each["name"] in types
        for value in each["values"]
        for text in (value["name"]["value"], *value["name"].get("synonyms", []))
    }
    there = {intent["name"] for intent in language.get("intents", [])}
    amazons = [((intent,), text) for intent, text in AMAZONS_OWN if intent in there]
    for (intent, *_), sample in (*samples_with_owner(model), *amazons):
        meaning = meanings.get(" ".join(spoken(sample)))
        if intent in MEANS and meaning not in (None, MEANS[intent]):
            yield (intent, sample), f"'{sample}' is a sample of {intent}, and as an answer it means '{meaning}'"
