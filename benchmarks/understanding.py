"""How well, how fast and how heavily sentences are understood: the speaker beside three common ways, in one run.

Every contestant gets the same built interaction model and nothing else, and reads our labelled sentences in a process
of its own. They take turns, sentence by sentence, so that a busy moment hits all. Variants and thresholds of the
others are chosen on tuned_on and then fixed. What a contestant is not sure of goes where the model sends it: an answer
to the intent that asked, a sentence that begins like a phrase sample to that sample's intent, else nowhere.

Sentences that are wrong are shown from tuned_on alone: who tunes must not see the others.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.comparison import Entry, comparison
from benchmarks.contestant_process import ContestantError, ContestantProcess, contestant
from benchmarks.contestants import CONTESTANTS, Guess, Reading
from benchmarks.labelled import DESCRIBE, HALVES, Sentence, SentencesError, read_halves
from benchmarks.tally import Decided
from benchmarks.thresholds import Read, Setting, choose_setting, thresholds, unasked_right
from speech.model import InteractionModel, ModelError

HOUSE = Path(__file__).parents[1]
TUNED_ON, HELD_OUT = HALVES
# Said to each before the clock counts.
_WARM_UP = Sentence("what is the time", ("OutOfScope",))


def measure(model: Path, halves: Mapping[str, Sequence[Sentence]], names: Sequence[str]) -> list[Entry]:
    """Measure the contestants `names`, in that order. Raises ContestantError."""
    with ExitStack() as stack:
        players = [_Player(stack.enter_context(contestant(name, model))) for name in names]
        for player in players:
            player.warm_up()
        for sentence in halves[TUNED_ON]:
            for player in players:
                player.try_all(sentence)
        for player in players:
            player.settle()
        for sentence in halves[HELD_OUT]:
            for player in players:
                player.play(sentence)
        return [player.entry() for player in players]


class _Player:
    """A contestant: tries its variants on tuned_on, settles on the best, and plays held_out with that."""

    def __init__(self, process: ContestantProcess) -> None:
        self._process = process
        self._tried: dict[str, list[Read]] = {variant: [] for variant in process.variants}
        self._seconds: dict[str, list[float]] = {variant: [] for variant in process.variants}
        self._played: list[Read] = []
        self._setting = Setting(process.variants[0], None, None)

    def warm_up(self) -> None:
        for variant in self._tried:
            self._process.read(_WARM_UP, variant)

    def try_all(self, sentence: Sentence) -> None:
        for variant, read in self._tried.items():
            read.append((sentence, self._timed(sentence, variant)))

    def settle(self) -> None:
        self._setting = choose_setting(self._tried)

    def play(self, sentence: Sentence) -> None:
        self._played.append((sentence, self._timed(sentence, self._setting.variant)))

    def entry(self) -> Entry:
        decide = self._setting.decide
        read = {TUNED_ON: self._tried[self._setting.variant], HELD_OUT: self._played}
        return Entry(
            name=self._process.name,
            setting=self._setting,
            tried={variant: unasked_right(thresholds(variant, read), read) for variant, read in self._tried.items()},
            decided={half: [(s, decide(s, reading)) for s, reading in of_half] for half, of_half in read.items()},
            load_seconds=self._process.load_seconds,
            median_seconds=statistics.median(self._seconds[self._setting.variant]),
            peak_megabytes=self._process.finish(),
        )

    def _timed(self, sentence: Sentence, variant: str) -> Reading:
        reading, seconds = self._process.read(sentence, variant)
        self._seconds[variant].append(seconds)
        return reading


def without_understanding(model: InteractionModel, sentences: Iterable[Sentence]) -> list[Decided]:
    """What every figure is to be held against: all words to the phrase slot, all answers to the intent that asked."""
    return [(s, Guess(model.intent_eliciting(s.asked) if s.asked else DESCRIBE)) for s in sentences]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 with one line where that can't be."""
    options = _options(arguments)
    try:
        model = InteractionModel.load(options.model)
        halves = read_halves(options.sentences)
        entries = measure(options.model, halves, options.only or list(CONTESTANTS))
    except (ModelError, SentencesError, ContestantError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    nobody = {half: without_understanding(model, sentences) for half, sentences in halves.items()}
    shown = [TUNED_ON, HELD_OUT] if options.show_held_out else [TUNED_ON]
    sys.stdout.write(comparison(entries, nobody, shown))
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding", description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, default=HOUSE / "interaction_model/built/en-US.json")
    parser.add_argument("--sentences", type=Path, default=HOUSE / "tests/utterances/en-US.yaml")
    parser.add_argument("--only", action="append", choices=list(CONTESTANTS), help="this contestant; again for more")
    parser.add_argument("--show-held-out", action="store_true", help="also show the held-out sentences that are wrong")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
