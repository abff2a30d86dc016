"""The echo that opens a question: at most four words of what was just understood ("Calf, at night.")."""

from __future__ import annotations

from skill.coach.knowledge import DENIALS
from skill.coach.memory import Memory
from skill.coach.reply import Line

_MOST = 2


def echo(before: Memory, after: Memory) -> Line | None:
    """What `after` knows that `before` did not, as one line; None where nothing was learned.

    Two things are named at most, place and time first; a turn that only denied something is acknowledged.
    """
    news = {finding: answers for finding, answers in after.findings.items() if before.findings.get(finding) != answers}
    if not news:
        return None
    named = [
        (finding, answer)
        for finding, answers in sorted(news.items(), key=lambda item: item[0] not in ("body_part", "timing"))
        for answer in answers
        if answer not in DENIALS and answer not in before.findings.get(finding, ())
    ][:_MOST]
    if not named:
        return Line("noted")
    pieces: dict[str, Line | str | int] = {
        name: Line(f"echo-{finding}-{answer}")
        for name, (finding, answer) in zip(("first", "second"), named, strict=False)
    }
    return Line(f"echo-{len(named)}", pieces)
