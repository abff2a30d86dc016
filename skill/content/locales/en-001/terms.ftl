# World English: what all but the American and the Canadian share (CLDR's parent of en-GB, en-AU, en-IN, en-NZ ...).

-emergency-room = an emergency department
-pill = tablet
-diarrhea = diarrhoea
-physical-therapy = physiotherapy
-program = programme
-cart = trolley
-als = motor neurone disease
-shot = injection
-toward = towards
