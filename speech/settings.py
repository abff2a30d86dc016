"""What the speaker knows of the skill under test: `[tool.speech]` in the current folder's pyproject.toml, or options.

The keys of `[tool.speech]`:
    model     path of the interaction model; `{locale}` is put in
    start     the command that starts the skill, as a list
    endpoint  where the skill answers
    ready     an address that answers 200 once the skill listens
    env       environment variables for the skill
    skill_id  the application id to send (optional)
"""

import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from speech.device import Device

DEFAULT_LOCALE = "en-US"
DEVELOPMENT_SKILL_ID = "amzn1.ask.skill.0ff11e00-5bea-4e50-8a1e-decade000001"

_LOCALE = re.compile(r"([A-Za-z]{2})[-_]([A-Za-z]{2})")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_KEYS = {"model", "start", "endpoint", "ready", "env", "skill_id"}


class SettingsError(Exception):
    """The settings can't be used; the message is one line that says what to do."""


@dataclass(frozen=True)
class Launch:
    """How to start the skill under test: templates whose placeholders are filled once a port is known."""

    command: tuple[str, ...]
    endpoint: str
    ready: str
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Settings:
    """Where the skill is and how it is understood; `endpoint` is None when `launch` says how to start it.

    `device` is what is spoken to, but for its language, which is `locale`.
    """

    model: Path
    locale: str
    skill_id: str
    endpoint: str | None
    launch: Launch | None
    device: Device = field(default_factory=Device)


def alexa_locale(named: str | None) -> str:
    """The locale that is named, as Alexa writes it ("en_gb" is en-GB); the default one where none is named.

    Those that Alexa has no skills in are taken as well: a skill has to answer them somehow.
    """
    parts = _LOCALE.fullmatch(named or DEFAULT_LOCALE)
    if parts is None:
        raise SettingsError(f"--locale wants a language and a country, like en-GB, not {named!r}")
    return f"{parts[1].lower()}-{parts[2].upper()}"


def model_path(model: Path | None, locale: str | None, folder: Path | None = None) -> Path:
    """The interaction model of `--model`, else that of `[tool.speech]`; raises SettingsError when there is none."""
    if model is None:
        table = _speech_table(folder or Path.cwd())
        model = (folder or Path.cwd()) / fill(_text(table, "model"), {"locale": alexa_locale(locale)})
    if not model.is_file():
        raise SettingsError(f"there is no interaction model at {model}: build it, or name another with --model")
    return model


def read_settings(
    *,
    endpoint: str | None = None,
    model: Path | None = None,
    locale: str | None = None,
    skill_id: str | None = None,
    folder: Path | None = None,
    needs_model: bool = True,
) -> Settings:
    """The settings of this run: the options, and `[tool.speech]` of `folder` for what they leave open.

    Where the model is not needed it may be missing. Raises SettingsError with one readable line.
    """
    folder, spoken = folder or Path.cwd(), alexa_locale(locale)
    path = model_path(model, locale, folder) if needs_model else model or folder
    if endpoint is not None:
        if not endpoint.startswith(("http://", "https://")):
            raise SettingsError(f"--endpoint wants an address that starts with http:// or https://, not {endpoint!r}")
        return Settings(path, spoken, skill_id or DEVELOPMENT_SKILL_ID, endpoint, None)
    table = _speech_table(folder)
    launch = Launch(_command(table), _text(table, "endpoint"), _text(table, "ready"), _environment(table))
    own_id = skill_id or (_text(table, "skill_id") if "skill_id" in table else DEVELOPMENT_SKILL_ID)
    return Settings(path, spoken, own_id, None, launch)


def fill(template: str, values: Mapping[str, str]) -> str:
    """`template` with its `{placeholders}` filled; raises SettingsError for one that has no value."""

    def value_of(match: re.Match[str]) -> str:
        if match[1] not in values:
            known = ", ".join("{" + name + "}" for name in values)
            raise SettingsError(f"[tool.speech] has the unknown placeholder {match[0]} in {template!r}; known: {known}")
        return values[match[1]]

    return _PLACEHOLDER.sub(value_of, template)


def launch_values(port: int, skill_id: str, roots: Path, chains: Path, locale: str) -> dict[str, str]:
    """The values of every placeholder that `[tool.speech]` may hold."""
    return {
        "python": sys.executable,
        "port": str(port),
        "skill_id": skill_id,
        "roots": str(roots),
        "chains": str(chains),
        "locale": locale,
    }


def _speech_table(folder: Path) -> dict[str, object]:
    file = folder / "pyproject.toml"
    try:
        document = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise SettingsError(
            "no pyproject.toml with [tool.speech] in the current folder: go to a skill's folder, "
            "or give --endpoint and --model"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not TOML: {error}") from None
    table = document.get("tool", {}).get("speech")
    if not isinstance(table, dict):
        raise SettingsError(f"{file} has no [tool.speech]: write one, or give --endpoint and --model")
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise SettingsError(f"[tool.speech] has the unknown key {unknown[0]!r}; known: {', '.join(sorted(_KEYS))}")
    return table


def _text(table: Mapping[str, object], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise SettingsError(f"[tool.speech] needs {key} as a text")
    return value


def _command(table: Mapping[str, object]) -> tuple[str, ...]:
    command = table.get("start")
    if not isinstance(command, list) or not command or not all(isinstance(part, str) for part in command):
        raise SettingsError('[tool.speech] needs start as a list of texts, like ["{python}", "-m", "skill"]')
    return tuple(str(part) for part in command)


def _environment(table: Mapping[str, object]) -> dict[str, str]:
    environment = table.get("env", {})
    if not isinstance(environment, dict) or not all(isinstance(value, str) for value in environment.values()):
        raise SettingsError("[tool.speech] needs env as a table of texts")
    return {str(name): str(value) for name, value in environment.items()}
