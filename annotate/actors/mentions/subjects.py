"""How much a name stands in the foreground where it stands: as a subject, a possessor, inside a quotation."""

from collections.abc import Sequence

from annotate.actors.mentions.lexicons.common import PREPOSITIONS, SPEECH, SUBJECT_LEADS
from annotate.actors.mentions.mention import Mention
from annotate.actors.mentions.tokens import BREAK, Token

_LEADS = SUBJECT_LEADS | frozenset({".", ",", ":", ";", "!", "?", '"', "“", "”", "''", BREAK, ")", "—", "–"})
_NO_VERB = PREPOSITIONS | frozenset({"and", "or", "'s", ")", ".", "!", "?", ";", ":", BREAK})


def is_subject(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the name looks like the subject of its clause, also after its verb: "said Roe"."""
    before = mention.first - len(mention.titles) - 1
    while before >= 0 and tokens[before].low in {"the", "a", "an"}:
        before -= 1
    if before >= 0 and tokens[before].low in SPEECH:
        return True
    leads = before < 0 or tokens[before].low in _LEADS or tokens[before + 1].opens_sentence
    following = tokens[mention.last] if mention.last < len(tokens) else None
    return leads and following is not None and following.low not in _NO_VERB


def is_possessor(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the name is followed by 's."""
    return mention.last < len(tokens) and tokens[mention.last].low == "'s"
