# Parts of a cause, asked for by name: what the evidence says of each, and when to see someone where it matters.

about-statins = Statins can cause muscle symptoms, though often the pain has another cause. { dont } stop on { your } own. { call } a { -doctor } or pharmacist today.
about-magnesium = Low magnesium can cause cramps, but for most people with night cramps, trials found that { -pill }s did little.
about-potassium = Food gives most people enough potassium. { dont } take potassium { -pill }s without asking, least of all with kidney disease.
about-quinine = Quinine and tonic water are not advised for cramps. Quinine can cause serious blood and heart problems.
about-als = Cramps or twitching alone hardly ever mean { -als }. Growing weakness is what should be checked.
about-alcohol = Regular drinking is linked with night cramps. Anyone who drinks a lot shouldn't stop all at once. Get help.
