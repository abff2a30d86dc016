import pytest

from speech.words import root, sentence, singular, without_fillers, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What\u2019s THIS, please?", "what is this please"),
        ("it doesn't", "it does not"),
        ("i can't", "i cannot"),
        ("e-bike", "E bike"),
        ("m. s.", "M S"),
        ("three p.m.", "3 pm"),
        ("seven o'clock", "7 o\u2019clock"),
        ("the 3rd of june", "the third of june"),
        ("im not sure", "I'm not sure"),
        ("25 minutes", "twenty-five minutes"),
        ("1,200,000 steps", "1200000 steps"),
    ],
)
def test_two_ways_of_writing_one_thing_are_the_same_words(one: str, other: str) -> None:
    assert words(one) == words(other)


def test_a_spelled_name_is_one_word_and_a_single_letter_is_not() -> None:
    assert words("is it c. o. p. d.") == ("is", "it", "copd")
    assert words("three a m i ride") == ("three", "am", "i", "ride")
    assert words("with a d lock") == ("with", "a", "d", "lock")


def test_values_are_given_as_they_were_said() -> None:
    heard = sentence("It\u2019s my M. S., at 3:30!")
    assert heard.said() == "it's my m. s. at 3:30"
    assert heard.said(2, 4) == "my m. s."


def test_hesitations_and_politeness_go_but_never_the_last_word() -> None:
    assert without_fillers(sentence("um well my uh left one please")).said() == "my left one"
    assert without_fillers(sentence("okay")).said() == "okay"


@pytest.mark.parametrize(
    ("plural", "single"),
    [("wheels", "wheel"), ("calves", "calf"), ("feet", "foot"), ("brushes", "brush"), ("gas", "gas")],
)
def test_plurals_have_their_singular(plural: str, single: str) -> None:
    assert singular(plural) == single


def test_forms_of_a_word_share_a_root_and_other_words_do_not() -> None:
    assert len({root(word) for word in ("stop", "stops", "stopping", "stopped")}) == 1
    assert root("class") != root("clasp")
