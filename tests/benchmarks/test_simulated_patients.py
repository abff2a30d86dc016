"""Simulated patients come from the table, alike every time."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml

from benchmarks.simulated_patients import MODELS, WORDS, Model, chances, simulated
from tests.patient_stories import faults
from tests.skill.conversation import LIBRARY

KNOWLEDGE = LIBRARY.knowledge


@pytest.mark.parametrize("model", MODELS)
def test_patients_are_spread_evenly_and_known_to_the_coach(model: Model) -> None:
    patients = list(simulated(KNOWLEDGE, model, 2, 7, 0.2, 0.1))
    assert Counter(patient.accept[0] for patient in patients) == dict.fromkeys(KNOWLEDGE.causes, 2)
    assert faults(patients, KNOWLEDGE) == []


def test_the_same_seed_gives_the_same_patients_and_another_seed_others() -> None:
    one, again, other = (list(simulated(KNOWLEDGE, "table", 2, seed, 0.2, 0.1)) for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_noise_changes_answers_and_not_the_opening_nor_what_it_tells() -> None:
    clear = list(simulated(KNOWLEDGE, "archetype", 10, 1))
    noisy = list(simulated(KNOWLEDGE, "archetype", 10, 1, 0.2, 0.1))
    unknown = changed = told_wrong = 0
    for before, after in zip(clear, noisy, strict=True):
        assert (before.opening, before.tells) == (after.opening, after.tells)
        unknown += len(after.unknown)
        changed += sum(before.facts[finding] != after.facts[finding] for finding in before.facts)
        told_wrong += sum(before.facts[finding] != after.facts[finding] for finding in after.tells)
        told_wrong += len(after.unknown.intersection(after.tells))
    answers = len(clear) * len(KNOWLEDGE.findings)
    assert told_wrong == 0
    assert 0.16 < unknown / answers < 0.22
    assert 0.05 < changed / answers < 0.11


def test_the_table_model_follows_ratio_times_how_common_an_answer_is() -> None:
    finding = KNOWLEDGE.findings["weaker_over_weeks"]
    by_hand = finding.answers["yes"].usual * 4 / (finding.answers["yes"].usual * 4 + finding.answers["no"].usual * 0.25)
    assert chances("medical_neuromuscular", finding)["yes"] == pytest.approx(by_hand)
    patients = simulated(KNOWLEDGE, "table", 120, 1)
    weak = [p.facts["weaker_over_weeks"] == ("yes",) for p in patients if p.theme == "medical_neuromuscular"]
    assert sum(weak) / len(weak) == pytest.approx(by_hand, abs=0.12)


def test_every_archetype_has_a_strong_sign_of_its_cause() -> None:
    for patient in simulated(KNOWLEDGE, "archetype", 20, 3):
        ratios = [
            KNOWLEDGE.findings[finding].answers[answer].ratios.get(patient.theme, 1.0)
            for finding, (answer,) in patient.facts.items()
        ]
        assert max(ratios) >= 4, patient.id


def test_there_are_words_for_every_answer_of_every_finding() -> None:
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    missing = {
        (finding.id, answer)
        for finding in KNOWLEDGE.findings.values()
        for answer in finding.answers
        if not words["findings"].get(finding.id, {}).get(answer)
    }
    assert missing == set()
