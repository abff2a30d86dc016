"""Why a request is refused."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Few and stable, for the log and as a label of metrics; never for the answer."""

    NOT_SIGNED = "not signed"
    CHAIN_URL = "the chain URL is not Amazon's"
    CHAINS_BUSY = "too many new chains at once"
    CHAIN_UNREACHABLE = "the chain can't be fetched"
    CHAIN_ABSENT = "there is no chain at its URL"
    CHAIN_UNTRUSTED = "the chain is not trusted"
    SIGNATURE_FORM = "the signature is malformed"
    SIGNATURE_WRONG = "the signature does not match the body"
    BODY = "the body is not an Alexa request"
    TIMESTAMP_FORM = "no timestamp in ISO 8601"
    TIMESTAMP_AGE = "the timestamp is too old or in the future"
    APPLICATION = "the request is for another skill"


class Refused(Exception):
    """The request is not taken: HTTP 400 with nothing in it. `str()` is the reason's text."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
