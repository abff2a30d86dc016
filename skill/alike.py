"""One object for tables that are equal: locales of one language have most of theirs in common."""

from __future__ import annotations


class Alike:
    """Remembers the tables it was shown. For those that are only read once they are built."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], object] = {}

    def share(self, part: object) -> None:
        """Put in place of each table in the attributes of `part`, however deep, the equal one that came before it."""
        for name, value in vars(part).items():
            setattr(part, name, self._one(value))

    def _one(self, value: object) -> object:
        """`value`, or the dict or list before it of the same keys and the very same values."""
        if isinstance(value, dict):
            shared = {key: self._one(inner) for key, inner in value.items()}
            return self._known.setdefault((dict, *((key, id(inner)) for key, inner in shared.items())), shared)
        if isinstance(value, list):
            return self._known.setdefault((list, *map(id, value)), value)
        return value
