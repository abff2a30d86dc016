"""Amazon's rules for samples and for the slots in them (platform notes 2.2, 2.4, 2.5)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from interaction_model.build import Model, slots_in
from interaction_model.judging import Found, language_model, samples_with_owner

LONGEST_SAMPLE = 200
PHRASE_TYPES = {"AMAZON.SearchQuery"}

_SLOT = re.compile(r"\{[A-Za-z_]+\}")
# A word: letters with apostrophes, hyphens and underscores; periods only after single letters ("g. p.").
_WORD = re.compile(r"[a-z][.]|(?:\{\}|[a-z])(?:[a-z'_-]|\{\})*")


def sample_faults(model: Model) -> Iterator[Found]:
    """What Amazon would refuse in samples, each with the sample it is about."""
    slot_types = {
        intent["name"]: {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for intent in language_model(model).get("intents", [])
    }
    used: dict[str, set[str]] = defaultdict(set)
    for owner, sample in samples_with_owner(model):
        used[owner[0]].update(slots_in(sample))
        for message in _one_sample(sample, slot_types[owner[0]]):
            yield (*owner, sample), f"'{sample}': {message}"
    yield from _duplicates(model)
    for intent in language_model(model).get("intents", []):
        name = intent["name"]
        yield from _intent_faults(name, intent.get("samples", []), slot_types[name].keys() - used[name])


def unspeakable(text: str) -> str | None:
    """What of a sample or value Amazon would not take as spoken words, and what it takes; None where all is well."""
    wrong = sorted({word for word in _SLOT.sub("{}", text).split() if not _WORD.fullmatch(word)})
    if text.strip() and not wrong:
        return None
    allowed = "small letters, apostrophes, hyphens, periods after single letters, numbers as words"
    return f"'{' '.join(wrong)}' will not do: {allowed}"


def _one_sample(sample: str, slot_types: dict[str, str]) -> Iterator[str]:
    if len(sample) > LONGEST_SAMPLE:
        yield f"longer than {LONGEST_SAMPLE} characters"
    if (refused := unspeakable(sample)) is not None:
        yield refused
        return
    bare = _SLOT.sub("{}", sample)
    names = slots_in(sample)
    for name in sorted(set(names) - slot_types.keys()):
        yield f"the intent has no slot '{name}'"
    for name, count in sorted(Counter(names).items()):
        if count > 1:
            yield f"the slot '{name}' stands in it {count} times"
    phrases = [name for name in names if slot_types.get(name) in PHRASE_TYPES]
    if phrases and len(names) > 1:
        yield f"the phrase slot '{phrases[0]}' must be the only slot of its sample"
    if phrases and not bare.replace("{}", "").strip():
        yield f"the phrase slot '{phrases[0]}' needs a carrier phrase beside it"


def _duplicates(model: Model) -> Iterator[Found]:
    owners: dict[str, list[str]] = defaultdict(list)
    counted = Counter(samples_with_owner(model))
    for (owner, sample), count in counted.items():
        if len(owner) == 1:
            owners[sample].append(owner[0])
        if count > 1:
            yield (*owner, sample), f"'{sample}' stands {count} times in {' > '.join(owner)}"
    for sample, names in owners.items():
        if len(names) > 1:
            yield (names[-1], sample), f"'{sample}' is a sample of {' and of '.join(sorted(names))}"


def _intent_faults(name: str, samples: list[str], unused: set[str]) -> Iterator[Found]:
    if name == "AMAZON.FallbackIntent" and samples:
        yield (name,), "AMAZON.FallbackIntent takes no samples"
    if not name.startswith("AMAZON.") and not samples:
        yield (name,), f"{name} has no samples"
    for slot in sorted(unused):
        yield (name,), f"the slot '{slot}' of {name} stands in none of its samples"
