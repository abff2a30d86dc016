import io
from pathlib import Path

import pytest

from speech.script_files import read_script, read_scripts
from speech.scripts import run_all, run_script
from speech.session import Conversation
from speech.skill_client import SkillClient
from speech.understanding import Understanding
from tests.speech.bike_shop import BikeShop, Json, asks, shows, speaks
from tests.speech.conftest import SKILL_ID
from tests.speech.test_dynamic_entities import OURS

NOTHING: Json = {"version": "1.0", "response": {}}
CONVERSATIONS = Path(__file__).parent / "conversations"


def failures(folder: Path, conversation: Conversation, expect: str) -> list[str]:
    file = folder / "a.yaml"
    file.write_text(f"name: x\nturns:\n  - say: open pedal works\n    expect: {expect}\n")
    return run_script(read_script(file), conversation)


@pytest.mark.parametrize("name", [file.name for file in sorted(CONVERSATIONS.iterdir())])
def test_the_bike_shops_conversations_pass(conversation: Conversation, name: str) -> None:
    assert run_script(read_script(CONVERSATIONS / name), conversation) == []


def test_when_strict_the_answers_to_the_end_of_a_session_count(
    tmp_path: Path, conversation: Conversation, shop: BikeShop
) -> None:
    shop.answer = lambda envelope: (
        speaks("Bye.") if envelope["request"]["type"] == "SessionEndedRequest" else asks("Which bike?")
    )
    file = tmp_path / "a.yaml"
    file.write_text("name: x\nturns: [{say: open pedal works}, {new_session: true}, {say: help}]\n")
    assert run_script(read_script(file), conversation) == []
    assert run_script(read_script(file), conversation, strict=True) == [
        f"{file}:2: at the session's end: answer_to_session_end at response.outputSpeech",
        f"{file}: at the session's end: answer_to_session_end at response.outputSpeech",
    ]


@pytest.mark.parametrize(
    "expect",
    [
        "{intent: LaunchRequest, says: WELCOME to pedal, asks: true, ended: false, reprompt: could you}",
        "{intent: [X, LaunchRequest], says: [welcome, [sound, noise]], says_not: [sorry, error], problems: none}",
        "{directives: [Dialog.ElicitSlot], session: {turns: 1, nothing.here: null}}",
    ],
)
def test_what_is_as_written_passes(tmp_path: Path, conversation: Conversation, expect: str) -> None:
    assert failures(tmp_path, conversation, expect) == []


@pytest.mark.parametrize(
    ("expect", "says"),
    [
        ("{intent: HelpIntent}", "intent is LaunchRequest, expected 'HelpIntent'"),
        ("{intent: null}", "intent is LaunchRequest"),
        ("{says: [welcome, [sound, hum]]}", "expected 'sound' or 'hum'"),
        ("{says: Welcome.*Works}", "expected 'Welcome.*Works'"),
        ("{says_not: noise}", "expected not 'noise'"),
        ("{asks: false}", "it asks"),
        ("{reprompt: again}", "it reprompts 'Could you tell me?'"),
        ("{ended: true}", "the session is open"),
        ("{directives: []}", "directives are ['Dialog.ElicitSlot']"),
        ("{slots: {noise: squeal}}", "slot noise is None"),
        ("{session: {turns: 2}}", "session turns is 1, expected 2"),
        ("{session: {turns: true}}", "session turns is 1, expected True"),
        ("{session: {turns.0: 1}}", "session turns.0 is None"),
        ("{problems: [ssml]}", "problems are none, expected ['ssml']"),
    ],
)
def test_what_is_not_as_written_fails_with_file_and_line(
    tmp_path: Path, conversation: Conversation, expect: str, says: str
) -> None:
    found = failures(tmp_path, conversation, expect)
    assert len(found) == 1
    assert found[0].startswith(f"{tmp_path / 'a.yaml'}:3: ")
    assert says in found[0]


def test_a_problem_nobody_expected_fails(tmp_path: Path, conversation: Conversation, shop: BikeShop) -> None:
    shop.answer = lambda _: speaks("No question.", ends=False)
    assert "open_session_asks" in failures(tmp_path, conversation, "{says: question}")[0]


def test_each_script_starts_in_a_new_session(conversation: Conversation, shop: BikeShop) -> None:
    conversation.say("open pedal works")
    run_all(read_scripts(CONVERSATIONS), conversation, io.StringIO())
    assert shop.types[1] == "SessionEndedRequest"
    assert shop.requests[2]["session"]["new"] is True


