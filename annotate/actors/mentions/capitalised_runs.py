"""Finding runs of capitalised words, which may contain names."""

import re
from collections.abc import Sequence

from annotate.actors.mentions.lexicons.common import (
    BE,
    CALENDAR,
    CLUBS,
    DETERMINERS,
    INNER,
    NO_NAME_TAILS,
    NOT_NAMES,
    OPENERS,
    SPEECH,
    TENS,
)
from annotate.actors.mentions.lexicons.first_names import FEMALE, MALE
from annotate.actors.mentions.lexicons.institutions import CHAMBERS, CONNECTORS, DOCUMENT_HEADS, ORGANISATION_HEADS
from annotate.actors.mentions.lexicons.places import COUNTRIES
from annotate.actors.mentions.lexicons.role_titles import ROLES
from annotate.text.article_tokens import ArticleToken

PARTICLES = frozenset(
    "de la le van von der den del della di da du dos das bin ibn al el ten ter af av y abu ben".split()
)
ACRONYMS_LIKE_WORDS = frozenset({"WHO"})
_ORDINAL, _YEAR = re.compile(r"[0-9]{1,3}(?:st|nd|rd|th)"), re.compile(r"[12][0-9]{3}")
LONGEST = 12  # words; a longer run is a heading, not a name
_JOINED_HEADS = ORGANISATION_HEADS - {"house", "party", "company", "post", "times"}


def is_name_word(token: ArticleToken) -> bool:
    """Return whether the token can be part of a name."""
    if not token.is_word or not token.capitalised:
        return False
    if token.text in ACRONYMS_LIKE_WORDS:
        return True
    if token.low.rpartition("-")[2] in NO_NAME_TAILS or token.low.partition("-")[0] in TENS:
        return False
    return token.low not in NOT_NAMES and not _is_party_mark(token.text) and not _is_code(token.text)


def _is_code(word: str) -> bool:
    """Whether the word is a code like PfASkm7vah, as in a shortened link."""
    return (
        len(word) > 6
        and any(mark.isdigit() for mark in word)
        and any(mark.islower() for mark in word)
        and "-" not in word
    )


def _is_party_mark(word: str) -> bool:
    """Whether the word gives a party, like R-Utah or D-N after a legislator's name."""
    return len(word) > 2 and word[0] in "RDI" and word[1] in "-‐‑"


def _leads_number(tokens: Sequence[ArticleToken], at: int, start: int) -> int:
    """Return 1 if the number before the name belongs to it: "6th Circuit Court", "1951 Refugee Convention"."""
    number = tokens[at - 1].low if at > start and _close(tokens[at - 1], tokens[at]) else ""
    return int(bool(_ORDINAL.fullmatch(number) or (_YEAR.fullmatch(number) and _is_text(tokens, at))))


def _is_text(tokens: Sequence[ArticleToken], at: int) -> bool:
    """Whether the capitalised words from `at` on end like the name of a treaty or act."""
    end = at
    while end < len(tokens) and end - at < 4 and is_name_word(tokens[end]):
        end += 1
    return end - at > 1 and tokens[end - 1].low in DOCUMENT_HEADS


def _begins_name(tokens: Sequence[ArticleToken], at: int, stop: int) -> bool:
    """Whether a run begins at the token, which can be a word that only begins longer names."""
    token = tokens[at]
    if token.low in OPENERS:
        follows = at + 1 < stop and is_name_word(tokens[at + 1]) and _close(token, tokens[at + 1])
        return (follows or token.low in CLUBS) and token.capitalised
    return is_name_word(token) or (token.capitalised and token.low in PARTICLES)


def _close(left: ArticleToken, right: ArticleToken) -> bool:
    """Whether only white space separates the two tokens, on one line."""
    return right.start - left.end <= 2 and left.line == right.line


def _after_particles(tokens: Sequence[ArticleToken], at: int, stop: int) -> int:
    """Return where the run continues after particles like "van der" at `at`; 0 if no name follows."""
    after = at + 1
    while after < stop and after - at < 3 and tokens[after].low in PARTICLES:
        after += 1
    return after + 1 if after < stop and is_name_word(tokens[after]) and _close(tokens[at], tokens[at + 1]) else 0


