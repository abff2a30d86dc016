"""How words are read: what is affirmed, denied, past, or about someone else."""

import pytest

from skill.coach import Heard, Kind, Slot
from skill.coach.reading import Reading, read
from tests.skill.conversation import LIBRARY


def read_words(words: str) -> Reading:
    return read(Heard(Kind.DESCRIBE, (Slot("description", words),)), LIBRARY.knowledge)


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("there's a tight feeling right across my chest", "rf_heart"),
        ("it feels like pressure on the chest", "rf_heart"),
        ("i'm short of breath and my calf aches", "rf_breathing_pe"),
        ("my husband's speech is all slurred", "rf_stroke"),
        ("dad's face dropped on one side", "rf_stroke"),
        ("my leg went cold and white", "rf_cold_limb"),
        ("my back cramps and i can't pee", "rf_cauda_equina"),
        ("after the workout my pee looks like cola", "rf_rhabdo"),
        ("my jaw is locked and i can't open my mouth", "rf_tetanus"),
        ("i took too many of my pills", "rf_overdose_poison"),
        ("i just want to end my life", "rf_self_harm"),
        ("one calf is swollen, red and hot", "ur_dvt"),
        ("i've been throwing up all day", "ur_fluid_loss"),
        ("my leg gives way on the stairs", "ur_new_weakness_or_numb"),
        ("the cramp won't let go", "ur_cramp_over_10_min"),
        ("i had a clot last year, now this leg is swollen", "ur_dvt"),
        ("no numbness but i can't pee", "rf_cauda_equina"),
        ("no, my chest hurts", "rf_heart"),
    ],
)
def test_danger_is_heard_however_it_is_put(words: str, flag: str) -> None:
    assert flag in read_words(words).flags


@pytest.mark.parametrize(
    "words",
    [
        "no chest pain at all",
        "i don't have any chest pain or trouble breathing",
        "my calf is not swollen",
        "without any numbness or weakness",
        "my legs are killing me",
        "i'm dying to know why my foot cramps",
        "this cramp is murder",
        "my mother had a stroke",
        "there's a family history of heart attack, my dad had one",
        "my calf cramps at night",
        "i drink a lot of coffee and my eyelid jumps",
        "my foot locks up when i swim",
        "the arch of my foot seizes up in bed",
        "it used to be swollen last year",
    ],
)
def test_everyday_words_raise_no_alarm(words: str) -> None:
    assert not read_words(words).flags


@pytest.mark.parametrize(
    ("words", "finding", "answer"),
    [
        ("back of my thigh", "body_part", "hamstring"),
        ("the arch of my left foot", "body_part", "foot_or_toes"),
        ("it wakes me in the middle of the night", "timing", "night_in_bed"),
        ("when i walk up a hill my calf tightens", "timing", "walking_eases_with_rest"),
        ("i'm on lasix", "med_class", "water_pill"),
        ("i use a ventolin inhaler", "med_class", "inhaler"),
        ("i've got an underactive thyroid", "kidney_liver_thyroid_diabetes", "thyroid"),
        ("i have parkinson's", "known_neuro_diagnosis", "yes"),
        ("i'm in my third trimester", "pregnant", "yes"),
        ("i'm not pregnant", "pregnant", "no"),
        ("there are pins and needles in that leg", "numb_or_tingling_one_limb", "yes"),
        ("no numbness", "numb_or_tingling_one_limb", "no"),
        ("stretching helps", "hard_knot_eases_with_stretch", "yes"),
        ("no i meant my foot", "body_part", "foot_or_toes"),
    ],
)
def test_findings_are_heard_in_plain_words(words: str, finding: str, answer: str) -> None:
    assert read_words(words).findings[finding] == (answer,)


def test_a_phrase_is_never_also_the_shorter_phrase_inside_it() -> None:
    assert read_words("the back of my thigh").findings == {"body_part": ("hamstring",)}


def test_one_sentence_may_answer_three_questions() -> None:
    findings = read_words("my calf cramps in bed every night since i started a statin").findings
    assert findings["body_part"] == ("calf",)
    assert findings["timing"] == ("night_in_bed",)
    assert findings["med_class"] == ("statin",)


