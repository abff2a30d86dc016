"""A small house to break: the folders of a model and of its content, with just enough in them to pass every check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from interaction_model.build import Built, build
from interaction_model.check import check
from interaction_model.faults import Fault
from interaction_model.sources import read_sources

FILES = {
    "model/en/model.yaml": """\
locales: [en-US]
invocation_name: cramp coach
fallback_sensitivity: MEDIUM
slots:
  answer: {type: Answer, words: answer, prompt: "Yes or no?"}
  body_part: {type: BodyPart, words: body_part, prompt: "Where?"}
  timing: {type: Timing, words: timing, prompt: "When?"}
  symptom: {type: Symptom, words: symptom, prompt: "What?"}
  medicine: {type: Medicine, words: medicine, prompt: "Which medicine?"}
  condition: {type: Condition, words: condition, prompt: "Which condition?"}
  cause: {type: Cause, words: cause, prompt: "Which cause?"}
  person: {type: Person, words: person, prompt: "Who?"}
  record: {type: Record, words: record}
  description: {type: AMAZON.SearchQuery}
dialog: {intent: AnswerIntent, delegation: SKILL_RESPONSE}
""",
    "model/en/rules.yaml": 'gets: "(get|have)"\n',
    "model/en/builtins.yaml": """\
AMAZON.HelpIntent: []
AMAZON.StopIntent:
  - (i'm done|that's all)
AMAZON.CancelIntent: []
AMAZON.NavigateHomeIntent: []
AMAZON.FallbackIntent: []
AMAZON.YesIntent: [right]
AMAZON.NoIntent: [nope]
AMAZON.RepeatIntent: [pardon]
AMAZON.StartOverIntent: [from the top]
AMAZON.PreviousIntent: [one back]
AMAZON.NextIntent: [go on]
""",
    "model/en/AnswerIntent.yaml": """\
intent: AnswerIntent
sentences:
  - "{answer} {symptom}"
  - "{body_part} {timing}"
  - i take {medicine} for {condition}
  - "{person} {cause}"
slot_sentences:
  answer:
    - "[well] {answer}"
""",
    "model/en/AskCauseIntent.yaml": """\
intent: AskCauseIntent
rules: {why: "(why|how come)"}
sentences:
  - <why> do i <gets> {symptom} [in my {body_part}]
  - "{record} {symptom}"
""",
    "model/en/DescribeSymptomIntent.yaml": "intent: DescribeSymptomIntent\nsentences:\n  - (i|my) {description}\n",
    "content/relief.yaml": "relief:\n  calf: {}\n  anywhere: {}\n",
    "content/causes.yaml": "causes:\n  overuse: {}\nsubconditions:\n  statins: {cause: overuse}\n",
    "content/remedies.yaml": "remedies:\n  pickles: {}\n",
    "content/findings.yaml": """\
findings:
  body_part: {answers: {calf: {}}}
  timing: {answers: {at_night: {}}}
  med_class: {answers: {water_pill: {}, none: {}}}
  kidney_liver_thyroid_diabetes: {answers: {liver: {}, none: {}}}
  stressed: {answers: {"yes": {}, "no": {}}}
  known_neuro_diagnosis: {answers: {"yes": {}, "no": {}}}
  artery_risk: {answers: {"yes": {}, "no": {}}}
  pregnant: {answers: {"yes": {}, "no": {}}}
""",
    "content/red_flags.yaml": "red_flags:\n  rf_heart: {level: emergency}\n",
    "content/locales/en/words.yaml": """\
body_part:
  calf: [calf, calves]
  leg: [leg]
  arm: [arm]
  trunk: [trunk]
  face: [face]
  chest: [chest]
timing:
  at_night: [at night]
medicine:
  water_pill: [water pill]
  other: [other medicine]
condition:
  liver: [liver disease]
  neuro: [m s]
  artery: [heart disease]
  pregnant: [pregnant]
cause:
  overuse: [overuse]
  pickles: [pickles]
  statins: [statins]
symptom:
  cramp: [cramp, Cramps]
  twitch: [twitch]
  stressed: [stressed]
  rf_heart: [chest pain]
answer:
  "yes": ["yes"]
  "no": ["no"]
  unknown: [not sure]
person:
  self: [me]
  adult: [my wife]
  child: [my son]
record:
  keep: [log]
reader:
  negators: ["no", without]
""",
}

#: The contract's other intents, each with a sentence of its own.
FILES |= {
    f"model/en/{name}.yaml": f"intent: {name}\nsentences:\n  - {sentence}\n"
    for name, sentence in {
        "ListCausesIntent": "what are the causes",
        "CauseDetailIntent": "what about {cause}",
        "PreventionIntent": "how do i prevent it",
        "ReliefIntent": "what helps now",
        "SeeDoctorIntent": "is it serious",
        "RedFlagIntent": "it is an emergency",
        "DontKnowIntent": "i forget",
        "ExplainIntent": "why do you ask",
        "MoreIntent": "more",
        "LogCrampIntent": "i just cramped",
        "DiaryIntent": "how often was it",
        "ForgetMeIntent": "forget me",
    }.items()
}


@dataclass(frozen=True)
class House:
    """The folders of the small house."""

    model: Path
    content: Path
    built: Path

    def change(self, file: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which must stand in the file once."""
        path = self.model.parent / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def faults(self, schema: str = "no schema here") -> list[Fault]:
        """What the check finds; Amazon's schema has its say where `schema` is a file of the model's folder."""
        return check(self.model, self.content, self.built, self.model / schema)

    def build(self) -> Built:
        return build(read_sources("en-US", self.model, self.content))


@pytest.fixture
def house(tmp_path: Path) -> House:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return House(tmp_path / "model", tmp_path / "content", tmp_path / "built")
