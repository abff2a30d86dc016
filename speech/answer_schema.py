"""The shape of an answer outside its directives: the envelope, the response, speech, cards, canFulfillIntent."""

from speech.shapes import Anything, Listed, Named, Shape, Text

# Amazon's page gives 8,000 characters for all of a card, image addresses among them, and 2,000 for one address.
MAX_CARD_CHARACTERS = 8_000
MAX_IMAGE_URL = 2_000

PLAY_BEHAVIORS = ("ENQUEUE", "REPLACE_ALL", "REPLACE_ENQUEUED")

# The values that Anything stands for are judged by rules of their own, in the file that bears their name.
ANSWER = Shape(
    {"version": Anything(), "sessionAttributes": Anything(), "userAgent": Text(), "response": Anything()},
)
RESPONSE = Shape(
    {
        "outputSpeech": Anything(),
        "card": Anything(),
        "reprompt": Anything(),
        "directives": Anything(),
        "shouldEndSession": Anything(),
        "canFulfillIntent": Anything(),
        "apiResponse": Anything(),
        "experimentation": Anything(),
    },
    nullable=("shouldEndSession",),  # null opens the microphone, as false does
)
REPROMPT = Shape({"outputSpeech": Anything(), "directives": Anything()})

# Which of text and ssml belongs there is the type's to say.
SPEECHES = {
    "PlainText": Shape({"type": Anything(), "text": Anything(), "playBehavior": Anything()}),
    "SSML": Shape({"type": Anything(), "ssml": Anything(), "playBehavior": Anything()}),
}

_IMAGE = Shape({"smallImageUrl": Text(most=MAX_IMAGE_URL), "largeImageUrl": Text(most=MAX_IMAGE_URL)})
CARDS = {
    "Simple": Shape({"type": Text(), "title": Text(), "content": Text()}),
    "Standard": Shape({"type": Text(), "title": Text(), "text": Text(), "image": _IMAGE}),
    "LinkAccount": Shape({"type": Text()}),
    "AskForPermissionsConsent": Shape(
        {"type": Text(), "permissions": Listed(Text(filled=True), filled=True)}, required=("permissions",)
    ),
}

VERDICT = Shape(
    {
        "canFulfill": Text(of=("YES", "NO", "MAYBE")),
        "slots": Named(
            Shape(
                {"canUnderstand": Text(of=("YES", "NO", "MAYBE")), "canFulfill": Text(of=("YES", "NO"))},
                required=("canUnderstand", "canFulfill"),
            )
        ),
    },
    required=("canFulfill",),
)
