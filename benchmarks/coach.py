"""How well the coach finds the cause, in how many questions, and how safely: `python -m benchmarks.coach`.

Patients that were drawn (benchmarks/simulated_patients.py) and patients that were written down (tests/patients), each
played twice: with every answer as the id it means, and in the patient's words through the speaker. What the second
loses against the first is lost in hearing; the rest is the interview's. Beside them, in the same run, the baselines of
benchmarks/coach_baselines.py. Repeatable: the seed is fixed, and the coach is a pure function.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack

from benchmarks.coach_baselines import fixed_order, prior
from benchmarks.coach_figures import Figures, Triage, by_cause, never_asked
from benchmarks.danger_sentences import MOMENTS, by_reader, by_speaker, reached, sentences
from benchmarks.simulated_patients import DONT_KNOW, MODELS, WRONG, simulated
from benchmarks.tally import Share
from speech.connection import conversation_with
from speech.session import Conversation as Speaker
from speech.settings import read_settings
from tests.patient_stories import Story, read_stories
from tests.skill.conversation import LIBRARY
from tests.visits import ByIds, ByWords, Door, Visit, visit

KNOWLEDGE = LIBRARY.knowledge
IDS, WORDS = "the coach, fed with ids", "the coach, by words"
NOISES = {"clear answers": (0.0, 0.0), "20 % don't know, 10 % wrong": (DONT_KNOW, WRONG)}
Visits = Mapping[str, Sequence[Visit]]
"""Visits by who asked."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = _options(arguments)
    with ExitStack() as open_ones:
        doors: dict[str, Door] = {IDS: ByIds()}
        speaker = None
        if not options.ids_only:
            speaker = open_ones.enter_context(conversation_with(read_settings(locale="en-US")))
            doors[WORDS] = ByWords(speaker)
        played = {
            f"simulated patients, {model} model, {noise}": play(
                simulated(KNOWLEDGE, model, options.each, options.seed, *shares), doors
            )
            for model in MODELS
            for noise, shares in NOISES.items()
        }
        stories = play(read_stories(), doors)
        played["patient stories"] = stories
        for title, visits in played.items():
            _say(causes_table(title, visits))
        _say(per_cause_table(played))
        _say(never_asked_table(played))
        _say(triage_table("patient stories", {who: Triage.of(found) for who, found in stories.items()}))
        for moment in () if options.no_sentences else MOMENTS:
            _say(triage_table(f"sentences of danger and everyday talk, {moment}", _sentences(moment, speaker)))
        for who in doors:
            _say(missed(who, stories[who], transcripts=options.transcripts))


def play(patients: Iterable[Story], doors: Mapping[str, Door]) -> dict[str, list[Visit]]:
    """Every patient through every door and every baseline."""
    stories = list(patients)
    visits = {who: [visit(story, door, KNOWLEDGE) for story in stories] for who, door in doors.items()}
    asked = [came.questions for came in visits[IDS]]
    visits["fixed order, as many questions"] = [
        fixed_order(story, KNOWLEDGE, count) for story, count in zip(stories, asked, strict=True)
    ]
    visits["fixed order, every question"] = [fixed_order(story, KNOWLEDGE) for story in stories]
    visits["always the prior"] = [prior(story, KNOWLEDGE) for story in stories]
    return visits


def causes_table(title: str, visits: Visits) -> list[str]:
    """Who found the cause, and with how many questions."""
    lines = ["", f"{title} ({_ranked(visits)})", _row("", ("first", "in 3", "median", "90 %", "no answer"))]
    for who, found in visits.items():
        figures = Figures.of(found)
        shown = (figures.first, figures.first_three, figures.median, figures.ninetieth, figures.unanswered)
        lines.append(_row(who, [str(one) for one in shown]))
    return lines


