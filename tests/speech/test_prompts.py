import pytest

from speech.prompts import asks, ends_in_a_question


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What noise does it make?", "en"),
        ("Welcome to Pedal Works. What noise does it make?", "en"),
        ('Shall I say "ring the bell"?', "en"),
        ("Do you want it at 5 p.m.?", "en"),
        ("Really?!", "en"),
        ("Which bike? You can have a road bike, a city bike, or a tandem.", "en"),
        ("What would you like? To rent a bike, say rent a bike.", "en"),
        ("Welcome. Tell me which bike you want.", "en"),
        ("I did not get that. Please say yes, or say no.", "en"),
        ("¿Qué bicicleta quiere? La de ciudad o la de montaña.", "es"),
        ("Welches Fahrrad? Sag zum Beispiel Tandem.", "de"),
        ("どの自転車にしますか\uff1f", "ja"),
        ("どの自転車にしますか。", "ja"),
        ("أي دراجة تريد؟", "ar"),
        ("आप कौन सी साइकिल चाहते हैं? शहर की या पहाड़ की।", "hi"),
        ("どれにしますか\uff1f 街乗りもあります。", "ja"),
    ],
)
def test_what_can_be_answered_asks(text: str, language: str) -> None:
    assert asks(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("Hello.", "en"),
        ("What is it? It is a bike.", "en"),
        ("Is it raining? I can't say that is so.", "en"),
        ("A tandem, or a road bike.", "en"),
        ("Welche Farbe? Es ist rot.", "de"),
        ("自転車です。", "ja"),
        ("...", "en"),
    ],
)
def test_what_needs_no_answer_does_not_ask(text: str, language: str) -> None:
    assert not asks(text, language)


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("Anything else?", True),
        ("Anything else? Bye.", False),
        ("Bye.", False),
        ("Anything else? \u2026", True),
        ("", False),
    ],
)
def test_only_the_last_sentence_with_words_can_end_in_a_question(text: str, does: bool) -> None:
    assert ends_in_a_question(text) is does