def test_nothing_of_a_script_is_left_for_the_next(tmp_path: Path, conversation: Conversation, shop: BikeShop) -> None:
    (tmp_path / "a.yaml").write_text(
        "name: a\nturns: [{say: open pedal works}, {event: SkillAccountLinked}, {say: is my old bess ready}]\n"
    )
    (tmp_path / "b.yaml").write_text(
        "name: b\nturns: [{touch: [x], expect: {problems: [nothing_to_touch]}}, {say: open pedal works},"
        " {say: is my old bess ready}]\n"
    )
    shop.answer = lambda envelope: (
        asks("Which?", directives=[OURS, shows()])
        if envelope["request"]["type"] == "LaunchRequest" and len(shop.requests) == 1
        else NOTHING
        if envelope["request"]["type"] in ("SessionEndedRequest", "AlexaSkillEvent.SkillAccountLinked")
        else asks("And?")
    )
    out = io.StringIO()
    assert run_all(read_scripts(tmp_path), conversation, out), out.getvalue()
    first, second = (e for e in shop.requests if e["request"].get("intent", {}).get("slots", {}).get("bike"))
    assert "dynamic" in str(first["request"])
    assert "dynamic" not in str(second["request"])
    assert "accessToken" in first["context"]["System"]["user"]
    assert second["context"]["System"]["user"] == shop.requests[0]["context"]["System"]["user"]


def test_who_comes_back_after_disabling_is_new_in_every_script(
    tmp_path: Path, conversation: Conversation, shop: BikeShop
) -> None:
    turns = "[{say: open pedal works}, {event: SkillDisabled}, {say: open pedal works}]"
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(f"name: {name}\nturns: {turns}\n")
    run_all(read_scripts(tmp_path), conversation, io.StringIO())
    launches = [e for e in shop.requests if e["request"]["type"] == "LaunchRequest"]
    users = [envelope["context"]["System"]["user"]["userId"] for envelope in launches]
    devices = [envelope["context"]["System"]["device"]["deviceId"] for envelope in launches]
    assert users[0] == users[2]
    assert len(set(users)) == len(set(devices)) == 3


def test_a_script_that_is_broken_off_leaves_nothing_either(
    tmp_path: Path, client: SkillClient, bike_understanding: Understanding, shop: BikeShop
) -> None:
    (tmp_path / "a.yaml").write_text(
        'name: a\nturns: [{now: "2020-01-01T07:00:00Z"}, {say: open pedal works}, {user: anna, say: open pedal works},'
        " {hear: a.wav}]\n"
    )

    def stopped(_: Path) -> str:
        raise SystemExit(143)

    listener = Conversation(bike_understanding, client, SKILL_ID, ears=stopped)
    with pytest.raises(SystemExit):
        run_script(read_script(tmp_path / "a.yaml"), listener)
    assert shop.types == [*["LaunchRequest"] * 2, *["SessionEndedRequest"] * 2]
    listener.say("open pedal works")
    assert shop.requests[-1]["request"]["timestamp"] > "2026"


def test_a_clock_that_a_script_sets_is_put_back_after_it(
    tmp_path: Path, conversation: Conversation, shop: BikeShop
) -> None:
    (tmp_path / "early.yaml").write_text(
        'name: early\nturns:\n  - now: "2020-01-01T07:00:00Z"\n  - say: opening hours\n'
    )
    (tmp_path / "later.yaml").write_text("name: later\nturns:\n  - say: opening hours\n")
    assert run_all(read_scripts(tmp_path), conversation, io.StringIO())
    early, later = (e["request"]["timestamp"] for e in shop.requests if e["request"]["type"] == "IntentRequest")
    assert early == "2020-01-01T07:00:00Z"
    assert later > "2026"


def test_a_line_for_each_script_and_a_summary_are_printed(
    tmp_path: Path, conversation: Conversation, shop: BikeShop
) -> None:
    for name, says in (("good", "welcome"), ("bad", "goodbye")):
        (tmp_path / f"{name}.yaml").write_text(
            f"name: {name}\nturns:\n  - say: open pedal works\n    expect: {{says: {says}}}\n"
        )
    out = io.StringIO()
    assert not run_all(read_scripts(tmp_path), conversation, out)
    lines = out.getvalue().splitlines()
    assert lines[0].split() == ["FAILED", "bad"]
    assert lines[1].split() == ["ok", "good"]
    assert "bad.yaml:3: it says" in lines[2]
    assert lines[-1] == "1 of 2 conversations passed"


def test_a_recording_that_is_not_there_fails_its_turn(tmp_path: Path, conversation: Conversation) -> None:
    (tmp_path / "a.yaml").write_text("name: x\nturns:\n  - hear: missing.wav\n")
    assert len(run_script(read_script(tmp_path / "a.yaml"), conversation)) == 1
