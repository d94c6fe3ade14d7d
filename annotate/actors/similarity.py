"""When two actors may be one. Pure: names as keys (`names.key_of_name`), types as words."""

from collections.abc import Set
from dataclasses import dataclass

import regex
from rapidfuzz.distance import OSA

from annotate.actors.mentions.lexicons.first_names import FEMALE, MALE
from annotate.actors.names import without_honorific

SMALL = frozenset("of and the for on to at in de la le du des van von der".split())
LEGAL_FORMS = frozenset(
    "inc incorporated ltd limited plc llc llp corp corporation co company gmbh ag sa spa bv nv group".split()
)
# Shorter names differ by a letter too easily: Bush and Rush.
SHORTEST_WITH_WRONG_LETTER, LETTERS_FOR_EACH_MORE = 7, 7


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an actor: its key, its type ("" if unknown) and the keys of its aliases."""

    key: str
    type: str = ""
    aliases: Set[str] = frozenset()

    @property
    def words(self) -> list[str]:
        return without_honorific(self.key).split()


def likeness(one: Known, other: Known) -> str:
    """Why the two may be one actor, as a phrase for the editor; "" if nothing says so."""
    if types_differ(one.type, other.type):
        return ""
    if one.key in other.aliases or other.key in one.aliases or one.aliases & other.aliases:
        return "they go by the same name"
    shorter, longer = sorted([one, other], key=lambda each: (len(each.words), each.key))
    return next((reason for reason, holds in _REASONS.items() if holds(shorter, longer)), "")


def types_differ(one: str, other: str) -> bool:
    """Whether one is a person and the other is none."""
    return bool(one and other) and (one == "person") != (other == "person")


def gender_of_name(name_key: str) -> str:
    """ "f" or "m" where the first name is nearly always that, else ""."""
    first, _, rest = name_key.partition(" ")
    return "" if not rest else "f" if first in FEMALE else "m" if first in MALE else ""


def acronym_pattern(name_key: str) -> str:
    """A regular expression of the keys whose acronym this is ("who": "world health organization"); "" if it is none."""
    if not 2 < len(name_key) <= 8 or not name_key.isalpha():
        return ""
    between = rf"[^ ]* ((?:{'|'.join(sorted(SMALL))}) )*"
    return f"^{between.join(map(regex.escape, name_key))}[^ ]*$"


def _same_words(one: Known, other: Known) -> bool:
    return sorted(one.words) == sorted(other.words)


def _legal_form_apart(one: Known, other: Known) -> bool:
    bare = [[word for word in each.words if word not in LEGAL_FORMS | {"the"}] for each in (one, other)]
    return bool(bare[0]) and bare[0] == bare[1]


def _initial_apart(short: Known, long: Known) -> bool:
    if len(short.words) < 2 or short.words[-1] != long.words[-1]:
        return False
    initial, full = sorted([short.words[:-1], long.words[:-1]], key=lambda names: len(names[0]))
    return len(initial) == 1 and len(initial[0]) <= 2 < len(full[0]) and _initials(full).startswith(initial[0])


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)


def _middle_name_apart(short: Known, long: Known) -> bool:
    first, second = short.words, long.words
    return len(first) == 2 < len(second) and (first[0], first[-1]) == (second[0], second[-1]) and _may_be_person(long)


def _surname_alone(short: Known, long: Known) -> bool:
    return len(short.words) == 1 and len(long.words) > 1 and short.words[0] == long.words[-1] and _may_be_person(long)


def _may_be_person(actor: Known) -> bool:
    return actor.type in {"person", ""}


def _is_acronym(short: Known, long: Known) -> bool:
    pattern = acronym_pattern(short.key)
    return bool(pattern) and long.type != "person" and bool(regex.match(pattern, long.key))


def _letters_apart(one: Known, other: Known) -> bool:
    shortest = min(len(one.key), len(other.key))
    if shortest < SHORTEST_WITH_WRONG_LETTER or _digits(one.key) != _digits(other.key):
        return False
    return OSA.distance(one.key, other.key) <= min(2, shortest // LETTERS_FOR_EACH_MORE)


def _digits(name_key: str) -> str:
    return "".join(each for each in name_key if each.isdigit())


_REASONS = {
    "the same words": _same_words,
    "the same but for the legal form": _legal_form_apart,
    "one has an initial where the other has a first name": _initial_apart,
    "the same but for a middle name": _middle_name_apart,
    "the surname alone": _surname_alone,
    "one is the acronym of the other": _is_acronym,
    "a letter or two apart": _letters_apart,
}
