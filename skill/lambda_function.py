"""The same skill on AWS Lambda: `skill.lambda_function.handler`.

AWS calls it for the skill alone whose trigger allows it, so there is no signature to verify; the skill id is checked
all the same (Amazon, "Host a Custom Skill as an AWS Lambda Function"). Everything is loaded while Lambda starts, before
the first request. `CRAMP_COACH_SKILL_ID` must be set.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from skill.alexa.apology import sorry
from skill.alexa.handlers import build_skill
from skill.alexa.signed_body import check_application
from skill.library import load_all
from skill.metrics import names
from skill.request_log import log_request, write_json
from skill.settings import Settings, from_environment

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


def lambda_handler(settings: Settings) -> Handler:
    """The handler: event and context in, answer out. It raises Refused for an event that is another skill's.

    All content is loaded here. Raises ContentError.
    """
    load_all()
    skill = build_skill()

    def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
        started = time.perf_counter()
        check_application(event, settings.skill_id)
        outcome = "answered"
        try:
            answer = skill.answer(event, context)
        except Exception as error:  # a fault of ours is said aloud, as in skill.web
            outcome, answer = "apologised", sorry(event, error)
        log_request(*names(event), outcome, 200, time.perf_counter() - started)
        return answer

    return handle


_settings = from_environment()
write_json(_settings.log_level, sys.stdout)
handler = lambda_handler(_settings)
