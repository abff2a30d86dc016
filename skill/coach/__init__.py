"""The coach: it knows, remembers, ranks and decides. Standard library only, pure functions, no words of its own."""

from skill.coach.conversation import respond
from skill.coach.heard import Heard, Kind, Slot
from skill.coach.knowledge import Knowledge
from skill.coach.memory import Memory
from skill.coach.reply import Line, Reply

__all__ = ["Heard", "Kind", "Knowledge", "Line", "Memory", "Reply", "Slot", "respond"]
