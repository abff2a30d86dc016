"""Where the files of certificate chains come from, and what can go wrong there."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Protocol


class Unreachable(Exception):
    """No whole answer in time. It says nothing about the chain."""


class Absent(Exception):
    """An answer, but no file of a chain."""


class Busy(Exception):
    """Too much is asked for at once; nothing was tried."""


class ChainSource(Protocol):
    """Reads chain files; called from many threads. Returns or raises within FETCH_SECONDS of `chain_fetch`, or so."""

    def __call__(self, path: str, /) -> bytes:
        """The PEM file at a normalised path. Raises Unreachable, Absent or Busy."""
        ...


class ChainFolder:
    """A folder of chain files by base name, for a machine that can't reach Amazon's or has an authority of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, path: str) -> bytes:
        """The file of this name."""
        try:
            return (self._folder / posixpath.basename(path)).read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            raise Absent from None
        except OSError as error:
            raise Unreachable from error