@pytest.mark.parametrize(
    ("words", "answer"),
    [("yeah kind of", "yes"), ("not really", "no"), ("yeah no", "no"), ("i don't know", "unknown"), ("nope", "no")],
)
def test_everyday_yes_and_no_are_understood_raw(words: str, answer: str) -> None:
    heard = Heard(Kind.ANSWER, (Slot("answer", words),))
    assert read(heard, LIBRARY.knowledge).answer == answer


def test_a_no_in_its_own_slot_denies_a_bare_symptom_but_not_a_statement() -> None:
    no = Slot("answer", "no", ("no",))
    bare = read(Heard(Kind.ANSWER, (no, Slot("symptom", "chest pain", ("rf_heart",)))), LIBRARY.knowledge)
    said = read(Heard(Kind.ANSWER, (no, Slot("symptom", "chest is tight", ("rf_heart",)))), LIBRARY.knowledge)
    assert bare.denied_flags == {"rf_heart"}
    assert not bare.flags
    assert said.flags == {"rf_heart"}


def test_it_does_not_matter_in_which_slot_danger_arrives() -> None:
    for name in ("answer", "body_part", "timing", "symptom", "cause", "medicine", "condition", "person"):
        heard = Heard(Kind.ANSWER, (Slot(name, "my chest feels tight"),))
        assert "rf_heart" in read(heard, LIBRARY.knowledge).flags, name


def test_a_child_is_recognised_by_age_or_by_name() -> None:
    assert read_words("my daughter's calf cramps").person == "child"
    assert read_words("my eight year old limps").person == "child"
    assert read_words("my seventy year old wife cramps").person == "adult"


def test_a_male_word_is_noted() -> None:
    assert read_words("my husband gets cramps").sex == "male"
    assert read_words("my wife gets cramps").sex == "female"
    assert read_words("my calf cramps").sex is None


def test_danger_that_is_split_over_slots_is_put_together() -> None:
    chest = Slot("body_part", "chest", ("chest",)), Slot("symptom", "cramp", ("cramp",))
    assert "rf_heart" in read(Heard(Kind.ASK_CAUSE, chest), LIBRARY.knowledge).flags
    leg = Slot("condition", "pregnant", ("pregnant",)), Slot("symptom", "leg is swollen", ("ur_dvt",))
    assert "ur_pregnant_leg" in read(Heard(Kind.RED_FLAG, leg), LIBRARY.knowledge).flags
    calf = Slot("body_part", "calf", ("calf",)), Slot("timing", "at night", ("night_in_bed",))
    assert not read(Heard(Kind.ANSWER, calf), LIBRARY.knowledge).flags


@pytest.mark.parametrize(
    "words",
    [
        "i took some pain killers and it helped",
        "i still cannot walk far, should i go back to the gym",
        "my statin pill is new and i run a lot",
        "i ran on the two mile track with my child",
        "it comes some of the time when i run",
        "i can't stretch my foot far",
    ],
)
def test_a_phrase_of_small_words_is_not_found_in_everything(words: str) -> None:
    reading = read_words(words)
    assert not reading.flags
    assert not {"vomiting_or_diarrhea", "pregnant"} & set(reading.findings)


def test_a_spelled_name_is_one_word_however_it_is_written() -> None:
    for words in ("i have m s", "i have M. S.", "i have ms"):
        assert read_words(words).findings["known_neuro_diagnosis"] == ("yes",)
    assert "rf_drug_rigidity" in read_words("we took m d m a").flags


def test_what_one_cannot_do_is_not_a_denial() -> None:
    assert "rf_heart" in read_words("i cannot bear this squeezing in my chest").flags


@pytest.mark.parametrize(
    "words", ["i said calf but it's my foot", "calf but it's my foot", "calf, sorry i meant my foot"]
)
def test_the_place_that_corrects_another_is_the_one_that_counts(words: str) -> None:
    assert read_words(words).findings["body_part"] == ("foot_or_toes",)
