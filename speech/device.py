"""The device that is spoken to, and the account it belongs to, as requests describe them."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from speech.clock import Clock

Json = dict[str, Any]

APL_INTERFACE = "Alexa.Presentation.APL"
APL_VERSION = "2024.3"
AUDIO_INTERFACE = "AudioPlayer"

# A middle-sized smart display. The same numbers stand in Viewport and Viewports.
_WIDTH, _HEIGHT, _DOTS_PER_INCH = 1280, 800, 213
_VIDEO: Json = {"codecs": ["H_264_42", "H_264_41"]}


def named_id(kind: str, name: str, generation: int = 0) -> str:
    """An opaque id of Amazon's form for something a test calls `name`: the same on every run, new with `generation`."""
    if not name and not generation:
        return f"amzn1.{kind}.OFFLINESPEAKER"
    return f"amzn1.{kind}.{hashlib.sha256(f'{name}/{generation}'.encode()).hexdigest()[:32].upper()}"


@dataclass(frozen=True)
class User:
    """The account a device belongs to, as one skill knows it; a household shares it."""

    user_id: str = named_id("ask.account", "")
    access_token: str | None = None
    consent_token: str | None = None

    def shown(self) -> Json:
        """The `user` object of a request: tokens only once an account was linked, or permissions were given."""
        linked = {"accessToken": self.access_token} if self.access_token is not None else {}
        permitted = {"permissions": {"consentToken": self.consent_token}} if self.consent_token is not None else {}
        return {"userId": self.user_id} | linked | permitted


@dataclass(frozen=True)
class Device:
    """The device that hears: the same on every run, as with a real speaker; with a screen, with audio, or without."""

    locale: str = "en-US"
    screen: bool = True
    audio: bool = False
    device_id: str = named_id("ask.device", "")
    user: User = field(default_factory=User)
    clock: Clock = field(default_factory=Clock)

    @property
    def user_id(self) -> str:
        """The id of the account."""
        return self.user.user_id

    def interfaces(self) -> Json:
        """`supportedInterfaces`, as the device declares them."""
        audio: Json = {AUDIO_INTERFACE: {}} if self.audio else {}
        screen: Json = {APL_INTERFACE: {"runtime": {"maxVersion": APL_VERSION}}} if self.screen else {}
        return audio | screen

    def viewport(self) -> Json:
        """`Viewport` and `Viewports` of the context; nothing without a screen."""
        if not self.screen:
            return {}
        shape: Json = {"shape": "RECTANGLE", "dpi": _DOTS_PER_INCH}
        size: Json = {"type": "DISCRETE", "pixelWidth": _WIDTH, "pixelHeight": _HEIGHT}
        of_type_apl = {"type": "APL", "id": "main", **shape, "presentationType": "STANDARD", "canRotate": False}
        experience = {"arcMinuteWidth": 346, "arcMinuteHeight": 216, "canRotate": False, "canResize": False}
        return {
            "Viewports": [
                of_type_apl | {"configuration": {"current": {"mode": "HUB", "video": dict(_VIDEO), "size": size}}}
            ],
            "Viewport": {
                "experiences": [experience],
                "mode": "HUB",
                **shape,
                "pixelWidth": _WIDTH,
                "pixelHeight": _HEIGHT,
                "currentPixelWidth": _WIDTH,
                "currentPixelHeight": _HEIGHT,
                "touch": ["SINGLE"],
                "video": dict(_VIDEO),
            },
        }

    def whole_screen(self) -> str:
        """The place of what fills the screen, in the words of a visual context."""
        return f"{_WIDTH}x{_HEIGHT}+0+0:0"
