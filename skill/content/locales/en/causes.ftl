# For each cause: its spoken name, what it is, tips of one breath each, and when to see someone.

cause-muscle_fatigue = tired or overworked muscles
about-muscle_fatigue = A tired muscle's nerves get jumpy, so it keeps tightening.
tip-muscle_fatigue-1 = When a cramp begins, slow down and stretch the muscle gently.
tip-muscle_fatigue-2 = Build up exercise a little at a time.
tip-muscle_fatigue-3 = Warm up first, and stretch gently afterwards.
tip-muscle_fatigue-4 = Give the muscle a day or two of rest.
see-muscle_fatigue = See someone if it swells, grows weak, or your { -pee } turns dark.

cause-dehydration_electrolytes = low fluids or body salts
about-dehydration_electrolytes = Heat, sweat and low fluids may play a part in cramps, along with tired muscles.
tip-dehydration_electrolytes-1 = Drink when you feel thirsty, and a little before hot work.
tip-dehydration_electrolytes-2 = After long sweating, have a sports drink or a salty snack.
tip-dehydration_electrolytes-3 = Take breaks in the shade.
tip-dehydration_electrolytes-4 = If you were told to limit fluids, ask your { -doctor } first.
see-dehydration_electrolytes = See someone if heat cramps last over an hour, or you keep losing fluid.

cause-medical_neuromuscular = a nerve or muscle condition
about-medical_neuromuscular = Rarely, a nerve or muscle condition is behind cramps, mostly with weakness or stiffness.
tip-medical_neuromuscular-1 = Note what sets the spasms off, such as heat or tiredness.
tip-medical_neuromuscular-2 = Stretch daily, the way your therapist showed you.
tip-medical_neuromuscular-3 = Keep moving within your limits.
tip-medical_neuromuscular-4 = Never stop a spasm medicine all at once.
see-medical_neuromuscular = See a { -doctor } soon about any new weakness.

cause-medical_systemic = a kidney, liver, thyroid, or diabetes problem
about-medical_systemic = Kidney, liver and thyroid disease, and diabetes, can all bring cramps.
tip-medical_systemic-1 = Tell the team that looks after that condition about your cramps.
tip-medical_systemic-2 = With thyroid trouble, ask about a blood test.
tip-medical_systemic-3 = With diabetes, look at your feet every day.
see-medical_systemic = Book a visit, and if a cramp comes during dialysis, tell the staff at once.

cause-poor_circulation = poor blood flow in the leg arteries
about-poor_circulation = Narrowed arteries can't bring enough blood to a working muscle.
tip-poor_circulation-1 = Walk often, rest when it hurts, then go on.
tip-poor_circulation-2 = If you smoke, get help to quit.
tip-poor_circulation-3 = Ask about a supervised walking { -program }.
tip-poor_circulation-4 = Check your feet for sores.
see-poor_circulation = Have a new walking cramp checked in a day or two.

cause-muscle_imbalance_posture = strain from posture or one position
about-muscle_imbalance_posture = Muscles held in one position for long get tired and tight.
tip-muscle_imbalance_posture-1 = Change position at least every half hour.
tip-muscle_imbalance_posture-2 = Keep your screen at eye level and your arms supported.
tip-muscle_imbalance_posture-3 = Strengthen your back, hips and feet a few times a week.
tip-muscle_imbalance_posture-4 = Keep moving gently, and avoid bed rest.
see-muscle_imbalance_posture = See someone if you get weakness, numbness, or a fever.

cause-medications_substances = a medicine or something you drink or take
about-medications_substances = Some medicines, and alcohol, are linked with cramps.
tip-medications_substances-1 = Ask your pharmacist if something you take can cause cramps, and change nothing on your own.
tip-medications_substances-2 = Keep a list of all you take.
tip-medications_substances-3 = If you drink a lot, cut back slowly, with help.
tip-medications_substances-4 = Go easy on coffee and energy drinks.
see-medications_substances = If a medicine is new, or you drink a lot, call your { -doctor } soon.

cause-nutrient_deficiency = low magnesium, calcium, or potassium
about-nutrient_deficiency = Nerves and muscles need these minerals to switch on and off.
tip-nutrient_deficiency-1 = Eat leafy greens, beans, nuts and whole grains.
tip-nutrient_deficiency-2 = Have dairy or fortified foods for calcium.
tip-nutrient_deficiency-3 = Fruit, potatoes and beans give you potassium.
tip-nutrient_deficiency-4 = Ask before you take any mineral { -pill }s.
see-nutrient_deficiency = Ask for a blood test if it goes on.

cause-nerve_compression = a { -pinched } nerve
about-nerve_compression = Pressure on a nerve can make its muscle misfire.
tip-nerve_compression-1 = Stay gently active, and avoid sitting for long.
tip-nerve_compression-2 = Ease off movements that send the pain shooting.
tip-nerve_compression-3 = Keep your wrist straight at night.
tip-nerve_compression-4 = Ask about { -physical-therapy }.
see-nerve_compression = See someone soon about any weakness, and at once if your bladder or bowels change.

cause-stress_anxiety = stress or tension
about-stress_anxiety = Stress keeps muscles tense, and fast breathing can cause tingling and hand cramps.
tip-stress_anxiety-1 = Breathe slowly, a little longer out than in.
tip-stress_anxiety-2 = Tense each muscle for five seconds, then let it go.
tip-stress_anxiety-3 = Move or stretch every hour.
tip-stress_anxiety-4 = Make time for something calming.
see-stress_anxiety = See someone if worry fills most days.

cause-pregnancy = pregnancy
about-pregnancy = Leg cramps are common in later pregnancy, and nobody is sure why.
tip-pregnancy-1 = Rub the muscle and gently pull your toes up, with the knee straight.
tip-pregnancy-2 = Stretch your calves before bed.
tip-pregnancy-3 = Walk a little every day.
tip-pregnancy-4 = Ask your midwife before you take any supplement.
see-pregnancy = Tell your midwife, and go today if one leg is red or swollen.

cause-nocturnal_idiopathic = ordinary night cramps
about-nocturnal_idiopathic = Night cramps often have no clear cause. Tired muscles and jumpy nerves may be behind them.
tip-nocturnal_idiopathic-1 = Stretching your calves for three minutes before bed may help.
tip-nocturnal_idiopathic-2 = Loosen the covers at your feet.
tip-nocturnal_idiopathic-3 = Move more by day, or cycle a few minutes before bed.
tip-nocturnal_idiopathic-4 = Go easy on alcohol and caffeine in the evening.
see-nocturnal_idiopathic = See someone if it often spoils your sleep, or the leg swells or gets weak.

# Asked for by name, where the evidence differs from what people expect.
about-statins = Statins can cause muscle symptoms, though often the pain has another cause. Don't stop on your own. Call your { -doctor } or pharmacist.
about-magnesium = Low magnesium can cause cramps, but for most people with night cramps, trials found that { -pill }s did little.
about-potassium = Food gives most people enough potassium. Don't take potassium { -pill }s without asking, least of all with kidney disease.
about-quinine = Quinine and tonic water are not advised for cramps. Quinine can cause serious blood and heart problems.
about-als = Cramps or twitching alone hardly ever mean { -als }. Growing weakness is what should be checked.
about-alcohol = Regular drinking is linked with night cramps. If you drink a lot, don't stop all at once. Get help.
