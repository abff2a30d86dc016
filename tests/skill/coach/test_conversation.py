"""What a person lives through, turn by turn."""

from collections.abc import Callable

import pytest

from skill.coach import Memory, Slot
from skill.coach.questions import put
from tests.skill.coach.openings import SCREEN, after_the_answer, mid_interview, start
from tests.skill.conversation import (
    CALF,
    CRAMP,
    FOOT,
    LIBRARY,
    NIGHT,
    NO,
    WALKING,
    YES,
    Conversation,
    matched,
)


def test_a_question_about_legs_is_met_with_the_first_use_line_and_the_safety_screen() -> None:
    talk = start()
    assert "not reviewed by a clinician" in talk.words
    assert talk.asked == SCREEN
    assert talk.reply.elicit == "answer"


def test_the_leg_that_was_named_narrows_the_question_where_it_is() -> None:
    talk = start()
    assert talk.answer(NO) == "Which part of the leg: calf, foot, or thigh?"
    assert talk.asked == "body_part"
    assert talk.reply.elicit == "body_part"


def test_a_launch_is_complete_by_itself() -> None:
    talk = Conversation()
    words = talk.hear("launch")
    assert "Welcome" in words
    assert "information only" in words
    assert words.endswith("?")
    assert talk.asked == SCREEN


def test_the_first_use_line_is_said_once_in_a_session() -> None:
    talk = Conversation()
    talk.hear("relief", CALF)
    assert "information only" in talk.words
    talk.hear("yes")
    assert "information only" not in talk.words


def test_an_interview_ends_in_a_cause_that_fits_and_a_tip() -> None:
    talk = after_the_answer()
    assert talk.first_cause == "nocturnal_idiopathic"
    assert "ordinary night cramps, because it comes at night" in talk.words
    assert "before bed" in talk.words
    assert talk.words.endswith("the next cause?")
    assert talk.asked is None
    assert talk.reply.elicit is None


def test_a_cramp_that_stops_when_one_stands_still_fits_poor_circulation() -> None:
    talk = start()
    answers = {"body_part": CALF, "timing": WALKING, "pain_gone_within_10_min_of_standing_still": YES}
    words = talk.until_answer(answers)
    assert talk.first_cause == "poor_circulation"
    assert talk.triage == "routine"
    assert "checked in a day or two" in words


def test_the_interview_keeps_to_its_budget_with_the_screen() -> None:
    talk = Conversation()
    talk.hear("launch")
    asked = []
    while talk.asked is not None:
        asked.append(str(talk.asked))
        talk.hear("dont_know")
    assert len(asked) == len(set(asked)) <= 8


def test_no_question_is_asked_whose_answer_was_volunteered() -> None:
    talk = Conversation()
    talk.describe("my calf cramps in bed since i started a new medicine")
    asked: list[str] = []
    while talk.asked is not None:
        asked += [talk.asked] if isinstance(talk.asked, str) else talk.asked
        talk.answer(NO)
    assert not {"body_part", "timing", "new_medicine"} & set(asked)


def test_every_question_has_a_reprompt_in_other_words() -> None:
    talk = Conversation()
    talk.hear("launch")
    while talk.asked is not None:
        assert talk.reprompt.endswith("?")
        assert talk.reprompt not in talk.words
        talk.hear("dont_know")


@pytest.mark.parametrize("state", [start, mid_interview, after_the_answer, Conversation])
def test_stop_ends_it_anywhere(state: Callable[[], Conversation]) -> None:
    talk = state()
    talk.hear("stop")
    assert talk.reply.ends
    assert talk.reprompt == ""


def test_a_finding_answered_again_is_a_correction() -> None:
    talk = mid_interview()
    talk.answer(NIGHT)
    talk.describe("no i meant my foot")
    assert talk.attributes["memory"]["findings"]["body_part"] == ["foot_or_toes"]


def test_an_unknown_answer_moves_no_cause() -> None:
    talk = mid_interview()
    before = talk.attributes["ranking"]
    talk.hear("dont_know")
    assert talk.attributes["ranking"] == before


def test_starting_over_forgets_the_answers_but_not_the_screen() -> None:
    talk = mid_interview()
    talk.hear("start_over")
    assert talk.asked == "body_part"
    assert talk.attributes["memory"]["findings"] == {}


def test_a_child_gets_relief_and_a_doctor_and_no_ranking() -> None:
    talk = Conversation()
    words = talk.hear("ask_cause", matched("person", "my son", "child"), CALF, CRAMP)
    assert "Straighten their leg" in words
    assert "doctor" in words
    assert "ranking" not in talk.attributes
    assert talk.asked is None
    talk.hear("no")
    assert talk.reply.ends


@pytest.mark.parametrize(
    "words",
    ["my twelve year old gets leg cramps", "i'm fifteen and my calves cramp at soccer", "she's six and her leg cramps"],
)
def test_an_age_under_eighteen_is_a_child(words: str) -> None:
    talk = Conversation()
    talk.describe(words)
    assert "For a child" in talk.words


