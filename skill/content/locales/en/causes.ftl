overview = A spasm is a muscle that tightens by itself, mostly in a calf or foot. Most are harmless, and last from seconds to ten minutes.

# For each cause: its spoken name, what it is, tips of one breath each, and when to see someone.

cause-muscle_fatigue = tired or overworked muscles
about-muscle_fatigue = When a muscle is tired, its nerve signals get jumpy, and it can keep tightening.
tip-muscle_fatigue-1 = When a cramp begins, slow down and stretch the muscle gently.
tip-muscle_fatigue-2 = { try } building up exercise a little at a time.
tip-muscle_fatigue-3 = Warming up first, and stretching gently afterwards, may help.
tip-muscle_fatigue-4 = A day or two of rest lets a sore muscle recover.
see-muscle_fatigue = { see } someone if it swells, grows weak, or { your } { -pee } turns dark.

cause-dehydration_electrolytes = low fluids or body salts
about-dehydration_electrolytes = Heat, sweat and low fluids may play a part in cramps, along with tired muscles.
tip-dehydration_electrolytes-1 = { try } drinking when thirsty, and a little before hot work.
tip-dehydration_electrolytes-2 = After a long sweat, a sports drink or a salty snack may help.
tip-dehydration_electrolytes-3 = { try } taking breaks in the shade.
tip-dehydration_electrolytes-4 = Hot days are a good time to go easy on alcohol.
tip-dehydration_electrolytes-5 = If { you-have } been told to limit fluids, ask a { -doctor } first.
see-dehydration_electrolytes = { see } someone if heat cramps last over an hour, or { you } keep losing fluid.

cause-medical_neuromuscular = a nerve or muscle condition
about-medical_neuromuscular = Rarely, a nerve or muscle condition is behind cramps, mostly with weakness or stiffness.
tip-medical_neuromuscular-1 = It helps to note what sets the spasms off, such as heat or a full bladder.
tip-medical_neuromuscular-2 = { try } stretching daily, the way a therapist has shown.
tip-medical_neuromuscular-3 = { try } to keep moving within { your } limits.
tip-medical_neuromuscular-4 = A spasm medicine should never be stopped all at once.
see-medical_neuromuscular = { see } a { -doctor } soon about any new weakness.

cause-medical_systemic = a kidney, liver, thyroid, or diabetes problem
about-medical_systemic = Kidney, liver and thyroid disease, and diabetes, can all bring cramps.
tip-medical_systemic-1 = { tell } the team that looks after it about the cramps.
tip-medical_systemic-2 = With a slow thyroid, it's worth asking about a blood test.
tip-medical_systemic-3 = With diabetes, it's good to look at the feet every day.
tip-medical_systemic-4 = Between dialysis sessions, go by the team's advice on salt and drinks.
see-medical_systemic = { book } a visit, and if a cramp comes during dialysis, tell the staff at once.

cause-poor_circulation = poor blood flow in the leg arteries
about-poor_circulation = Narrowed arteries can't bring enough blood to a leg muscle that is at work.
tip-poor_circulation-1 = { try } walking often, resting when it hurts, then going on.
tip-poor_circulation-2 = For anyone who smokes, getting help to quit is the best step.
tip-poor_circulation-3 = { ask } about a supervised walking { -program }.
tip-poor_circulation-4 = Medicines for the heart or diabetes matter here, so keep up with them.
tip-poor_circulation-5 = { try } checking { your } feet for sores every day.
see-poor_circulation = Have a new walking cramp checked in a day or two.

cause-muscle_imbalance_posture = strain from posture or one position
about-muscle_imbalance_posture = Muscles held in one position for long get tired and tight.
tip-muscle_imbalance_posture-1 = { try } changing position at least every half hour.
tip-muscle_imbalance_posture-2 = { try } a screen at eye level, with both arms supported.
tip-muscle_imbalance_posture-3 = It may help to work on back, hip and foot strength a few times a week.
tip-muscle_imbalance_posture-4 = With a back spasm, { try-inside } moving gently, and not staying in bed.
tip-muscle_imbalance_posture-5 = Shoes with good support may help.
see-muscle_imbalance_posture = { see } someone about weakness, numbness, or a fever.

