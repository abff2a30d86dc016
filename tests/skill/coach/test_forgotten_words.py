"""What somebody says in words of their own is not kept in the process: "nothing is kept after the session"."""

import sys

import pytest

from skill.coach import reading
from skill.coach.phrases import stem
from tests.skill.conversation import Conversation, matched


@pytest.mark.parametrize(
    "told", ["my calf xyzzies", "my left calf seized up on the ferry after the second glass of xyzzy"]
)
def test_words_of_one_s_own_are_gone_when_the_turn_is_over(told: str) -> None:
    told = f"{told}!"  # made here: nothing else holds it
    held_here = sys.getrefcount(told)
    Conversation().describe(told)
    assert sys.getrefcount(told) == held_here
    assert stem.cache_info().currsize == 0


def test_values_of_the_lists_alone_are_read_from_memory() -> None:
    talk = Conversation()
    talk.hear("launch")
    reading._read_listed.cache_clear()
    talk.describe("nothing like that at all")
    assert reading._read_listed.cache_info().currsize == 0
    talk.answer(matched("answer", "no", "no"))
    assert reading._read_listed.cache_info().currsize == 1
