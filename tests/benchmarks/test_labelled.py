"""When a contestant's intent is right for a labelled sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.labelled import Kind, Sentence, SentencesError, read_halves

OWN = Path(__file__).parents[1] / "utterances" / "en-US.yaml"


@pytest.mark.parametrize(
    ("labels", "given", "right", "strictly"),
    [
        (["ReliefIntent"], "ReliefIntent", True, True),
        (["ReliefIntent"], "PreventionIntent", False, False),
        (["ReliefIntent"], "DescribeSymptomIntent", False, False),
        (["ReliefIntent"], None, False, False),
        (["ReliefIntent", "PreventionIntent"], "PreventionIntent", True, True),
        (["AskCauseIntent"], "DescribeSymptomIntent", True, False),
        (["RedFlagIntent"], "DescribeSymptomIntent", True, False),
        (["LogCrampIntent"], "DescribeSymptomIntent", True, False),
        (["ReliefIntent", "AskCauseIntent"], "DescribeSymptomIntent", True, False),
        (["DescribeSymptomIntent"], "DescribeSymptomIntent", True, True),
        (["AskCauseIntent"], "AMAZON.FallbackIntent", False, False),
        (["OutOfScope"], "AMAZON.FallbackIntent", True, True),
        (["OutOfScope"], None, True, True),
        (["OutOfScope"], "DescribeSymptomIntent", True, False),
        (["OutOfScope"], "ReliefIntent", False, False),
    ],
)
def test_an_intent_is_right_by_the_rule_at_the_head_of_the_sentences(
    labels: list[str], given: str | None, right: bool, strictly: bool
) -> None:
    sentence = Sentence("my leg", tuple(labels))
    assert sentence.is_right(given) is right
    assert sentence.is_right(given, strict=True) is strictly


@pytest.mark.parametrize(
    ("slots", "found"),
    [
        ({}, 0),
        ({"place": ("calf",)}, 1),
        ({"place": ("foot", "calf"), "time": ("night",)}, 2),
        ({"place": (), "time": ("calf",)}, 0),
    ],
)
def test_an_id_counts_in_the_slot_it_is_labelled_for(slots: dict[str, tuple[str, ...]], found: int) -> None:
    assert Sentence("x", ("AskCauseIntent",), ids={"place": "calf", "time": "night"}).ids_found(slots) == found


def test_a_sentence_said_to_an_open_question_is_an_answer_whatever_it_means() -> None:
    assert Sentence("no", ("OutOfScope",), asked="answer").kind is Kind.ANSWER
    assert Sentence("no", ("OutOfScope",)).kind is Kind.OUT_OF_SCOPE
    assert Sentence("no", ("ReliefIntent", "OutOfScope")).kind is Kind.IN_SCOPE


def test_both_halves_of_our_own_sentences_are_read() -> None:
    halves = read_halves(OWN)
    assert {half: len(sentences) > 300 for half, sentences in halves.items()} == {"tuned_on": True, "held_out": True}
    assert {sentence.kind for sentences in halves.values() for sentence in sentences} == set(Kind)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "can't read the sentences"),
        ("tuned_on: [", "can't read the sentences"),
        ("tuned_on: []", "needs the two lists tuned_on and held_out"),
        ("tuned_on: []\nheld_out: [{say: hello}]", r"held_out\[0\]: needs say and intent"),
        ("tuned_on: [{say: hello, intent: A, or: B}]\nheld_out: []", r"tuned_on\[0\]: `or` is a list"),
    ],
)
def test_broken_sentences_are_refused_in_one_line_that_names_the_place(
    text: str | None, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "sentences.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(SentencesError, match=says) as refused:
        read_halves(path)
    assert "\n" not in str(refused.value)
