"""One turn of the conversation: `respond(heard, memory, knowledge) -> Reply`. No clock, chance, I/O or framework.

Whatever a person says gets a reply. Danger is looked for first, in every state.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from skill.coach import triage
from skill.coach.answers import another_tip, answer, detail, next_cause, offer
from skill.coach.heard import Heard, Kind
from skill.coach.interview import rank
from skill.coach.knowledge import Knowledge
from skill.coach.memory import Memory, forget
from skill.coach.questions import PATIENCE, absorb, give_up, hint, is_urgent, put, step, take
from skill.coach.reading import Reading, read
from skill.coach.reply import Line, Reply


def respond(heard: Heard, memory: Memory, knowledge: Knowledge) -> Reply:
    """The coach's reply to what was `heard`, given what it remembers and knows."""
    reading = read(heard, knowledge)
    memory = _meet(reading, memory)
    was_urgent = is_urgent(memory, knowledge)
    memory = triage.hear(heard, reading, memory, knowledge)
    urgent = is_urgent(memory, knowledge)
    if heard.kind is Kind.STOP or (urgent and was_urgent and _says_no(heard, reading)):
        return _goodbye(memory, "goodbye-emergency" if urgent else "goodbye")
    if urgent:
        return triage.emergency(memory, knowledge)
    if was_urgent:
        memory = replace(memory, screened=True, offer=None)
        return _onwards((Line("taken-back"),), heard, memory, knowledge)
    told, memory = triage.same_day(memory, knowledge)
    if memory.person == "child":
        return (
            _goodbye(memory) if memory.offer and _says_no(heard, reading) else _child(told, reading, memory, knowledge)
        )
    return _reply(heard, reading, told, memory, knowledge)


