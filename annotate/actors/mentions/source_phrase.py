"""Reading a source that carries a name: whose name it is that speaks, and which names only describe the speaker."""

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
from annotate.actors.mentions.lexicons.titles import REPRESENTING, ROLES, SPOKESPEOPLE, UNNAMED
from annotate.actors.mentions.role_words import canonical
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

_EMPHASIS = frozenset("himself herself itself themselves all both alone too also".split())
_LATER = frozenset("this last next late early earlier here today yesterday".split())
_EXAMPLES = frozenset("including include includes included like as".split())
_READ = frozenset("seen obtained reviewed viewed heard read examined verified quoted cited".split())  # not written
_NOUNS = DOCUMENT_NOUNS | frozenset(ORGANISATION_NOUNS) | UNNAMED | ROLES
_ENDS = frozenset({PREPOSITION, COMMA, RELATIVE, OPEN, AND})


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """What a source says: the entities named as speaking, by which rule; or, without any, what it says of the speaker.

    `rule` is "name", "joint", "called", "apposition", "example", "voice", "office", "utterance", "document",
    "institution", "unnamed" or "nominal".
    """

    rule: str
    entities: tuple[Entity, ...] = ()
    head: str = ""


def read(items: Sequence[SourceToken]) -> SourcePhrase:
    """What the items of a source say. Sources without items, and pronouns, are not for this function."""
    phrase, rest = first_phrase(items)
    if not phrase:
        return SourcePhrase("nominal")
    name = _speaking_name(phrase, rest)
    if name is not None:
        return _named([name, *others(name, rest)])
    head = head_of(phrase)
    for rule in (_called, _example, _apposition, _voice, _office, _utterance, _document, _institution):
        found = rule(phrase, rest, head)
        if found:
            return SourcePhrase(rule.__name__[1:], tuple(found), head)
    return SourcePhrase("unnamed" if _is_unnamed(phrase, head) else "nominal", (), head)


def bare_name(items: Sequence[SourceToken]) -> str:
    """The name as a source that is only a name writes it, without titles and possessive; "" for other sources."""
    phrase, rest = first_phrase(items)
    names = [item for item in phrase if item.low not in _EMPHASIS and item.kind != POSSESSIVE]
    last = names[-1] if names else None
    owned = any(item.kind == POSSESSIVE for item in phrase[:-1])
    if last is None or last.mention is None or owned or (rest and rest[0].kind not in {COMMA, OPEN, CLOSE}):
        return ""
    return last.mention.name


def first_phrase(items: Sequence[SourceToken]) -> tuple[list[SourceToken], list[SourceToken]]:
    """The items up to the first preposition, comma, bracket or "and", without what leads them in, and the rest."""
    start = 0
    while start < len(items) and items[start].kind in {PREPOSITION, COMMA, POSSESSIVE, CLOSE, AND}:
        start += 1
    end = start
    while end < len(items) and items[end].kind not in _ENDS and not _is_participle(items, end, start):
        end += 1
    return list(items[start:end]), list(items[end:])


def _is_participle(items: Sequence[SourceToken], at: int, start: int) -> bool:
    """Whether the word goes on about a noun before it: "a report released", "Americans worried"."""
    item = items[at]
    goes_on = item.low in _LATER or (item.low.endswith(("ed", "ing")) and item.low not in _NOUNS)
    if at == start or item.kind != WORD or not goes_on:
        return False
    before = items[at - 1]
    return before.low in _NOUNS or canonical(before.low) in _NOUNS or (before.kind == NAME and before.low in PEOPLES)


def head_of(phrase: Sequence[SourceToken]) -> str:
    """The noun of a phrase: its last word."""
    return next((item.low for item in reversed(phrase) if item.kind == WORD), "")


