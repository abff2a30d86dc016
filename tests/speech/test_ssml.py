import pytest

from speech.ssml import Pause, SsmlError, faults, parse, plain, segments, spoken_text


def spoken(inner: str) -> str:
    return spoken_text(segments(parse(f"<speak>{inner}</speak>")))


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("Hello there.", "Hello there."),
        ('One.<break time="1s"/>Two.', "One. Two."),
        ("un<emphasis>believ</emphasis>able", "unbelievable"),
        ('Take <sub alias="aluminum">Al</sub>.', "Take aluminum."),
        ("<p>First.</p><p>Second.</p>", "First. Second."),
        ('<amazon:effect name="whispered">Quiet</amazon:effect> now', "Quiet now"),
        ('Say <say-as interpret-as="spell-out">abc</say-as>', "Say abc"),
        ("Salt &amp; water, 1 &lt; 2", "Salt & water, 1 < 2"),
        ('<prosody rate="slow">Slow</prosody>  and\n fast', "Slow and fast"),
        ('<audio src="https://example.com/a.mp3"/>Ding', "Ding"),
        ("", ""),
    ],
)
def test_the_spoken_text_is_what_stands_without_the_tags(inner: str, words: str) -> None:
    assert spoken(inner) == words


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('<say-as interpret-as="spell-out">abc</say-as>', "a b c"),
        ('<say-as interpret-as="digits">911</say-as>', "9 1 1"),
        ('<say-as interpret-as="ordinal">22</say-as>', "22nd"),
        ('<say-as interpret-as="ordinal">112</say-as>', "112th"),
        ('<say-as interpret-as="expletive">darn</say-as>', "beep"),
        ('<say-as interpret-as="date" format="md">9/4</say-as>', "9/4"),
    ],
)
def test_a_voice_reads_say_as_in_its_own_way(inner: str, text: str) -> None:
    first = segments(parse(f"<speak>{inner}</speak>"))[0]
    assert not isinstance(first, Pause)
    assert first.text == text


@pytest.mark.parametrize(
    ("attributes", "millis"),
    [('time="1.5s"', 1500), ('time="300ms"', 300), ('strength="none"', 0), ('strength="x-strong"', 1000), ("", 350)],
)
def test_breaks_are_real_pauses(attributes: str, millis: int) -> None:
    assert Pause(millis) in segments(parse(f"<speak>a<break {attributes}/>b</speak>"))


def test_a_pause_at_the_end_is_left_out() -> None:
    assert len(segments(parse("<speak><p>Done.</p></speak>"))) == 1


@pytest.mark.parametrize(("rate", "factor"), [("slow", 0.8), ("150%", 1.5), ("5%", 0.2), ("nonsense", 1.0)])
def test_prosody_changes_the_rate_of_its_words_alone(rate: str, factor: float) -> None:
    found = segments(parse(f'<speak>a <prosody rate="{rate}">b</prosody></speak>'))
    rates = {s.text: s.rate for s in found if not isinstance(s, Pause)}
    assert rates.get("b", rates.get("a b")) == factor


@pytest.mark.parametrize(
    ("ssml", "says"),
    [
        ("<speak>Salt & water</speak>", "not well-formed"),
        ("<speak>1 < 2</speak>", "not well-formed"),
        ("<speak><p>open</speak>", "not well-formed"),
        ("Hello", "not well-formed"),
        ("", "not well-formed"),
        ("<p>Hello</p>", "<speak>"),
        ('<!DOCTYPE speak [<!ENTITY a "b">]><speak>&a;</speak>', "DOCTYPE"),
        ("<speak>\ud800</speak>", "not well-formed"),
    ],
)
def test_ssml_that_is_not_well_formed_is_refused(ssml: str, says: str) -> None:
    with pytest.raises(SsmlError, match=says):
        parse(ssml)


@pytest.mark.parametrize(
    ("inner", "says"),
    [
        ("<prodody>x</prodody>", "unknown tag <prodody>"),
        ('<break time="11s"/>', "longer than 10s"),
        ('<break time="10001ms"/>', "longer than 10s"),
        ('<break time="soon"/>', "not like 500ms"),
        ('<break strength="huge"/>', "'huge'"),
        ("<speak>x</speak>", "<speak> within <speak>"),
        ('<audio src="https://example.com/a.mp3"/>' * 6, "6 audio clips"),
    ],
)
def test_what_alexa_would_refuse_is_found(inner: str, says: str) -> None:
    assert any(says in fault for fault in faults(parse(f"<speak>{inner}</speak>")))


def test_good_ssml_has_no_faults() -> None:
    good = (
        '<alexa:name type="first" personId="amzn1.ask.person.X"/><amazon:emotion name="excited" intensity="low">Hi'
        '</amazon:emotion><break time="10s"/><lang xml:lang="fr-FR">oui</lang>'
        '<phoneme alphabet="ipa" ph="x">y</phoneme>'
    )
    assert faults(parse(f"<speak>{good}</speak>")) == []


def test_plain_text_is_spoken_as_it_stands() -> None:
    assert spoken_text(plain("Fish & chips <now>  please")) == "Fish & chips <now> please"
    assert plain("  ") == []
