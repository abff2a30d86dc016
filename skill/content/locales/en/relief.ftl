# What eases a cramp right now, one breath each; for the person who has it or whoever is with them.
relief-calf = Straighten { your } leg and gently pull the toes { -toward } the shin. Stop if it hurts sharply.
relief-foot_or_toes = Gently pull { your } toes back and rub the arch of the foot. Stop if it hurts sharply.
relief-front_thigh = Hold on to a chair, and bring the heel { -toward } the bottom. Stop if it hurts sharply.
relief-hamstring = Straighten the knee and lean forward, with the foot flexed. Stop if it hurts sharply.
relief-buttock_or_hip = Walk a few steps, and rub the tight spot.
relief-low_back = Find a comfortable position, then keep moving gently. Warmth may ease the tightness.
relief-neck_or_shoulder = Let the shoulders drop, and turn the head gently from side to side. Warmth may help.
relief-hand_or_forearm = Open the fingers, and press the palm flat against a wall. Stop if it hurts sharply.
relief-abdomen_wall = Stop, breathe slowly, and stretch out the belly if that feels all right.
relief-eyelid_or_face_twitch = Rest the eyes, breathe slowly, and go easy on coffee.
relief-several_places = Stop, breathe slowly, and gently stretch and rub one muscle at a time.
relief-leg = Straighten { your } leg, pull the toes { -toward } the shin, and rub the muscle. Stop if it hurts sharply.
relief-arm = Let the arm hang loose, then straighten it gently and rub the muscle. Stop if it hurts sharply.
relief-trunk = Stop, breathe slowly, and ease into a position that feels better. Then move gently.
relief-face = Rest the eyes and face, breathe slowly, and go easy on coffee.
relief-anywhere = Stretch the muscle gently, rub it, and walk a little if { you } can. Stop if it hurts sharply.
