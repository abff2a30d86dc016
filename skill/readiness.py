"""Whether this service could answer Alexa right now."""

from __future__ import annotations

from skill.alexa.apology import DEFAULT_LOCALE
from skill.faults import ContentError
from skill.library import load
from skill.settings import Settings


def not_ready(settings: Settings) -> str | None:
    """A short code for what is missing, None when all is there. Reads the roots anew: they may be replaced or gone."""
    try:
        load(DEFAULT_LOCALE)
    except ContentError:
        return "content"
    try:
        if b"-----BEGIN CERTIFICATE-----" not in settings.trusted_roots.read_bytes():
            return "roots"
    except OSError:
        return "roots"
    if settings.chain_source is not None and not settings.chain_source.is_dir():
        return "chains"
    return None
