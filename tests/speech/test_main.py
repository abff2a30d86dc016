import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from speech.authority import open_authority
from speech.sound import read_wav, seconds, write_wav
from speech.ssml import plain
from speech.voice import Voice
from tests.speech.bike_shop import MODEL, Answerer, Json, asks, open_shop, speaks

REPOSITORY = Path(__file__).parents[2]
NOBODY = ("--endpoint", "http://127.0.0.1:1/alexa", "--model", str(MODEL))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def environment(cache: Path) -> dict[str, str]:
    # A path without players, so that no test makes a noise.
    return os.environ | {
        "XDG_CACHE_HOME": str(cache),
        "PYTHONPATH": str(REPOSITORY),
        "PATH": "/nowhere",
        "COLUMNS": "200",
    }


def speech(
    folder: Path, environment: dict[str, str], *arguments: str, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "speech", *arguments],
        cwd=folder,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
    )


def refused(run: subprocess.CompletedProcess[str]) -> str:
    """The one line of a refusal."""
    lines = run.stderr.splitlines()
    assert len(lines) == 1, run.stderr
    assert run.stdout == ""
    return lines[0]


def test_talk_asks_without_a_keyboard_and_records_the_replies(bike_folder: Path, environment: dict[str, str]) -> None:
    run = speech(bike_folder, environment, "talk", "--say", "open pedal works", "--wav", "a.wav")
    assert run.returncode == 0, run.stderr
    assert "I don't know" in run.stdout
    assert "Ride safely." in run.stdout
    assert seconds(read_wav(bike_folder / "a.wav")) > 3


def test_talk_fails_when_the_skill_does_not_answer(tmp_path: Path, environment: dict[str, str]) -> None:
    run = speech(tmp_path, environment, *("talk", "--mute", "--say", "help"), *NOBODY)
    assert run.returncode == 1
    assert "no_answer" in run.stdout


def test_talk_takes_what_is_typed(bike_folder: Path, environment: dict[str, str]) -> None:
    run = speech(bike_folder, environment, "talk", "--mute", typed="open pedal works\nexit\n")
    assert (run.returncode, run.stderr) == (0, "")
    assert "Welcome to Pedal Works." in run.stdout


def test_say_shows_one_answer(bike_folder: Path, environment: dict[str, str]) -> None:
    run = speech(bike_folder, environment, "say", "when are you open", "--mute")
    assert run.returncode == 0
    assert "OpeningHoursIntent" in run.stdout


def test_converse_prints_json_lines_and_nothing_else(bike_folder: Path, environment: dict[str, str]) -> None:
    run = speech(
        bike_folder, environment, "converse", "--json", typed='{"say": "open pedal works"}\nbad\n{"say": "stop"}'
    )
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 0
    assert [answer.get("intent", "error") for answer in answers] == ["LaunchRequest", "error", "AMAZON.StopIntent"]


def test_converse_talks_to_a_running_skill(tmp_path: Path, cache: Path, environment: dict[str, str]) -> None:
    authority = open_authority(cache)
    with open_shop(authority.roots, authority.chains) as shop:
        options = ("--endpoint", shop.endpoint, "--model", str(MODEL), "--locale", "en-GB")
        run = speech(tmp_path, environment, "converse", "--json", *options, typed='{"say": "open pedal works"}\n')
    assert json.loads(run.stdout)["intent"] == "LaunchRequest"
    assert shop.requests[0]["request"]["locale"] == "en-GB"


def talks_on(envelope: Json) -> Json:
    """Says more than Alexa lets it: a picture in each answer, and words after the session's end."""
    ended = envelope["request"]["type"] == "SessionEndedRequest"
    return speaks("Bye.") if ended else speaks("Which \U0001f6b2 is it?", ends=False)


def refuses_nothing(envelope: Json) -> Json:
    return {"version": "1.0", "response": {}}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "arguments", "typed", "loose", "strict"),
    [
        (talks_on, ("say", "open pedal works", "--mute"), "", 0, 1),
        (refuses_nothing, ("say", "open pedal works", "--mute"), "", 0, 0),
        (talks_on, ("converse", "--json"), '{"say": "open pedal works"}\n', 0, 1),
        (refuses_nothing, ("converse", "--json"), '{"say": "open pedal works"}\n', 0, 0),
    ],
)
def test_strict_makes_any_finding_fail_the_run(
    tmp_path: Path,
    cache: Path,
    environment: dict[str, str],
    answer: Answerer,
    arguments: tuple[str, ...],
    typed: str,
    loose: int,
    strict: int,
) -> None:
    authority = open_authority(cache)
    with open_shop(authority.roots, authority.chains) as shop:
        shop.answer = answer
        skill = ("--endpoint", shop.endpoint, "--model", str(MODEL))
        runs = [speech(tmp_path, environment, *arguments, *skill, *flag, typed=typed) for flag in ((), ("--strict",))]
    assert [run.returncode for run in runs] == [loose, strict]
    assert all(run.stderr.count("\n") <= 1 for run in runs)


