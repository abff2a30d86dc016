"""The directives Alexa knows, and their fields, as Amazon's own SDK has them.

The SDK calls every field optional; which ones Alexa needs is what its pages say (unverified where they could not be
read). Of interfaces that few skills use only the names of the fields are judged.
"""

from speech.answer_schema import PLAY_BEHAVIORS
from speech.shapes import Anything, Kind, Link, Listed, Named, Shape, Text, Whole

MAX_AUDIO_TOKEN = 1_024
MAX_AUDIO_URL = 8_000

DIALOG = "Dialog."


def _directive(required: str = "", /, **fields: Kind) -> Shape:
    return Shape({"type": Text(), **fields}, required=required.split())


def _loosely(names: str) -> Shape:
    return Shape({"type": Text(), **{name: Anything() for name in names.split()}})


_IMAGE = Shape(
    {
        "contentDescription": Text(),
        "sources": Listed(
            Shape(
                {
                    "url": Text(filled=True),
                    "size": Text(of=("X_SMALL", "SMALL", "MEDIUM", "LARGE", "X_LARGE")),
                    "widthPixels": Whole(),
                    "heightPixels": Whole(),
                },
                required=("url",),
            )
        ),
    }
)

_STREAM = Shape(
    {
        "url": Link(MAX_AUDIO_URL),
        "token": Text(filled=True, most=MAX_AUDIO_TOKEN),
        "offsetInMilliseconds": Whole(),
        "expectedPreviousToken": Text(most=MAX_AUDIO_TOKEN),
        "captionData": Shape({"content": Text(), "type": Text(of=("WEBVTT",))}),
    },
    required=("url", "token", "offsetInMilliseconds"),
)
_METADATA = Shape({"title": Text(), "subtitle": Text(), "art": _IMAGE, "backgroundImage": _IMAGE})

_SLOT = Shape(
    {name: Anything() for name in ("name", "value", "confirmationStatus", "resolutions", "slotValue", "source")}
)
_INTENT = Shape({"name": Anything(), "confirmationStatus": Anything(), "slots": Named(_SLOT)})
_ENTITY = Shape({"id": Anything(), "name": Shape({"value": Anything(), "synonyms": Anything()})})

_TEXT_CONTENT = Named(Shape({"type": Text(of=("PlainText", "RichText")), "text": Text()}, required=("type", "text")))
_TEMPLATES = (*(f"BodyTemplate{number}" for number in (1, 2, 3, 6, 7)), "ListTemplate1", "ListTemplate2")
_TEMPLATE = Shape(
    {
        "type": Text(of=_TEMPLATES),
        "token": Text(),
        "backButton": Text(of=("VISIBLE", "HIDDEN")),
        "title": Text(),
        "backgroundImage": _IMAGE,
        "image": _IMAGE,
        "textContent": _TEXT_CONTENT,
        "listItems": Listed(
            Shape({"token": Text(), "image": _IMAGE, "textContent": _TEXT_CONTENT}, required=("token",)), filled=True
        ),
    },
    required=("type",),
)

_COMMANDS = Listed(Shape({"type": Text(filled=True)}, required=("type",), growing=True), filled=True)

