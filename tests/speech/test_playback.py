"""Long audio: what a skill lets a device play, what the device tells of it, and what may be answered to that."""

from typing import Any

import pytest

from speech.clock import Clock
from speech.device import Device
from speech.session import Conversation
from speech.skill_client import SkillClient
from speech.turn import Turn
from speech.understanding import Understanding
from tests.speech.bike_shop import BikeShop, Json, speaks
from tests.speech.conftest import SKILL_ID

NOTHING: Json = {"version": "1.0", "response": {}}


def plays(token: str, behavior: str = "REPLACE_ALL", **stream: Any) -> Json:
    audio = {"stream": {"url": f"https://shop.test/{token}.mp3", "token": token, "offsetInMilliseconds": 0} | stream}
    return {"type": "AudioPlayer.Play", "playBehavior": behavior, "audioItem": audio}


CARD: Json = {"version": "1.0", "response": {"card": {"type": "Simple", "content": "One"}}}
STOP: Json = {"type": "AudioPlayer.Stop"}
CLEAR_ALL: Json = {"type": "AudioPlayer.ClearQueue", "clearBehavior": "CLEAR_ALL"}


@pytest.fixture
def radio(client: SkillClient, bike_understanding: Understanding, clock: Clock) -> Conversation:
    return Conversation(bike_understanding, client, SKILL_ID, Device(screen=False, audio=True, clock=clock))


def answering(shop: BikeShop, **answers: Json | list[Json]) -> None:
    """What the shop answers, by the last word of the request's type; directives alone, or a whole answer."""

    def answer(envelope: Json) -> Json:
        found = answers.get(envelope["request"]["type"].rsplit(".", 1)[-1], NOTHING)
        return {"version": "1.0", "response": {"directives": found}} if isinstance(found, list) else found

    shop.answer = answer


def playing(radio: Conversation, shop: BikeShop, *directives: Json) -> Turn:
    answering(shop, LaunchRequest=speaks("Here is a song.", ends=True, directives=list(directives)))
    return radio.say("open pedal works")


def rules(turn: Turn) -> list[str]:
    return [problem.rule for problem in turn.problems]


def test_a_device_that_plays_says_so_with_every_request(radio: Conversation, shop: BikeShop) -> None:
    playing(radio, shop, STOP)
    (sent,) = shop.requests
    assert sent["context"]["System"]["device"]["supportedInterfaces"] == {"AudioPlayer": {}}
    assert sent["context"]["AudioPlayer"] == {"offsetInMilliseconds": 0, "playerActivity": "IDLE"}


def test_play_starts_the_stream_and_tells_the_skill_outside_of_the_session(radio: Conversation, shop: BikeShop) -> None:
    turn = playing(radio, shop, plays("one", offsetInMilliseconds=500))
    assert (turn.problems, turn.ended, turn.intent) == ([], True, "LaunchRequest")
    assert shop.types == ["LaunchRequest", "AudioPlayer.PlaybackStarted"]
    started = shop.requests[-1]
    assert "session" not in started
    assert (started["request"]["token"], started["request"]["offsetInMilliseconds"]) == ("one", 500)
    assert started["context"]["AudioPlayer"] == {
        "token": "one",
        "offsetInMilliseconds": 500,
        "playerActivity": "PLAYING",
    }


def test_the_offset_runs_with_the_clock_and_stays_where_it_was_stopped(
    radio: Conversation, shop: BikeShop, clock: Clock
) -> None:
    playing(radio, shop, plays("one"))
    clock.wait(12.5)
    answering(shop, IntentRequest=speaks("Paused.", ends=True, directives=[STOP]))
    radio.say("pause")
    clock.wait(60)
    assert shop.types[2:] == ["AMAZON.PauseIntent", "AudioPlayer.PlaybackStopped"]
    assert shop.requests[2]["context"]["AudioPlayer"]["offsetInMilliseconds"] == 12_500
    assert shop.requests[3]["request"]["offsetInMilliseconds"] == 12_500
    radio.say("help")
    assert shop.requests[-1]["context"]["AudioPlayer"] == {
        "token": "one",
        "offsetInMilliseconds": 12_500,
        "playerActivity": "STOPPED",
    }


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("pause", "AMAZON.PauseIntent"),
        ("Alexa, resume", "AMAZON.ResumeIntent"),
        ("shuffle on", "AMAZON.ShuffleOnIntent"),
    ],
)
def test_commands_reach_the_skill_that_played_although_its_model_lacks_them(
    radio: Conversation, shop: BikeShop, words: str, intent: str
) -> None:
    assert radio.say(words).intent == "AMAZON.FallbackIntent"
    playing(radio, shop, plays("one"))
    assert radio.say(words).intent == intent
    assert shop.requests[-1]["request"]["intent"] == {"name": intent, "confirmationStatus": "NONE"}


