"""The speaker's command line: `python -m speech COMMAND`.

Each command loads what it needs when it runs, so that a conversation can begin at once.
"""

import argparse
import io
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, cast

from speech.device_options import add_device_options, described_device
from speech.settings import DEFAULT_LOCALE, Settings, SettingsError, model_path, read_settings

if TYPE_CHECKING:
    from speech.model import InteractionModel
    from speech.session import Conversation
    from speech.turn import Turn

DESCRIPTION = """An offline smart speaker for Alexa skills. It talks to the skill that [tool.speech] in the current
folder's pyproject.toml names, or to the one that --endpoint and --model name."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is 0 when all went well, 1 when not, 2 for a wrong command line."""
    options = _parser().parse_args(arguments)
    # A stop from outside ends the skill under test too.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    command = cast(Callable[[argparse.Namespace], int], options.run)
    try:
        return command(options)
    except SettingsError as error:
        return _refuse(error, 2)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output is gone; without this Python would complain once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except _expected_errors() as error:
        return _refuse(error, 1)


def _expected_errors() -> tuple[type[Exception], ...]:
    from speech.attack import AttackError
    from speech.authority import AuthorityError
    from speech.model import ModelError
    from speech.script_files import ScriptError
    from speech.session import NotHeardError
    from speech.skill_process import SkillProcessError

    return AttackError, AuthorityError, ModelError, NotHeardError, ScriptError, SkillProcessError, OSError


def _refuse(error: Exception, code: int) -> int:
    print(f"speech: {' '.join(str(error).split())}", file=sys.stderr)
    return code


