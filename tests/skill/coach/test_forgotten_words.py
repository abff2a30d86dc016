"""What somebody says in words of their own is not kept in the process: "nothing is kept after the session"."""

import sys

from skill.coach import reading
from tests.skill.conversation import Conversation, matched


def test_a_sentence_is_gone_a_few_sentences_later() -> None:
    told = " ".join(["my left calf seized up on the ferry after the second glass of", *["wine"]])
    held_here = sys.getrefcount(told)
    Conversation().describe(told)
    assert sys.getrefcount(told) > held_here  # for the rest of its turn the reader has it at hand
    for number in range(40):
        Conversation().describe(f"it cramps in the night about {number} times a week and more")
    assert sys.getrefcount(told) == held_here


def test_values_of_the_lists_alone_are_read_from_memory() -> None:
    talk = Conversation()
    talk.hear("launch")
    reading._read_listed.cache_clear()
    talk.describe("nothing like that at all")
    assert reading._read_listed.cache_info().currsize == 0
    talk.answer(matched("answer", "no", "no"))
    assert reading._read_listed.cache_info().currsize == 1