@pytest.mark.slow
def test_a_finding_of_the_last_answer_counts_when_strict(
    bike_folder: Path, cache: Path, environment: dict[str, str]
) -> None:
    (bike_folder / "a.yaml").write_text("name: x\nturns: [{say: open pedal works}]\n")
    authority = open_authority(cache)
    with open_shop(authority.roots, authority.chains) as shop:
        shop.answer = lambda envelope: (
            speaks("Bye.") if envelope["request"]["type"] == "SessionEndedRequest" else asks("Which bike?")
        )
        skill = ("--endpoint", shop.endpoint, "--model", str(MODEL))
        for command in (("test", "a.yaml"), ("say", "open pedal works", "--mute"), ("talk", "--mute")):
            typed = "open pedal works\n" if command[0] == "talk" else ""
            runs = [
                speech(bike_folder, environment, *command, *skill, *flag, typed=typed) for flag in ((), ("--strict",))
            ]
            assert [run.returncode for run in runs] == [0, 1], command
            assert "answer_to_session_end" in runs[1].stdout


def test_understand_needs_no_skill(tmp_path: Path, environment: dict[str, str]) -> None:
    run = speech(tmp_path, environment, "understand", "--model", str(MODEL), typed='{"text": "help"}\n')
    assert json.loads(run.stdout)["intent"] == "AMAZON.HelpIntent"


@pytest.mark.slow
def test_test_runs_a_folder_of_conversations(bike_folder: Path, environment: dict[str, str]) -> None:
    run = speech(bike_folder, environment, "test", str(Path(__file__).parent / "conversations"))
    assert run.returncode == 0
    assert run.stdout.splitlines()[-1] == "3 of 3 conversations passed"


@pytest.mark.slow
def test_a_failing_conversation_fails_the_run(bike_folder: Path, environment: dict[str, str]) -> None:
    (bike_folder / "a.yaml").write_text("name: x\nturns: [{say: help, expect: {says: nothing like it}}]\n")
    run = speech(bike_folder, environment, "test", "a.yaml")
    assert run.returncode == 1
    assert "a.yaml:2: it says" in run.stdout


def test_authority_prints_where_roots_and_chains_are(tmp_path: Path, environment: dict[str, str]) -> None:
    run = speech(tmp_path, environment, "authority")
    paths = dict(line.split(": ", 1) for line in run.stdout.splitlines())
    assert Path(paths["roots"]).is_file()
    assert [file.suffix for file in Path(paths["chains"]).iterdir()] == [".pem"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("converse", "--json"), 2, "--endpoint and --model"),
        (("talk", "--say", " "), 2, "--say wants some words"),
        (("say", ""), 2, "some words"),
        (("converse", "--json", "--endpoint", "x", "--model", str(MODEL)), 2, "http://"),
        (("understand", "--model", "no.json"), 2, "no interaction model at no.json"),
        (("understand", "--model", __file__), 1, "not JSON"),
        (("say", "x", "--wav", "no/a.wav", *NOBODY), 2, "no folder"),
        (("listen", "no.wav", *NOBODY), 1, "no.wav"),
        (("test", "no", *NOBODY), 1, "no:"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_an_exit_code(
    tmp_path: Path, environment: dict[str, str], arguments: tuple[str, ...], code: int, says: str
) -> None:
    run = speech(tmp_path, environment, *arguments)
    assert says in refused(run)
    assert run.returncode == code


def test_a_skill_that_does_not_start_is_quoted(bike_folder: Path, environment: dict[str, str]) -> None:
    table = (bike_folder / "pyproject.toml").read_text()
    (bike_folder / "pyproject.toml").write_text(table.replace("tests.speech.bike_shop", "tests.speech.no_shop"))
    run = speech(bike_folder, environment, "converse", "--json")
    assert "No module named tests.speech.no_shop" in refused(run)
    assert run.returncode == 1


@pytest.mark.parametrize("arguments", [(), ("juggle",), ("converse",), ("talk", "--shout")])
def test_a_wrong_command_line_exits_with_2(
    tmp_path: Path, environment: dict[str, str], arguments: tuple[str, ...]
) -> None:
    assert speech(tmp_path, environment, *arguments).returncode == 2


def test_an_interrupt_is_quiet(bike_folder: Path, environment: dict[str, str]) -> None:
    speaker = subprocess.Popen(
        [sys.executable, "-m", "speech", "talk", "--mute"],
        cwd=bike_folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert speaker.stdout is not None
    assert "Say something" in speaker.stdout.readline()
    speaker.send_signal(signal.SIGINT)
    _, errors = speaker.communicate(timeout=20)
    assert (speaker.returncode, errors) == (130, "")
    skill = int((bike_folder / "bike_shop.pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(skill, 0)


@pytest.mark.spoken
def test_what_one_speaker_says_another_hears(bike_folder: Path, environment: dict[str, str]) -> None:
    pytest.importorskip("pocketsphinx")
    with Voice("en-US") as voice:
        write_wav(bike_folder / "hours.wav", voice.speak(plain("when are you open")))
    run = speech(bike_folder, environment, "listen", "hours.wav", "--mute")
    assert run.returncode == 0, run.stderr
    assert "OpeningHoursIntent" in run.stdout
