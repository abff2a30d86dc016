# What the coach says between the facts. $number, $crisis and $poison come with the locale; "none" where there is none.

emergency-number = { $number ->
    [none] your local emergency number
   *[other] { $number }
}

welcome = Welcome to Cramp Coach.
first-use = This is information only, not reviewed by a clinician, and not for emergencies.
starting-over = Okay, from the start.
going-back = { $turn ->
    [0] Okay, one step back.
    [1] All right, back one.
   *[2] Sure, the one before.
}
noted = { $turn ->
    [0] Got it.
    [1] All right.
   *[2] Okay.
}
moving-on = { $turn ->
    [0] Let's leave that one.
    [1] We'll skip that one.
   *[2] Never mind that one.
}
say-it-plainly = { $turn ->
    [0] You can say yes, no, or I don't know.
    [1] A yes, a no, or not sure is fine.
   *[2] Just say yes, no, or skip.
}
say-it-plainly-place = { $turn ->
    [0] You can name a place, like calf, foot, or back.
    [1] Just name the spot, like thigh or hand.
   *[2] Say a part of the body, like neck or toes.
}
say-it-plainly-time = { $turn ->
    [0] You can say things like in bed, or while walking.
    [1] Say when, like at night, or at the gym.
   *[2] A time is enough, like mornings, or at work.
}
say-it-plainly-which = { $turn ->
    [0] You can name one, or say none of those.
    [1] Say the one that fits, or no.
   *[2] Name it, or say skip.
}
private = { $turn ->
    [0] Nothing is kept after we talk, and you can skip this one.
    [1] I keep nothing once we're done, and you can skip this.
   *[2] This is forgotten after we talk, and skip is fine.
}
private-again = You can skip this one too.
nothing-kept = I keep no record here, but let's look at why.
no-diary = I keep no record of your cramps or of what you say. The room hears it, and Amazon keeps a voice history.
forgotten = Done. I've dropped what you told me, and nothing is kept after we talk.
taken-back = Good to hear. If that changes, call your emergency number.
elsewhere = { $turn ->
    [0] That's outside what I know, which is muscle cramps. If it's sudden, severe, or getting worse, call a { -doctor } today.
    [1] I only know about muscle cramps. If it's sudden, severe, or getting worse, call a { -doctor } today.
   *[2] That isn't about muscle cramps, so I can't help with it. If it's sudden, severe, or getting worse, call a { -doctor } today.
}
restless-legs = An urge to move the legs at rest is not a cramp, and I don't know enough about it. { ask } a { -doctor }, since it can be helped.
cannot-wait = If it's sudden, severe, or about your chest or breathing, call { emergency-number } now.
not-understood = { $turn ->
    [0] I didn't catch that. Start with "my" or "I", like, my calf cramps at night.
    [1] Sorry, I missed that. Try, my foot cramps in bed.
   *[2] That got past me. Try, I get cramps when I run.
}
not-understood-again = { $turn ->
    [0] Sorry, I missed it again. Try a short sentence, like, my foot cramps in bed.
    [1] I still didn't get it. Say where it cramps, like, my calf cramps.
   *[2] Once more, please. Short is best, like, my hand cramps.
}
what-you-can-ask = You can ask about a cause, a tip, or when to see a { -doctor }.
help = I help find likely causes of a muscle cramp. Just answer in a few words, or say skip, repeat, or stop.
explain-coach = I match what you tell me with common causes of cramps. I don't replace a doctor.
explain-screen = A few danger signs need help fast, so I ask about them first.
list-causes = Most are from tired muscles, or plain night cramps. Low fluids, a drug, or too much sitting can bring them too.
see-doctor = Most cramps are harmless. { see } a { -doctor } if they come often, spoil { your } sleep, or come with swelling, weakness, or numbness. A cramp that won't let go in ten minutes needs help today.
tip-general = Stretch before bed, drink when you feel thirsty, and build up sport bit by bit.
child = For a child I don't guess at causes. Call their { -doctor } today if they limp, can't walk, have a fever, or it's one calf only. If they can't stand, call { emergency-number }. Else ask at the next visit.
goodbye = Take care.
goodbye-emergency = Please make that call now. Take care.
apology-card-title = Something went wrong
apology-card = It was our fault, not yours. If it's sudden, severe, or about your chest or breathing, call { emergency-number } now. To tell us about it, give this reference: { $reference }.
apology-again = Say yes and I'll go on. Shall I?
apology = Sorry, something went wrong on my side. If it's sudden, severe, or about your chest or breathing, call { emergency-number } now. Shall we go on?

