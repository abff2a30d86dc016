# Words that differ from place to place. A locale's own terms.ftl puts its own in their place.

-doctor = doctor
-emergency-room = an emergency room
-pill = pill
-diarrhea = diarrhea
-pinched = pinched
-physical-therapy = physical therapy
-program = program
-cart = cart
-als = A L S
-shot = shot
-toward = toward
-pee = pee
