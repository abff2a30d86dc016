import json
import re
from pathlib import Path

import pytest

from speech.authority import Authority
from speech.chain_faults import chain_faults
from speech.faults import GOOD, TRIALS
from speech.forge import Forge
from speech.request_faults import request_faults
from speech.signature_faults import signature_faults
from speech.trial import TAKEN
from tests.speech.conftest import SKILL_ID

PAGE = Path(__file__).parents[2] / "docs" / "attack.md"


def test_no_two_trials_have_one_name() -> None:
    assert len(TRIALS) == len([*GOOD, *signature_faults(), *chain_faults(), *request_faults()])


def test_the_page_lists_every_trial_as_it_is() -> None:
    listed = [
        tuple(row) for row in re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \| (.+) \| (.+) \|$", PAGE.read_text(), re.M)
    ]
    assert listed == [(trial.name, trial.what, trial.expected, trial.why) for trial in TRIALS.values()]


@pytest.mark.parametrize("name", [name for name, trial in TRIALS.items() if trial.expects == TAKEN])
def test_what_must_be_taken_is_json_of_this_skill_and_signed(authority: Authority, name: str) -> None:
    with Forge(authority, SKILL_ID, "en-GB") as forge:
        message = TRIALS[name].make(forge)
    envelope = json.loads(message.body)
    assert envelope["context"]["System"]["application"]["applicationId"] == SKILL_ID
    assert {"signature-256", "signaturecertchainurl"} <= {header.lower() for header in message.headers}


def test_an_event_has_no_session_device_or_locale(authority: Authority) -> None:
    with Forge(authority, SKILL_ID, "en-GB") as forge:
        event = json.loads(TRIALS["event-late"].make(forge).body)
    assert event.keys() == {"version", "context", "request"}
    assert "device" not in event["context"]["System"]
    assert "locale" not in event["request"]


def test_the_same_trial_is_another_request_each_time(authority: Authority) -> None:
    with Forge(authority, SKILL_ID, "en-GB") as forge:
        first, second = (json.loads(TRIALS["launch"].make(forge).body) for _ in range(2))
    assert first["request"]["requestId"] != second["request"]["requestId"]
    assert first["request"]["locale"] == "en-GB"