def test_the_end_of_a_stream_is_announced_and_the_queue_goes_on(radio: Conversation, shop: BikeShop) -> None:
    playing(radio, shop, plays("one"))
    answering(shop, PlaybackNearlyFinished=[plays("two", "ENQUEUE", expectedPreviousToken="one")])
    turn = Turn()
    radio.playback.finish(turn)
    assert [(e["request"]["type"].split(".")[1], e["request"]["token"]) for e in shop.requests[2:]] == [
        ("PlaybackNearlyFinished", "one"),
        ("PlaybackFinished", "one"),
        ("PlaybackStarted", "two"),
    ]
    assert (turn.intent, turn.problems) == ("AudioPlayer.PlaybackFinished", [])
    states = [envelope["context"]["AudioPlayer"] for envelope in shop.requests[2:]]
    assert [(state["token"], state["playerActivity"]) for state in states] == [
        ("one", "PLAYING"),
        ("one", "FINISHED"),
        ("two", "PLAYING"),
    ]


def test_a_stream_that_should_follow_another_one_is_not_queued(radio: Conversation, shop: BikeShop) -> None:
    playing(radio, shop, plays("one"))
    answering(shop, PlaybackNearlyFinished=[plays("two", "ENQUEUE", expectedPreviousToken="zero")])
    radio.playback.finish(Turn())
    assert shop.types[-1] == "AudioPlayer.PlaybackFinished"


def test_a_stream_can_be_stopped_in_its_last_moment(radio: Conversation, shop: BikeShop) -> None:
    playing(radio, shop, plays("one"))
    answering(shop, PlaybackNearlyFinished=[STOP])
    radio.playback.finish(turn := Turn())
    assert (turn.intent, turn.problems) == ("AudioPlayer.PlaybackNearlyFinished", [])
    assert [kind.split(".")[-1] for kind in shop.types[2:]] == ["PlaybackNearlyFinished", "PlaybackStopped"]


def test_what_is_answered_to_a_stop_plays_nothing(radio: Conversation, shop: BikeShop) -> None:
    playing(radio, shop, plays("one"))
    answering(shop, IntentRequest=speaks("Bye.", ends=True, directives=[STOP]), PlaybackStopped=[plays("two")])
    assert rules(radio.say("stop")) == ["answer_to_news"]
    assert shop.types[-1] == "AudioPlayer.PlaybackStopped"


def test_it_is_told_only_once_that_a_stream_nearly_ends(radio: Conversation, shop: BikeShop) -> None:
    playing(radio, shop, plays("one"))
    radio.playback.nearly_finish(Turn())
    radio.playback.finish(Turn())
    assert shop.types[2:] == ["AudioPlayer.PlaybackNearlyFinished", "AudioPlayer.PlaybackFinished"]


def test_another_song_in_place_of_one_stops_that_first(radio: Conversation, shop: BikeShop) -> None:
    playing(radio, shop, plays("one"))
    answering(shop, IntentRequest=speaks("Another.", ends=True, directives=[plays("two")]))
    radio.say("help")
    told = [(e["request"]["type"].split(".")[-1], e["request"].get("token")) for e in shop.requests[3:]]
    assert told == [("PlaybackStopped", "one"), ("PlaybackStarted", "two")]


@pytest.mark.parametrize("directive", [STOP, CLEAR_ALL])
def test_what_does_not_play_is_not_stopped(radio: Conversation, shop: BikeShop, directive: Json) -> None:
    playing(radio, shop, directive)
    assert shop.types == ["LaunchRequest"]


def test_clearing_the_queue_may_leave_what_plays(radio: Conversation, shop: BikeShop) -> None:
    clear = {"type": "AudioPlayer.ClearQueue", "clearBehavior": "CLEAR_ENQUEUED"}
    playing(radio, shop, plays("one"))
    answering(
        shop,
        IntentRequest=speaks(
            "Two.", ends=True, directives=[plays("two", "ENQUEUE", expectedPreviousToken="one"), clear]
        ),
    )
    radio.say("help")
    radio.playback.finish(Turn())
    assert [kind.split(".")[-1] for kind in shop.types[3:]] == ["PlaybackNearlyFinished", "PlaybackFinished"]


def test_a_failure_says_what_failed_and_what_played(radio: Conversation, shop: BikeShop, clock: Clock) -> None:
    playing(radio, shop, plays("one"))
    clock.wait(3)
    radio.playback.fail(Turn(), "MEDIA_ERROR_SERVICE_UNAVAILABLE")
    failed = shop.requests[-1]["request"]
    assert (failed["token"], failed["error"]["type"]) == ("one", "MEDIA_ERROR_SERVICE_UNAVAILABLE")
    assert failed["currentPlaybackState"] == {
        "token": "one",
        "offsetInMilliseconds": 3000,
        "playerActivity": "PLAYING",
    }


