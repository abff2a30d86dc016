from __future__ import annotations

import pytest

from interaction_model.build import write_all
from interaction_model.check import check

from .conftest import House


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "reason"),
    [
        (
            "content/locales/en/words.yaml",
            "overuse: [overuse]",
            "overus: [overuse]",
            "words.yaml:19",
            "no cause 'overus'",
        ),
        (
            "content/locales/en/words.yaml",
            "  twitch: [twitch]\n",
            "",
            "words.yaml",
            "'twitch' has no phrase under 'symptom'",
        ),
        ("content/locales/en/words.yaml", "child: [my son]", "child: []", "words.yaml", "'child' has no phrase"),
        ("content/locales/en/words.yaml", "keep: [log]", "kept: [log]", "words.yaml:36", "no record 'kept'"),
        ("content/locales/en/words.yaml", "chest: [chest]", "chess: [chess]", "words.yaml:7", "no body_part 'chess'"),
        (
            "content/causes.yaml",
            "overuse: {}",
            "overuse: {}\n  posture: {}",
            "causes.yaml:3",
            "'posture' can't be said",
        ),
        (
            "content/causes.yaml",
            "statins: {",
            "age: {cause: overuse}\n  statins: {",
            "causes.yaml:4",
            "'age' can't be said",
        ),
        (
            "content/remedies.yaml",
            "pickles: {}",
            "pickles: {}\n  soap: {}",
            "remedies.yaml:3",
            "'soap' can't be said",
        ),
        ("content/red_flags.yaml", "flags:\n", "flags:\n  rf_new: {}\n", "red_flags.yaml:2", "'rf_new' can't be said"),
        (
            "content/findings.yaml",
            "  stressed:",
            '  hot: {answers: {"yes": {}, "no": {}}}\n  stressed:',
            "findings.yaml:6",
            "'hot' can't",
        ),
        (
            "content/findings.yaml",
            "{at_night: {}}",
            "{at_night: {}, dawn: {}}",
            "findings.yaml:3",
            "'dawn' can't be said",
        ),
        ("content/findings.yaml", "findings:", "finding:", "findings.yaml", "has no 'findings'"),
        (
            "content/locales/en/words.yaml",
            "  artery: [heart disease]\n",
            "",
            "findings.yaml:8",
            "'artery' can't be said",
        ),
    ],
)
def test_ids_of_the_content_and_of_the_words_are_the_same(
    house: House, file: str, old: str, new: str, place: str, reason: str
) -> None:
    house.change(file, old, new)
    write_all(house.model, house.content, house.built)
    told = [str(fault) for fault in house.faults()]
    assert any(f"{place}: " in each and reason in each for each in told), told


def test_content_that_is_not_there_is_a_fault_and_no_traceback(house: House) -> None:
    faults = check(house.model, house.content / "nowhere", house.built, house.model / "no schema here")
    assert {fault.place.file.rsplit("/", 1)[-1] for fault in faults} >= {"causes.yaml", "findings.yaml", "words.yaml"}
