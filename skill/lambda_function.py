"""The same skill on AWS Lambda: `skill.lambda_function.handler`.

AWS calls it for the skill alone whose trigger allows it, so there is no signature to verify; the skill id is checked
all the same (Amazon, "Host a Custom Skill as an AWS Lambda Function"). Everything is loaded while Lambda starts, before
the first request. `CRAMP_COACH_SKILL_ID` must be set.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from ask_sdk_core.exceptions import AskSdkException

from skill.alexa.apology import sorry
from skill.alexa.handlers import build_skill
from skill.alexa.refusal import Refused
from skill.alexa.signed_body import check_application
from skill.library import load_all
from skill.settings import Settings, from_environment

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


def lambda_handler(settings: Settings) -> Handler:
    """The handler: event and context in, answer out. It raises AskSdkException for an event that is another skill's.

    All content is loaded here. Raises ContentError.
    """
    load_all()
    skill = build_skill()
    logging.getLogger("cramp_coach").setLevel(settings.log_level.upper())

    def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
        try:
            check_application(event, settings.skill_id)
        except Refused as refusal:
            raise AskSdkException(str(refusal)) from None
        try:
            return skill.answer(event, context)
        except Exception as error:  # a fault of ours is said aloud, as in skill.web
            return sorry(event, error)

    return handle


handler = lambda_handler(from_environment())
