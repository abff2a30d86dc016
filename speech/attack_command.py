"""`python -m speech attack`: every trial in a table, or as one JSON object."""

import json
from collections import Counter
from typing import TextIO

from speech.attack import Attacker, Outcome
from speech.authority import Authority
from speech.faults import TRIALS
from speech.trial import Needs, Verdict

_WIDTHS = (max(map(len, TRIALS)), len("Amazon expects"), len(Verdict.TRACEBACK))


def run(attacker: Attacker, authority: Authority, out: TextIO, *, as_data: bool = False) -> bool:
    """Write what the skill made of every trial to `out`; whether nothing has to be mended. Raises AttackError."""
    trusted = attacker.meets(Needs.TRUST)
    if as_data:
        outcomes = list(attacker.run())
        out.write(json.dumps(_data(outcomes, trusted), ensure_ascii=False) + "\n")
    else:
        if not trusted:
            out.write(_how_to_trust(authority))
        out.write(_row("fault", "Amazon expects", "got", "verdict"))
        outcomes = []
        for outcome in attacker.run():
            outcomes.append(outcome)
            out.write(_row(outcome.trial.name, outcome.trial.expected, outcome.reply.got, outcome.verdict))
            out.flush()
        out.writelines(_summary(outcomes, trusted))
    return not any(outcome.verdict.is_finding for outcome in outcomes)


def _row(name: str, expected: str, got: str, verdict: str) -> str:
    cells = (cell.ljust(width) for cell, width in zip((name, expected, got), _WIDTHS, strict=True))
    return f"{'  '.join(cells)}  {verdict}\n"


def _how_to_trust(authority: Authority) -> str:
    return f"""The skill refuses a good request: it does not trust the development authority, or has another id.
Let it, for this run,
  trust the root certificate in       {authority.roots}
  read chain files, by base name, in  {authority.chains}
instead of fetching them from s3.amazonaws.com, and name its application id with --skill-id.
Until then a refusal says nothing where it may come of that: such verdicts are inconclusive.

"""


def _summary(outcomes: list[Outcome], trusted: bool) -> list[str]:
    count = Counter(outcome.verdict for outcome in outcomes)
    lines = ["\n"]
    for outcome in outcomes:
        if outcome.verdict.is_finding:
            trial = outcome.trial
            lines.append(
                f"{trial.name}: {trial.what}. Amazon expects {trial.expected}, since {trial.why}; "
                f"it got {outcome.reply.got}: {outcome.verdict}.\n"
            )
        elif outcome.verdict is Verdict.INFORMATION:
            lines.append(f"{outcome.trial.name}: got {outcome.reply.got}; {outcome.trial.why}.\n")
    if count[Verdict.INCONCLUSIVE]:
        reason = "trusts the development authority" if not trusted else "reads any chain file of its folder"
        lines.append(f"{count[Verdict.INCONCLUSIVE]} faults can't be judged before the skill {reason}.\n")
    findings = sum(count[verdict] for verdict in Verdict if verdict.is_finding)
    lines.append(f"{count[Verdict.RIGHT]} of {len(outcomes)} right, {findings} to mend\n")
    return lines


def _data(outcomes: list[Outcome], trusted: bool) -> dict[str, object]:
    count = Counter(outcome.verdict for outcome in outcomes)
    return {
        "trusted": trusted,
        "passed": not any(outcome.verdict.is_finding for outcome in outcomes),
        "counts": {str(verdict): count[verdict] for verdict in Verdict if count[verdict]},
        "trials": [
            {
                "fault": outcome.trial.name,
                "what": outcome.trial.what,
                "expects": list(outcome.trial.expects),
                "why": outcome.trial.why,
                "status": outcome.reply.status or None,
                "millis": outcome.reply.millis,
                "verdict": outcome.verdict,
            }
            for outcome in outcomes
        ],
    }
