"""Text into words, the same way for what is said and for what the model lists, so that the two can meet.

A sentence keeps where each word stood, because Alexa sends slot values as they were said, not as they were compared.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from speech.letters import MARKS, UNSPACED, is_unspaced


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What follows an apostrophe, as a word of its own: "what's" and "what is" are one sentence to Alexa's listeners.
_ENDINGS = {"s": "is", "m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
# Contractions that don't split by rule, and the ones people type without their apostrophe.
_WHOLE = {
    "o'clock": "oclock", "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not",
    "ain't": "is not", "let's": "let us", "gonna": "going to", "wanna": "want to", "gotta": "got to",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not", "wasnt": "was not", "cant": "can not",
    "wont": "will not", "havent": "have not", "hasnt": "has not", "couldnt": "could not", "shouldnt": "should not",
    "im": "i am", "ive": "i have", "its": "it is", "thats": "that is", "whats": "what is", "hows": "how is",
    "wheres": "where is", "whos": "who is", "theres": "there is", "youre": "you are", "theyre": "they are",
    "ok": "okay",
}  # fmt: skip
_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "5th": "fifth", "8th": "eighth", "9th": "ninth"}
_ORDINALS |= {"12th": "twelfth", "20th": "twentieth", "30th": "thirtieth"}

_IRREGULAR_PLURALS = {
    "calves": "calf", "feet": "foot", "teeth": "tooth", "geese": "goose", "mice": "mouse", "men": "man",
    "women": "woman", "children": "child", "people": "person", "knives": "knife", "wives": "wife", "lives": "life",
    "halves": "half", "shelves": "shelf", "leaves": "leaf", "loaves": "loaf", "wolves": "wolf", "thieves": "thief",
}  # fmt: skip

DETERMINERS = _listed("a an the my your his her our their some any this that these those me")
HESITATIONS = _listed("um umm uh uhm er erm ah hmm hm mm mmm ugh eh")
POLITE_STARTS = _listed("alexa please well so oh okay hey hi hello and like actually")
_POLITE_ENDS = _listed("please thanks alexa then now okay")
# Verbs that say something of what stands before them.
ASSERTING = _listed(
    "is are was were has have will can do does feel feels look looks keep keeps went goes got gets turned gives gave"
)
# What a statement of one's own begins with.
SUBJECTS = _listed("i he she there")
# Behind a "no" these begin a statement of its own: "no, but ...", "no, there's ...".
STATEMENT_STARTS = _listed("i my we our it he she they his her their there this that the but actually someone somebody")
# What denies by itself at the start of an answer.
NOES = _listed("no nope nah")
# Words that an answer may open with before its yes or no.
OPENINGS = HESITATIONS | POLITE_STARTS | _listed("i would say think guess that the answer is my probably")
# Words that carry a sentence rather than its meaning; scoring gives them little weight.
FUNCTION_WORDS = DETERMINERS | HESITATIONS | _listed(
    "i am is are was were be been being do does did have has can could will would shall should may might must "
    "to of in on at by for from with about as and or but if it its he she they them you we us him not no so than then "
    "there here just really very too also please what which who how when where why that going get got up out"
)  # fmt: skip

QUESTION_STARTS = _listed(
    "how what why when which who where does do did can could should would will is are was were am has have any "
    "anything tips tip ways way best advice tell explain"
)

# Words that end a name of a person, a town or a song, or stand before it; "isle of the cats" may hold the others.
NO_NAME = _listed(
    "please to in at on for from with if when because is are was were am do does did can could will would have has i "
    "it you we he she they that this so then thanks"
)

# Words people soften an answer with; nothing is lost when they are.
HEDGES = _listed(
    "mostly mainly usually normally sometimes always often maybe probably perhaps only think guess say mean suppose "
    "kinda sorta kind sort bit little around near somewhere something actually honestly basically definitely okay yeah"
)
# Sides, counts and times keep other words company, and tell little beside them.
COMPANY = _listed(
    "left right side hand like all out up down once twice day week month year since soon one two three four five six "
    "seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety"
)
# After these comes what the answer before them left out.
CONTRASTS = _listed("but except apart although though however besides")
# Behind a "no" these let something stand: "no, just a bit of ...".
NARROWING = _listed("just only merely")
# Words that turn what stands beside them into its opposite, or into the past.
TURNING = _listed("no not non never none nothing neither nor nobody without had died used ago stopped quit")
# "last year" turns it too; "last night" is as good as now.
LONG_PAST = _listed(
    "year month week spring summer autumn fall winter christmas easter january february march april may june july "
    "august september october november december"
)
# Words that come between the parts of a name without changing it: "foot [has] turned blue".
SKIPPABLE = DETERMINERS | _listed("is are was were am be been being has have got so really very just quite")

_LETTER = rf"(?:(?![{UNSPACED}])[^\W\d_][{MARKS}]*)"
_WORD = re.compile(
    r"\d{1,2}:\d{2}"  # 3:30
    r"|\d+(?:\.\d+)?(?:(?:st|nd|rd|th)(?![^\W_]))?"  # 12, 2.5, 3rd
    r"|(?<![^\W_])'(?:s|m|re|ve|ll|d)(?![^\W_])"  # the 's left over after a {slot}
    rf"|[{UNSPACED}][{MARKS}]*"
    rf"|{_LETTER}+(?:'{_LETTER}+)*"
)
_PLAIN = re.compile(r"\s*[a-z]{2,}(?:\s+[a-z]{2,})*\s*")
# The commas of "1,200,000".
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?:,\d{3})*(?!\d))")
# Punctuation, but for the dots of "m. s." and the colon of "3:30".
_NOT_SPOKEN = re.compile(rf"[^\w\s.':{MARKS}-]|(?<!\d):|:(?!\d)|(?<!\b[a-z])\.(?!\d)")
_SPACES = re.compile(r"\s+")
# Singulars and roots are looked up for the same few thousand words over and over.
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Word:
    """One compared word: its normal form, where it stood, and whether it hangs on the word before ("calf's": "is")."""

    norm: str
    start: int
    end: int
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was said: the text (apostrophes straightened) and its words."""

    text: str
    words: tuple[Word, ...]
    # The words as they are compared, kept because they are asked for again and again.
    norms: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "norms", tuple(word.norm for word in self.words))

    def said(self, start: int = 0, end: int | None = None) -> str:
        """Words `start` to `end` as they were said: lower case, no punctuation but the dots of "m. s."."""
        said = ""
        last: Word | None = None
        for word in self.words[start:end]:
            gap = self.text[last.end : word.start] if last else ""
            # A word that was taken out (see `without_fillers`) leaves no trace.
            said += (" " if any(letter.isalnum() for letter in gap) else gap) + self.text[word.start : word.end]
            last = word
        return _SPACES.sub(" ", _NOT_SPOKEN.sub(" ", said.lower())).strip()

    def respelled(self, norms: Sequence[str]) -> "Sentence":
        """The same words where they stood, compared as `norms` from now on."""
        return Sentence(self.text, tuple(replace(w, norm=n) for w, n in zip(self.words, norms, strict=True)))


