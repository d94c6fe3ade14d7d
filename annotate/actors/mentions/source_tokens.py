"""A source's words as items: names, words and the marks and small words between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotate.actors.mentions.descriptions import party_of
from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.inventory import Inventory
from annotate.actors.mentions.lexicons.common import PREPOSITIONS, RELATIVES
from annotate.actors.mentions.lexicons.places import PARTY_NOUNS
from annotate.actors.mentions.lexicons.titles import REPRESENTING, UNNAMED
from annotate.actors.mentions.mention import Mention
from annotate.actors.mentions.name_finder import find
from annotate.actors.mentions.name_variants import known_part
from annotate.text import Span
from annotate.text.article_tokens import ArticleToken, is_post_nominal, token_range

NAME, WORD, PREPOSITION, COMMA, AND, RELATIVE, POSSESSIVE, OPEN, CLOSE = range(9)
OWNERS = frozenset("his her its their".split())
LONGEST = 120  # tokens of a source that are read
_KINDS = {",": COMMA, "and": AND, "&": AND, "nor": AND, "'s": POSSESSIVE, "(": OPEN, ")": CLOSE, "'": POSSESSIVE}
_COMMAS = frozenset({"–", "—", "--", ";", "-"})


@dataclass(frozen=True, slots=True)
class SourceToken:
    """One part of a source; `entity` and `mention` for a name only."""

    kind: int
    low: str
    entity: Entity | None = None
    mention: Mention | None = None


def items_of(inventory: Inventory, spans: Sequence[Span]) -> tuple[int, list[SourceToken]]:
    """The token at which the source begins in the article, and its items; no items for spans without words."""
    ranges = [token_range(inventory.starts, inventory.tokens, start, end) for start, end in sorted(spans)]
    tokens = [token for first, last in ranges for token in inventory.tokens[first:last]][:LONGEST]
    at = min((first for first, _ in ranges), default=0)
    if len(tokens) == 1 and tokens[0].low in OWNERS:
        tokens += [word for word in inventory.tokens[at + 1 : at + 2] if word.low in REPRESENTING | UNNAMED]
    mentions: dict[int, Mention] = {}
    for mention in find(tokens, 0, len(tokens), inventory.habits):
        # "Chief of Staff Jo Doe": what stands in such a title is no part of the source's grammar.
        mentions[mention.first - (len(mention.titles) if "of" in mention.titles else 0)] = mention
    return at, _items(inventory, tokens, mentions)


def _items(inventory: Inventory, tokens: list[ArticleToken], mentions: dict[int, Mention]) -> list[SourceToken]:
    """The items of the tokens among which the mentions stand."""
    found: list[SourceToken] = []
    at = 0
    while at < len(tokens):
        mention = mentions.get(at)
        if mention is None:
            owner = tokens[at].low == "’" and at and tokens[at - 1].low.endswith("s")
            found += [SourceToken(POSSESSIVE, "’")] if owner else _word(tokens[at])
            at += 1
            continue
        found += _name(inventory, tokens, mention)
        at = mention.last
        while at < len(tokens) and is_post_nominal(tokens[at]):
            at += 1
    return found


def _word(token: ArticleToken) -> list[SourceToken]:
    """The item of one token that is no name; none for quotation marks and stops."""
    if token.low in _KINDS:
        return [SourceToken(_KINDS[token.low], token.low)]
    if token.low in _COMMAS:
        return [SourceToken(COMMA, ",")]
    if not token.is_word:
        return []
    if token.low in PREPOSITIONS:
        return [SourceToken(PREPOSITION, token.low)]
    return [SourceToken(RELATIVE if token.low in RELATIVES else WORD, token.low)]


def _name(inventory: Inventory, tokens: list[ArticleToken], mention: Mention) -> list[SourceToken]:
    """The items of a name: whom it means in the article, or one that only stands here; in a heading, its known part."""
    low, entity = " ".join(mention.key), inventory.meaning(mention)
    if entity is not None:
        return [SourceToken(NAME, low, entity, mention)]
    part = known_part(inventory.names, mention.key)
    heading = tokens[mention.first].line in inventory.headings
    known = inventory.names.meant(mention.key[slice(*part)])[0] if part else None
    if known is not None and (known.is_person or not heading or part[1] - part[0] == len(mention.key)):
        broken = [SourceToken(RELATIVE, "")] if heading and part[1] < len(mention.key) else []
        start, end = part
        name = " ".join(token.text for token in tokens[mention.first + start : mention.first + end])
        return [SourceToken(NAME, low, known, replace(mention, key=mention.key[start:end], name=name)), *broken]
    if heading and not mention.certain and len(tokens) > 1:
        return [SourceToken(WORD, word) for word in mention.key]
    return [SourceToken(NAME, low, inventory.names.add(mention), mention)]


def is_party_note(item: SourceToken) -> bool:
    """Whether the item says a legislator's party: "R-Utah", "Republican"."""
    return item.kind == WORD and (item.low in PARTY_NOUNS or bool(party_of(item.low)))
