"""Small slips of the keyboard: a word the model doesn't know becomes the one word it knows that is one slip away."""

from collections import defaultdict
from collections.abc import Iterable

from speech.amazon_numbers import NUMBER_STARTS
from speech.words import FUNCTION_WORDS, TURNING, root, singular

# Shorter words have too many real neighbours: "camp" is no "cramp", "half" no "calf".
_SHORTEST = 6
_SHORTEST_SWAP = 4
_SHORTEST_IN_COMPANY = 3


class Spelling:
    """Corrects single words against a vocabulary. Two candidates mean no correction: a guess would be worse."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Index the words of `vocabulary` that are long enough."""
        self._known = set(vocabulary)
        self._roots = {root(word) for word in self._known}
        self._neighbours: dict[str, set[str]] = defaultdict(set)
        for word in self._known:
            if len(word) >= _SHORTEST_SWAP and word.isalpha():
                for form in _forms(word):
                    self._neighbours[form].add(word)

    def correct(self, word: str) -> str:
        """`word`, or the known word it was meant to be."""
        if not word.isalpha() or len(word) < _SHORTEST_SWAP or self.knows(word):
            return word
        near = {
            known for form in _forms(word) for known in self._neighbours.get(form, ()) if _surely_meant(word, known)
        }
        return near.pop() if len(near) == 1 else word

    def near(self, word: str) -> list[str]:
        """The known words one slip from a word that isn't known: for where its neighbours vouch for one of them."""
        if not word.isalpha() or len(word) < _SHORTEST_IN_COMPANY or self.knows(word):
            return []
        near = {known for form in _forms(word) for known in self._neighbours.get(form, ()) if one_slip(word, known)}
        return sorted(known for known in near if known[0] == word[0] and known not in TURNING)

    def knows(self, word: str) -> bool:
        """Whether `word`, or another form of it, is in the vocabulary."""
        return (
            word in self._known
            or word in FUNCTION_WORDS
            or word in NUMBER_STARTS
            or singular(word) in self._known
            or root(word) in self._roots
        )


def _forms(word: str) -> set[str]:
    """The word and all it becomes when one letter is left out: two words one slip apart share one of these."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def one_slip(said: str, known: str) -> bool:
    """Whether one letter was left out, put in or mistaken, or two neighbours swapped."""
    if said == known or abs(len(said) - len(known)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(said, known, strict=False)) if a != b), min(len(said), len(known)))
    if len(said) < len(known):
        return said[start:] == known[start + 1 :]
    if len(said) > len(known):
        return said[start + 1 :] == known[start:]
    swapped = known[start + 1 : start + 2] + known[start : start + 1] + known[start + 2 :]
    return said[start + 1 :] == known[start + 1 :] or said[start:] == swapped


def _surely_meant(said: str, known: str) -> bool:
    """Whether the slip is one that hardly leads from one real word to another; the first letter is seldom mistaken."""
    if len(said) == len(known):
        wrong = [at for at, (a, b) in enumerate(zip(said, known, strict=True)) if a != b]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return said[wrong[0]] == known[wrong[1]] and said[wrong[1]] == known[wrong[0]]
        return len(wrong) == 1 and wrong[0] > 0 and len(known) >= _SHORTEST
    return min(len(said), len(known)) >= _SHORTEST - 1 and said[0] == known[0] and abs(len(said) - len(known)) == 1
