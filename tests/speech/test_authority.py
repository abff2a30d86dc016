import datetime
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from speech.authority import (
    ANOTHER_NAME,
    CHAIN_FILE,
    COMMON_NAME_ONLY,
    EXPIRED,
    NOT_YET_VALID,
    WITH_INTERMEDIATE,
    WITHOUT_NAMES,
    Authority,
    AuthorityError,
    cache_folder,
    open_authority,
)

NOW = datetime.datetime.now(datetime.UTC)


@pytest.fixture
def used(authority: Authority, tmp_path: Path) -> Authority:
    """An authority in a cache of its own, `tmp_path`; to copy one is quicker than to make its keys."""
    made = authority.roots.parent.parent
    shutil.copytree(made, tmp_path / made.name)
    return open_authority(tmp_path)


def verify(authority: Authority, name: str, at: datetime.datetime) -> None:
    leaf, *others = x509.load_pem_x509_certificates((authority.chains / CHAIN_FILE).read_bytes())
    store = Store(x509.load_pem_x509_certificates(authority.roots.read_bytes()))
    PolicyBuilder().store(store).time(at).build_server_verifier(x509.DNSName(name)).verify(leaf, others)


def test_the_chain_is_accepted_for_amazons_signing_name(authority: Authority) -> None:
    verify(authority, "echo-api.amazon.com", NOW)


@pytest.mark.parametrize(
    ("name", "days"), [("example.com", 0), ("echo-api.amazon.com", 400), ("echo-api.amazon.com", -2)]
)
def test_it_is_accepted_for_no_other_name_and_no_other_time(authority: Authority, name: str, days: int) -> None:
    with pytest.raises(VerificationError):
        verify(authority, name, NOW + datetime.timedelta(days=days))


def test_only_the_owner_reads_the_key_and_opens_the_folder(tmp_path: Path) -> None:
    authority = open_authority(tmp_path)
    keys = [file for file in tmp_path.rglob("*") if file.is_file() and b"PRIVATE" in file.read_bytes()]
    assert len(keys) == 1
    assert stat.S_IMODE(keys[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(authority.roots.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(authority.roots.parent.parent.stat().st_mode) == 0o700


def test_it_is_made_once_and_found_again(tmp_path: Path) -> None:
    assert open_authority(tmp_path).key.private_numbers() == open_authority(tmp_path).key.private_numbers()


def test_it_is_renewed_before_it_expires(used: Authority, tmp_path: Path) -> None:
    later = NOW + datetime.timedelta(days=380)
    second = open_authority(tmp_path, later)
    assert second.roots != used.roots
    verify(second, "echo-api.amazon.com", later)


def test_a_broken_one_is_replaced(used: Authority, tmp_path: Path) -> None:
    (used.chains / CHAIN_FILE).write_text("nothing")
    verify(open_authority(tmp_path), "echo-api.amazon.com", NOW)


@pytest.mark.slow
def test_processes_that_start_at_once_share_one(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from speech.authority import open_authority; "
        f"a = open_authority(Path({str(tmp_path)!r})); print(a.roots, a.key.private_numbers().d)"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    printed = {process.communicate()[0] for process in running}
    assert all(process.returncode == 0 for process in running)
    assert len(printed) == 1
    assert len(list((tmp_path / "offline-speaker").iterdir())) == 1


def test_a_cache_that_cannot_be_written_says_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "offline-speaker").write_text("a file where the folder should be")
    with pytest.raises(AuthorityError, match="XDG_CACHE_HOME"):
        open_authority(tmp_path)


def test_the_cache_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder().is_absolute()


def refusal_of(authority: Authority, file: str) -> str:
    leaf, *others = x509.load_pem_x509_certificates((authority.rehearsal / file).read_bytes())
    store = Store(x509.load_pem_x509_certificates(authority.roots.read_bytes()))
    with pytest.raises(VerificationError) as refusal:
        PolicyBuilder().store(store).time(NOW).build_server_verifier(x509.DNSName("echo-api.amazon.com")).verify(
            leaf, others
        )
    return str(refusal.value)


@pytest.mark.parametrize(
    ("file", "because"),
    [
        (ANOTHER_NAME, "no matching subjectAltName"),
        (COMMON_NAME_ONLY, "no matching subjectAltName"),
        (WITHOUT_NAMES, "no subjectAltName"),
        (EXPIRED, "not valid at validation time"),
        (NOT_YET_VALID, "not valid at validation time"),
    ],
)
def test_a_rehearsed_chain_is_refused_for_the_one_thing_its_name_says(
    authority: Authority, file: str, because: str
) -> None:
    assert because in refusal_of(authority, file)
    signing = x509.load_pem_x509_certificates((authority.rehearsal / file).read_bytes())[0]
    signing.verify_directly_issued_by(x509.load_pem_x509_certificate(authority.roots.read_bytes()))
    assert signing.public_key() == authority.key.public_key()


def test_a_rehearsed_chain_with_an_intermediate_is_accepted(authority: Authority) -> None:
    leaf, *others = x509.load_pem_x509_certificates((authority.rehearsal / WITH_INTERMEDIATE).read_bytes())
    store = Store(x509.load_pem_x509_certificates(authority.roots.read_bytes()))
    verifier = PolicyBuilder().store(store).time(NOW).build_server_verifier(x509.DNSName("echo-api.amazon.com"))
    assert len(verifier.verify(leaf, others)) == 3
    with pytest.raises(VerificationError):
        verifier.verify(leaf, [])


def test_an_authority_without_rehearsed_chains_is_replaced(used: Authority, tmp_path: Path) -> None:
    (used.rehearsal / EXPIRED).unlink()
    second = open_authority(tmp_path)
    assert second.roots != used.roots
    assert (second.rehearsal / EXPIRED).is_file()
