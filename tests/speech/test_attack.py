import os
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler

import pytest

from speech.attack import Attacker, AttackError
from speech.authority import CHAIN_FILE, Authority, open_authority
from speech.faults import GOOD, TRIALS
from speech.skill_client import SkillClient
from speech.trial import Verdict
from tests.speech.bike_shop import BikeShop
from tests.speech.conftest import SKILL_ID
from tests.speech.guarded_skill import Answerer, Guard, guarded, open_skill

ADDRESSES_OF_OTHER_HOSTS = {
    "address-of-another-host",
    "address-of-a-host-below",
    "address-of-a-host-like-it",
    "address-with-user",
}
# What gets past a skill that forgot one check, and nothing else does.
FORGOTTEN: dict[str, set[str]] = {
    "signature": {"unsigned", "signature-missing", "old-signature-only", "signature-empty"},
    "newer signature": {"old-signature-only"},
    "match": {
        "signature-missing",
        "old-signature-only",
        "signature-empty",
        "signature-not-base64",
        "signature-cut",
        "signature-of-another-body",
        "signature-by-another-key",
        "signature-by-sha1",
        "body-tampered",
        "body-with-a-blank-more",
    },
    "bytes": {"body-with-a-blank-more"},
    "scheme": {"address-http"},
    "host": ADDRESSES_OF_OTHER_HOSTS,
    "port": {"address-of-another-port", "address-of-no-port", "address-with-port-in-words"},
    "folder": {
        "address-of-another-folder",
        "address-in-another-case",
        "address-like-the-folder",
        "address-out-of-the-folder",
    },
    "case": {"address-in-another-case"},
    "dots": {"address-out-of-the-folder"},
    "names": {"certificate-of-another-name", "certificate-name-elsewhere", "certificate-without-names"},
    "begin": {"certificate-not-yet-valid"},
    "end": {"certificate-expired"},
    "trust": {"certificate-self-signed", "root-untrusted", "chain-cut"},
    "issuers": {"issuer-no-authority"},
    "past": {"timestamp-stale", "timestamp-of-yesterday", "timestamp-of-year-one", "event-stale"},
    "future": {"timestamp-future"},
    "timestamp": {"timestamp-missing", "timestamp-in-words", "timestamp-impossible"},
    "application": {"application-of-another-skill"},
    "json": {name for name in TRIALS if name.startswith("body-")}
    - {"body-tampered", "body-with-a-blank-more", "body-in-many-lines"},
}


@contextmanager
def attacking(answer: Answerer, authority: Authority, within: float = 8) -> Iterator[Attacker]:
    with open_skill(answer) as endpoint, Attacker(endpoint, authority, SKILL_ID, answer_within=within) as attacker:
        yield attacker


def guard(authority: Authority, without: Collection[str] = ()) -> Answerer:
    return guarded(Guard(authority.roots, authority.chains, SKILL_ID, without))


def found(attacker: Attacker) -> dict[str, Verdict]:
    return {outcome.trial.name: outcome.verdict for outcome in attacker.run() if outcome.verdict is not Verdict.RIGHT}


def test_a_careful_skill_passes_every_trial_and_a_replay_is_only_shown(authority: Authority) -> None:
    with attacking(guard(authority), authority) as attacker:
        assert found(attacker) == {"replay": Verdict.INFORMATION}


@pytest.mark.parametrize("check", FORGOTTEN)
def test_what_a_skill_forgot_to_check_is_let_through(authority: Authority, check: str) -> None:
    with attacking(guard(authority, [check]), authority) as attacker:
        verdicts = {attacker.send(name).verdict for name in FORGOTTEN[check]}
    assert verdicts == {Verdict.LET_THROUGH}


@pytest.mark.slow
@pytest.mark.parametrize("check", FORGOTTEN)
def test_one_check_forgotten_lets_nothing_else_through(authority: Authority, check: str) -> None:
    with attacking(guard(authority, [check]), authority) as attacker:
        wrong = found(attacker)
    assert wrong.keys() == FORGOTTEN[check] | {"replay"}


def test_every_fault_that_must_be_refused_gets_past_some_careless_skill() -> None:
    must_be_refused = {name for name, trial in TRIALS.items() if 200 not in trial.expects}
    # A skill can't forget to need a key, and no key is had without a chain that can be read.
    keyless = {name for name in must_be_refused if name.startswith("chain-")} - {"chain-cut"}
    assert must_be_refused - set().union(*FORGOTTEN.values()) == keyless | {"address-file", "address-none", "get"}


def test_a_skill_that_is_too_strict_wrongly_refuses(authority: Authority) -> None:
    with attacking(guard(authority, ["events", "tolerance"]), authority) as attacker:
        assert attacker.send("event-late").verdict is Verdict.WRONGLY_REFUSED
        assert attacker.send("request-type-unknown").verdict is Verdict.WRONGLY_REFUSED


def test_a_skill_that_checks_nothing_passes_no_trial_of_a_signature(authority: Authority) -> None:
    with attacking(lambda request, body: (200, b"{}"), authority) as attacker:
        passed = {name for name in TRIALS if attacker.send(name).verdict is Verdict.RIGHT}
    assert {trial for trial in passed if 200 not in TRIALS[trial].expects} == {"get"}


