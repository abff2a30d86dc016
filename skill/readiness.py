"""Whether this service could answer Alexa right now."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from skill.alexa.trusted_chain import TrustedRoots
from skill.settings import Settings, SettingsError


def not_ready(settings: Settings) -> str | None:
    """A short code for what is missing, None when all is there.

    The content is: without it nothing starts. The roots may be replaced or gone: they are looked for anew.
    """
    try:
        about = settings.trusted_roots.stat()
    except OSError:
        return "roots"
    if not _can_be_trusted(settings.trusted_roots, about.st_mtime_ns, about.st_size):
        return "roots"
    if settings.chain_source is not None and not settings.chain_source.is_dir():
        return "chains"
    return None


@lru_cache(maxsize=1)
def _can_be_trusted(roots: Path, changed: int, size: int) -> bool:
    """Whether `roots`, unchanged since `changed`, holds a root. To read all public ones takes a tenth of a second."""
    try:
        TrustedRoots(roots)
    except (OSError, SettingsError):
        return False
    return True
