"""The rehearsal of certification against the skill itself, started as [tool.speech] says."""

from __future__ import annotations

from pathlib import Path

import pytest

from speech.attack import Attacker
from speech.authority import open_authority
from speech.settings import read_settings
from speech.skill_process import running_skill
from speech.trial import Verdict


@pytest.mark.slow
def test_every_bad_request_gets_what_amazon_expects(tmp_path: Path) -> None:
    settings, authority = read_settings(), open_authority(tmp_path)
    with (
        running_skill(settings, authority) as endpoint,
        Attacker(endpoint, authority, settings.skill_id) as attacker,
    ):
        wrong = {outcome.trial.name: outcome.verdict for outcome in attacker.run() if outcome.verdict != Verdict.RIGHT}
    assert wrong == {"replay": Verdict.INFORMATION}
