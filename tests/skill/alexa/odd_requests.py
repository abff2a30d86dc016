"""Envelopes that are bent in some places, for hypothesis: values of other kinds, fields gone, fields that are new."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]
NAMES = st.sampled_from(
    "type value values request_id object_type __class__ __dict__ new_field to_dict attribute_map status code".split()
) | st.text(max_size=5)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-5, 10**20)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from("NEW_VALUE IntentRequest 2026-02-30T10:00:00Z 2026-01-02T03:04:05.5Z 10:30 7".split())
)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=6
)


@st.composite
def bent(draw: Callable[..., Any], bases: list[dict[str, Any]], spared: Callable[[Path], bool] | None = None) -> Any:
    """One of `bases` with one to four places bent; never a place that `spared` tells to leave alone."""
    whole = copy.deepcopy(draw(st.sampled_from(bases)))
    for _ in range(draw(st.integers(1, 4))):
        places = [place for place in places_of(whole) if place and not (spared and spared(place))]
        if not places:
            break
        *way, last = places[draw(st.integers(0, len(places) - 1))]
        holder = whole
        for step in way:
            holder = holder[step]
        match draw(st.sampled_from(["other", "gone", "new"])):
            case "other":
                holder[last] = draw(ANYTHING)
            case "gone":
                del holder[last]
            case "new" if isinstance(holder, dict):
                holder.setdefault(draw(NAMES), draw(ANYTHING))
    return whole


def places_of(value: Any, way: Path = ()) -> Iterator[Path]:
    """Every place in parsed JSON."""
    yield way
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in items:
        yield from places_of(held, (*way, key))