def _speaking_name(phrase: Sequence[SourceToken], rest: Sequence[SourceToken]) -> Entity | None:
    """The name that ends the phrase, or with 's ends the source; a group's also before more words."""
    words = [item for item in phrase if item.low not in _EMPHASIS] or list(phrase)
    last = words[-1]
    if last.kind == POSSESSIVE and len(words) > 1 and not rest:
        last = words[-2]
    if last.kind == NAME:
        return last.entity
    first = next((item for item in phrase if item.kind == NAME), None)
    follows = (
        first is not None
        and phrase.index(first) + 1 < len(phrase)
        and phrase[phrase.index(first) + 1].kind != POSSESSIVE
    )
    return first.entity if first and follows and first.entity and first.entity.type == "group" else None


def _named(entities: list[Entity]) -> SourcePhrase:
    """The reading of one or several names."""
    different = {id(entity): entity for entity in entities}
    return SourcePhrase("joint" if len(different) > 1 else "name", tuple(different.values()))


def others(first: Entity, rest: Sequence[SourceToken]) -> list[Entity]:
    """The names joined to the first one by commas and "and"; those in an apposition are left out."""
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
    """The name that a short phrase is, titles and "newspaper chain" left out."""
    if not phrase or len(phrase) > 6 or sum(item.kind == NAME for item in phrase) > 2:
        return None
    last = phrase[-2] if phrase[-1].kind == POSSESSIVE and len(phrase) > 1 else phrase[-1]
    if last.kind == NAME:
        return last.entity
    return next(iter(_institution(phrase, (), last.low)), None)


def _after_note(rest: Sequence[SourceToken], at: int) -> int:
    """Where the items go on after "(D-Ohio)", ", R-Ky.,", ", Republican of Iowa"."""
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
    """The person named after a comma: "A lawyer for Roe, Jo Doe,"."""
    for at, item in enumerate(rest):
        if item.kind == RELATIVE and not (at and rest[at - 1].kind == PREPOSITION):
            return []
        if item.kind == COMMA and head not in DOCUMENT_NOUNS:
            following, _ = first_phrase(rest[at + 1 :])
            last = following[-1] if following and rest[at + 1].kind in {NAME, WORD} else None
            if last and last.kind == NAME and last.entity and last.entity.is_person and _short(following):
                return [last.entity, *others(last.entity, rest[at + 1 + len(following) :])]
            return []
    return []


def _short(phrase: Sequence[SourceToken]) -> bool:
    """Whether a phrase that ends with a name is little more than the name and its titles."""
    return len(phrase) <= 3 or (len(phrase) <= 6 and any(item.low in ROLES for item in phrase))