def sentence(text: str) -> Sentence:
    """Split `text` into words: case, punctuation, hyphens and kinds of apostrophe make no difference."""
    clean = unicodedata.normalize("NFKC", text)
    for apostrophe in "\u2019\u2018\u02bc\u00b4`":
        clean = clean.replace(apostrophe, "'")
    clean = _THOUSANDS.sub("", clean)
    found: list[Word] = []
    for match in _WORD.finditer(clean):
        found += _expand(match.group().lower(), match.start(), match.end())
    return Sentence(clean, tuple(_join_spelled(clean, found)))


def words(text: str) -> tuple[str, ...]:
    """The compared words of `text` alone."""
    if _PLAIN.fullmatch(text):  # nothing to expand, nothing spelled: most of a model's thousands of wordings
        plain = tuple(text.split())
        if _WHOLE.keys().isdisjoint(plain):
            return plain
    return sentence(text).norms


def without_fillers(heard: Sentence) -> Sentence:
    """`heard` without hesitations, stutters and the politeness around it; as it was where nothing would be left."""
    kept = [word for word in heard.words if word.norm not in HESITATIONS]
    # "my my calf": nobody means to say a word twice.
    kept = [w for at, w in enumerate(kept) if at == 0 or w.norm != kept[at - 1].norm or is_unspaced(w.norm)]
    while len(kept) > 1 and kept[0].norm in POLITE_STARTS:
        kept.pop(0)
    while len(kept) > 1 and kept[-1].norm in _POLITE_ENDS:
        kept.pop()
    if len(kept) > 2 and [word.norm for word in kept[-2:]] == ["thank", "you"]:
        kept = kept[:-2]
    return Sentence(heard.text, tuple(kept)) if kept else heard


