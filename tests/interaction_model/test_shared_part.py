from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interaction_model.sentence_tree import sentence_tree
from interaction_model.shared_part import SharedPart

from .small_models import model_of

PARTS = {"part": {"calf": ["calf", "left calf"], "leg": ["leg", "just a leg"]}}
PAINS = {"pain": {"cramp": ["cramp", "leg cramp", "just a cramp", "calf cramp"]}}


def part(one: str, other: str, values: dict[str, dict[str, list[str]]] = PARTS | PAINS) -> float:
    tree = sentence_tree(model_of({"OneIntent": [one], "OtherIntent": [other]}, values))
    return SharedPart(tree).of(("OneIntent", one), ("OtherIntent", other))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("my calf", "my {part}", 1.0),
        ("my {part}", "my {part}", 1.0),
        ("my {part}", "my {pain}", 0.0),
        ("my {part} cramp", "my {pain}", 2 / 4),
        ("just a {pain}", "{pain}", 1 / 4),
        ("{part} {pain}", "calf {pain}", 1.0),
        ("{part} {part}", "{pain}", 0.0),
        ("my calf", "my leg", 0.0),
    ],
)
def test_what_two_samples_share_is_a_part_of_what_the_smaller_makes(one: str, other: str, shared: float) -> None:
    assert part(one, other) == part(other, one) == pytest.approx(shared)


_VALUES = st.lists(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4, unique=True
)
_SAMPLE = st.lists(st.sampled_from(["a", "b", "c", "{one}", "{two}"]), min_size=1, max_size=4).map(" ".join)


@given(_VALUES, _VALUES, _SAMPLE, _SAMPLE)
def test_counting_is_the_same_as_writing_out_every_sentence(
    one: list[str], two: list[str], first: str, second: str
) -> None:
    said = {"{one}": one, "{two}": two}
    made = [
        Counter(" ".join(words) for words in product(*(said.get(word, [word]) for word in sample.split())))
        for sample in (first, second)
    ]
    ways = sum(count * made[1][sentence] for sentence, count in made[0].items())
    expected = min(1.0, ways / min(each.total() for each in made))
    assert part(first, second, {"one": {"x": one}, "two": {"y": two}}) == pytest.approx(expected)
