"""Which certificates Alexa signs with: every way a chain can be wrong, and how long a good one is good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import certifi
import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.alexa.trusted_chain import TrustedChain, TrustedRoots, Untrusted
from skill.settings import SettingsError
from tests.skill.alexa.signer import Signer

BAD = ["wrong-name", "wildcard", "no-name", "expired", "not-yet", "untrusted", "cut", "reversed", "garbage", "empty"]


def validated(signer: Signer, name: str, now: datetime | None = None) -> TrustedChain:
    return TrustedRoots(signer.roots).validate_pem(
        (signer.folder / f"{name}.pem").read_bytes(), now or datetime.now(UTC)
    )


@pytest.mark.parametrize("name", ["good", "intermediate"])
def test_a_chain_for_alexa_up_to_a_trusted_root_is_trusted(signer: Signer, name: str) -> None:
    assert validated(signer, name).key.public_numbers() == signer.key.public_key().public_numbers()


@pytest.mark.parametrize("name", BAD)
def test_any_other_chain_is_not(signer: Signer, name: str) -> None:
    with pytest.raises(Untrusted):
        validated(signer, name)


@pytest.mark.parametrize("days", [-2, 91])
def test_a_chain_is_judged_by_the_clock_it_is_given(signer: Signer, days: int) -> None:
    with pytest.raises(Untrusted):
        validated(signer, "good", datetime.now(UTC) + timedelta(days=days))


def test_a_chain_ends_with_the_first_of_its_certificates(signer: Signer) -> None:
    leaf, middle = x509.load_pem_x509_certificates((signer.folder / "intermediate.pem").read_bytes())
    chain = validated(signer, "intermediate")
    assert chain.expires == middle.not_valid_after_utc < leaf.not_valid_after_utc
    assert chain.begins == leaf.not_valid_before_utc > middle.not_valid_before_utc
    assert chain.is_valid_at(chain.expires)
    assert chain.is_valid_at(chain.begins)
    assert not chain.is_valid_at(chain.expires + timedelta(seconds=1))
    assert not chain.is_valid_at(chain.begins - timedelta(seconds=1))


def test_a_signing_certificate_may_be_a_root_of_nobody_s(signer: Signer, tmp_path: Path) -> None:
    leaf_as_root = tmp_path / "roots.pem"
    leaf_as_root.write_bytes((signer.folder / "untrusted.pem").read_bytes())
    with pytest.raises(Untrusted):
        TrustedRoots(leaf_as_root).validate_pem((signer.folder / "good.pem").read_bytes(), datetime.now(UTC))


def test_the_public_roots_do_not_know_the_signer(signer: Signer) -> None:
    with pytest.raises(Untrusted):
        TrustedRoots(Path(certifi.where())).validate_pem((signer.folder / "good.pem").read_bytes(), datetime.now(UTC))


def test_a_broken_root_does_not_take_the_others_down_with_it(signer: Signer, tmp_path: Path) -> None:
    roots = tmp_path / "roots.pem"
    roots.write_bytes((signer.folder / "garbage.pem").read_bytes() + signer.roots.read_bytes())
    assert TrustedRoots(roots).validate_pem((signer.folder / "good.pem").read_bytes(), datetime.now(UTC))


def test_a_file_without_roots_is_a_wrong_setting(signer: Signer) -> None:
    with pytest.raises(SettingsError, match="CRAMP_COACH_TRUSTED_ROOTS"):
        TrustedRoots(signer.folder / "garbage.pem")


@pytest.mark.parametrize("name", ["nowhere.pem", "."], ids=["missing", "a folder"])
def test_a_file_of_roots_that_can_not_be_read_is_a_wrong_setting_in_one_line(signer: Signer, name: str) -> None:
    with pytest.raises(SettingsError, match=r"^CRAMP_COACH_TRUSTED_ROOTS: can't read .*: .+$"):
        TrustedRoots(signer.folder / name)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_chain_with_something_changed_is_untrusted_or_as_good_as_before(signer: Signer, data: st.DataObject) -> None:
    """In PEM a letter may mean nothing: a line break, or a word before the certificate."""
    pem = bytearray((signer.folder / "intermediate.pem").read_bytes())
    place = data.draw(st.integers(0, len(pem) - 1))
    pem[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        chain = TrustedRoots(signer.roots).validate_pem(bytes(pem), datetime.now(UTC))
    except Untrusted:
        return
    assert chain.certificates == validated(signer, "intermediate").certificates


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_that_are_no_chain_are_untrusted(signer: Signer, content: bytes) -> None:
    with pytest.raises(Untrusted):
        TrustedRoots(signer.roots).validate_pem(content, datetime.now(UTC))
