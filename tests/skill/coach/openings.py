"""Conversations brought to a certain point."""

from __future__ import annotations

from tests.skill.conversation import CALF, CRAMP, NIGHT, NO, Conversation, matched, raw

SCREEN = ["rf_heart", "rf_breathing_pe", "rf_stroke", "ur_dvt"]
LEG = matched("body_part", "legs", "leg")
CHEST = raw("description", "chest is tight and my arm hurts")


def start() -> Conversation:
    """A session opened by "why do my legs cramp"."""
    talk = Conversation()
    talk.hear("ask_cause", LEG, CRAMP)
    return talk


def mid_interview() -> Conversation:
    talk = start()
    talk.answer(NO)
    talk.answer(CALF)
    return talk


def after_the_answer() -> Conversation:
    talk = mid_interview()
    talk.until_answer({"timing": NIGHT})
    return talk
