import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from speech.player import Player
from speech.session import Conversation
from speech.sound import read_wav, seconds
from speech.talk import Mouth, Talk, save
from speech.voice import Voice
from tests.speech.bike_shop import BikeShop, Json, asks, elicits, empty_reply, speaks


@pytest.fixture
def shown() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def mouth(shown: io.StringIO) -> Iterator[Mouth]:
    with Voice("en-US") as voice:
        yield Mouth(voice, Player(muted=True), Console(file=shown, width=200), keep=True)


@pytest.fixture
def talk(conversation: Conversation, mouth: Mouth, shown: io.StringIO) -> Talk:
    return Talk(conversation, mouth, Console(file=shown, width=200))


def asks_for_ever(envelope: Json) -> Json:
    return asks("Which noise?", directives=elicits("noise", updatedIntent=empty_reply()))


def test_without_a_keyboard_it_says_i_dont_know_until_it_is_answered_and_then_stop(talk: Talk, shop: BikeShop) -> None:
    talk.without_keyboard("open pedal works")
    assert shop.types == ["LaunchRequest", "ReplyIntent", "AMAZON.StopIntent"]
    assert talk.got_answer
    assert talk.problems == 0


def test_it_gives_up_after_twelve_unknown_answers(talk: Talk, shop: BikeShop) -> None:
    shop.answer = asks_for_ever
    talk.without_keyboard("open pedal works")
    assert len(shop.types) == 1 + 12 + 1
    assert shop.types[-1] == "AMAZON.StopIntent"
    assert not talk.got_answer


def test_the_answer_to_stop_is_no_answer(talk: Talk, shop: BikeShop) -> None:
    shop.answer = lambda envelope: (
        speaks("Bye.", ends=True)
        if envelope["request"].get("intent", {}).get("name") == "AMAZON.StopIntent"
        else asks_for_ever(envelope)
    )
    talk.without_keyboard("open pedal works")
    assert not talk.got_answer


def test_nothing_is_said_to_a_session_that_has_ended(talk: Talk, shop: BikeShop) -> None:
    shop.answer = lambda _: speaks("All done.", ends=True)
    talk.without_keyboard("open pedal works")
    assert shop.types == ["LaunchRequest"]
    assert talk.got_answer


def test_problems_are_counted_and_shown(talk: Talk, shop: BikeShop, shown: io.StringIO) -> None:
    shop.answer = lambda _: speaks("No question.", ends=False)
    talk.without_keyboard("open pedal works")
    assert talk.problems > 0
    assert "open_session_asks" in shown.getvalue()


def test_a_warning_is_no_refusal(talk: Talk, shop: BikeShop) -> None:
    shop.answer = lambda _: speaks("No question.", ends=False)
    talk.without_keyboard("open pedal works")
    assert talk.refusals == 0
    shop.answer = lambda _: {"version": "1.0"}
    talk.without_keyboard("open pedal works")
    assert talk.refusals > 0


def test_leaving_shows_what_is_wrong_with_the_answer_to_it(
    conversation: Conversation, talk: Talk, shop: BikeShop, shown: io.StringIO
) -> None:
    talk.take(conversation.say("open pedal works"))
    shop.answer = lambda _: speaks("Wait!")
    talk.leave()
    assert not conversation.open
    assert talk.problems == 1
    assert "answer_to_session_end" in shown.getvalue()


def test_it_shows_who_said_what_the_intent_and_the_time(talk: Talk, shown: io.StringIO) -> None:
    talk.without_keyboard("ask pedal works for opening hours")
    text = shown.getvalue()
    assert "ask pedal works for opening hours" in text
    assert "Pedal Works" in text
    assert "OpeningHoursIntent" in text
    assert " ms" in text


def test_brackets_in_an_answer_are_shown_as_they_are(talk: Talk, shop: BikeShop, shown: io.StringIO) -> None:
    shop.answer = lambda _: speaks("A [bold] and [/bad] answer.", ends=True)
    talk.without_keyboard("open pedal works")
    assert "A [bold] and [/bad] answer." in shown.getvalue()


def test_every_reply_is_recorded_in_order_with_half_a_second_between(
    talk: Talk, mouth: Mouth, shop: BikeShop, tmp_path: Path
) -> None:
    talk.without_keyboard("open pedal works")
    assert save(mouth, tmp_path / "a.wav")
    sound = read_wav(tmp_path / "a.wav")
    words = len(
        "Welcome to Pedal Works What noise does it make It needs new brake pads Anything else Ride safely".split()
    )
    assert 0.25 <= seconds(sound) / words <= 0.6
    assert b"\0" * 22050 in sound  # half a second of 16 bit samples


def test_a_voice_that_fails_is_one_line_and_the_talk_goes_on(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shown: io.StringIO
) -> None:
    (tmp_path / "espeakng_loader.py").write_text("raise ImportError('no eSpeak NG here')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    console = Console(file=shown, width=200)
    with Voice("en-US") as voice:
        mouth = Mouth(voice, Player(muted=True), console, keep=True)
        Talk(conversation, mouth, console).without_keyboard("open pedal works")
        assert not save(mouth, tmp_path / "a.wav")
    assert shown.getvalue().count("goes on in text") == 1
    assert "Ride safely." in shown.getvalue()


def test_the_keyboard_talks_until_exit(
    talk: Talk, shop: BikeShop, shown: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("open pedal works\n\nsqueak\nexit\nhelp\n"))
    talk.by_keyboard()
    assert shop.types == ["LaunchRequest", "ReplyIntent"]


def test_the_keyboard_talks_until_the_input_ends(talk: Talk, shop: BikeShop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("open pedal works"))
    talk.by_keyboard()
    assert shop.types == ["LaunchRequest"]


def test_values_of_lists_are_shown_together(talk: Talk, shop: BikeShop, shown: io.StringIO) -> None:
    shop.answer = lambda _: speaks("Fine.", ends=True)
    talk.without_keyboard("i'd like to hire a mountain bike with helmet and lock")
    assert "extras=helmet + lock" in shown.getvalue()
