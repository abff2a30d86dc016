import pytest

from speech.likelihood import Likelihood

LEARNT = Likelihood([("Pay", ["pay", "the", "bill"]), ("Pay", ["pay", "now"]), ("Ring", ["ring", "the", "bell"])])


def test_the_words_of_an_intents_samples_point_to_it() -> None:
    assert LEARNT.of(["pay", "it"])["Pay"] > 0.6
    assert LEARNT.of(["the", "bell"])["Ring"] > 0.6


def test_all_intents_together_are_one() -> None:
    assert sum(LEARNT.of(["pay", "the", "bell"]).values()) == pytest.approx(1)


@pytest.mark.parametrize("features", [[], ["sourdough"]])
def test_words_no_sample_has_point_nowhere(features: list[str]) -> None:
    assert LEARNT.of(features) == {"Pay": 0.5, "Ring": 0.5}


def test_a_skill_without_samples_has_nothing_to_learn() -> None:
    assert Likelihood([]).of(["pay"]) == {}


def test_samples_of_nothing_but_little_words_teach_nothing() -> None:
    assert Likelihood([("This", []), ("That", [])]).of([]) == {"This": 0.5, "That": 0.5}
