"""Sentences of two statements, of which an intent's values would keep but one side."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from speech.words import (
    ASSERTING,
    COMPANY,
    FUNCTION_WORDS,
    HEDGES,
    NARROWING,
    NOES,
    OPENINGS,
    QUESTION_STARTS,
    STATEMENT_STARTS,
    sentence,
)

_DENYING = NOES | {"not", "none", "nothing"}
# "No thanks", "no problems in my calf" deny what was asked.
_DENIED_IN_GENERAL = frozenset(
    "thank thanks sorry problem problems issue issues trouble idea clue worry worries".split()
)
_SOMEBODY = frozenset({"i", "my", "me", "he", "she", "his", "her", "him"})
_ONESELF = frozenset({"i", "my"})
# These tell little behind "just": "no, just the left one". A side of the body tells more.
_LITTLE = (FUNCTION_WORDS | HEDGES | COMPANY | {"one", "ones", "other"}) - {"side"}


def is_statement(norms: Sequence[str]) -> bool:
    """Whether somebody is told of, or something is said of something; neither asked for nor ordered."""
    telling = not _SOMEBODY.isdisjoint(norms) or not ASSERTING.isdisjoint(norms[1:])
    return bool(norms) and norms[0] not in QUESTION_STARTS and telling


def is_narrowed(norms: Sequence[str], arrived: Iterable[str]) -> bool:
    """Whether a "no" lets something stand that arrives only in part: "no nothing really, just a bit of ..."."""
    opening = next((word for word in norms if word not in OPENINGS), "")
    if opening not in _DENYING or NARROWING.isdisjoint(norms):
        return False
    told = {norm for text in arrived for norm in sentence(text).norms}
    left = [word for word in norms if word not in told]
    return not NARROWING.isdisjoint(left) or any(word not in _LITTLE for word in left)


def denies_another(norms: Sequence[str], arrived: Iterable[str]) -> bool:
    """Whether a "no" at the start belongs to a word that does not arrive: "no ... since last night" is no mere no."""
    told = {norm for text in arrived for norm in sentence(text).norms}
    return (
        norms[:1] == ("no",)
        and len(norms) > 1
        and norms[1] not in told | _LITTLE | _DENIED_IN_GENERAL | STATEMENT_STARTS
    )


def changes_subject(norms: Sequence[str]) -> bool:
    """Whether somebody else is spoken of first and then oneself: "my mum has ... and i get ..."."""
    at = next((place for place, pair in enumerate(pairwise(norms)) if pair[0] == "and" and pair[1] in _ONESELF), 0)
    before = norms[:at]
    return "i" not in before and not ASSERTING.isdisjoint(before)
