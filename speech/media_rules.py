"""Judges directives that play: AudioPlayer and VideoApp, beside each other and beside the session.

The rules are those of Amazon's AudioPlayer and VideoApp pages; that Alexa refuses an answer which breaks one, and does
not make the best of it, is unverified for those that are marked as refusals here.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from speech.audio_player import PLAY
from speech.dialog_rules import listens
from speech.envelope import Json
from speech.findings import Finding, refusal

LAUNCH_VIDEO = "VideoApp.Launch"


def media_findings(
    directives: Sequence[tuple[str, Mapping[str, Any]]], response: Json, audio: bool
) -> Iterator[Finding]:
    """What is wrong with the `directives`, with their places, on a device that can play `audio` streams or not."""
    plays = [(place, directive) for place, directive in directives if directive["type"] == PLAY]
    videos = [place for place, directive in directives if directive["type"] == LAUNCH_VIDEO]
    for place, directive in directives:
        if directive["type"].startswith("AudioPlayer.") and not audio:
            said = "the device plays no audio streams: Alexa says that it does not support this"
            yield Finding("audio_directive", place, said)
    for place, directive in plays:
        yield from _order(directive, place)
    for place, _ in plays[1:]:
        yield refusal("one_play_directive", place, "more than one AudioPlayer.Play")
    if plays and listens(response):
        said = "the stream starts and is paused at once, since the open session listens"
        yield Finding("play_in_open_session", "response.shouldEndSession", said)
    if videos and "shouldEndSession" in response:
        said = "it may not stand beside VideoApp.Launch, the video ends the session itself"
        yield refusal("video_ends_session", "response.shouldEndSession", said)
    if (
        videos
        and len(videos) + sum(directive["type"] in (PLAY, "Display.RenderTemplate") for _, directive in directives) > 1
    ):
        yield refusal("video_alone", videos[0], "a video beside a stream, a template or another video")


def _order(directive: Mapping[str, Any], place: str) -> Iterator[Finding]:
    """A stream that waits names the one before it; one that starts at once can't."""
    stream = directive["audioItem"]["stream"]
    waits, after = directive["playBehavior"] == "ENQUEUE", stream.get("expectedPreviousToken") is not None
    place = f"{place}.audioItem.stream.expectedPreviousToken"
    if waits and not after:
        yield refusal("expected_previous_token", place, "ENQUEUE without the token of the stream before")
    elif after and not waits:
        yield refusal("expected_previous_token", place, "a token of the stream before, though it does not wait for it")
