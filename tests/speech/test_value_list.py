import pytest

from speech.model import SlotType, TypeValue
from speech.value_list import ValueList
from speech.words import words


def listing(*values: tuple[str, str, tuple[str, ...]]) -> ValueList:
    return ValueList(SlotType("ANY", tuple(TypeValue(name, identity, others) for name, identity, others in values)))


BODY = listing(
    ("calf", "calf", ("lower leg", "back of the leg")),
    ("foot", "foot", ("feet", "sole of the foot")),
    ("thigh", "thigh", ("upper leg", "leg")),
    ("shin", "shin", ("front of the leg", "leg")),
    ("the arch", "arch", ()),
    ("foot turned blue", "blue_foot", ()),
    ("e-bike", "bike", ("t-shirt", "wi-fi")),
    ("salt & pepper", "salt", ("7 up", "mac & cheese", "AT&T", "knock knock")),
    ("The Who", "who", ("O'Brien's", "men's shoes")),
    ("cramping", "cramp", ("twitch",)),
)


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("calf", ["calf"]), ("Calf", ["calf"]), ("calves", ["calf"]), ("lower legs", ["calf"]), ("feet", ["foot"]),
        ("leg", ["thigh", "shin"]), ("legs", ["thigh", "shin"]), ("back of the leg", ["calf"]),
        ("the arch", ["arch"]), ("arch", ["arch"]), ("arches", ["arch"]),
        ("foot has turned blue", ["blue_foot"]), ("foot foot", ["foot"]), ("lower lower leg", ["calf"]),
        ("e bike", ["bike"]), ("e-bike", ["bike"]), ("ebike", ["bike"]), ("tshirts", ["bike"]), ("wifi", ["bike"]),
        ("AT&T", ["salt"]), ("at and t", ["salt"]), ("knock knock", ["salt"]),
        ("salt and pepper", ["salt"]), ("seven up", ["salt"]), ("7-Up", ["salt"]), ("mac and cheese", ["salt"]),
        ("the who", ["who"]), ("obriens", []), ("o'brien's", ["who"]), ("O\u2019Brien\u2019s", ["who"]),
        ("mens shoes", []), ("men's shoes", ["who"]), ("cramp", ["cramp"]), ("cramps", ["cramp"]),
        ("twitching", ["cramp"]), ("twitchy", []),
        ("who", []), ("the", []), ("back of", []), ("back leg", []), ("half", []), ("calf and foot", []), ("", []),
        ("foot not turned blue", []), ("calm", []), ("food", []),
    ],
)  # fmt: skip
def test_words_stand_for_all_values_they_name(said: str, ids: list[str]) -> None:
    assert [value.id for value in BODY.find(words(said))] == ids


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("Fuß", "fuß"), ("Füße", "FÜSSE".replace("SS", "ß")), ("Rückenschmerzen", "ru\u0308ckenschmerzen"),
        ("Größe M", "größe m"), ("coração", "Coração"), ("niño", "nin\u0303o"), ("l'eau", "l\u2019eau"),
        ("胃", "胃"), ("コーヒー", "コーヒー"), ("コーヒー", "\uff7a\uff70\uff8b\uff70"), ("ふくらはぎ", "ふくらはぎ"),
        ("東京都", "東京都"), ("ايطاليا", "ايطاليا"), ("москва", "Москва"),
    ],
)  # fmt: skip
def test_values_in_other_languages_are_found_exactly(listed: str, said: str) -> None:
    assert [value.id for value in listing((listed, "it", ())).find(words(said))] == ["it"]


def test_a_value_whose_name_has_no_words_is_never_found() -> None:
    nothing = listing(("!!!", "x", ("…",)))
    assert nothing.find(()) == ()
    assert not nothing.may_start("a")


def test_values_come_in_the_models_order_and_each_once() -> None:
    twice = listing(("one", "a", ("same", "same")), ("two", "b", ("same",)), ("two", "b", ("same",)))
    assert [(value.name, value.id) for value in twice.find(("same",))] == [("one", "a"), ("two", "b")]
