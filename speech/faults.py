"""Every trial of a rehearsal, by its name: first the good requests, without which a refusal says nothing."""

from speech.chain_faults import chain_faults
from speech.forge import HELP
from speech.request_faults import request_faults
from speech.signature_faults import signature_faults
from speech.trial import TAKEN, Trial

GOOD = (
    Trial("launch", "a rightly signed LaunchRequest", TAKEN, "it is Alexa's", lambda f: f.signed(f.launch())),
    Trial("help", f"a rightly signed {HELP}", TAKEN, "it is Alexa's", lambda f: f.signed(f.help())),
    Trial(
        "session-ended", "a rightly signed SessionEndedRequest", TAKEN, "it is Alexa's", lambda f: f.signed(f.ended())
    ),
)

TRIALS = {trial.name: trial for trial in (*GOOD, *signature_faults(), *chain_faults(), *request_faults())}
