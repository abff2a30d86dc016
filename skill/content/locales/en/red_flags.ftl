# why-...: what was heard, and why it matters. advice-...: what to do, in one breath.

why-emergency = That could be an emergency.
why-rf_heart = That could be { your } heart.
why-rf_breathing_pe = Trouble breathing can't wait.
why-rf_stroke = That could be a stroke.
why-rf_cold_limb = A limb that turns cold, pale or blue may be losing its blood supply.
why-rf_cauda_equina = That can mean a nerve in the spine is being crushed.
why-rf_heatstroke = That could be heat stroke.
why-rf_severe_dehydration = Fainting or being confused can be a sign of danger, such as far too little fluid.
why-rf_tetanus = A locked jaw or a stiff body can be tetanus.
why-rf_rhabdo = { -pee } as dark as that can mean that muscle breaks down.
why-rf_compartment = Pain like that can mean high pressure in the muscle.
why-rf_airway = Trouble with the throat or swallowing can't wait.
why-rf_seizure_unresponsive = That sounds like a seizure.
why-rf_rapid_weakness = Sudden weakness like that can't wait.
why-rf_drug_rigidity = Fever and stiffness with a drug can be dangerous.
why-rf_sudden_severe_back_belly = Sudden, severe pain like that can't wait.
why-rf_meningitis = A fever with a stiff neck can be meningitis.
why-rf_pregnancy_emergency = In pregnancy, that can't wait.
why-rf_overdose_poison = That could be poisoning.
why-rf_self_harm = I'm really sorry it's this hard. You don't have to face it alone.
why-ur_dvt = A hot or swollen leg can be a blood clot.
why-ur_cramp_over_10_min = A cramp that won't let go needs help.
why-ur_wound_tetanus_risk = A dirty wound may need a tetanus { -shot }.
why-ur_toxin = Some poisons cause cramps.
why-ur_fluid_loss = Losing a lot of fluid can upset { your } body salts.
why-ur_trunk_arm_cramps = Cramps in the arms, chest or belly should be seen soon.
why-ur_new_weakness_or_numb = New weakness or lost feeling should be seen soon.
why-ur_statin_muscle = Muscle trouble on a statin needs a call.
why-ur_palpitations = A fluttering or racing heart with cramps should be checked.
why-ur_rest_pain_pad = Foot pain at rest, or sores that won't heal, can mean poor blood flow.
why-ur_heat_cramp = Heat cramps that last should be seen.
why-ur_dialysis = Cramps around dialysis matter to { your } team.
why-ur_pregnant_leg = A red or swollen leg in pregnancy can be a blood clot.
why-ur_dystonia = Twisting muscles can come from a medicine.
why-ur_infection = Fever with a hot leg or joint can be an infection.
why-ur_hand_face_tetany = Locked hands with tingling can mean low calcium.
why-ur_child = A child who won't walk should be seen.

# Alexa can't place an emergency call, so each line says to use the phone.
call-who = { $number ->
    [none] your local emergency number
   *[other] { $number }, or your local emergency number,
}
advice-call = Call { call-who } from your phone now.
advice-hospital = Go to { -emergency-room } now, or call { call-who } from your phone.
advice-cool = Call { call-who } from your phone now, and cool down with water on the skin.
advice-poison = { $poison ->
    [none] Call { call-who } from your phone now.
   *[other] Call { $number } from your phone now if anyone is faint or short of breath, else Poison Control, { $poison }.
}
advice-crisis = { $crisis ->
    [none] Call your local crisis line from your phone now, or { emergency-number } if you're in danger.
   *[other] Call or text { $crisis } from your phone now, or { $number } if you're in danger.
}
advice-today = Please get medical help today.
advice-clot = Have it seen today, at { -emergency-room } if nowhere else. Don't rub it.
advice-medicine = { call } { your } { -doctor } or pharmacist today.
advice-dialysis = { tell } { your } dialysis team now.
advice-child = Have the child seen today.
