"""Sentences that no sample foresees, in a small model as developers write them."""

from functools import cache
from typing import Any

import pytest

from speech.model import InteractionModel
from speech.understanding import Understanding
from speech.understood import Eliciting, Understood


def intent(name: str, samples: list[str], **slots: str) -> dict[str, Any]:
    return {"name": name, "samples": samples, "slots": [{"name": n, "type": t} for n, t in slots.items()]}


@cache
def bakery() -> Understanding:
    cakes = [
        {"id": "POPPY", "name": {"value": "poppy seed cake", "synonyms": ["poppy cake"]}},
        {"id": "CARROT", "name": {"value": "carrot cake"}},
        {"id": "MAY", "name": {"value": "may wine tart"}},
    ]
    occasions = [{"id": "WEDDING", "name": {"value": "wedding"}}]
    intents = [
        intent(
            "OrderIntent",
            [
                "order {count} slices of {cake}",
                "bake me a {cake}",
                "a cake for {count} guests",
                "a cake for my {occasion}",
            ],
            cake="CAKE",
            count="AMAZON.NUMBER",
            occasion="OCCASION",
        ),
        intent("PriceIntent", ["what does a {cake} cost", "how much is a {cake}"], cake="CAKE"),
        intent("DeliveryIntent", ["do you deliver to {town}", "send it to {town}"], town="AMAZON.City"),
        intent("PickIntent", ["the {place} one", "i take the {place} one"], place="AMAZON.Ordinal"),
        intent(
            "SearchIntent",
            ["look for {words}", "find out about {words}", "how do i find out about {words}"],
            words="AMAZON.SearchQuery",
        ),
        intent("WaitIntent", ["how long is the queue", "will i have to wait"]),
        intent("AMAZON.FallbackIntent", []),
    ]
    types = [{"name": "CAKE", "values": cakes}, {"name": "OCCASION", "values": occasions}]
    language = {"invocationName": "crumb corner", "intents": intents, "types": types}
    return Understanding(InteractionModel.from_json({"languageModel": language}))


@cache
def groomer() -> Understanding:
    book = intent(
        "BookIntent", ["book a bath at {time}", "a bath for {dogs} dogs"], time="AMAZON.TIME", dogs="AMAZON.NUMBER"
    )
    language = {"invocationName": "happy paws", "intents": [book, intent("AMAZON.FallbackIntent", [])]}
    return Understanding(InteractionModel.from_json({"languageModel": language}))


def heard(text: str) -> Understood:
    return bakery().understand(text)


def filled(understood: Understood) -> dict[str, str | None]:
    return {name: one.id or one.value for name, one in understood.slots.items() if not isinstance(one, tuple)}


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        # a request in its wrapping
        ("could you bake a carrot cake for us please", "OrderIntent", {"cake": "CARROT"}),
        ("can you find out about sourdough", "SearchIntent", {"words": "sourdough"}),
        # a bare number, in the company that samples give it
        ("i need six slices of poppy cake", "OrderIntent", {"count": "6", "cake": "POPPY"}),
        ("i'd rather have the second one", "PickIntent", {"place": "2"}),
        # words around a listed value are no part of it
        ("please bake us some carrot cake", "OrderIntent", {"cake": "CARROT"}),
        # a listed name that begins like a date
        ("can we order may wine tart", "OrderIntent", {"cake": "MAY"}),
        # a name that nobody listed, where samples have one
        ("do you also send cakes to trondheim", "DeliveryIntent", {"town": "trondheim"}),
        # a carrier of a phrase slot, asked a little otherwise
        ("how to find out about rye bread", "SearchIntent", {"words": "rye bread"}),
        # a number for a slot that no sample of this shape has
        ("bake us three carrot cakes", "OrderIntent", {"count": "3", "cake": "CARROT"}),
        # free words that are a number
        ("a cake for eleven", "OrderIntent", {"count": "11"}),
    ],
)
def test_an_unseen_wording_is_understood_with_its_values(text: str, intent: str, slots: dict[str, str]) -> None:
    assert (heard(text).intent, filled(heard(text))) == (intent, slots)


@pytest.mark.parametrize(
    "text", ["no make that six", "no sorry six", "nope, i meant six", "actually no six", "sorry no it was six"]
)
def test_a_no_before_a_number_that_was_asked_for_is_a_correction(text: str) -> None:
    answer = bakery().understand(text, Eliciting("OrderIntent", "count"))
    assert (answer.intent, filled(answer)) == ("OrderIntent", {"count": "6"})


def test_a_no_before_a_value_of_another_slot_corrects_that_one() -> None:
    answer = bakery().understand("no make it a carrot cake", Eliciting("OrderIntent", "count"))
    assert (answer.intent, filled(answer)) == ("OrderIntent", {"cake": "CARROT"})


@pytest.mark.parametrize("text", ["just two", "only two", "about two", "two i think", "just the two of them"])
def test_a_number_with_an_about_before_it_is_still_the_number_that_was_asked_for(text: str) -> None:
    answer = groomer().understand(text, Eliciting("BookIntent", "dogs"))
    assert (answer.intent, filled(answer)) == ("BookIntent", {"dogs": "2"})


def test_a_name_ends_where_the_sentence_goes_on() -> None:
    assert filled(heard("send it to trondheim please")) == {"town": "trondheim"}
    assert filled(heard("send it to trondheim when it is ready")).get("town") in (None, "trondheim")


def test_a_value_that_one_intent_alone_takes_speaks_for_it() -> None:
    assert heard("something nice for a wedding").intent == "OrderIntent"


@pytest.mark.parametrize("text", ["what is the weather like", "play some jazz", "how tall is the eiffel tower"])
def test_what_is_about_something_else_is_a_fallback(text: str) -> None:
    assert heard(text).intent == "AMAZON.FallbackIntent"


def test_a_search_takes_no_words_that_nothing_carries_to_it() -> None:
    assert heard("my neighbour baked something lovely for the whole street last sunday").intent != "SearchIntent"
