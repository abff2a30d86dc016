"""Sentences of two statements, and what an intent's values would leave of them."""

import pytest

from speech.statements import changes_subject, denies_another, is_narrowed, is_statement


@pytest.mark.parametrize(
    ("said", "arrived"),
    [
        ("no just a small scratch on the frame", ["no just", "frame"]),
        ("nothing really only a flat tire", ["nothing", "flat tire"]),
    ],
)
def test_what_a_no_lets_stand_is_lost_where_its_words_are(said: str, arrived: list[str]) -> None:
    assert is_narrowed(tuple(said.split()), arrived)


@pytest.mark.parametrize(
    ("said", "arrived"),
    [
        ("no just the frame", ["no just", "frame"]),
        ("no just the left one", ["no just"]),
        ("the frame is just scratched", ["frame"]),
    ],
)
def test_a_no_and_all_that_it_lets_stand_lose_nothing(said: str, arrived: list[str]) -> None:
    assert not is_narrowed(tuple(said.split()), arrived)


def test_a_no_that_belongs_to_a_word_that_does_not_arrive_is_no_mere_no() -> None:
    assert denies_another(("no", "brakes", "since", "monday"), ["no", "monday"])
    assert not denies_another(("no", "brakes", "since", "monday"), ["no", "brakes", "monday"])
    assert not denies_another(("no", "thanks", "monday"), ["no", "monday"])


def test_the_subject_changes_where_somebody_else_is_told_of_first() -> None:
    assert changes_subject(tuple("my brother has a tandem and i want a racer".split()))
    assert not changes_subject(tuple("i have a tandem and i want a racer".split()))
    assert not changes_subject(tuple("my brother has a tandem".split()))


def test_a_statement_neither_asks_nor_orders() -> None:
    assert is_statement(tuple("the chain keeps slipping".split()))
    assert not is_statement(tuple("why does the chain slip".split()))
    assert not is_statement(tuple("book a tandem".split()))
