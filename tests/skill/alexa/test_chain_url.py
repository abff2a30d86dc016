"""Amazon's rules for SignatureCertChainUrl."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.alexa.chain_url import FOLDER, normalised_path
from skill.alexa.refusal import Reason, Refused
from tests.skill.alexa.chain_urls import CERT, REFUSED, TAKEN


@pytest.mark.parametrize("url", TAKEN.values(), ids=TAKEN)
def test_a_url_that_amazon_could_send_is_taken_for_the_path_it_means(url: str) -> None:
    assert normalised_path(url) == CERT


@pytest.mark.parametrize("url", REFUSED.values(), ids=REFUSED)
def test_any_other_url_is_refused(url: str) -> None:
    with pytest.raises(Refused) as refused:
        normalised_path(url)
    assert refused.value.reason is Reason.CHAIN_URL


def test_a_folder_within_amazon_s_keeps_its_name() -> None:
    assert normalised_path("https://s3.amazonaws.com/echo.api/a/./b/../x.pem") == "/echo.api/a/x.pem"


_PIECES = """https HTTP :// : / // s3.amazonaws.com evil.com @ 443 :443 /echo.api/ echo.api .. . /../ %2e %2f \\ ? #
    x.pem \u017f [ ] ; ,""".split()
_SENT = st.lists(st.sampled_from([*_PIECES, "\t", "\n", " ", "\x00"]), max_size=8).map("".join)


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(max_codepoint=0x17F)) | _SENT | _SENT.map("https://s3.amazonaws.com".__add__))
def test_whatever_is_sent_becomes_a_path_of_amazon_s_folder_or_is_refused(url: str) -> None:
    try:
        path = normalised_path(url)
    except Refused:
        return
    assert path.startswith(FOLDER)
    assert not {"..", ".", ""} & {*path.split("/")[1:]}
    assert normalised_path(f"https://s3.amazonaws.com{path}") == path
