"""Recognises English."""

import re

_WORD = re.compile(r"[^\W\d_]+")
# Frequent English words that few other languages have. Chosen by hand.
_COMMON = frozenset(
    """
    the of and to that is was for it with as his her he she they be by are this have has from had not but were which
    their been who would there what will said about after could we you its than them our these those him at if when
    how your into over says because against
""".split()
)
_LEAST_WORDS = 12
_LEAST_SHARE = 0.1
_SAMPLE = 20_000
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f]")


def is_english(text: str) -> bool:
    """Return whether a text seems to be English, judging by the common words in its first 20,000 code points.

    Fewer than 12 words count as English if most of them are in Latin script.
    """
    words = _WORD.findall(text[:_SAMPLE])
    latin = [word for word in words if _LATIN.match(word)]
    if len(latin) * 2 < len(words):
        return False
    if len(words) < _LEAST_WORDS:
        return True
    return sum(word.lower() in _COMMON for word in words) >= _LEAST_SHARE * len(words)