which-one = { $turn ->
    [0] One at a time, then.
    [1] Let me ask one by one.
   *[2] Let's see which.
}

# The answer.
most-likely-0 = Most likely this fits with { $cause }, though nothing you said points there strongly.
most-likely-1 = Most likely this fits with { $cause }, because { $fact1 }.
most-likely-2 = Most likely this fits with { $cause }, because { $fact1 } and { $fact2 }.
next-likely-0 = Also possible: { $cause }, though nothing you said points there strongly.
less-likely-0 = Less likely, but possible: { $cause }.
less-likely-1 = Less likely: { $cause }, because { $fact1 }.
less-likely-2 = Less likely: { $cause }, because { $fact1 } and { $fact2 }.
instead-both = It could be { $cause }. For it: { $fact1 }. Against it: { $against1 }.
instead-for = It could be { $cause } too, because { $fact1 }.
instead-against = Less likely { $cause }, because { $against1 }.
instead-open = Nothing you said points to { $cause }, or away from it.
next-likely-1 = Also possible: { $cause }, because { $fact1 }.
next-likely-2 = Also possible: { $cause }, because { $fact1 } and { $fact2 }.
also-possible = Also possible: { $cause }.
answer-nothing-known = I know too little to name a cause. If it keeps coming back, ask a { -doctor }.
no-more-causes = Nothing else you told me points to another cause.
no-more-tips = That's all I have for { $cause }.
see-today = Have it looked at today.
screen-unsure = If any of those is there, call { emergency-number }.
clot-first = Until a clot is ruled out, I won't look for other causes.
no-rubbing = Don't stretch or rub that leg for now.

# Questions outside the interview, each with other words for the silence after it.
ask-again = Shall I say that again?
ask-again-again = { $turn ->
    [0] Say yes to hear it once more. Shall I?
    [1] Do you want it once more?
   *[2] Should I repeat it? Say yes or no.
}
ask-interview = { $turn ->
    [0] Want to find out why?
    [1] Shall we look for the cause?
   *[2] Shall we find out why it cramps?
}
ask-interview-again = { $turn ->
    [0] Say yes and I'll ask a few short questions. Ready?
    [1] A few questions can show the cause. Shall I begin?
   *[2] Say yes to start, or stop to end. Which one?
}
ask-start-again = Shall we start over?
ask-start-again-again = Say yes to go through the questions again. Shall we?
ask-tip = { $turn ->
    [0] Another tip, or the next cause?
    [1] Would you like another tip, or the next cause?
   *[2] Want one more tip, or the next cause?
}
ask-tip-again = { $turn ->
    [0] Say another tip, next, or stop. Which one?
    [1] You can say tip, next cause, or doctor. Which one?
   *[2] Say tip, next, or when to see someone. Which one?
}
ask-more = { $turn ->
    [0] Would you like another tip?
    [1] Shall I give you one more tip?
   *[2] Want to hear another tip?
}
ask-more-again = { $turn ->
    [0] Say yes for one more tip. Would you like it?
    [1] One more tip? Say yes or no.
   *[2] Say yes to hear it. Shall I?
}
ask-next = { $turn ->
    [0] Shall I go on to the next cause?
    [1] Want to hear the next cause?
   *[2] Would you like the next cause?
}
ask-next-again = { $turn ->
    [0] Say yes for the next cause. Shall I?
    [1] Say next, or stop. Which one?
   *[2] The next one? Say yes or no.
}
