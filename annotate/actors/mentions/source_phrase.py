"""Read a source with names: decide which of them speak, and which only describe the speaker."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.lexicons.institutions import (
    DOCUMENT_NOUNS,
    INQUIRIES,
    ISSUED,
    ORGANISATION_NOUNS,
    UTTERANCES,
)
from annotate.actors.mentions.lexicons.places import COUNTRIES, GOVERNMENTS, PEOPLES, STATES_AND_CITIES
from annotate.actors.mentions.lexicons.role_titles import REPRESENTING, ROLES, SPOKESPEOPLE, UNNAMED
from annotate.actors.mentions.role_words import canonical_word
from annotate.actors.mentions.source_tokens import (
    AND,
    CLOSE,
    COMMA,
    NAME,
    OPEN,
    POSSESSIVE,
    PREPOSITION,
    RELATIVE,
    WORD,
    SourceToken,
    is_party_note,
)
from annotate.vocabulary import GROUP, ORGANISATION

_EMPHASIS = frozenset("himself herself itself themselves all both alone too also".split())
_LATER = frozenset("this last next late early earlier here today yesterday".split())
_EXAMPLES = frozenset("including include includes included like as".split())
_READ = frozenset(
    "seen obtained reviewed viewed heard read examined verified quoted cited".split()
)  # "seen by": by readers, not authors
_NOUNS = DOCUMENT_NOUNS | frozenset(ORGANISATION_NOUNS) | UNNAMED | ROLES
_ENDS = frozenset({PREPOSITION, COMMA, RELATIVE, OPEN, AND})


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """The entities that a source names as speaking, and the rule that found them.

    `rule` is "name", "joint", "called", "apposition", "example", "voice", "office", "utterance", "document",
    "institution", or without entities "unnamed" or "nominal" (a description).
    """

    rule: str
    entities: tuple[Entity, ...] = ()
    head: str = ""


def read_source_phrase(source: Sequence[SourceToken]) -> SourcePhrase:
    """Return which entities the source names as speaking. The source must have tokens and not be a pronoun."""
    phrase, rest = first_phrase(source)
    if not phrase:
        return SourcePhrase("nominal")
    name = _speaking_name(phrase, rest)
    if name is not None:
        return _named([name, *joined_names(name, rest)])
    head = head_of(phrase)
    for rule in (_called, _example, _apposition, _voice, _office, _utterance, _document, _institution):
        found = rule(phrase, rest, head)
        if found:
            return SourcePhrase(rule.__name__[1:], tuple(found), head)
    return SourcePhrase("unnamed" if _is_unnamed(phrase, head) else "nominal", (), head)


def bare_name(source: Sequence[SourceToken]) -> str:
    """Return the name in a source that is only a name, without titles and possessive; "" for other sources."""
    phrase, rest = first_phrase(source)
    names = [token for token in phrase if token.low not in _EMPHASIS and token.kind != POSSESSIVE]
    last = names[-1] if names else None
    owned = any(token.kind == POSSESSIVE for token in phrase[:-1])
    if last is None or last.mention is None or owned or (rest and rest[0].kind not in {COMMA, OPEN, CLOSE}):
        return ""
    return last.mention.name


def first_phrase(source: Sequence[SourceToken]) -> tuple[list[SourceToken], list[SourceToken]]:
    """Return the tokens up to the first preposition, comma, bracket or "and" after the first word, and the rest."""
    start = 0
    while start < len(source) and source[start].kind in {PREPOSITION, COMMA, POSSESSIVE, CLOSE, AND}:
        start += 1
    end = start
    while end < len(source) and source[end].kind not in _ENDS and not _is_participle(source, end, start):
        end += 1
    return list(source[start:end]), list(source[end:])


def _is_participle(source: Sequence[SourceToken], at: int, start: int) -> bool:
    """Whether the word is a participle after its noun: "a report released", "Americans worried"."""
    token = source[at]
    goes_on = token.low in _LATER or (token.low.endswith(("ed", "ing")) and token.low not in _NOUNS)
    if at == start or token.kind != WORD or not goes_on:
        return False
    before = source[at - 1]
    return (
        before.low in _NOUNS or canonical_word(before.low) in _NOUNS or (before.kind == NAME and before.low in PEOPLES)
    )


def head_of(phrase: Sequence[SourceToken]) -> str:
    """Return the noun of a phrase: its last word."""
    return next((token.low for token in reversed(phrase) if token.kind == WORD), "")


def _speaking_name(phrase: Sequence[SourceToken], rest: Sequence[SourceToken]) -> Entity | None:
    """Return the name that ends the phrase, or the source if 's follows; a group's name can be followed by more."""
    words = [token for token in phrase if token.low not in _EMPHASIS] or list(phrase)
    last = words[-1]
    if last.kind == POSSESSIVE and len(words) > 1 and not rest:
        last = words[-2]
    if last.kind == NAME:
        return last.entity
    first = next((token for token in phrase if token.kind == NAME), None)
    follows = (
        first is not None
        and phrase.index(first) + 1 < len(phrase)
        and phrase[phrase.index(first) + 1].kind != POSSESSIVE
    )
    return first.entity if first and follows and first.entity and first.entity.type == GROUP else None


def _named(entities: list[Entity]) -> SourcePhrase:
    """Return the phrase of one or several names."""
    different = {id(entity): entity for entity in entities}
    return SourcePhrase("joint" if len(different) > 1 else "name", tuple(different.values()))


def joined_names(first: Entity, rest: Sequence[SourceToken]) -> list[Entity]:
    """Return the names joined to the first by commas and "and", without those in appositions."""
    found: list[Entity] = []
    pending: list[Entity] = []
    at = _after_note(rest, 0)
    while at < len(rest) and rest[at].kind in {COMMA, AND}:
        joins = rest[at].kind == AND or (at + 1 < len(rest) and rest[at + 1].kind == AND)
        at += 1 + (rest[at].kind == COMMA and joins)
        phrase, _ = first_phrase(rest[at:])
        name = _joined_name(phrase)
        if name is None or rest[at].kind not in {WORD, NAME}:
            break
        pending.append(name)
        at = _after_note(rest, at + len(phrase))
        if joins:
            found, pending = found + pending, []
    return found


def _joined_name(phrase: Sequence[SourceToken]) -> Entity | None:
    """Return the name in a short phrase that is only a name, titles and "newspaper chain" ignored."""
    if not phrase or len(phrase) > 6 or sum(token.kind == NAME for token in phrase) > 2:
        return None
    last = phrase[-2] if phrase[-1].kind == POSSESSIVE and len(phrase) > 1 else phrase[-1]
    if last.kind == NAME:
        return last.entity
    return next(iter(_institution(phrase, (), last.low)), None)


def _after_note(rest: Sequence[SourceToken], at: int) -> int:
    """Return where the source continues after "(D-Ohio)", ", R-Ky.," or ", Republican of Iowa"."""
    if at < len(rest) and rest[at].kind == OPEN:
        while at < len(rest) and rest[at].kind != CLOSE:
            at += 1
        return at + 1
    if at + 1 < len(rest) and rest[at].kind == COMMA and is_party_note(rest[at + 1]):
        at += 2
        while at < len(rest) and rest[at].kind in {PREPOSITION, NAME, WORD} and rest[at].kind != AND:
            at += 1
    return at


def _apposition(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """Return the person named after a comma: "A lawyer for Roe, Jo Doe,"."""
    for at, token in enumerate(rest):
        if token.kind == RELATIVE and not (at and rest[at - 1].kind == PREPOSITION):
            return []
        if token.kind == COMMA and head not in DOCUMENT_NOUNS:
            following, _ = first_phrase(rest[at + 1 :])
            last = following[-1] if following and rest[at + 1].kind in {NAME, WORD} else None
            if last and last.kind == NAME and last.entity and last.entity.is_person and _short(following):
                return [last.entity, *joined_names(last.entity, rest[at + 1 + len(following) :])]
            return []
    return []


def _short(phrase: Sequence[SourceToken]) -> bool:
    """Whether a phrase that ends with a name has little more than the name and its titles."""
    return len(phrase) <= 3 or (len(phrase) <= 6 and any(token.low in ROLES for token in phrase))


def _called(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """Return the person whom the source introduces: "a professor named Jo Doe"."""
    both = [*phrase, *rest]
    named = (right.entity for left, right in pairwise(both) if left.low in {"named", "called"} and right.kind == NAME)
    return [entity for entity in named if entity and entity.is_person][:1]


def _example(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """Return the examples given for unnamed people: "critics, including Jo Doe"."""
    for at, token in enumerate(rest[:-1]):
        leads = token.low in _EXAMPLES and (token.low != "as" or (rest[at - 1].low if at else head) == "such")
        by = token.low == "by" and at and rest[at - 1].low == "led"
        if leads or by or (token.low == "by" and not at and head == "led"):
            following, after = first_phrase(rest[at + 1 :])
            if following and following[-1].kind == NAME and following[-1].entity:
                return [following[-1].entity, *joined_names(following[-1].entity, after)]
    return []


def _voice(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """Return the organisation of an unnamed spokesman, or the parties that several lawyers represent."""
    speaks = head in SPOKESPEOPLE
    if not speaks and not (head in REPRESENTING and head.endswith("s")):
        return []
    if rest and rest[0].low in {"for", "of", "from", "at"}:
        both = [token for token in rest[1:] if token.low != "both"]
        following, after = first_phrase(both)
        if following and following[-1].kind == NAME and following[-1].entity:
            return [following[-1].entity, *joined_names(following[-1].entity, after)]
    names = [token.entity for token in phrase if token.kind == NAME and token.entity]
    return names[-1:] if speaks else []


def _office(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """Return the person for whom an office speaks: "Roe's office"."""
    if head != "office" or len(phrase) < 3 or phrase[-2].kind != POSSESSIVE or not phrase[-3].entity:
        return []
    return [phrase[-3].entity] if phrase[-3].entity.is_person else []


def _utterance(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """Return the person whose words the source mentions: "Roe's claim"."""
    owned = phrase[-2].kind == POSSESSIVE and phrase[-3].kind == NAME if len(phrase) > 2 else False
    return [phrase[-3].entity] if head in UTTERANCES and owned and phrase[-3].entity else []


def owner_tokens(source: Sequence[SourceToken]) -> list[SourceToken]:
    """Return the tokens that describe the owner of a document or utterance: "the company" of its "statement"."""
    phrase, _ = first_phrase(source)
    owns = next((at for at, token in enumerate(phrase) if token.kind == POSSESSIVE), 0)
    speaks = head_of(phrase) in DOCUMENT_NOUNS | ISSUED | UTTERANCES | {"office"}
    return phrase[:owns] if speaks and owns and not any(token.kind == NAME for token in phrase) else []


def _issues(entity: Entity, phrase: Sequence[SourceToken]) -> bool:
    """Whether the name before a document's noun is its issuer, not the place or matter that it is about."""
    if head_of(phrase) in INQUIRIES:
        return entity.certain and not entity.is_person and " ".join(entity.key) not in GOVERNMENTS
    return phrase[-2].kind == POSSESSIVE or " ".join(entity.key) not in COUNTRIES | STATES_AND_CITIES


