"""The list of rules against the sources that produce findings, and the tests that name them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import speech
from speech.rules import ANSWER_RULES, CONVERSATION_RULES, RULES

SOURCES = [file for file in Path(speech.__file__).parent.glob("*.py") if file.name != "rules.py"]
HERE = Path(__file__)
TESTS = [file for file in HERE.parent.glob("*.py") if file != HERE]
# Where a rule's name stands among the arguments of what makes a finding.
MAKERS = {"Finding": 0, "refusal": 0, "Fault": 0, "SsmlFault": 0, "Wrong": 1}


def texts(*files: Path) -> Iterator[str]:
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def produced() -> Iterator[str]:
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                yield from (
                    one.value
                    for one in node.args[MAKERS[node.func.id] :][:1]
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                )


def test_every_rule_that_a_source_names_is_listed() -> None:
    assert set(produced()) - set(RULES) == set()


def test_every_listed_rule_is_named_by_a_source() -> None:
    assert set(RULES) - set(texts(*SOURCES)) == set()


def test_every_listed_rule_is_named_by_a_test() -> None:
    assert set(RULES) - set(texts(*TESTS)) == set()


def test_no_rule_is_listed_twice_and_each_says_what_it_asks_for() -> None:
    assert ANSWER_RULES.keys() & CONVERSATION_RULES.keys() == set()
    assert all(RULES.values())


def test_what_alexa_does_with_a_refused_answer_is_written_once() -> None:
    written = [text for text in texts(*SOURCES) if text.startswith("Alexa drops the answer and ends")]
    assert len(written) == 1
