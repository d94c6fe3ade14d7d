"""The tokens of a source: names, words, and the punctuation and function words between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotate.actors.mentions.descriptions import party_of
from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.inventory import Inventory
from annotate.actors.mentions.lexicons.common import PREPOSITIONS, RELATIVES
from annotate.actors.mentions.lexicons.places import PARTY_NOUNS
from annotate.actors.mentions.lexicons.role_titles import REPRESENTING, UNNAMED
from annotate.actors.mentions.mention import Mention
from annotate.actors.mentions.name_finder import find_names
from annotate.actors.mentions.name_variants import known_part
from annotate.text import Span
from annotate.text.article_tokens import ArticleToken, is_post_nominal, token_range

NAME, WORD, PREPOSITION, COMMA, AND, RELATIVE, POSSESSIVE, OPEN, CLOSE = range(9)
OWNERS = frozenset("his her its their".split())
LONGEST = 120  # tokens of a source that are read; the rest is ignored
_KINDS = {",": COMMA, "and": AND, "&": AND, "nor": AND, "'s": POSSESSIVE, "(": OPEN, ")": CLOSE, "'": POSSESSIVE}
_COMMAS = frozenset({"–", "—", "--", ";", "-"})


@dataclass(frozen=True, slots=True)
class SourceToken:
    """One token of a source, or a whole name; only names have an `entity` and a `mention`."""

    kind: int
    low: str
    entity: Entity | None = None
    mention: Mention | None = None


def source_tokens_of(inventory: Inventory, spans: Sequence[Span]) -> tuple[int, list[SourceToken]]:
    """Return the index of the article's token at which the source begins, and the source's tokens."""
    ranges = [token_range(inventory.starts, inventory.tokens, start, end) for start, end in sorted(spans)]
    tokens = [token for first, last in ranges for token in inventory.tokens[first:last]][:LONGEST]
    at = min((first for first, _ in ranges), default=0)
    if len(tokens) == 1 and tokens[0].low in OWNERS:
        tokens += [word for word in inventory.tokens[at + 1 : at + 2] if word.low in REPRESENTING | UNNAMED]
    mentions: dict[int, Mention] = {}
    for mention in find_names(tokens, 0, len(tokens), inventory.habits):
        # A title with "of" ("Chief of Staff Jo Doe") is part of the name: its "of" must not split the source.
        mentions[mention.first - (len(mention.titles) if "of" in mention.titles else 0)] = mention
    return at, _cut(inventory, tokens, mentions)


def _cut(inventory: Inventory, tokens: list[ArticleToken], mentions: dict[int, Mention]) -> list[SourceToken]:
    """Return the source's tokens; `mentions` are keyed by the index of their first token."""
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
    """Return the token for a word outside names; empty for quotation marks and full stops."""
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
    """Return the token for a name with its entity; in a heading, the part that the article also has as a name."""
    low, entity = " ".join(mention.key), inventory.entity_of(mention)
    if entity is not None:
        return [SourceToken(NAME, low, entity, mention)]
    part = known_part(inventory.names, mention.key)
    heading = tokens[mention.first].line in inventory.headings
    if part is not None:
        start, end = part
        known = inventory.names.entities_named(mention.key[start:end])[0]
        if known.is_person or not heading or end - start == len(mention.key):
            # What follows the name in a heading is a sentence, so the source ends there.
            end_mark = [SourceToken(RELATIVE, "")] if heading and end < len(mention.key) else []
            name = " ".join(token.text for token in tokens[mention.first + start : mention.first + end])
            return [SourceToken(NAME, low, known, replace(mention, key=mention.key[start:end], name=name)), *end_mark]
    if heading and not mention.certain and len(tokens) > 1:
        return [SourceToken(WORD, word) for word in mention.key]
    return [SourceToken(NAME, low, inventory.names.add(mention), mention)]


def is_party_note(token: SourceToken) -> bool:
    """Return whether the token gives a legislator's party: "R-Utah", "Republican"."""
    return token.kind == WORD and (token.low in PARTY_NOUNS or bool(party_of(token.low)))
