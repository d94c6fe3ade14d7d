"""Reading what an article says about a name: titles before it, an apposition after it, a line below it."""

from collections.abc import Sequence

from annotate.actors.mentions.lexicons.common import BE, DETERMINERS, PREPOSITIONS, RELATIVES, SPEECH
from annotate.actors.mentions.lexicons.role_titles import ROLES
from annotate.actors.mentions.mention import Mention
from annotate.text.article_tokens import BREAK, ArticleToken, is_post_nominal
from annotate.text.titles import ABBREVIATIONS

LONGEST = 22  # words of a description
_ENDS = frozenset({".", ";", ":", "!", "?", '"', "“", "”", "''", BREAK, "(", ")", "—", "–", "--"})
_ROLE_VERBS = BE | frozenset(
    """
    leads led heads headed runs ran chairs chaired serves served represents represented works worked owns
    owned founded directs directed teaches taught studies studied covers manages managed edits edited oversees
    oversaw
    """.split()
)
_VERBS = SPEECH | BE | frozenset("has had have".split())
_PARTIES = {"r": "republican", "d": "democrat"}


def titles_before(mention: Mention) -> list[str]:
    """Return the words before the name that give a role; a mere honorific is left out."""
    return [word for word in mention.titles if ABBREVIATIONS.get(word, word)]


def description_after(tokens: Sequence[ArticleToken], mention: Mention) -> list[ArticleToken]:
    """Return the tokens after the name that describe it, such as "the German chancellor" between commas."""
    end = mention.last
    while end < len(tokens) and is_post_nominal(tokens[end]):
        end += 1
    at, party = _party(tokens, end)
    if at < len(tokens) and tokens[at].low == ",":
        return [*party, *_apposition(tokens, at + 1)]
    if at < len(tokens) and tokens[at].low in {"who", *BE}:
        return [*party, *_predicate(tokens, at)]
    if stands_alone(tokens, mention):
        return _line_below(tokens, mention.last + 1)
    return party


def description_before(tokens: Sequence[ArticleToken], mention: Mention) -> list[ArticleToken]:
    """Return the tokens of a description before the name: "A lawyer for Roe, Jo Doe, said"."""
    end = mention.first - len(mention.titles) - 1
    if end < 1 or tokens[end].low != ",":
        return []
    start = end
    while start and end - start < LONGEST and tokens[start - 1].low not in _ENDS and tokens[start - 1].low != ",":
        start -= 1
    words = list(tokens[start:end])
    opens = bool(words) and words[0].opens_sentence and len(words) < 16
    verb = any(token.low in SPEECH or token.low in BE for token in words)
    heads = [at for at, token in enumerate(words[:8]) if token.low in ROLES]
    return words if opens and heads and not verb else []


def own_part(description: list[ArticleToken]) -> list[ArticleToken]:
    """Return a description without its owner: only "daughter" of "the nominee's daughter"."""
    places = [at for at, token in enumerate(description[:8]) if token.low == "'s"]
    return description[places[-1] + 1 :] if places and not description[places[-1] - 1].capitalised else description


def main_part(description: list[ArticleToken]) -> list[ArticleToken]:
    """Return the part of a description before "of", "for" or "who", which says what the bearer is."""
    start = 2 if description and description[0].low == "who" else 0
    ends = (at for at, token in enumerate(description) if at > start and token.low in PREPOSITIONS | RELATIVES)
    return description[: next(ends, len(description))]


def _party(tokens: Sequence[ArticleToken], at: int) -> tuple[int, list[ArticleToken]]:
    """Return where the text continues after a bracket like (R-Utah), and the words in the bracket."""
    if at + 1 >= len(tokens) or tokens[at].low != "(":
        return at, []
    end = at + 1
    while end < len(tokens) and end - at < 8 and tokens[end].low not in {")", BREAK}:
        end += 1
    return end + 1, list(tokens[at + 1 : end])


def party_of(word: str) -> str:
    """Return the party in a word like "r-utah": "republican", "democrat" or ""."""
    return _PARTIES.get(word[0], "") if (len(word) > 2 and word[1] == "-") or len(word) == 1 else ""


def _apposition(tokens: Sequence[ArticleToken], start: int) -> list[ArticleToken]:
    """Return the tokens of the apposition that begins at `start`; empty if there is none."""
    if start < len(tokens) and tokens[start].low.isdigit() and start + 1 < len(tokens):
        start += 2
    if start >= len(tokens) or not _begins_description(tokens, start):
        return []
    return _until_comma(tokens, start)


def _begins_description(tokens: Sequence[ArticleToken], at: int) -> bool:
    """Whether a description begins at the token: an article, "who", or a role soon after."""
    word = tokens[at].low
    if word in {"the", "a", "an", "who", "whose", "one"} or word in ROLES or party_of(word):
        return True
    ahead = tokens[at : at + 7]
    before_verb = [token.low for token in ahead]
    stop = next((i for i, low in enumerate(before_verb) if low in SPEECH or low in _ENDS or low == ","), len(ahead))
    return any(low in ROLES for low in before_verb[:stop]) and word not in {"and", "but"}


def _until_comma(tokens: Sequence[ArticleToken], start: int) -> list[ArticleToken]:
    """Return the tokens from `start` to the next comma or other end."""
    end = start
    while end < len(tokens) and end - start < LONGEST and tokens[end].low not in _ENDS and tokens[end].low != ",":
        if tokens[end].low in _VERBS and tokens[start].low != "who":
            break
        end += 1
    return list(tokens[start:end])


def _predicate(tokens: Sequence[ArticleToken], at: int) -> list[ArticleToken]:
    """Return the tokens after "who" or "is the" if they give a role."""
    words = _until_comma(tokens, at + 1)
    if tokens[at].low == "who":
        return words if words and words[0].low in _ROLE_VERBS else []
    is_role = words and words[0].low in DETERMINERS and any(token.low in ROLES for token in words[:6])
    return words if is_role else []


def stands_alone(tokens: Sequence[ArticleToken], mention: Mention) -> bool:
    """Return whether the name is alone on its line, as below a pull quote."""
    before = mention.first == 0 or tokens[mention.first - 1].low in {BREAK, "-", "–", "—"}
    return before and mention.last < len(tokens) and tokens[mention.last].low == BREAK


def _line_below(tokens: Sequence[ArticleToken], start: int) -> list[ArticleToken]:
    """Return the tokens of the line that begins at `start`, if it is short and gives a role."""
    end = start
    while end < len(tokens) and end - start <= 10 and tokens[end].low != BREAK:
        end += 1
    line = list(tokens[start:end])
    short = len(line) <= 10 and not any(token.low in {".", '"', "“"} for token in line)
    return line if short and any(token.low in ROLES for token in line) else []
