"""Which names are the same one: "Le Pen" is "Marine Le Pen", "WHO" is "World Health Organization"."""

import re
from collections import defaultdict
from collections.abc import Iterable

from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.lexicons.institutions import ORGANISATION_HEADS, TAILS
from annotate.actors.mentions.lexicons.places import GOVERNMENTS, METONYMS, SAME_COUNTRY
from annotate.actors.mentions.lexicons.titles import SUFFIXES
from annotate.actors.mentions.mention import THING, Mention, is_acronym

NAMESAKES = 24  # of one short name at most: bounds the cost of each mention
Key = tuple[str, ...]
_ARTICLES = frozenset({"al-", "el-", "as-", "ad-", "ar-"})  # "Assad" of al-Assad
_DOUBLED = re.compile(r"([a-z])\1")
_SMALL = frozenset("of and for the on to at in &".split())


class Names:
    """The names of one article and whom each may mean."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._exact: dict[Key, Entity] = {}
        self._parts: defaultdict[Key, list[Entity]] = defaultdict(list)
        self._heads: defaultdict[str, list[Entity]] = defaultdict(list)  # "the Commission"
        self._middles: dict[str, Entity] = {}  # "Sánchez" of Pedro Sánchez Pérez
        self._initials: dict[str, Entity] = {}

    def meant(self, key: Key, kind: str = "") -> list[Entity]:
        """Whom the name may mean, of type `kind` if one is given; empty if the article has no such name."""
        exact = self._exact.get(_same(key))
        if exact:
            return [exact]
        parts = [each for each in self._parts.get(key, ()) if not kind or each.type in {kind, ""}]
        if parts:
            return parts
        if len(key) == 1 and len(self._heads.get(key[0], ())) == 1:
            return self._heads[key[0]]
        if len(key) == 1 and self._middles.get(key[0]):
            return [self._middles[key[0]]]
        long_form = self._initials.get(key[0].replace(".", "")) if len(key) == 1 else None
        return [long_form] if long_form else []

    def add(self, mention: Mention) -> Entity:
        """The entity of a name; a new one if the name is no part of a longer one."""
        known = self.meant(mention.key, mention.type if mention.certain else "")
        if known and not self._is_own(mention):
            return known[0]
        entity = Entity(mention.name, mention.type, mention.key, certain=mention.certain, first_seen=mention.first)
        self.entities.append(entity)
        self._exact[_same(mention.key)] = entity
        self._index(entity)
        return entity

    def alias(self, key: Key, entity: Entity) -> None:
        """Note that the article gives the name to the entity too: "(WHO)"."""
        self._exact[_same(key)] = entity

    def _is_own(self, mention: Mention) -> bool:
        """Whether the name is a place's, which is never short for "… Times"."""
        if _same(mention.key) in self._exact or self._is_surname(mention.key):
            return False
        return mention.type == "government" and " ".join(mention.key) in GOVERNMENTS

    def _is_surname(self, key: Key) -> bool:
        """Whether the article has a person of this surname: "Austin" is then Ada Austin."""
        return any(
            each.certain and each.type == "person" and each.key[-len(key) :] == key for each in self._parts.get(key, ())
        )

    def _index(self, entity: Entity) -> None:
        """Note the shorter names by which the entity may be called."""
        key = tuple(word for word in entity.key if word not in SUFFIXES)
        for part in _shorter(key, entity.type):
            if len(self._parts[part]) < NAMESAKES:
                self._parts[part].append(entity)
        if entity.type == "person":
            for word in key[1:-1]:
                if len(word) > 3:
                    self._middles.setdefault(word, entity)
        elif len(key) > 1:
            head = key[0] if len(key) > 2 and key[1] in _SMALL else key[-1]
            if _is_bare_head((head,)) and head not in METONYMS and len(self._heads[head]) < 2:
                self._heads[head].append(entity)
            self._initials.setdefault("".join(word[0] for word in key if word not in _SMALL), entity)
            self._initials.setdefault("".join(word[0] for word in key), entity)


def _same(key: Key) -> Key:
    """The key under which names that differ in middle initials or by country's short name are one."""
    joined = " ".join(key)
    if joined in SAME_COUNTRY:
        return (SAME_COUNTRY[joined],)
    if joined in GOVERNMENTS:
        return (joined,)
    bare = tuple(word for word in key if word not in SUFFIXES and not (len(word) == 2 and word.endswith(".")))
    # "Hilary" and "Hillary Clinton" are one, misspelt.
    return (_DOUBLED.sub(r"\1", bare[0]), *bare[1:]) if len(bare) > 1 else bare or key


def _shorter(key: Key, kind: str) -> set[Key]:
    """The shorter names of a name: its ends, its beginnings, and first and last without the middle."""
    if kind in {THING, "document"}:
        return set()
    ends = {key[at:] for at in range(1, len(key))}
    begins = {key[:at] for at in range(1, len(key)) if key[-1] not in TAILS}
    if kind != "person":
        begins = {part for part in begins if part[-1] not in _SMALL and " ".join(part) not in GOVERNMENTS}
        ends = {part for part in ends if part[0] not in _SMALL and not (len(part) == 1 and part[0] in TAILS)}
        return {part for part in ends | begins if not _is_bare_head(part)}
    outer = {(key[0], key[-1])} if len(key) > 2 else set()
    bare = {(key[-1][3:],)} if key and key[-1][:3] in _ARTICLES and len(key[-1]) > 5 else set()
    return ends | begins | outer | bare


def _is_bare_head(part: Key) -> bool:
    """Whether the name would be a mere "Committee", "House" or "National"."""
    return len(part) == 1 and (
        part[0] in ORGANISATION_HEADS - {"times", "post", "journal", "guardian", "fed"}
        or part[0] in {"national", "new", "american", "federal", "united", "royal", "republican", "democratic"}
    )


def longest_first(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, those with the longest names first, each length in reading order."""
    return sorted(mentions, key=lambda mention: (-len(mention.key), mention.first))


def known_part(names: Names, key: Key) -> tuple[int, int] | None:
    """The longest stretch of the name's words that is a name of the article; the leftmost of these."""
    for length in range(len(key), 0, -1):
        for start in range(len(key) - length + 1):
            part = key[start : start + length]
            if names.meant(part) and not (length == 1 and len(part[0]) < 3 and not is_acronym(part[0].upper())):
                return start, start + length
    return None
