"""Which spoken lines the coach needs, and which values each is filled with.

The lines of the flow are listed here; those of the facts follow from the ids of the content.
"""

from __future__ import annotations

from skill.coach.knowledge import Knowledge
from skill.coach.taking import NARROWED

FLOW: dict[str, frozenset[str]] = {
    key: frozenset()
    for key in (
        "screen-unsure clot-first "
        "welcome first-use starting-over going-back noted moving-on say-it-plainly say-it-plainly-place "
        "say-it-plainly-time say-it-plainly-which private private-again nothing-kept no-diary forgotten taken-back "
        "elsewhere restless-legs "
        "cannot-wait not-understood not-understood-again what-you-can-ask help explain-coach explain-screen "
        "list-causes see-doctor tip-general child goodbye goodbye-emergency apology apology-again apology-card-title "
        "answer-nothing-known no-more-causes see-today no-rubbing ask-again ask-again-again ask-interview "
        "ask-interview-again ask-start-again ask-start-again-again ask-tip ask-tip-again ask-next ask-next-again "
        "ask-more ask-more-again why-emergency question-screen question-screen-again question-chest "
        "question-chest-again question-only-leg question-only-leg-again which-one "
    ).split()
} | {
    "also-possible": frozenset({"cause"}),
    "apology-card": frozenset({"reference"}),
    "no-more-tips": frozenset({"cause"}),
    **{
        f"{key}-{facts}": frozenset({"cause", *(f"fact{n}" for n in range(1, facts + 1))})
        for key in ("most-likely", "next-likely", "less-likely")
        for facts in (0, 1, 2)
    },
    "instead-both": frozenset({"cause", "fact1", "against1"}),
    "instead-for": frozenset({"cause", "fact1"}),
    "instead-against": frozenset({"cause", "against1"}),
    "instead-open": frozenset({"cause"}),
    "echo-1": frozenset({"first"}),
    "echo-2": frozenset({"first", "second"}),
    "question-any-2": frozenset({"open", "first", "second"}),
    "question-any-2-again": frozenset({"first", "second"}),
    "question-any-3": frozenset({"open", "first", "second", "third"}),
    "question-any-3-again": frozenset({"first", "second", "third"}),
}


def needed(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """Every key the coach may say with `knowledge`, and the values it must be filled with."""
    keys = dict(FLOW)
    none: frozenset[str] = frozenset()
    for cause in knowledge.causes.values():
        keys |= dict.fromkeys((f"cause-{cause.id}", f"about-{cause.id}", f"see-{cause.id}"), none)
        keys |= {f"tip-{cause.id}-{number}": none for number in range(1, max(cause.tips, 1) + 1)}
    keys |= {f"about-{name}": none for name in knowledge.own_words}
    keys["overview"] = none
    for finding in knowledge.findings.values():
        questions = [f"question-{finding.id}"]
        if finding.id == "body_part":
            questions += [f"question-body_part-{place}" for place in NARROWED]
        keys |= {key: none for question in questions for key in (question, f"{question}-again")}
        keys[f"explain-{finding.id}"] = none
        for answer in finding.answers.values():
            if answer.ratios:
                keys[f"fact-{finding.id}-{answer.id}"] = none
            if answer.id not in ("no", "none"):
                keys[f"echo-{finding.id}-{answer.id}"] = none
    keys |= {f"fact-{own}": none for own in knowledge.own_facts}
    for compound, covers in knowledge.compounds.items():
        keys |= dict.fromkeys((f"open-{compound}", f"explain-{compound}"), none)
        keys |= {f"part-{finding}": none for finding in covers}
    for check in knowledge.last_checks:
        keys |= dict.fromkeys((f"question-{check.flag}", f"question-{check.flag}-again"), none)
    for flag in knowledge.red_flags.values():
        keys |= dict.fromkeys((f"why-{flag.id}", f"advice-{flag.advice}"), none)
    keys |= {f"relief-{place}": none for place in knowledge.relief}
    return keys
