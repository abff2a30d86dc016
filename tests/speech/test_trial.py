import pytest

from speech.faults import TRIALS
from speech.trial import Reply, Verdict, verdict_on

TRACES = [
    b'Traceback (most recent call last):\n  File "app.py", line 1',
    b"Error: no\n    at verify (/srv/skill/index.js:10:5)",
    b"<pre>Error: no<br> &nbsp; &nbsp;at Layer.handle [as handle_request] (/srv/layer.js:95:5)</pre>",
    b'{"error": "boom", "stack": "Error\\n    at Object.verify (/srv/a.ts:3:1)"}',
    b"java.lang.IllegalStateException\n\tat com.example.Skill.verify(Skill.java:42)",
    b"   at Skill.Verify(String body) in /srv/Skill.cs:line 12",
    b"goroutine 7 [running]:\nmain.main()",
    b"app.rb:12:in `verify'",
    b"PHP Fatal error\nStack trace:\n#0 /srv/index.php(3)",
]
SPEECH = [
    b'{"response": {"outputSpeech": {"text": "Look at the shop (it opens at 10:30).\\nMeet me at noon."}}}',
    b"",
    b"<h1>Bad Request</h1>",
]


# Had its time grown with the square of the length, the search would take hours.
_MEGABYTES = 8 * 1024 * 1024


@pytest.mark.parametrize("line", [b"\n        ", b"<br>&nbsp;&nbsp;", b"\n  at a a a(", b" in at a.b("])
def test_a_page_of_nothing_but_beginnings_of_traces_is_looked_through(line: bytes) -> None:
    page = line * (_MEGABYTES // len(line))
    assert verdict_on(TRIALS["unsigned"], Reply(400, page)) is Verdict.RIGHT


def test_a_trace_below_a_long_heading_of_blank_lines_is_seen() -> None:
    page = b"<h1>Error</h1>" + b"\n        " * 5000 + b"\n    at verify (/srv/skill/index.js:10:5)"
    assert verdict_on(TRIALS["unsigned"], Reply(400, page)) is Verdict.TRACEBACK


@pytest.mark.parametrize("body", TRACES)
@pytest.mark.parametrize("status", [200, 400, 500])
def test_a_stack_trace_is_seen_in_any_language_and_with_any_status(body: bytes, status: int) -> None:
    assert verdict_on(TRIALS["unsigned"], Reply(status, body)) is Verdict.TRACEBACK


@pytest.mark.parametrize("body", SPEECH)
def test_speech_and_plain_errors_are_no_stack_trace(body: bytes) -> None:
    assert verdict_on(TRIALS["unsigned"], Reply(400, body)) is Verdict.RIGHT


@pytest.mark.parametrize(
    ("name", "status", "verdict"),
    [
        ("unsigned", 401, Verdict.WRONG_STATUS),
        ("unsigned", 200, Verdict.LET_THROUGH),
        ("launch", 400, Verdict.WRONGLY_REFUSED),
        ("launch", 302, Verdict.WRONG_STATUS),
        ("launch", 503, Verdict.SERVER_ERROR),
        ("address-with-query", 200, Verdict.RIGHT),
        ("address-with-query", 400, Verdict.RIGHT),
        ("address-with-query", 500, Verdict.SERVER_ERROR),
        ("body-nested-deep", 413, Verdict.RIGHT),
        ("get", 501, Verdict.RIGHT),
        ("get", 200, Verdict.LET_THROUGH),
        ("get", 500, Verdict.SERVER_ERROR),
        ("replay", 200, Verdict.INFORMATION),
        ("replay", 400, Verdict.INFORMATION),
        ("replay", 500, Verdict.SERVER_ERROR),
    ],
)
def test_a_status_is_judged_by_what_the_trial_expects(name: str, status: int, verdict: Verdict) -> None:
    assert verdict_on(TRIALS[name], Reply(status)) is verdict


def test_what_is_expected_is_said_in_words() -> None:
    assert [TRIALS[name].expected for name in ("unsigned", "address-with-query", "get", "replay")] == [
        "400",
        "200 or 400",
        "404 or 405",
        "any answer",
    ]


def test_only_what_has_to_be_mended_is_a_finding() -> None:
    assert [verdict for verdict in Verdict if not verdict.is_finding] == ["right", "information", "inconclusive"]