def writes_document(source: Sequence[SourceToken]) -> bool:
    """Return whether the source is the author of a document that may speak later: "the authors of the report"."""
    phrase, rest = first_phrase(source)
    of, _ = first_phrase(rest) if rest and rest[0].low == "of" else ([], [])
    return canonical_word(head_of(phrase)) in {"author", "writer"} and head_of(of) in DOCUMENT_NOUNS


def _document(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """Return the author, owner or publisher of a document."""
    if head not in DOCUMENT_NOUNS | ISSUED and canonical_word(head) not in DOCUMENT_NOUNS:
        return []
    names = [token.entity for token in phrase if token.kind == NAME and token.entity and _issues(token.entity, phrase)]
    if names:
        return names[-1:]
    for lead in ({"by", "from"}, {"in", "on"}):
        for at, token in enumerate(rest):
            if token.kind == PREPOSITION and token.low in lead and not (at and rest[at - 1].low in _READ):
                following, after = first_phrase(rest[at + 1 :])
                name = next((token.entity for token in reversed(following) if token.kind == NAME), None)
                name = name or next(iter(_apposition(following, after, "")), None)
                if name and not (lead == {"in", "on"} and " ".join(name.key) in GOVERNMENTS):
                    return [name, *(joined_names(name, after) if following[-1].kind == NAME else [])]
    return []


def _institution(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """Return the institution that a noun explains ("the Acme newspaper chain"), or to which a panel belongs."""
    if head not in ORGANISATION_NOUNS:
        return []
    last = next((at for at in range(len(phrase) - 1, -1, -1) if phrase[at].kind == NAME and phrase[at].entity), None)
    entity = phrase[last].entity if last is not None else None
    if last is not None and entity and last + 1 < len(phrase) and phrase[last + 1].kind != POSSESSIVE:
        return [entity] if entity.type in {ORGANISATION, ""} else []
    if (
        head in {"panel", "board", "division", "branch", "office", "government", "city", "state", "administration"}
        and rest
    ):
        following, _ = first_phrase(rest)
        if rest[0].low == "of" and following and following[-1].kind == NAME and following[-1].entity:
            return [following[-1].entity]
    return []


def _is_unnamed(phrase: Sequence[SourceToken], head: str) -> bool:
    """Whether the phrase means people whom the article does not name."""
    lone = not phrase or phrase[0].low not in {"the", "his", "her", "their", "its", "this", "both"}
    return any(token.low in UNNAMED for token in phrase if token.kind == WORD and token.low == head) and lone