def test_a_refusal_says_nothing_when_good_requests_are_refused_too(
    authority: Authority, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stranger = open_authority(tmp_path_factory.mktemp("stranger"))
    with attacking(guard(stranger), authority) as attacker:
        verdicts = {outcome.trial.name: outcome.verdict for outcome in attacker.run()}
    assert {verdicts.pop(trial.name) for trial in GOOD} == {Verdict.WRONGLY_REFUSED}
    conclusive = {name for name, verdict in verdicts.items() if verdict is not Verdict.INCONCLUSIVE}
    assert conclusive == {"unsigned", "signature-missing", "chain-address-missing", "get"}
    assert {verdicts[name] for name in conclusive} == {Verdict.RIGHT}


def test_a_skill_that_knows_one_chain_only_is_not_judged_by_others(authority: Authority) -> None:
    careful = guard(authority)

    def knows_one(request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, bytes]:
        return (400, b"") if "rehearsal" in request.headers.get("SignatureCertChainUrl", "") else careful(request, body)

    with attacking(knows_one, authority) as attacker:
        assert attacker.send("chain-renamed").verdict is Verdict.WRONGLY_REFUSED
        assert attacker.send("certificate-expired").verdict is Verdict.INCONCLUSIVE
        assert attacker.send("timestamp-stale").verdict is Verdict.RIGHT


def on_bad(authority: Authority, answer: Answerer) -> Answerer:
    """A skill that takes good requests, and answers so to others."""
    careful = guard(authority)

    def choose(request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, bytes]:
        taken = careful(request, body)
        return taken if taken[0] == 200 else answer(request, body)

    return choose


@pytest.mark.parametrize(
    ("status", "body", "verdict"),
    [
        (500, b"", Verdict.SERVER_ERROR),
        (403, b"", Verdict.WRONG_STATUS),
        (302, b"", Verdict.WRONG_STATUS),
        (204, b"", Verdict.LET_THROUGH),
        (0, b"", Verdict.NO_ANSWER),
        (400, b"Traceback (most recent call last):\n  File", Verdict.TRACEBACK),
    ],
)
def test_each_wrong_answer_to_a_bad_request_is_told_apart(
    authority: Authority, status: int, body: bytes, verdict: Verdict
) -> None:
    with attacking(on_bad(authority, lambda request, sent: (status, body)), authority) as attacker:
        assert attacker.send("body-tampered").verdict is verdict
        assert attacker.send("launch").verdict is Verdict.RIGHT


def test_an_answer_that_never_comes_is_too_slow(authority: Authority) -> None:
    over = threading.Event()

    def wait(request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, bytes]:
        over.wait()
        return 400, b""

    with attacking(on_bad(authority, wait), authority, within=0.3) as attacker:
        outcome = attacker.send("unsigned")
        over.set()
    assert outcome.verdict is Verdict.TOO_SLOW
    assert outcome.reply.got == "too slow"


def test_a_breakdown_counts_though_the_skill_trusts_nobody(
    authority: Authority, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stranger = open_authority(tmp_path_factory.mktemp("stranger"))
    careful = guard(stranger)

    def breaks_down(request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, bytes]:
        return careful(request, body) if body else (500, b"")

    with attacking(breaks_down, authority) as attacker:
        assert attacker.send("body-empty").verdict is Verdict.SERVER_ERROR


def test_nothing_is_judged_where_nobody_answers(authority: Authority) -> None:
    attacker = Attacker("http://127.0.0.1:1/alexa", authority, SKILL_ID)
    with attacker, pytest.raises(AttackError, match=r"no answer from .* to a good request"):
        list(attacker.run())


def test_an_unknown_trial_is_named(authority: Authority) -> None:
    attacker = Attacker("http://127.0.0.1:1/alexa", authority, SKILL_ID)
    with attacker, pytest.raises(AttackError, match=r"no trial named 'stale'.*timestamp-stale"):
        attacker.send("stale")


def test_its_chains_are_removed_however_it_ends(authority: Authority) -> None:
    with suppress(AttackError), attacking(guard(authority), authority) as attacker:
        attacker.send("certificate-expired")
        assert len(list(authority.chains.iterdir())) > 1
        attacker.send("no such trial")
    assert [file.name for file in authority.chains.iterdir()] == [CHAIN_FILE]


def test_chains_that_a_killed_run_left_are_removed_and_those_of_a_running_one_are_not(authority: Authority) -> None:
    left, running = (authority.chains / f"rehearsal-{name}-0.pem" for name in ("left", "running"))
    for file in (left, running):
        file.write_text("a chain")
    long_ago = time.time() - 3700
    os.utime(left, (long_ago, long_ago))
    os.utime(authority.chains / CHAIN_FILE, (long_ago, long_ago))
    with attacking(guard(authority), authority):
        there = {file.name for file in authority.chains.iterdir()}
    running.unlink()
    assert there == {CHAIN_FILE, running.name}


def test_outside_of_its_block_nothing_is_sent_and_no_chain_is_left(authority: Authority, shop: BikeShop) -> None:
    attacker = Attacker(shop.endpoint, authority, SKILL_ID)
    with pytest.raises(AttackError, match="with Attacker"):
        attacker.send("certificate-expired")
    with attacker:
        attacker.send("certificate-expired")
    with pytest.raises(AttackError, match="with Attacker"):
        attacker.send("certificate-expired")
    assert [file.name for file in authority.chains.iterdir()] == [CHAIN_FILE]


def test_the_speaker_itself_still_gets_through_after_an_attack(authority: Authority, shop: BikeShop) -> None:
    with Attacker(shop.endpoint, authority, SKILL_ID) as attacker:
        assert attacker.send("body-tampered").verdict is Verdict.RIGHT
        assert attacker.send("certificate-expired").verdict is Verdict.RIGHT
    assert SkillClient(shop.endpoint, authority).send({"session": {}, "request": {"type": "LaunchRequest"}}).json
