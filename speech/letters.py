"""What a word is made of in scripts other than Latin: vowel signs that hang on a letter, and scripts without spaces."""

import re
import unicodedata
from collections.abc import Iterable


def _ranges(codes: list[int]) -> str:
    """Character codes as the inside of a regular expression's brackets."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" if first < last else chr(first) for first, last in runs)


_ZERO_WIDTH_JOINERS = [0x200C, 0x200D]
# Signs that belong to the letter before them, as in "मुझे"; Python's \w leaves them out.
MARKS = _ranges(
    [code for code in range(0x300, 0x1AFF) if unicodedata.category(chr(code)) in ("Mn", "Mc")] + _ZERO_WIDTH_JOINERS
)
# Chinese characters, Japanese syllables, Thai, Lao, Burmese and Khmer are written without spaces: each sign is
# compared as a word, so that "りんごを買って" meets the sample "{item} を 買って".
UNSPACED = (
    "\u0e00-\u0e4e\u0e80-\u0ecd\u1000-\u103e\u1780-\u17d3"  # Thai, Lao, Burmese, Khmer
    "\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Japanese and Chinese
)
_UNSPACED = re.compile(f"[{UNSPACED}]")


def is_unspaced(word: str) -> bool:
    """Whether the word is of a script that leaves no space between words."""
    return _UNSPACED.match(word) is not None


def written(norms: Iterable[str]) -> str:
    """Words as one text, with a space between two unless both are of a script without spaces."""
    text = ""
    for norm in norms:
        text += norm if not text or (is_unspaced(text[-1]) and is_unspaced(norm)) else f" {norm}"
    return text
