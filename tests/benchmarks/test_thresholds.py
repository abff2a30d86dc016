"""How the setting of a contestant is chosen."""

from __future__ import annotations

import math

from benchmarks.contestants import Guess, Reading
from benchmarks.labelled import Sentence
from benchmarks.thresholds import Read, Setting, choose_setting

RELIEF = ("ReliefIntent",)
OUT = ("OutOfScope",)
ANSWER = ("AnswerIntent",)


def read(labels: tuple[str, ...], best: str, score: float | None, otherwise: str | None = None) -> Read:
    return Sentence("x", labels), Reading(Guess(best), score, Guess(otherwise))


def answer(labels: tuple[str, ...], best: str, score: float) -> Read:
    return Sentence("x", labels, asked="place"), Reading(Guess(best), score, Guess("AnswerIntent"))


def test_the_threshold_is_the_one_that_gets_most_right_in_and_out_of_scope() -> None:
    readings = [
        read(RELIEF, "ReliefIntent", 0.9),
        read(RELIEF, "ReliefIntent", 0.6),
        read(OUT, "ReliefIntent", 0.5),
        read(OUT, "ReliefIntent", 0.3),
        read(RELIEF, "ReliefIntent", 0.2),
    ]
    assert choose_setting({"only": readings}).accept == 0.6


def test_a_contestant_that_is_best_silent_is_silenced() -> None:
    readings = [read(OUT, "ReliefIntent", 0.9), read(OUT, "ReliefIntent", 0.8)]
    assert choose_setting({"only": readings}).accept == math.inf


def test_what_is_not_sure_enough_counts_as_where_it_goes_instead() -> None:
    statement = read(("AskCauseIntent",), "ReliefIntent", 0.4, otherwise="DescribeSymptomIntent")
    setting = choose_setting({"only": [statement, read(RELIEF, "ReliefIntent", 0.7)]})
    assert setting.decide(*statement).intent == "DescribeSymptomIntent"
    assert setting.accept == 0.7


def test_the_variant_that_does_better_with_its_own_threshold_plays() -> None:
    worse = [read(RELIEF, "ReliefIntent", 90), read(OUT, "ReliefIntent", 95)]
    better = [read(RELIEF, "ReliefIntent", 0.5), read(OUT, "ReliefIntent", 0.4)]
    assert choose_setting({"worse": worse, "better": better}).variant == "better"
    assert choose_setting({"better": better, "alike": better}).variant == "better"


def test_answers_choose_the_threshold_for_interrupting_and_no_other() -> None:
    readings = [
        read(RELIEF, "ReliefIntent", 0.3),
        answer(ANSWER, "ReliefIntent", 0.5),
        answer(RELIEF, "ReliefIntent", 0.8),
    ]
    setting = choose_setting({"only": readings})
    assert (setting.accept, setting.interrupt) == (0.3, 0.8)
    assert [setting.decide(*each).intent for each in readings] == ["ReliefIntent", "AnswerIntent", "ReliefIntent"]


def test_the_intent_that_asked_needs_no_threshold() -> None:
    sentence, reading = answer(ANSWER, "AnswerIntent", 0.1)
    assert Setting("only", math.inf, math.inf).decide(sentence, reading) is reading.best


def test_who_decides_by_itself_gets_no_threshold() -> None:
    own = read(OUT, "ReliefIntent", None)
    setting = choose_setting({"only": [own]})
    assert setting == Setting("only", None, None)
    assert setting.decide(*own).intent == "ReliefIntent"