DIRECTIVES: dict[str, Shape] = {
    "Alexa.Presentation.APL.RenderDocument": _directive(
        "document",
        token=Text(),
        document=Named(),
        datasources=Named(),
        sources=Named(),
        packages=Listed(),
    ),
    "Alexa.Presentation.APL.ExecuteCommands": _directive("token commands", token=Text(filled=True), commands=_COMMANDS),
    "Alexa.Presentation.APL.SendIndexListData": _directive(
        "listId startIndex items",
        correlationToken=Text(),
        listId=Text(filled=True),
        listVersion=Whole(),
        startIndex=Whole(-(2**31)),
        minimumInclusiveIndex=Whole(-(2**31)),
        maximumExclusiveIndex=Whole(-(2**31)),
        items=Listed(),
    ),
    "Alexa.Presentation.APL.SendTokenListData": _directive(
        "listId pageToken items",
        correlationToken=Text(),
        listId=Text(filled=True),
        pageToken=Text(filled=True),
        nextPageToken=Text(),
        items=Listed(),
    ),
    "Alexa.Presentation.APL.UpdateIndexListData": _directive(
        "token listId listVersion operations",
        token=Text(filled=True),
        listId=Text(filled=True),
        listVersion=Whole(),
        operations=Listed(Shape({"type": Text()}, required=("type",), growing=True), filled=True),
    ),
    "Alexa.Presentation.APLA.RenderDocument": _directive(
        "document", token=Text(), document=Named(), datasources=Named()
    ),
    "Alexa.Presentation.APLT.RenderDocument": _directive(
        "document",
        token=Text(),
        targetProfile=Text(of=("FOUR_CHARACTER_CLOCK", "NONE")),
        document=Named(),
        datasources=Named(),
    ),
    "Alexa.Presentation.APLT.ExecuteCommands": _directive(
        "token commands", token=Text(filled=True), commands=_COMMANDS
    ),
    "Alexa.Presentation.HTML.Start": _loosely("data transformers request configuration"),
    "Alexa.Presentation.HTML.HandleMessage": _loosely("message transformers"),
    "AudioPlayer.Play": _directive(
        "playBehavior audioItem",
        playBehavior=Text(of=PLAY_BEHAVIORS),
        audioItem=Shape({"stream": _STREAM, "metadata": _METADATA}, required=("stream",)),
    ),
    "AudioPlayer.Stop": _directive(),
    "AudioPlayer.ClearQueue": _directive("clearBehavior", clearBehavior=Text(of=("CLEAR_ENQUEUED", "CLEAR_ALL"))),
    "VideoApp.Launch": _directive(
        "videoItem",
        videoItem=Shape(
            {"source": Link(MAX_AUDIO_URL), "metadata": Shape({"title": Text(), "subtitle": Text()})},
            required=("source",),
        ),
    ),
    "Hint": _directive(
        "hint", hint=Shape({"type": Text(of=("PlainText",)), "text": Text(filled=True)}, required=("type", "text"))
    ),
    "Display.RenderTemplate": _directive("template", template=_TEMPLATE),
    "Connections.SendRequest": _directive("name payload token", name=Text(filled=True), payload=Named(), token=Text()),
    "Connections.SendResponse": _directive(
        "status", status=Shape({"code": Anything(), "message": Text()}), payload=Named()
    ),
    "Connections.StartConnection": _directive(
        "uri",
        uri=Text(filled=True),
        input=Named(),
        token=Text(),
        onCompletion=Text(of=("RESUME_SESSION", "SEND_ERRORS_ONLY")),
    ),
    "Tasks.CompleteTask": _directive("status", status=Shape({"code": Anything(), "message": Text()}), result=Named()),
    "Conversations.ResetContext": _directive(),
    "Alexa.Advertisement.InjectAds": _loosely("expectedPreviousToken"),
    "Alexa.SmartVision.SnapshotProvider.GetSnapshotDirective": _loosely("preferOnDemandSnapshot"),
    "Navigation.Assistance.AnnounceRoadRegulation": _directive(),
    "GameEngine.StartInputHandler": _loosely("timeout proxies recognizers events"),
    "GameEngine.StopInputHandler": _loosely("originatingRequestId"),
    "GadgetController.SetLight": _loosely("version targetGadgets parameters"),
    "CustomInterfaceController.SendDirective": _loosely("header payload endpoint"),
    "CustomInterfaceController.StartEventHandler": _loosely("token eventFilter expiration"),
    "CustomInterfaceController.StopEventHandler": _loosely("token"),
    # What stands in these fields is judged in speech.dialog_rules and speech.dynamic_entities, with the model.
    "Dialog.ElicitSlot": _directive(slotToElicit=Anything(), updatedIntent=_INTENT),
    "Dialog.ConfirmSlot": _directive(slotToConfirm=Anything(), updatedIntent=_INTENT),
    "Dialog.ConfirmIntent": _directive(updatedIntent=_INTENT),
    "Dialog.Delegate": _directive(updatedIntent=_INTENT),
    "Dialog.UpdateDynamicEntities": _directive(
        updateBehavior=Anything(), types=Listed(Shape({"name": Anything(), "values": Listed(_ENTITY)}))
    ),
    "Dialog.DelegateRequest": _directive(
        target=Text(filled=True),
        period=Shape({"until": Text(of=("EXPLICIT_RETURN", "NEXT_TURN"))}),
        updatedRequest=_loosely("input intent"),
    ),
}
