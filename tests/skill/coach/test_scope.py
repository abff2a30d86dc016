"""Which free words are for us: told to the real coach, through its own reading."""

import pytest

from skill.coach.scope import is_strange
from skill.library import load

KNOWLEDGE = load("en-US").knowledge


@pytest.mark.parametrize(
    "said",
    [
        "there's a blister on my heel from new boots", "knee hurts going downstairs", "leg of lamb for eight people",
        "my kid has an ear infection", "shoulders are sore from the garden", "refill my metoprolol please",
        "hip clicks when i walk", "apple trees on my left",
    ],
)  # fmt: skip
def test_words_that_name_no_cramp_but_something_of_their_own_are_strange(said: str) -> None:
    assert is_strange(said, KNOWLEDGE)


@pytest.mark.parametrize(
    "said",
    [
        "my calf seizes up when i swim", "my foot at night", "both legs again", "my calf is acting up",
        "i take lisinopril", "my legs are killing me at night", "the back of my thigh",
        "numbness in my hand since the fall",
        "my chest hurts and i feel sick", "eyelid keeps jumping at the office",
    ],
)  # fmt: skip
def test_a_cramp_a_danger_or_a_place_with_everyday_words_is_not(said: str) -> None:
    assert not is_strange(said, KNOWLEDGE)
