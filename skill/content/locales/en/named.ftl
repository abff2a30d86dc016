# Parts of a cause and remedies, asked for by name: what the evidence says of each, and when to see someone where it
# matters. At most forty words.

# Of a medicine or something people drink or take.
about-statins = Statins can cause muscle symptoms, though often the pain has another cause. { dont } stop alone. { call } a { -doctor } or pharmacist today. Dark { -pee } or bad weakness is an emergency.
about-water_pills = Some water { -pill }s are linked with cramps, and lost salts are only part of it. { dont } stop them alone. { ask } a { -doctor } or pharmacist in the next day or two.
about-inhalers = Some inhalers, mostly the long-acting ones, are linked with cramps. They also keep the lungs open, so { dont-inside } stop one alone. { ask } a { -doctor } or pharmacist.
about-alcohol = Regular drinking is linked with night cramps. Anyone who drinks a lot shouldn't stop all at once, because that can bring cramps too. A { -doctor } can help with cutting back.
about-caffeine = A lot of caffeine may make twitches more likely, though I know of no good study of it. Cutting back for a while is worth a try.

# Of low minerals.
about-magnesium = Low magnesium can cause cramps, but for most people with night cramps, trials found that { -pill }s did little. Food comes first. { ask } before taking { -pill }s, above all with kidney trouble.
about-potassium = Low potassium mostly comes from lost fluid or some medicines, rarely from food. Bananas and the like are fine for most. Ask before any { -pill } or salt substitute. With kidney trouble or blood pressure { -pill }s, they can be harmful.
about-calcium = Low calcium can make hands cramp and lips tingle. Dairy and fortified foods give calcium. { ask } before taking { -pill }s. Hands that lock and won't let go need help today.

# Of a pinched nerve.
about-herniated_disc = A slipped disc can press on a nerve, and send pain, tingling or cramps into a limb. { see } someone soon about any weakness. Trouble with bladder or bowels is an emergency.
about-spinal_stenosis = A narrow spine can press on the nerves to the legs. Walking and standing make it worse, and bending forward helps. { see } someone soon about weakness. Trouble with bladder or bowels is an emergency.
about-carpal_tunnel = A squeezed nerve at the wrist mostly makes the thumb side of the hand tingle or go numb, often at night. A straight wrist may help. { see } someone if it stays or the hand grows weak.

# Of poor blood flow.
about-peripheral_artery_disease = Narrow leg arteries can cramp a calf with walking, and rest stops it in minutes. Have that checked in a day or two. Pain at rest, or sores, need help today. A cold, white, numb leg is an emergency.

# Of nerve and muscle conditions.
about-multiple_sclerosis = M S can make muscles stiff and bring spasms, and heat or a full bladder can set them off. Cramps alone very rarely mean M S. Any new weakness or lost feeling should be checked right away.
about-als = Cramps or twitching alone hardly ever mean { -als }. Weakness that grows over weeks is what should be checked soon. Trouble breathing or swallowing is an emergency.
about-parkinsons = Parkinson's can make muscles stiff and toes curl, often early in the morning. It mostly comes with slowness or shaking. { see } a { -doctor } about signs like those.
about-muscular_dystrophy = Muscular dystrophy is rare. One kind brings cramps with exercise from childhood on, often with big calves. { see } a { -doctor } about that, and soon about any weakness.

# Of long-term conditions.
about-kidney_disease = Cramps are common with dialysis, and fluid taken off fast may be why. Tell the staff at once. Chest pain or feeling faint then is an emergency. For other kidney trouble, { book-inside } a visit.
about-liver_disease = Many people with a scarred liver get cramps. It's worth telling the team that looks after it, and asking them before any remedy is tried.
about-thyroid_disease = A slow thyroid can bring cramps, mostly with tiredness, feeling cold, or weight gain. A blood test can show it, so it's worth asking a { -doctor }.
about-diabetes = Diabetes can harm the nerves and arteries of the legs, though how often that makes cramps is less clear. { book } a visit. A foot sore that won't heal should be seen today.

# Remedies.
about-quinine = Quinine and tonic water are not advised for cramps. Quinine can cause serious blood and heart problems. A { -doctor } can say what is safer.
about-electrolyte_drinks = After a long sweat, a drink with salts may help, though the proof is small. Drink to thirst and no more, since too much is dangerous. Ask first if fluids or salt are limited.
about-pickle_juice = Pickle juice was tested in people with a scarred liver. Cramps hurt less, but came just as often. It's very salty, so not for anyone with heart, kidney, or blood pressure trouble.
about-mustard = I know of no good evidence that mustard helps cramps. For most cramps, stretching the muscle gently is what to do first.
about-soap = I know of no good evidence that soap in the bed stops cramps. Stretching before bed may help some people.
about-massage = Rubbing a cramped muscle may ease it. But a leg that is swollen, red or hot should not be rubbed. It should be seen today.
about-heat_and_cold = Warmth may ease a tight muscle, and a cold pack may ease one that is sore after the cramp.
about-regular_stretching = Stretching a cramped muscle gently helps it let go. Stretching before bed may help some people, though studies don't agree. Stop if it hurts sharply.
about-painkillers = Pain { -pill }s work too slowly to stop a cramp, though they may ease soreness afterwards. One of them, naproxen, is linked with cramps itself. A pharmacist can say what is safe.
