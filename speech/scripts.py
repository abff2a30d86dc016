"""Runs conversation tests against a skill, and says which did not come out as written."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, TextIO

from speech.findings import Finding
from speech.household import Household
from speech.input_lines import NEW_SESSION, LineError, take
from speech.script_files import Expectation, Script, Wordings
from speech.session import Conversation
from speech.ssml import spoken_text
from speech.turn import Turn

_ABSENT = object()


def run_all(scripts: list[Script], conversation: Conversation, out: TextIO, *, strict: bool = False) -> bool:
    """Runs every script, prints a line for each and a summary; whether all passed (`strict` as in run_script)."""
    failed: dict[str, list[str]] = {}
    generations = count(1)
    for script in scripts:
        failures = run_script(script, conversation, strict=strict, generations=generations)
        print(f"{'FAILED' if failures else 'ok    '}  {script.name}", file=out, flush=True)
        if failures:
            failed[f"{script.file}"] = failures
    for failures in failed.values():
        for failure in failures:
            print(failure, file=out)
    print(f"{len(scripts) - len(failed)} of {len(scripts)} conversations passed", file=out, flush=True)
    return not failed


def run_script(
    script: Script, conversation: Conversation, *, strict: bool = False, generations: Iterator[int] | None = None
) -> list[str]:
    """What did not come out as written, each with file and line; the script starts as on a fresh device.

    A turn's problem that nobody expected is a failure always; when `strict`, so is one in the answer to the end of a
    session, which no turn shows. `generations` as in Household.
    """
    conversation.new_session()
    fresh = conversation.channel.device
    conversation.start_anew(fresh)
    household, put_back = Household(conversation, generations), fresh.clock.as_it_was()
    try:
        failures = _failures_in(script, household, strict)
        found = household.end_others() + (conversation.new_session() if strict else [])
    finally:
        # Also when the run is stopped: every session ends, and the next script finds nothing of this one.
        household.end_others()
        conversation.close()
        conversation.start_anew(fresh)
        put_back()
    return failures + _at_the_end(found, f"{script.file}: ", strict)


def _failures_in(script: Script, household: Household, strict: bool) -> list[str]:
    failures: list[str] = []
    for step in script.turns:
        where = f"{script.file}:{step.line}: "
        done = dict(step.done)
        if "hear" in done:
            done["hear"] = str(script.file.parent / done["hear"])
        try:
            turn = take(done, household)
        except LineError as error:
            failures.append(f"{where}{error}")
            continue
        if NEW_SESSION in done:
            failures += _at_the_end(turn.problems, where, strict)
        else:
            failures += [where + failure for failure in failures_of(turn, step.expect)]
    return failures


def _at_the_end(found: list[Finding], where: str, strict: bool) -> list[str]:
    """A failure for each thing that is wrong with the answer to a session's end, when `strict`."""
    return [f"{where}at the session's end: {problem.rule} at {problem.place}" for problem in found if strict]


def failures_of(turn: Turn, expect: Expectation) -> list[str]:
    """What of `turn` is not as expected; a problem nobody expected is a failure always."""
    speech, reprompt = spoken_text(turn.spoken), spoken_text(turn.reprompt)
    asks = "?" in speech and not turn.ended
    rules = sorted({problem.rule for problem in turn.problems})
    kinds = [str(directive.get("type")) if isinstance(directive, dict) else "" for directive in turn.directives]
    checks: list[tuple[bool, str]] = [
        (
            expect.intent is None or turn.intent in expect.intent,
            f"intent is {turn.intent}, expected {_either(expect.intent or [])}",
        ),
        (expect.asks in (None, asks), f"it {'asks' if asks else 'does not ask'}: {speech!r}"),
        (expect.ended in (None, turn.ended), f"the session is {'ended' if turn.ended else 'open'}"),
        (expect.directives in (None, kinds), f"directives are {kinds}, expected {expect.directives}"),
        (
            rules == sorted(set(expect.problems)),
            f"problems are {rules or 'none'}, expected {expect.problems or 'none'}",
        ),
    ]
    found = [why for holds, why in checks if not holds]
    found += _slot_failures(turn.slots, expect.slots)
    found += _wording_failures("says", speech, expect.says, wanted=True)
    found += _wording_failures("says", speech, expect.says_not, wanted=False)
    found += _wording_failures("reprompts", reprompt, expect.reprompt, wanted=True)
    found += _session_failures(turn.session, expect.session)
    return found


def _slot_failures(slots: dict[str, Any], expected: dict[str, list[str | None]]) -> Iterable[str]:
    for name, any_of in expected.items():
        filling = slots.get(name)
        values = filling if isinstance(filling, list) else [filling] if filling else []
        heard: list[str | None] = [text for value in values for text in (value["id"], value["value"]) if text] or [None]
        if not any(_same(text, wanted) for text in heard for wanted in any_of):
            yield f"slot {name} is {' / '.join(map(str, heard))}, expected {_either(any_of)}"


def _wording_failures(verb: str, text: str, wordings: Wordings, *, wanted: bool) -> Iterable[str]:
    for any_of in wordings:
        there = any(wording.casefold() in text.casefold() for wording in any_of)
        if there != wanted:
            yield f"it {verb} {text!r}, expected {'' if wanted else 'not '}{_either(any_of)}"


def _session_failures(session: dict[str, Any], expected: dict[str, Any]) -> Iterable[str]:
    for path, wanted in expected.items():
        value = _value_at(session, path.split("."))
        # A path that leads nowhere is null.
        value = None if value is _ABSENT else value
        if value != wanted or isinstance(value, bool) != isinstance(wanted, bool):
            yield f"session {path} is {value!r}, expected {wanted!r}"


def _value_at(value: Any, path: list[str]) -> Any:
    for step in path:
        if isinstance(value, dict):
            value = value.get(step, _ABSENT)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return _ABSENT
    return value


def _same(text: str | None, wanted: str | None) -> bool:
    return text is wanted if text is None or wanted is None else text.casefold() == wanted.casefold()


def _either(any_of: Iterable[str | None]) -> str:
    return " or ".join(repr(wanted) for wanted in any_of)
