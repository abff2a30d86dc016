"""What an answer means to a question that asks several things, and what is taken as one's own."""

from tests.skill.coach.openings import mid_interview
from tests.skill.conversation import CALF, CRAMP, NIGHT, NO, YES, Conversation, matched


def test_a_statin_named_with_the_question_why_is_one_s_own_and_is_asked_about_next() -> None:
    talk = Conversation()
    talk.hear("ask_cause", CALF, CRAMP, NIGHT, matched("cause", "statin", "statins"))
    assert talk.attributes["memory"]["findings"]["med_class"] == ["statin"]
    talk.answer(NO)
    assert talk.asked == "new_medicine"
    talk.answer(YES)
    assert talk.triage == "same_day"
    assert "call your doctor or pharmacist today" in talk.words.lower()


def test_a_bare_yes_to_several_things_is_followed_by_a_question_for_one() -> None:
    talk = mid_interview()
    talk.answer(NIGHT)
    several = talk.asked
    assert isinstance(several, list)
    talk.answer(YES)
    assert talk.asked in several


def test_one_thing_named_out_of_several_leaves_the_others_open() -> None:
    talk = mid_interview()
    talk.answer(NIGHT)
    while "numb_or_tingling_one_limb" not in talk.asked:
        talk.answer(NO)
    talk.answer(matched("symptom", "numb", "numb_or_tingling_one_limb"))
    known = talk.attributes["memory"]["findings"]
    assert known["numb_or_tingling_one_limb"] == ["yes"]
    assert "weaker_over_weeks" not in known


def test_a_yes_that_is_no_to_the_first_two_means_the_third() -> None:
    talk = mid_interview()
    talk.answer(NIGHT)
    while "stiff_slow_or_shaky" not in talk.asked:
        talk.answer(NO)
    talk.answer(YES)
    talk.answer(NO)
    talk.answer(NO)
    known = talk.attributes["memory"]["findings"]
    held = [finding for finding in ("weaker_over_weeks", "stiff_slow_or_shaky") if known[finding] == ["yes"]]
    assert len(held) == 1


def test_a_second_medicine_is_added_to_the_first() -> None:
    talk = mid_interview()
    talk.answer(matched("medicine", "statin", "statin"))
    talk.answer(matched("medicine", "water pill", "water_pill"))
    assert talk.attributes["memory"]["findings"]["med_class"] == ["statin", "water_pill"]
