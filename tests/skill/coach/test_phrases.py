"""How phrases are found in free words: by stems, word for word where only one is left, and across two statements."""

import pytest

from skill.coach.phrases import Phrasebook

BOOK = Phrasebook(
    {
        "symptom": {
            "tight": ["tight chest"],
            "runs": ["the runs"],
            "bleeding": ["pregnant and bleeding"],
            "flight": ["calf pain since my flight"],
        },
        "timing": {"work": ["at work"], "night": ["in my sleep"]},
        "person": {"adult": ["my mother", "the wife"]},
        "replies": {"fluids=no": ["plenty"], "worry=no": ["plenty"]},
    },
    {
        "clause_breaks": ["but", "since", "now"],
        "clause_starters": ["i", "my"],
        "contrasts": ["but"],
    },
)


def found(section: str, words: str) -> set[str]:
    return {match.id for match in BOOK.find(section, BOOK.clauses(words))}


def together(words: str) -> set[str]:
    return {match.id for match in BOOK.find_together("symptom", BOOK.clauses(words, together=True))}


@pytest.mark.parametrize(
    ("section", "words", "ids"),
    [
        ("symptom", "a tight feeling in my chest", {"tight"}),
        ("symptom", "i've got the runs", {"runs"}),
        ("symptom", "it runs in the family", set()),
        ("symptom", "after two long runs", set()),
        ("timing", "only when i'm at work", {"work"}),
        ("timing", "does it work", set()),
        ("timing", "it comes in your sleep", {"night"}),
        ("person", "mother had it too", {"adult"}),
        ("person", "the wife gets them", {"adult"}),
    ],
)
def test_a_phrase_of_one_telling_word_stands_word_for_word(section: str, words: str, ids: set[str]) -> None:
    assert found(section, words) == ids


@pytest.mark.parametrize("words", ["i'm pregnant and i'm bleeding", "i am six months pregnant and now i am bleeding"])
def test_what_two_statements_say_together_is_found(words: str) -> None:
    assert found("symptom", words) == set()
    assert together(words) == {"bleeding"}


def test_a_phrase_that_holds_a_turning_word_is_found_across_it() -> None:
    assert together("my calf is in pain since that flight") == {"flight"}


def test_a_but_keeps_two_statements_apart() -> None:
    assert together("i'm pregnant but my nose is bleeding") == set()


def test_only_phrases_of_the_ids_that_are_wanted_are_found() -> None:
    matches = BOOK.find("replies", BOOK.clauses("plenty"), start="fluids=")
    assert [match.id for match in matches] == ["fluids=no"]


@pytest.mark.parametrize(("words", "id_"), [("the wife", "adult"), ("the wife gets them", None)])
def test_a_whole_opening_is_nothing_but_the_phrase(words: str, id_: str | None) -> None:
    assert BOOK.opening("person", words, whole=True) == id_
