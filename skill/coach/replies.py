"""Replies: what people say to one question and what answers it only there ("the usual", "two beers", "either leg").

The words stand in words.yaml under `replies`, by finding and answer ("low_fluids=no"). They are read while that finding
is asked and never else, so they may be short and plain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from skill.coach.heard import Slot
from skill.coach.knowledge import Finding
from skill.coach.phrases import Clause, Phrasebook, words_of
from skill.coach.turning import is_denied, is_past, is_statement

_REGIONS = {
    **dict.fromkeys(("calf", "foot_or_toes", "front_thigh", "hamstring", "buttock_or_hip", "leg"), "leg"),
    **dict.fromkeys(("low_back", "neck_or_shoulder"), "back"),
    **dict.fromkeys(("hand_or_forearm", "arm"), "arm"),
    **dict.fromkeys(("abdomen_wall", "trunk"), "trunk"),
    **dict.fromkeys(("eyelid_or_face_twitch", "face"), "face"),
}
_DURATION = re.compile(r"P(?:\d+Y)?(?P<months>\d+M)?(?P<weeks>\d+W)?(?:\d+D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
SOON = 10
"""Minutes within which pain from narrowed arteries is gone once one stands still (Edinburgh questionnaire, S24)."""


def replies_in(
    slots: Sequence[Slot], asked: Sequence[Finding], said_no: bool, book: Phrasebook
) -> dict[Slot, dict[str, str]]:
    """What each slot replies, by finding, to the open yes-or-no questions in words that answer nothing else.

    `asked`: the findings that are open; several where they were asked for in one breath. `said_no`: a "no" came in a
    slot of its own, and denies what is no statement.
    """
    found: dict[Slot, dict[str, str]] = {}
    for slot in slots:
        if slot.name == "answer" and slot.ids:
            continue
        no_before = said_no and not is_statement(slot.said, book)
        replies = {
            finding.id: reply
            for finding in asked
            if "yes" in finding.answers and (reply := _reply(slot, finding.id, no_before, book)) is not None
        }
        if len(asked) > 1:  # "nothing like that" denies them all, and is no news of one
            replies = {id_: reply for id_, reply in replies.items() if reply == "yes" or len(slot.said.split()) > 2}
        if replies:
            found[slot] = replies
    return found


def choice_in(slots: Sequence[Slot], finding: Finding, known: bool, book: Phrasebook) -> str | None:
    """The answer to the open choice that the words give beyond what is `known` of it; None where they give none."""
    if "yes" in finding.answers:
        return None
    if finding.id == "body_part" and any(not slot.ids and _is_everywhere(slot.said, book) for slot in slots):
        return "several_places"
    replies = () if known else (_reply(slot, finding.id, False, book) for slot in slots)
    return next((reply for reply in replies if reply is not None), None)


def _reply(slot: Slot, asked: str, no_before: bool, book: Phrasebook) -> str | None:
    """The answer to the finding `asked` that the words of `slot` give; None where they give none.

    The longest wording counts ("no more than usual" before "more than usual"), of two as long the later one. A denial
    before a yes makes it a no.
    """
    if slot.name == "duration":
        return _duration_reply(slot.said, asked)
    clauses = book.clauses(slot.said, together=True)
    matches = book.find("replies", clauses, start=f"{asked}=")
    if not matches:
        return None
    best = max(matches, key=lambda match: (len(match.places), match.clause, match.places[-1]))
    answer = best.id.partition("=")[2]
    if answer != "yes":
        return answer
    clause = clauses[best.clause]
    if is_past(clause, book):
        return None
    denied_already = clause.words[best.places[0]] in book.cue_words("negators")
    no_before = no_before and best.clause == 0 and not denied_already
    return "no" if no_before or is_denied(clause, best.places, book) else "yes"


def danger_in(slots: Sequence[Slot], flag: str, said_no: bool, book: Phrasebook) -> str | None:
    """Whether the words tell of the red flag `flag`, which was asked for alone: yes, no, or None where they don't say.

    One word of danger counts, whatever else is said: "it's warm but white" is a yes. "Not normal" is unclear.
    """
    answers: set[str] = set()
    for slot in slots:
        if slot.name == "duration":
            continue
        clauses = book.clauses(slot.said)
        no_before = said_no and not is_statement(slot.said, book)
        for match in book.find("replies", clauses, start=f"{flag}="):
            clause = clauses[match.clause]
            denied_already = clause.words[match.places[0]] in book.cue_words("negators")
            denied = not denied_already and is_denied(clause, match.places, book)
            if match.id.endswith("=no"):
                answers.add("unclear" if denied and clause.words[0] != "no" else "no")
            elif not is_past(clause, book):
                answers.add("no" if denied or (no_before and not denied_already and match.clause == 0) else "yes")
    return next((told for told in ("yes", "unclear", "no") if told in answers), None)


def only_that(slots: Sequence[Slot], flag: str, book: Phrasebook) -> tuple[bool, bool]:
    """Whether the words name `flag` alone ("no, just the leg"), and whether they name more ("not just the leg")."""
    only = more = False
    no_before = says_no(slots, book)
    for slot in slots:
        clauses = book.clauses(slot.said)
        for match in book.find("replies", clauses, start=f"{flag}="):
            words, first = clauses[match.clause].words, match.places[0]
            opens = words[0] == "no" and first > 0  # "no, just the leg" denies the rest of what was asked
            rest = Clause(words[opens:], (), "")
            denied_already = words[first] in book.cue_words("negators")
            denied = not denied_already and is_denied(rest, tuple(place - opens for place in match.places), book)
            if match.id.endswith("=yes"):
                only = only or not denied
            else:
                nothing_more = denied or no_before or (opens and not denied_already)
                more = more or not nothing_more
    return only, more


def says_no(slots: Sequence[Slot], book: Phrasebook) -> bool:
    """Whether a slot of its own says no to what stands in the other slots.

    "No just" and "no but" deny what was asked and bring something else: what follows them is meant.
    """
    return any(
        slot.name == "answer" and slot.ids[:1] == ("no",) and book.cue_words("yields").isdisjoint(words_of(slot.said))
        for slot in slots
    )


def _is_everywhere(said: str, book: Phrasebook) -> bool:
    """Whether places in different regions are named, as against one pain that spreads ("from my neck down my arm")."""
    if book.has_cue("corrections", said) or book.has_cue("spreading", said):
        return False
    places = {match.id for match in book.find("body_part", book.clauses(said))}
    return "several_places" in places or len({_REGIONS[place] for place in places & _REGIONS.keys()}) > 1


def _duration_reply(iso: str, asked: str) -> str | None:
    """What a length of time (ISO 8601, as Alexa sends it) answers: how soon it is gone, how far a pregnancy is."""
    length = _DURATION.fullmatch(iso)
    if length is None:
        return None
    if asked == "pregnant":
        return "yes" if length["months"] or length["weeks"] else None
    if asked != "pain_gone_within_10_min_of_standing_still":
        return None
    hours, minutes, seconds = (int(part or 0) for part in length.groups()[2:])
    return "yes" if 0 < 60 * hours + minutes + seconds / 60 <= SOON else "no"