def _after_connector(tokens: Sequence[ArticleToken], at: int, stop: int) -> int:
    """Return where the run continues after "of", "of the" or "for" at `at`; 0 if it ends."""
    if tokens[at - 1].low in ROLES:
        return 0  # "White House Chief of Staff"
    after = at + 1
    while after < stop and tokens[after].low in DETERMINERS and after - at < 3:
        after += 1
    if after < stop and tokens[after].is_word and tokens[after].capitalised and tokens[after].low not in CALENDAR:
        return after + 1
    return 0


def _after_and(tokens: Sequence[ArticleToken], first: int, at: int, stop: int) -> int:
    """Return where an organisation's name continues after "and"; 0 if it ends: "Securities and Exchange Commission"."""
    left = [token.low for token in tokens[first:at]]
    if (
        len(left) > 5
        or tokens[first].text.isupper()
        or any(word in FEMALE or word in MALE or word in COUNTRIES for word in left)
    ):
        return 0
    end = at + 1
    while end < stop and end - at <= 4 and is_name_word(tokens[end]):
        end += 1
    right = tokens[at + 1 : end]
    joins = right and right[-1].low in _JOINED_HEADS and left[-1] not in ORGANISATION_HEADS and len(right) < 4
    return end if joins and not any(token.low in COUNTRIES for token in right) else 0


def _extension(tokens: Sequence[ArticleToken], first: int, at: int, stop: int) -> int:
    """Return the end of the run from `first` if it includes the token `at`; 0 if it ends before that token."""
    token = tokens[at]
    if is_name_word(token):
        return at + 1
    inner = at + 1 < stop and is_name_word(tokens[at + 1]) and _close(token, tokens[at + 1])
    if inner and token.low == "&":
        return at + 2
    if token.low in PARTICLES:
        return _after_particles(tokens, at, stop)
    if inner and token.capitalised and token.low in DETERMINERS and at - first > 1:
        return at + 2  # "Alliance to Reclaim Our Schools"
    if token.capitalised and token.low in INNER and (inner or token.low in {"today", "watch"}):
        return at + 1
    if token.low == "and":
        return _after_and(tokens, first, at, stop)
    has_head = any(word.low in ORGANISATION_HEADS for word in tokens[first + _after_title(tokens, first, at) : at])
    return _after_connector(tokens, at, stop) if token.low in CONNECTORS and has_head else 0


def _after_chamber(tokens: Sequence[ArticleToken], at: int, stop: int) -> int:
    """Return the end of a chamber's committee, "Senate banking committee", or `at` if there is none."""
    end = at
    while tokens[at - 1].low in CHAMBERS and end < stop and end - at <= 4 and _can_be_in_committee(tokens[end]):
        if tokens[end].low in {"committee", "subcommittee"}:
            return end + 1
        end += 1
    return at


def _can_be_in_committee(token: ArticleToken) -> bool:
    """Whether a lower-case word can be inside a committee's name."""
    return token.is_word and token.low not in NOT_NAMES - {"and"} and token.low not in SPEECH | BE


def _after_title(tokens: Sequence[ArticleToken], first: int, at: int) -> int:
    """Return how many words of the run are titles: "Senate Whip Jo Doe of Ohio" does not name the Senate."""
    return max((index + 1 for index in range(at - first) if tokens[first + index].low in ROLES), default=0)


def capitalised_runs(tokens: Sequence[ArticleToken], start: int, stop: int) -> list[tuple[int, int]]:
    """Return the half-open token ranges in tokens[start:stop] that are runs of name words, in order."""
    found, at = [], start
    while at < stop:
        if not _begins_name(tokens, at, stop):
            at += 1
            continue
        first, at = at - _leads_number(tokens, at, start), at + 1
        while at < stop and at - first < LONGEST and _close(tokens[at - 1], tokens[at]):
            end = _extension(tokens, first, at, stop)
            if not end:
                break
            at = end
        at = _after_chamber(tokens, at, stop)
        found.append((first, at))
    return found
