"""What is counted."""

from __future__ import annotations

from benchmarks.contestants import Guess
from benchmarks.labelled import Sentence
from benchmarks.tally import Confusion, Share, Tally, confusions


def test_each_kind_of_sentence_has_its_own_share() -> None:
    place = {"place": "calf"}
    tally = Tally.of(
        [
            (Sentence("a", ("ReliefIntent",), ids=place), Guess("ReliefIntent", {"place": ("calf",)})),
            (Sentence("b", ("AskCauseIntent",)), Guess("DescribeSymptomIntent")),
            (Sentence("c", ("OutOfScope",)), Guess("DescribeSymptomIntent")),
            (Sentence("d", ("OutOfScope",)), Guess(None)),
            (Sentence("e", ("OutOfScope",)), Guess("ReliefIntent")),
            (Sentence("f", ("AnswerIntent",), "place", place), Guess("AnswerIntent", {"place": ("foot",)})),
            (Sentence("g", ("AnswerIntent",), "place"), Guess("AnswerIntent")),
            (Sentence("h", ("AnswerIntent",), "place", place), Guess("ReliefIntent", {"place": ("calf",)})),
        ]
    )
    assert (tally.in_scope, tally.strict) == (Share(2, 2), Share(1, 2))
    assert (tally.out_of_scope, tally.fallback) == (Share(2, 3), Share(1, 3))
    assert (tally.answers, tally.answers_with_ids) == (Share(2, 3), Share(1, 3))
    assert tally.ids == Share(2, 3)


def test_who_finds_no_slots_has_no_share_of_ids() -> None:
    assert Tally.of([(Sentence("a", ("ReliefIntent",), ids={"place": "calf"}), Guess("ReliefIntent"))]).ids is None


def test_an_empty_share_is_no_number() -> None:
    assert (str(Share(0, 0)), str(Share(1, 3))) == ("-", "0.333")


def test_confusions_come_most_frequent_first_with_their_sentences_in_order() -> None:
    relief, out = ("ReliefIntent",), ("OutOfScope",)
    found = confusions(
        [
            (Sentence("one", out), Guess("ReliefIntent")),
            (Sentence("two", relief), Guess(None)),
            (Sentence("three", relief), Guess("AMAZON.FallbackIntent")),
            (Sentence("four", relief), Guess("ReliefIntent")),
        ]
    )
    assert found == [
        Confusion("ReliefIntent", "AMAZON.FallbackIntent", ("two", "three")),
        Confusion("OutOfScope", "ReliefIntent", ("one",)),
    ]
