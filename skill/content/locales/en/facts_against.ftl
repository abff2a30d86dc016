# What this person ruled out, as the rest of "because ...": said only where it speaks against a cause that is asked about.

fact-harder_activity-no = that muscle did nothing unusual
fact-long_same_position-no = { you } don't stay in one position
fact-hot_and_sweaty-no = there was no heat or sweat
fact-low_fluids-no = { you } drink enough
fact-new_medicine-no = no medicine changed
fact-med_class-none = { you } take none of those medicines
fact-alcohol_regular-no = { you } don't drink much alcohol
fact-restricted_diet_or_absorption-no = { your } diet isn't limited
fact-tingling_lips_and_fingertips-no = there is no tingling around the mouth
fact-numb_or_tingling_one_limb-no = nothing is numb
fact-back_or_neck_pain_shooting-no = no pain shoots from the back
fact-weaker_over_weeks-no = nothing is weaker
fact-twitching_between_cramps-no = there is no twitching
fact-stiff_slow_or_shaky-no = nothing is stiff or shaky
fact-known_neuro_diagnosis-no = no such illness is known
fact-artery_risk-no = there is no risk for the arteries
fact-cold_or_changed_feet-no = { your } feet look normal
fact-age_60_plus-no = { you-are } under sixty
fact-pregnant-no = { you-are } not pregnant
fact-kidney_liver_thyroid_diabetes-none = no such illness is known
fact-stressed-no = { you-are } not under stress