def _reply(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """The reply when nothing urgent stands in the way. `told`: same-day advice to say first."""
    match heard.kind:
        case Kind.LAUNCH:
            return _onwards((*told, Line("welcome")), heard, memory, knowledge)
        case Kind.ASK_CAUSE | Kind.LOG_CRAMP:
            return _ask_cause(heard, reading, told, memory, knowledge)
        case Kind.DESCRIBE:
            return _described(heard, reading, told, memory, knowledge)
        case Kind.ANSWER | Kind.YES | Kind.NO | Kind.DONT_KNOW:
            return _answered(heard, reading, told, memory, knowledge)
        case Kind.NEXT if memory.asked:
            return _answered(heard, reading, told, memory, knowledge)
        case Kind.NEXT:
            return next_cause(memory, knowledge) if memory.done else _onwards(told, heard, memory, knowledge)
        case Kind.MORE:
            return _more(heard, told, memory, knowledge)
        case Kind.LIST_CAUSES:
            return _aside((*told, Line("list-causes")), heard, memory, knowledge)
        case Kind.CAUSE_DETAIL:
            return _cause_detail(heard, reading, told, memory, knowledge)
        case Kind.PREVENTION:
            return _prevention(heard, reading, told, memory, knowledge)
        case Kind.RELIEF:
            return _relief(heard, reading, told, memory, knowledge)
        case Kind.SEE_DOCTOR:
            return _aside((*told, Line("see-doctor")), heard, absorb(reading, memory), knowledge)
        case Kind.RED_FLAG:
            memory = absorb(reading, memory)
            return _onwards(told, heard, memory if told else replace(memory, screened=False), knowledge)
        case Kind.EXPLAIN:
            return _explain(heard, told, memory, knowledge)
        case Kind.DIARY:
            return _aside((*told, Line("no-diary")), heard, memory, knowledge)
        case Kind.FORGET_ME:
            return offer("interview", (*told, Line("forgotten")), Memory(flags=memory.flags, told=memory.told))
        case Kind.HELP:
            return _aside((*told, Line("help")), heard, memory, knowledge)
        case Kind.REPEAT:
            return _repeat(heard, memory, knowledge)
        case Kind.START_OVER:
            return _onwards((*told, Line("starting-over")), heard, forget(memory), knowledge)
        case Kind.PREVIOUS:
            return _previous(heard, memory, knowledge)
        case Kind.FALLBACK:
            return _puzzled(heard, memory, knowledge)
        case Kind.STOP:
            return _goodbye(memory)
        case _ as never:
            assert_never(never)


def _meet(reading: Reading, memory: Memory) -> Memory:
    """Note whom it is about."""
    person = reading.person if reading.person in ("adult", "child", "self") else memory.person
    if memory.person == "child" and reading.person != "self":
        person = "child"
    return replace(memory, person=person or "self", male=memory.male or reading.male)


def _onwards(before: tuple[Line, ...], heard: Heard, memory: Memory, knowledge: Knowledge) -> Reply:
    """Go on with the interview: the next question, or the answer. The first turn says what this is."""
    told, memory = triage.same_day(memory, knowledge)
    before = (*before, *told)
    if not memory.welcomed:
        before, memory = (*before, Line("first-use")), replace(memory, welcomed=True)
    coming = step(memory, knowledge)
    if coming is None:
        return answer(before, memory, knowledge)
    asked, memory = coming
    return put(asked, before, memory, knowledge, heard.touched)


def _aside(before: tuple[Line, ...], heard: Heard, memory: Memory, knowledge: Knowledge) -> Reply:
    """Answer something in passing; an open question survives, else the interview is offered."""
    if memory.asked:
        return put(memory.asked, before, memory, knowledge, heard.touched)
    if not memory.welcomed:
        before, memory = (*before, Line("first-use")), replace(memory, welcomed=True)
    return offer("tip" if memory.done else "interview", before, memory)


def _ask_cause(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    if memory.done and not memory.asked:
        memory = forget(memory)
    record = (Line("nothing-kept"),) if reading.wants_record else ()
    if reading.elsewhere and not reading.findings and not memory.asked:
        return offer("interview", (*told, Line("elsewhere")), memory)
    if memory.asked and memory.asked[0] in knowledge.findings and memory.asked[0] in reading.findings:
        return _answered(heard, reading, (*told, *record), memory, knowledge)
    return _onwards((*told, *record), heard, absorb(reading, memory), knowledge)


def _described(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """Free words: an answer to the open question, a cramp told in one's own way, or nothing for us."""
    if memory.asked:
        return _answered(heard, reading, told, memory, knowledge)
    if reading.is_empty or (reading.elsewhere and not reading.has_symptom and not told):
        return _elsewhere(told, memory) if reading.elsewhere else _puzzled(heard, memory, knowledge)
    if reading.elsewhere and not told and not reading.findings:
        return _elsewhere(told, memory)
    return _ask_cause(heard, reading, told, memory, knowledge)


def _elsewhere(told: tuple[Line, ...], memory: Memory) -> Reply:
    return offer("interview", (*told, Line("elsewhere")), memory)


def _answered(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """An answer: to the open question, or to what was offered."""
    if not memory.asked:
        return _offered(heard, reading, told, memory, knowledge)
    taken = take(heard, reading, memory, knowledge)
    if taken is not None:
        return _onwards(told, heard, taken, knowledge)
    asked, learned = memory.asked, absorb(reading, memory)
    if learned.place == "chest":
        return _onwards(told, heard, learned, knowledge)
    if learned.findings != memory.findings:
        return _after_news(heard, told, learned, knowledge)
    memory = replace(learned, puzzled=memory.puzzled + 1)
    if memory.puzzled >= PATIENCE:
        return _onwards((*told, Line("moving-on")), heard, give_up(memory, knowledge), knowledge)
    return put(asked, (*told, hint(asked, knowledge)), memory, knowledge, heard.touched)


def _after_news(heard: Heard, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """Something else was said than what was asked: note it, and put the open question again."""
    before = (*told, Line("noted"))
    memory = replace(memory, puzzled=0, ranking=rank(memory, knowledge))
    return put(memory.asked or (), before, memory, knowledge, heard.touched)


def _offered(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """Yes, no or something new outside the interview."""
    news = reading.findings or reading.place or reading.has_symptom or told
    if news and not (heard.kind is Kind.YES or reading.answer == "yes"):
        return _ask_cause(heard, reading, told, memory, knowledge)
    if heard.kind is Kind.YES or reading.answer == "yes":
        match memory.offer:
            case "tip":
                return another_tip(told, memory, knowledge)
            case "next":
                return next_cause(memory, knowledge)
            case _:
                fresh = forget(memory) if memory.done else memory
                return _onwards(told, heard, absorb(reading, fresh), knowledge)
    if heard.kind is Kind.NO or reading.answer == "no":
        return _goodbye(memory)
    if heard.kind is Kind.DONT_KNOW or reading.answer == "unknown":
        return _aside((*told, Line("what-you-can-ask")), heard, memory, knowledge)
    return _puzzled(heard, memory, knowledge)


def _more(heard: Heard, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    if memory.asked:
        return _explain(heard, told, memory, knowledge)
    if memory.topic or memory.ranking:
        return another_tip(told, memory, knowledge)
    return _aside((*told, Line("list-causes")), heard, memory, knowledge)


def _cause_detail(
    heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge
) -> Reply:
    named = reading.causes[0] if reading.causes else None
    if named is None and "med_class" in reading.findings:
        named = "medications_substances"
    if named is None and any(slot.name == "medicine" for slot in heard.slots):
        named = "medications_substances"
    if named is None:
        return _ask_cause(heard, reading, told, memory, knowledge)
    lines, after = detail(named, absorb(reading, memory), knowledge)
    if memory.asked:
        return _aside((*told, *lines[:1]), heard, memory, knowledge)
    return offer("tip" if memory.done else "interview", (*told, *lines), after)


def _prevention(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    if reading.causes:
        cause = knowledge.subconditions.get(reading.causes[0], reading.causes[0])
        if reading.causes[0] in knowledge.own_words:
            return _cause_detail(heard, reading, told, memory, knowledge)
        memory = replace(memory, topic=cause, tips=0)
    memory = absorb(reading, memory)
    if memory.asked:
        return _aside((*told, Line("tip-general")), heard, memory, knowledge)
    return another_tip(told, memory, knowledge)


def _relief(heard: Heard, reading: Reading, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    """What eases it now, by place; then the way to find out why."""
    memory = absorb(reading, memory)
    if memory.place == "chest":
        return _onwards(told, heard, memory, knowledge)
    return _aside((*told, _easing(memory, knowledge)), heard, memory, knowledge)


def _easing(memory: Memory, knowledge: Knowledge) -> Line:
    """What eases a cramp in the place that was named; a leg is taken for its calf, where most cramps are."""
    place = next(iter(memory.findings.get("body_part", ())), None) or memory.place
    return Line(f"relief-{place if place in knowledge.relief else 'calf' if place == 'leg' else 'anywhere'}")


def _explain(heard: Heard, told: tuple[Line, ...], memory: Memory, knowledge: Knowledge) -> Reply:
    if not memory.asked:
        return _aside((*told, Line("explain-coach")), heard, memory, knowledge)
    about = "explain-screen" if memory.asked[0] in knowledge.red_flags else f"explain-{memory.asked[0]}"
    return put(memory.asked, (*told, Line(about)), memory, knowledge, heard.touched)


def _repeat(heard: Heard, memory: Memory, knowledge: Knowledge) -> Reply:
    if memory.asked:
        asked = replace(memory, puzzled=0)
        return put(memory.asked, memory.last[:-1], asked, knowledge, heard.touched)
    if not memory.last:
        return _aside((Line("help"),), heard, memory, knowledge)
    return Reply(lines=memory.last, reprompt=memory.last[-1:], memory=memory)


def _previous(heard: Heard, memory: Memory, knowledge: Knowledge) -> Reply:
    """Back to the question before; the answer given to it is taken out."""
    if not memory.asked or not memory.order:
        return _repeat(heard, memory, knowledge)
    finding = memory.order[-1]
    findings = {known: answers for known, answers in memory.findings.items() if known != finding}
    memory = replace(memory, findings=findings, order=memory.order[:-1], questions=max(0, memory.questions - 2))
    return put((finding,), (Line("going-back"),), replace(memory, puzzled=0), knowledge, heard.touched)


def _puzzled(heard: Heard, memory: Memory, knowledge: Knowledge) -> Reply:
    """Nothing was understood: say how to start, and what to do if it can't wait. Twice in a row skips a question."""
    memory = replace(memory, puzzled=memory.puzzled + 1)
    if memory.asked and memory.puzzled >= PATIENCE:
        return _onwards((Line("moving-on"),), heard, give_up(memory, knowledge), knowledge)
    if memory.asked:
        before = (hint(memory.asked, knowledge), Line("cannot-wait"))
        return put(memory.asked, before, memory, knowledge, heard.touched)
    first = memory.puzzled == 1
    said = (Line("not-understood"), Line("cannot-wait")) if first else (Line("not-understood-again"),)
    reply = offer("interview", said, memory)
    return replace(reply, memory=replace(reply.memory, puzzled=memory.puzzled))


def _child(told: tuple[Line, ...], reading: Reading, memory: Memory, knowledge: Knowledge) -> Reply:
    """Nothing is ranked for a child: what eases it, when to worry, see a clinician."""
    easing = _easing(absorb(reading, memory), knowledge)
    memory = replace(memory, findings={}, order=(), ranking=(), shown=0, topic=None)
    return offer("again", (*told, easing, Line("child")), memory)


def _says_no(heard: Heard, reading: Reading) -> bool:
    return heard.kind is Kind.NO or (heard.kind is Kind.ANSWER and reading.answer == "no")


def _goodbye(memory: Memory, key: str = "goodbye") -> Reply:
    return Reply(lines=(Line(key),), memory=replace(memory, asked=None, offer=None), ends=True)
