import pytest

from speech.ssml import Pause, SsmlError, parse, plain, segments, spoken_text


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
    ("ssml", "rule", "says"),
    [
        (
            "<speak>Salt & water</speak>",
            "ssml_unescaped",
            "an unescaped & at column 13 ('ak>Salt & water<'): write &amp;",
        ),
        ("<speak>1 < 2</speak>", "ssml_unescaped", "an unescaped < at column 10 ('speak>1 < 2</spe'): write &lt;"),
        ("<speak>a&copy;</speak>", "ssml_entity", "&copy; at column 9"),
        ("<speak>a\nb &</speak>", "ssml_unescaped", "line 2, column 3"),
        ("<speak><p>open</speak>", "ssml_not_well_formed", "<p> is still open"),
        ("<speak>open", "ssml_not_well_formed", "<speak> is still open"),
        ("<speak><break time=1s/></speak>", "ssml_not_well_formed", "column 20"),
        ("<speak><s a='1' a='2'>x</s></speak>", "ssml_not_well_formed", "duplicate attribute"),
        ("Hello", "ssml_root", "within <speak>"),
        ("", "ssml_root", "within <speak>"),
        ("<p>Hello</p>", "ssml_root", "outermost"),
        ("<speak>a</speak>b", "ssml_root", "behind </speak>"),
        ('<!DOCTYPE speak [<!ENTITY a "b">]><speak>&a;</speak>', "ssml_not_well_formed", "DOCTYPE"),
        ("<speak>\ud800</speak>", "ssml_character", "U+D800 at column 8"),
        ("<speak>" + "<s>" * 200 + "</s>" * 200 + "</speak>", "ssml_not_well_formed", "nested too deep"),
    ],
)
def test_ssml_that_cannot_be_read_is_told_with_its_place(ssml: str, rule: str, says: str) -> None:
    with pytest.raises(SsmlError) as refused:
        parse(ssml)
    assert [fault.rule for fault in refused.value.faults] == [rule]
    assert says in refused.value.faults[0].what


def test_only_some_of_many_faults_of_a_kind_are_told() -> None:
    with pytest.raises(SsmlError) as refused:
        parse(f"<speak>{'a & b ' * 100}</speak>")
    assert len(refused.value.faults) == 5


def test_amazons_prefixes_need_no_declaration() -> None:
    root = parse('<speak><amazon:effect name="whispered">a</amazon:effect></speak>')
    assert [element.tag for element in root.walk()] == ["speak", "amazon:effect"]


def test_plain_text_is_spoken_as_it_stands() -> None:
    assert spoken_text(plain("Fish & chips <now>  please")) == "Fish & chips <now> please"
    assert plain("  ") == []
