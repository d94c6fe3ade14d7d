"""Cuts a text into tokens for finding names, and notes the sentence, line and quotation state of each.

Sentences here are not those of `sentences`: a quotation of several sentences counts as one, so that it puts no distance
between its speaker and a later "he said". The rules that resolve names were tuned on this count.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.text.titles import ABBREVIATIONS, POST_NOMINALS

BREAK = "\n"
# Every repetition is bounded: a megabyte without a space must not become one token that every source scans again.
_ABBREVIATED = "|".join(
    sorted((re.escape(word[:-1].capitalize()) for word in ABBREVIATIONS if word[-1] == "."), key=len, reverse=True)
)
_TOKEN = re.compile(
    rf"""(?P<abbreviation>\b(?:{_ABBREVIATED}|Jr|Sr|St|Inc|Corp|Co|Ltd)\.)
    | (?P<initials>\b(?:[^\W\d_]\.){{2,8}}|\b[A-Z]\.(?=\s?[A-Z]))
    | (?P<possessive>['’]s\b)
    | (?P<word>[^\W_]{{1,60}}(?:(?:[-‐‑&]|['’](?!s\b))[^\W_]{{1,60}}){{0,6}})
    | (?P<line>\n\s*)
    | (?P<mark>''|\S)""",
    re.VERBOSE | re.IGNORECASE,
)
_STOPS = frozenset(".!?")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset({'"', "''"})


@dataclass(frozen=True, slots=True)
class ArticleToken:
    """A word, punctuation mark or line break; `low` is its key for comparing, `sentence` and `line` count from 0."""

    start: int
    end: int
    text: str
    low: str
    is_word: bool
    sentence: int
    line: int
    quoted: bool
    opens_sentence: bool

    @property
    def capitalised(self) -> bool:
        """Whether it starts like a name; "al-Assad" counts."""
        return self.text[0].isupper() or (self.text[:3] in {"al-", "el-"} and self.text[3:4].isupper())


def is_post_nominal(token: ArticleToken) -> bool:
    """Return whether the token is a title after a name, such as QC or MP."""
    return token.low in POST_NOMINALS and token.text[0].isupper()


def _fold(word: str) -> str:
    """The word without case and accents, with straight apostrophes, for comparing."""
    if word.isascii():
        return word.lower()
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark))
    return bare.casefold().replace("’", "'").replace("‐", "-").replace("‑", "-")


class _State:
    """The quotation, line and sentence that the scanner is in."""

    def __init__(self) -> None:
        self.sentence = self.line = 0
        self.quoted = False
        self.opening = True

    def pass_mark(self, mark: str) -> None:
        """Note what a punctuation mark opens or closes."""
        if mark in _STRAIGHT:
            self.quoted = not self.quoted
            self.opening = self.opening or self.quoted
        elif mark in _OPENING or mark in _CLOSING:
            self.quoted = mark in _OPENING
            self.opening = self.opening or self.quoted
        elif mark in _STOPS:
            self.sentence += not self.quoted  # see the module's docstring
            self.opening = True
        elif mark == ":":
            self.opening = True

    def pass_line(self) -> None:
        """Note a new line, which ends a sentence and a quotation."""
        self.sentence, self.line = self.sentence + 1, self.line + 1
        self.quoted, self.opening = False, True


def cut_tokens(text: str) -> list[ArticleToken]:
    """Return the tokens of a text in order; they leave out white space inside a line."""
    state, tokens = _State(), []
    for match in _TOKEN.finditer(text):
        kind, word = match.lastgroup, match.group()
        is_word = kind in {"abbreviation", "initials", "word"}
        low = BREAK if kind == "line" else "'s" if kind == "possessive" else _fold(word)
        tokens.append(
            ArticleToken(
                *match.span(), word, low, is_word, state.sentence, state.line, state.quoted, is_word and state.opening
            )
        )
        if is_word:
            state.opening = False
        elif kind == "line":
            state.pass_line()
        elif kind == "mark":
            state.pass_mark(word)
    return tokens


def token_range(starts: Sequence[int], tokens: Sequence[ArticleToken], start: int, end: int) -> tuple[int, int]:
    """Return the range [first, last) of tokens that touch text[start:end]; `starts` are where the tokens start."""
    first = bisect_left(starts, start)
    if first and tokens[first - 1].end > start:
        first -= 1
    return first, max(first, bisect_left(starts, end))
