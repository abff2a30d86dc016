# What the coach says between the facts. $number, $crisis and $poison come with the locale; "none" where there is none.

emergency-number = { $number ->
    [none] your local emergency number
   *[other] { $number }
}

welcome = Welcome to Cramp Coach.
first-use = This is information only, not reviewed by a clinician, and not for emergencies.
starting-over = Okay, from the start.
going-back = Okay, one step back.
noted = Got it.
moving-on = Let's leave that one.
say-it-plainly = You can say yes, no, or I don't know.
say-it-plainly-place = You can name a place, like calf, foot, or back.
say-it-plainly-time = You can say things like in bed, or while I walk.
say-it-plainly-which = You can name one, or say none of those.
private = Nothing is kept after we talk, and you can skip this one.
nothing-kept = I keep no record here, but let's look at why.
no-diary = I keep no record of your cramps or of what you say. The room hears it, and Amazon keeps a voice history.
forgotten = Done. I've dropped what you told me, and nothing is kept after we talk.
taken-back = Good to hear. If that changes, call your emergency number.
elsewhere = That's outside what I know, which is muscle cramps. If it's sudden, severe, or getting worse, call a { -doctor } today.
cannot-wait = If it's sudden, severe, or about your chest or breathing, call { emergency-number } now.
not-understood = I didn't catch that. Start with "my" or "I", like, my calf cramps at night.
not-understood-again = Sorry, I missed it again. Try a short sentence, like, my foot cramps in bed.
what-you-can-ask = You can ask about a cause, a tip, or when to see a { -doctor }.
help = I help you find likely causes of a muscle cramp. Just answer in a few words, or say skip, repeat, or stop.
explain-coach = I match what you tell me with common causes of cramps. I don't replace a doctor.
explain-screen = A few danger signs need help fast, so I ask about them first.
list-causes = The usual ones are tired muscles, ordinary night cramps, low fluids, some medicines, posture, { -pinched } nerves, stress, and poor circulation.
see-doctor = See a { -doctor } if cramps come often, spoil your sleep, or come with swelling, weakness, or numbness. A cramp that won't let go in ten minutes needs help today.
tip-general = Stretch gently before bed, drink when you're thirsty, and build up exercise little by little.
child = For a child I don't guess at causes. Call their { -doctor } today if they limp, can't walk, have a fever, or it's one calf only. If they can't stand, call { emergency-number }.
goodbye = Take care.
goodbye-emergency = Please make that call now. Take care.
apology-again = Say yes and I'll go on. Shall I?
apology = Sorry, something went wrong on my side. If it's sudden, severe, or about your chest or breathing, call { emergency-number } now. Shall we go on?

# The answer.
most-likely-0 = Most likely this fits with { $cause }, though nothing you said points there strongly.
most-likely-1 = Most likely this fits with { $cause }, because { $fact1 }.
most-likely-2 = Most likely this fits with { $cause }, because { $fact1 } and { $fact2 }.
next-likely-0 = Less likely, but possible: { $cause }.
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
ask-again-again = Say yes to hear it once more.
ask-interview = Shall we find out why you cramp?
ask-interview-again = Say yes and I'll ask a few short questions. Ready?
ask-start-again = Shall we start over?
ask-start-again-again = Say yes to go through the questions again. Shall we?
ask-tip = Another tip, or the next cause?
ask-tip-again = Say another tip, next, or stop. Which one?
ask-more = Would you like another tip?
ask-more-again = Say yes for one more tip. Would you like it?
ask-next = Shall I go on to the next cause?
ask-next-again = Say yes for the next cause. Shall I?