@pytest.mark.parametrize("words", ["i'm ten minutes into a run and my calf cramps", "i'm forty and my calf cramps"])
def test_other_numbers_make_no_child(words: str) -> None:
    talk = Conversation()
    talk.describe(words)
    assert "For a child" not in talk.words


def test_logging_a_cramp_says_that_nothing_is_kept_and_goes_on() -> None:
    talk = Conversation()
    talk.hear("log_cramp", matched("record", "log", "keep"), FOOT, CRAMP)
    assert "I keep no record here" in talk.words
    assert talk.asked == SCREEN


def test_telling_of_a_cramp_just_had_is_not_taken_for_record_keeping() -> None:
    talk = Conversation()
    talk.hear("log_cramp", FOOT, CRAMP)
    assert "record" not in talk.words


def test_after_a_touch_no_slot_is_elicited() -> None:
    talk = Conversation()
    talk.hear("ask_cause", touched=True)
    assert talk.reply.elicit is None
    assert talk.asked == SCREEN


@pytest.mark.parametrize("finding", ["alcohol_regular", "stimulants_or_withdrawal", "pregnant"])
def test_a_question_on_drink_drugs_or_pregnancy_says_first_that_it_can_be_skipped(finding: str) -> None:
    assert LIBRARY.knowledge.findings[finding].private
    said = put((finding,), (), Memory(screened=True), LIBRARY.knowledge)
    words = LIBRARY.wording.say(said.lines)
    assert words.startswith("Nothing is kept after we talk, and you can skip this one.")
    repeated = put((finding,), said.lines[:-1], said.memory, LIBRARY.knowledge)
    assert LIBRARY.wording.say(repeated.lines) == words


def test_other_news_than_what_was_asked_is_noted_and_the_question_put_again() -> None:
    talk = mid_interview()
    talk.answer(Slot("symptom", "i smoke", ("artery_risk",)))
    assert talk.words.startswith("Noted.")
    assert talk.asked == "timing"
    assert talk.attributes["memory"]["findings"]["artery_risk"] == ["yes"]


def test_the_level_of_danger_falls_only_with_a_correction() -> None:
    talk = Conversation()
    talk.describe("i've been throwing up all day and my calf cramps")
    assert talk.triage == "same_day"
    talk.hear("start_over")
    assert talk.triage == "same_day"
    talk.answer(NO, matched("symptom", "throwing up", "vomiting_or_diarrhea"))
    talk.describe("no i have not been throwing up all day")
    assert talk.triage == "none"


def test_starting_over_leaves_a_child_behind() -> None:
    talk = Conversation()
    talk.describe("my son gets leg cramps")
    talk.hear("start_over")
    assert talk.asked == SCREEN


@pytest.mark.parametrize(
    "words",
    ["i've had cramps since i was a child", "i picked up my son and my back cramped", "i'm sixty five years old"],
)
def test_a_child_who_is_only_mentioned_is_not_the_one_who_cramps(words: str) -> None:
    talk = Conversation()
    talk.describe(words)
    assert "For a child" not in talk.words


def test_a_medicine_the_table_does_not_know_answers_the_question_as_not_known() -> None:
    talk = mid_interview()
    talk.answer(NIGHT)
    while "med_class" not in talk.asked:
        talk.answer(NO)
    talk.answer(matched("medicine", "lisinopril", "other"))
    assert talk.attributes["memory"]["findings"]["med_class"] == []


def test_asking_for_the_cause_again_says_the_answer_again() -> None:
    talk = after_the_answer()
    first = talk.words.rsplit(".", 1)[0]
    talk.hear("more")
    assert talk.hear("ask_cause").startswith(first)


def test_a_new_cramp_after_the_answer_begins_a_new_interview() -> None:
    talk = after_the_answer()
    talk.hear("ask_cause", matched("body_part", "neck", "neck_or_shoulder"), CRAMP)
    assert talk.asked == "timing"
    assert talk.attributes["memory"]["findings"] == {"body_part": ["neck_or_shoulder"]}


def test_a_correction_after_the_answer_gives_the_answer_again_with_it() -> None:
    talk = after_the_answer()
    words = talk.answer(NO, FOOT)
    assert "Most likely" in words
    assert "in your foot" in words
    assert "calf" not in words.lower().split("stretching", 1)[0]


def test_could_it_be_another_cause_is_answered_with_what_was_said() -> None:
    talk = after_the_answer()
    words = talk.describe("could it be a pinched nerve instead")
    assert "pinched nerve" in words
    assert "because" in words or "Against it" in words


def test_a_cramp_that_is_there_now_gets_relief_before_any_question() -> None:
    talk = Conversation()
    words = talk.describe("calf is seizing up right now make it stop")
    assert "toes" in words
    assert talk.asked is None
    assert words.endswith("?")


def test_somebody_else_s_cramp_is_spoken_of_as_theirs() -> None:
    talk = Conversation()
    talk.hear("ask_cause", matched("person", "my wife", "adult"), CALF, CRAMP, NIGHT)
    words = talk.until_answer({})
    assert "your calf" not in words
    assert "their" in words or "They" in words
