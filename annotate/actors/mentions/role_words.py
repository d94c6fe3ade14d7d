"""Words that say what somebody is, in a normal form for comparing descriptions."""

from collections.abc import Iterable

from annotate.actors.mentions.lexicons.common import BE, DETERMINERS, NOT_NAMES, PREPOSITIONS, PRONOUNS
from annotate.actors.mentions.lexicons.role_titles import SAME_ROLE, WIDER_ROLE
from annotate.text.titles import ABBREVIATIONS

_FUNCTION_WORDS = (
    DETERMINERS | PREPOSITIONS | PRONOUNS | BE | frozenset("'s , ( ) and or had have has not said says".split())
)
_KEPT = frozenset("first former new state national local federal young old high".split())


def canonical_word(word: str) -> str:
    """Return the normal form of a lower-case word: "senator" for "sen." and "senators", "candidate" for "nominee"."""
    word = ABBREVIATIONS.get(word, word)
    word = word[3:] if word.startswith("ex-") else word
    if word in SAME_ROLE:
        return SAME_ROLE[word]
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return SAME_ROLE.get(word, word)


def role_words(words: Iterable[str]) -> set[str]:
    """Return the normal forms of the words that describe a role, with the wider roles that they imply."""
    found = set()
    for word in words:
        if word in _FUNCTION_WORDS or (word in NOT_NAMES and word not in _KEPT) or not word[:1].isalpha():
            continue
        for part in word.split("-") if "-" in word else (word,):
            found.add(canonical_word(part))
        found.add(canonical_word(word))
    for word in tuple(found):
        found.update(WIDER_ROLE.get(word, ()))
    return {word for word in found if len(word) > 1}
