"""Finds the allegation that a denial answers."""

import re
from collections.abc import Sequence

from annotate.vocabulary import ALLEGATION, DENIAL, QUOTE

_WORD = re.compile(r"[^\W\d_]{4,}")
_CHARGE = re.compile(
    r"\b(?:these|those|such|this|that|the) (?:latest |false |new )?"
    r"(?:claims?|allegations?|accusations?|charges?|reports?|assertions?|arguments?)\W*$"
    r"|^\W*(?:it|them|this|that|all)\W*$",
    re.IGNORECASE,
)
_REACH = 12  # claims
_SHARED = 2  # words
# Words too common in claims to connect two of them. Chosen by hand.
_COMMON = frozenset(
    """
    that this with have been were they their them would could should about from which what when there these
    those said says also more than into over such some other never because denied claim claims allegation
    allegations
""".split()
)


def find_answers(kinds: Sequence[str | None], contents: Sequence[str], sources: Sequence[str]) -> list[int | None]:
    """Return for each claim the index of the earlier claim that it answers; None if it answers nothing or is no denial.

    A denial that only points back (“these claims”) answers the nearest earlier claim of another source. Any other
    denial answers the claim among the twelve before it that shares the most words with it, if it shares at least two.
    """
    words = [_content_words(content) for content in contents]
    answers: list[int | None] = []
    for number, kind in enumerate(kinds):
        earlier = [
            other
            for other in range(number - 1, max(-1, number - 1 - _REACH), -1)
            if kind == DENIAL
            and kinds[other] in (ALLEGATION, QUOTE)
            and sources[other].casefold() != sources[number].casefold()
        ]
        answers.append(_choose_answered(number, earlier, contents, words))
    return answers


def _choose_answered(number: int, earlier: list[int], contents: Sequence[str], words: list[set[str]]) -> int | None:
    if not earlier:
        return None
    if _CHARGE.search(contents[number]):
        return earlier[0]
    best = max(earlier, key=lambda other: len(words[number] & words[other]))
    return best if len(words[number] & words[best]) >= _SHARED else None


def _content_words(content: str) -> set[str]:
    return {_stem(word) for word in _WORD.findall(content.casefold()) if word not in _COMMON}


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 4 else word
