"""Slot values as Alexa resolves them, and their shapes in an IntentRequest and in the speaker's own output."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MATCH = "ER_SUCCESS_MATCH"
NO_MATCH = "ER_SUCCESS_NO_MATCH"


@dataclass(frozen=True, slots=True)
class ResolvedValue:
    """A listed value that the words stand for."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one authority made of the words; `values` is empty where nothing matched.

    The authority is a slot type of the model, or (`dynamic`) the values a skill gave that type for this session.
    """

    type: str
    values: tuple[ResolvedValue, ...] = ()
    dynamic: bool = False

    @property
    def code(self) -> str:
        """Alexa's status code."""
        return MATCH if self.values else NO_MATCH


@dataclass(frozen=True, slots=True)
class SlotValue:
    """One value of a slot: the words said (numbers, dates, times and durations in Alexa's form) and what they match.

    Amazon's own types have no resolutions, unless the model adds values to them.
    """

    value: str
    resolutions: tuple[Resolution, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all matches, best first, each once."""
        found = (v.id for resolution in self.resolutions for v in resolution.values if v.id is not None)
        return tuple(dict.fromkeys(found))

    @property
    def id(self) -> str | None:
        """The id of the first match, None where nothing matched or the match has no id."""
        return next(iter(self.ids), None)

    @property
    def matched(self) -> bool:
        """Whether a listed value was found."""
        return any(resolution.values for resolution in self.resolutions)


# A slot's filling: one value, or several in a slot with multiple values.
Filling = SlotValue | tuple[SlotValue, ...]


def texts(fillings: Mapping[str, Filling]) -> list[str]:
    """The words that arrive in filled slots, value by value."""
    return [one.value for value in fillings.values() for one in (value if isinstance(value, tuple) else (value,))]


def contract_shape(slots: Mapping[str, Filling]) -> dict[str, Any]:
    """Filled slots as the speaker prints them: {name: {"value", "id", "ids"}}, a list for multi-value slots."""
    return {name: _printed(filling) for name, filling in slots.items()}


def _printed(filling: Filling) -> Any:
    if isinstance(filling, tuple):
        return [_printed(value) for value in filling]
    return {"value": filling.value, "id": filling.id, "ids": list(filling.ids)}


def request_slot(
    name: str, filling: Filling | None, skill_id: str, confirmation_status: str = "NONE"
) -> dict[str, Any]:
    """A slot as it stands in an IntentRequest; an unfilled one has its name and confirmation status alone.

    Multi-value slots have no `value` of their own, only `slotValue`, as Amazon's reference has it.
    """
    slot: dict[str, Any] = {"name": name, "confirmationStatus": confirmation_status}
    if filling is None:
        return slot
    slot["source"] = "USER"
    if isinstance(filling, tuple):
        slot["slotValue"] = {"type": "List", "values": [_simple(value, skill_id) for value in filling]}
        return slot
    simple = _simple(filling, skill_id)
    slot["value"] = filling.value
    if "resolutions" in simple:
        slot["resolutions"] = simple["resolutions"]
    slot["slotValue"] = simple
    return slot


def _simple(value: SlotValue, skill_id: str) -> dict[str, Any]:
    simple: dict[str, Any] = {"type": "Simple", "value": value.value}
    if value.resolutions:
        authorities = [_authority(resolution, skill_id) for resolution in value.resolutions]
        simple["resolutions"] = {"resolutionsPerAuthority": authorities}
    return simple


def _authority(resolution: Resolution, skill_id: str) -> dict[str, Any]:
    kind = "echo-sdk.dynamic" if resolution.dynamic else "echo-sdk"
    authority: dict[str, Any] = {
        "authority": f"amzn1.er-authority.{kind}.{skill_id}.{resolution.type}",
        "status": {"code": resolution.code},
    }
    if resolution.values:
        authority["values"] = [
            {"value": {"name": v.name} if v.id is None else {"name": v.name, "id": v.id}} for v in resolution.values
        ]
    return authority
