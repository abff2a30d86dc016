"""Answers, and parts of them, that the tests of the validator put together."""

from typing import Any

from tests.speech.bike_shop import Json, speaks


def ssml(inner: str) -> Json:
    return raw_ssml(f"<speak>{inner}</speak>")


def raw_ssml(text: str) -> Json:
    return {"version": "1.0", "response": {"outputSpeech": {"type": "SSML", "ssml": text}, "shouldEndSession": True}}


def with_response(**fields: Any) -> Json:
    return {"version": "1.0", "response": speaks("Well?", ends=False)["response"] | fields}


def farewell(**fields: Any) -> Json:
    return {"version": "1.0", "response": speaks("Bye.", ends=True)["response"] | fields}


def sends(*directives: Any, **fields: Any) -> Json:
    return farewell(directives=list(directives), **fields)


def bare(**fields: Any) -> Json:
    return {"version": "1.0", "response": fields}


def plain(text: str) -> Json:
    return {"type": "PlainText", "text": text}


def clips(number: int) -> str:
    return '<audio src="https://example.com/a.mp3"/>' * number


def card(**fields: Any) -> Json:
    return farewell(card=fields)


def document(**fields: Any) -> Json:
    return {"type": "APL", "version": "1.9", "mainTemplate": {"items": [{"type": "Text", "text": "Hi"}]}} | fields


def render(**fields: Any) -> Json:
    return {"type": "Alexa.Presentation.APL.RenderDocument", "token": "menu", "document": document()} | fields


def commands(token: str, **fields: Any) -> Json:
    kind = "Alexa.Presentation.APL.ExecuteCommands"
    return {"type": kind, "token": token, "commands": [{"type": "SetPage"}]} | fields


def stream(**fields: Any) -> Json:
    return {"url": "https://example.com/a.mp3", "token": "song", "offsetInMilliseconds": 0} | fields


def play(behavior: str = "REPLACE_ALL", **fields: Any) -> Json:
    return {"type": "AudioPlayer.Play", "playBehavior": behavior, "audioItem": {"stream": stream(**fields)}}


def video(**fields: Any) -> Json:
    return {"type": "VideoApp.Launch", "videoItem": {"source": "https://example.com/a.mp4"} | fields}


def entities(*values: str, name: str = "BIKE", behavior: str = "REPLACE") -> Json:
    listed = [{"id": value, "name": {"value": value, "synonyms": []}} for value in values]
    types = [{"name": name, "values": listed}]
    return {"type": "Dialog.UpdateDynamicEntities", "updateBehavior": behavior, "types": types}