def _stop(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _parser() -> argparse.ArgumentParser:
    skill = argparse.ArgumentParser(add_help=False)
    skill.add_argument("--endpoint", metavar="URL", help="where a running skill answers; without it one is started")
    skill.add_argument("--model", metavar="FILE", type=Path, help="the skill's interaction model")
    skill.add_argument("--locale", metavar="L", help=f"the device's language, like en-GB (default {DEFAULT_LOCALE})")
    skill.add_argument("--skill-id", metavar="ID", help="the application id that requests carry")
    device = argparse.ArgumentParser(add_help=False)
    add_device_options(device)
    judged = argparse.ArgumentParser(add_help=False)
    judged.add_argument("--strict", action="store_true", help="exit 1 for any finding, also in the answer to the end")
    sound = argparse.ArgumentParser(add_help=False)
    sound.add_argument("--mute", action="store_true", help="play nothing")
    sound.add_argument("--wav", metavar="FILE", type=Path, help="write every reply to a WAV file")

    parser = argparse.ArgumentParser(prog="python -m speech", description=DESCRIPTION)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    talk = commands.add_parser("talk", parents=[skill, device, sound, judged], help="hold a conversation")
    talk.add_argument("--say", metavar="WORDS", help='ask without a keyboard, answering "I don\'t know" to questions')
    talk.set_defaults(run=_talk)
    say = commands.add_parser(
        "say", parents=[skill, device, sound, judged], help="say one sentence, show and speak the answer"
    )
    say.add_argument("words")
    say.set_defaults(run=_say)
    listen = commands.add_parser("listen", parents=[skill, device, sound, judged], help="as say, with a recording")
    listen.add_argument("file", metavar="FILE.wav", type=Path)
    listen.set_defaults(run=_listen)
    understand = commands.add_parser("understand", parents=[skill], help="JSON lines: text in, intent and slots out")
    understand.set_defaults(run=_understand)
    converse = commands.add_parser("converse", parents=[skill, device, judged], help="JSON lines: a whole conversation")
    converse.add_argument("--json", action="store_true", required=True, help="the one form there is")
    converse.set_defaults(run=_converse)
    test = commands.add_parser("test", parents=[skill, device, judged], help="run conversation tests")
    test.add_argument("place", metavar="DIR", type=Path, help="a folder of YAML files, or one of them")
    test.set_defaults(run=_test)
    evaluate = commands.add_parser("evaluate", parents=[skill], help="judge the understanding with an annotation set")
    evaluate.add_argument("--annotations", metavar="FILE", type=Path, required=True, help="Amazon's JSON or CSV form")
    evaluate.add_argument("--fail-under", metavar="PERCENT", type=_percent, help="exit 1 when fewer are right")
    evaluate.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    evaluate.add_argument("--write", metavar="FILE", type=Path, help="write the set as .json or .csv too")
    evaluate.set_defaults(run=_evaluate)
    conflicts = commands.add_parser("conflicts", parents=[skill], help="what in the model contradicts itself")
    conflicts.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    conflicts.set_defaults(run=_conflicts)
    attack = commands.add_parser("attack", parents=[skill], help="rehearse certification: send every bad request")
    attack.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    attack.set_defaults(run=_attack)
    authority = commands.add_parser("authority", parents=[skill], help="print where the development certificates are")
    authority.set_defaults(run=_authority)
    return parser


def _settings(options: argparse.Namespace) -> Settings:
    settings = read_settings(
        endpoint=options.endpoint, model=options.model, locale=options.locale, skill_id=options.skill_id
    )
    return replace(settings, device=described_device(options))


def _talk(options: argparse.Namespace) -> int:
    from speech.talk_command import talk

    if options.say is not None and not options.say.strip():
        raise SettingsError("--say wants some words")
    return talk(_settings(options), say=options.say, wav=options.wav, mute=options.mute, strict=options.strict)


def _say(options: argparse.Namespace) -> int:
    words = options.words
    if not words.strip():
        raise SettingsError("say wants some words")
    return _one_turn(options, lambda talker: talker.say(words))


def _listen(options: argparse.Namespace) -> int:
    file = options.file
    return _one_turn(options, lambda talker: talker.hear(file))


def _one_turn(options: argparse.Namespace, turn_of: Callable[["Conversation"], "Turn"]) -> int:
    from speech.talk_command import one_turn

    settings = _settings(options)
    return one_turn(settings, turn_of, wav=options.wav, mute=options.mute, strict=options.strict)


def _understand(options: argparse.Namespace) -> int:
    from speech.model import InteractionModel
    from speech.understand_command import run
    from speech.understanding import Understanding

    model = InteractionModel.load(model_path(options.model, options.locale))
    run(sys.stdin, sys.stdout, Understanding(model))
    return 0


def _converse(options: argparse.Namespace) -> int:
    from speech.connection import conversation_with
    from speech.converse_command import run

    with conversation_with(_settings(options)) as conversation:
        found = run(sys.stdin, sys.stdout, conversation)
        if options.strict:
            found += conversation.new_session()
    if options.strict and found:
        rules = ", ".join(dict.fromkeys(finding.rule for finding in found))
        print(f"speech: --strict, and {len(found)} findings: {rules}", file=sys.stderr)
        return 1
    return 0


def _test(options: argparse.Namespace) -> int:
    from speech.connection import conversation_with
    from speech.script_files import read_scripts
    from speech.scripts import run_all

    scripts = read_scripts(options.place)
    with conversation_with(_settings(options)) as conversation:
        return 0 if run_all(scripts, conversation, sys.stdout, strict=options.strict) else 1


def _evaluate(options: argparse.Namespace) -> int:
    from speech.annotations import AnnotationError
    from speech.evaluate_command import TooFewRightError, run

    model, write = _model_to_judge(options), options.write
    try:
        run(model, options.annotations, sys.stdout, fail_under=options.fail_under, as_data=options.json, write=write)
    except AnnotationError as error:
        raise SettingsError(str(error)) from error
    except TooFewRightError as error:
        sys.stdout.flush()
        return _refuse(error, 1)
    return 0


def _conflicts(options: argparse.Namespace) -> int:
    from speech.conflicts_command import run

    return 0 if run(_model_to_judge(options), sys.stdout, as_data=options.json) else 1


def _model_to_judge(options: argparse.Namespace) -> "InteractionModel":
    """The model for a command whose exit code 1 is a verdict: one that can't be read is a wrong command line."""
    from speech.model import InteractionModel, ModelError

    try:
        return InteractionModel.load(model_path(options.model, options.locale))
    except ModelError as error:
        raise SettingsError(str(error)) from error


def _percent(text: str) -> float:
    try:
        percent = float(text)
    except ValueError:
        percent = -1
    if not 0 <= percent <= 100:
        raise argparse.ArgumentTypeError(f"expected a number from 0 to 100, not {text!r}")
    return percent


def _attack(options: argparse.Namespace) -> int:
    from speech.attack import Attacker
    from speech.attack_command import run
    from speech.authority import open_authority
    from speech.skill_process import running_skill

    settings = read_settings(
        endpoint=options.endpoint, locale=options.locale, skill_id=options.skill_id, needs_model=False
    )
    authority = open_authority()
    with (
        running_skill(settings, authority) as endpoint,
        Attacker(endpoint, authority, settings.skill_id, settings.locale) as attacker,
    ):
        return 0 if run(attacker, authority, sys.stdout, as_data=options.json) else 1


def _authority(_options: argparse.Namespace) -> int:
    from speech.authority import open_authority

    authority = open_authority()
    print(f"roots: {authority.roots}")
    print(f"chains: {authority.chains}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