cause-medications_substances = a medicine or something { you } drink or take
about-medications_substances = Some medicines, and alcohol, are linked with cramps.
tip-medications_substances-1 = { ask } a pharmacist if it can cause cramps. Change nothing alone.
tip-medications_substances-2 = { try } keeping a list of everything { you } take.
tip-medications_substances-3 = Anyone who drinks a lot should cut back slowly, and with help.
tip-medications_substances-4 = { try } going easy on coffee and energy drinks.
see-medications_substances = If a medicine is new, or { you } drink a lot, call { your } { -doctor } soon.

cause-nutrient_deficiency = low magnesium, calcium, or potassium
about-nutrient_deficiency = Nerves and muscles need these minerals to switch on and off.
tip-nutrient_deficiency-1 = { try } more leafy greens, beans, nuts and whole grains.
tip-nutrient_deficiency-2 = Dairy or fortified foods give calcium.
tip-nutrient_deficiency-3 = Fruit, potatoes and beans give potassium.
tip-nutrient_deficiency-4 = { ask } before taking any mineral { -pill }s, above all with kidney trouble.
see-nutrient_deficiency = { ask } for a blood test if it goes on.

cause-nerve_compression = a { -pinched } nerve
about-nerve_compression = Pressure on a nerve can make its muscle misfire.
tip-nerve_compression-1 = { try } to stay gently active, and not sit for long.
tip-nerve_compression-2 = { try } easing off movements that send the pain shooting.
tip-nerve_compression-3 = When lifting, keep the load close to the body.
tip-nerve_compression-4 = { ask } about { -physical-therapy }.
tip-nerve_compression-5 = For a hand, it may help to rest the wrist straight at night.
see-nerve_compression = { see } someone soon about any weakness, and get help at once if bladder or bowels change.

cause-stress_anxiety = stress or tension
about-stress_anxiety = Stress keeps muscles tense, and fast breathing can cause tingling and hand cramps.
tip-stress_anxiety-1 = { try } breathing slowly, a little longer out than in.
tip-stress_anxiety-2 = { try } tensing each muscle for five seconds, then letting it go.
tip-stress_anxiety-3 = It may help to move or stretch every hour.
tip-stress_anxiety-4 = { try } making time each day for something calming.
tip-stress_anxiety-5 = Less caffeine may help too.
see-stress_anxiety = { see } someone if worry fills most days.

cause-pregnancy = pregnancy
about-pregnancy = Leg cramps are common in later pregnancy, and nobody is sure why.
tip-pregnancy-1 = In a cramp, rub the muscle and gently pull the toes up, knee straight.
tip-pregnancy-2 = { try } stretching { your } calves before bed.
tip-pregnancy-3 = { try } a little walk every day.
tip-pregnancy-4 = { ask } a midwife before taking any supplement.
see-pregnancy = { tell } the midwife, and go today if one leg is red or swollen.

cause-nocturnal_idiopathic = ordinary night cramps
about-nocturnal_idiopathic = Night cramps often have no clear cause. Tired muscles and jumpy nerves may be behind them.
tip-nocturnal_idiopathic-1 = Stretching { your } calves for three minutes before bed may help.
tip-nocturnal_idiopathic-2 = { try } loosening the covers at { your } feet.
tip-nocturnal_idiopathic-3 = { try } moving more by day, or cycling a few minutes before bed.
tip-nocturnal_idiopathic-4 = { try } going easy on alcohol and caffeine in the evening.
tip-nocturnal_idiopathic-5 = { try } drinking evenly through the day.
see-nocturnal_idiopathic = { see } someone if it often spoils { your } sleep, or the leg swells or goes numb.
