import pytest

from speech.findings import Finding
from speech.ssml import parse
from speech.ssml_rules import ssml_findings
from speech.ssml_tags import TAGS


def judged(inner: str, locale: str | None = "en-US") -> list[Finding]:
    return list(ssml_findings(parse(f"<speak>{inner}</speak>"), "ssml", locale))


def rules(inner: str, locale: str | None = "en-US") -> list[tuple[str, bool]]:
    return [(finding.rule, finding.fatal) for finding in judged(inner, locale)]


EVERY_TAG = {
    "speak": "plain",
    "alexa:name": '<alexa:name type="first" personId="amzn1.ask.person.X"/>',
    "amazon:effect": '<amazon:effect name="whispered">a</amazon:effect>',
    "amazon:emotion": '<amazon:emotion name="excited" intensity="low">a</amazon:emotion>',
    "amazon:domain": '<amazon:domain name="music">a</amazon:domain>',
    "audio": '<audio src="soundbank://soundlibrary/animals/amzn_sfx_cat_meow_1x_01"/>',
    "break": '<break time="10s"/><break time="10000ms"/><break strength="x-strong"/><break/>',
    "emphasis": '<emphasis level="reduced">a</emphasis>',
    "lang": '<lang xml:lang="fr-FR">oui</lang>',
    "p": "<p><s>a</s>b</p>",
    "phoneme": '<phoneme alphabet="x-sampa" ph="x">y</phoneme>',
    "prosody": '<prosody rate="20%" pitch="-33.3%" volume="+4.08dB">a <prosody rate="fast">b</prosody></prosody>',
    "s": "<s>a</s>",
    "say-as": '<say-as interpret-as="date" format="md">9/4</say-as>',
    "sub": '<sub alias="aluminum">Al</sub>',
    "voice": '<voice name="Amy">a <lang xml:lang="de-DE">b</lang></voice>',
    "w": '<w role="amazon:VBD">read</w>',
}


@pytest.mark.parametrize("tag", TAGS)
def test_each_tag_of_alexas_is_fine_in_its_place(tag: str) -> None:
    assert judged(EVERY_TAG[tag]) == []


@pytest.mark.parametrize("tag", [tag for tag in TAGS if TAGS[tag].required])
def test_each_tag_needs_its_attributes(tag: str) -> None:
    needed = len(TAGS[tag].required)
    assert rules(f"<{tag}/>")[:needed] == [("ssml_attribute_missing", True)] * needed


@pytest.mark.parametrize(
    ("tag", "attribute", "value"),
    [
        ("alexa:name", "type", "last"),
        ("alexa:name", "personId", "me"),
        ("amazon:effect", "name", "vocal-tract-length"),
        ("amazon:emotion", "name", "angry"),
        ("amazon:emotion", "intensity", "max"),
        ("amazon:domain", "name", "sports"),
        ("break", "strength", "huge"),
        ("break", "time", "soon"),
        ("break", "time", "-1s"),
        ("break", "time", "5"),
        ("break", "time", "1 s"),
        ("emphasis", "level", "none"),
        ("lang", "xml:lang", "french"),
        ("phoneme", "alphabet", "sampa"),
        ("phoneme", "ph", ""),
        ("prosody", "rate", "19%"),
        ("prosody", "rate", "-10%"),
        ("prosody", "rate", "quick"),
        ("prosody", "rate", "1.2"),
        ("prosody", "pitch", "+51%"),
        ("prosody", "pitch", "-34%"),
        ("prosody", "pitch", "10%"),
        ("prosody", "pitch", "+2st"),
        ("prosody", "volume", "6dB"),
        ("prosody", "volume", "+6"),
        ("prosody", "volume", "louder"),
        ("say-as", "interpret-as", "currency"),
        ("say-as", "format", "yyyymmdd"),
        ("sub", "alias", " "),
        ("voice", "name", "amy"),
        ("w", "role", "VB"),
    ],
)
def test_a_value_that_alexa_does_not_know_is_refused(tag: str, attribute: str, value: str) -> None:
    assert ("ssml_value", True) in rules(f'<{tag} {attribute}="{value}"/>')


@pytest.mark.parametrize(
    "inner",
    [
        '<voice name="Ruth">a</voice>',
        '<lang xml:lang="sv-SE">a</lang>',
        '<phoneme alphabet="x-amazon-pinyin" ph="x">a</phoneme>',
        '<prosody volume="+6dB">a</prosody>',
        'a<break time="0.5s"/>',
    ],
)
def test_a_value_that_may_be_new_is_a_warning(inner: str) -> None:
    assert rules(inner) == [("ssml_doubtful_value", False)]


