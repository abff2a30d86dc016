"""Keeps what was made of the content in a file, as Python keeps what it made of a module in a .pyc.

The file stands where Python keeps this module's own .pyc, under a name that is a hash over all it was made of: every
byte of the package (its content and its source), the Python and the packages that read it. So it is never out of date;
what is made of other things has another name. Where it can't be written it is left out. Why it is trusted, and what it
costs: docs/decisions/0016-the-content-is-kept-ready.md.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
import threading
import time
from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent
_FOLDER = Path(cache_from_source(__file__)).parent
_READ_BY = ("babel", "fluent.runtime", "fluent.syntax", "pyyaml")
"""The packages that make something of the content."""
_KIND = f"content.{sys.implementation.cache_tag}-"
_DIGEST = 32
_IMPORTED = time.time()
"""When the code that runs was read; a file that is newer may not be what runs."""


class Keeper:
    """The file for what `package` holds now, in `folder`."""

    def __init__(self, package: Path = _PACKAGE, folder: Path = _FOLDER) -> None:
        self._package = package
        self._folder = folder
        self._made_of = self._fingerprint()
        self.path = folder / f"{_KIND}{self._made_of}.pickle"

    def read(self) -> object:
        """What was kept; None where there is nothing, or nothing whole."""
        try:
            with self.path.open("rb") as file:
                digest, body = file.read(_DIGEST), file.read()
            return _OfTheSkill(io.BytesIO(body)).load() if digest == _digest(body) else None
        except Exception:  # a file that is not ours can fail in any way, and is written anew
            return None

    def write(self, made: object) -> None:
        """Keep `made` and remove what was kept before; do nothing where the folder can't be written.

        Neither is anything kept where a file was changed since its code was imported or since `made` was begun.
        """
        if self._is_newer_than_code() or self._fingerprint() != self._made_of:
            return
        body = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
        # Written aside and renamed: a reader sees all of it or nothing, and of several writers the last one stays.
        aside = self.path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(_digest(body) + body)
            aside.replace(self.path)
            for other in self._folder.glob(f"{_KIND}*"):
                if other != self.path:
                    other.unlink(missing_ok=True)
        except OSError:
            return

    def _files(self) -> Iterator[Path]:
        """All files of the package but what Python keeps of them, in order."""
        for folder, inner, names in os.walk(self._package):
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            yield from (Path(folder, name) for name in sorted(names))

    def _is_newer_than_code(self) -> bool:
        return any(file.stat().st_mtime > _IMPORTED for file in self._files())

    def _fingerprint(self) -> str:
        """A hash over all that goes into what is kept."""
        sum_ = blake2b(digest_size=16)
        for about in (sys.version, *map(_version, _READ_BY)):
            sum_.update(about.encode() + b"\0")
        for file in self._files():
            held = file.read_bytes()
            sum_.update(f"{file.relative_to(self._package)}\0{len(held)}\0".encode())
            sum_.update(held)
        return sum_.hexdigest()


class _OfTheSkill(pickle.Unpickler):
    """Knows nothing but the skill's own classes: an honest file needs no others. It is no guard against a forged one,
    whose author could as well write the bytecode beside it (docs/decisions/0016)."""

    def find_class(self, module: str, name: str) -> Any:
        """The class `name` of `module`. Raises UnpicklingError for anything else."""
        found = super().find_class(module, name) if module.startswith("skill.") and "." not in name else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no class of the skill")


def _digest(body: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGEST).digest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # bundles leave out what tells of their packages
        return ""
