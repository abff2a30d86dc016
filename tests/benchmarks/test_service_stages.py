from types import CodeType, FunctionType

import pytest

from benchmarks.service_stages import REST, sampled, stage_of
from tests.skill.conversation import CALF, NO, Conversation


def code_of(function: str, path: str) -> CodeType:
    """That of a function of this name in a file of this path."""
    made: dict[str, FunctionType] = {}
    exec(compile(f"def {function}(): pass", path, "exec"), made)  # noqa: S102  a fixed text of this test
    return made[function].__code__


def test_the_innermost_stage_counts() -> None:
    view = code_of("alexa", "/house/skill/web.py")
    check = code_of("check", "/house/skill/alexa/signature.py")
    loads = code_of("loads", "/lib/json/__init__.py")
    assert stage_of([check, view]) == "verify"
    assert stage_of([loads, check, view]) == "read"


def test_a_stage_counts_before_the_layer_that_does_its_work() -> None:
    inner = code_of("_by_hand", "/lib/ask_sdk_core/serialize.py")
    outer = code_of("deserialize", "/lib/ask_sdk_core/serialize.py")
    assert stage_of([inner, outer]) == "read"
    assert stage_of([inner]) == "dispatch by ask-sdk"


def test_what_belongs_nowhere_is_the_rest() -> None:
    assert stage_of([code_of("main", "/elsewhere/main.py")]) == REST


def test_a_coach_at_work_is_seen_at_work() -> None:
    def interview() -> None:
        talk = Conversation()
        for slot in (CALF, NO, NO):
            talk.answer(slot)

    stages = sampled([interview] * 50)
    assert stages.looks["coach"] > 0
    assert sum(stages.seconds(stage) for stage in stages.looks) == pytest.approx(stages.mean)