@pytest.mark.parametrize("time", ["10.5s", "11s", "10001ms", "99999s"])
def test_a_break_is_ten_seconds_long_at_most(time: str) -> None:
    assert rules(f'<break time="{time}"/>') == [("ssml_break_length", True)]


@pytest.mark.parametrize("source", ["http://e.com/a.mp3", "a.mp3", "", "soundbank://mine/cat", "https://e.com/a b.mp3"])
def test_audio_comes_over_https_or_from_amazons_library(source: str) -> None:
    assert rules(f'<audio src="{source}"/>') == [("ssml_audio_source", True)]


@pytest.mark.parametrize(
    ("inner", "hint"),
    [
        ("<prodody>a</prodody>", "did you mean prosody?"),
        ("<effect>a</effect>", "unknown tag <effect> at column 8"),
        ("<Break/>", "did you mean break?"),
        ("<say-as interpretas='date'>a</say-as>", "did you mean interpret-as?"),
        ("<break strength='stong'/>", "did you mean strong?"),
        ("<voice name='Mathew'>a</voice>", "did you mean Matthew?"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_what_is_near(inner: str, hint: str) -> None:
    assert hint in judged(inner)[0].effect


@pytest.mark.parametrize(
    "ssml",
    [
        '<speak><p xml:lang="de-DE">a</p></speak>',
        '<speak><audio src="https://e.com/a.mp3" soundLevel="+1dB"/></speak>',
        '<speak><prosody rate="slow" range="high">a</prosody></speak>',
        '<speak><break length="1s"/></speak>',
        '<speak volume="loud">a</speak>',
    ],
)
def test_an_attribute_that_the_tag_does_not_have_is_refused(ssml: str) -> None:
    assert [(finding.rule, finding.fatal) for finding in ssml_findings(parse(ssml), "ssml", None)] == [
        ("ssml_attribute", True)
    ]


def test_speak_may_carry_what_ssml_itself_puts_there() -> None:
    root = parse('<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en-US">a</speak>')
    assert list(ssml_findings(root, "ssml", None)) == []


@pytest.mark.parametrize(
    ("inner", "locale", "fits"),
    [
        ('<amazon:emotion name="excited" intensity="low">a</amazon:emotion>', "de-DE", False),
        ('<amazon:emotion name="excited" intensity="low">a</amazon:emotion>', "ja-JP", True),
        ('<amazon:domain name="news">a</amazon:domain>', "en-AU", True),
        ('<amazon:domain name="news">a</amazon:domain>', "en-GB", False),
        ('<amazon:domain name="fun">a</amazon:domain>', "en-US", False),
        ('<amazon:domain name="fun">a</amazon:domain>', None, True),
    ],
)
def test_a_way_of_speaking_is_for_some_languages(inner: str, locale: str | None, fits: bool) -> None:
    assert rules(inner, locale) == ([] if fits else [("ssml_locale", False)])


@pytest.mark.parametrize(
    "inner",
    [
        "<p>a<p>b</p></p>",
        "<s>a<p>b</p></s>",
        "<s>a<emphasis><s>b</s></emphasis></s>",
        '<amazon:domain name="news"><amazon:emotion name="excited" intensity="low">a</amazon:emotion></amazon:domain>',
        '<amazon:domain name="news"><voice name="Amy">a</voice></amazon:domain>',
        '<voice name="Amy"><voice name="Emma">a</voice></voice>',
    ],
)
def test_some_tags_do_not_stand_within_others(inner: str) -> None:
    assert rules(inner) == [("ssml_nesting", False)]


def test_a_domain_stands_within_a_voice_as_in_amazons_own_examples() -> None:
    assert rules('<voice name="Matthew"><amazon:domain name="conversational">a</amazon:domain></voice>') == []


@pytest.mark.parametrize(
    "inner",
    [
        "<break>a</break>",
        '<audio src="https://e.com/a.mp3"><break/></audio>',
        '<say-as interpret-as="digits"><s>1</s></say-as>',
        '<w role="amazon:VB"><p>read</p></w>',
    ],
)
def test_some_tags_hold_no_text_or_no_tags(inner: str) -> None:
    assert rules(inner) == [("ssml_content", False)]


def test_six_clips_are_one_too_many() -> None:
    clip = '<audio src="https://e.com/a.mp3"/>'
    assert rules(clip * 5) == []
    assert rules(clip * 6) == [("ssml_audio_clips", True)]
