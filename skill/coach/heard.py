"""What can be heard: the kind of request, and the values that came with it. Never the sentence itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Everything a person can ask of the coach, whatever it is called at the door."""

    LAUNCH = "launch"
    ASK_CAUSE = "ask_cause"
    LIST_CAUSES = "list_causes"
    CAUSE_DETAIL = "cause_detail"
    PREVENTION = "prevention"
    RELIEF = "relief"
    SEE_DOCTOR = "see_doctor"
    RED_FLAG = "red_flag"
    DESCRIBE = "describe"
    ANSWER = "answer"
    DONT_KNOW = "dont_know"
    EXPLAIN = "explain"
    MORE = "more"
    LOG_CRAMP = "log_cramp"
    DIARY = "diary"
    FORGET_ME = "forget_me"
    YES = "yes"
    NO = "no"
    HELP = "help"
    REPEAT = "repeat"
    START_OVER = "start_over"
    PREVIOUS = "previous"
    NEXT = "next"
    STOP = "stop"
    FALLBACK = "fallback"


@dataclass(frozen=True)
class Slot:
    """One value that was heard: the words as said, and the ids they were matched to (none: heard raw)."""

    name: str
    said: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heard:
    """One turn of a person, with what came with it."""

    kind: Kind
    slots: tuple[Slot, ...] = ()
    touched: bool = False
    """The person touched a screen: no microphone is open for an answer in words."""

    @property
    def is_listed(self) -> bool:
        """Whether all that was said are values of the model's lists, and nothing is in words of the person's own."""
        return all(slot.ids for slot in self.slots)
