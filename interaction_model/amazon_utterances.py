"""What Amazon's built-in intents hear in English without any sample of ours (from Amazon's table of built-in intents).

A sentence of ours that is one of these never reaches our intent: built-in intents match first, word for word. The table
is Amazon's published part of a longer list that nobody outside knows.
"""

from __future__ import annotations

from interaction_model.sentence_tree import Sample

_UTTERANCES = {
    "AMAZON.CancelIntent": ("cancel", "never mind", "forget it"),
    "AMAZON.HelpIntent": ("help", "help me", "can you help me"),
    "AMAZON.LoopOffIntent": ("loop off",),
    "AMAZON.LoopOnIntent": ("loop", "loop on"),
    "AMAZON.NavigateHomeIntent": ("home", "go home"),
    "AMAZON.NextIntent": ("next", "skip", "skip forward"),
    "AMAZON.NoIntent": ("no", "no thanks"),
    "AMAZON.PauseIntent": ("pause", "pause that"),
    "AMAZON.PreviousIntent": ("go back", "skip back", "back up"),
    "AMAZON.RepeatIntent": ("repeat", "say that again", "repeat that"),
    "AMAZON.ResumeIntent": ("resume", "continue", "keep going"),
    "AMAZON.ShuffleOffIntent": ("shuffle off", "stop shuffling"),
    "AMAZON.ShuffleOnIntent": ("shuffle", "shuffle on"),
    "AMAZON.StartOverIntent": ("start over", "restart", "start again"),
    "AMAZON.StopIntent": ("stop", "off", "shut up"),
    "AMAZON.YesIntent": ("yes", "yes please", "sure"),
}

#: As samples; those of intents that a model does not have are no matter to it.
AMAZONS_OWN: tuple[Sample, ...] = tuple((intent, text) for intent, said in _UTTERANCES.items() for text in said)
