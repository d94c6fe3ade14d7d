"""Decide how prominent a name is in its clause: whether it is a subject or a possessor."""

from collections.abc import Sequence

from annotate.actors.mentions.lexicons.common import DETERMINERS, PREPOSITIONS, RELATIVES, SPEECH, SUBJECT_LEADS
from annotate.actors.mentions.lexicons.places import ADJECTIVES
from annotate.actors.mentions.lexicons.role_titles import MODIFIERS, ROLES
from annotate.actors.mentions.mention import Mention
from annotate.text.article_tokens import BREAK, ArticleToken
from annotate.text.titles import ABBREVIATIONS

_STARTS = frozenset({".", ",", ":", ";", "!", "?", '"', "“", "”", "''", BREAK, ")", "—", "–"})
_ENDS = _STARTS | RELATIVES - {"that"}
_LEADS = SUBJECT_LEADS | _STARTS
_ASKING = frozenset("did does do should would will can could must has have".split())  # "how should Roe answer?"
_NO_VERB = PREPOSITIONS | frozenset({"and", "or", "'s", ")", ".", "!", "?", ";", ":", BREAK})
_BEFORE_NAME = ROLES | MODIFIERS | ADJECTIVES | frozenset(ABBREVIATIONS) | DETERMINERS
_LISTENING = frozenset("told tells asked warned called denied reported".split())  # "told Roe": Roe does not speak
_LONGEST = 10  # words before a name that are skipped


def is_subject(tokens: Sequence[ArticleToken], mention: Mention, pair: bool = False) -> bool:
    """Return whether the name looks like the subject of its clause, even after the verb: "said Roe".

    The verb of a `pair` can be further away: "Roe and Doe of Ohio said".
    """
    before = _before(tokens, mention.first)
    if before >= 0 and tokens[before].low in SPEECH:
        return tokens[before].low not in _LISTENING or before == 0 or tokens[before - 1].low in _STARTS
    asks = before >= 0 and tokens[before].low in _ASKING
    leads = before < 0 or asks or tokens[before].low in _LEADS or tokens[before + 1].opens_sentence
    if before > 0 and tokens[before].low == "and" and tokens[before - 1].capitalised:
        leads = _leads_pair(tokens, before)
    return leads and (pair or _verb_may_follow(tokens, mention.last))


def _before(tokens: Sequence[ArticleToken], first: int) -> int:
    """Return the index of the token before the name at `first` and its modifiers; -1 if there is none."""
    at = first
    while at and first - at < _LONGEST and not tokens[at].opens_sentence and _modifies(tokens[at - 1]):
        at -= 1
    return at - 1


def _modifies(token: ArticleToken) -> bool:
    """Whether the word can be between the start of a clause and the name that is its subject."""
    return token.is_word and token.low not in SUBJECT_LEADS and (token.capitalised or token.low in _BEFORE_NAME)


def _leads_pair(tokens: Sequence[ArticleToken], conjunction: int) -> bool:
    """Whether the names joined at the index begin a clause together."""
    before = _before(tokens, conjunction)
    return before < 0 or tokens[before].low in _LEADS - {"and"} or tokens[before + 1].opens_sentence


def _verb_may_follow(tokens: Sequence[ArticleToken], last: int) -> bool:
    """Whether the verb of a name that ends before `last` can follow, perhaps after a second name joined to it."""
    if last + 1 < len(tokens) and tokens[last].low == "and" and tokens[last + 1].capitalised:
        end = last + 1
        while end < len(tokens) and end - last < _LONGEST and _modifies(tokens[end]):
            end += 1
        last = end
    return last < len(tokens) and tokens[last].low not in _NO_VERB


def is_possessor(tokens: Sequence[ArticleToken], mention: Mention) -> bool:
    """Return whether the name is followed by 's."""
    return mention.last < len(tokens) and tokens[mention.last].low == "'s"


def clause_end(tokens: Sequence[ArticleToken], at: int) -> int:
    """Return where the clause that begins with the pronoun at `at` ends; the pronoun does not mean anyone named in it.

    Return `at` itself if the clause comes before its main clause ("when he left, Roe said").
    """
    if at and tokens[at - 1].low in SUBJECT_LEADS - {"that", "and", "but"}:
        return at
    end = at
    while end < len(tokens) and tokens[end].low not in _ENDS and tokens[end].sentence == tokens[at].sentence:
        end += 1
    return end