def _called(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """The person whom the source introduces: "a professor named Jo Doe"."""
    both = [*phrase, *rest]
    named = (right.entity for left, right in pairwise(both) if left.low in {"named", "called"} and right.kind == NAME)
    return [entity for entity in named if entity and entity.is_person][:1]


def _example(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """Those given as examples of the unnamed: "critics, including Jo Doe"."""
    for at, item in enumerate(rest[:-1]):
        leads = item.low in _EXAMPLES and (item.low != "as" or (rest[at - 1].low if at else head) == "such")
        by = item.low == "by" and at and rest[at - 1].low == "led"
        if leads or by or (item.low == "by" and not at and head == "led"):
            following, after = first_phrase(rest[at + 1 :])
            if following and following[-1].kind == NAME and following[-1].entity:
                return [following[-1].entity, *others(following[-1].entity, after)]
    return []


def _voice(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """The organisation for which an unnamed spokesman speaks, or the parties for which several lawyers do."""
    speaks = head in SPOKESPEOPLE
    if not speaks and not (head in REPRESENTING and head.endswith("s")):
        return []
    if rest and rest[0].low in {"for", "of", "from", "at"}:
        both = [item for item in rest[1:] if item.low != "both"]
        following, after = first_phrase(both)
        if following and following[-1].kind == NAME and following[-1].entity:
            return [following[-1].entity, *others(following[-1].entity, after)]
    names = [item.entity for item in phrase if item.kind == NAME and item.entity]
    return names[-1:] if speaks else []


def _office(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """The person for whom an office speaks: "Roe's office"."""
    if head != "office" or len(phrase) < 3 or phrase[-2].kind != POSSESSIVE or not phrase[-3].entity:
        return []
    return [phrase[-3].entity] if phrase[-3].entity.is_person else []


def _utterance(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """Whose the words are: "Roe's claim"."""
    owned = phrase[-2].kind == POSSESSIVE and phrase[-3].kind == NAME if len(phrase) > 2 else False
    return [phrase[-3].entity] if head in UTTERANCES and owned and phrase[-3].entity else []


def described_owner(items: Sequence[SourceToken]) -> list[SourceToken]:
    """The items that describe whose the document or utterance is: of "the company's statement" "the company"."""
    phrase, _ = first_phrase(items)
    owns = next((at for at, item in enumerate(phrase) if item.kind == POSSESSIVE), 0)
    speaks = head_of(phrase) in DOCUMENT_NOUNS | ISSUED | UTTERANCES | {"office"}
    return phrase[:owns] if speaks and owns and not any(item.kind == NAME for item in phrase) else []


def _issues(entity: Entity, phrase: Sequence[SourceToken]) -> bool:
    """Whether the name before a document's noun is its issuer, and not the place or the matter that it is about."""
    if head_of(phrase) in INQUIRIES:
        return entity.certain and not entity.is_person and " ".join(entity.key) not in GOVERNMENTS
    return phrase[-2].kind == POSSESSIVE or " ".join(entity.key) not in COUNTRIES | STATES_AND_CITIES


def writes_document(items: Sequence[SourceToken]) -> bool:
    """Whether the source is the author of a document, who speaks in it later: "the authors of the report, Jo Doe"."""
    phrase, rest = first_phrase(items)
    of, _ = first_phrase(rest) if rest and rest[0].low == "of" else ([], [])
    return canonical(head_of(phrase)) in {"author", "writer"} and head_of(of) in DOCUMENT_NOUNS


def _document(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """Whose the document is: its author, owner or publisher."""
    if head not in DOCUMENT_NOUNS | ISSUED and canonical(head) not in DOCUMENT_NOUNS:
        return []
    names = [item.entity for item in phrase if item.kind == NAME and item.entity and _issues(item.entity, phrase)]
    if names:
        return names[-1:]
    for lead in ({"by", "from"}, {"in", "on"}):
        for at, item in enumerate(rest):
            if item.kind == PREPOSITION and item.low in lead and not (at and rest[at - 1].low in _READ):
                following, after = first_phrase(rest[at + 1 :])
                name = next((each.entity for each in reversed(following) if each.kind == NAME), None)
                name = name or next(iter(_apposition(following, after, "")), None)
                if name and not (lead == {"in", "on"} and " ".join(name.key) in GOVERNMENTS):
                    return [name, *(others(name, after) if following[-1].kind == NAME else [])]
    return []


def _institution(phrase: Sequence[SourceToken], rest: Sequence[SourceToken], head: str) -> list[Entity]:
    """The named institution of which a panel speaks, or that a noun explains ("the Acme newspaper chain")."""
    if head not in ORGANISATION_NOUNS:
        return []
    names = [item for item in phrase if item.kind == NAME and item.entity]
    if names and phrase.index(names[-1]) + 1 < len(phrase) and phrase[phrase.index(names[-1]) + 1].kind != POSSESSIVE:
        return [names[-1].entity] if names[-1].entity.type in {"organisation", ""} else []
    if (
        head in {"panel", "board", "division", "branch", "office", "government", "city", "state", "administration"}
        and rest
    ):
        following, _ = first_phrase(rest)
        if rest[0].low == "of" and following and following[-1].kind == NAME and following[-1].entity:
            return [following[-1].entity]
    return []


def _is_unnamed(phrase: Sequence[SourceToken], head: str) -> bool:
    """Whether the phrase is one of those that stand for people whom the article does not name."""
    lone = not phrase or phrase[0].low not in {"the", "his", "her", "their", "its", "this", "both"}
    return any(item.low in UNNAMED for item in phrase if item.kind == WORD and item.low == head) and lone
