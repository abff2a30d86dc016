import pytest

from speech.words import sentence
from speech.wrappers import without_wrapping


@pytest.mark.parametrize(
    ("said", "request_alone"),
    [
        ("could you please rent a kayak for me", "rent a kayak"),
        ("i'd like to book a table thanks", "book a table"),
        ("i was wondering if you could check my order", "check my order"),
        ("is it possible to get a refund right now", "get a refund"),
        ("can i please have a coffee", "have a coffee"),
    ],
)
def test_a_request_is_heard_through_what_is_wrapped_around_it(said: str, request_alone: str) -> None:
    assert without_wrapping(sentence(said)).said() == request_alone


@pytest.mark.parametrize("said", ["rent a kayak", "could you", "the keys that i need", "please"])
def test_a_sentence_without_a_wrapping_or_with_nothing_in_it_stays_as_it_is(said: str) -> None:
    assert without_wrapping(sentence(said)).said() == said
