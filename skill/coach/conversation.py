"""One turn of the conversation: `respond(heard, memory, knowledge) -> Reply`. No clock, chance, I/O or framework.

Whatever a person says gets a reply. Danger is looked for first, in every state.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from skill.coach import triage
from skill.coach.answers import another_tip, answer, how_serious, next_cause, offer
from skill.coach.asides import aside, cause_detail, explain, go_back, left_behind, prevention, puzzled, relief, repeat
from skill.coach.choosing import last_check, may_ask
from skill.coach.echo import echo
from skill.coach.heard import Heard, Kind
from skill.coach.interview import rank
from skill.coach.knowledge import Knowledge, Level
from skill.coach.memory import Memory, forget
from skill.coach.phrases import forget_words
from skill.coach.questions import PATIENCE, hint, put, put_again
from skill.coach.reading import Reading, read
from skill.coach.reply import Line, Reply
from skill.coach.screening import ONLY_LEG, at_last_check, bare_yes_to_screen, is_screening, only_the_leg
from skill.coach.steps import easing, onwards
from skill.coach.taking import absorb, drilled_down, give_up, take, with_what_is_named, without_company
from skill.coach.triage import may_be_a_clot
from skill.coach.whom import meet, still_about_a_child, without_relatives
from skill.coach.wishes import Wish, cramps_now, wants_relief, wish_in


def respond(heard: Heard, memory: Memory, knowledge: Knowledge) -> Reply:
    """The coach's reply to what was `heard`, given what it remembers and knows."""
    reading = _understood(heard, memory, knowledge)
    reply = _echoed(_turn(heard, reading, memory, knowledge), memory, knowledge)
    after = reply.memory
    corrected = triage.is_taken_back(reading, memory, after, knowledge)
    level = after.level(knowledge)
    peak = level if corrected else max(memory.peak, memory.level(knowledge), level)
    turns = memory.turns if heard.kind is Kind.REPEAT else (memory.turns + 1) % TURNS
    if not heard.is_listed:
        forget_words()
    return reply._replace(memory=after._replace(peak=peak, ranking=rank(after, knowledge), turns=turns))


TURNS = 60
"""Where the count of turns starts again: a multiple of the number of variants a line has."""


def _echoed(reply: Reply, before: Memory, knowledge: Knowledge) -> Reply:
    """`reply` opened by what was just understood, where an interview question follows and nothing graver is said."""
    heard = echo(before, reply.memory)
    said = [line for line in reply.lines if line.key != "noted"]
    if heard is None or not reply.memory.asked or any(line.key.startswith(_GRAVER) for line in said):
        return reply
    return reply._replace(lines=(heard, *said))


_GRAVER = ("why-", "advice-", "taken-back", "going-back", "moving-on", "relief-")


def _turn(heard: Heard, reading: Reading, memory: Memory, knowledge: Knowledge) -> Reply:
    memory = only_the_leg(heard, reading, meet(heard, reading, memory), knowledge)
    was_urgent = memory.level(knowledge) is Level.EMERGENCY
    to_which = bare_yes_to_screen(heard, reading, memory, knowledge)
    memory = triage.hear(heard, reading, memory, knowledge)
    urgent = memory.level(knowledge) is Level.EMERGENCY
    said_no = heard.kind is Kind.NO or (heard.kind is Kind.ANSWER and reading.answer == "no" and not reading.flags)
    if heard.kind is Kind.STOP or (urgent and was_urgent and said_no and memory.asked != ONLY_LEG):
        return _goodbye(memory, "goodbye-emergency" if urgent else "goodbye")
    if urgent and to_which:
        return put(ONLY_LEG, triage.at_once(), memory, knowledge, heard.touched)
    if urgent:
        return triage.emergency(memory, knowledge)
    told, memory = triage.same_day(memory, knowledge)
    if memory.person == "child":
        told = (*((Line("taken-back"),) if was_urgent else ()), *told)
        leaving = memory.offer and said_no and not was_urgent
        return _goodbye(memory) if leaving else _child(heard, told, reading, memory, knowledge)
    if was_urgent:
        return onwards((Line("taken-back"), *told), heard, memory._replace(offer=None), knowledge)
    return _reply(heard, reading, told, memory, knowledge)


