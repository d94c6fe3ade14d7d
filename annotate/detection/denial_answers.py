"""Which allegation a denial answers."""

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
_REACH = 12
_SHARED = 2
_COMMON = frozenset(
    """
    that this with have been were they their them would could should about from which what when there these
    those said says also more than into over such some other never because denied claim claims allegation
    allegations
""".split()
)


def answers(kinds: Sequence[str | None], contents: Sequence[str], sources: Sequence[str]) -> list[int | None]:
    """For each denial the index of the claim before it that it answers, else None.

    A denial that only points back (“these claims”) answers the nearest earlier claim of another source; any
    other answers the earlier one, among the nearest twelve, that shares most words with it, two at least.
    """
    words = [_content_words(content) for content in contents]
    found: list[int | None] = []
    for number, kind in enumerate(kinds):
        earlier = [
            other
            for other in range(number - 1, max(-1, number - 1 - _REACH), -1)
            if kind == DENIAL
            and kinds[other] in (ALLEGATION, QUOTE)
            and sources[other].casefold() != sources[number].casefold()
        ]
        found.append(_answered(number, earlier, contents, words))
    return found


def _answered(number: int, earlier: list[int], contents: Sequence[str], words: list[set[str]]) -> int | None:
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
