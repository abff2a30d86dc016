"""Simulated patients, spread evenly over the causes and drawn from the evidence table.

Two ways to draw what is true of a patient with a given cause; findings are drawn one by one, independently:

- **table**: the chance of an answer follows the table, `usual * ratio` scaled to one over the answers of the finding.
  `usual` is the content's estimate of how common an answer is; the ratios are those of the signs
  (+++ 12, ++ 4, + 2, - 0.6, -- 0.25, --- 0.01). These patients are vague: many have few signs of what they have.
- **archetype**: a patient as a textbook has it. Where the table says that answers of a finding speak for the cause,
  one of those that speak most is true with a chance of 0.85 (++ and +++) or 0.5 (+), and at least one ++ sign is
  there. "Yes" to anything else is rare: a third as common as `usual`, and less again where it speaks against the cause.
  Given all 32 answers, the table puts the right cause first in 91 % of these patients.

Noise: 20 % of the findings are answered "I don't know", and of the rest 10 % are answered wrongly, each other answer
alike. A third of the openings tell nothing, a third the place, a third place and time; what is volunteered is true.
A third of the patients answer a question that covers several things with a bare yes.

The ranking knows the same table, so these patients measure which questions are asked, and how well answers are heard.
They don't measure whether the table is right: the stories in `tests/patients` are for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, Literal

import yaml

from skill.coach import Knowledge
from skill.coach.knowledge import Finding
from tests.patient_stories import Story

WORDS = Path(__file__).parent / "patient_words.yaml"
Model = Literal["table", "archetype"]
MODELS: tuple[Model, ...] = ("table", "archetype")
DONT_KNOW, WRONG = 0.2, 0.1
STRONG, SHOWN_IF_STRONG, SHOWN_IF_WEAK, BACKGROUND = 4.0, 0.85, 0.5, 0.35
CURT = 1 / 3


def simulated(
    knowledge: Knowledge, model: Model, each: int, seed: int, dont_know: float = 0.0, wrong: float = 0.0
) -> Iterator[Story]:
    """`each` patients for every cause. The same seed gives the same truths and openings, whatever the noise."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    for cause in knowledge.causes:
        for number in range(each):
            name = f"{model}-{cause}-{number}"
            truth = _truth(cause, model, knowledge, _dice(f"{seed} truth {name}"))
            told, curt, choice = _told(truth, _dice(f"{seed} telling {name}"), words)
            believed, unknown = _noisy(truth, told, knowledge, _dice(f"{seed} noise {name}"), dont_know, wrong)
            yield Story(
                id=name,
                theme=cause,
                opening=choice,
                tells=told,
                facts=believed,
                unknown=unknown,
                words=_wordings(believed, unknown, words, _dice(f"{seed} words {name}")),
                curt=curt,
                accept=(cause,),
            )


def chances(cause: str, finding: Finding) -> Mapping[str, float]:
    """Chance of each answer of `finding` under `cause` in the table model."""
    weights = {answer.id: answer.usual * answer.ratios.get(cause, 1.0) for answer in finding.answers.values()}
    total = sum(weights.values())
    return {answer: weight / total for answer, weight in weights.items()}


def _dice(seed: str) -> Random:
    return Random(seed)  # noqa: S311  repeatable, no secret


def _truth(cause: str, model: Model, knowledge: Knowledge, random: Random) -> dict[str, tuple[str, ...]]:
    truth: dict[str, tuple[str, ...]] = {}
    if model == "table":
        for finding in knowledge.findings.values():
            truth[finding.id] = (_draw(chances(cause, finding), random),)
        return truth
    strong = [finding.id for finding in knowledge.findings.values() if max(_ratios(cause, finding).values()) >= STRONG]
    for finding in knowledge.findings.values():
        truth[finding.id] = (_typical(cause, finding, random),)
    shown = [id_ for id_ in strong if _ratios(cause, knowledge.findings[id_])[truth[id_][0]] >= STRONG]
    if strong and not shown:
        id_ = random.choice(strong)
        truth[id_] = (_draw(_best(cause, knowledge.findings[id_]), random),)
    return truth


def _typical(cause: str, finding: Finding, random: Random) -> str:
    ratios = _ratios(cause, finding)
    most = max(ratios.values())
    if most > 1 and random.random() < (SHOWN_IF_STRONG if most >= STRONG else SHOWN_IF_WEAK):
        return _draw(_best(cause, finding), random)
    usual = dict(chances(cause, finding))
    plain = next((answer for answer in ("no", "none") if answer in usual), None)
    if plain is not None:
        usual = {
            answer: BACKGROUND * finding.answers[answer].usual * min(1.0, ratios[answer])
            for answer in usual
            if answer != plain
        }
        usual[plain] = 1 - sum(usual.values())
    return _draw(usual, random)


def _best(cause: str, finding: Finding) -> Mapping[str, float]:
    ratios = _ratios(cause, finding)
    most = max(ratios.values())
    return {answer: finding.answers[answer].usual for answer, ratio in ratios.items() if ratio == most}


def _ratios(cause: str, finding: Finding) -> Mapping[str, float]:
    return {answer.id: answer.ratios.get(cause, 1.0) for answer in finding.answers.values()}


def _told(
    truth: Mapping[str, tuple[str, ...]], random: Random, words: Mapping[str, Any]
) -> tuple[tuple[str, ...], bool, str]:
    """What the opening gives away, whether the patient is curt, and the opening."""
    kind = random.choice(("nothing", "place", "place_and_time"))
    place = random.choice(words["place"][truth["body_part"][0]])
    when = random.choice(words["when"][truth["timing"][0]])
    opening = random.choice(words["opening"][kind]).format(place=place, when=when)
    told = {"nothing": (), "place": ("body_part",), "place_and_time": ("body_part", "timing")}[kind]
    return told, random.random() < CURT, opening


def _noisy(
    truth: Mapping[str, tuple[str, ...]],
    told: Sequence[str],
    knowledge: Knowledge,
    random: Random,
    dont_know: float,
    wrong: float,
) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """What the patient will answer, and what can't be answered."""
    believed, unknown = dict(truth), set[str]()
    for finding, answers in truth.items():
        unsure, mistaken = random.random() < dont_know, random.random() < wrong
        other = random.choice([answer for answer in knowledge.findings[finding].answers if answer not in answers])
        if finding in told:
            continue
        if unsure:
            unknown.add(finding)
        elif mistaken:
            believed[finding] = (other,)
    return believed, frozenset(unknown)


def _wordings(
    believed: Mapping[str, tuple[str, ...]], unknown: frozenset[str], words: Mapping[str, Any], random: Random
) -> dict[str, str]:
    said = {}
    for finding, (answer,) in believed.items():
        own = random.choice(words["findings"][finding][answer])
        unsure = random.choice(words["unknown"])
        said[finding] = unsure if finding in unknown else own
    return said


def _draw(weights: Mapping[str, float], random: Random) -> str:
    return random.choices(list(weights), list(weights.values()))[0]
