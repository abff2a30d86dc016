"""What was just understood is said back before the next question."""

from skill.coach import Line
from tests.skill.conversation import CALF, CRAMP, LIBRARY, NIGHT, Conversation


def test_each_question_opens_with_what_was_just_understood() -> None:
    talk = Conversation()
    assert talk.hear("ask_cause", CALF, CRAMP, NIGHT).startswith("Calf, in bed.")


def test_an_answer_that_only_denies_is_acknowledged() -> None:
    talk = Conversation()
    talk.hear("ask_cause", CALF, CRAMP, NIGHT)
    talk.hear("no")
    words = talk.hear("no")
    assert words.startswith(("Got it.", "All right.", "Okay."))


def test_an_echo_is_at_most_four_words() -> None:
    for finding in LIBRARY.knowledge.findings.values():
        for answer in finding.answers:
            if answer not in ("no", "none"):
                assert len(LIBRARY.wording.line(Line(f"echo-{finding.id}-{answer}")).split()) <= 2
