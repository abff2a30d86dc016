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
        ("Which city is it? 1. Paris. 2. Rome. 3. Berlin.", "en"),
        ("Which city is it? A: Paris, B: Rome", "en"),
        ("Which city is it?\n1. Paris\n2. New York City", "en"),
        ("How can I help? For example, book a table.", "en"),
        ("How can I help? You could book a table.", "en"),
        ("Which color? Take your time.", "en"),
        ("Would you like that? Yes, no.", "en"),
        ("Tell me the color. For example, red.", "en"),
        ("Spell your name.", "en"),
        ("Please repeat that.", "en"),
        ("Please provide your PIN.", "en"),
        ("Now enter your PIN. Please enter your PIN.", "en"),
        ("Please confirm.", "en"),
        ("Please continue.", "en"),
        ("Sorry. Try again.", "en"),
        ("Guess a number between one and ten.", "en"),
        ("Go ahead.", "en"),
        ("What would you like to do", "en"),
        ("Welcome back. Do you want to go on", "en"),
        ("Shall we", "en"),
        ("Was möchtest du", "de"),
        ("Welche Farbe? Rot, grün, blau.", "de"),
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
        ("Is it red? It's red.", "en"),
        ("Anything else? Goodbye.", "en"),
        ("Was that all? Thank you.", "en"),
        ("Paris. Rome. Berlin.", "en"),
        ("For example, book a table.", "en"),
        ("Have a nice day", "en"),
        ("What a bike", "en"),
        ("When you came, we had closed.", "en"),
        ("We continue with the next one.", "en"),
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
