"""Find the names that mean the same entity: "Le Pen" and "Marine Le Pen", "WHO" and "World Health Organization"."""

import re
from collections import defaultdict
from collections.abc import Iterable

from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.lexicons.institutions import ORGANISATION_HEADS, TAILS
from annotate.actors.mentions.lexicons.places import GOVERNMENTS, METONYMS, SAME_COUNTRY
from annotate.actors.mentions.lexicons.role_titles import SUFFIXES
from annotate.actors.mentions.mention import THING, Mention, is_acronym
from annotate.vocabulary import DOCUMENT, GOVERNMENT, PERSON

NAMESAKES = 24  # entities at most for one short name; bounds the cost of each mention
Key = tuple[str, ...]
_ARTICLES = frozenset({"al-", "el-", "as-", "ad-", "ar-"})  # "Assad" is al-Assad
_DOUBLE_LETTER = re.compile(r"([a-z])\1")
_SMALL = frozenset("of and for the on to at in &".split())


class ArticleNames:
    """The names in one article and the entities that each can mean."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._exact: dict[Key, Entity] = {}
        self._parts: defaultdict[Key, list[Entity]] = defaultdict(list)
        self._heads: defaultdict[str, list[Entity]] = defaultdict(list)  # "the Commission"
        self._middles: dict[str, Entity] = {}  # "Sánchez" of Pedro Sánchez Pérez
        self._initials: dict[str, Entity] = {}

    def entities_named(self, key: Key, type_: str = "") -> list[Entity]:
        """Return the entities that the name can mean, of this type if one is given."""
        exact = self._exact.get(_normal_key(key))
        if exact:
            return [exact]
        parts = [entity for entity in self._parts.get(key, ()) if not type_ or entity.type in {type_, ""}]
        if parts:
            return parts
        if len(key) == 1 and len(self._heads.get(key[0], ())) == 1:
            return self._heads[key[0]]
        if len(key) == 1 and self._middles.get(key[0]):
            return [self._middles[key[0]]]
        long_form = self._initials.get(key[0].replace(".", "")) if len(key) == 1 else None
        return [long_form] if long_form else []

    def add(self, mention: Mention) -> Entity:
        """Return the entity of a name, creating it unless the name is part of a longer one."""
        known = self.entities_named(mention.key, mention.type if mention.certain else "")
        if known and not self._is_place(mention):
            return known[0]
        entity = Entity(mention.name, mention.type, mention.key, certain=mention.certain, first_seen=mention.first)
        self.entities.append(entity)
        self._exact[_normal_key(mention.key)] = entity
        self._index(entity)
        return entity

    def add_alias(self, key: Key, entity: Entity) -> None:
        """Learn another name of the entity: "(WHO)"."""
        self._exact[_normal_key(key)] = entity

    def _is_place(self, mention: Mention) -> bool:
        """Whether the name is that of a place, not a newspaper's short name."""
        if _normal_key(mention.key) in self._exact or self._is_surname(mention.key):
            return False
        return mention.type == GOVERNMENT and " ".join(mention.key) in GOVERNMENTS

    def _is_surname(self, key: Key) -> bool:
        """Whether a person in the article has this surname: "Austin" may be Ada Austin."""
        return any(
            entity.certain and entity.type == PERSON and entity.key[-len(key) :] == key
            for entity in self._parts.get(key, ())
        )

    def _index(self, entity: Entity) -> None:
        """Index the shorter names that can mean the entity."""
        key = tuple(word for word in entity.key if word not in SUFFIXES)
        for part in _shorter_names(key, entity.type):
            if len(self._parts[part]) < NAMESAKES:
                self._parts[part].append(entity)
        if entity.type == PERSON:
            for word in key[1:-1]:
                if len(word) > 3:
                    self._middles.setdefault(word, entity)
        elif len(key) > 1:
            head = key[0] if len(key) > 2 and key[1] in _SMALL else key[-1]
            if _is_bare_head((head,)) and head not in METONYMS and len(self._heads[head]) < 2:
                self._heads[head].append(entity)
            self._initials.setdefault("".join(word[0] for word in key if word not in _SMALL), entity)
            self._initials.setdefault("".join(word[0] for word in key), entity)


def _normal_key(key: Key) -> Key:
    """Return one key for names that differ only in middle initials, in suffixes or in a country's short name."""
    joined = " ".join(key)
    if joined in SAME_COUNTRY:
        return (SAME_COUNTRY[joined],)
    if joined in GOVERNMENTS:
        return (joined,)
    bare = tuple(word for word in key if word not in SUFFIXES and not (len(word) == 2 and word.endswith(".")))
    # "Hilary Clinton" is a misspelt "Hillary Clinton".
    return (_DOUBLE_LETTER.sub(r"\1", bare[0]), *bare[1:]) if len(bare) > 1 else bare or key


def _shorter_names(key: Key, type_: str) -> set[Key]:
    """Return the shorter forms of a name: its ends, its beginnings, and first and last without the middle."""
    if type_ in {THING, DOCUMENT}:
        return set()
    ends = {key[at:] for at in range(1, len(key))}
    begins = {key[:at] for at in range(1, len(key)) if key[-1] not in TAILS}
    if type_ != PERSON:
        begins = {part for part in begins if part[-1] not in _SMALL and " ".join(part) not in GOVERNMENTS}
        ends = {part for part in ends if part[0] not in _SMALL and not (len(part) == 1 and part[0] in TAILS)}
        return {part for part in ends | begins if not _is_bare_head(part)}
    outer = {(key[0], key[-1])} if len(key) > 2 else set()
    bare = {(key[-1][3:],)} if key and key[-1][:3] in _ARTICLES and len(key[-1]) > 5 else set()
    return ends | begins | outer | bare


def _is_bare_head(part: Key) -> bool:
    """Whether the shorter name would be just "Committee", "House" or "National"."""
    return len(part) == 1 and (
        part[0] in ORGANISATION_HEADS - {"times", "post", "journal", "guardian", "fed"}
        or part[0] in {"national", "new", "american", "federal", "united", "royal", "republican", "democratic"}
    )


def longest_first(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions sorted by the length of their names, longest first, then in reading order."""
    return sorted(mentions, key=lambda mention: (-len(mention.key), mention.first))


def known_part(names: ArticleNames, key: Key) -> tuple[int, int] | None:
    """Return [start, end) of the longest part of the name that the article also has as a name, the leftmost first."""
    for length in range(len(key), 0, -1):
        for start in range(len(key) - length + 1):
            part = key[start : start + length]
            if names.entities_named(part) and not (
                length == 1 and len(part[0]) < 3 and not is_acronym(part[0].upper())
            ):
                return start, start + length
    return None
