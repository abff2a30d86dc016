# What eases a cramp right now, one breath each.
relief-calf = Straighten your leg and gently pull your toes { -toward } your shin. Stop if it hurts sharply.
relief-foot_or_toes = Gently pull your toes back and rub the arch of your foot.
relief-front_thigh = Hold on to a chair, and bring your heel { -toward } your bottom.
relief-hamstring = Straighten your knee and lean forward gently, with your foot flexed.
relief-buttock_or_hip = Walk a few steps, and rub the tight spot.
relief-low_back = Find a comfortable position, then keep moving gently. Warmth may help.
relief-neck_or_shoulder = Let your shoulders drop, and turn your head gently from side to side. Warmth may help.
relief-hand_or_forearm = Open your fingers, and press your palm flat against a wall.
relief-abdomen_wall = Stop, breathe slowly, and stretch out your belly if it feels all right.
relief-eyelid_or_face_twitch = Rest your eyes, breathe slowly, and go easy on coffee.
relief-anywhere = Stretch the muscle gently, rub it, and walk a little if you can.
