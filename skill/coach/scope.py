"""Whether free words are for us at all: a cramp told in one's own way, or a blister, a roast and a truck."""

from __future__ import annotations

from skill.coach.knowledge import Knowledge
from skill.coach.phrases import is_small

_KNOWN = ("symptom", "body_part", "timing", "medicine", "condition", "cause", "person", "answer", "denied_in_words")

# Findings that are felt, so that they tell of a cramp; the others tell of a life.
FELT = frozenset(
    "tingling_lips_and_fingertips numb_or_tingling_one_limb back_or_neck_pain_shooting weaker_over_weeks "
    "twitching_between_cramps stiff_slow_or_shaky cold_or_changed_feet hard_knot_eases_with_stretch "
    "pain_gone_within_10_min_of_standing_still same_spot_every_time".split()
)


def is_strange(said: str, knowledge: Knowledge) -> bool:
    """Whether `said` names no cramp, twitch or danger, and has words that are neither ours nor everyday."""
    book = knowledge.phrases
    clauses = book.clauses(said)
    matches = {section: book.find(section, clauses) for section in _KNOWN}
    if any(match.id in FELT or match.id not in knowledge.findings for match in matches["symptom"]):
        return False
    known = {(match.clause, place) for found in matches.values() for match in found for place in match.places}
    everyday = book.cue_words("everyday")
    return any(
        (number, place) not in known and word not in everyday and not is_small(word)
        for number, clause in enumerate(clauses)
        for place, word in enumerate(clause.words)
    )
