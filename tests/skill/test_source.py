"""All content is loaded and checked at once; each case breaks one thing in a copy of the real content."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from skill.faults import ContentError
from skill.library import CONTENT, load
from tests.sampling import sampled


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(content: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load("en-US", content)
    return [str(fault) for fault in caught.value.faults]


def test_the_content_holds_the_twelve_causes_and_the_thirty_two_findings() -> None:
    knowledge = load().knowledge
    assert len(knowledge.causes) == 12
    assert len(knowledge.findings) == 32
    assert len([flag for flag in knowledge.red_flags if flag.startswith("rf_")]) == 19
    assert len([flag for flag in knowledge.red_flags if flag.startswith("ur_")]) == 17


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    sampled(
        [
            (
                "causes.yaml",
                "    sources: [seed, S1, S15, S18, S22]\n",
                "",
                "causes.yaml: causes.muscle_fatigue.sources: is missing; every fact names where it comes from",
            ),
            (
                "causes.yaml",
                "prior: 0.22",
                "prior: 0.32",
                "causes.yaml: causes: the priors add up to 1.100; make them 1",
            ),
            (
                "causes.yaml",
                "prior: 0.22",
                'prior: "x"',
                "causes.yaml: causes.muscle_fatigue.prior: 'x' is not a number",
            ),
            (
                "causes.yaml",
                "statins: {cause: medications_substances",
                "statins: {cause: pills",
                "causes.yaml: subconditions.statins.cause: 'pills' is not a cause",
            ),
            (
                "findings.yaml",
                'strengths: {muscle_fatigue: "+"',
                'strengths: {muscle_fatigue: "++++"',
                "findings.yaml: findings.body_part.answers.calf.strengths.muscle_fatigue: '++++' is not one of "
                "+++ ++ + - -- ---",
            ),
            (
                "findings.yaml",
                'strengths: {muscle_fatigue: "+"',
                'strengths: {tired: "+"',
                "findings.yaml: findings.body_part.answers.calf.strengths.tired: is not a cause",
            ),
            (
                "findings.yaml",
                '      "yes":\n',
                "      yes:\n",
                "findings.yaml: findings.pain_gone_within_10_min_of_standing_still.answers.True: is not a text; "
                "put it in quotes",
            ),
            (
                "findings.yaml",
                "- timing: [walking_eases_with_rest]",
                "- timing: [walking]",
                "findings.yaml: findings.pain_gone_within_10_min_of_standing_still: walking: no answer of timing",
            ),
            (
                "red_flags.yaml",
                "rf_heart: {level: emergency",
                "rf_heart: {level: soon",
                "red_flags.yaml: red_flags.rf_heart.level: 'soon' is not one of emergency, same_day",
            ),
            (
                "red_flags.yaml",
                "rf_heart:",
                "rf_new: {level: emergency, advice: call, sources: [S1]}\n  rf_heart:",
                "locales/en: why-rf_new: has no words",
            ),
            (
                "relief.yaml",
                "  calf: {",
                "  elbow: {",
                "relief.yaml: relief.elbow: is not an answer of body_part",
            ),
            (
                "locales/en/facts.ftl",
                "fact-timing-night_in_bed = it comes at night\n",
                "",
                "locales/en: fact-timing-night_in_bed: has no words",
            ),
            (
                "locales/en/facts.ftl",
                "fact-timing-night_in_bed",
                "fact-timing-midday",
                "locales/en: fact-timing-midday: words that nothing says",
            ),
            (
                "locales/en/conversation.ftl",
                "with { $cause }, because { $fact1 }.",
                "with this, because { $fact1 }.",
                "locales/en: most-likely-1: lacks the value { $cause }",
            ),
            (
                "locales/en/conversation.ftl",
                "help = I help",
                "help = { $name }, I help",
                "locales/en: help: { $name } is never given",
            ),
            (
                "locales/en/conversation.ftl",
                "welcome = Welcome",
                "welcome = { Welcome",
                'locales/en/conversation.ftl: line 8: is not Fluent: Expected token: "}"',
            ),
            (
                "locales/en/words.yaml",
                "  sedentary: [keep busy",
                "  lazy: [keep busy",
                "words.yaml: denied_in_words.lazy: is not known to the coach",
            ),
            (
                "locales/en/words.yaml",
                "[calf, calves",
                "[yes, calves",
                "words.yaml: body_part.calf: True is not a text",
            ),
            ("locales/en/words.yaml", "body_part:\n", "body_part: [\n", "words.yaml: is not readable YAML"),
        ]
    ),
)
def test_a_fault_is_named_with_its_file_and_key(content: Path, file: str, old: str, new: str, fault: str) -> None:
    change(content / file, old, new)
    assert any(found.startswith(fault) for found in faults(content)), faults(content)


def test_all_faults_are_reported_at_once(content: Path) -> None:
    change(content / "causes.yaml", "prior: 0.22", "prior: 2")
    change(content / "findings.yaml", 'muscle_fatigue: "+"', 'muscle_fatigue: "?"')
    change(content / "locales/en/facts.ftl", "fact-pregnant-yes", "fact-pregnant-maybe")
    found = "\n".join(faults(content))
    assert "causes.muscle_fatigue.prior: is a share between 0 and 1" in found
    assert "'?' is not one of" in found
    assert "fact-pregnant-yes: has no words" in found
    assert "fact-pregnant-maybe: words that nothing says" in found


def test_a_missing_file_is_one_fault_of_its_own(content: Path) -> None:
    (content / "relief.yaml").unlink()
    assert "relief.yaml: is missing" in faults(content)


def test_a_key_given_twice_is_refused(content: Path) -> None:
    with (content / "relief.yaml").open("a", encoding="utf-8") as file:
        file.write("relief: {}\n")
    assert any("stands twice" in fault for fault in faults(content))


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    sampled(
        [
            (
                "causes.yaml",
                ", sources: [S29, S30, S31, S59]",
                "",
                "causes.yaml: subconditions.statins.sources",
            ),
            (
                "causes.yaml",
                "overview: {sources: [seed, S2, S26, S112]}",
                "",
                "causes.yaml: overview.sources: is missing",
            ),
            (
                "remedies.yaml",
                "soap: {sources: [brief-none, S43, S44]}",
                "soap: {}",
                "remedies.yaml: remedies.soap.sources:",
            ),
            ("remedies.yaml", "  soap:", "  magnesium:", "remedies.yaml: remedies.magnesium: is a part of a cause too"),
            (
                "remedies.yaml",
                "cause: nocturnal_idiopathic",
                "cause: night",
                "remedies.yaml: remedies.quinine.cause: 'night'",
            ),
            (
                "relief.yaml",
                "calf: {sources: [S2, S65, S68, S106]}",
                "calf: {}",
                "relief.yaml: relief.calf.sources: is missing",
            ),
            ("relief.yaml", "  arm:", "  chest:", "relief.yaml: relief.chest: is not an answer of body_part"),
            ("locales/en/named.ftl", "about-soap", "about-soup", "locales/en: about-soap: has no words"),
            ("locales/en/causes.ftl", "overview = ", "outline = ", "locales/en: overview: has no words"),
            ("locales/en/pronouns.ftl", "yourself = ", "selves = ", "no fault"),
            ("locales/en/pronouns.ftl", "your = ", "thy = ", "locales/en: your: has no words"),
        ]
    ),
)
def test_what_people_name_has_its_words_and_its_sources(
    content: Path, file: str, old: str, new: str, fault: str
) -> None:
    change(content / file, old, new)
    if fault == "no fault":  # a pronoun may wait for a line that needs it
        assert load("en-US", content).knowledge.remedies
    else:
        assert any(found.startswith(fault) for found in faults(content)), faults(content)


def test_all_that_can_be_asked_for_by_name_has_words_of_its_own() -> None:
    knowledge = load().knowledge
    assert knowledge.own_words == {*knowledge.subconditions, *knowledge.remedies}
    assert {"statins", "als", "carpal_tunnel", "diabetes", "quinine", "soap"} <= knowledge.own_words
    assert "soap" not in knowledge.subconditions


def test_a_reason_of_its_own_is_known_for_the_cause_it_is_worded_for_alone() -> None:
    own = load().knowledge.own_facts
    assert "kidney_liver_thyroid_diabetes-diabetes-poor_circulation" in own
    assert "kidney_liver_thyroid_diabetes-diabetes-medical_systemic" not in own


def test_every_cause_has_three_to_five_tips() -> None:
    assert {cause.id for cause in load().knowledge.causes.values() if not 3 <= cause.tips <= 5} == set()


def test_every_fact_of_the_content_names_its_sources() -> None:
    knowledge = load().knowledge
    facts = {id_: fact.sources for id_, fact in knowledge.causes.items()}
    facts |= {id_: fact.sources for id_, fact in knowledge.findings.items()}
    facts |= {id_: fact.sources for id_, fact in knowledge.red_flags.items()}
    assert all(facts.values())