def _reply(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """The reply when nothing urgent stands in the way. `told`: same-day advice to say first."""
    match heard.kind:
        case Kind.LAUNCH:
            return onwards((*told, Line("welcome")), heard, memory, knowledge)
        case Kind.ASK_CAUSE | Kind.LOG_CRAMP:
            return _ask_cause(heard, reading, told, memory, knowledge)
        case Kind.DESCRIBE:
            return _described(heard, reading, told, memory, knowledge)
        case Kind.ANSWER | Kind.YES | Kind.NO | Kind.DONT_KNOW:
            return _answered(heard, reading, told, memory, knowledge)
        case Kind.NEXT if memory.asked:
            return _answered(heard, reading, told, memory, knowledge)
        case Kind.NEXT:
            return next_cause(told, memory, knowledge) if memory.done else onwards(told, heard, memory, knowledge)
        case Kind.MORE:
            return _more(heard, told, memory, knowledge)
        case Kind.LIST_CAUSES:
            overview = () if memory.asked else (Line("overview"),)
            return aside(told, (*overview, Line("list-causes")), heard, memory, knowledge)
        case Kind.CAUSE_DETAIL:
            return cause_detail(heard, reading, told, memory, knowledge) or _ask_cause(
                heard, reading, told, memory, knowledge
            )
        case Kind.PREVENTION:
            return prevention(heard, reading, told, memory, knowledge)
        case Kind.RELIEF:
            return relief(heard, reading, told, memory, knowledge)
        case Kind.SEE_DOCTOR:
            memory = absorb(reading, memory, knowledge)
            return aside(told, (how_serious(memory, knowledge),), heard, memory, knowledge)
        case Kind.RED_FLAG:
            memory = absorb(reading, memory, knowledge)
            return onwards(told, heard, memory if told else memory._replace(screened=False), knowledge)
        case Kind.EXPLAIN:
            return explain(heard, told, memory, knowledge)
        case Kind.DIARY:
            return aside(told, (Line("no-diary"),), heard, memory, knowledge)
        case Kind.FORGET_ME:
            fresh = Memory(flags=memory.flags, told=memory.told)
            return offer("interview", (*told, Line("forgotten")), fresh)
        case Kind.HELP:
            return aside(told, (Line("help"),), heard, memory, knowledge)
        case Kind.REPEAT:
            return repeat(heard, memory, knowledge)
        case Kind.START_OVER:
            return onwards((*told, Line("starting-over")), heard, forget(memory), knowledge)
        case Kind.PREVIOUS:
            return go_back(heard, memory, knowledge)
        case Kind.FALLBACK:
            return puzzled(heard, memory, knowledge)
        case Kind.STOP:
            return _goodbye(memory)
        case _ as never:
            assert_never(never)


def _understood(heard: Heard, memory: Memory, knowledge: Knowledge) -> Reading:
    """What was said, as the question that was open turns it."""
    reading = without_relatives(read(still_about_a_child(heard, memory), knowledge, memory.asked or ()), memory)
    return at_last_check(heard, without_company(heard, reading, memory, knowledge), memory, knowledge)


def _ask_cause(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """Why it cramps. Once an answer was given: the same again, the same corrected, or another cramp from the start."""
    if heard.kind is Kind.ASK_CAUSE:
        reading = with_what_is_named(reading, knowledge)
    if memory.done and not memory.asked:
        if not (reading.findings or reading.place or told):
            return answer((), memory, knowledge)  # "what causes it", asked again about the same cramp
        if heard.kind is not Kind.ASK_CAUSE and reading.findings:
            return _corrected(heard, reading, told, memory, knowledge)
        memory = forget(memory)
    record = (Line("nothing-kept"),) if reading.wants_record else ()
    if reading.elsewhere and not reading.findings and not memory.asked:
        return _elsewhere(heard, told, memory, knowledge)
    if memory.asked and memory.asked[0] in knowledge.findings and memory.asked[0] in reading.findings:
        return _answered(heard, reading, (*told, *record), memory, knowledge)
    return onwards((*told, *record), heard, absorb(reading, memory, knowledge), knowledge)


def _corrected(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """The answer once more, with what was corrected or added after it ("no, my foot").

    Before it, the danger sign that the news calls for and that was not asked for yet.
    """
    after = absorb(reading, memory, knowledge)
    flag = None if may_be_a_clot(after, knowledge) else last_check(after, knowledge)
    if flag is not None:
        return put((flag,), told, after, knowledge, heard.touched)
    return answer((echo(memory, after) or Line("noted"), *told), after, knowledge)


def _described(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """Free words: an answer to the open question, a cramp told in one's own way, a request, or nothing for us."""
    wish = wish_in(heard, reading, knowledge)
    if memory.asked:
        if wish is Wish.ABOUT_CAUSE and (reply := cause_detail(heard, reading, told, memory, knowledge)):
            return reply
        return _answered(heard, reading, told, memory, knowledge)
    match wish:
        case Wish.RELIEF:
            return relief(heard, reading, told, memory, knowledge)
        case Wish.ABOUT_CAUSE if reply := cause_detail(heard, reading, told, memory, knowledge):
            return reply
        case Wish.DOCTOR:
            memory = absorb(reading, memory, knowledge)
            return aside(told, (how_serious(memory, knowledge),), heard, memory, knowledge)
        case Wish.PREVENTION:
            return prevention(heard, reading, told, memory, knowledge)
    if reading.elsewhere and not told and not (reading.has_symptom and reading.findings):
        return _elsewhere(heard, told, memory, knowledge)
    if reading.is_strange and not told and not reading.is_empty and not (memory.findings or memory.done):
        # a blister on the foot; what it tells is kept for a cramp
        return _elsewhere(heard, told, absorb(reading, memory, knowledge), knowledge)
    if reading.is_empty:
        return puzzled(heard, memory, knowledge)
    return _ask_cause(heard, reading, told, memory, knowledge)


def _elsewhere(heard: Heard, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """Something that is not for us; restless legs are told apart from cramps (brief, night cramps)."""
    restless = any(knowledge.phrases.has_cue("restless", slot.said) for slot in heard.slots)
    what = "tip" if memory.done else "interview"
    return offer(what, (*told, Line("restless-legs" if restless else "elsewhere")), memory)


def _answered(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """An answer: to the open question, or to what was offered."""
    asked = memory.asked
    if not asked:
        return _offered(heard, reading, told, memory, knowledge)
    if wants_relief(heard, reading, asked, knowledge):
        told_where = {id_: given for id_, given in reading.findings.items() if id_ != "timing"}
        return relief(heard, replace(reading, findings=told_where), told, memory, knowledge)
    if drilled := drilled_down(heard, reading, memory, knowledge):
        one, memory = drilled
        return put((one,), (*told, Line("which-one")), memory, knowledge, heard.touched)
    taken = take(heard, reading, memory, knowledge)
    if taken is not None:
        unsure = _left_open(heard, reading, memory, knowledge)
        now = (easing(taken, knowledge),) if not told and cramps_now(heard, reading, knowledge) else ()
        return onwards((*told, *unsure, *now), heard, taken, knowledge)
    learned = absorb(reading, memory, knowledge)
    if learned.place == "chest" != memory.place:
        return onwards(told, heard, learned, knowledge)
    if learned.findings != memory.findings or learned.place != memory.place:
        learned = learned._replace(puzzled=0)
        alone = asked[0] if len(asked) == 1 and asked[0] in knowledge.findings else None
        moot = alone is not None and may_ask(alone, memory, knowledge) and not may_ask(alone, learned, knowledge)
        reply = None if moot else put_again((*told, Line("noted")), learned, knowledge, heard.touched)
        return reply or onwards((*told, Line("noted")), heard, learned, knowledge)
    memory = learned._replace(puzzled=memory.puzzled + 1)
    if put_again((), memory, knowledge) is None:  # "I'm a man", asked about pregnancy
        return onwards((*told, Line("noted")), heard, memory._replace(puzzled=0), knowledge)
    if memory.puzzled >= PATIENCE:
        return onwards((*told, left_behind(memory, knowledge)), heard, give_up(memory, knowledge), knowledge)
    return put(asked, (*told, hint(asked, knowledge)), memory, knowledge, heard.touched)


def _left_open(heard: Heard, reading: Reading, memory: Memory, knowledge: Knowledge) -> tuple[Line, ...]:
    """What to say when the safety screen is passed on a "don't know"."""
    unknown = heard.kind in (Kind.DONT_KNOW, Kind.NEXT) or reading.answer == "unknown"
    return (Line("screen-unsure"),) if unknown and is_screening(memory, knowledge) else ()


def _offered(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """Yes, no or something new outside the interview."""
    yes = heard.kind is Kind.YES or reading.answer == "yes"
    news = reading.findings or reading.place or reading.has_symptom or reading.denied_flags or told
    if news and not yes:
        return _ask_cause(heard, reading, told, memory, knowledge)
    if yes:
        match memory.offer:
            case "tip":
                return another_tip(told, memory, knowledge)
            case "next":
                return next_cause(told, memory, knowledge)
            case _:
                fresh = forget(memory) if memory.done else memory
                return onwards(told, heard, absorb(reading, fresh, knowledge), knowledge)
    if heard.kind is Kind.NO or reading.answer == "no":
        return _goodbye(memory)
    if heard.kind is Kind.DONT_KNOW or reading.answer == "unknown":
        return aside(told, (Line("what-you-can-ask"),), heard, memory, knowledge)
    return puzzled(heard, memory, knowledge)


def _more(heard: Heard, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    if memory.asked:
        return explain(heard, told, memory, knowledge)
    if memory.topic or memory.ranking:
        return another_tip(told, memory, knowledge)
    return aside(told, (Line("list-causes"),), heard, memory, knowledge)


def _child(heard: Heard, told: tuple[Line, ...], reading: Reading, memory: Memory, knowledge: Knowledge) -> Reply:
    """Nothing is ranked for a child: what eases it, when to worry, see a clinician."""
    relieving = () if told else (easing(absorb(reading, memory, knowledge), knowledge),)
    first = () if memory.welcomed or told else (Line("first-use"),)
    memory = absorb(reading, memory, knowledge)._replace(trail=(), shown=0, topic=None, welcomed=True)
    return offer("again", (*told, *first, *relieving, Line("child")), memory)


def _goodbye(memory: Memory, key: str = "goodbye") -> Reply:
    return Reply(lines=(Line(key),), memory=memory._replace(asked=None, offer=None), ends=True)
