"""What the coach is held against: asking in fixed order, and always answering the prior.

Both hear perfectly, and know the same table with the same gates; they differ from the coach in what they ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from skill.coach import Knowledge
from skill.coach.knowledge import Condition, Finding, Level
from tests.patient_stories import Story
from tests.visits import Visit

Answers = dict[str, tuple[str, ...]]


def prior(story: Story, knowledge: Knowledge) -> Visit:
    """No question; the causes as common as they are."""
    order = sorted(knowledge.causes.values(), key=lambda cause: -cause.prior)
    return Visit(story, tuple(cause.id for cause in order), Level.NONE.id, 0, True, ())


def fixed_order(story: Story, knowledge: Knowledge, questions: int | None = None) -> Visit:
    """The safety screen, then every allowed finding in the order of the content, `questions` at most in all.

    What the opening tells is known without asking.
    """
    known: Answers = {finding: _answer(story, finding, knowledge) for finding in story.tells if finding in story.facts}
    asked = 1
    while questions is None or asked < questions:
        finding = next((one for one in knowledge.findings.values() if _may_ask(one, known)), None)
        if finding is None:
            break
        known[finding.id] = _answer(story, finding.id, knowledge)
        asked += 1
    return Visit(story, ranking(known, knowledge), _triage(story, known, knowledge).id, asked, True, ())


def ranking(known: Mapping[str, tuple[str, ...]], knowledge: Knowledge) -> tuple[str, ...]:
    """Cause ids, best first: naive Bayes over the table, with its gates."""
    shares = {cause.id: cause.prior for cause in knowledge.causes.values()}
    for finding, answers in known.items():
        for answer in answers:
            for id_, ratio in knowledge.findings[finding].answers[answer].ratios.items():
                shares[id_] *= ratio
    for cause in knowledge.causes.values():
        if cause.only_if and not _holds(cause.only_if, known):
            shares[cause.id] = 0.0
    order = sorted(shares, key=lambda id_: -shares[id_])
    allowed = next(
        id_
        for id_ in order
        if not knowledge.causes[id_].never_first_unless or _holds(knowledge.causes[id_].never_first_unless, known)
    )
    return (allowed, *(id_ for id_ in order if id_ != allowed))


def _triage(story: Story, known: Answers, knowledge: Knowledge) -> Level:
    """What the screen brings to light, and what the answers mean by themselves."""
    screened = [flag for flag in knowledge.red_flags.values() if flag.screen and flag.id in story.signs]
    levels = [knowledge.findings[id_].answers[answer].triage for id_, answers in known.items() for answer in answers]
    return max((*(flag.level for flag in screened), *levels), default=Level.NONE)


def _may_ask(finding: Finding, known: Answers) -> bool:
    return (
        finding.id not in known
        and (not finding.ask_if or _holds(finding.ask_if, known))
        and not _holds(finding.unless, known)
    )


def _holds(conditions: Iterable[Condition], known: Mapping[str, tuple[str, ...]]) -> bool:
    return any(not condition.answers.isdisjoint(known.get(condition.finding, ())) for condition in conditions)


def _answer(story: Story, finding: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Empty where the patient doesn't know."""
    if finding in story.unknown:
        return ()
    plain = "none" if "none" in knowledge.findings[finding].answers else "no"
    return story.facts.get(finding, (plain,) if plain in knowledge.findings[finding].answers else ())
