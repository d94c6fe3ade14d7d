"""The words that two passages have in common, whatever their endings."""

import re

from annotate.text.word_classes import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_STEM = 6  # letters: performances and perform, predicted and predicting
_SHORTEST = 3
# Words too common in claims to connect two of them. Chosen by hand.
_SAYING_NOTHING = frozenset(
    """
    allegation allegations claim claims claimed denied said say says told thing things something anything people year
    years time day one two first last made make more such other very ever because before about also being get got
    going way want think know just like
""".split()
)
_COMMON = (
    ADVERBS
    | AUXILIARIES
    | CONJUNCTIONS
    | DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | RELATIVES
    | SUBORDINATORS
    | _SAYING_NOTHING
)


def word_stems(passage: str) -> set[str]:
    """Return the stems of the words that say what a passage is about, and its numbers, in lower case."""
    return {_stem(word) for word in _WORD.findall(passage.casefold()) if word not in _COMMON}


def _stem(word: str) -> str:
    shorter = _ENDING.sub("", word)
    return (shorter if len(shorter) >= _SHORTEST else word)[:_STEM]
