"""Who makes a claim, as far as the words of its source show it."""

import re
from collections.abc import Sequence

from annotate.text.word_stems import word_stems

_PRONOUNS = frozenset("i he she it we they who which his her its their our my".split())
_SINGULAR = frozenset("i he she his her my".split())
_PERSON = re.compile(r"\b[A-Z][a-z]|(?:er|or|ist|man|woman|person|ant|ent)$")
# Words for somebody who speaks for another, and titles: they name no side.
_ROLES = word_stems(
    """
    spokesman spokeswoman spokesperson spokespeople lawyer lawyers attorney solicitor counsel barrister agent chief
    executive director chairman chairwoman president secretary leader head boss manager official officials
    statement mrs sir lady lord letter email former senior deputy member lawsuit suit campaign court
    courts judge justice tribunal
"""
)


# Adjectives of a place, which many names share.
_OF_A_PLACE = re.compile(r"\b(?:[A-Z]\w+(?:ian|ish|ese)|American|French|German|Dutch|\w+ern|US|UK|City|National)\b")
_AFTER_NAME = re.compile(r",| who\b| which\b")


def is_pronoun(source: str) -> bool:
    """Return whether a source is a pronoun, which names nobody."""
    return source.casefold().strip() in _PRONOUNS


def side_words(source: str) -> set[str]:
    """Return the stems that name a side: of “Jane Roe, a spokeswoman for Halden” those of Jane, Roe and Halden."""
    head = _AFTER_NAME.split(source, maxsplit=1)[0]
    return set() if is_pronoun(source) else word_stems(_OF_A_PLACE.sub("", head)) - _ROLES


def is_same_side(source: str, other: str) -> bool:
    """Return whether two sources seem to be the same, or one of them speaks for the other."""
    if source.casefold() == other.casefold():
        return bool(source)
    words, other_words = word_stems(source), word_stems(other)
    if not words or not other_words or is_pronoun(source) or is_pronoun(other):
        return False
    named, other_named = side_words(source), side_words(other)
    if named and other_named:
        return named <= other_named or other_named <= named
    return words <= other_words or other_words <= words


def find_antecedents(sources: Sequence[str]) -> list[str]:
    """Return the sources with each pronoun replaced by the last source that it may mean; "" if there is none.

    “He” and “she” mean no group or thing: “US prosecutors”, “the report”.
    """
    sides: list[str] = []
    person = anybody = ""
    for source in sources:
        if not is_pronoun(source):
            sides.append(source)
            anybody = source or anybody
            person = source if _may_be_person(source) else person
        else:
            sides.append(person if source.casefold().strip() in _SINGULAR else anybody)
    return sides


def _may_be_person(source: str) -> bool:
    *_, last = source.split() or [""]
    return last[:1].isupper() or (bool(_PERSON.search(source)) and not last.endswith("s"))
