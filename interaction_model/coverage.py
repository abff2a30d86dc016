"""That everything can be said: the contract's intents are there, each slot is in a sample, each id is a value of one.

An id is within reach of the voice when a value of its slot has it and a sample of some intent has that slot.
"""

from __future__ import annotations

from interaction_model.build import Built, slots_in
from interaction_model.content_ids import Ids
from interaction_model.faults import Fault, Place
from interaction_model.judging import language_model
from interaction_model.sources import Sources

#: The intents that the contract names. That ours have samples is a rule for samples; Amazon's need none.
CONTRACT_INTENTS = (
    *("AskCauseIntent", "ListCausesIntent", "CauseDetailIntent", "PreventionIntent", "ReliefIntent", "SeeDoctorIntent"),
    *("RedFlagIntent", "DescribeSymptomIntent", "AnswerIntent", "DontKnowIntent", "ExplainIntent", "MoreIntent"),
    *("LogCrampIntent", "DiaryIntent", "ForgetMeIntent"),
    *("AMAZON.HelpIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"),
    *("AMAZON.FallbackIntent", "AMAZON.YesIntent", "AMAZON.NoIntent", "AMAZON.RepeatIntent"),
    *("AMAZON.StartOverIntent", "AMAZON.PreviousIntent", "AMAZON.NextIntent"),
)


def coverage_faults(sources: Sources, built: Built, ids: Ids) -> list[Fault]:
    """What nobody can say to the model. Ids that words.yaml has no phrase for are told with the other faults of it."""
    intents = {intent["name"]: intent for intent in language_model(built.model).get("intents", [])}
    faults = [
        Fault(Place(f"{built.locale}.json"), f"{name} of the contract is missing")
        for name in CONTRACT_INTENTS
        if name not in intents
    ]
    spoken_types: dict[str, set[str]] = {}
    for intent in intents.values():
        used = {slot for sample in intent.get("samples", []) for slot in slots_in(sample)}
        for slot in intent.get("slots", []):
            if slot["name"] in used:
                spoken_types.setdefault(slot["name"], set()).add(slot["type"])
    values = {
        each["name"]: {value.get("id") for value in each.get("values", [])}
        for each in language_model(built.model).get("types", [])
    }
    for slot_name, described in sources.slots.items():
        if slot_name not in spoken_types:
            faults.append(Fault(described.place, f"no sample of any intent has the slot '{slot_name}'"))
            continue
        sayable = {value_id for name in spoken_types[slot_name] for value_id in values.get(name, set())}
        said = sources.words[described.section].phrases if described.section else {}
        for value_id in sorted(ids.wanted.get(slot_name, {}).keys() & said.keys() - sayable):
            message = f"'{value_id}' can't be said: no value that a sample's '{slot_name}' takes has it"
            faults.append(Fault(ids.wanted[slot_name][value_id], message))
    return faults
