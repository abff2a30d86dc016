"""A patient answers what is asked, and what came of it is noted."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from speech.session import Conversation as Speaker
from tests.patient_stories import Outburst, Story
from tests.skill.conversation import LIBRARY
from tests.visits import ByIds, ByWords, Said, State, Visit, reply, visit

KNOWLEDGE = LIBRARY.knowledge
NIGHT = Story(
    "night",
    "why does my calf cramp at night",
    tells=("body_part", "timing"),
    facts={"body_part": ("calf",), "timing": ("night_in_bed",), "age_60_plus": ("yes",)},
    unknown=frozenset({"low_fluids"}),
    words={"age_60_plus": "I'm eighty", "timing": "in the small hours"},
    accept=("nocturnal_idiopathic",),
    at_most="routine",
)
LIMB = ("weaker_over_weeks", "numb_or_tingling_one_limb", "stiff_slow_or_shaky")


@dataclass
class Scripted:
    """A coach that asks what it was told to, whatever is said; it stands in for questions of every shape."""

    states: list[State]
    heard: list[Said] = field(default_factory=list)

    def open(self, story: Story) -> State:
        return self.states.pop(0)

    def say(self, said: Said) -> State:
        self.heard.append(said)
        return self.states.pop(0)


def asking(*asked: str, ranking: tuple[str, ...] = (), triage: str = "none", ended: bool = False) -> State:
    return State(asked, ranking, triage, "", ended)


def test_a_question_is_answered_in_the_patient_s_own_words_and_again_in_plain_ones() -> None:
    assert reply(NIGHT, ("age_60_plus",), KNOWLEDGE) == Said("I'm eighty", plain="yes")
    assert reply(NIGHT, ("age_60_plus",), KNOWLEDGE, again=True) == Said("yes", plain="yes")
    assert reply(NIGHT, ("timing",), KNOWLEDGE).told == (("timing", ("night_in_bed",)),)


@pytest.mark.parametrize("finding", ["harder_activity", "med_class"])
def test_what_a_story_does_not_list_is_no(finding: str) -> None:
    assert reply(NIGHT, (finding,), KNOWLEDGE) == Said("no", plain="no")


def test_what_a_patient_cannot_know_is_not_known() -> None:
    assert reply(NIGHT, ("low_fluids",), KNOWLEDGE).plain == "unknown"


def test_of_several_things_those_that_hold_are_named_and_a_curt_patient_only_says_yes() -> None:
    facts = {"stiff_slow_or_shaky": ("yes",), "weaker_over_weeks": ("yes",)}
    words = {"stiff_slow_or_shaky": "I shuffle", "weaker_over_weeks": "I trip"}
    told = (("weaker_over_weeks", ("yes",)), ("stiff_slow_or_shaky", ("yes",)))
    talkative, curt = (Story("one", "", facts=facts, words=words, curt=curt) for curt in (False, True))
    assert reply(talkative, LIMB, KNOWLEDGE) == Said("I trip and I shuffle", told=told)
    assert reply(curt, LIMB, KNOWLEDGE) == Said("yes", plain="yes")
    assert reply(curt, LIMB, KNOWLEDGE, again=True) == Said("I trip and I shuffle", told=told)
    assert reply(Story("none", ""), LIMB, KNOWLEDGE).plain == "no"


def test_a_sign_of_danger_is_told_when_a_question_covers_it_and_not_before() -> None:
    story = Story("one", "", signs={"ur_dvt": "it's swollen"})
    assert reply(story, ("rf_heart", "ur_dvt"), KNOWLEDGE) == Said("it's swollen", flags=("ur_dvt",))
    assert reply(story, ("rf_heart", "rf_stroke"), KNOWLEDGE) == Said("no", plain="no")


def test_a_question_counts_when_what_is_asked_changes() -> None:
    door = Scripted([asking("rf_heart"), asking("timing"), asking("timing"), asking(ranking=("pregnancy",))])
    came = visit(NIGHT, door, KNOWLEDGE)
    assert (came.questions, came.answered, came.ranking) == (2, True, ("pregnancy",))
    assert [said.words for said in door.heard] == ["no", "in the small hours", "night in bed"]


def test_after_a_bare_yes_a_narrower_question_is_answered_by_name() -> None:
    story = Story("one", "", facts={"stiff_slow_or_shaky": ("yes",)}, curt=True)
    door = Scripted([asking(*LIMB), asking(*LIMB[1:]), asking(ranking=("pregnancy",))])
    came = visit(story, door, KNOWLEDGE)
    assert [said.plain for said in door.heard] == ["yes", None]
    assert came.questions == 2


def test_danger_is_blurted_out_in_place_of_the_answer_to_its_question_or_after_the_end() -> None:
    for turn, before in ((2, ["no"]), (99, ["no", "in the small hours"])):
        story = Story("one", "", facts=NIGHT.facts, words=NIGHT.words, danger=Outburst(turn, "my chest"))
        end = asking(ranking=("pregnancy",)) if turn == 99 else asking(triage="emergency")
        door = Scripted([asking("rf_heart"), asking("timing"), end, asking(triage="emergency")])
        came = visit(story, door, KNOWLEDGE)
        assert [said.words for said in door.heard] == [*before, "my chest"]
        assert came.triage == "emergency"


def test_what_was_known_before_a_session_ended_still_counts() -> None:
    came = visit(NIGHT, Scripted([asking("timing", ranking=("a",), triage="routine"), asking(ended=True)]), KNOWLEDGE)
    assert (came.ranking, came.triage) == (("a",), "routine")


def test_a_visit_that_never_ends_is_given_up() -> None:
    came = visit(NIGHT, Scripted([asking("timing")] * 20), KNOWLEDGE)
    assert (came.answered, came.questions) == (False, 1)


def test_levels_below_the_safe_one_are_missed_and_above_the_highest_are_false_alarms() -> None:
    def ended(triage: str) -> Visit:
        return Visit(Story("one", "", triage="routine", at_most="same_day"), (), triage, 1, True, ())

    assert [ended(level).missed_level for level in ("none", "routine", "same_day", "emergency")] == [True, *[False] * 3]
    assert [ended(level).false_alarm for level in ("none", "same_day", "emergency")] == [False, False, True]


def test_a_real_interview_finds_night_cramps_by_ids() -> None:
    came = visit(NIGHT, ByIds(), KNOWLEDGE)
    assert came.place() == 1
    assert came.answered
    assert not came.false_alarm


def test_a_real_interview_finds_night_cramps_by_words(conversation: Speaker) -> None:
    came = visit(NIGHT, ByWords(conversation), KNOWLEDGE)
    assert came.place() == 1
    assert came.answered
    assert [turn.asked for turn in came.exchanges][-1] == ()


def test_an_id_of_danger_is_heard_as_such() -> None:
    story = Story("one", "", tells=("body_part",), facts={"body_part": ("calf",)}, signs={"ur_dvt": "swollen"})
    assert visit(story, ByIds(), KNOWLEDGE).triage == "same_day"


def test_a_child_is_told_so_by_ids_too() -> None:
    came = visit(Story("one", "", person="child"), ByIds(), KNOWLEDGE)
    assert (came.ranking, came.questions, came.answered) == ((), 0, False)
