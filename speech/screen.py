"""What a screen shows of a skill, and what a touch on it says.

The picture itself is not drawn: where things are is unknown, and which of them are in sight, so the visible state names
all components of the document that have an id.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from speech.device import APL_INTERFACE, Device, Json
from speech.findings import Finding

RENDER = f"{APL_INTERFACE}.RenderDocument"
# How long a document is left on the screen once its session is over; unverified.
LEFT_SECONDS = 30.0
_RUNTIME = "OFFLINE_SPEAKER"
_KINDS = {"Text": "text", "Image": "graphic", "VectorGraphic": "graphic", "Video": "video"}


class Screen:
    """The screen of one device: the document it shows, if any."""

    def __init__(self, device: Device) -> None:
        self._device = device
        self._document: Any = None
        self._until: float | None = None
        self._token: str | None = None

    @property
    def token(self) -> str | None:
        """The token of the document that is shown; None when nothing is."""
        if self._until is not None and self._device.clock.seconds() >= self._until:
            self.clear()
        return self._token

    @property
    def shows_now(self) -> bool:
        """Whether it shows what the session that is open wanted shown."""
        return self._token is not None and self._until is None

    def nothing_to_touch(self) -> Finding:
        """Why a touch comes to nothing where there is no `token`."""
        said = "the screen shows nothing of the skill" if self._device.screen else "the device has no screen"
        return Finding("nothing_to_touch", "", f"{said}: nothing can be touched, nothing was sent")

    def take_up(self, directives: Iterable[Json]) -> None:
        """Shows what the directives of an answer that broke no fatal rule want shown."""
        for directive in directives:
            if directive["type"] == RENDER:
                self.render(directive)

    def render(self, directive: Json) -> None:
        """Shows the document of a RenderDocument directive, in place of another."""
        self._token, self._document, self._until = str(directive.get("token") or ""), directive.get("document"), None

    def stay(self) -> None:
        """What is shown belongs to the session that is open now: somebody has touched it."""
        self._until = None

    def leave_soon(self) -> None:
        """The session is over: what is shown stays for a while, and can still be touched."""
        self._until = self._device.clock.seconds() + LEFT_SECONDS

    def clear(self) -> None:
        """Shows nothing of the skill."""
        self._token = self._document = self._until = None

    def context(self) -> Json:
        """The visual context of a request; empty when nothing is shown."""
        token = self.token
        if token is None:
            return {}
        children = [
            {
                "id": component["id"],
                "uid": f":{1001 + number}",
                "type": _kind(component),
                "tags": {"clickable": True} if component.get("type") == "TouchWrapper" else {},
                "entities": entities if isinstance(entities := component.get("entities"), list) else [],
            }
            for number, component in enumerate(_named(self._document))
        ]
        whole: Json = {"uid": ":1000", "position": self._device.whole_screen(), "type": "mixed"}
        whole |= {"tags": {"viewport": {}}, "children": children, "entities": []}
        visible = {"token": token, "version": _RUNTIME, "componentsVisibleOnScreen": [whole]}
        return {APL_INTERFACE: visible}

    def source(self, arguments: list[Any], component: str | None) -> Json:
        """The `source` of a touch: the component named, else the one whose SendEvent has these very arguments."""
        named = list(_named(self._document))
        touched = [one for one in named if one["id"] == component] if component is not None else []
        sending = [one for one in named if component is None and _sends(one, arguments)]
        found = next(iter([*touched, *sending]), {})
        return {
            "type": str(found.get("type", "TouchWrapper")),
            "handler": "Press",
            "id": str(found.get("id", component or "")),
        }


def _named(value: Any) -> Iterator[Json]:
    """The components with an id, in the order of the document. A loop, since a document may be nested deeply."""
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            if isinstance(one.get("id"), str) and isinstance(one.get("type"), str):
                yield one
            left += reversed(list(one.values()))
        elif isinstance(one, list):
            left += reversed(one)


def _kind(component: Json) -> str:
    return _KINDS.get(component["type"], "mixed")


def _sends(component: Json, arguments: list[Any]) -> bool:
    pressed = component.get("onPress")
    commands = pressed if isinstance(pressed, list) else [pressed]
    return any(
        isinstance(command, dict) and command.get("type") == "SendEvent" and command.get("arguments") == arguments
        for command in commands
    )
