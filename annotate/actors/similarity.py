"""Rules that say when two actors are probably the same. Pure Python.

Names are compared by their keys (`names.key_of_name`), types are the values of `Actor.Type`.
"""

from collections.abc import Set
from dataclasses import dataclass

import regex
from rapidfuzz.distance import OSA

from annotate.actors.mentions.lexicons.first_names import FEMALE, MALE
from annotate.actors.names import without_honorific
from annotate.vocabulary import PERSON

SMALL_WORDS = frozenset("of and the for on to at in de la le du des van von der".split())
LEGAL_FORMS = frozenset(
    "inc incorporated ltd limited plc llc llp corp corporation co company gmbh ag sa spa bv nv group".split()
)
# Letters. In shorter names one letter often makes another name: Bush and Rush.
SHORTEST_WITH_WRONG_LETTER = 7
LETTERS_PER_WRONG_LETTER = 7  # so two may differ in names of 14 letters and more


@dataclass(frozen=True, slots=True)
class ActorNames:
    """The fields to compare actors by: the name's key, the type ("" if unknown) and the keys of the aliases."""

    key: str
    type: str = ""
    aliases: Set[str] = frozenset()

    @property
    def words(self) -> list[str]:
        return without_honorific(self.key).split()


def similarity_reason(one: ActorNames, other: ActorNames) -> str:
    """Return why the two are probably the same actor, as a phrase for the editor; "" if nothing suggests it."""
    if types_conflict(one.type, other.type):
        return ""
    if one.key in other.aliases or other.key in one.aliases or one.aliases & other.aliases:
        return "both go by the same name"
    shorter, longer = sorted([one, other], key=lambda names: (len(names.words), names.key))
    return next((reason for reason, applies in _REASONS.items() if applies(shorter, longer)), "")


def types_conflict(one: str, other: str) -> bool:
    """Return whether one type is a person and the other is known to be something else."""
    return bool(one and other) and (one == PERSON) != (other == PERSON)


def gender_of_name(name_key: str) -> str:
    """Return "f" or "m" if the first name nearly always has that gender, else ""."""
    first, _, rest = name_key.partition(" ")
    return "" if not rest else "f" if first in FEMALE else "m" if first in MALE else ""


def acronym_pattern(name_key: str) -> str:
    """Return a regular expression for the keys that this key abbreviates; "" if it cannot be an acronym.

    That of "who" matches "world health organization".
    """
    if not 2 < len(name_key) <= 8 or not name_key.isalpha():
        return ""
    between = rf"[^ ]* ((?:{'|'.join(sorted(SMALL_WORDS))}) )*"
    return f"^{between.join(map(regex.escape, name_key))}[^ ]*$"


def _has_same_words(one: ActorNames, other: ActorNames) -> bool:
    return sorted(one.words) == sorted(other.words)


def _only_legal_form_differs(one: ActorNames, other: ActorNames) -> bool:
    bare, other_bare = ([word for word in names.words if word not in LEGAL_FORMS | {"the"}] for names in (one, other))
    return bool(bare) and bare == other_bare


def _has_initial_for_first_name(short: ActorNames, long: ActorNames) -> bool:
    if len(short.words) < 2 or short.words[-1] != long.words[-1]:
        return False
    initial, full = sorted([short.words[:-1], long.words[:-1]], key=lambda names: len(names[0]))
    return len(initial) == 1 and len(initial[0]) <= 2 < len(full[0]) and _initials(full).startswith(initial[0])


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)


def _only_middle_name_differs(short: ActorNames, long: ActorNames) -> bool:
    first, second = short.words, long.words
    return len(first) == 2 < len(second) and (first[0], first[-1]) == (second[0], second[-1]) and _may_be_person(long)


def _is_only_surname(short: ActorNames, long: ActorNames) -> bool:
    return len(short.words) == 1 and len(long.words) > 1 and short.words[0] == long.words[-1] and _may_be_person(long)


def _may_be_person(actor: ActorNames) -> bool:
    return actor.type in {PERSON, ""}


def _is_acronym(short: ActorNames, long: ActorNames) -> bool:
    pattern = acronym_pattern(short.key)
    return bool(pattern) and long.type != PERSON and bool(regex.match(pattern, long.key))


def _few_letters_differ(one: ActorNames, other: ActorNames) -> bool:
    shortest = min(len(one.key), len(other.key))
    if shortest < SHORTEST_WITH_WRONG_LETTER or _digits(one.key) != _digits(other.key):
        return False
    return OSA.distance(one.key, other.key) <= min(2, shortest // LETTERS_PER_WRONG_LETTER)


def _digits(name_key: str) -> str:
    return "".join(letter for letter in name_key if letter.isdigit())


_REASONS = {
    "the same words": _has_same_words,
    "the same except for the legal form": _only_legal_form_differs,
    "an initial instead of the first name": _has_initial_for_first_name,
    "the same except for a middle name": _only_middle_name_differs,
    "only the surname": _is_only_surname,
    "one is the acronym of the other": _is_acronym,
    "one or two letters differ": _few_letters_differ,
}