@lru_cache(maxsize=_REMEMBERED)
def singular(word: str) -> str:
    """An English plural as its singular; any other word as it is."""
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=_REMEMBERED)
def root(word: str) -> str:
    """What "cramp", "cramps", "cramping" and "cramped" share. Not a word: only to be compared with other roots."""
    base = singular(word)
    for ending in ("ing", "ed"):
        stem = base.removesuffix(ending)
        if stem != base and len(stem) >= 3 and re.search("[aeiouy]", stem):
            doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz"
            return (stem[:-1] if doubled else stem).removesuffix("e")
    return base.removesuffix("e") if len(base) > 3 else base


def roots(norms: Iterable[str]) -> tuple[str, ...]:
    """The root of each word."""
    return tuple(root(norm) for norm in norms)


def number_words(number: int) -> tuple[str, ...]:
    """0 to 100 in words: 25 -> ("twenty", "five")."""
    if number < 20:
        return (_UNITS[number],)
    if number == 100:
        return ("one", "hundred")
    tens, unit = divmod(number, 10)
    return (_TENS[tens - 2], _UNITS[unit]) if unit else (_TENS[tens - 2],)


def _expand(raw: str, start: int, end: int) -> list[Word]:
    if raw in _WHOLE:
        parts = _WHOLE[raw].split()
        return [Word(parts[0], start, end), *(Word(part, end, end, joined=True) for part in parts[1:])]
    if raw.startswith("'"):
        return [Word(_ENDINGS[raw[1:]], start, end, joined=True)]
    if raw[0].isdigit():
        return _expand_digits(raw, start, end)
    if raw.endswith("n't") and len(raw) > 4:
        return [Word(raw[:-3], start, end), Word("not", end, end, joined=True)]
    stem, apostrophe, ending = raw.rpartition("'")
    if apostrophe and ending in _ENDINGS:
        cut = end - len(ending) - 1
        return [Word(stem.replace("'", ""), start, cut), Word(_ENDINGS[ending], cut, end, joined=True)]
    return [Word(raw.replace("'", ""), start, end)]


def _expand_digits(raw: str, start: int, end: int) -> list[Word]:
    if raw.endswith(("st", "nd", "rd", "th")):
        return [Word(_ordinal(raw), start, end)]
    if not raw.isdecimal() or len(raw) > 3 or int(raw) > 100 or (raw.startswith("0") and raw != "0"):
        return [Word(raw, start, end)]
    first, *rest = number_words(int(raw))
    return [Word(first, start, end), *(Word(part, end, end, joined=True) for part in rest)]


def _ordinal(raw: str) -> str:
    if raw in _ORDINALS:
        return _ORDINALS[raw]
    number = int(raw[:-2]) if raw[:-2] in map(str, range(4, 20)) else 0
    return _UNITS[number] + "th" if number else raw


def _join_spelled(text: str, found: list[Word]) -> list[Word]:
    """Letters spelled one by one become one word: "m. s.", "M S" and "p.m." are "ms" and "pm"."""
    joined: list[Word] = []
    at = 0
    while at < len(found):
        stop = at
        while (
            stop < len(found)
            and len(found[stop].norm) == 1
            and found[stop].norm.isalpha()
            and not is_unspaced(found[stop].norm)
            and not found[stop].joined
        ):
            stop += 1
        letters = "".join(word.norm for word in found[at:stop])
        if len(letters) > 2 and letters[:2] in ("am", "pm"):  # "four a m i get cold"
            stop, letters = at + 2, letters[:2]
        # A leading "a" or "i" is more often a word than a letter: "have i a b m w", but "three a m" is a time.
        if len(letters) == 2 and letters[0] in "ai" and letters != "am" and "." not in text[found[at].end :][:1]:
            joined.append(found[at])
            at += 1
        elif len(letters) >= 2:
            end = found[stop - 1].end
            if text[end : end + 1] == "." and text[found[at].end : found[at].end + 1] == ".":
                end += 1
            joined.append(Word(letters, found[at].start, end))
            at = stop
        else:
            joined.append(found[at])
            at += 1
    return joined