def per_cause_table(played: Mapping[str, Visits]) -> list[str]:
    """Right cause first, cause by cause: with ids and by words, for each group of patients."""
    lines = ["", "right cause first, by cause (ids/words)"]
    lines += [f"  {letter} {title}" for letter, title in zip("ABCDE", played, strict=True)]
    lines.append(_row("", "ABCDE"))
    shares = [
        {who: by_cause(found) for who, found in visits.items() if who in (IDS, WORDS)} for visits in played.values()
    ]
    for cause in KNOWLEDGE.causes:
        cells = ["/".join(f"{_percent(part[cause])}" for part in group.values()) for group in shares]
        lines.append(_row(cause, cells))
    return lines


def never_asked_table(played: Mapping[str, Visits]) -> list[str]:
    """Why causes were not put first: what was never asked for can't be found. With ids, for each group of patients."""
    lines = ["", "never asked for a strong sign they have, of those whose cause was not first (with ids)"]
    lines.append(_row("", "ABCDE"))
    shares = [never_asked(visits[IDS], KNOWLEDGE) for visits in played.values()]
    for cause in KNOWLEDGE.causes:
        found = [group.get(cause, Share(0, 0)) for group in shares]
        lines.append(_row(cause, [f"{one.right} of {one.of}" if one.of else "-" for one in found]))
    return lines


def triage_table(title: str, triages: Mapping[str, Triage]) -> list[str]:
    """Share caught at each level, or above it; and false alarms."""
    levels = ("emergency", "same_day", "routine")
    lines = ["", f"triage: {title}", _row("", (*levels, "false alarms"))]
    for who, triage in triages.items():
        shares = [triage.caught.get(level, Share(0, 0)) for level in levels]
        lines.append(_row(who, [_of(share) for share in (*shares, triage.false_alarms)]))
    return lines


def missed(who: str, visits: Iterable[Visit], transcripts: bool) -> list[str]:
    """The stories that went wrong, and how."""
    lines = ["", f"stories that went wrong: {who}"]
    for came in visits:
        wrong = []
        if came.story.accept and came.place() != 1:
            wrong.append(f"place {came.place() or '-'}, first {' '.join(came.ranking[:1]) or 'nothing'}")
        if came.missed_level:
            wrong.append(f"MISSED: {came.triage}, at least {came.story.triage}")
        if came.false_alarm:
            wrong.append(f"false alarm: {came.triage}, at most {came.story.at_most}")
        if came.story.person == "child" and came.ranking:
            wrong.append("causes were ranked for a child")
        if wrong:
            lines.append(f"  {came.story.id}: {'; '.join(wrong)}")
            if transcripts:
                lines += [
                    f"      {turn.heard!r} -> {' '.join(turn.asked[:3]) or 'no question'}" for turn in came.exchanges
                ]
    return lines


def _sentences(moment: str, speaker: Speaker | None) -> dict[str, Triage]:
    said = sentences()
    ways: dict[str, Callable[[str, str], str]] = {"the coach's reader alone": by_reader}
    if speaker is not None:
        ways["through the speaker"] = by_speaker(speaker)
    return {way: Triage.of_sentences(reached(moment, said, triaged)) for way, triaged in ways.items()}


def _ranked(visits: Visits) -> str:
    return f"{sum(bool(came.story.accept) for came in visits[IDS])} patients with a cause"


def _of(share: Share) -> str:
    return f"{_percent(share)} ({share.right}/{share.of})" if share.of else "-"


def _percent(share: Share) -> str:
    return f"{100 * share.right / share.of:.0f}" if share.of else "-"


def _row(name: str, cells: Iterable[str]) -> str:
    return f"  {name:<32}" + "".join(f"{cell:>15}" for cell in cells)


def _say(lines: Iterable[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coach", description=__doc__)
    parser.add_argument("--each", type=int, default=8, help="simulated patients for each cause and group (8)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other patients (1)")
    parser.add_argument("--ids-only", action="store_true", help="leave the speaker out: seconds instead of minutes")
    parser.add_argument("--no-sentences", action="store_true", help="leave out the sentences of tests/utterances")
    parser.add_argument("--transcripts", action="store_true", help="show the stories that went wrong, turn by turn")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
