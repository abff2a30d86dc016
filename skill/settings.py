"""What the operator decides, read from the environment. Nothing here can turn request verification off."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import certifi

LOG_LEVELS = ("debug", "info", "warning", "error")
SHORTEST_TOKEN = 16


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one line that says what to do."""


@dataclass(frozen=True)
class Settings:
    """How this skill is served.

    skill_id: the Alexa application id requests must carry. trusted_roots: a PEM file of root certificates.
    chain_source: None to fetch certificate chains over HTTPS, else a folder of chain files by base name.
    metrics_port: where /metrics is served instead of beside /alexa. metrics_token: what it must be asked with.
    """

    skill_id: str
    trusted_roots: Path
    chain_source: Path | None = None
    log_level: str = "info"
    metrics_port: int | None = None
    metrics_token: str | None = None

    @property
    def trust(self) -> str:
        """`amazon` with the public roots over HTTPS, `development` with anything else."""
        public = self.trusted_roots == Path(certifi.where()) and self.chain_source is None
        return "amazon" if public else "development"


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings. Raises SettingsError with the first thing that is wrong."""
    given = os.environ if environment is None else environment
    skill_id = given.get("CRAMP_COACH_SKILL_ID", "").strip()
    if not skill_id:
        raise SettingsError("CRAMP_COACH_SKILL_ID is not set: give the skill's application id (amzn1.ask.skill. ...)")
    roots = Path(given.get("CRAMP_COACH_TRUSTED_ROOTS") or certifi.where())
    if not _is(Path.is_file, roots):
        raise SettingsError(f"CRAMP_COACH_TRUSTED_ROOTS: {roots} is not a file of root certificates")
    source = given.get("CRAMP_COACH_CHAIN_SOURCE") or "https"
    chains = None if source == "https" else Path(source)
    if chains is not None and not _is(Path.is_dir, chains):
        raise SettingsError(f"CRAMP_COACH_CHAIN_SOURCE: {source} is neither 'https' nor a folder of chain files")
    level = (given.get("CRAMP_COACH_LOG_LEVEL") or "info").lower()
    if level not in LOG_LEVELS:
        raise SettingsError(f"CRAMP_COACH_LOG_LEVEL: {level!r} is not one of {', '.join(LOG_LEVELS)}")
    if (given.get("CRAMP_COACH_DIARY") or "off").lower() != "off":
        raise SettingsError("CRAMP_COACH_DIARY: this version has no diary, set it to 'off' or leave it out")
    token = given.get("CRAMP_COACH_METRICS_TOKEN", "").strip() or None
    if token and (len(token) < SHORTEST_TOKEN or not token.isascii() or not token.isprintable() or " " in token):
        raise SettingsError(f"CRAMP_COACH_METRICS_TOKEN: give {SHORTEST_TOKEN} or more ASCII characters without spaces")
    return Settings(skill_id, roots, chains, level, _metrics_port(given.get("CRAMP_COACH_METRICS_PORT", "")), token)


def port(text: str) -> int:
    """`text` as a TCP port. Raises ValueError with what is wrong."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 65535):
        raise ValueError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


def _is(kind: Callable[[Path], bool], path: Path) -> bool:
    """Whether `path` is of this kind, which one that can't even be looked at is not."""
    try:
        return kind(path)
    except OSError:
        return False


def _metrics_port(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return port(text.strip())
    except ValueError as wrong:
        raise SettingsError(f"CRAMP_COACH_METRICS_PORT: {wrong}") from None
