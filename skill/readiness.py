"""Whether this service could answer Alexa right now."""

from __future__ import annotations

from skill.alexa.trusted_chain import TrustedRoots
from skill.settings import Settings, SettingsError


def not_ready(settings: Settings) -> str | None:
    """A short code for what is missing, None when all is there.

    The content is: without it nothing starts. The roots are read anew, for they may be replaced or gone.
    """
    try:
        TrustedRoots(settings.trusted_roots)
    except (OSError, SettingsError):
        return "roots"
    if settings.chain_source is not None and not settings.chain_source.is_dir():
        return "chains"
    return None
