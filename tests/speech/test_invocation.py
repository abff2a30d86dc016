import pytest

from speech.invocation import Invocation, find_invocation

NAME = "pedal works"


@pytest.mark.parametrize(
    "said",
    [
        "open pedal works", "Alexa, launch Pedal Works!", "start pedal works please", "talk to pedal works",
        "could you open pedal works", "pedal works", "ask pedal works", "run pedal works",
        "i'd like to talk to pedal works", "open the pedal works skill", "start my pedal works app",
        "i want to use pedal works",
    ],
)  # fmt: skip
def test_a_bare_invocation_is_a_launch(said: str) -> None:
    assert find_invocation(said, NAME) == Invocation()


@pytest.mark.parametrize(
    ("said", "request_"),
    [
        ("ask pedal works why do my gears slip", "why do my gears slip"),
        ("ask pedal works to book a repair", "book a repair"),
        ("Alexa, ask pedal works how much is a service", "how much is a service"),
        ("tell pedal works that my chain is loose", "my chain is loose"),
        ("tell pedal works my chain is loose", "my chain is loose"),
        ("open pedal works and rent a bike", "rent a bike"),
        ("rent a bike with pedal works", "rent a bike"),
        ("book a tune-up using pedal works", "book a tune-up"),
        ("rent a bike by asking the pedal works skill", "rent a bike"),
        ("have pedal works book a repair", "book a repair"),
        ("help with pedal works", "help"),
        ("i'd like to talk to pedal works about a repair", "about a repair"),
        ("play pedal works and book a repair", "book a repair"),
        ("get pedal works to book a repair", "book a repair"),
        ("ask the pedal works skill when it opens", "when it opens"),
    ],
)
def test_a_request_is_what_stands_around_the_name(said: str, request_: str) -> None:
    invocation = find_invocation(said, NAME)
    assert invocation is not None
    assert invocation.requests[0] == request_


def test_a_word_that_may_belong_to_the_request_is_tried_both_ways() -> None:
    assert find_invocation("ask pedal works about brake prices", NAME) == Invocation(
        ("about brake prices", "brake prices")
    )


@pytest.mark.parametrize(
    "said",
    [
        "tell me about pedal works", "basket", "ask about cramps", "open the shop", "my pedal works",
        "pedal works badly",
        "the pedal works but the brake does not", "reopen pedal works", "open pedal workshop", "",
        "opening pedal works", "what is the pedal works skill", "ask pedal works's opinion", "i like pedal works",
    ],
)  # fmt: skip
def test_nothing_else_calls_the_skill(said: str) -> None:
    assert find_invocation(said, NAME) is None
