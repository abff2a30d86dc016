"""What people say for Amazon's built-in intents in English, beside the samples a model adds to them.

Only whole sentences count, once hesitations and politeness are taken off; never a score. Amazon's own short lists come
first in each row, everyday forms of the same after them.
"""

from collections.abc import Mapping

from speech.words import words

YES, NO = "AMAZON.YesIntent", "AMAZON.NoIntent"

_UTTERANCES: dict[str, str] = {
    "AMAZON.HelpIntent": (
        "help|help me|can you help me|could you help me|i need help|i need some help|give me help|"
        "help me out|what can you do|what can i do|what can i say|what can i ask|what can i ask you|"
        "what do i say|what do i do here|how does this work|how do i use this|what are my options|"
        "what are the options|instructions|i am lost|what should i say|what can you help with|"
        "what can you help me with"
    ),
    "AMAZON.StopIntent": (
        "stop|off|shut up|stop it|stop that|stop this|stop now|stop talking|be quiet|quiet|hush|enough|"
        "that is enough|exit|quit|end|end session|end this|finish|finished|bye|goodbye|good bye|bye bye|"
        "see you|see you later|i am done|we are done|that is all|that will be all|that is it|go away|leave|"
        "leave me alone|close|turn off|good night|nothing else|no more|let us stop|i want to stop|"
        "you can stop|shush|done"
    ),
    "AMAZON.CancelIntent": (
        "cancel|never mind|nevermind|forget it|cancel it|cancel that|cancel this|forget about it|forget that|"
        "scrap that|abort|i changed my mind|i have changed my mind|leave it|drop it"
    ),
    YES: (
        "yes|yes please|sure|yeah|yep|yup|yah|ya|aye|okay|all right|alright|right|correct|that is right|"
        "that is correct|of course|certainly|definitely|absolutely|exactly|indeed|go ahead|go on then|do it|"
        "please do|yes i do|yes i am|yes i have|yes it is|yes it does|yes they do|yes that is right|"
        "yeah sure|yes yes|yeah yeah|yes sir|yes ma'am|i do|it does|they do|it is|i am|i have|uh huh|mhm|"
        "mm hmm|you bet|for sure|sure thing|sounds good|i think so|i guess so|i suppose so|i would say so|"
        "i believe so|no yeah|why not|sometimes yes|affirmative|true|that is true|too right|yes of course|"
        "yes definitely|oh yes|oh yeah|yeah i do|yeah it does|yeah they do|yeah i have|kind of|kinda|sort of|"
        "a bit|a little|a little bit|yes a bit|yes a little|most of the time|all the time|yes always|always|"
        "often|quite often|yes sometimes|yes often"
    ),
    NO: (
        "no|no thanks|no thank you|nope|nah|no way|not really|not at all|never|no never|no i do not|"
        "no it does not|no they do not|no i am not|no i have not|no it is not|i do not|it does not|"
        "they do not|i am not|i have not|it is not|i do not think so|i would not say so|not that i know of|"
        "not that i know|not that i am aware of|not that i can think of|not that i have noticed|none|"
        "none of them|none of those|none of these|neither|neither of them|nothing|nothing like that|"
        "no nothing|no none|no no|yeah no|not now|not today|not yet|not lately|not recently|not particularly|"
        "not especially|not much|hardly|hardly ever|rarely|almost never|incorrect|wrong|that is wrong|"
        "that is not right|negative|false|no sir|no ma'am|of course not|certainly not|definitely not|"
        "absolutely not|i doubt it|afraid not|i am afraid not|i am good|nay|nuh uh|uh uh|no not really|"
        "no not at all|nah not really|not anymore|not any more|no i am good|no i am fine"
    ),
    "AMAZON.RepeatIntent": (
        "repeat|say that again|repeat that|repeat it|say it again|again|once more|one more time|pardon|"
        "pardon me|sorry|excuse me|come again|what was that|what did you say|what|can you repeat that|"
        "could you repeat that|can you say that again|could you say that again|repeat the question|"
        "say the question again|what was the question|i did not hear you|i did not hear that|"
        "i did not catch that|i did not get that|can you repeat the question|could you repeat the question|"
        "will you repeat that|tell me again|huh"
    ),
    "AMAZON.StartOverIntent": (
        "start over|restart|start again|begin again|start from the beginning|from the beginning|"
        "from the start|from the top|start from scratch|go back to the start|go back to the beginning|"
        "let us start over|can we start over|can i start over|i want to start over|start all over|reset"
    ),
    "AMAZON.NextIntent": (
        "next|skip|skip forward|next one|the next one|go to the next one|what is next|continue to next"
    ),
    "AMAZON.PreviousIntent": (
        "previous|go back|skip back|back up|the previous one|previous one|go back one|the last one"
    ),
    "AMAZON.PauseIntent": "pause|pause that|pause it|hold on|wait|wait a minute|hang on|one moment",
    "AMAZON.ResumeIntent": "resume|continue|keep going|go on|carry on|play on",
    "AMAZON.NavigateHomeIntent": (
        "go home|home|take me home|go to home|go to the home screen|home screen|go to home screen"
    ),
    "AMAZON.LoopOnIntent": "loop|loop on|turn loop on|keep repeating",
    "AMAZON.LoopOffIntent": "loop off|turn loop off|stop looping",
    "AMAZON.ShuffleOnIntent": "shuffle|shuffle on|turn shuffle on|shuffle mode",
    "AMAZON.ShuffleOffIntent": "shuffle off|stop shuffling|turn shuffle off",
    "AMAZON.MoreIntent": "more|show more|tell me more|give me more|scroll for more",
    "AMAZON.ScrollDownIntent": "scroll down|page down",
    "AMAZON.ScrollUpIntent": "scroll up|page up",
}


def by_words(intents: Mapping[str, object]) -> dict[tuple[str, ...], str]:
    """Which of `intents` each wording means. The first row that has a wording keeps it."""
    found: dict[tuple[str, ...], str] = {}
    for intent, wordings in _UTTERANCES.items():
        if intent in intents:
            for wording in wordings.split("|"):
                found.setdefault(words(wording), intent)
    return found