def test_a_button_is_no_sentence_and_belongs_to_no_session(radio: Conversation, shop: BikeShop) -> None:
    turn = Turn()
    radio.playback.press("next", turn)
    assert (rules(turn), shop.requests) == (["nothing_played"], [])
    playing(radio, shop, plays("one"))
    answering(shop, NextCommandIssued=[plays("two")])
    radio.playback.press("next", pressed := Turn())
    assert (pressed.intent, rules(pressed)) == ("PlaybackController.NextCommandIssued", [])
    assert [kind.split(".")[-1] for kind in shop.types[2:]] == [
        "NextCommandIssued",
        "PlaybackStopped",
        "PlaybackStarted",
    ]
    assert "session" not in shop.requests[2]


@pytest.mark.parametrize(
    ("event", "answer", "rule"),
    [
        ("PlaybackNearlyFinished", speaks("Hello!"), "player_answer"),
        (
            "PlaybackNearlyFinished",
            {"version": "1.0", "response": {"card": {"type": "Simple"}}},
            "player_answer",
        ),
        ("PlaybackFinished", [plays("two")], "player_answer"),
        ("PlaybackNearlyFinished", [{"type": "Dialog.Delegate"}], "player_answer"),
        ("PlaybackNearlyFinished", [plays("two", "LATER")], "unknown_value"),
    ],
)
def test_what_may_not_be_answered_is_a_problem_and_comes_back_as_an_exception(
    radio: Conversation, shop: BikeShop, event: str, answer: Any, rule: str
) -> None:
    playing(radio, shop, plays("one"))
    answering(shop, **{event: answer})
    turn = Turn()
    radio.playback.finish(turn)
    assert rule in rules(turn)
    assert turn.problems[0].place.startswith(f"AudioPlayer.{event}")
    exceptions = [e for e in shop.requests if e["request"]["type"] == "System.ExceptionEncountered"]
    assert exceptions[0]["request"]["error"]["type"] == "INVALID_RESPONSE"
    causes = [e["request"]["requestId"] for e in shop.requests if e["request"]["type"].endswith(event)]
    assert exceptions[0]["request"]["cause"] == {"requestId": causes[0]}
    assert "session" not in exceptions[0]


def test_nothing_may_be_answered_to_an_exception(radio: Conversation, shop: BikeShop) -> None:
    playing(radio, shop, plays("one"))
    answering(shop, PlaybackFinished=speaks("Oh."), ExceptionEncountered=speaks("Sorry."))
    radio.playback.finish(turn := Turn())
    assert turn.problems[-1].place == "System.ExceptionEncountered response.outputSpeech"


def test_an_answer_the_skill_never_gives_is_a_problem_too(radio: Conversation, shop: BikeShop) -> None:
    playing(radio, shop, plays("one"))
    shop.answer = lambda _: 500
    radio.playback.finish(turn := Turn())
    assert set(rules(turn)) == {"http_status"}


def test_when_so_much_is_played_that_the_player_gives_up_it_is_a_problem(radio: Conversation, shop: BikeShop) -> None:
    answering(shop)
    radio.playback.take_up([plays(str(number)) for number in range(10)], enough := Turn())
    assert (rules(enough), len(shop.types)) == ([], 19)
    radio.playback.take_up([plays(str(number)) for number in range(11)], turn := Turn())
    assert [(one.rule, one.place) for one in turn.problems] == [
        ("audio_without_end", "AudioPlayer.PlaybackStopped response.directives")
    ]
    assert len(shop.types) == 19 + 20


def test_where_nothing_plays_nothing_ends(radio: Conversation, shop: BikeShop) -> None:
    radio.playback.finish(turn := Turn())
    assert (rules(turn), shop.requests) == (["nothing_plays"], [])


def test_a_device_without_a_player_plays_nothing(conversation: Conversation, shop: BikeShop) -> None:
    turn = playing(conversation, shop, plays("one"))
    assert (rules(turn), shop.types) == (["audio_directive"], ["LaunchRequest"])
    assert "AudioPlayer" not in shop.requests[0]["context"]


def test_an_empty_answer_to_what_the_player_tells_is_enough(radio: Conversation, shop: BikeShop) -> None:
    launched = speaks("Here is a song.", ends=True, directives=[plays("one")])
    shop.answer = lambda envelope: launched if envelope["request"]["type"] == "LaunchRequest" else b""
    assert radio.say("open pedal works").problems == []
    turn = Turn()
    radio.playback.finish(turn)
    radio.playback.press("next", turn)
    assert turn.problems == []
    assert [kind for kind in shop.types if kind.startswith("System.")] == []
