import pytest

from speech.annotations import Annotation, Expected
from speech.evaluation import Judged, SlotTally
from speech.figures import Figures, confusion, intent_confusions, intent_figures, slot_figures, slot_mistakes
from speech.understanding import Understood


def one(expected: str, understood: str | None, *tallies: SlotTally, named: tuple[str, ...] = ()) -> Judged:
    right = Expected(expected, dict.fromkeys(named, "x"))
    return Judged(Annotation("x", (right,)), Understood("x", understood, {}, 1.0, "exact"), right, tallies)


# Worked out by hand: A is expected three times and found twice, once rightly.
JUDGED = [one("A", "A"), one("A", "B"), one("A", "B"), one("B", "B"), one("C", "A"), one("D", None)]


def test_precision_recall_and_f1_by_intent() -> None:
    table = intent_figures(JUDGED)
    assert list(table.each) == ["A", "AMAZON.FallbackIntent", "B", "C", "D"]
    assert table.each["A"] == Figures(1 / 2, 1 / 3, 2 / 5, 3)
    assert table.each["B"] == Figures(1 / 3, 1.0, 1 / 2, 1)
    assert table.each["C"] == Figures(0.0, 0.0, 0.0, 1)
    assert table.each["AMAZON.FallbackIntent"] == Figures(0.0, 0.0, 0.0, 0)


def test_macro_averages_intents_and_micro_counts_sentences() -> None:
    table = intent_figures(JUDGED)
    assert table.macro.precision == pytest.approx((1 / 2 + 0 + 1 / 3 + 0 + 0) / 5)
    assert table.macro.recall == pytest.approx((1 / 3 + 0 + 1 + 0 + 0) / 5)
    assert table.macro.f1 == pytest.approx((2 / 5 + 0 + 1 / 2 + 0 + 0) / 5)
    assert table.micro == Figures(2 / 6, 2 / 6, 1 / 3, 6)


def test_slot_figures_count_values() -> None:
    judged = [
        one("A", "A", SlotTally("bike", met=1, expected=1, found=1), SlotTally("extras", met=1, expected=2, found=1)),
        one("A", "A", SlotTally("bike", met=0, expected=1, found=1)),
        one("A", "B", SlotTally("bike", met=0, expected=1, found=0), SlotTally("day", met=0, expected=0, found=1)),
    ]
    table = slot_figures(judged)
    assert table is not None
    assert table.each["bike"] == Figures(1 / 2, 1 / 3, 2 / 5, 3)
    assert table.each["extras"] == Figures(1.0, 1 / 2, 2 / 3, 2)
    assert table.each["day"] == Figures(0.0, 0.0, 0.0, 0)
    assert table.micro == Figures(2 / 4, 2 / 5, 4 / 9, 5)


def test_a_set_that_names_no_slot_has_no_slot_figures() -> None:
    assert slot_figures([one("A", "A", SlotTally("bike", met=0, expected=0, found=1))]) is None


def test_the_confusion_matrix_leaves_out_what_is_never_confused() -> None:
    assert confusion([*JUDGED, one("E", "E")]) == {
        "A": {"A": 1, "B": 2},
        "B": {"B": 1},
        "C": {"A": 1},
        "D": {"AMAZON.FallbackIntent": 1},
    }
    assert confusion([one("E", "E")]) == {}


def test_the_worst_confusion_comes_first() -> None:
    found = [(expected, understood, len(group)) for expected, understood, group in intent_confusions(JUDGED)]
    assert found == [("A", "B", 2), ("C", "A", 1), ("D", "AMAZON.FallbackIntent", 1)]


def test_slot_mistakes_are_those_of_sentences_with_the_right_intent() -> None:
    wrong = SlotTally("bike", met=0, expected=1, found=1)
    judged = [one("A", "A", wrong, named=("bike",)), one("A", "B", wrong, named=("bike",)), one("A", "A", wrong)]
    assert [(slot, group) for slot, group in slot_mistakes(judged)] == [("bike", judged[:1])]
